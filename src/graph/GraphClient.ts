import { SecgraphError } from '../errors/SecgraphError.js';
import type { Clock } from '../util/clock.js';
import { Breakers } from './breaker.js';
import { Budgets, type BudgetLeft } from './budgets.js';
import { Carrier } from './Carrier.js';
import { isOffered } from './families.js';
import { abortError, Flight, flightKey } from './Flight.js';
import { Gatherer, type Landing } from './gatherer.js';
import { isReadOnly, type Call, type GraphAnswer, type GraphRequest } from './GraphRequest.js';
import type { GraphTenant } from './GraphTenant.js';
import type { Breakage, Refusal } from './outcome.js';
import { nextStep, Permit, RetryBudget } from './retry.js';
import { backoffMs } from './retryAfter.js';
import { atService, remedyFor } from './services.js';
import { ownRefusal, sortBreakage, sortRefusal } from './sortError.js';
import { spendOf } from './spend.js';
import { rolesIn, TokenSource } from './tokens.js';
import { Transport } from './transport.js';
import { warningOf } from './warnings.js';
import type { WireLog } from './WireLog.js';

export interface GraphClientOptions {
  readonly clock: Clock;
  /** Multiplies every row of the limits table. Default 1. */
  readonly limitsScale?: number;
  /** From 0 to 1, for jitter. */
  readonly random?: () => number;
  readonly log?: WireLog;
  /** For one HTTP request, from sending to the last byte; slow families have what is left of their operation. Default 8,000. */
  readonly requestTimeoutMs?: number;
  /** After decompression. Default 8 MiB. */
  readonly maxResponseBytes?: number;
}

/** Microsoft Graph, as everything above the wire sees it. */
export class GraphClient {
  readonly #clock: Clock;
  readonly #log: WireLog | undefined;
  readonly #budgets: Budgets;
  readonly #breakers: Breakers;
  readonly #tokens: TokenSource;
  readonly #transport: Transport;
  readonly #gatherer: Gatherer;
  readonly #inFlight = new Map<string, Flight>();
  readonly #retries = new Map<string, RetryBudget>();
  readonly #closing = new AbortController();

