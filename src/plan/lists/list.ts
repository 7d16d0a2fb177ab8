import type { Connection } from '../../../schema/connections.js';
import type { Operation } from '../../loaders/Operation.js';
import type { Relation } from '../../loaders/Relation.js';
import { asError } from '../../loaders/tenantwise.js';
import { keyText } from '../../pivots/Key.js';
import type { Args } from '../../pivots/Pivot.js';
import type { Want } from '../../pivots/Want.js';

/** A root field that is a list has one key, and its arguments say the rest. */
export function list<Answer = Connection<unknown>>(
  read: (args: Args, want: Want, operation: Operation) => Promise<Answer>,
): Relation {
  return {
    load: async (keys, want, args, operation) => {
      const answer = await read(args, want, operation).catch(asError);
      return new Map(keys.map((key) => [keyText(key), answer]));
    },
  };
}

/** Writes into the receipt what of a filter went to Graph, and what is finished here. */
export function noteFilter(
  { call }: Operation,
  tenantId: string,
  path: string,
  sent: string | null,
  appliedHere: readonly string[],
): void {
  if (sent !== null || appliedHere.length > 0) call.receipt.filters.push({ tenantId, path, sent, appliedHere });
}
