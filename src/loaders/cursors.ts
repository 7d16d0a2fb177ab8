import { badInput } from '../errors/SecgraphError.js';
import type { Args } from '../pivots/Pivot.js';
import { seal, unseal } from '../util/sealed.js';
import { stableJson } from '../util/stableJson.js';
import type { Operation } from './Operation.js';

const CURSOR_MS = 24 * 3600 * 1000;

/** Which list is asked for, and by whom: a cursor is good for its caller, its list and its arguments, and nothing else. */
export interface Asked {
  readonly operation: Operation;
  /** The field, and the key of its parent where it has one. */
  readonly list: string;
  readonly args: Args;
}

/** Where to go on, sealed: it says nothing to the caller and cannot be altered. */
export function closeCursor(asked: Asked, position: unknown): string {
  const { cursorKey, clock } = asked.operation.stores;
  return seal(position, cursorKey, { purpose: purposeOf(asked), expiresAt: clock.now() + CURSOR_MS });
}

/**
 * The position inside the argument `after`; null at the beginning.
 *
 * @throws SecgraphError BAD_USER_INPUT when the cursor is altered, foreign, of another list or too old
 */
export function openCursor(asked: Asked): unknown {
  const { after } = asked.args;
  if (typeof after !== 'string') return null;
  const { cursorKey, clock } = asked.operation.stores;
  const position = unseal(after, cursorKey, { purpose: purposeOf(asked), now: clock.now() });
  if (position !== null) return position;
  throw badInput(
    'after',
    'give an endCursor of the last day, to the same field with the same arguments; only first may differ.',
  );
}

/** @throws SecgraphError BAD_USER_INPUT */
export function pageSizeOf({ first }: Args, max: number): number {
  if (typeof first === 'number' && first >= 1 && first <= max) return first;
  throw badInput('first', `give a whole number from 1 to ${max}.`);
}

function purposeOf({ operation, list, args }: Asked): string {
  return stableJson([operation.caller.name, list, { ...args, first: undefined, after: undefined }]);
}
