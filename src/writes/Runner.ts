import { randomUUID } from 'node:crypto';
import type { Caller } from '../auth/Caller.js';
import { SecgraphError } from '../errors/SecgraphError.js';
import type { ItemOutcome, Job, JobItem, NewJob } from '../journal/Job.js';
import { Operation, type Stores } from '../loaders/Operation.js';
import { asError } from '../loaders/tenantwise.js';
import type { Logger } from '../observability/Logger.js';
import { Receipt } from '../observability/Receipt.js';
import { grouped } from '../util/grouped.js';
import type { Desk, Sending, Verb } from './Verb.js';

/** A job belongs to a process for so long, and longer as long as that process lives. */
const LEASE_MS = 60_000;
const LOOK_AROUND_MS = LEASE_MS / 3;
/** What Graph's limits have kept from being sent for so long is given up. */
const PATIENCE_MS = 3_600_000;
/** A pass that no caller waits for. */
const QUIET_PASS_MS = 60_000;
/** Before the next pass, where Graph has not said how long. */
const USUAL_PAUSE_MS = 5000;
const JOBS_AT_ONCE = 20;

export interface RunnerOptions {
  readonly stores: Stores;
  readonly verbs: ReadonlyMap<string, Verb>;
  /** For a pass that a caller waits for. */
  readonly operationMs: number;
  /** HTTP requests to one tenant in one pass. */
  readonly maxRequests: number;
  readonly log: Logger;
}

/** One pass over a job: on whose receipt, and until when. */
interface Pass {
  readonly receipt: Receipt;
  /** Where the asking operation finds what its change has shown. */
  readonly shown: Map<string, unknown>;
  readonly lane: 'interactive' | 'changes';
  readonly ms: number;
}

/**
 * Runs jobs. Each is written down before anything of it is sent, and every outcome when it is known, so that nothing is
 * lost when a caller leaves or the process dies, and nothing is sent twice.
 */
export class Runner {
  readonly #options: RunnerOptions;
  readonly #owner = randomUUID();
  /** Until nothing of the job is left. */
  readonly #running = new Map<string, Promise<void>>();
  /** Until it has been tried once: whoever asks for the same waits as long as the first. */
  readonly #firstPasses = new Map<string, Promise<unknown>>();
  readonly #ended = new Map<string, number>();
  readonly #stopping = new AbortController();
  #lookingAround: Promise<void> = Promise.resolve();

  constructor(options: RunnerOptions) {
    this.#options = options;
  }

  /** Goes on with what other processes have left, now and from time to time. */
  start(): void {
    this.#lookingAround = this.#lookAround();
  }

  /** Sends nothing more, and waits for what has been sent. What is left goes on at once wherever a process looks for it. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('stopping'));
    const mine = [...this.#running.keys()];
    await Promise.allSettled([this.#lookingAround, ...this.#running.values()]);
    await this.#options.stores.journal.jobs
      .renew(mine, this.#owner, 0)
      .catch((error: unknown) =>
        this.#options.log.warn({ error }, 'Jobs that are left wait for the end of their lease.'),
      );
  }

  /** Jobs that this process is at. */
  get running(): number {
    return this.#running.size;
  }

  /** Items that ended here, by verb and state, such as `updateAlerts DONE`. */
  get ended(): ReadonlyMap<string, number> {
    return this.#ended;
  }

