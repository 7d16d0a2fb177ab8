import type { Caller } from '../auth/Caller.js';
import { SecgraphError } from '../errors/SecgraphError.js';
import type { ItemOutcome, Job, JobItem } from '../journal/Job.js';
import { Operation, type Stores } from '../loaders/Operation.js';
import { asError } from '../loaders/tenantwise.js';
import type { Logger } from '../observability/Logger.js';
import { Receipt } from '../observability/Receipt.js';
import { grouped } from '../util/grouped.js';
import type { Desk, Sending, Verb } from './Verb.js';

/** What Graph's limits have kept from being sent for so long is given up. */
const PATIENCE_MS = 3_600_000;
/** A pass that no caller waits for. */
const QUIET_PASS_MS = 60_000;
/** Before the next pass, where Graph has not said how long. */
const USUAL_PAUSE_MS = 5000;

export interface PassesOptions {
  readonly stores: Stores;
  readonly verbs: ReadonlyMap<string, Verb>;
  /** HTTP requests to one tenant in one pass. */
  readonly maxRequests: number;
  readonly log: Logger;
}

/** One pass over a job: on whose receipt, and until when. */
export interface Pass {
  readonly receipt: Receipt;
  /** Where the asking operation finds what its change has shown. */
  readonly shown: Map<string, unknown>;
  readonly lane: 'interactive' | 'changes';
  readonly ms: number;
}

/**
 * Goes over jobs, once at a time: what is pending is written down as sent, then sent, and every outcome is written down.
 */
export class Passes {
  readonly #ended = new Map<string, number>();

  /**
   * @param owner who has the lease of the jobs
   * @param stopping when it is aborted, nothing more is sent
   */
  constructor(
    readonly options: PassesOptions,
    readonly owner: string,
    readonly stopping: AbortSignal,
  ) {}

  /** Items that ended here, by verb and state, such as `updateAlerts DONE`. */
  get ended(): ReadonlyMap<string, number> {
    return this.#ended;
  }

  /** @param what `updateAlerts DONE` */
  count(what: string): void {
    this.#ended.set(what, (this.#ended.get(what) ?? 0) + 1);
  }

  /**
   * Sends what is pending, tenants side by side. Answers how long to wait before the next pass; null: nothing is left.
   *
   * @throws the first reason why a tenant could not be gone on with, when nothing is on its way any more
   */
  async over(job: Job, pass = quietPass()): Promise<number | null> {
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

  /** A job whose process has died: what was on its way is looked for, what was not is sent. */
  async pickUp(job: Job): Promise<number | null> {
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
    const asItStands = await this.options.stores.journal.jobs.find({ id: job.id });
    return asItStands ? this.over(asItStands, pass) : null;
  }

  async #passOfTenant(job: Job, items: readonly JobItem[], tenantId: string, pass: Pass): Promise<number | null> {
    const verb = this.#verbOf(job);
    for (let start = 0; start < items.length; start += verb.itemsAtOnce) {
      if (this.stopping.aborted) return USUAL_PAUSE_MS;
      const some = items.slice(start, start + verb.itemsAtOnce);
      await this.options.stores.journal.jobs.sent(job.id, indexesOf(some), this.owner);
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
    pass: Pass,
    work: (desk: Desk) => Promise<readonly Sending[]>,
  ): Promise<readonly Sending[] | Sending> {
    const operation = this.#operationOf(job, pass);
    let place;
    try {
      place = operation.place(tenantId);
    } catch (thrown) {
      return { kind: 'refused', error: asError(thrown) };
    }
    try {
      return await work({ place, operation, job });
    } catch (thrown) {
      this.options.log.error({ operation: job.verb, error: thrown }, 'A verb failed.');
      return { kind: 'unknown', error: asError(thrown) };
    }
  }

  #operationOf(job: Job, { receipt, shown, lane, ms }: Pass): Operation {
    const { stores, maxRequests } = this.options;
    // Whether he may was asked before the job was written down.
    const caller: Caller = { name: job.caller, tenants: 'all', roles: [], userPrincipalName: null };
    // A caller who leaves does not end it.
    const signal = new AbortController().signal;
    const deadlineMs = stores.clock.monotonicMs() + ms;
    return new Operation(stores, caller, { signal, deadlineMs, receipt, lane, caller: job.caller, maxRequests }, shown);
  }

  /** Writes down how items went. Answers when those that have not happened may be tried again; null: there are none. */
  async #settle(job: Job, items: readonly JobItem[], sendings: readonly Sending[] | Sending): Promise<number | null> {
    const { clock, journal } = this.options.stores;
    const isTired = clock.now() - job.createdAt > PATIENCE_MS;
    const outcomes = new Map<number, ItemOutcome>();
    const later: { readonly index: number; readonly pauseMs: number }[] = [];
    items.forEach(({ index }, position) => {
      const sending = isList(sendings) ? sendings[position]! : sendings;
      if (this.#waits(sending, isTired)) later.push({ index, pauseMs: pauseOf(sending) });
      else outcomes.set(index, outcomeOf(sending, clock.now()));
    });
    await journal.jobs.settle(job.id, outcomes);
    for (const { state } of outcomes.values()) this.count(`${job.verb} ${state}`);
    if (later.length === 0) return null;
    await journal.jobs.release(job.id, indexesOf(later), this.owner);
    return Math.max(...later.map(({ pauseMs }) => pauseMs));
  }

  /** What the end of this process has kept from being sent waits for the next. */
  #waits(sending: Sending, isTired: boolean): sending is Exclude<Sending, { kind: 'done' }> {
    if (sending.kind === 'later') return !isTired;
    const isStopped = this.stopping.aborted && sending.kind === 'refused';
    return isStopped && sending.error.code === 'UPSTREAM_UNAVAILABLE';
  }

  #verbOf({ verb }: Job): Verb {
    const known = this.options.verbs.get(verb);
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
