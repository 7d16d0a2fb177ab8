import { systemClock, type Clock } from '../../src/util/clock.js';

/** The real clock, which a test may put forward: what was to be waited for is then over. */
export class SkippingClock implements Clock {
  #skippedMs = 0;
  readonly sleep = systemClock.sleep;

  now(): number {
    return systemClock.now() + this.#skippedMs;
  }

  monotonicMs(): number {
    return systemClock.monotonicMs() + this.#skippedMs;
  }

  skip(ms: number): void {
    this.#skippedMs += ms;
  }
}
