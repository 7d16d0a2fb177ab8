import type { Clock } from '../../src/util/clock.js';

interface Sleeper {
  readonly dueMs: number;
  readonly wake: () => void;
}

/** A clock that stands still until a test moves it. */
export class FakeClock implements Clock {
  #elapsedMs = 1000;
  readonly #sleepers = new Set<Sleeper>();

  constructor(readonly startAt = Date.UTC(2026, 10, 23, 8)) {}

  now(): number {
    return this.startAt + this.#elapsedMs;
  }

  monotonicMs(): number {
    return this.#elapsedMs;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const stop = (): void => {
        this.#sleepers.delete(sleeper);
        reject(signal?.reason as Error);
      };
      const wake = (): void => {
        this.#sleepers.delete(sleeper);
        signal?.removeEventListener('abort', stop);
        resolve();
      };
      const sleeper = { dueMs: this.#elapsedMs + ms, wake };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', stop, { once: true });
    });
  }

  /** How many sleep, and for how long from now, shortest first. */
  get naps(): number[] {
    return [...this.#sleepers].map(({ dueMs }) => dueMs - this.#elapsedMs).sort((a, b) => a - b);
  }

  /** Moves on by `ms`, waking sleepers one after the other, each with time to do its work. */
  async advance(ms: number): Promise<void> {
    const endMs = this.#elapsedMs + ms;
    await settle();
    for (let next = this.#next(endMs); next; next = this.#next(endMs)) {
      this.#elapsedMs = Math.max(this.#elapsedMs, next.dueMs);
      next.wake();
      await settle();
    }
    this.#elapsedMs = endMs;
  }

  /** Moves on by `ms` at once, as a machine that was asleep: whoever has slept too long wakes up once. */
  async skip(ms: number): Promise<void> {
    this.#elapsedMs += ms;
    for (const sleeper of [...this.#sleepers]) if (sleeper.dueMs <= this.#elapsedMs) sleeper.wake();
    await settle();
  }

  #next(endMs: number): Sleeper | undefined {
    return [...this.#sleepers].filter(({ dueMs }) => dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs)[0];
  }
}

/** Lets everything that is ready run: promises, and a few turns of the event loop. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
}

/** Turns the event loop until the condition holds: for work that goes over a real socket. Real time bounds it. */
export async function until(condition: () => boolean, what = 'the condition'): Promise<void> {
  const giveUpAt = performance.now() + 4000;
  while (!condition()) {
    if (performance.now() > giveUpAt) throw new Error(`Gave up waiting for ${what}.`);
    await new Promise(setImmediate);
  }
}
