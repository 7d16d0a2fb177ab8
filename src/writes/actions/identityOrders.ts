import { catalogued } from '../../actions/catalogue.js';
import type { IdentityAccountSource } from '../../sources/IdentityAccountSource.js';
import type { Order, Performer } from './Order.js';
import { done, notPlaced, withAdvice } from './placing.js';

const HOW_TO_LOOK = 'Look at the account in Active Directory; Entra shows it after the next synchronisation.';

/** Accounts in Active Directory, at once, twenty to a batch. */
export function identityOrders(source: IdentityAccountSource): Performer {
  return {
    place: async (orders, { place }) => {
      const sent = await Promise.all(
        orders.map(({ address, kind }: Order) => {
          if (address.by !== 'identity') throw new Error('An action on premises has no account.');
          const { identityId, accountId, provider } = address;
          const account = { accountId, provider, actions: [] };
          return source.invoke(place, identityId, account, catalogued(kind).word).then(done, notPlaced);
        }),
      );
      return sent.map((placed) => withAdvice(placed, 'OUTCOME_UNKNOWN', HOW_TO_LOOK));
    },
  };
}
