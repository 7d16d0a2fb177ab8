/**
 * Compares two moments in ISO 8601 exactly: Graph prints up to seven decimals, a Date keeps three.
 *
 * @returns negative when `a` is earlier, positive when later, 0 when equal
 */
export function compareMoments(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b) || beyondMilliseconds(a) - beyondMilliseconds(b);
}

/** The digits behind the third decimal, as a number of a millionth of a millisecond. */
function beyondMilliseconds(moment: string): number {
  const decimals = /\.(\d+)/.exec(moment)?.[1] ?? '';
  return Number(decimals.slice(3, 9).padEnd(6, '0'));
}

/** The moment in UTC with `Z`, all decimals kept, as Graph takes it in a filter. */
export function toUtc(moment: string): string {
  const decimals = /\.(\d+)/.exec(moment)?.[1] ?? '';
  const seconds = new Date(moment).toISOString().slice(0, 19);
  return decimals === '' ? `${seconds}Z` : `${seconds}.${decimals.slice(0, 7)}Z`;
}

const HOUR_MS = 3_600_000;

/**
 * The hour in which a moment lies, ISO 8601, UTC: what is asked since then is the same question a moment later, and may
 * be answered from memory.
 */
export function hourOf(ms: number): string {
  return new Date(Math.floor(ms / HOUR_MS) * HOUR_MS).toISOString();
}
