import type { Caller } from '../auth/Caller.js';
import { SecgraphError } from '../errors/SecgraphError.js';
import type { ItemOutcome, Job, JobItem } from '../journal/Job.js';
import { Operation, type Stores } from '../loaders/Operation.js';
import { asError } from '../loaders/tenantwise.js';
import type { Logger } from '../observability/Logger.js';
import { Receipt } from '../observability/Receipt.js';
import { grouped } from '../util/grouped.js';
import { unseen } from './sending.js';
import type { Desk, Finding, Sending, Verb } from './Verb.js';

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

/** What did not go well, or not yet. */
type Failing = Exclude<Finding, { kind: 'done' }>;

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
   * Looks for what was on its way when the process of the job died, then sends what is pending, tenants side by side.
   * Answers how long to wait before the next pass; null: nothing is left.
   *
   * @throws the first reason why a tenant could not be gone on with, when nothing is on its way any more
   */
  async over(job: Job, pass = quietPass()): Promise<number | null> {
    const left = job.items.filter(({ state }) => state === 'SENT');
    if (left.length === 0) return this.#send(job, pass);
    const looked = await eachTenant(left, (tenantId, items) => this.#look(job, items, tenantId, pass));
    const asItStands = await this.options.stores.journal.jobs.find({ id: job.id });
    return soonest([looked, asItStands && (await this.#send(asItStands, pass))]);
  }

  #send(job: Job, pass: Pass): Promise<number | null> {
    const pending = job.items.filter(({ state }) => state === 'PENDING');
    return eachTenant(pending, (tenantId, items) => this.#sendTo(job, items, tenantId, pass));
  }

  async #look(job: Job, items: readonly JobItem[], tenantId: string, pass: Pass): Promise<number | null> {
    const verb = this.#verbOf(job);
    let found: readonly Finding[] | Finding = lost(job);
    try {
      const desk = this.#deskIn(tenantId, job, pass);
      if (verb.look) found = oneEach(items, await verb.look(items, desk));
    } catch (thrown) {
      this.options.log.error({ operation: job.verb, error: thrown }, 'What was on its way cannot be looked for.');
      found = unseen(thrown);
    }
    return this.#settle(job, items, found);
  }

  async #sendTo(job: Job, items: readonly JobItem[], tenantId: string, pass: Pass): Promise<number | null> {
    const { itemsAtOnce } = this.#verbOf(job);
    for (let start = 0; start < items.length; start += itemsAtOnce) {
      if (this.stopping.aborted) return USUAL_PAUSE_MS;
      const some = items.slice(start, start + itemsAtOnce);
      await this.options.stores.journal.jobs.sent(job.id, indexesOf(some), this.owner);
      const pause = await this.#settle(job, some, await this.#sendings(job, some, tenantId, pass));
      if (pause !== null) return pause;
    }
    return null;
  }

  /** A tenant that is gone, and a mistake of ours, are the answer for all of them. */
  async #sendings(
    job: Job,
    items: readonly JobItem[],
    tenantId: string,
    pass: Pass,
  ): Promise<readonly Sending[] | Sending> {
    let desk;
    try {
      desk = this.#deskIn(tenantId, job, pass);
    } catch (thrown) {
      return { kind: 'refused', error: asError(thrown) };
    }
    try {
      return oneEach(items, await this.#verbOf(job).send(items, desk));
    } catch (thrown) {
      this.options.log.error({ operation: job.verb, error: thrown }, 'A verb failed.');
      return { kind: 'unknown', error: asError(thrown) };
    }
  }

  /** @throws SecgraphError FORBIDDEN where the tenant is gone */
  #deskIn(tenantId: string, job: Job, pass: Pass): Desk {
    const operation = this.#operationOf(job, pass);
    return { place: operation.place(tenantId), operation, job };
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

  /**
   * Writes down how items went. What has not happened is pending again; what could not be looked at stays as it is.
   * Answers when to come back for them; null: there are none.
   */
  async #settle(job: Job, items: readonly JobItem[], findings: readonly Finding[] | Finding): Promise<number | null> {
    const { clock, journal } = this.options.stores;
    const isTired = clock.now() - job.createdAt > PATIENCE_MS;
    const outcomes = new Map<number, ItemOutcome>();
    const open: { readonly index: number; readonly finding: Failing }[] = [];
    items.forEach(({ index }, position) => {
      const finding = isList(findings) ? findings[position]! : findings;
      if (this.#waits(finding, isTired)) open.push({ index, finding });
      else outcomes.set(index, outcomeOf(finding, clock.now()));
    });
    await journal.jobs.settle(job.id, outcomes);
    for (const { state } of outcomes.values()) this.count(`${job.verb} ${state}`);
    const notSent = open.filter(({ finding }) => finding.kind !== 'unseen');
    if (notSent.length > 0) await journal.jobs.release(job.id, indexesOf(notSent), this.owner);
    return open.length === 0 ? null : Math.max(...open.map(({ finding }) => pauseOf(finding)));
  }

  /** What the end of this process has kept from being sent waits for the next. */
  #waits(finding: Finding, isTired: boolean): finding is Failing {
    if (finding.kind === 'later' || finding.kind === 'unseen') return !isTired;
    const isStopped = this.stopping.aborted && finding.kind === 'refused';
    return isStopped && finding.error.code === 'UPSTREAM_UNAVAILABLE';
  }

  #verbOf({ verb }: Job): Verb {
    const known = this.options.verbs.get(verb);
    if (!known) throw new Error(`No verb ${verb} is declared in src/writes/mutations.ts.`);
    return known;
  }
}

