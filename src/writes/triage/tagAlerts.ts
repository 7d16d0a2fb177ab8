import type { Alert } from '../../../schema/Alert.js';
import type { UpdateAlertsPayload } from '../../../schema/AlertWrites.js';
import { SecgraphError } from '../../errors/SecgraphError.js';
import type { JobItem } from '../../journal/Job.js';
import { tagKey, TAGS_PER_ALERT } from '../../journal/TagStore.js';
import { alertById, rememberAlert } from '../../loaders/alerts.js';
import type { Operation } from '../../loaders/Operation.js';
import { keyText } from '../../pivots/Key.js';
import { EVERYTHING } from '../../pivots/Want.js';
import { legacyIdIn } from '../../sources/legacy/readLegacyAlert.js';
import { checkIds, itemsFor } from '../asked.js';
import type { Asking, Mutation, Prepared, WriteArgs } from '../Mutation.js';
import { isFound, readNamed } from '../named.js';
import { unknownToTenant } from '../patching.js';
import { failed, refused } from '../sending.js';
import type { Desk, Sending, Verb } from '../Verb.js';
import { stateOf, tellAlerts, type AlertItem } from './alertOutcomes.js';
import { mirrorTags, type Mirrored } from './incidentTags.js';
import { changedTags, tagWords, type TagWords } from './tagWords.js';
import { ALERTS } from './updateAlerts.js';

export interface TagAlertsArgs extends WriteArgs {
  readonly ids: readonly string[];
  readonly add?: readonly string[] | null;
  readonly remove?: readonly string[] | null;
  readonly mirrorToIncident?: boolean | null;
}

/** What the item of a tagged alert carries. */
interface TagItem extends AlertItem, TagWords {
  readonly key: string;
  /** Whether its incident is tagged, too. */
  readonly isMirrored: boolean;
}

/** An item, and the alert that it is about. */
interface Tagged {
  readonly item: TagItem;
  readonly alert: Alert;
}

const NO_INCIDENT = 'The alert belongs to no incident: there is none to tag.';

const tagVerb: Verb = {
  name: 'tagAlerts',
  itemsAtOnce: 100,
  send,
  // Whatever was done, doing it again changes nothing.
  look: (items) => Promise.resolve(items.map(() => again())),
};

/** Gives tags to alerts and takes tags off them; Microsoft Graph has no place for them, so they are kept here. */
export const tagAlerts: Mutation<TagAlertsArgs, UpdateAlertsPayload> = {
  verb: tagVerb,
  role: 'alerts:write',
  prepare,
  tell: tellAlerts,
};

async function prepare(args: TagAlertsArgs, { operation }: Asking): Promise<Prepared> {
  const { ids, dryRun = false } = args;
  const isMirrored = args.mirrorToIncident === true;
  checkIds('ids', ids);
  const words = tagWords(args.add ?? [], args.remove ?? []);
  const found = await readNamed<Alert>(ALERTS, dryRun ? ids : [], operation);
  const set = { tags: true, ...(isMirrored ? { 'incident.customTags': true } : {}) };
  return {
    items: itemsFor('ids', ids, 'Alert', operation, ({ id, key }) => {
      const alert = found(id);
      if (alert === null) return unknownToTenant('alert');
      const item: TagItem = { key, ...words, isMirrored, set };
      if (!isFound(alert)) return item;
      return { ...item, before: stateOf(alert), notes: isMirrored && !alert.incidentId ? [NO_INCIDENT] : [] };
    }),
  };
}

/** The incidents first, for what Graph keeps from being done is tried again as a whole; then the journal, in one go. */
async function send(items: readonly JobItem[], desk: Desk): Promise<readonly Sending[]> {
  const read = await readAlerts(items, desk);
  const ready = read.filter((one): one is Tagged => !('kind' in one));
  const incidents = await mirrorAll(ready, desk);
  const mirroredOf = ({ item, alert }: Tagged): Mirrored => {
    if (!item.isMirrored) return { kind: 'done', note: null, requestId: null };
    if (alert.incidentId === null) return { kind: 'done', note: NO_INCIDENT, requestId: null };
    return incidents.get(alert.incidentId)!;
  };
  const given = await give(
    ready.filter((one) => mirroredOf(one).kind !== 'later'),
    desk,
  );
  return read.map((one) => {
    if ('kind' in one) return one;
    const mirrored = mirroredOf(one);
    return mirrored.kind === 'later' ? mirrored : told(given.get(one) ?? null, mirrored);
  });
}

