import type { SourceName } from '../../schema/enums.js';
import { keyText, type Key } from '../pivots/Key.js';
import type { Args } from '../pivots/Pivot.js';
import { EVERYTHING, type Want } from '../pivots/Want.js';
import type { Place } from '../sources/Place.js';
import type { Operation } from './Operation.js';
import { readTogether, type Together } from './readTogether.js';
import type { Relation } from './Relation.js';
import type { Remembered } from './Remembered.js';
import { asError, inEachTenant } from './tenantwise.js';

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
  const { source, remembered, readsWhole = false, show = (value: Value) => value } = how;
  return {
    load: (keys, want, args, operation) =>
      inEachTenant(keys, operation, source, async (place, own) => {
        const keyOf = new Map(own.map((key) => [key.id, key]));
        const read: Together<Value>['read'] = (_operation, _place, ids, enough) =>
          oneByOne(ids, (id) => how.read(operation, place, keyOf.get(id)!, enough));
        const wanted = readsWhole ? EVERYTHING : want;
        const answers = await readTogether({ source, remembered, read }, operation, place, [...keyOf.keys()], wanted);
        return new Map(own.map((key) => [keyText(key), shown(answers.get(key.id), (value) => show(value, args))]));
      }),
  };
}

async function oneByOne<Value>(
  ids: readonly string[],
  read: (id: string) => Promise<Value>,
): Promise<Map<string, Value | Error>> {
  return new Map(await Promise.all(ids.map(async (id) => [id, await read(id).catch(asError)] as const)));
}

/** Null for what is not there, and for what the tenant does not let us read. */
function shown<Value>(answer: Value | Error | undefined, show: (value: Value) => unknown): unknown {
  return answer === undefined || answer === null || answer instanceof Error ? (answer ?? null) : show(answer);
}
