import type { ServicePrincipalSource } from '../../sources/ServicePrincipalSource.js';
import type { UserSource } from '../../sources/UserSource.js';
import type { Desk } from '../Verb.js';
import type { Order, Performer, Placed } from './Order.js';
import { done, lookedAfter, notPlaced, withAdvice } from './placing.js';

const PRIVILEGED =
  'If the account holds a privileged role, the application needs a role of Entra that reaches it, too.';
const HOW_TO_LOOK = 'Look at the account; doing it once more does no harm.';

/** Accounts of users and applications in Entra, at once, twenty to a batch. */
export function accountOrders(users: UserSource, apps: ServicePrincipalSource): Performer {
  const look = (orders: readonly Order[], { place }: Desk) =>
    Promise.all(orders.map((order) => lookAt(order, place, users, apps)));
  return {
    place: async (orders, desk) => {
      const sent = await Promise.all(
        orders.map((order) => sendOne(order, desk.place, users, apps).then(done, notPlaced)),
      );
      const found = await lookedAfter({ look }, orders, sent, desk);
      return found.map((placed) =>
        withAdvice(withAdvice(placed, 'UPSTREAM_FORBIDDEN', PRIVILEGED), 'OUTCOME_UNKNOWN', HOW_TO_LOOK),
      );
    },
    look,
  };
}

/** @returns request-id */
function sendOne(
  { kind, address }: Order,
  place: Desk['place'],
  users: UserSource,
  apps: ServicePrincipalSource,
): Promise<string | null> {
  if (address.by === 'servicePrincipal') return apps.setEnabled(place, address.id, kind === 'ENABLE_APP');
  if (address.by !== 'user') throw new Error('An action on an account has no account.');
  if (kind === 'REVOKE_SESSIONS') return users.revokeSessions(place, address.userId);
  return users.setEnabled(place, address.userId, kind === 'ENABLE_ACCOUNT');
}

/** The account itself says whether it has happened; undefined: it has not, or it does not say. */
async function lookAt(
  { kind, address, requestedAt }: Order,
  place: Desk['place'],
  users: UserSource,
  apps: ServicePrincipalSource,
): Promise<Placed | undefined> {
  if (address.by === 'servicePrincipal') {
    return (await apps.isEnabled(place, address.id)) === (kind === 'ENABLE_APP') ? done(null) : undefined;
  }
  const state = address.by === 'user' ? await users.signInState(place, address.userId) : null;
  if (!state) return undefined;
  if (kind !== 'REVOKE_SESSIONS') return state.accountEnabled === (kind === 'ENABLE_ACCOUNT') ? done(null) : undefined;
  // Whole seconds, and a clock that is not ours.
  const isSince = state.sessionsValidFrom !== null && Date.parse(state.sessionsValidFrom) >= requestedAt - 1000;
  return isSince ? done(null) : undefined;
}
