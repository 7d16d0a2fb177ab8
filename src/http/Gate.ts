import { SecgraphError } from '../errors/SecgraphError.js';

/** An operation that waits for its turn. */
interface Waiting {
  readonly caller: string;
  readonly go: () => void;
  readonly refuse: (error: SecgraphError) => void;
}

/**
 * Lets a bounded number of operations run and a bounded number wait. A place that comes free goes to the caller who has
 * the fewest running, first come, first served among equals. When no more may wait, a newcomer takes the place of whoever
 * has most running and waiting: his newest one goes. So a caller alone may have all places, and nobody keeps them from
 * others.
 */
export class Gate {
  readonly #most: number;
  readonly #mostWaiting: number;
  readonly #queue = new Set<Waiting>();
  readonly #runningOf = new Map<string, number>();
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
  async enter(caller: string, signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#running < this.#most) this.#begin(caller);
    else await this.#turn(caller, signal);
    let isInside = true;
    return () => {
      if (isInside) this.#leave(caller);
      isInside = false;
    };
  }

  #turn(caller: string, signal: AbortSignal): Promise<void> {
    if (this.#queue.size >= this.#mostWaiting) this.#makeRoomFor(caller);
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        this.#queue.delete(waiting);
        reject(signal.reason as Error);
      };
      const waiting: Waiting = {
        caller,
        go: () => {
          signal.removeEventListener('abort', giveUp);
          resolve();
        },
        refuse: (error) => {
          signal.removeEventListener('abort', giveUp);
          reject(error);
        },
      };
      this.#queue.add(waiting);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  /** @throws SecgraphError OVERLOADED when nobody who waits has more places */
  #makeRoomFor(caller: string): void {
    const perCaller = new Map<string, Waiting[]>([[caller, []]]);
    for (const waiting of this.#queue) {
      perCaller.set(waiting.caller, [...(perCaller.get(waiting.caller) ?? []), waiting]);
    }
    const holdings = [...perCaller].map(([name, own]) => ({ name, own, places: own.length + this.#countOf(name) }));
    const most = holdings.filter(({ own }) => own.length > 0).sort((a, b) => b.places - a.places)[0];
    const mine = holdings.find(({ name }) => name === caller)!;
    // With one more than mine, the two would only change places.
    if (!most || most.places <= mine.places + 1) throw overloaded();
    const newest = most.own.at(-1)!;
    this.#queue.delete(newest);
    newest.refuse(overloaded());
  }

  /** The place goes straight to the next one, so that nobody slips in between. */
  #leave(caller: string): void {
    this.#end(caller);
    let next: Waiting | null = null;
    for (const waiting of this.#queue) {
      if (!next || this.#countOf(waiting.caller) < this.#countOf(next.caller)) next = waiting;
    }
    if (!next) return;
    this.#queue.delete(next);
    this.#begin(next.caller);
    next.go();
  }

  #begin(caller: string): void {
    this.#running += 1;
    this.#runningOf.set(caller, this.#countOf(caller) + 1);
  }

  #end(caller: string): void {
    this.#running -= 1;
    const left = this.#countOf(caller) - 1;
    if (left > 0) this.#runningOf.set(caller, left);
    else this.#runningOf.delete(caller);
  }

  #countOf(caller: string): number {
    return this.#runningOf.get(caller) ?? 0;
  }
}

function overloaded(): SecgraphError {
  return new SecgraphError('OVERLOADED', 'This service has as much work as it can take. Try again in 1 second.', {
    retryAfterSeconds: 1,
  });
}