  constructor({
    clock,
    limitsScale = 1,
    random = Math.random,
    log,
    requestTimeoutMs = 8000,
    maxResponseBytes = 8 * 1024 * 1024,
  }: GraphClientOptions) {
    this.#clock = clock;
    this.#log = log;
    this.#budgets = new Budgets({ clock, scale: limitsScale });
    this.#breakers = new Breakers(clock);
    this.#tokens = new TokenSource(clock, log);
    const transport = new Transport({ clock, maxResponseBytes });
    this.#transport = transport;
    const [tokens, breakers] = [this.#tokens, this.#breakers];
    const carrier = new Carrier({ clock, random, transport, tokens, breakers, requestTimeoutMs, log });
    this.#gatherer = new Gatherer((group) => carrier.carry(group));
  }

  /**
   * One request. All requests of one tenant, partition and version that are asked in the same turn of the event loop
   * travel in one `$batch` of up to 20 parts (more: several, in parallel); one alone travels plain. Identical reads in
   * flight are one, so an answer may be shared: it must not be changed.
   *
   * @throws SecgraphError always, whatever went wrong
   */
  send(asked: GraphTenant, request: GraphRequest, call: Call): Promise<GraphAnswer> {
    const tenant = atService(asked, request.version);
    if (!tenant) return Promise.reject(unsupported(asked, request, remedyFor(request.version)));
    if (!isOffered(asked, request)) return Promise.reject(unsupported(asked, request));
    const refusal = this.#refusal(tenant, request, call);
    if (refusal) return Promise.reject(refusal);
    if (!isReadOnly(request)) return this.#takeOff(tenant, request, call);
    const key = flightKey(tenant, request, call);
    const flying = this.#inFlight.get(key);
    if (flying && !flying.isOver && flying.askedAt >= (call.freshSince ?? -Infinity)) {
      call.receipt.merged += 1;
      return flying.wait(call);
    }
    return this.#takeOff(tenant, request, call, key);
  }

  /** @throws SecgraphError the reason why there is no token for the tenant */
  async authenticate(tenant: GraphTenant): Promise<void> {
    await this.#tokens.token(tenant);
  }

  /**
   * Application permissions that our token for a tenant carries; null where it does not say, or there is none. The token is
   * our own: it is read, not trusted.
   *
   * @param version of the service that the token is for
   */
  async permissionsIn(
    asked: GraphTenant,
    version: GraphRequest['version'] = 'v1.0',
  ): Promise<ReadonlySet<string> | null> {
    const tenant = atService(asked, version);
    if (!tenant) return null;
    return this.#tokens.token(tenant).then(rolesIn, () => null);
  }

  /** What is left of Microsoft Graph's limits in one tenant. */
  budgetsOf(tenant: GraphTenant): readonly BudgetLeft[] {
    return this.#budgets.of(tenant.tenantId);
  }

  /** Turns away who waits, lets running requests end. */
  async close(): Promise<void> {
    this.#closing.abort(new Error('closed'));
    this.#budgets.close();
    await this.#transport.close();
  }

  #refusal(tenant: GraphTenant, request: GraphRequest, call: Call): SecgraphError | null {
    if (call.signal.aborted || call.deadlineMs <= this.#clock.monotonicMs()) return abortError(call, tenant, request);
    if (this.#closing.signal.aborted) return closed(tenant, request);
    return staysBelow(tenant, request)
      ? null
      : ownRefusal(
          'INTERNAL_SERVER_ERROR',
          tenant,
          request,
          'was not sent: its path leaves the root of Microsoft Graph.',
        );
  }

  #takeOff(tenant: GraphTenant, request: GraphRequest, call: Call, key?: string): Promise<GraphAnswer> {
    const flight = new Flight(tenant, request, call, () => this.#clock.monotonicMs(), this.#clock.now());
    const answer = flight.wait(call);
    if (key !== undefined) this.#inFlight.set(key, flight);
    void this.#fly(flight).finally(() => {
      if (key !== undefined && this.#inFlight.get(key) === flight) this.#inFlight.delete(key);
    });
    return answer;
  }

  async #fly(flight: Flight): Promise<void> {
    const retries = this.#retriesOf(flight.tenant);
    const permit = new Permit();
    retries.active += 1;
    try {
      await this.#attempts(flight, retries, permit);
    } catch (cause) {
      flight.fail(this.#closing.signal.aborted ? closed(flight.tenant, flight.request) : mistake(cause));
    } finally {
      retries.active -= 1;
      permit.giveBack();
    }
  }

  /** Ends when the flight has an answer, has failed, or nobody waits for it any more. */
  async #attempts(flight: Flight, retries: RetryBudget, permit: Permit): Promise<void> {
    let hasRenewed = false;
    for (let attempt = 0; await this.#isAdmitted(flight);) {
      const landing = await this.#gatherer.join(flight);
      const setback = this.#land(flight, landing);
      if (!setback || flight.isOver) return;
      const { outcome, error } = setback;
      const { exchange } = landing;
      const step = nextStep({
        outcome,
        error,
        isRead: flight.isRead,
        attempt,
        hasRenewed,
        wasShared: exchange.isShared,
        jitter: exchange.jitter,
      });
      const coolMs = this.#coolDown(flight, setback, landing, attempt);
      if (step.kind === 'fail') return this.#fail(flight, error);
      if (step.kind === 'renew') {
        hasRenewed = true;
        await this.#renewToken(flight, exchange.token);
        continue;
      }
      const untilMs = exchange.endedMs + (coolMs ?? step.waitMs);
      if (!flight.canWaitUntil(untilMs, error)) return;
      if (!permit.renew(retries, exchange)) return this.#fail(flight, error);
      flight.isAlone ||= step.alone;
      attempt += 1;
      // A cool-down is waited for with the budget, together with everybody whom it concerns.
      if (coolMs === null && step.waitMs > 0)
        await this.#waiting(flight, () => exchange.sleepUntil(untilMs, this.#closing.signal));
      flight.payer.receipt.retried += 1;
    }
  }

