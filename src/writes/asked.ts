import { badInput, SecgraphError } from '../errors/SecgraphError.js';
import { readOwnId } from '../pivots/nouns.js';
import type { Json, NewItem } from '../journal/Job.js';
import type { Operation } from '../loaders/Operation.js';
import { asError } from '../loaders/tenantwise.js';
import type { Place } from '../sources/Place.js';
import { MOST_ITEMS } from './perform.js';

/** One thing that a caller has named, and where it is. */
export interface Asked {
  /** As it was given. */
  readonly id: string;
  readonly place: Place;
  /** The key in its global id. */
  readonly key: string;
}

/**
 * An item for each id, in their order. An id that is none, of another noun, of a tenant that is not open, or named twice
 * is refused by name, and nothing is sent for it.
 *
 * @throws SecgraphError BAD_USER_INPUT for no id at all, and for too many
 */
export function itemsFor(
  argument: string,
  ids: readonly string[],
  noun: string,
  operation: Operation,
  changeOf: (asked: Asked) => Change,
): NewItem[] {
  checkIds(argument, ids);
  const seen = new Set<string>();
  return ids.map((id) => {
    let item: NewItem = { tenantId: '', app: '', target: id, change: null };
    try {
      const { tenantId, key } = ownIdOf(argument, id, noun);
      item = { ...item, tenantId };
      const place = operation.place(tenantId);
      item = { ...item, app: place.tenant.clientId };
      if (seen.has(id)) throw badId(argument, id, 'is named twice; its first outcome counts.');
      seen.add(id);
      const change = changeOf({ id, place, key });
      if (change instanceof SecgraphError) throw change;
      return { ...item, change: change as Json };
    } catch (thrown) {
      return refusedItem(item, asError(thrown), operation);
    }
  });
}

/** @throws SecgraphError BAD_USER_INPUT for what is not the global id of such a noun */
function ownIdOf(argument: string, id: string, noun: string) {
  const own = readOwnId(id);
  if (own?.type === noun) return own;
  const what = own ? `is the id of a ${own.type}` : 'is no id of this service';
  throw badId(argument, id, `${what}; give global ids of ${noun}.`);
}

function badId(argument: string, id: string, what: string): SecgraphError {
  return new SecgraphError('BAD_USER_INPUT', `Argument "${argument}": ${quoted(id)} ${what}`, { argument });
}

/** @throws SecgraphError BAD_USER_INPUT for no id at all, and for too many */
export function checkIds(argument: string, ids: readonly string[], atLeast = 1): void {
  if (ids.length < atLeast) throw badInput(argument, `give at least ${atLeast === 1 ? 'one id' : `${atLeast} ids`}.`);
  if (ids.length > MOST_ITEMS) throw badInput(argument, `give at most ${MOST_ITEMS} ids at once.`);
}

/** What a verb needs for an item, as JSON says it, or why the item is refused. */
export type Change = object | SecgraphError;

/** An item that ends here, before anything is sent for it. */
export function refusedItem(item: NewItem, { code, message }: SecgraphError, { stores }: Operation): NewItem {
  const nothing = { before: null, after: null, requestId: null };
  return { ...item, outcome: { state: 'REFUSED', code, message, ...nothing, at: stores.clock.now() } };
}

/** Why one item is refused before anything is sent. */
export function unsupported(message: string): SecgraphError {
  return new SecgraphError('UNSUPPORTED_CHANGE', message);
}

/** A caller's text, short and harmless, for a message. */
export function quoted(text: string): string {
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return JSON.stringify(shown.replace(/[\p{C}]/gu, '?'));
}
