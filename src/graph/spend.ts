import type { Receipt } from '../observability/Receipt.js';

/** What one operation has used of its limits. The receipt tells the caller; this is what the wire counts by. */
export class Spend {
  readonly #requests = new Map<string, number>();
  bytes = 0;
  #waits = 0;
  #waitingSinceMs = 0;

  constructor(readonly receipt: Receipt) {}

  requestsTo(tenantId: string): number {
    return this.#requests.get(tenantId) ?? 0;
  }

  countRequest(tenantId: string): void {
    this.#requests.set(tenantId, this.requestsTo(tenantId) + 1);
    this.receipt.requests += 1;
  }

  /** Waits that overlap are one wait: an operation waits as long as its longest part. */
  beginWait(nowMs: number): void {
    if (this.#waits === 0) this.#waitingSinceMs = nowMs;
    this.#waits += 1;
  }

  endWait(nowMs: number): void {
    this.#waits -= 1;
    if (this.#waits === 0) this.receipt.waitedMs += nowMs - this.#waitingSinceMs;
  }
}

const spends = new WeakMap<Receipt, Spend>();

export function spendOf(receipt: Receipt): Spend {
  let spend = spends.get(receipt);
  if (!spend) {
    spend = new Spend(receipt);
    spends.set(receipt, spend);
  }
  return spend;
}
