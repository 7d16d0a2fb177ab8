import type { MatchKey, SourceName } from '../../schema/enums.js';
import type { Match } from '../../schema/Involved.js';
import { keyText, type ReferenceKey } from '../pivots/Key.js';
import type { Want } from '../pivots/Want.js';
import type { Place } from '../sources/Place.js';
import { grouped } from '../util/grouped.js';
import type { Operation } from './Operation.js';
import type { Loaded } from './Relation.js';
import type { Remembered } from './Remembered.js';
import { failure, inEachTenant } from './tenantwise.js';

/** What became of a reference: the noun, and why we believe so. */
export interface Resolution<Noun> {
  readonly entity: Noun | null;
  readonly match: Match | null;
}

/** One key of a reference by which the directory can be asked. */
export interface LookUp {
  readonly by: MatchKey;
  readonly value: string;
}

/** How references of one kind become nouns. */
export interface Chain<Reference, Noun, Key extends LookUp> {
  readonly source: SourceName;
  readonly remembered: Remembered<readonly Noun[]>;
  /** Keys of a reference, strongest first. */
  readonly keysOf: (reference: Reference) => readonly Key[];
  /** Who is asked by a kind of key, where that is not `source`. */
  readonly sourceOf?: (by: MatchKey) => SourceName;
  /** The property of Graph that a kind of key asks for. */
  readonly propertyOf: (by: MatchKey) => string;
  /** Nouns by value: [] for a value that nobody has, an Error where the request failed. */
  readonly find: (
    operation: Operation,
    place: Place,
    by: MatchKey,
    values: readonly string[],
    want: Want,
  ) => Promise<Map<string, Noun[] | Error>>;
  readonly choose: (reference: Reference, key: Key, found: readonly Noun[]) => Resolution<Noun>;
}

/** A reference that is not resolved yet, and the keys that were not tried yet. */
interface Open<Reference, Key> {
  readonly asked: ReferenceKey<Reference>;
  readonly keys: readonly Key[];
}

/**
 * Resolves references round by round. In each round every open reference asks by its strongest untried key, all kinds of
 * keys in the same tick, so that they travel together; only a miss with a weaker key left costs a further round.
 */
export function resolve<Reference, Noun, Key extends LookUp>(
  chain: Chain<Reference, Noun, Key>,
  asked: readonly ReferenceKey<Reference>[],
  want: Want,
  operation: Operation,
): Promise<Loaded> {
  return inEachTenant(asked, operation, chain.source, async (place, own) => {
    const loaded: Loaded = new Map();
    let open = own.map((one) => ({ asked: one, keys: chain.keysOf(one.reference) }));
    while (open.length > 0) {
      const found = await findAll(chain, place, open, want, operation);
      open = open.flatMap((one) => settle(chain, one, found, operation, loaded));
    }
    return loaded;
  });
}

/** Writes down what a round says of one reference, or gives it back with the keys that are left. */
function settle<Reference, Noun, Key extends LookUp>(
  chain: Chain<Reference, Noun, Key>,
  { asked, keys }: Open<Reference, Key>,
  found: ReadonlyMap<string, readonly Noun[] | Error>,
  operation: Operation,
  loaded: Loaded,
): Open<Reference, Key>[] {
  const [key, ...weaker] = keys;
  const nouns = key ? found.get(nameOf(key)) : undefined;
  if (nouns instanceof Error) {
    const source = chain.sourceOf?.(key!.by) ?? chain.source;
    loaded.set(keyText(asked), failure(operation, asked.tenantId, source, nouns));
  } else if (key && nouns && nouns.length > 0) {
    loaded.set(keyText(asked), chain.choose(asked.reference, key, nouns));
  } else if (weaker.length > 0) {
    return [{ asked, keys: weaker }];
  } else {
    loaded.set(keyText(asked), { entity: null, match: null } satisfies Resolution<Noun>);
  }
  return [];
}

/** Nouns by {@link nameOf} the strongest key that each reference has left: from memory, the rest from Graph. */
async function findAll<Reference, Noun, Key extends LookUp>(
  chain: Chain<Reference, Noun, Key>,
  place: Place,
  open: readonly Open<Reference, Key>[],
  want: Want,
  operation: Operation,
): Promise<Map<string, readonly Noun[] | Error>> {
  const keys = new Map(open.flatMap(({ keys: [first] }) => (first ? [[nameOf(first), first] as const] : [])));
  const known = await chain.remembered.get(operation, place, [...keys.keys()], want);
  if (known.size > 0) operation.coverage.complete(place.tenant.tenantId, chain.source);
  const unknown = [...keys].filter(([name]) => !known.has(name)).map(([, key]) => key);
  const kinds = [...grouped(unknown, ({ by }) => chain.propertyOf(by)).values()];
  const found = await Promise.all(kinds.map((same) => findKind(chain, place, same, want, operation)));
  return new Map<string, readonly Noun[] | Error>([...known, ...found.flatMap((some) => [...some])]);
}

/** The same for keys of one kind, which travel together. */
async function findKind<Reference, Noun, Key extends LookUp>(
  chain: Chain<Reference, Noun, Key>,
  place: Place,
  keys: readonly Key[],
  want: Want,
  operation: Operation,
): Promise<Map<string, readonly Noun[] | Error>> {
  const values = [...new Set(keys.map(({ value }) => value))];
  const answers = await chain.find(operation, place, keys[0]!.by, values, want);
  const found = new Map(keys.map((key) => [nameOf(key), answers.get(key.value) ?? []]));
  const read = new Map([...found].filter((one): one is [string, Noun[]] => !(one[1] instanceof Error)));
  if (read.size > 0) operation.coverage.complete(place.tenant.tenantId, chain.source);
  await chain.remembered.put(operation, place, read, want);
  return found;
}

function nameOf({ by, value }: LookUp): string {
  return `${by}:${value.toLowerCase()}`;
}
