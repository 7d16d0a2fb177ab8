import type { MailRemedy } from '../../../schema/enums.js';
import type { Mail, MailSource } from '../../sources/MailSource.js';
import { marked } from '../../sources/foundAction.js';
import { grouped } from '../../util/grouped.js';
import type { Action } from '../../journal/Action.js';
import type { Order, Performer, Placed, Progress } from './Order.js';
import { notPlaced, withAdvice } from './placing.js';

const HOW_TO_LOOK = 'Look at the message in the explorer of Defender, or ask for its state in some minutes.';

/** Graph's word for each remedy, and for where a message lies afterwards. */
const REMEDIES: Readonly<Record<MailRemedy, { readonly action: string; readonly locations: readonly string[] }>> = {
  MOVE_TO_JUNK: { action: 'moveToJunk', locations: ['junkFolder'] },
  MOVE_TO_INBOX: { action: 'moveToInbox', locations: ['inbox_folder', 'inbox'] },
  MOVE_TO_DELETED_ITEMS: { action: 'moveToDeletedItems', locations: ['deletedFolder'] },
  MOVE_TO_QUARANTINE: { action: 'moveToQuarantine', locations: ['quarantine'] },
  SOFT_DELETE: { action: 'softDelete', locations: ['deletedFolder', 'dropped'] },
  HARD_DELETE: { action: 'hardDelete', locations: ['dropped', 'deletedFolder'] },
};

/** Messages: all with one remedy in one call. Where they lie afterwards says how it went. */
export function mailOrders(source: MailSource): Performer {
  return {
    place: async (orders, { place }) => {
      const placed = new Map<Order, Placed>();
      await Promise.all(
        [...grouped(orders, remedyOf).values()].map(async (same) => {
          const [first] = same as [Order];
          const remediation = {
            displayName: marked('Remediation', first.actionId),
            description: first.reason,
            action: REMEDIES[remedyOf(first)].action,
            mails: same.map(mailOf),
          };
          const sent = await source.remediate(place, remediation).then(accepted, notPlaced);
          for (const order of same) placed.set(order, withId(sent, order));
        }),
      );
      return orders.map((order) => withAdvice(placed.get(order)!, 'OUTCOME_UNKNOWN', HOW_TO_LOOK));
    },
    follow: async (actions, place) => {
      const ids = [...new Set(actions.flatMap(({ remoteId }) => remoteId ?? []))];
      const found = await source.find(place, 'id', ids);
      return new Map(actions.map((action) => [action.id, progressOf(action, found.get(action.remoteId ?? ''))]));
    },
  };
}

function accepted(requestId: string | null): Placed {
  return { kind: 'placed', state: 'RUNNING', remoteId: null, requestId };
}

/** A message is followed by its own id, for the call gives none. */
function withId(placed: Placed, order: Order): Placed {
  return placed.kind === 'placed' ? { ...placed, remoteId: mailOf(order).id } : placed;
}

function progressOf({ parameters }: Action, found: Mail[] | Error | undefined): Progress {
  if (found instanceof Error) throw found;
  const remedy = (parameters as { readonly remedy?: MailRemedy } | null)?.remedy;
  const location = found?.[0]?.location;
  if (!remedy || !location) return undefined;
  const isThere = REMEDIES[remedy].locations.some((one) => one.toLowerCase() === location.toLowerCase());
  return { state: isThere ? 'SUCCEEDED' : 'RUNNING', message: null };
}

function remedyOf({ parameters: { remedy } }: Order): MailRemedy {
  if (!remedy) throw new Error('A message has no remedy.');
  return remedy;
}

function mailOf({ address }: Order): Mail {
  if (address.by === 'mail') return address.mail;
  throw new Error('A remedy has no message.');
}
