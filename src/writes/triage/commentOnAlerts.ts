import type { UpdateAlertsPayload } from '../../../schema/AlertWrites.js';
import type { Alert } from '../../../schema/Alert.js';
import { SecgraphError } from '../../errors/SecgraphError.js';
import { forgetAlerts } from '../../loaders/alerts.js';
import { legacyIdIn } from '../../sources/legacy/readLegacyAlert.js';
import type { JobItem } from '../../journal/Job.js';
import { checkIds, itemsFor, unsupported } from '../asked.js';
import type { Asking, Mutation, Prepared, WriteArgs } from '../Mutation.js';
import { readNamed } from '../named.js';
import { lookForPatch, patch } from '../patching.js';
import { lookEach, sendEach } from '../sending.js';
import type { Verb } from '../Verb.js';
import { legacyAlerts, type LegacyPatchItem } from './alertKinds.js';
import { tellAlerts } from './alertOutcomes.js';
import { checkComment, lookForComment, say, type Commented, type CommentItem } from './comments.js';
import { legacyProduct } from './legacyProducts.js';
import { ALERTS, isLegacyId } from './updateAlerts.js';

export interface CommentArgs extends WriteArgs {
  readonly ids: readonly string[];
  readonly comment: string;
}

/**
 * All that may be said of a legacy alert.
 *
 * @see https://learn.microsoft.com/graph/api/alert-update
 */
const LEGACY_COMMENTS: readonly string[] = ['Closed in IPC', 'Closed in MCAS'];

const currentAlerts: Commented = {
  word: 'alert',
  post: (key, comment, { place, operation }) => operation.stores.sources.alerts.comment(place, key, comment),
  read: async (key, { place, operation }) => (await operation.stores.sources.alerts.byId(place, key))?.comments ?? null,
  forget: (key, { place, operation }) => forgetAlerts(operation, place, [key]),
};

const commentVerb: Verb = {
  name: 'commentOnAlerts',
  itemsAtOnce: 100,
  send: (items, desk) =>
    sendEach(items, (item) => (isLegacy(item) ? patch(legacyAlerts, item, desk) : say(currentAlerts, item, desk))),
  look: (items, desk) =>
    lookEach(items, (item) =>
      isLegacy(item) ? lookForPatch(legacyAlerts, item, desk) : lookForComment(currentAlerts, item, desk),
    ),
};

/** Adds a comment to alerts. */
export const commentOnAlerts: Mutation<CommentArgs, UpdateAlertsPayload> = {
  verb: commentVerb,
  role: 'alerts:write',
  prepare,
  tell: tellAlerts,
};

async function prepare({ ids, comment }: CommentArgs, { operation }: Asking): Promise<Prepared> {
  checkIds('ids', ids);
  checkComment(comment);
  const isAllowed = LEGACY_COMMENTS.includes(comment);
  const found = await readNamed<Alert>(ALERTS, isAllowed ? ids.filter(isLegacyId) : [], operation);
  return {
    items: itemsFor('ids', ids, 'Alert', operation, ({ id, key, place }) => {
      if (legacyIdIn(key) === null) return { key, set: { comment } } satisfies CommentItem;
      if (!isAllowed) return unsupported(`Of a legacy alert may only be said: ${LEGACY_COMMENTS.join(', ')}.`);
      const product = legacyProduct(found(id), place.tenant);
      if (product instanceof SecgraphError) return product;
      const item: LegacyPatchItem = { key, set: { comment }, ifUnchangedSince: null, readsFirst: false, ...product };
      return item;
    }),
  };
}

function isLegacy({ change }: JobItem): boolean {
  return legacyIdIn((change as unknown as CommentItem).key) !== null;
}
