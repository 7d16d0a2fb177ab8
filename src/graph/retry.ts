import type { SecgraphError } from '../errors/SecgraphError.js';
import type { Breakage, BreakReason, Refusal } from './outcome.js';
import { backoffMs } from './retryAfter.js';

/** Further tries of one call; retries happen in this one layer only. */
const MAX_RETRIES = 2;

/** What is known when an attempt has not brought an answer. */
export interface Setback {
  readonly outcome: Refusal | Breakage;
  /** The outcome as the caller would see it. */
  readonly error: SecgraphError;
  readonly isRead: boolean;
  /** 0 after the first try. */
  readonly attempt: number;
  /** Whether the token has been renewed for this call before. */
  readonly hasRenewed: boolean;
  /** Whether it travelled together with others. */
  readonly wasShared: boolean;
  /** From 0 to 1; the same for all parts of a batch, so that those that failed together go together again. */
  readonly jitter: number;
}

/**
 * What to do next.
 * - `fail`: tell the caller
 * - `renew`: once more with a new token, at once
 * - `again`: once more after `waitMs`; `alone`: by itself; `coolDown`: nobody else asks this workload before that either
 */
export type Step =
  | { readonly kind: 'fail' }
  | { readonly kind: 'renew' }
  | { readonly kind: 'again'; readonly waitMs: number; readonly alone: boolean; readonly coolDown: boolean };

/** Reads are repeated after everything that may pass by itself; a change only when Graph said it did not do it. */
export function nextStep(setback: Setback): Step {
  const { outcome, error, isRead, attempt, hasRenewed, wasShared } = setback;
  if (error.code === 'UPSTREAM_UNAUTHENTICATED') return { kind: hasRenewed ? 'fail' : 'renew' };
  if (attempt >= (isRead ? MAX_RETRIES : 1)) return { kind: 'fail' };
  if (outcome.kind === 'refused' && outcome.status === 429) {
    return { kind: 'again', waitMs: waitMs(setback), alone: false, coolDown: true };
  }
  if (!isRead) return { kind: 'fail' };
  if (outcome.kind === 'broken' && outcome.reason === 'tooLarge') {
    return wasShared ? { kind: 'again', waitMs: 0, alone: true, coolDown: false } : { kind: 'fail' };
  }
  if (!mayPass(outcome)) return { kind: 'fail' };
  return { kind: 'again', waitMs: waitMs(setback), alone: false, coolDown: false };
}

function waitMs({ error, attempt, jitter }: Setback): number {
  const asked = error.facts.retryAfterSeconds;
  return asked === undefined ? backoffMs(attempt, jitter) : asked * 1000;
}

/** Whoever has let his whole time pass is not waited for again: a dead tenant costs its deadline once. */
const OUT_OF_TIME: ReadonlySet<BreakReason> = new Set<BreakReason>(['timeout', 'deadline', 'aborted']);

function mayPass(outcome: Refusal | Breakage): boolean {
  if (outcome.kind === 'refused') return outcome.status === 408 || (outcome.status >= 500 && outcome.status !== 501);
  return !OUT_OF_TIME.has(outcome.reason);
}

/** Keeps a failing upstream from being asked twice by everybody: a fifth of what is under way may be repetitions. */
export class RetryBudget {
  static readonly #SHARE = 0.2;
  static readonly #AT_LEAST = 3;
  /** Calls under way. */
  active = 0;
  readonly #repeating = new Map<object, number>();

  /** Parts that failed in the same HTTP exchange share one permit: they travel together again. */
  take(exchange: object): boolean {
    const holders = this.#repeating.get(exchange) ?? 0;
    const allowed = Math.max(RetryBudget.#AT_LEAST, this.active * RetryBudget.#SHARE);
    if (holders === 0 && this.#repeating.size >= allowed) return false;
    this.#repeating.set(exchange, holders + 1);
    return true;
  }

  giveBack(exchange: object): void {
    const holders = (this.#repeating.get(exchange) ?? 1) - 1;
    if (holders === 0) this.#repeating.delete(exchange);
    else this.#repeating.set(exchange, holders);
  }
}

/** What one call holds of the retry budget: nothing, or one permit at a time. */
export class Permit {
  #held: { readonly budget: RetryBudget; readonly exchange: object } | null = null;

  /** Gives back what it holds and asks for a permit to repeat what this exchange did not bring. */
  renew(budget: RetryBudget, exchange: object): boolean {
    this.giveBack();
    if (!budget.take(exchange)) return false;
    this.#held = { budget, exchange };
    return true;
  }

  giveBack(): void {
    this.#held?.budget.giveBack(this.#held.exchange);
    this.#held = null;
  }
}
