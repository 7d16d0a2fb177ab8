import type { Workload } from '../util/workload.js';
import type { Clock } from '../util/clock.js';
import { onAbort } from '../util/onAbort.js';
import { LIMITS } from './limits.js';
import { Bucket, type Admission, type Applicant } from './Bucket.js';

/** What is left of one row of the limits table in one tenant. */
export interface BudgetLeft {
  readonly workload: Workload;
  /** Calls, or resource units of the directory, per window. */
  readonly limit: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  /** Wall clock, milliseconds since 1970; null when Graph has not asked us to wait. */
  readonly throttledUntil: number | null;
}

export interface BudgetOptions {
  readonly clock: Clock;
  /** Multiplies every limit. Default 1. */
  readonly scale?: number;
  /** Applicants that may wait for one workload of one tenant. Default 1,000. */
  readonly maxQueued?: number;
}

/**
 * One token bucket per tenant and workload, filled by the limits table. Who finds it empty waits: interactive callers
 * before the change feed before reports, and in one lane whoever has taken least of late.
 */
export class Budgets {
  readonly #buckets = new Map<string, Bucket>();
  readonly #clock: Clock;
  readonly #scale: number;
  readonly #maxQueued: number;
  readonly #closing = new AbortController();

  constructor({ clock, scale = 1, maxQueued = 1000 }: BudgetOptions) {
    this.#clock = clock;
    this.#scale = scale;
    this.#maxQueued = maxQueued;
  }

  /** Takes what the call costs, if it is there and nobody waits for it. */
  take(applicant: Applicant): boolean {
    const bucket = this.#of(applicant.tenantId, applicant.workload);
    return bucket.isIdle && bucket.take(applicant);
  }

  /** Resolves when the call may be sent, or with the reason why it may not. At once where the budget allows. */
  async admit(applicant: Applicant): Promise<Admission> {
    if (applicant.signal.aborted) return 'left';
    if (this.take(applicant)) return 'admitted';
    const bucket = this.#of(applicant.tenantId, applicant.workload);
    if (bucket.queued >= this.#maxQueued) return 'full';
    if (!applicant.canWaitUntil(bucket.estimateMs(applicant))) return 'late';
    return new Promise((resolve) => {
      const entry = bucket.enqueue(applicant, (admission) => {
        stopWatching();
        resolve(admission);
      });
      const stopWatching = onAbort(applicant.signal, () => bucket.leave(entry));
      this.#serve(bucket);
    });
  }

  /** Graph has asked to leave a workload alone: holds for every caller of the tenant, and for who waits already. */
  coolDown(tenantId: string, workload: Workload, untilMs: number): void {
    const bucket = this.#of(tenantId, workload);
    bucket.coolDown(untilMs);
    this.#serve(bucket);
  }

  /** All rows of the limits table for one tenant. */
  of(tenantId: string): BudgetLeft[] {
    return Object.values(LIMITS).map(({ workload, windowSeconds }) => {
      const { capacity, remaining, throttledUntilMs } = this.#of(tenantId, workload);
      const leftMs = throttledUntilMs - this.#clock.monotonicMs();
      const throttledUntil = leftMs > 0 ? this.#clock.now() + leftMs : null;
      return { workload, limit: capacity, windowSeconds, remaining, throttledUntil };
    });
  }

  /** Sends everybody away who waits. */
  close(): void {
    this.#closing.abort(new Error('closed'));
    for (const bucket of this.#buckets.values()) bucket.sendAway();
  }

  /** Lets in who may go, and comes back when the next one may. */
  #serve(bucket: Bucket): void {
    const waitMs = bucket.serve();
    if (waitMs === null || this.#closing.signal.aborted) return;
    const alarm = bucket.newAlarm();
    this.#clock.sleep(Math.ceil(waitMs), alarm).then(
      () => this.#serve(bucket),
      () => undefined, // somebody has set another alarm
    );
  }

  #of(tenantId: string, workload: Workload): Bucket {
    const key = `${tenantId}|${workload}`;
    let bucket = this.#buckets.get(key);
    if (!bucket) {
      const { limit, windowSeconds } = LIMITS[workload];
      bucket = new Bucket(this.#clock, limit * this.#scale, windowSeconds);
      this.#buckets.set(key, bucket);
    }
    return bucket;
  }
}
