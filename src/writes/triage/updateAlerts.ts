import type { Alert } from '../../../schema/Alert.js';
import type { AlertChanges, UpdateAlertsPayload } from '../../../schema/AlertWrites.js';
import type { AlertFilter } from '../../../schema/filters.js';
import { SecgraphError } from '../../errors/SecgraphError.js';
import { readOwnId } from '../../pivots/nouns.js';
import { alertById } from '../../loaders/alerts.js';
import { legacyIdIn } from '../../sources/legacy/readLegacyAlert.js';
import { itemsFor, unsupported, type Asked } from '../asked.js';
import { assigneeOf } from '../assignee.js';
import type { Asking, Mutation, Prepared, WriteArgs } from '../Mutation.js';
import { isFound, readNamed, tenantsOf, type Named, type NamedBy } from '../named.js';
import { lookForPatch, patch, staleSince, unknownToTenant, type PatchItem } from '../patching.js';
import { lookEach, sendEach } from '../sending.js';
import type { Verb } from '../Verb.js';
import { kindOf, type AlertPatchItem, type LegacyPatchItem } from './alertKinds.js';
import { stateOf, tellAlerts } from './alertOutcomes.js';
import { legacyProduct } from './legacyProducts.js';
import { checkSet } from './findings.js';
import { idsOf, type WhichArgs } from './which.js';

export interface UpdateAlertsArgs extends WriteArgs, WhichArgs<AlertFilter> {
  readonly set: AlertChanges;
  /** ISO 8601. */
  readonly ifUnchangedSince?: string | null;
}

export const ALERTS: NamedBy = { noun: 'Alert', source: 'ALERTS', relation: alertById };

const updateVerb: Verb = {
  name: 'updateAlerts',
  itemsAtOnce: 100,
  send: (items, desk) => sendEach(items, (item) => patch(kindOf(item.change as unknown as PatchItem), item, desk)),
  look: (items, desk) =>
    lookEach(items, (item) => lookForPatch(kindOf(item.change as unknown as PatchItem), item, desk)),
};

/** Status, assignment, classification and determination of alerts, by ids or by a filter. */
export const updateAlerts: Mutation<UpdateAlertsArgs, UpdateAlertsPayload> = {
  verb: updateVerb,
  role: 'alerts:write',
  prepare,
  tell: tellAlerts,
};

async function prepare(args: UpdateAlertsArgs, asking: Asking): Promise<Prepared> {
  const { operation, want } = asking;
  const { ifUnchangedSince = null, dryRun = false } = args;
  const readsFirst = want.fieldsOf(dryRun ? 'AlertPreview' : 'AlertUpdated')?.has('before') === true;
  checkSet(args.set);
  const ids = await idsOf('Alert', args, asking);
  const assignedTo = await assigneeOf(args.set.assignedTo, tenantsOf(ids), operation);
  const set = { ...args.set, ...(assignedTo === undefined ? {} : { assignedTo }) };
  const isRead = dryRun && (readsFirst || ifUnchangedSince !== null);
  const found: Named<Alert> = await readNamed(ALERTS, isRead ? ids : ids.filter(isLegacyId), operation);
  return {
    items: itemsFor('ids', ids, 'Alert', operation, (asked) => {
      const alert = found(asked.id);
      const item = { key: asked.key, set, ifUnchangedSince, readsFirst };
      const change = legacyIdIn(asked.key) === null ? ofToday(item, alert) : ofLegacy(item, asked, alert);
      return dryRun && isFound(alert) && !(change instanceof SecgraphError) ? previewed(change, alert) : change;
    }),
  };
}

/** Whether it is the global id of a legacy alert, whose product has to be known before it is changed. */
export function isLegacyId(id: string): boolean {
  return legacyIdIn(readOwnId(id)?.key ?? '') !== null;
}

type Found = Alert | SecgraphError | null | undefined;

function ofToday(item: AlertPatchItem, alert: Found): AlertPatchItem | SecgraphError {
  if (alert === null) return unknownToTenant('alert');
  const { status } = item.set;
  if (status !== 'DISMISSED' && status !== 'UNKNOWN') return item;
  return unsupported(`An alert cannot become ${status}: set.status is one of NEW, IN_PROGRESS, RESOLVED.`);
}

function ofLegacy(item: AlertPatchItem, { place: { tenant } }: Asked, alert: Found): LegacyPatchItem | SecgraphError {
  const { determination, ...set } = item.set;
  if (set.status === 'UNKNOWN') {
    return unsupported('An alert cannot become UNKNOWN: set.status is one of NEW, IN_PROGRESS, RESOLVED, DISMISSED.');
  }
  if (Object.values(set).every((value) => value === undefined)) {
    return unsupported('Legacy alerts have no determination: there is nothing to send.');
  }
  const product = legacyProduct(alert, tenant);
  if (product instanceof SecgraphError) return product;
  const unheard = determination ? ['Legacy alerts have no determination: it is not sent.'] : [];
  return { ...item, set, vendor: product.vendor, notes: [...product.notes, ...unheard] };
}

/** What a dry run has read, and whether the change would be refused for it. */
function previewed(item: AlertPatchItem, alert: Alert): object | SecgraphError {
  return staleSince('alert', alert, item.ifUnchangedSince) ?? { ...item, before: stateOf(alert) };
}
