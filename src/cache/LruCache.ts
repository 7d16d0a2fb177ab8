import { LRUCache } from 'lru-cache';
import type { Clock } from '../util/clock.js';
import { ownEntry, type Cache, type CacheEntry, type CacheKey, type CacheWrite } from './Cache.js';

interface Kept extends CacheEntry {
  readonly expiresMs: number;
}

export interface LruCacheOptions {
  readonly clock: Clock;
  /** Default 50,000. */
  readonly maxEntries?: number;
  /** From 0 to 1. */
  readonly random?: () => number;
}

/** The cache of one process: the entries used last, each for its time on the monotonic clock. */
export class LruCache implements Cache {
  readonly #kept: LRUCache<string, Kept>;
  readonly #clock: Clock;
  readonly #random: () => number;

  constructor({ clock, maxEntries = 50_000, random = Math.random }: LruCacheOptions) {
    this.#kept = new LRUCache({ max: maxEntries });
    this.#clock = clock;
    this.#random = random;
  }

  async getMany(keys: readonly CacheKey[]): Promise<(CacheEntry | undefined)[]> {
    return keys.map((key) => this.#fresh(key));
  }

  async setMany(writes: readonly CacheWrite[]): Promise<void> {
    for (const { key, asOf, value, ttlMs } of writes) {
      if (ttlMs <= 0) continue;
      const { text, tenantId, partition } = key;
      const expiresMs = this.#clock.monotonicMs() + ttlMs * (0.9 + 0.2 * this.#random());
      this.#kept.set(text, { tenantId, partition, asOf, value, expiresMs });
    }
  }

  async delete(keys: readonly CacheKey[]): Promise<void> {
    for (const { text } of keys) this.#kept.delete(text);
  }

  #fresh(key: CacheKey): CacheEntry | undefined {
    const kept = this.#kept.get(key.text);
    if (!kept) return undefined;
    if (kept.expiresMs > this.#clock.monotonicMs()) return ownEntry(key, kept);
    this.#kept.delete(key.text);
    return undefined;
  }
}
