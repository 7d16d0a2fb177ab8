import type { WireRecord } from './wire.js';

/** Graph's own records have ten levels or so; what is nested some thousands deep, nobody can write as JSON again. */
const MOST_LEVELS = 100;

/** A record that is shown as it was sent, with null for what is nested in it more than a hundred levels deep. */
export function shallow(record: WireRecord): WireRecord {
  return isWithin(record, MOST_LEVELS) ? record : (cut(record, MOST_LEVELS) as WireRecord);
}

function isWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isWithin(inner, levels - 1));
}

function cut(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return null;
  if (Array.isArray(value)) return value.map((inner) => cut(inner, levels - 1));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cut(inner, levels - 1)]));
}
