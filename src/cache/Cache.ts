/** Where a value belongs. */
export interface CachePlace {
  readonly cloud: string;
  readonly tenantId: string;
  /** Where its Graph is: the same tenant may be read elsewhere after a change of the settings. */
  readonly graphRoot: string;
  /** `app:<clientId>` or `user:<oid>:<scope hash>`. */
  readonly partition: string;
  /** Kind of value, such as `user` or `request`. */
  readonly family: string;
  readonly key: string;
}

/** Made by {@link cacheKey} alone. */
export interface CacheKey {
  readonly text: string;
  readonly tenantId: string;
  readonly partition: string;
}

/** A value that was read earlier, with the tenant and the partition it was read for. */
export interface CacheEntry {
  readonly tenantId: string;
  readonly partition: string;
  /** When Graph answered, milliseconds since 1970. */
  readonly asOf: number;
  readonly value: unknown;
}

/** A value to keep. */
export interface CacheWrite {
  readonly key: CacheKey;
  /** When Graph answered, milliseconds since 1970. */
  readonly asOf: number;
  readonly value: unknown;
  /** How long it stays good; the cache takes or adds up to a tenth, so that things read together do not expire together. */
  readonly ttlMs: number;
}

/** What was read from Graph, for a while. May be lost at any time; an answer never depends on it. */
export interface Cache {
  /** In the order of the keys; undefined = not there, too old, or of another tenant or partition. */
  getMany(keys: readonly CacheKey[]): Promise<(CacheEntry | undefined)[]>;
  setMany(writes: readonly CacheWrite[]): Promise<void>;
  delete(keys: readonly CacheKey[]): Promise<void>;
}

/** Kept entries outlive a release in a shared cache: raise it whenever the shape of values changes. */
const FORMAT = 2;

/** The one builder of keys: two places give the same text only when every part of them is the same. */
export function cacheKey({ cloud, tenantId, graphRoot, partition, family, key }: CachePlace): CacheKey {
  const text = JSON.stringify([FORMAT, cloud, tenantId, graphRoot, partition, family, key]);
  return { text, tenantId, partition };
}

/** The entry, if it was kept for this tenant and partition. A key that lies is no way to another tenant's data. */
export function ownEntry(key: CacheKey, entry: CacheEntry | undefined): CacheEntry | undefined {
  return entry?.tenantId === key.tenantId && entry.partition === key.partition ? entry : undefined;
}