  /** Waits for the budget. False when the flight has ended instead. */
  async #isAdmitted(flight: Flight): Promise<boolean> {
    const { tenant, request, tenantId, workload } = flight;
    if (flight.isOver) return false;
    const blockedMs = this.#breakers.blockedMs(tenantId, workload);
    if (blockedMs > 0) return this.#blocked(flight, blockedMs);
    const admission = this.#budgets.take(flight)
      ? 'admitted'
      : await this.#waiting(flight, () => this.#budgets.admit(flight));
    if (admission === 'full') {
      this.#fail(
        flight,
        ownRefusal('OVERLOADED', tenant, request, 'was not sent: too many calls wait for this limit. Try again later.'),
      );
    }
    if (admission === 'left') flight.fail(closed(tenant, request));
    if (admission !== 'admitted' || flight.isOver) return false;
    const probeMs = this.#breakers.pass(tenantId, workload);
    return probeMs > 0 ? this.#blocked(flight, probeMs) : true;
  }

  #blocked(flight: Flight, blockedMs: number): false {
    const retryAfterSeconds = blockedMs / 1000;
    const what = `was not sent: Microsoft Graph failed too often in the last seconds. Try again after ${Math.ceil(retryAfterSeconds)} s.`;
    flight.fail(ownRefusal('UPSTREAM_UNAVAILABLE', flight.tenant, flight.request, what, { retryAfterSeconds }));
    return false;
  }

  /** Answers or fails the flight; what is neither is returned: a setback that may be mended. */
  #land(flight: Flight, { outcome }: Landing): { outcome: Refusal | Breakage; error: SecgraphError } | null {
    const { tenant, request } = flight;
    switch (outcome.kind) {
      case 'answered':
        countUnits(flight, outcome.answer.headers);
        warn(flight, outcome.answer);
        flight.answer(outcome.answer);
        return null;
      case 'failed':
        this.#fail(flight, outcome.error);
        return null;
      case 'refused':
        countUnits(flight, outcome.headers);
        flight.isSent = false; // its outcome is known
        return { outcome, error: sortRefusal(tenant, request, outcome, this.#clock.now()) };
      case 'broken':
        return { outcome, error: sortBreakage(tenant, request, outcome) };
    }
  }

  /** A 429 tells everybody who asks the same workload, whether this call goes on or not. Milliseconds; null = none. */
  #coolDown(
    { tenantId, workload }: Flight,
    { outcome, error }: { outcome: Refusal | Breakage; error: SecgraphError },
    { exchange }: Landing,
    attempt: number,
  ): number | null {
    if (outcome.kind !== 'refused' || outcome.status !== 429) return null;
    const seconds = error.facts.retryAfterSeconds;
    const waitMs = seconds === undefined ? backoffMs(attempt, exchange.jitter) : seconds * 1000;
    this.#budgets.coolDown(tenantId, workload, exchange.endedMs + waitMs);
    return waitMs;
  }

  async #renewToken(flight: Flight, refused: string): Promise<void> {
    try {
      await this.#tokens.token(flight.tenant, refused);
    } catch (error) {
      this.#fail(flight, error as SecgraphError);
    }
  }

  async #waiting<T>(flight: Flight, wait: () => Promise<T>): Promise<T> {
    const spends = new Set(flight.calls.map(({ receipt }) => spendOf(receipt)));
    for (const spend of spends) spend.beginWait(this.#clock.monotonicMs());
    try {
      return await wait();
    } finally {
      for (const spend of spends) spend.endWait(this.#clock.monotonicMs());
    }
  }

  #fail(flight: Flight, error: SecgraphError): void {
    const { tenantId, workload } = flight;
    const { status = null, graphCode = null, requestId = null } = error.facts;
    // Nobody being there is an answer: a user without a manager, for one.
    const level = error.code === 'UPSTREAM_NOT_FOUND' ? 'debug' : 'warn';
    this.#log?.[level]({ tenantId, workload, code: error.code, status, graphCode, requestId }, 'graph call failed');
    flight.fail(error);
  }

  #retriesOf({ tenantId }: GraphTenant): RetryBudget {
    let budget = this.#retries.get(tenantId);
    if (!budget) {
      budget = new RetryBudget();
      this.#retries.set(tenantId, budget);
    }
    return budget;
  }
}

/** No source can walk out of its version, not even by a mistake. */
function staysBelow({ graphRoot }: GraphTenant, { path, version = 'v1.0' }: GraphRequest): boolean {
  const root = `${graphRoot}/${version}`;
  if (!/^\/[\x21-\x7e]+$/.test(path) || path.includes('#') || !URL.canParse(root + path)) return false;
  return new URL(root + path).pathname.startsWith(`${new URL(root).pathname}/`);
}

function countUnits(flight: Flight, headers: Readonly<Record<string, string>>): void {
  const units = Number(headers['x-ms-resource-unit'] ?? 0);
  if (Number.isFinite(units)) flight.payer.receipt.resourceUnits += units;
}

/** Everybody who gets the answer gets the warning, too. */
function warn(flight: Flight, answer: GraphAnswer): void {
  const warning = warningOf(flight, answer);
  if (warning) for (const receipt of new Set(flight.calls.map((call) => call.receipt))) receipt.warnings.push(warning);
}

function closed(tenant: GraphTenant, request: GraphRequest): SecgraphError {
  return ownRefusal('UPSTREAM_UNAVAILABLE', tenant, request, 'was not sent: this service is stopping.');
}

function unsupported(tenant: GraphTenant, request: GraphRequest, or = ''): SecgraphError {
  const remedy = `Leave the field out for ${tenant.displayName}${or}.`;
  const what = `was not sent: the tenant has no such service. ${remedy}`;
  return ownRefusal('UPSTREAM_UNSUPPORTED', tenant, request, what, { remedy });
}

function mistake(cause: unknown): SecgraphError {
  return new SecgraphError('INTERNAL_SERVER_ERROR', 'A mistake of ours on the way to Microsoft Graph.', {}, { cause });
}
