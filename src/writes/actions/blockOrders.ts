import { catalogued } from '../../actions/catalogue.js';
import type { FoundAction } from '../../sources/foundAction.js';
import type { SecurityActionSource } from '../../sources/SecurityActionSource.js';
import type { Desk } from '../Verb.js';
import type { Order, Performer, Placed } from './Order.js';
import { eachPlaced, notPlaced } from './placing.js';

const HOW_TO_LOOK = 'Look for it by securityActions before ordering it again.';

/** Actions of Microsoft Graph, twenty to a batch. */
export function blockOrders(source: SecurityActionSource): Performer {
  const look = (orders: readonly Order[], desk: Desk) => lookFor(orders, desk, source);
  return {
    place: eachPlaced((order, desk) => sendOne(order, desk, source), look, HOW_TO_LOOK),
    look,
    follow: async (actions, place) => {
      const found = await Promise.all(
        actions.map(async ({ id, remoteId }) => [id, remoteId ? await source.byId(place, remoteId) : null] as const),
      );
      return new Map(found.map(([id, one]) => [id, one ? { state: one.state, message: one.message } : undefined]));
    },
    cancel: (remoteId, _reason, place) => source.cancel(place, remoteId),
  };
}

async function sendOne(order: Order, { place }: Desk, source: SecurityActionSource): Promise<Placed> {
  const { actionId, reason, address, kind } = order;
  if (address.by !== 'observable') throw new Error('A block has no observable.');
  const block = { actionId, reason, word: catalogued(kind).word, kind: address.kind, value: address.value };
  try {
    const { noun, requestId } = await source.create(place, block);
    return placedAs(noun, requestId);
  } catch (thrown) {
    return notPlaced(thrown);
  }
}

async function lookFor(
  orders: readonly Order[],
  { place }: Desk,
  source: SecurityActionSource,
): Promise<(Placed | undefined)[]> {
  const { actions } = await source.list(place);
  const byReference = new Map(actions.map((found) => [found.reference, found]));
  return orders.map(({ actionId }) => {
    const found = byReference.get(actionId);
    return found && placedAs(found, null);
  });
}

function placedAs({ state, remoteId, message }: FoundAction, requestId: string | null): Placed {
  return { kind: 'placed', state, remoteId, message, requestId };
}
