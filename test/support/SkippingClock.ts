import { systemClock, type Clock } from '../../src/util/clock.js';

interface Sleeper {
  readonly dueMs: number;
  readonly wake: () => void;
}

/** The real clock, which a test may put forward: what was to be waited for is then over, and who sleeps wakes up. */
export class SkippingClock implements Clock {
  #skippedMs = 0;
  readonly #sleepers = new Set<Sleeper>();

  now(): number {
    return systemClock.now() + this.#skippedMs;
  }

  monotonicMs(): number {
    return systemClock.monotonicMs() + this.#skippedMs;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const dueMs = this.monotonicMs() + ms;
    while (this.monotonicMs() < dueMs) await this.#nap(dueMs, signal);
    signal?.throwIfAborted();
  }

  skip(ms: number): void {
    this.#skippedMs += ms;
    for (const sleeper of this.#sleepers) if (sleeper.dueMs <= this.monotonicMs()) sleeper.wake();
  }

  /** Until the time has come, or a skip has brought it. */
  async #nap(dueMs: number, signal?: AbortSignal): Promise<void> {
    const skipped = new AbortController();
    const sleeper = { dueMs, wake: () => skipped.abort() };
    this.#sleepers.add(sleeper);
    try {
      const ends = signal ? AbortSignal.any([signal, skipped.signal]) : skipped.signal;
      await systemClock.sleep(dueMs - this.monotonicMs(), ends);
    } catch (ended) {
      if (!skipped.signal.aborted) throw ended;
    } finally {
      this.#sleepers.delete(sleeper);
    }
  }
}
