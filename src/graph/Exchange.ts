import type { Clock } from '../util/clock.js';

/** One HTTP request to Graph and what its parts share, so that those that fail together can go together again. */
export class Exchange {
  /** The token it went with. */
  token = '';
  /** On the monotonic clock. */
  endedMs = 0;
  readonly #sleeps = new Map<number, Promise<void>>();

  constructor(
    readonly clock: Clock,
    /** From 0 to 1. */
    readonly jitter: number,
    readonly isShared: boolean,
  ) {}

  /** One nap for all parts that wait until the same time. Rejects when `closing` aborts. */
  sleepUntil(untilMs: number, closing: AbortSignal): Promise<void> {
    let sleep = this.#sleeps.get(untilMs);
    if (!sleep) {
      sleep = this.clock.sleep(Math.max(0, untilMs - this.clock.monotonicMs()), closing);
      this.#sleeps.set(untilMs, sleep);
    }
    return sleep;
  }
}
