import { cacheKey, type CacheKey } from '../cache/Cache.js';
import { EVERYTHING, hasFields, type Want } from '../pivots/Want.js';
import type { Place } from '../sources/Place.js';
import { forgottenKey, goodSince } from './forgotten.js';
import type { Lifetimes, Operation } from './Operation.js';

/** A value as it is kept: what was read, and how much of it. Plain JSON, so that any store can hold it. */
interface Kept {
  readonly value: unknown;
  /** Fields that were read; null = all. */
  readonly fields: readonly string[] | null;
  readonly shortcuts: readonly string[];
}

/** That somebody or something is not there may change at any moment. */
const ABSENT_SECONDS = 30;
/** In place of an id, and no id itself: when all values of a tenant were forgotten. */
const ALL = '';

/** Values of one kind that were read before, by tenant and permission partition, with the fields that were read. */
export class Remembered<Value> {
  constructor(
    /** First part of the cache key, such as `user`. */
    readonly family: string,
    /** The noun inside the value: its fields decide whether a kept value is enough. */
    readonly noun: string,
    readonly lifetime: keyof Lifetimes,
  ) {}

  /** Values that are known, fresh and enough for the want, in one look-up; each counts as a cache hit. */
  async get(operation: Operation, place: Place, ids: readonly string[], want: Want): Promise<Map<string, Value>> {
    const found = new Map<string, Value>();
    for (const id of ids) {
      const shown = operation.shown.get(this.#key(place, id).text);
      if (shown !== undefined) found.set(id, shown as Value);
    }
    const others = ids.filter((id) => !found.has(id));
    if (others.length === 0 || this.#seconds(operation) <= 0) return found;
    const { freshSince = -Infinity } = operation.call;
    const keys = [ALL, ...others].map((id) => this.#key(place, id));
    const asked = [forgottenKey(place, this.noun), ...keys];
    const [forgottenNoun, forgotten, ...entries] = await operation.stores.cache.getMany(asked);
    const forgottenAt = Math.max(forgotten?.asOf ?? -Infinity, goodSince(forgottenNoun));
    others.forEach((id, index) => {
      const entry = entries[index];
      const kept = entry && entry.asOf >= freshSince && entry.asOf > forgottenAt ? (entry.value as Kept) : null;
      if (kept && this.#isEnough(kept, want)) found.set(id, asCached(kept.value) as Value);
    });
    operation.call.receipt.cacheHits += found.size;
    return found;
  }

  /** Keeps a value as a change of this operation has left it: whoever asks next, here or later, sees the change. */
  async show(operation: Operation, place: Place, id: string, value: Value): Promise<void> {
    operation.shown.set(this.#key(place, id).text, value);
    await this.put(operation, place, new Map([[id, value]]), EVERYTHING);
  }

  /** A change of this operation has made something else of them: whoever asks next, here or later, asks Graph. */
  async forget(operation: Operation, place: Place, ids: readonly string[]): Promise<void> {
    const keys = ids.map((id) => this.#key(place, id));
    for (const { text } of keys) operation.shown.delete(text);
    await operation.stores.cache.delete(keys);
  }

  /** The same for all values of the tenant, where nobody knows which a change has touched. */
  async forgetAll(operation: Operation, place: Place): Promise<void> {
    operation.shown.clear();
    const asOf = operation.stores.clock.now();
    // Whatever was kept before is too old by itself by the time that this is forgotten, too.
    const ttlMs = 2000 * this.#seconds(operation);
    await operation.stores.cache.setMany([{ key: this.#key(place, ALL), asOf, value: null, ttlMs }]);
  }

  async put(operation: Operation, place: Place, values: ReadonlyMap<string, Value>, want: Want): Promise<void> {
    const fields = want.fieldsOf(this.noun);
    const shape = { fields: fields && [...fields], shortcuts: [...want.shortcutsOf(this.noun)] };
    const asOf = operation.stores.clock.now();
    const seconds = this.#seconds(operation);
    await operation.stores.cache.setMany(
      [...values].map(([id, value]) => ({
        key: this.#key(place, id),
        asOf,
        value: { value, ...shape } satisfies Kept,
        ttlMs: 1000 * (isAbsent(value) ? Math.min(seconds, ABSENT_SECONDS) : seconds),
      })),
    );
  }

  #seconds(operation: Operation): number {
    return operation.stores.lifetimes[this.lifetime];
  }

  #key({ tenant: { cloud, tenantId, graphRoot }, call: { partition } }: Place, key: string): CacheKey {
    return cacheKey({ cloud, tenantId, graphRoot, partition, family: this.family, key });
  }

  #isEnough({ fields, shortcuts }: Kept, want: Want): boolean {
    const isRead = hasFields(fields && new Set(fields), want.fieldsOf(this.noun));
    return isRead && [...want.shortcutsOf(this.noun)].every((shortcut) => shortcuts.includes(shortcut));
  }
}

function isAbsent(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

/** The same nouns, saying that they come from the cache. */
function asCached(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asCached);
  if (value === null || typeof value !== 'object') return value;
  return 'freshness' in value ? { ...value, freshness: 'CACHE' } : value;
}
