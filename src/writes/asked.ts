import { badInput, SecgraphError } from '../errors/SecgraphError.js';
import type { ErrorCode } from '../errors/codes.js';
import { readOwnId } from '../pivots/nouns.js';
import type { ItemOutcome, Json, NewItem } from '../journal/Job.js';
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
  itemFor: (asked: Asked) => Change,
): NewItem[] {
  checkIds(argument, ids);
  const seen = new Set<string>();
  return ids.map((id) => {
    const nothing = { tenantId: '', app: '', target: id, change: null };
    const own = readOwnId(id);
    if (own?.type !== noun) {
      const what = own ? `is the id of a ${own.type}` : 'is no id of this service';
      return refusedItem(
        nothing,
        operation,
        'BAD_USER_INPUT',
        `Argument "${argument}": ${quoted(id)} ${what}; give global ids of ${noun}.`,
      );
    }
    const item = { ...nothing, tenantId: own.tenantId };
    try {
      const place = operation.place(own.tenantId);
      const placed = { ...item, app: place.tenant.clientId };
      if (seen.has(id)) {
        return refusedItem(
          placed,
          operation,
          'BAD_USER_INPUT',
          `Argument "${argument}": ${quoted(id)} is named twice; its first outcome counts.`,
        );
      }
      seen.add(id);
      const change = itemFor({ id, place, key: own.key });
      return change instanceof SecgraphError
        ? refusedItem(placed, operation, change.code, change.message)
        : { ...placed, change: change as Json };
    } catch (thrown) {
      const { code, message } = asError(thrown);
      return refusedItem(item, operation, code, message);
    }
  });
}

/** @throws SecgraphError BAD_USER_INPUT for no id at all, and for too many */
export function checkIds(argument: string, ids: readonly string[], atLeast = 1): void {
  if (ids.length < atLeast)
    throw badInput(argument, atLeast === 1 ? 'give at least one id.' : `give at least ${atLeast} ids.`);
  if (ids.length > MOST_ITEMS) throw badInput(argument, `give at most ${MOST_ITEMS} ids at once.`);
}

/** What a verb needs for an item, as JSON says it, or why the item is refused. */
export type Change = object | SecgraphError;

/** An item that ends here. */
export function refusedItem(item: NewItem, { stores }: Operation, code: ErrorCode, message: string): NewItem {
  const outcome: ItemOutcome = {
    ...({ state: 'REFUSED', code, message, before: null, after: null, requestId: null } as const),
    at: stores.clock.now(),
  };
  return { ...item, outcome };
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
