import { SecgraphError } from '../../errors/SecgraphError.js';
import type { Desk } from '../Verb.js';
import { failed } from '../sending.js';
import type { Order, Performer, Placed } from './Order.js';

/** At once, and at an end. */
export function done(requestId: string | null): Placed {
  return { kind: 'placed', state: 'SUCCEEDED', remoteId: null, requestId };
}

/** What a failed sending says. */
export function notPlaced(thrown: unknown): Placed {
  const { kind, error } = failed(thrown);
  return { kind, error };
}

/** The same, with a sentence more for who reads it. */
export function withAdvice(placed: Placed, code: SecgraphError['code'], advice: string): Placed {
  if (placed.kind === 'placed' || placed.error.code !== code) return placed;
  const { message, facts } = placed.error;
  return { ...placed, error: new SecgraphError(code, `${message} ${advice}`, facts, { cause: placed.error }) };
}

/**
 * Orders that are sent one by one, all in the same turn; what was lost is looked for.
 *
 * @param howToLook for who reads that nobody knows
 */
export function eachPlaced(
  sendOne: (order: Order, desk: Desk) => Promise<Placed>,
  look: Required<Performer>['look'],
  howToLook: string,
): Performer['place'] {
  return async (orders, desk) => {
    const sent = await Promise.all(orders.map((order) => sendOne(order, desk)));
    const found = await lookedAfter({ look }, orders, sent, desk);
    return found.map((placed) => withAdvice(placed, 'OUTCOME_UNKNOWN', howToLook));
  };
}

/** Looks after what was lost, and leaves the rest as it is. */
export async function lookedAfter(
  { look }: Required<Pick<Performer, 'look'>>,
  orders: readonly Order[],
  placed: readonly Placed[],
  desk: Desk,
): Promise<Placed[]> {
  const lost = orders.filter((_, index) => placed[index]?.kind === 'unknown');
  const found = lost.length > 0 ? await look(lost, desk).catch(() => []) : [];
  return placed.map((one, index) => found[lost.indexOf(orders[index]!)] ?? one);
}
