/** How a bucket is filled and who else drinks from it. */
export interface BucketOptions {
  readonly amount: number;
  readonly windowSeconds: number;
  /** Another application takes half of the refill: one token at every second refill moment. */
  readonly isShared?: boolean;
}

/**
 * A token bucket: full at the start, refilled evenly. A refused call still counts (it drains what is left), and callers that are refused one
 * after another are sent away for longer each time, so that they do not all come back at once.
 */
export class TokenBucket {
  private tokens: number;
  private lastMs: number;
  private refusedInARow = 0;
  private readonly perMs: number;
  private readonly capacity: number;

  constructor(
    private readonly options: BucketOptions,
    nowMs: number,
  ) {
    this.capacity = Math.max(1, options.amount);
    this.tokens = this.capacity;
    this.lastMs = nowMs;
    this.perMs = options.amount / (options.windowSeconds * 1000);
  }

  /**
   * A call dearer than the whole bucket takes the whole bucket: scaled-down limits stay passable.
   *
   * @returns 0 when admitted, otherwise the whole seconds to wait
   */
  take(price: number, nowMs: number): number {
    this.refill(nowMs);
    const cost = Math.min(price, this.capacity);
    if (this.tokens >= cost) {
      this.tokens -= cost;
      this.refusedInARow = 0;
      return 0;
    }
    this.tokens = 0;
    this.refusedInARow += 1;
    const waitSeconds = Math.ceil((cost * this.refusedInARow) / this.perMs / 1000);
    return Math.max(
      1,
      Math.min(waitSeconds, Math.ceil(Math.max(this.options.windowSeconds, cost / this.perMs / 1000))),
    );
  }

  /** Share of the limit in use: 0 = idle, 1 = at the limit. */
  usage(nowMs: number): number {
    this.refill(nowMs);
    return 1 - this.tokens / this.capacity;
  }

  private refill(nowMs: number): void {
    const isBackwards = nowMs < this.lastMs;
    if (isBackwards) this.lastMs = nowMs;
    if (this.options.isShared === true) this.refillShared(nowMs);
    else this.flow(nowMs);
  }

  private flow(untilMs: number): void {
    this.tokens = Math.min(this.capacity, this.tokens + (untilMs - this.lastMs) * this.perMs);
    this.lastMs = untilMs;
  }

  private refillShared(nowMs: number): void {
    const everyMs = 2 / this.perMs;
    const windowMs = this.options.windowSeconds * 1000;
    if (nowMs - this.lastMs > 2 * windowMs) this.lastMs = nowMs - 2 * windowMs;
    for (let tick = Math.floor(this.lastMs / everyMs) + 1; tick * everyMs <= nowMs; tick += 1) {
      this.flow(tick * everyMs);
      this.tokens = Math.max(0, this.tokens - 1);
    }
    this.flow(nowMs);
  }
}
