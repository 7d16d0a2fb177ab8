const SECONDS = /^\d{1,9}(\.\d+)?$/;

/**
 * Seconds that a `Retry-After` asks to wait: a whole or decimal number, or a date. Never shortened.
 *
 * @param now wall clock, milliseconds since 1970
 * @returns null when there is none, or none that can be read
 * @see https://learn.microsoft.com/graph/throttling
 */
export function parseRetryAfter(value: string | undefined, now: number): number | null {
  const text = value?.trim() ?? '';
  if (SECONDS.test(text)) return Number(text);
  // Date.parse reads nearly anything; a date of HTTP begins with the name of a day.
  const date = /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? null : Math.max(0, (date - now) / 1000);
}

/**
 * Milliseconds to wait where Graph does not say: exponential with full jitter.
 *
 * @param attempt 0 after the first try
 * @param jitter from 0 to 1
 */
export function backoffMs(attempt: number, jitter: number): number {
  return jitter * Math.min(8000, 500 * 2 ** attempt);
}
