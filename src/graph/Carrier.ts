import { randomUUID } from 'node:crypto';
import type { ErrorCode } from '../errors/codes.js';
import { SecgraphError } from '../errors/SecgraphError.js';
import type { Clock } from '../util/clock.js';
import { composeBatch, headersOf } from './batch.js';
import type { Breakers } from './breaker.js';
import { Exchange } from './Exchange.js';
import { familyOf } from './families.js';
import type { Flight } from './Flight.js';
import type { Boarding } from './gatherer.js';
import type { GraphTenant } from './GraphTenant.js';
import type { Breakage, Outcome } from './outcome.js';
import { readBatch, readPlain } from './readAnswer.js';
import { isBesideGraph } from './services.js';
import { ownRefusal } from './sortError.js';
import { spendOf } from './spend.js';
import type { TokenSource } from './tokens.js';
import { WireFailure, type Transport, type WireAnswer, type WireRequest } from './transport.js';
import type { WireLog } from './WireLog.js';

/** Longer URLs travel inside a batch, whose body knows no such limit. Graph's own bound is 2,048. */
const MAX_URL = 2000;
/** Graph gives a hunting query three minutes. */
const SLOW_TIMEOUT_MS = 200_000;
const MAX_BYTES_PER_OPERATION = 32 * 1024 * 1024;

const NOBODY_LEFT: Outcome = { kind: 'broken', reason: 'aborted', requestId: null };

export interface CarrierOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly transport: Transport;
  readonly tokens: TokenSource;
  readonly breakers: Breakers;
  readonly requestTimeoutMs: number;
  readonly log?: WireLog | undefined;
}

/** Carries flights to Graph and back in one HTTP request: one of them plain, several as a `$batch`. */
export class Carrier {
  constructor(readonly options: CarrierOptions) {}

  /** Lands every flight. Never rejects. */
  async carry(group: readonly Boarding[]): Promise<void> {
    const { clock, random } = this.options;
    const exchange = new Exchange(clock, random(), group.length > 1);
    const landed = new Set<Boarding>();
    const land = (boarding: Boarding, outcome: Outcome): void => {
      landed.add(boarding);
      boarding.land({ outcome, exchange });
    };
    try {
      await this.#carry(group, exchange, land);
    } catch (thrown) {
      const error = thrown instanceof SecgraphError ? thrown : mistake(thrown);
      for (const boarding of group) if (!landed.has(boarding)) land(boarding, { kind: 'failed', error });
    }
  }

  async #carry(group: readonly Boarding[], exchange: Exchange, land: (b: Boarding, o: Outcome) => void): Promise<void> {
    const tenant = (group[0] as Boarding).flight.tenant;
    exchange.token = await this.options.tokens.token(tenant);
    const boarded = group.filter(({ flight }) => this.#mayBoard(flight));
    for (const boarding of group) if (!boarded.includes(boarding)) land(boarding, NOBODY_LEFT);
    if (boarded.length === 0) return;
    const flights = boarded.map(({ flight }) => flight);
    const outcomes = await this.#exchange(tenant, flights, exchange);
    exchange.endedMs = this.options.clock.monotonicMs();
    this.#record(flights, outcomes);
    boarded.forEach((boarding, index) => land(boarding, outcomes[index] as Outcome));
  }

