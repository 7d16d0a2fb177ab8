import { createHash } from 'node:crypto';
import { SecgraphError } from '../errors/SecgraphError.js';
import type { Workload } from '../util/workload.js';
import { onAbort } from '../util/onAbort.js';
import type { Applicant } from './Bucket.js';
import { isReadOnly, type Call, type GraphAnswer, type GraphRequest } from './GraphRequest.js';
import type { GraphTenant } from './GraphTenant.js';
import { costOf } from './resourceUnits.js';
import { ownRefusal } from './sortError.js';

interface Waiter {
  readonly call: Call;
  readonly resolve: (answer: GraphAnswer) => void;
  readonly reject: (error: SecgraphError) => void;
  unwatch: () => void;
}

const URGENCY = ['interactive', 'changes', 'reports'] as const;

/**
 * One request under way, and everybody who waits for its answer. It goes on as long as somebody does; the first of them
 * pays for it.
 */
export class Flight implements Applicant {
  readonly isRead: boolean;
  readonly cost: number;
  readonly partition: string;
  /** Travels by itself: because the source said so, or because its batch was too large. */
  isAlone: boolean;
  /** True from the moment that Graph may have seen it. */
  isSent = false;
  readonly #nowMs: () => number;
  readonly #waiters = new Set<Waiter>();
  readonly #left = new AbortController();
  #payer: Call;

  constructor(
    readonly tenant: GraphTenant,
    readonly request: GraphRequest,
    first: Call,
    nowMs: () => number,
    /** Wall clock, milliseconds since 1970. */
    readonly askedAt = 0,
  ) {
    this.isRead = isReadOnly(request);
    this.isAlone = request.alone === true;
    this.cost = costOf(request);
    this.partition = first.partition;
    this.#payer = first;
    this.#nowMs = nowMs;
  }

  get tenantId(): string {
    return this.tenant.tenantId;
  }

  get workload(): Workload {
    return this.request.workload;
  }

  /** Aborts when nobody waits any more. */
  get signal(): AbortSignal {
    return this.#left.signal;
  }

  get isOver(): boolean {
    return this.#waiters.size === 0;
  }

  get payer(): Call {
    for (const { call } of this.#waiters) return (this.#payer = call);
    return this.#payer;
  }

  get calls(): Call[] {
    return [...this.#waiters].map(({ call }) => call);
  }

  get caller(): string {
    return this.payer.caller;
  }

  get lane(): Call['lane'] {
    const lanes = this.calls.map(({ lane }) => lane);
    return URGENCY.find((lane) => lanes.includes(lane)) ?? this.#payer.lane;
  }

  /** The latest of all who wait, on the monotonic clock. */
  get deadlineMs(): number {
    return Math.max(...this.calls.map(({ deadlineMs }) => deadlineMs));
  }

  /** The answer, for one more caller. Rejects at once when that caller's signal aborts. */
  wait(call: Call): Promise<GraphAnswer> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter = { call, resolve, reject, unwatch: () => undefined };
      this.#waiters.add(waiter);
      waiter.unwatch = onAbort(call.signal, () => this.#leave(waiter, this.#goneError(call)));
    });
  }

  /** Sends those away whose deadline is before `untilMs`, with this error; false when nobody is left. */
  canWaitUntil(untilMs: number, error?: SecgraphError): boolean {
    this.sendAway(
      ({ deadlineMs }) => deadlineMs < untilMs,
      () => error ?? this.#lateError(untilMs),
    );
    return !this.isOver;
  }

  /** Ends the wait of those of whom this is true; the others go on. */
  sendAway(isMeant: (call: Call) => boolean, error: () => SecgraphError): void {
    for (const waiter of this.#waiters) if (isMeant(waiter.call)) this.#leave(waiter, error());
  }

  answer(bare: GraphAnswer): void {
    for (const { call, resolve, unwatch } of this.#waiters) {
      unwatch();
      resolve({ ...bare, workload: this.workload, receipt: call.receipt, isChange: !this.isRead });
    }
    this.#waiters.clear();
  }

  fail(error: SecgraphError): void {
    this.sendAway(
      () => true,
      () => error,
    );
  }

  #leave(waiter: Waiter, error: SecgraphError): void {
    waiter.unwatch();
    this.#waiters.delete(waiter);
    waiter.reject(error);
    if (this.isOver) this.#left.abort(error);
  }

  #lateError(untilMs: number): SecgraphError {
    const retryAfterSeconds = Math.max(0, (untilMs - this.#nowMs()) / 1000);
    const what = `would have to wait ${Math.ceil(retryAfterSeconds)} s for its share of Microsoft Graph's limit, longer than its deadline. Try again after that.`;
    return ownRefusal('UPSTREAM_THROTTLED', this.tenant, this.request, what, { retryAfterSeconds });
  }

  #goneError(call: Call): SecgraphError {
    if (!this.isRead && this.isSent) {
      const what =
        'may or may not have happened: its caller left before the answer came. Read it again before repeating the change.';
      return ownRefusal('OUTCOME_UNKNOWN', this.tenant, this.request, what);
    }
    return abortError(call, this.tenant, this.request);
  }
}

/** The error of a caller whose signal has aborted, or whose deadline has passed. */
export function abortError({ signal }: Call, tenant: GraphTenant, request: GraphRequest): SecgraphError {
  if (signal.aborted && signal.reason instanceof SecgraphError) return signal.reason;
  const what = 'was given up: the deadline of the operation has passed or its caller has left.';
  return ownRefusal('DEADLINE_EXCEEDED', tenant, request, what);
}

/** Two requests of the same key have the same answer, for callers who may share it. */
export function flightKey(tenant: GraphTenant, request: GraphRequest, { partition }: Call): string {
  const { cloud, tenantId, clientId, graphRoot } = tenant;
  const { method, path, version = 'v1.0', headers = {}, body } = request;
  const names = Object.entries(headers).map(([name, value]) => `${name.toLowerCase()}:${value}`);
  const digest = body === undefined ? null : createHash('sha256').update(JSON.stringify(body)).digest('base64');
  return JSON.stringify([cloud, tenantId, clientId, graphRoot, partition, version, method, path, names.sort(), digest]);
}
