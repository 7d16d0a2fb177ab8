import { randomUUID } from 'node:crypto';
import { TenantRegistry } from '../../../src/auth/TenantRegistry.js';
import { SecgraphError } from '../../../src/errors/SecgraphError.js';
import type { ErrorCode } from '../../../src/errors/codes.js';
import type { Job, JobItem, NewJob } from '../../../src/journal/Job.js';
import type { Journal } from '../../../src/journal/Journal.js';
import { openJournal } from '../../../src/journal/openJournal.js';
import type { Operation, Stores } from '../../../src/loaders/Operation.js';
import type { Logger } from '../../../src/observability/Logger.js';
import { Receipt } from '../../../src/observability/Receipt.js';
import { Runner } from '../../../src/writes/Runner.js';
import type { Finding, Sending, Verb } from '../../../src/writes/Verb.js';
import { FakeClock } from '../../support/fakeClock.js';

export const MINUTE_MS = 60_000;
const NEWEST = { before: null, limit: 10_000 };
export const DONE: Sending = { kind: 'done', after: { status: 'RESOLVED' }, requestId: 'r-1' };

export function sending(kind: 'refused' | 'unknown' | 'later', code: ErrorCode, retryAfterSeconds?: number): Sending {
  const facts = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
  return { kind, error: new SecgraphError(code, `${code} it is.`, facts) };
}
export const later = (seconds?: number): Sending => sending('later', 'UPSTREAM_THROTTLED', seconds);

/** What Graph says to each item, and when. */
export class Script {
  readonly sent: string[] = [];
  readonly looked: string[] = [];
  say: (target: string) => Sending | Promise<Sending> = () => DONE;
  find: ((target: string) => Finding) | null = null;

  verb(itemsAtOnce = 100): Verb {
    const find = this.find;
    return {
      name: 'shake',
      itemsAtOnce,
      send: (items) => {
        this.sent.push(...items.map(({ target }) => target));
        return Promise.all(items.map(({ target }) => Promise.resolve(this.say(target))));
      },
      ...(find
        ? {
            look: (items: readonly JobItem[]) => {
              this.looked.push(...items.map(({ target }) => target));
              return Promise.resolve(items.map(({ target }) => find(target)));
            },
          }
        : {}),
    };
  }
}

export function gate<T>(): { readonly promise: Promise<T>; open: (value: T) => void } {
  let open!: (value: T) => void;
  const promise = new Promise<T>((resolve) => (open = resolve));
  return { promise, open };
}

const TENANTS = [
  { tenantId: 'contoso', labels: [], clientId: 'app' },
  { tenantId: 'fabrikam', labels: [], clientId: 'app' },
];

/** Processes at one journal, under one clock. */
export class Workbench {
  /** What was logged. */
  readonly told: string[] = [];
  readonly #runners: Runner[] = [];

  private constructor(
    readonly clock: FakeClock,
    readonly journal: Journal,
  ) {}

  static async open(): Promise<Workbench> {
    const clock = new FakeClock();
    return new Workbench(clock, await openJournal({ file: ':memory:', clock }));
  }

  async close(): Promise<void> {
    await Promise.all(this.#runners.map((one) => one.stop()));
    await this.journal.close();
  }

  /** A process at this journal. */
  runner(verb: Verb): Runner {
    const made = this.doomed(verb);
    this.#runners.push(made);
    return made;
  }

  /** One that dies in the middle: what it waits for never comes, and nobody waits for it. */
  doomed(verb: Verb): Runner {
    const { clock, journal } = this;
    const stores = { clock, journal, tenants: new TenantRegistry(TENANTS) } as unknown as Stores;
    const tell = (_fields: object, message: string): void => void this.told.push(message);
    const log: Logger = { debug: tell, info: tell, warn: tell, error: tell };
    return new Runner({ stores, verbs: new Map([[verb.name, verb]]), operationMs: 15_000, maxRequests: 100, log });
  }

  job(targets: readonly string[], more: Partial<NewJob> = {}): NewJob {
    const items = targets.map((target) => ({ tenantId: 'contoso', app: 'app', target, change: null }));
    return {
      ...{ id: randomUUID(), caller: 'soc', key: null, verb: 'shake', inputHash: 'x', reason: null, shared: null },
      ...{ createdAt: this.clock.now(), items },
      ...more,
    };
  }

  async statesNow(id: string): Promise<string[]> {
    return statesOf((await this.journal.jobs.find({ id }))!);
  }

  /** What stands in the audit trail, in the order of the alphabet. */
  async trail(): Promise<string[]> {
    return (await this.journal.audit.list({}, NEWEST)).map(({ target, state }) => `${target} ${state}`).sort();
  }
}

export const operation = {
  call: { receipt: new Receipt() },
  shown: new Map<string, unknown>(),
} as unknown as Operation;

export const statesOf = ({ items }: Job): string[] => items.map(({ state }) => state);
