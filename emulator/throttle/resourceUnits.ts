import type { QueryOptions } from '../odata/index.js';

/**
 * What a directory call costs: the route's base price, one less with `$select`, one less with `$top` below 20, one more with `$expand`,
 * never below one.
 *
 * @see https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits
 */
export function resourceUnits(base: number, options: Pick<QueryOptions, 'select' | 'expand' | 'top'>): number {
  const select = options.select === undefined ? 0 : -1;
  const expand = options.expand === undefined ? 0 : 1;
  const fewRows = options.top !== undefined && options.top < 20 ? -1 : 0;
  return Math.max(1, base + select + expand + fewRows);
}

/** getByIds has prices of its own: 5, and 2 with `$select`. */
export function getByIdsUnits(options: Pick<QueryOptions, 'select'>): number {
  return options.select === undefined ? 5 : 2;
}
