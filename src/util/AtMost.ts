/** Lets so much work run at once for each name, and the rest wait for its turn in the order it came. */
export class AtMost {
  readonly #running = new Map<string, number>();
  readonly #waiting = new Map<string, (() => void)[]>();

  constructor(readonly most: number) {}

  /** Never refuses: work that may be given up says so itself when its turn comes. */
  async run<T>(name: string, work: () => Promise<T>): Promise<T> {
    await this.#turn(name);
    try {
      return await work();
    } finally {
      this.#next(name);
    }
  }

  #turn(name: string): Promise<void> | undefined {
    const running = this.#running.get(name) ?? 0;
    if (running < this.most) {
      this.#running.set(name, running + 1);
      return undefined;
    }
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(name) ?? [];
      this.#waiting.set(name, waiting);
      waiting.push(resolve);
    });
  }

  /** The place goes to who waits longest, or is given up. */
  #next(name: string): void {
    const waiting = this.#waiting.get(name);
    const next = waiting?.shift();
    if (waiting?.length === 0) this.#waiting.delete(name);
    if (next) return next();
    const left = (this.#running.get(name) ?? 1) - 1;
    if (left === 0) this.#running.delete(name);
    else this.#running.set(name, left);
  }
}