  /** Sends away who has no time left or has used up the limits of his operation; false when nobody is left. */
  #mayBoard(flight: Flight): boolean {
    const { tenant, request, tenantId } = flight;
    const nowMs = this.options.clock.monotonicMs();
    const refusal = (code: ErrorCode, what: string) => (): SecgraphError =>
      ownRefusal(code, tenant, request, `was not sent: ${what}`);
    flight.sendAway(
      ({ deadlineMs }) => deadlineMs <= nowMs,
      refusal('DEADLINE_EXCEEDED', 'the operation has no time left.'),
    );
    flight.sendAway(
      ({ receipt, maxRequests }) => spendOf(receipt).requestsTo(tenantId) >= maxRequests,
      refusal(
        'UPSTREAM_BUDGET_EXCEEDED',
        'the operation has used all its requests to this tenant. Ask for smaller pages.',
      ),
    );
    flight.sendAway(
      ({ receipt }) => spendOf(receipt).bytes >= MAX_BYTES_PER_OPERATION,
      refusal('UPSTREAM_BUDGET_EXCEEDED', 'the operation has read all the bytes it may. Ask for smaller pages.'),
    );
    return !flight.isOver;
  }

  async #exchange(tenant: GraphTenant, flights: readonly Flight[], exchange: Exchange): Promise<Outcome[]> {
    const { transport, clock } = this.options;
    const [first] = flights as [Flight];
    // What travels alone may do so in a batch of one; the services beside Graph have no batches.
    const isTooLong = tenant.graphRoot.length + first.request.path.length > MAX_URL;
    const isBatch = flights.length > 1 || (isTooLong && !isBesideGraph(first.request.version));
    const clientRequestId = randomUUID();
    const { signal, unwatch } = whileWanted(flights);
    const timeoutMs = this.#timeoutMs(flights);
    const wire = {
      ...(isBatch ? batchOf(flights, clientRequestId) : plainOf(first, clientRequestId)),
      signal,
      timeoutMs,
    };
    bill(flights, isBatch);
    const startedMs = clock.monotonicMs();
    try {
      const answer = await transport.send(tenant, exchange.token, wire);
      this.#note(tenant, flights, answer, { clientRequestId, isBatch, startedMs });
      countBytes(flights, answer.bytes);
      return isBatch ? readBatch(answer, flights.length, clock.now()) : [readPlain(answer, clock.now())];
    } catch (thrown) {
      if (!(thrown instanceof WireFailure)) throw thrown;
      const reason =
        thrown.reason === 'timeout' && timeoutMs < this.options.requestTimeoutMs ? 'deadline' : thrown.reason;
      const { tenantId } = tenant;
      this.options.log?.warn({ tenantId, clientRequestId, reason, parts: flights.length }, 'no answer from graph');
      const breakage: Breakage = { kind: 'broken', reason, requestId: null, cause: thrown };
      return flights.map(() => breakage);
    } finally {
      unwatch();
    }
  }

  #timeoutMs(flights: readonly Flight[]): number {
    const isSlow = flights.some(({ isAlone, request }) => isAlone && request.alone === true);
    const leftMs = Math.max(...flights.map(({ deadlineMs }) => deadlineMs)) - this.options.clock.monotonicMs();
    return Math.max(1, Math.min(leftMs, isSlow ? SLOW_TIMEOUT_MS : this.options.requestTimeoutMs));
  }

  /** An exchange is one word about each of its workloads: twenty failing parts are not twenty failures. */
  #record(flights: readonly Flight[], outcomes: readonly Outcome[]): void {
    const verdicts = new Map<string, { all: number; failed: number; tenantId: string }>();
    flights.forEach(({ tenantId, workload }, index) => {
      const outcome = outcomes[index] as Outcome;
      if (outcome.kind === 'broken' && (outcome.reason === 'aborted' || outcome.reason === 'deadline')) return;
      const verdict = verdicts.get(workload) ?? { all: 0, failed: 0, tenantId };
      verdict.all += 1;
      verdict.failed += Number(isFailure(outcome));
      verdicts.set(workload, verdict);
    });
    for (const [workload, { tenantId, all, failed }] of verdicts) {
      this.options.breakers.record(tenantId, workload, failed * 2 >= all);
    }
  }

  #note(
    { tenantId }: GraphTenant,
    flights: readonly Flight[],
    { status, headers, bytes }: WireAnswer,
    { clientRequestId, isBatch, startedMs }: { clientRequestId: string; isBatch: boolean; startedMs: number },
  ): void {
    const path = isBatch ? '/$batch' : familyOf((flights[0] as Flight).request);
    const ms = Math.round(this.options.clock.monotonicMs() - startedMs);
    const requestId = headers['request-id'] ?? null;
    this.options.log?.debug(
      { tenantId, path, parts: flights.length, status, ms, bytes, requestId, clientRequestId },
      'graph',
    );
  }
}

type Draft = Omit<WireRequest, 'signal' | 'timeoutMs'>;

function plainOf({ request }: Flight, clientRequestId: string): Draft {
  const { method, path, version = 'v1.0', body } = request;
  const draft = { method, path: `/${version}${path}`, headers: headersOf(request, clientRequestId) };
  return body === undefined ? draft : { ...draft, body: JSON.stringify(body) };
}

function batchOf(flights: readonly Flight[], clientRequestId: string): Draft {
  const version = (flights[0] as Flight).request.version ?? 'v1.0';
  const body = composeBatch(
    flights.map(({ request }) => request),
    randomUUID,
  );
  const envelope = { method: 'POST', path: '/$batch', workload: 'directory', body } as const;
  return {
    method: 'POST',
    path: `/${version}/$batch`,
    headers: headersOf(envelope, clientRequestId),
    body: JSON.stringify(body),
  };
}

/** Aborts when nobody waits for any of the flights. A change that has been sent is not called back: that undoes nothing. */
function whileWanted(flights: readonly Flight[]): { signal: AbortSignal; unwatch: () => void } {
  const controller = new AbortController();
  const check = (): void => {
    if (flights.every(({ isOver, isRead }) => isOver && isRead)) controller.abort(new Error('nobody waits'));
  };
  for (const flight of flights) flight.signal.addEventListener('abort', check);
  const unwatch = (): void => flights.forEach((flight) => flight.signal.removeEventListener('abort', check));
  return { signal: controller.signal, unwatch };
}

function bill(flights: readonly Flight[], isBatch: boolean): void {
  const tenantId = (flights[0] as Flight).tenantId;
  for (const flight of flights) {
    flight.isSent = true;
    flight.payer.receipt.bill(flight.workload);
  }
  for (const receipt of receiptsOf(flights)) {
    spendOf(receipt).countRequest(tenantId);
    receipt.batches += Number(isBatch);
  }
}

function countBytes(flights: readonly Flight[], bytes: number): void {
  for (const receipt of receiptsOf(flights)) spendOf(receipt).bytes += bytes;
}

function receiptsOf(flights: readonly Flight[]): Set<Flight['payer']['receipt']> {
  return new Set(flights.map(({ payer }) => payer.receipt));
}

function isFailure(outcome: Outcome): boolean {
  return outcome.kind === 'broken' || (outcome.kind === 'refused' && outcome.status >= 500 && outcome.status !== 501);
}

function mistake(cause: unknown): SecgraphError {
  return new SecgraphError(
    'INTERNAL_SERVER_ERROR',
    'A request to Microsoft Graph could not be composed.',
    {},
    { cause },
  );
}
