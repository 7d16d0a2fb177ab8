import type { Clock } from '../util/clock.js';
import type { Workload } from '../util/workload.js';
import type { Call } from './GraphRequest.js';

/** Somebody who wants to call Graph. */
export interface Applicant {
  readonly tenantId: string;
  readonly workload: Workload;
  readonly cost: number;
  /** May get better while it waits, when a more urgent caller joins. */
  readonly lane: Call['lane'];
  readonly caller: string;
  readonly signal: AbortSignal;
  /** Told how long it would take; false = nobody waits that long. On the monotonic clock. */
  canWaitUntil(untilMs: number): boolean;
}

/** `late`: nobody would wait that long; `full`: too many wait already; `left`: nobody waits any more. */
export type Admission = 'admitted' | 'late' | 'full' | 'left';

export interface Queued {
  readonly applicant: Applicant;
  readonly tell: (admission: Admission) => void;
}

/** From the most urgent on. The share of a full bucket that a lane leaves to the lanes before it. */
const LANES = {
  interactive: { rank: 0, leaves: 0 },
  changes: { rank: 1, leaves: 0.2 },
  reports: { rank: 2, leaves: 0.4 },
};
/** Sums of fractions fall short of whole numbers by less than this. */
const ROUNDING = 1e-6;

/** The tokens of one tenant and workload, and who waits for them. Knows the time; waits for nothing itself. */
export class Bucket {
  readonly capacity: number;
  throttledUntilMs = 0;
  readonly #clock: Clock;
  readonly #perMs: number;
  readonly #windowMs: number;
  #tokens: number;
  #filledMs: number;
  #queue: Queued[] = [];
  readonly #taken = new Map<string, { amount: number; atMs: number }>();
  #alarm = new AbortController();

  constructor(clock: Clock, limit: number, windowSeconds: number) {
    this.#clock = clock;
    this.capacity = Math.max(1, Math.floor(limit));
    this.#windowMs = windowSeconds * 1000;
    this.#perMs = limit / this.#windowMs;
    this.#tokens = this.capacity;
    this.#filledMs = clock.monotonicMs();
  }

  get isIdle(): boolean {
    return this.#queue.length === 0;
  }

  get queued(): number {
    return this.#queue.length;
  }

  get remaining(): number {
    this.#fill();
    return Math.floor(this.#tokens + ROUNDING);
  }

  /** Takes the tokens if they are there. */
  take(applicant: Applicant): boolean {
    if (this.#waitMs(applicant) > 0) return false;
    const cost = this.#cost(applicant);
    this.#tokens -= cost;
    this.#taken.set(applicant.caller, {
      amount: this.#takenBy(applicant.caller) + cost,
      atMs: this.#clock.monotonicMs(),
    });
    return true;
  }

  /** When it would be this applicant's turn, as things are now, on the monotonic clock. */
  estimateMs(applicant: Applicant): number {
    const ahead = this.#ahead(applicant);
    return this.#clock.monotonicMs() + this.#waitMs(applicant, ahead);
  }

  enqueue(applicant: Applicant, tell: Queued['tell']): Queued {
    const entry = { applicant, tell };
    this.#queue.push(entry);
    return entry;
  }

  leave(entry: Queued): void {
    this.#remove(entry, 'left');
  }

  sendAway(): void {
    for (const entry of [...this.#queue]) this.#remove(entry, 'left');
    this.newAlarm();
  }

  /** Nobody goes before `untilMs`; who cannot wait that long is told now. What was left has been used up by others. */
  coolDown(untilMs: number): void {
    this.#fill();
    this.#tokens = 0;
    this.throttledUntilMs = Math.max(this.throttledUntilMs, untilMs);
    for (const entry of [...this.#queue]) {
      if (!entry.applicant.canWaitUntil(this.throttledUntilMs)) this.#remove(entry, 'late');
    }
  }

  /** @returns milliseconds until the next one may go, or null when nobody waits */
  serve(): number | null {
    for (let next = this.#next(); next; next = this.#next()) {
      if (!this.take(next.applicant)) return this.#waitMs(next.applicant);
      this.#remove(next, 'admitted');
    }
    return null;
  }

  /** Ends the alarm that was set before. */
  newAlarm(): AbortSignal {
    this.#alarm.abort(new Error('another alarm was set'));
    this.#alarm = new AbortController();
    return this.#alarm.signal;
  }

  #remove(entry: Queued, admission: Admission): void {
    const at = this.#queue.indexOf(entry);
    if (at < 0) return;
    this.#queue.splice(at, 1);
    entry.tell(admission);
  }

  /** The most urgent lane; in it, whoever has taken least of late; of his, the one who came first. */
  #next(): Queued | undefined {
    let best: Queued | undefined;
    for (const entry of this.#queue) if (!best || this.#isBefore(entry.applicant, best.applicant)) best = entry;
    return best;
  }

  #isBefore(a: Applicant, b: Applicant): boolean {
    const byLane = rank(a) - rank(b);
    if (byLane !== 0) return byLane < 0;
    return a.caller !== b.caller && this.#takenBy(a.caller) < this.#takenBy(b.caller);
  }

  /** What will be taken before this applicant's turn, if no more urgent one comes. */
  #ahead(applicant: Applicant): number {
    const peers = new Map([[applicant.caller, 0]]);
    let ahead = 0;
    for (const { applicant: other } of this.#queue) {
      if (rank(other) < rank(applicant)) ahead += other.cost;
      if (rank(other) === rank(applicant)) peers.set(other.caller, (peers.get(other.caller) ?? 0) + other.cost);
    }
    const mine = (peers.get(applicant.caller) ?? 0) + this.#takenBy(applicant.caller);
    for (const [caller, waiting] of peers) {
      // A peer goes first until it has taken as much as this applicant's caller.
      const before = mine + applicant.cost - this.#takenBy(caller);
      ahead += caller === applicant.caller ? waiting : Math.min(waiting, Math.max(0, before));
    }
    return ahead;
  }

  #waitMs(applicant: Applicant, ahead = 0): number {
    this.#fill();
    const missing = ahead + this.#cost(applicant) + this.#left(applicant) - this.#tokens;
    const coolMs = Math.max(0, this.throttledUntilMs - this.#clock.monotonicMs());
    // What fills up during the cool-down is there at its end.
    return Math.max(coolMs, missing > ROUNDING ? missing / this.#perMs : 0);
  }

  #left({ lane }: Applicant): number {
    return Math.floor(this.capacity * LANES[lane].leaves);
  }

  /** A single call dearer than the whole bucket goes when the bucket is full. */
  #cost(applicant: Applicant): number {
    return Math.min(applicant.cost, this.capacity - this.#left(applicant));
  }

  #fill(): void {
    const now = this.#clock.monotonicMs();
    this.#tokens = Math.min(this.capacity, this.#tokens + (now - this.#filledMs) * this.#perMs);
    this.#filledMs = now;
  }

  /** Fades with the window, so that yesterday's greed does not count. */
  #takenBy(caller: string): number {
    const taken = this.#taken.get(caller);
    if (!taken) return 0;
    const faded = taken.amount * Math.exp((taken.atMs - this.#clock.monotonicMs()) / this.#windowMs);
    if (faded > 0.01) return faded;
    this.#taken.delete(caller);
    return 0;
  }
}

function rank({ lane }: Applicant): number {
  return LANES[lane].rank;
}
