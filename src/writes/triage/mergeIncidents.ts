import type { Incident } from '../../../schema/Incident.js';
import type { MergeIncidentsPayload } from '../../../schema/IncidentWrites.js';
import { SecgraphError } from '../../errors/SecgraphError.js';
import type { Job, JobItem, NewItem } from '../../journal/Job.js';
import { forgetAllAlerts } from '../../loaders/alerts.js';
import { forgetAllIncidents } from '../../loaders/incidents.js';
import type { Operation } from '../../loaders/Operation.js';
import { checkIds, itemsFor, refusedItem, type Change } from '../asked.js';
import { MOST_ITEMS } from '../perform.js';
import type { Asking, Mutation, Prepared, WriteArgs } from '../Mutation.js';
import { isFound, readNamed, tenantsOf } from '../named.js';
import { unknownToTenant } from '../patching.js';
import { sendTogether } from '../sending.js';
import { toldItems } from '../Standing.js';
import type { Desk, Sending, Verb } from '../Verb.js';
import { checkComment } from './comments.js';
import { incidentOutcome } from './incidentOutcomes.js';
import { INCIDENTS } from './updateIncidents.js';

export interface MergeIncidentsArgs extends WriteArgs {
  readonly ids: readonly string[];
  readonly comment?: string | null;
}

interface MergeItem {
  readonly key: string;
  readonly set: { readonly redirectedTo: null };
}

const mergeVerb: Verb = {
  name: 'mergeIncidents',
  itemsAtOnce: MOST_ITEMS,
  send: async (items, desk) => {
    const sendings = await sendTogether(items, () => merge(items, desk));
    if (sendings[0]?.kind !== 'unknown') return sendings;
    // No answer came: an incident that was merged says so.
    const found = await merged(items, desk).catch(() => null);
    return found ? items.map(() => found) : sendings;
  },
  look: async (items, desk) => {
    const message = 'The service ended before the incidents were merged.';
    const notYet = { kind: 'later', error: new SecgraphError('OUTCOME_UNKNOWN', message) } as const;
    const found = (await merged(items, desk)) ?? notYet;
    return items.map(() => found);
  },
};

/** Makes one incident of several of one tenant: all that are named, or none. */
export const mergeIncidents: Mutation<MergeIncidentsArgs, MergeIncidentsPayload> = {
  verb: mergeVerb,
  role: 'alerts:write',
  prepare,
  tell,
};

async function prepare({ ids, comment = null }: MergeIncidentsArgs, { operation }: Asking): Promise<Prepared> {
  checkIds('ids', ids, 2);
  if (comment !== null) checkComment(comment);
  const [tenantId] = tenantsOf(ids);
  const found = await readNamed<Incident>(INCIDENTS, ids, operation);
  const items = itemsFor('ids', ids, 'Incident', operation, ({ id, key, place }): Change => {
    if (place.tenant.tenantId !== tenantId) {
      return new SecgraphError('BAD_USER_INPUT', 'The incident is of another tenant than the first one.');
    }
    const incident = found(id);
    if (incident === null) return unknownToTenant('incident');
    return isFound(incident) && incident.status === 'REDIRECTED'
      ? new SecgraphError('CONFLICT', 'The incident was merged into another one before: see redirectedTo.')
      : ({ key, set: { redirectedTo: null } } satisfies MergeItem);
  });
  return { items: allOrNone(items, operation), shared: { comment } };
}

/** A merge cannot be taken back: half of one is worse than none. */
function allOrNone(items: readonly NewItem[], operation: Operation): readonly NewItem[] {
  if (items.every(({ outcome }) => !outcome)) return items;
  const message = 'Nothing was merged, for another incident of this merge is refused: see its outcome.';
  const error = new SecgraphError('CONFLICT', message);
  return items.map((item) => (item.outcome ? item : refusedItem(item, error, operation)));
}

async function merge(items: readonly JobItem[], desk: Desk): Promise<Sending> {
  const { operation, place, job } = desk;
  const { comment } = job.shared as { readonly comment: string | null };
  try {
    const { noun: incidentId, requestId } = await operation.stores.sources.incidents.merge(
      place,
      keysOf(items),
      comment,
    );
    return { kind: 'done', after: { incidentId }, requestId };
  } finally {
    await forgetAllAlerts(operation, place);
    await forgetAllIncidents(operation, place);
  }
}

/** Done where one of them leads to another one of them; null where none does. */
async function merged(items: readonly JobItem[], { operation, place }: Desk): Promise<Sending | null> {
  const keys = keysOf(items);
  const incidents = await Promise.all(keys.map((key) => operation.stores.sources.incidents.byId(place, key)));
  const target = incidents.map((incident) => incident?.redirectIncidentId).find((id) => id && keys.includes(id));
  return target ? { kind: 'done', after: { incidentId: target } } : null;
}

function keysOf(items: readonly JobItem[]): string[] {
  return items.map(({ change }) => (change as unknown as MergeItem).key);
}

function tell(items: readonly JobItem[], job: Job | null): MergeIncidentsPayload {
  const done = items.find(({ state }) => state === 'DONE');
  const after = done?.outcome?.after as { readonly incidentId: string } | undefined;
  return {
    __typename: 'MergeIncidentsPayload',
    ...toldItems(items, job, incidentOutcome),
    tenantId: done?.tenantId ?? '',
    incidentKey: after?.incidentId ?? null,
  };
}
