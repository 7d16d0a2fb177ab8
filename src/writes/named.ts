import type { SourceName } from '../../schema/enums.js';
import { SecgraphError } from '../errors/SecgraphError.js';
import { readOwnId } from '../pivots/nouns.js';
import type { Operation } from '../loaders/Operation.js';
import type { Relation } from '../loaders/Relation.js';
import { asError } from '../loaders/tenantwise.js';
import { keyText, type Key } from '../pivots/Key.js';
import { EVERYTHING } from '../pivots/Want.js';
import type { Desk } from './Verb.js';

/**
 * What stands behind a global id: the noun; null where its tenant does not know it; an Error where it could not be read;
 * undefined where it was not asked for.
 */
export type Named<Noun> = (id: string) => Noun | SecgraphError | null | undefined;

/** How nouns are read by the keys of their global ids. */
export interface NamedBy {
  readonly noun: string;
  readonly source: SourceName;
  readonly relation: Relation;
}

/** Reads what ids name, whole and together, as far as the caller may. Ids that are none, or of others, are left out. */
export async function readNamed<Noun>(
  { noun, source, relation }: NamedBy,
  ids: readonly string[],
  operation: Operation,
): Promise<Named<Noun>> {
  const open = new Set(operation.granted().map(({ tenantId }) => tenantId));
  const keys = new Map<string, Key>();
  for (const id of ids) {
    const own = readOwnId(id);
    if (own?.type === noun && open.has(own.tenantId)) keys.set(id, { tenantId: own.tenantId, id: own.key });
  }
  if (keys.size === 0) return () => undefined;
  const loaded = await relation.load(
    [...new Map([...keys.values()].map((key) => [keyText(key), key])).values()],
    EVERYTHING,
    {},
    operation,
  );
  return (id) => {
    const key = keys.get(id);
    if (!key) return undefined;
    const value = loaded.get(keyText(key)) ?? null;
    if (value instanceof Error) return asError(value);
    // What the tenant does not let us read is not absent.
    return value === null ? (operation.refusalOf(key.tenantId, source) ?? null) : (value as Noun);
  };
}

/**
 * One thing by its key, from memory where that is fresh; null where its tenant does not know it.
 *
 * @throws SecgraphError what the tenant refuses, and why else it could not be read
 */
export async function recalled<Noun>(
  { source, relation }: Omit<NamedBy, 'noun'>,
  id: string,
  { place, operation }: Desk,
): Promise<Noun | null> {
  const { tenantId } = place.tenant;
  const key = { tenantId, id };
  const value = (await relation.load([key], EVERYTHING, {}, operation)).get(keyText(key)) ?? null;
  const refusal = value instanceof Error ? value : value === null ? operation.refusalOf(tenantId, source) : undefined;
  if (refusal) throw refusal;
  return value as Noun | null;
}

/** Whether it was read, and is there. */
export function isFound<Noun extends object>(named: Noun | SecgraphError | null | undefined): named is Noun {
  return named !== null && named !== undefined && !(named instanceof SecgraphError);
}

/** The tenants that ids name. */
export function tenantsOf(ids: readonly string[]): string[] {
  return [...new Set(ids.flatMap((id) => readOwnId(id)?.tenantId ?? []))];
}
