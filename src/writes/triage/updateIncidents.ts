import type { Incident } from '../../../schema/Incident.js';
import type { IncidentFilter } from '../../../schema/filters.js';
import type { IncidentChanges, UpdateIncidentsPayload } from '../../../schema/IncidentWrites.js';
import { badInput } from '../../errors/SecgraphError.js';
import { CLASSIFICATION_WORDS, DETERMINATION_WORDS, INCIDENT_STATUS_WORDS } from '../../filter/graphWords.js';
import { incident, rememberIncident } from '../../loaders/incidents.js';
import type { IncidentPatch } from '../../sources/IncidentSource.js';
import { itemsFor } from '../asked.js';
import { assigneeOf } from '../assignee.js';
import type { Asking, Mutation, Prepared, WriteArgs } from '../Mutation.js';
import { isFound, readNamed, recalled, tenantsOf, type NamedBy } from '../named.js';
import { lookForPatch, patch, staleSince, unknownToTenant, type Patchable, type PatchItem } from '../patching.js';
import { lookEach, sendEach } from '../sending.js';
import type { Verb } from '../Verb.js';
import { incidentState, tellIncidents } from './incidentOutcomes.js';
import { checkSet } from './findings.js';
import { idsOf, type WhichArgs } from './which.js';

export interface UpdateIncidentsArgs extends WriteArgs, WhichArgs<IncidentFilter> {
  readonly set: IncidentChanges;
  /** ISO 8601. */
  readonly ifUnchangedSince?: string | null;
}

/** What an incident's item carries to Graph. */
interface IncidentPatchItem extends PatchItem {
  readonly set: IncidentChanges & Readonly<Record<string, unknown>>;
}

export const INCIDENTS: NamedBy = { noun: 'Incident', source: 'INCIDENTS', relation: incident };
/** The others are set by Defender XDR alone. */
const STATUSES = ['ACTIVE', 'IN_PROGRESS', 'RESOLVED'] as const;
const MOST_TAGS = 50;
const MOST_TAG = 100;

const incidents: Patchable<Incident, IncidentPatchItem> = {
  word: 'incident',
  read: ({ key }, { place, operation }) => operation.stores.sources.incidents.byId(place, key),
  recall: ({ key }, desk) => recalled(INCIDENTS, key, desk),
  write: ({ key, set }, { place, operation }) => operation.stores.sources.incidents.update(place, key, patchOf(set)),
  remember: (changed, { place, operation }) => rememberIncident(operation, place, changed),
  stateOf: incidentState,
  isShown: (found, { set }) => isShown(found, set),
};

const updateVerb: Verb = {
  name: 'updateIncidents',
  itemsAtOnce: 100,
  send: (items, desk) => sendEach(items, (item) => patch(incidents, item, desk)),
  look: (items, desk) => lookEach(items, (item) => lookForPatch(incidents, item, desk)),
};

/** Status, assignment, classification, determination and tags of incidents. */
export const updateIncidents: Mutation<UpdateIncidentsArgs, UpdateIncidentsPayload> = {
  verb: updateVerb,
  role: 'alerts:write',
  prepare,
  tell: tellIncidents,
};

async function prepare(args: UpdateIncidentsArgs, asking: Asking): Promise<Prepared> {
  const { operation, want } = asking;
  const { ifUnchangedSince = null, dryRun = false } = args;
  const readsFirst = want.fieldsOf(dryRun ? 'IncidentPreview' : 'IncidentUpdated')?.has('before') === true;
  checkSet(args.set);
  checkStatus(args.set);
  checkTags(args.set);
  const ids = await idsOf('Incident', args, asking);
  const assignedTo = await assigneeOf(args.set.assignedTo, tenantsOf(ids), operation);
  const set = { ...args.set, ...(assignedTo === undefined ? {} : { assignedTo }) };
  const isRead = dryRun && (readsFirst || ifUnchangedSince !== null);
  const found = await readNamed<Incident>(INCIDENTS, isRead ? ids : [], operation);
  return {
    items: itemsFor('ids', ids, 'Incident', operation, ({ id, key }) => {
      const item: IncidentPatchItem = { key, set, ifUnchangedSince, readsFirst };
      const known = found(id);
      if (known === null) return unknownToTenant('incident');
      if (!isFound(known)) return item;
      return staleSince('incident', known, ifUnchangedSince) ?? { ...item, before: incidentState(known) };
    }),
  };
}

function checkStatus({ status }: IncidentChanges): void {
  if (status === undefined || (STATUSES as readonly unknown[]).includes(status)) return;
  throw badInput('set.status', `give one of ${STATUSES.join(', ')}.`);
}

function checkTags({ customTags }: IncidentChanges): void {
  if (customTags === undefined) return;
  const isGood =
    customTags !== null &&
    customTags.length <= MOST_TAGS &&
    customTags.every((tag) => tag.trim() !== '' && tag.length <= MOST_TAG && !/\p{Cc}/u.test(tag));
  if (isGood) return;
  const what = `give at most ${MOST_TAGS} tags of 1 to ${MOST_TAG} characters; an empty list takes all of them away.`;
  throw badInput('set.customTags', what);
}

function isShown(found: Incident, { status, assignedTo, classification, determination, customTags }: IncidentChanges) {
  return (
    (!status || found.status === status) &&
    (assignedTo === undefined || (found.assignedTo ?? '').toLowerCase() === (assignedTo ?? '').toLowerCase()) &&
    (!classification || found.classification === classification) &&
    (!determination || found.determination === determination) &&
    (!customTags || isSameSet(found.customTags, customTags))
  );
}

function isSameSet(some: readonly string[], others: readonly string[]): boolean {
  const [one, other] = [new Set(some), new Set(others)];
  return one.size === other.size && [...one].every((tag) => other.has(tag));
}

function patchOf({ status, assignedTo, classification, determination, customTags }: IncidentChanges): IncidentPatch {
  return {
    ...(status ? { status: INCIDENT_STATUS_WORDS[status]! } : {}),
    ...(assignedTo === undefined ? {} : { assignedTo }),
    ...(classification ? { classification: CLASSIFICATION_WORDS[classification]! } : {}),
    ...(determination ? { determination: DETERMINATION_WORDS[determination]! } : {}),
    ...(customTags ? { customTags: [...new Set(customTags)] } : {}),
  };
}
