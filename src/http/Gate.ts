import { SecgraphError } from '../errors/SecgraphError.js';

/** Lets a bounded number of operations run and a bounded number wait, first come, first served. */
export class Gate {
  readonly #most: number;
  readonly #mostWaiting: number;
  readonly #queue = new Set<() => void>();
  #running = 0;

  constructor(most: number, mostWaiting: number) {
    this.#most = most;
    this.#mostWaiting = mostWaiting;
  }

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#queue.size;
  }

  get isFull(): boolean {
    return this.#running >= this.#most && this.#queue.size >= this.#mostWaiting;
  }

  /**
   * Resolves when it is this operation's turn, to what gives the place back; calling that twice does nothing.
   *
   * @throws SecgraphError OVERLOADED when the queue is full; the signal's reason when it aborts while waiting
   */
  async enter(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#running >= this.#most) await this.#turn(signal);
    else this.#running += 1;
    let isInside = true;
    return () => {
      if (isInside) this.#leave();
      isInside = false;
    };
  }

  #turn(signal: AbortSignal): Promise<void> {
    if (this.#queue.size >= this.#mostWaiting) {
      throw new SecgraphError('OVERLOADED', 'This service has as much work as it can take. Try again in 1 second.', {
        retryAfterSeconds: 1,
      });
    }
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        this.#queue.delete(go);
        reject(signal.reason as Error);
      };
      const go = (): void => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      this.#queue.add(go);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  /** The place goes straight to the next in line, so that nobody slips in between. */
  #leave(): void {
    const [next] = this.#queue;
    if (!next) {
      this.#running -= 1;
      return;
    }
    this.#queue.delete(next);
    next();
  }
}
