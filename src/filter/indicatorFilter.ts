import type { IndicatorTarget } from '../../schema/enums.js';
import type { IndicatorFilter } from '../../schema/filters.js';
import type { Indicator } from '../../schema/Indicator.js';
import { compareMoments } from '../util/moments.js';
import { covers, type Coverable } from './covering.js';

/** A filter over indicators, its `covers` read. */
export type IndicatorQuestion = Omit<IndicatorFilter, 'covers'> & { readonly covers?: Coverable };

/** Whether the target is asked for at all. */
export function isTargeted({ target }: Pick<IndicatorFilter, 'target'>, one: IndicatorTarget): boolean {
  return !target || target.includes(one);
}

export function fitsIndicator(indicator: Indicator, filter: IndicatorQuestion): boolean {
  return (
    isOneOf(filter.target, indicator.target) &&
    someOf(
      filter.kind,
      indicator.values.map(({ kind }) => kind),
    ) && // prettier-ignore
    isOneOf(filter.action, indicator.action) &&
    isOneOf(filter.severity, indicator.severity) &&
    isOneOf(filter.tlp, indicator.tlp) &&
    isOneOf(filter.threatType, indicator.threatType) &&
    someOf(filter.tag, indicator.tags) &&
    isOneOf(filter.externalId, indicator.externalId) &&
    isWanted(filter.isActive, indicator.isActive) &&
    isCovering(filter.covers, indicator) &&
    isInTime(filter, indicator) &&
    hasText(filter.text, indicator)
  );
}

/** Newest first; those without a time last, and equal ones by their id. */
export function newestIndicator(
  a: Pick<Indicator, 'createdAt' | 'graphId'>,
  b: Pick<Indicator, 'createdAt' | 'graphId'>,
): number {
  const byTime =
    a.createdAt !== null && b.createdAt !== null
      ? compareMoments(b.createdAt, a.createdAt)
      : Number(a.createdAt === null) - Number(b.createdAt === null);
  return byTime || (a.graphId < b.graphId ? -1 : Number(a.graphId > b.graphId));
}

function isOneOf(wanted: readonly string[] | undefined, own: string | null): boolean {
  return someOf(wanted, [own]);
}

/** Null is how a caller may say that it does not matter. */
function someOf(wanted: readonly string[] | null | undefined, own: readonly (string | null)[]): boolean {
  return !wanted || own.some((word) => word !== null && wanted.includes(word));
}

function isWanted(wanted: boolean | null | undefined, own: boolean): boolean {
  return wanted === null || wanted === undefined || wanted === own;
}

function isCovering(one: Coverable | undefined, { values }: Indicator): boolean {
  return !one || values.some((value) => covers(value, one));
}

function isInTime({ createdAfter, expiresBefore }: IndicatorQuestion, { createdAt, expiresAt }: Indicator): boolean {
  if (createdAfter && (createdAt === null || compareMoments(createdAt, createdAfter) < 0)) return false;
  return !expiresBefore || (expiresAt !== null && compareMoments(expiresAt, expiresBefore) < 0);
}

function hasText(wanted: string | null | undefined, { title, description, values }: Indicator): boolean {
  if (!wanted) return true;
  const text = wanted.toLowerCase();
  return [title, description, ...values.map(({ value }) => value)].some((one) => one?.toLowerCase().includes(text));
}
