import { badInput } from '../errors/SecgraphError.js';
import type { Args } from '../pivots/Pivot.js';
import { durationMs } from '../util/duration.js';

/**
 * How far in time a field looks.
 *
 * @throws SecgraphError BAD_USER_INPUT
 */
export function withinMsOf({ within }: Args): number {
  const ms = durationMs(String(within));
  if (ms !== null) return ms;
  throw badInput('within', 'give a length of time such as P7D or PT12H.');
}
