import type { Alert } from '../../schema/Alert.js';
import type { AlertChanges, UpdateAlertsPayload } from '../../schema/AlertWrites.js';
import type { AlertFilter } from '../../schema/filters.js';
import { badInput, SecgraphError } from '../errors/SecgraphError.js';
import { CLASSIFICATION_WORDS, DETERMINATION_WORDS, STATUS_WORDS } from '../filter/graphWords.js';
import type { JobItem, Json } from '../journal/Job.js';
import { currentAlertById, rememberAlert } from '../loaders/alerts.js';
import { keyText } from '../pivots/Key.js';
import { EVERYTHING } from '../pivots/Want.js';
import type { AlertPatch } from '../sources/AlertSource.js';
import { compareMoments } from '../util/moments.js';
import { stateOf, tellAlerts, type AlertItem } from './alertOutcomes.js';
import { itemsFor, unsupported } from './asked.js';
import { assigneeOf } from './assignee.js';
import type { Asking, Mutation, Prepared, WriteArgs } from './Mutation.js';
import { failed, refused, sendEach } from './sending.js';
import { checkSet } from './triage.js';
import type { Desk, Sending, Verb } from './Verb.js';

export interface UpdateAlertsArgs extends WriteArgs {
  readonly ids?: readonly string[] | null;
  readonly where?: AlertFilter | null;
  readonly atMost?: number | null;
  readonly tenants?: readonly string[] | null;
  readonly set: AlertChanges;
  /** ISO 8601. */
  readonly ifUnchangedSince?: string | null;
}

/** What an alert's item carries to Graph. */
interface AlertChange extends AlertItem {
  readonly key: string;
  readonly set: AlertChanges & Readonly<Record<string, unknown>>;
  /** Refuse it where it was updated after this, ISO 8601. */
  readonly ifUnchangedSince: string | null;
  /** Whether the alert is read first, from memory where that is fresh. */
  readonly readsFirst: boolean;
}

const updateVerb: Verb = {
  name: 'updateAlerts',
  itemsAtOnce: 100,
  send: (items, desk) => sendEach(items, (item) => send(item, desk)),
  look: (items, desk) => sendEach(items, (item) => look(item, desk)),
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
  const readsFirst = ['AlertUpdated', 'AlertPreview'].some((type) => want.fieldsOf(type)?.has('before'));
  checkSet(args.set);
  const ids = await idsOf(args, asking);
  const tenantIds = operation.granted().map(({ tenantId }) => tenantId);
  const assignedTo = await assigneeOf(args.set.assignedTo, tenantIds, operation);
  const set = { ...args.set, ...(assignedTo === undefined ? {} : { assignedTo }) };
  const ifUnchangedSince = args.ifUnchangedSince ?? null;
  return {
    items: itemsFor('ids', ids, 'Alert', operation, ({ key }) => {
      if (set.status === 'DISMISSED' || set.status === 'UNKNOWN') {
        return unsupported(`An alert cannot become ${set.status}: set.status is one of NEW, IN_PROGRESS, RESOLVED.`);
      }
      return { key, set, ifUnchangedSince, readsFirst } as unknown as Json;
    }),
  };
}

/** The ids that were given, or those of all alerts that fit the filter. */
async function idsOf(
  { ids, where, tenants, atMost }: UpdateAlertsArgs,
  { alertsWhere }: Asking,
): Promise<readonly string[]> {
  if ((ids == null) === (where == null)) throw badInput('ids', 'give either ids or where.');
  if (ids != null) return ids;
  return alertsWhere(where!, tenants ?? null, atMost ?? USUALLY_AT_MOST);
}

/** Bulks by filter beyond this have to be asked for by their size. */
const USUALLY_AT_MOST = 100;

