import type { RiskState } from '../../../schema/enums.js';
import { catalogued } from '../../actions/catalogue.js';
import type { RiskSource } from '../../sources/RiskSource.js';
import { chunks } from '../../util/chunks.js';
import { grouped } from '../../util/grouped.js';
import type { Desk } from '../Verb.js';
import type { Order, Performer, Placed } from './Order.js';
import { done, lookedAfter, notPlaced, withAdvice } from './placing.js';

/** No document says how many ids one call takes; the portal lets as many be chosen. */
const IDS_PER_CALL = 60;
const HOW_TO_LOOK = 'Look at the risk in a minute; saying it once more does no harm.';

/** What a risk is called when it was decided so. */
const STATES: Readonly<Record<string, RiskState>> = {
  confirmCompromised: 'CONFIRMED_COMPROMISED',
  dismiss: 'DISMISSED',
  confirmSafe: 'CONFIRMED_SAFE',
};

/** Decisions about risk: all of one kind in one call, for Graph allows one a second. */
export function riskOrders(source: RiskSource): Performer {
  const look = (orders: readonly Order[], desk: Desk) => lookFor(orders, desk, source);
  return {
    place: async (orders, desk) => {
      const placed = new Map<Order, Placed>();
      await Promise.all(
        [...grouped(orders, ({ kind }) => kind).values()].flatMap((same) =>
          chunks(same, IDS_PER_CALL).map(async (some) => {
            const { word } = catalogued(some[0]!.kind);
            const sent = await source
              .decide(desk.place, listOf(some[0]!), word, [...new Set(some.map(idOf))])
              .then(done, notPlaced);
            for (const order of some) placed.set(order, sent);
          }),
        ),
      );
      const sent = orders.map((order) => placed.get(order)!);
      const found = await lookedAfter({ look }, orders, sent, desk);
      return found.map((one) => withAdvice(one, 'OUTCOME_UNKNOWN', HOW_TO_LOOK));
    },
    look,
  };
}

async function lookFor(orders: readonly Order[], { place }: Desk, source: RiskSource): Promise<(Placed | undefined)[]> {
  const names = [...new Set(orders.map(listOf))];
  const lists = new Map(await Promise.all(names.map(async (of) => [of, await source.list(place, of)] as const)));
  return orders.map((order) => {
    const risk = lists.get(listOf(order))?.byId[idOf(order).toLowerCase()];
    return risk?.state === STATES[catalogued(order.kind).word] ? done(null) : undefined;
  });
}

function listOf({ address }: Order): 'riskyUsers' | 'riskyServicePrincipals' {
  return address.by === 'user' ? 'riskyUsers' : 'riskyServicePrincipals';
}

function idOf({ address }: Order): string {
  if (address.by === 'user') return address.userId;
  if (address.by === 'servicePrincipal') return address.id;
  throw new Error('A decision about risk is about nobody.');
}