/** Each item with its alert, or why nothing is done about it. */
async function readAlerts(items: readonly JobItem[], desk: Desk): Promise<(Tagged | Sending)[]> {
  const { operation, place } = desk;
  const { tenantId } = place.tenant;
  const keys = items.map(({ change }) => ({ tenantId, id: (change as unknown as TagItem).key }));
  const loaded = await alertById.load(keys, EVERYTHING, {}, operation);
  // What is asked of the outcomes is not read again.
  const alerts = [...loaded.values()].filter((alert) => alert !== null && !(alert instanceof Error)) as Alert[];
  await Promise.all(alerts.map((alert) => rememberAlert(operation, place, alert)));
  const had = await operation.stores.journal.tags.of(keys.map(({ id: alertId }) => ({ tenantId, alertId })));
  return items.map(({ change }, index): Tagged | Sending => {
    const item = change as unknown as TagItem;
    const alert = loaded.get(keyText(keys[index]!)) as Alert | Error | null | undefined;
    if (alert instanceof Error) return failed(alert);
    if (!alert) return { kind: 'refused', error: whyMissing(item, operation, tenantId) };
    const tags = had.get(tagKey({ tenantId, alertId: item.key })) ?? [];
    const names = tags.map(({ tag }) => tag);
    return changedTags(names, item).length > TAGS_PER_ALERT ? tooMany() : { item, alert };
  });
}

/** What the tenant does not let us read is not absent. */
function whyMissing({ key }: TagItem, operation: Operation, tenantId: string): SecgraphError {
  const source = legacyIdIn(key) === null ? 'ALERTS' : 'LEGACY_ALERTS';
  return operation.refusalOf(tenantId, source) ?? unknownToTenant('alert');
}

/** Each incident once, whichever of its alerts are tagged. */
async function mirrorAll(ready: readonly Tagged[], desk: Desk): Promise<Map<string, Mirrored>> {
  const words = new Map<string, TagWords>();
  for (const { item, alert } of ready) if (item.isMirrored && alert.incidentId) words.set(alert.incidentId, item);
  const mirrored = [...words].map(async ([id, words]) => [id, await mirrorTags(id, words, desk)] as const);
  return new Map(await Promise.all(mirrored));
}

async function give(ready: readonly Tagged[], { place, operation, job }: Desk) {
  const { journal, clock } = operation.stores;
  const { tenantId } = place.tenant;
  const changes = ready.map(({ item: { key: alertId, add, remove } }) => ({ tenantId, alertId, add, remove }));
  const changed = await journal.tags.changeAll(
    changes.map((change) => ({ ...change, by: job.caller, at: clock.now() })),
  );
  return new Map(ready.map((one, index) => [one, changed[index]!]));
}

function told(
  changed: { readonly before: readonly string[]; readonly after: readonly string[] } | null,
  mirrored: Exclude<Mirrored, { kind: 'later' }>,
): Sending {
  if (!changed) return tooMany();
  const note = mirrored.kind === 'done' ? mirrored.note : `The incident was not tagged: ${mirrored.error.message}`;
  return {
    kind: 'done',
    before: { tags: changed.before },
    after: { tags: changed.after, noted: note === null ? [] : [note] },
    requestId: mirrored.kind === 'done' ? mirrored.requestId : (mirrored.error.facts.requestId ?? null),
  };
}

function tooMany(): Sending {
  const message = `An alert has at most ${TAGS_PER_ALERT} tags. Take some off it first.`;
  return refused('UNSUPPORTED_CHANGE', message);
}

function again(): Sending {
  const message = 'The service ended while the alert was tagged.';
  return { kind: 'later', error: new SecgraphError('OUTCOME_UNKNOWN', message) };
}
