import { Moment } from '../kql/values.js';

const DURATION =
  /^P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/;
const UNITS_MS = [365 * 86_400_000, 30 * 86_400_000, 7 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1000];

/** What hunting keeps. */
export const KEPT_MS = 30 * 86_400_000;

export interface Window {
  readonly from: Moment;
  readonly until: Moment;
}

/**
 * A timespan of ISO 8601: a duration, start/end, duration/end, start/duration, or a start alone. Nothing that is older
 * than thirty days is to be had.
 *
 * @returns null when the text is none of them
 */
export function windowOf(timespan: string | null, now: Moment): Window | null {
  const asked = timespan === null ? { from: now.ms - KEPT_MS, until: now.ms } : interval(timespan, now.ms);
  if (!asked || asked.from > asked.until) return null;
  return { from: new Moment(Math.max(asked.from, now.ms - KEPT_MS)), until: new Moment(asked.until) };
}

function interval(text: string, nowMs: number): { from: number; until: number } | null {
  const [first = '', second] = text.split('/', 2);
  const length = durationMs(first);
  const start = moment(first);
  if (second === undefined) {
    if (length !== null) return { from: nowMs - length, until: nowMs };
    return start === null ? null : { from: start, until: nowMs };
  }
  const end = moment(second);
  const lengthAfter = durationMs(second);
  if (start !== null && end !== null) return { from: start, until: end };
  if (length !== null && end !== null) return { from: end - length, until: end };
  return start !== null && lengthAfter !== null ? { from: start, until: start + lengthAfter } : null;
}

function durationMs(text: string): number | null {
  const match = DURATION.exec(text);
  return match ? UNITS_MS.reduce((sum, unitMs, index) => sum + unitMs * Number(match[index + 1] ?? 0), 0) : null;
}

function moment(text: string): number | null {
  const ms = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(ms) ? null : ms;
}
