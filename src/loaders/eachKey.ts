import type { SourceName } from '../../schema/enums.js';
import { keyText, type Key } from '../pivots/Key.js';
import type { Args } from '../pivots/Pivot.js';
import { EVERYTHING, type Want } from '../pivots/Want.js';
import type { Place } from '../sources/Place.js';
import type { Operation } from './Operation.js';
import type { Loaded, Relation } from './Relation.js';
import type { Remembered } from './Remembered.js';
import { failure, inEachTenant } from './tenantwise.js';

/** A relation that asks Graph once for each key. */
export interface EachKey<K extends Key, Value> {
  readonly source: SourceName;
  readonly remembered: Remembered<Value>;
  readonly read: (operation: Operation, place: Place, key: K, want: Want) => Promise<Value>;
  /** The record is read whole, whatever is wanted of it: then it is enough for every later question. */
  readonly readsWhole?: boolean;
  /** What the field shows of the value; the value is kept whole. */
  readonly show?: (value: Value, args: Args) => unknown;
}

/** One call for each key, all in the same tick, so that they travel together; one that fails, fails alone. */
export function eachKey<K extends Key, Value>(how: EachKey<K, Value>): Relation<K> {
  return {
    load: (keys, want, args, operation) =>
      inEachTenant(keys, operation, how.source, async (place, own) => {
        const values = await readAll(how, operation, place, own, how.readsWhole ? EVERYTHING : want);
        const show = how.show ?? ((value: Value) => value);
        return new Map([...values].map(([text, value]) => [text, isShown(value) ? show(value as Value, args) : value]));
      }),
  };
}

function isShown(value: unknown): boolean {
  return value !== null && !(value instanceof Error);
}

async function readAll<K extends Key, Value>(
  { source, remembered, read }: EachKey<K, Value>,
  operation: Operation,
  place: Place,
  keys: readonly K[],
  want: Want,
): Promise<Loaded> {
  const { tenantId } = place.tenant;
  const loaded: Loaded = new Map();
  const fresh = new Map<string, Value>();
  const known = await remembered.get(
    operation,
    place,
    keys.map(({ id }) => id),
    want,
  );
  await Promise.all(
    keys.map(async (key) => {
      if (known.has(key.id)) return loaded.set(keyText(key), known.get(key.id));
      try {
        const value = await read(operation, place, key, want);
        fresh.set(key.id, value);
        return loaded.set(keyText(key), value);
      } catch (thrown) {
        return loaded.set(keyText(key), failure(operation, tenantId, source, thrown));
      }
    }),
  );
  if (known.size > 0 || fresh.size > 0) operation.coverage.complete(tenantId, source);
  await remembered.put(operation, place, fresh, want);
  return loaded;
}
