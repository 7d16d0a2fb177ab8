import type { AlertFilter } from '../../schema/filters.js';

/** Tags by which an alert may fit: those that the filter names and does not rule out. */
export function tagsSought(filter: AlertFilter, isRuledOut = false): string[] {
  const { tag, and, or, not } = filter;
  const here = isRuledOut ? [] : (tag ?? []);
  const below = [...(and ?? []), ...(or ?? [])].flatMap((one) => tagsSought(one, isRuledOut));
  const ruledOut = not ? tagsSought(not, !isRuledOut) : [];
  return [...new Set([...here, ...below, ...ruledOut])];
}
