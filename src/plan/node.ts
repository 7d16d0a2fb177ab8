import { badInput, SecgraphError } from '../errors/SecgraphError.js';
import type { Operation } from '../loaders/Operation.js';
import type { Relation } from '../loaders/Relation.js';
import { asError } from '../loaders/tenantwise.js';
import { keyText, type Key } from '../pivots/Key.js';
import { NOUNS, readOwnId } from '../pivots/nouns.js';
import type { RelationName } from '../pivots/Pivot.js';
import type { Want } from '../pivots/Want.js';
import { grouped } from '../util/grouped.js';

/** The relations of all nouns, each by its name. */
type OfNouns = Readonly<Record<Exclude<RelationName, 'node' | 'namedNode'>, Relation<never>>>;

/** Anything by its global id: `node(id)` and `nodes(ids)`. Each noun's own relation loads all of its kind together. */
export function nodeOf(relations: OfNouns): Relation {
  return {
    load: async (keys, want, args, operation) => {
      const ids = args['ids'] as readonly string[] | undefined;
      const answer = await nodes(relations, ids ?? [args['id'] as string], want, operation).catch(asError);
      const shown = answer instanceof Error || ids ? answer : answer[0];
      return new Map(keys.map((key) => [keyText(key), shown]));
    },
  };
}

/** What a record names by its global id. Each fails alone, as everywhere below a list. */
export function namedNodeOf(relations: OfNouns): Relation {
  return {
    load: async (keys, want, _args, operation) => {
      const found = await Promise.all(
        [...grouped(keys, ({ id }) => readOwnId(id)?.type ?? '')].map(async ([type, same]) => {
          const noun = NOUNS.get(type);
          if (!noun) return [];
          const asked = same.map(({ id, ...key }) => ({
            text: keyText({ ...key, id }),
            key: noun.keyOf(readOwnId(id)!)!,
          }));
          const loaded = await relations[noun.relation].load(asked.map(({ key }) => key) as never, want, {}, operation);
          return asked.map(({ text, key }) => [text, unpacked(loaded.get(keyText(key)))] as const);
        }),
      );
      return new Map<string, unknown>(found.flat());
    },
  };
}

async function nodes(relations: OfNouns, ids: readonly string[], want: Want, operation: Operation): Promise<unknown[]> {
  if (ids.length > 100) throw badInput('ids', 'give at most 100 ids at once.');
  const parsed = ids.map((id) => parse(id, operation));
  const found = new Map<string, unknown>();
  await Promise.all(
    [...grouped(parsed, ({ relation }) => relation)].map(async ([relation, same]) => {
      const loaded = await relations[relation].load(same.map(({ key }) => key) as never, want, {}, operation);
      for (const { id, key } of same) found.set(id, entityOf(loaded.get(keyText(key))));
    }),
  );
  return ids.map((id) => found.get(id) ?? null);
}

function parse(id: string, operation: Operation): { id: string; relation: keyof OfNouns; key: Key } {
  const parts = readOwnId(id);
  const noun = parts && NOUNS.get(parts.type);
  const key = parts && noun?.keyOf(parts);
  if (!noun || !key) throw badInput('id', 'give a global id, as the field id of any answer has it.');
  operation.place(key.tenantId);
  return { id, relation: noun.relation, key };
}

/** A user or host comes with its match; a failure of one is null in its place, and written in the coverage. */
function entityOf(answer: unknown): unknown {
  if (answer instanceof SecgraphError && answer.code === 'BAD_USER_INPUT') throw answer;
  return unpacked(answer);
}

function unpacked(answer: unknown): unknown {
  if (answer === null || typeof answer !== 'object' || answer instanceof Error) return answer;
  return 'entity' in answer ? answer.entity : answer;
}
