export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** What Graph prints where a service has no date but the property must not be null. */
export const NEVER = '0001-01-01T00:00:00Z';

/** Whole seconds, as the directory prints them: `2026-11-24T08:00:00Z`. */
export function seconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/**
 * As the security services print times: seven decimals where the service counts in ticks of 100 ns, fewer where
 * trailing zeros fall away. The extra digits come from the time itself, so the same time prints the same.
 */
export function ticks(ms: number): string {
  const whole = Math.floor(ms);
  const iso = new Date(whole).toISOString();
  const extra = String((whole % 9973) + 1).padStart(4, '0');
  let digits = `${iso.slice(0, 23)}${extra}`;
  while (digits.endsWith('0')) digits = digits.slice(0, -1);
  return `${digits}Z`;
}