/** Tenants side by side. Answers the shortest pause; null where none has anything left. */
async function eachTenant(
  items: readonly JobItem[],
  work: (tenantId: string, items: readonly JobItem[]) => Promise<number | null>,
): Promise<number | null> {
  const tenants = grouped(items, ({ tenantId }) => tenantId);
  const passes = await Promise.allSettled([...tenants].map(([tenantId, own]) => work(tenantId, own)));
  const pauses: (number | null)[] = [];
  for (const one of passes) {
    if (one.status === 'rejected') throw one.reason;
    pauses.push(one.value);
  }
  return soonest(pauses);
}

function soonest(pauses: readonly (number | null)[]): number | null {
  const open = pauses.filter((pauseMs) => pauseMs !== null);
  return open.length === 0 ? null : Math.min(...open);
}

function quietPass(): Pass {
  return { receipt: new Receipt(), shown: new Map(), lane: 'changes', ms: QUIET_PASS_MS };
}

/** @throws Error when a verb has not said of every item how it went */
function oneEach<How>(items: readonly JobItem[], answers: readonly How[]): readonly How[] {
  if (answers.length === items.length) return answers;
  throw new Error(`A verb answered ${answers.length} times for ${items.length} items.`);
}

function indexesOf(items: readonly { readonly index: number }[]): number[] {
  return items.map(({ index }) => index);
}

function isList(findings: readonly Finding[] | Finding): findings is readonly Finding[] {
  return Array.isArray(findings);
}

function pauseOf({ error }: Failing): number {
  const seconds = error.facts.retryAfterSeconds;
  return seconds === undefined ? USUAL_PAUSE_MS : Math.ceil(seconds * 1000);
}

function outcomeOf(finding: Finding, at: number): ItemOutcome {
  if (finding.kind === 'done') {
    const { before = null, after, requestId = null } = finding;
    return { state: 'DONE', code: null, message: null, before, after, requestId, at };
  }
  const { kind, error } = finding;
  const before = 'before' in finding ? (finding.before ?? null) : null;
  const { code, message, facts } = error;
  // Of what was to be done once more, and was given up, nobody knows whether it was done the first time.
  const isUnknown = kind === 'unknown' || kind === 'unseen' || code === 'OUTCOME_UNKNOWN';
  const state = isUnknown ? 'UNKNOWN' : 'REFUSED';
  return { state, code, message, before, after: null, requestId: facts.requestId ?? null, at };
}

function lost({ verb }: Job): Sending {
  const message = `The service ended while ${verb} was on its way: it may or may not have happened. Look at the thing before repeating the change.`;
  return { kind: 'unknown', error: new SecgraphError('OUTCOME_UNKNOWN', message) };
}