  /**
   * Writes a job down, sends what the limits of its tenants allow, and answers how it stands then. What is left goes on
   * without the caller. A job whose key is known is answered as it stands.
   *
   * @throws SecgraphError IDEMPOTENCY_KEY_REUSED
   */
  async run(job: NewJob, { call, shown }: Operation): Promise<Job> {
    const { jobs } = this.#options.stores.journal;
    const begun = await jobs.begin(job, this.#owner, LEASE_MS);
    if (begun.kind === 'conflict') throw keyReused();
    if (begun.kind === 'begun') {
      for (const { state } of begun.job.items.filter(({ outcome }) => outcome)) this.#count(`${job.verb} ${state}`);
      const { operationMs: ms } = this.#options;
      const first = this.#pass(begun.job, { receipt: call.receipt, shown, lane: 'interactive', ms });
      this.#goOn(begun.job, first);
    }
    return this.settled(begun.job);
  }

  /** A job as it stands after its first pass, which is waited for where it is under way here. */
  async settled(job: Job): Promise<Job> {
    // Whoever keeps at the job has logged why a pass failed; what was written down holds.
    await this.#firstPasses.get(job.id)?.catch(() => null);
    return (await this.#options.stores.journal.jobs.find({ id: job.id })) ?? job;
  }

  /** Keeps at a job until nothing of it is left. */
  #goOn(job: Job, first: Promise<number | null>): void {
    this.#firstPasses.set(job.id, first);
    const running = this.#untilDone(job, first)
      .catch((error: unknown) => this.#options.log.error({ operation: job.verb, error }, 'A job stands still.'))
      .finally(() => {
        this.#running.delete(job.id);
        this.#firstPasses.delete(job.id);
      });
    this.#running.set(job.id, running);
  }

  async #untilDone({ id }: Job, first: Promise<number | null>): Promise<void> {
    const { clock, journal } = this.#options.stores;
    let pauseMs = await first;
    while (pauseMs !== null && !this.#stopping.signal.aborted) {
      await clock.sleep(pauseMs, this.#stopping.signal).catch(() => undefined);
      const job = this.#stopping.signal.aborted ? null : await journal.jobs.find({ id });
      if (!job) return;
      pauseMs = await this.#pass(job, quietPass());
    }
  }

  /**
   * Sends what is pending, tenants side by side. Answers how long to wait before the next pass; null: nothing is left.
   *
   * @throws the first reason why a tenant could not be gone on with, when nothing is on its way any more
   */
  async #pass(job: Job, pass: Pass): Promise<number | null> {
    const pending = job.items.filter(({ state }) => state === 'PENDING');
    const passes = await Promise.allSettled(
      [...grouped(pending, ({ tenantId }) => tenantId)].map(([tenantId, items]) =>
        this.#passOfTenant(job, items, tenantId, pass),
      ),
    );
    const open: number[] = [];
    for (const one of passes) {
      if (one.status === 'rejected') throw one.reason;
      if (one.value !== null) open.push(one.value);
    }
    return open.length === 0 ? null : Math.min(...open);
  }

  async #passOfTenant(job: Job, items: readonly JobItem[], tenantId: string, pass: Pass): Promise<number | null> {
    const verb = this.#verbOf(job);
    for (let start = 0; start < items.length; start += verb.itemsAtOnce) {
      if (this.#stopping.signal.aborted) return USUAL_PAUSE_MS;
      const some = items.slice(start, start + verb.itemsAtOnce);
      await this.#options.stores.journal.jobs.sent(job.id, indexesOf(some), this.#owner);
      const pause = await this.#settle(
        job,
        some,
        await this.#with(job, tenantId, pass, async (desk) => oneEach(some, await verb.send(some, desk))),
      );
      if (pause !== null) return pause;
    }
    return null;
  }

