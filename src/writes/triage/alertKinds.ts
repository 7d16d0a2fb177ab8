import type { Alert } from '../../../schema/Alert.js';
import type { AlertChanges } from '../../../schema/AlertWrites.js';
import { SecgraphError } from '../../errors/SecgraphError.js';
import { CLASSIFICATION_WORDS, DETERMINATION_WORDS, STATUS_WORDS } from '../../filter/graphWords.js';
import { FEEDBACK_WORDS, LEGACY_STATUS_WORDS } from '../../filter/legacyWords.js';
import { alertById, rememberAlert } from '../../loaders/alerts.js';
import type { AlertPatch } from '../../sources/AlertSource.js';
import type { LegacyAlertPatch, LegacyVendor } from '../../sources/LegacyAlertSource.js';
import { legacyIdIn } from '../../sources/legacy/readLegacyAlert.js';
import { recalled } from '../named.js';
import type { Patchable, PatchItem } from '../patching.js';
import { unknownToTenant } from '../patching.js';
import type { Desk } from '../Verb.js';
import { stateOf, type AlertItem } from './alertOutcomes.js';
import { vendorOf } from './legacyProducts.js';

/** What an alert's item carries to Graph. */
export interface AlertPatchItem extends PatchItem, AlertItem {
  readonly set: AlertChanges & Readonly<Record<string, unknown>>;
}

/** The same, of a legacy alert. */
export interface LegacyPatchItem extends AlertPatchItem {
  readonly set: AlertPatchItem['set'] & { readonly comment?: string };
  /** Part of its address; null: it has to be read first. */
  readonly vendor: LegacyVendor | null;
}

/** Alerts of Defender XDR. */
export const currentAlerts: Patchable<Alert, AlertPatchItem> = {
  word: 'alert',
  read: ({ key }, { place, operation }) => operation.stores.sources.alerts.byId(place, key),
  recall,
  write: ({ key, set }, { place, operation }) => operation.stores.sources.alerts.update(place, key, patchOf(set)),
  remember: (alert, { place, operation }) => rememberAlert(operation, place, alert),
  stateOf,
  isShown: (alert, { set }) =>
    isTriaged(alert, set) && (!set.determination || alert.determination === set.determination),
};

/** Legacy alerts, each at the product that raised it. */
export const legacyAlerts: Patchable<Alert, LegacyPatchItem> = {
  ...{ word: 'alert', recall, stateOf, remember: currentAlerts.remember },
  read: ({ key }, { place, operation }) => operation.stores.sources.legacyAlerts.byId(place, graphIdOf(key)),
  write: async (item, desk) => {
    const { key, set } = item;
    const vendor = item.vendor ?? (await readVendor(item, desk));
    return desk.operation.stores.sources.legacyAlerts.update(desk.place, graphIdOf(key), vendor, legacyPatchOf(set));
  },
  isShown: (alert, { set }) =>
    isTriaged(alert, set) && (set.comment === undefined || alert.comments.some(({ text }) => text === set.comment)),
};

/** How the alert of an item is changed. */
export function kindOf({ key }: PatchItem): Patchable<Alert, never> {
  return legacyIdIn(key) === null ? currentAlerts : legacyAlerts;
}

function recall({ key }: PatchItem, desk: Desk): Promise<Alert | null> {
  const source = legacyIdIn(key) === null ? 'ALERTS' : 'LEGACY_ALERTS';
  return recalled({ source, relation: alertById }, key, desk);
}

async function readVendor(item: LegacyPatchItem, desk: Desk): Promise<LegacyVendor> {
  const alert = await legacyAlerts.recall(item, desk);
  if (!alert) throw unknownToTenant('alert');
  const vendor = vendorOf(alert);
  if (vendor instanceof SecgraphError) throw vendor;
  return vendor;
}

function graphIdOf(key: string): string {
  return legacyIdIn(key) ?? key;
}

function isTriaged(alert: Alert, { status, assignedTo, classification }: AlertChanges): boolean {
  return (
    (!status || alert.status === status) &&
    (assignedTo === undefined || (alert.assignedTo ?? '').toLowerCase() === (assignedTo ?? '').toLowerCase()) &&
    (!classification || alert.classification === classification)
  );
}

function patchOf({ status, assignedTo, classification, determination }: AlertChanges): AlertPatch {
  return {
    ...(status ? { status: STATUS_WORDS[status]! } : {}),
    ...(assignedTo === undefined ? {} : { assignedTo }),
    ...(classification ? { classification: CLASSIFICATION_WORDS[classification]! } : {}),
    ...(determination ? { determination: DETERMINATION_WORDS[determination]! } : {}),
  };
}

function legacyPatchOf({ status, assignedTo, classification, comment }: LegacyPatchItem['set']): LegacyAlertPatch {
  return {
    ...(status ? { status: LEGACY_STATUS_WORDS[status]! } : {}),
    ...(assignedTo === undefined ? {} : { assignedTo }),
    ...(classification ? { feedback: FEEDBACK_WORDS[classification]! } : {}),
    ...(comment === undefined ? {} : { comments: [comment] }),
  };
}