/** Read, check, write. Between the check and the write somebody else may write: see docs/writing.md. */
async function send({ change }: JobItem, desk: Desk): Promise<Sending> {
  const { key, set, ifUnchangedSince, readsFirst } = change as unknown as AlertChange;
  const { place, operation } = desk;
  const found = ifUnchangedSince
    ? await operation.stores.sources.alerts.byId(place, key)
    : readsFirst
      ? await fromMemory(key, desk)
      : undefined;
  if (found === null) return refused('UPSTREAM_NOT_FOUND', 'The tenant does not know the alert.');
  const before = found ? stateOf(found) : null;
  if (found && ifUnchangedSince && compareMoments(found.updatedAt, ifUnchangedSince) > 0) {
    return { ...staleSince(found, ifUnchangedSince), before };
  }
  try {
    const { noun, requestId } = await operation.stores.sources.alerts.update(place, key, patchOf(set));
    return { ...(await done(noun, set, desk)), before, requestId };
  } catch (thrown) {
    const sending = failed(thrown);
    return sending.kind === 'unknown' ? lookAgain(key, set, desk, { ...sending, before }) : { ...sending, before };
  }
}

async function fromMemory(id: string, { place, operation }: Desk): Promise<Alert | null> {
  const key = { tenantId: place.tenant.tenantId, id };
  const loaded = (await currentAlertById.load([key], EVERYTHING, {}, operation)).get(keyText(key));
  if (loaded instanceof Error) throw loaded;
  return (loaded ?? null) as Alert | null;
}

/** Some answers show the alert from before the change: then it is read once more. */
async function done(
  answered: Alert,
  set: AlertChanges,
  { place, operation }: Desk,
): Promise<Sending & { kind: 'done' }> {
  const alert = isShown(answered, set)
    ? answered
    : ((await operation.stores.sources.alerts.byId(place, answered.graphId).catch(() => null)) ?? answered);
  await rememberAlert(operation, place, alert);
  const noted = isShown(alert, set) ? [] : ['Microsoft Graph took the change and does not show it yet.'];
  return { kind: 'done', after: { ...stateOf(alert), noted } };
}

/** No answer came: the alert itself says whether the change is there. */
async function lookAgain(
  key: string,
  set: AlertChanges,
  { place, operation }: Desk,
  unknown: Sending,
): Promise<Sending> {
  const alert = await operation.stores.sources.alerts.byId(place, key).catch(() => null);
  if (!alert || !isShown(alert, set)) return unknown;
  await rememberAlert(operation, place, alert);
  return { kind: 'done', before: 'before' in unknown ? (unknown.before ?? null) : null, after: stateOf(alert) };
}

/** After a crash: done where the change is there; sent again where nobody has touched the alert since it was asked for. */
async function look({ change }: JobItem, { place, operation, job }: Desk): Promise<Sending> {
  const { key, set } = change as unknown as AlertChange;
  const alert = await operation.stores.sources.alerts.byId(place, key);
  if (!alert) return refused('UPSTREAM_NOT_FOUND', 'The tenant does not know the alert.');
  if (isShown(alert, set)) return { kind: 'done', after: stateOf(alert) };
  const message = 'The service ended while the change was on its way, and the alert has been changed since.';
  const error = new SecgraphError('OUTCOME_UNKNOWN', message);
  const isUntouched = Date.parse(alert.updatedAt) < job.createdAt;
  return { kind: isUntouched ? 'later' : 'unknown', error };
}

function isShown(alert: Alert, { status, assignedTo, classification, determination }: AlertChanges): boolean {
  return (
    (status == null || alert.status === status) &&
    (assignedTo === undefined || (alert.assignedTo ?? '').toLowerCase() === (assignedTo ?? '').toLowerCase()) &&
    (classification == null || alert.classification === classification) &&
    (determination == null || alert.determination === determination)
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

function staleSince({ updatedAt }: Alert, since: string): Sending & { kind: 'refused' } {
  const message = `The alert was updated at ${updatedAt}, after ${since}. Look at it as it is now, and decide again.`;
  return { kind: 'refused', error: new SecgraphError('CONFLICT', message) };
}