  /** What a verb says of items; a tenant that is gone, and a mistake of ours, are its answer for all of them. */
  async #with(
    job: Job,
    tenantId: string,
    { receipt, shown, lane, ms }: Pass,
    work: (desk: Desk) => Promise<readonly Sending[]>,
  ): Promise<readonly Sending[] | Sending> {
    const { stores, maxRequests, log } = this.#options;
    // Whether he may was asked before the job was written down.
    const caller: Caller = { name: job.caller, tenants: 'all', roles: [], userPrincipalName: null };
    const operation = new Operation(
      stores,
      caller,
      {
        signal: new AbortController().signal,
        deadlineMs: stores.clock.monotonicMs() + ms,
        ...{ receipt, lane, caller: job.caller, maxRequests },
      },
      shown,
    );
    let place;
    try {
      place = operation.place(tenantId);
    } catch (thrown) {
      return { kind: 'refused', error: asError(thrown) };
    }
    try {
      return await work({ place, operation, job });
    } catch (thrown) {
      log.error({ operation: job.verb, error: thrown }, 'A verb failed.');
      return { kind: 'unknown', error: asError(thrown) };
    }
  }

  /** Writes down how items went. Answers when those that have not happened may be tried again; null: there are none. */
  async #settle(job: Job, items: readonly JobItem[], sendings: readonly Sending[] | Sending): Promise<number | null> {
    const { clock, journal } = this.#options.stores;
    const isTired = clock.now() - job.createdAt > PATIENCE_MS;
    const outcomes = new Map<number, ItemOutcome>();
    const later: { readonly index: number; readonly pauseMs: number }[] = [];
    items.forEach(({ index }, position) => {
      const sending = isList(sendings) ? sendings[position]! : sendings;
      if (this.#waits(sending, isTired)) later.push({ index, pauseMs: pauseOf(sending) });
      else outcomes.set(index, outcomeOf(sending, clock.now()));
    });
    await journal.jobs.settle(job.id, outcomes);
    for (const { state } of outcomes.values()) this.#count(`${job.verb} ${state}`);
    if (later.length === 0) return null;
    await journal.jobs.release(job.id, indexesOf(later), this.#owner);
    return Math.max(...later.map(({ pauseMs }) => pauseMs));
  }

  /** What the end of this process has kept from being sent waits for the next. */
  #waits(sending: Sending, isTired: boolean): sending is Exclude<Sending, { kind: 'done' }> {
    if (sending.kind === 'later') return !isTired;
    const isStopped = this.#stopping.signal.aborted && sending.kind === 'refused';
    return isStopped && sending.error.code === 'UPSTREAM_UNAVAILABLE';
  }

  #count(what: string): void {
    this.#ended.set(what, (this.#ended.get(what) ?? 0) + 1);
  }

  async #lookAround(): Promise<void> {
    const { stores, log } = this.#options;
    while (!this.#stopping.signal.aborted) {
      try {
        await stores.journal.jobs.renew([...this.#running.keys()], this.#owner, LEASE_MS);
        for (const job of await stores.journal.jobs.claim(this.#owner, LEASE_MS, JOBS_AT_ONCE)) {
          if (!this.#running.has(job.id)) this.#goOn(job, this.#pickUp(job));
        }
      } catch (error) {
        log.error({ error }, 'The journal could not be asked for jobs that were left.');
      }
      await stores.clock.sleep(LOOK_AROUND_MS, this.#stopping.signal).catch(() => undefined);
    }
  }

  /** A job whose process has died: what was on its way is looked for, what was not is sent. */
  async #pickUp(job: Job): Promise<number | null> {
    const pass = quietPass();
    const verb = this.#verbOf(job);
    const sent = job.items.filter(({ state }) => state === 'SENT');
    await Promise.all(
      [...grouped(sent, ({ tenantId }) => tenantId)].map(async ([tenantId, items]) => {
        const look = verb.look?.bind(verb);
        const found = look
          ? await this.#with(job, tenantId, pass, async (desk) => oneEach(items, await look(items, desk)))
          : lost(job);
        await this.#settle(job, items, found);
      }),
    );
    const asItStands = await this.#options.stores.journal.jobs.find({ id: job.id });
    return asItStands ? this.#pass(asItStands, pass) : null;
  }

  #verbOf({ verb }: Job): Verb {
    const known = this.#options.verbs.get(verb);
    if (!known) throw new Error(`No verb ${verb} is declared in src/writes/mutations.ts.`);
    return known;
  }
}

function quietPass(): Pass {
  return { receipt: new Receipt(), shown: new Map(), lane: 'changes', ms: QUIET_PASS_MS };
}

/** @throws Error when a verb has not said of every item how it went */
function oneEach(items: readonly JobItem[], sendings: readonly Sending[]): readonly Sending[] {
  if (sendings.length === items.length) return sendings;
  throw new Error(`A verb answered ${sendings.length} times for ${items.length} items.`);
}

function indexesOf(items: readonly { readonly index: number }[]): number[] {
  return items.map(({ index }) => index);
}

function isList(sendings: readonly Sending[] | Sending): sendings is readonly Sending[] {
  return Array.isArray(sendings);
}

function pauseOf({ error }: Exclude<Sending, { kind: 'done' }>): number {
  const seconds = error.facts.retryAfterSeconds;
  return seconds === undefined ? USUAL_PAUSE_MS : Math.ceil(seconds * 1000);
}

function outcomeOf(sending: Sending, at: number): ItemOutcome {
  if (sending.kind === 'done') {
    const { before = null, after, requestId = null } = sending;
    return { state: 'DONE', code: null, message: null, before, after, requestId, at };
  }
  const { kind, error, before = null } = sending;
  const { code, message, facts } = error;
  const state = kind === 'unknown' ? 'UNKNOWN' : 'REFUSED';
  return { state, code, message, before, after: null, requestId: facts.requestId ?? null, at };
}

function lost({ verb }: Job): Sending {
  const message = `The service ended while ${verb} was on its way: it may or may not have happened. Look at the thing before repeating the change.`;
  return { kind: 'unknown', error: new SecgraphError('OUTCOME_UNKNOWN', message) };
}

export function keyReused(): SecgraphError {
  return new SecgraphError(
    'IDEMPOTENCY_KEY_REUSED',
    'Argument "idempotencyKey" was used before with another input: take a new key for every change.',
    { argument: 'idempotencyKey' },
  );
}
