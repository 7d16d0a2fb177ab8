import { cacheKey, type CacheEntry, type CacheKey } from '../cache/Cache.js';
import type { Place } from '../sources/Place.js';
import type { Operation } from './Operation.js';

/** Microsoft's services show a change after a while: for so long nothing that was read is kept. */
const SETTLING_MS = 30_000;
/** Nothing is kept longer than this. */
const LONGEST_MS = 24 * 3_600_000;

/** Where it is written down since when records of a noun may be kept again. */
export function forgottenKey(
  { tenant: { cloud, tenantId, graphRoot }, call: { partition } }: Place,
  noun: string,
): CacheKey {
  return cacheKey({ cloud, tenantId, graphRoot, partition, family: 'forgotten', key: noun });
}

/** Since when records of a noun are good; what was read before is not. */
export function goodSince(entry: CacheEntry | undefined): number {
  return entry ? entry.asOf + SETTLING_MS : -Infinity;
}

/** A change of ours has made others of some of a tenant's records: all of these nouns are read anew, wherever they are kept. */
export async function forgetNouns(operation: Operation, place: Place, nouns: readonly string[]): Promise<void> {
  const { cache, clock } = operation.stores;
  const asOf = clock.now();
  await cache.setMany(nouns.map((noun) => ({ key: forgottenKey(place, noun), asOf, value: true, ttlMs: LONGEST_MS })));
}
