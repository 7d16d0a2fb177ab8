const FORM = /^P(?:(\d{1,6})W|(?=\d|T\d)(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?)$/;
const UNITS_MS = [7 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1000] as const;

/**
 * Milliseconds of an ISO 8601 duration of fixed length: weeks, or days, hours, minutes and whole seconds. Years and months
 * are no lengths, for they differ.
 *
 * @returns null when the text is no such duration, or its length is zero
 */
export function durationMs(text: string): number | null {
  const match = FORM.exec(text);
  if (!match) return null;
  const ms = UNITS_MS.reduce((sum, unitMs, index) => sum + unitMs * Number(match[index + 1] ?? 0), 0);
  return ms > 0 ? ms : null;
}
