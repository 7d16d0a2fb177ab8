import type { Alert } from '../../../schema/Alert.js';
import type { AlertMove, MoveAlertsPayload } from '../../../schema/AlertWrites.js';
import type { Incident } from '../../../schema/Incident.js';
import { badInput, SecgraphError } from '../../errors/SecgraphError.js';
import type { Job, JobItem } from '../../journal/Job.js';
import { forgetAllAlerts } from '../../loaders/alerts.js';
import { forgetAllIncidents } from '../../loaders/incidents.js';
import type { Operation } from '../../loaders/Operation.js';
import { readOwnId } from '../../pivots/nouns.js';
import { legacyIdIn } from '../../sources/legacy/readLegacyAlert.js';
import { globalId } from '../../util/globalId.js';
import { grouped } from '../../util/grouped.js';
import { checkIds, itemsFor, unsupported } from '../asked.js';
import { MOST_ITEMS } from '../perform.js';
import type { Asking, Mutation, Prepared, WriteArgs } from '../Mutation.js';
import { isFound, readNamed } from '../named.js';
import { unknownToTenant } from '../patching.js';
import { lookEach, sendEach, sendTogether } from '../sending.js';
import type { Desk, Sending, Verb } from '../Verb.js';
import { tellAlerts, type AlertItem } from './alertOutcomes.js';
import { checkComment } from './comments.js';
import { ALERTS, isLegacyId } from './updateAlerts.js';
import { INCIDENTS } from './updateIncidents.js';

export interface MoveAlertsArgs extends WriteArgs {
  readonly ids: readonly string[];
  /** Global id; null for a new incident. */
  readonly toIncident?: string | null;
  readonly comment?: string | null;
}

/** What an alert's item carries to Graph. */
interface MoveItem extends AlertItem {
  readonly key: string;
  /** Graph's id of the incident that it was in; absent where that is not known. */
  readonly from?: string | null;
}

/** What all items of a move share. */
interface Move {
  /** Graph's id; null for a new one. */
  readonly into: string | null;
  readonly comment: string | null;
}

const moveVerb: Verb = {
  name: 'moveAlerts',
  // Those of one tenant go together: into one new incident, not several.
  itemsAtOnce: MOST_ITEMS,
  send: async (items, desk) => {
    const sendings = await sendTogether(items, () => move(items, desk));
    if (sendings[0]?.kind !== 'unknown') return sendings;
    // No answer came: each alert says where it is.
    return sendEach(items, async (item, index) => (await found(item, desk).catch(() => null)) ?? sendings[index]!);
  },
  look: (items, desk) => lookEach(items, (item) => look(item, desk)),
};

/** Moves alerts into another incident, or into a new one. */
export const moveAlerts: Mutation<MoveAlertsArgs, MoveAlertsPayload> = {
  verb: moveVerb,
  role: 'alerts:write',
  prepare,
  tell,
};

async function prepare(args: MoveAlertsArgs, { operation }: Asking): Promise<Prepared> {
  const { ids, toIncident = null, comment = null } = args;
  checkIds('ids', ids);
  if (comment !== null) checkComment(comment);
  const [alerts, target] = await Promise.all([
    readNamed<Alert>(
      ALERTS,
      ids.filter((id) => !isLegacyId(id)),
      operation,
    ),
    targetOf(toIncident, operation),
  ]);
  const items = itemsFor('ids', ids, 'Alert', operation, ({ id, key, place }) => {
    if (legacyIdIn(key) !== null) return unsupported('Legacy alerts are in no incident that could be changed.');
    if (target && place.tenant.tenantId !== target.tenantId) {
      return new SecgraphError('BAD_USER_INPUT', 'The alert is of another tenant than the incident.');
    }
    const alert = alerts(id);
    if (alert === null) return unknownToTenant('alert');
    return { key, set: { incident: toIncident }, ...(isFound(alert) ? whereItIs(alert, target) : {}) };
  });
  return { items, shared: { into: target?.key ?? null, comment } };
}

function whereItIs({ incidentId }: Alert, target: { readonly key: string } | null) {
  const isThere = target !== null && incidentId === target.key;
  return { from: incidentId, notes: isThere ? ['It was in this incident before.'] : [] };
}

/** @throws SecgraphError BAD_USER_INPUT where nothing can be moved there */
async function targetOf(id: string | null, operation: Operation) {
  if (id === null) return null;
  const own = readOwnId(id);
  if (own?.type !== 'Incident')
    throw badInput('toIncident', 'give the global id of an incident, or none for a new one.');
  operation.place(own.tenantId);
  const incident = (await readNamed<Incident>(INCIDENTS, [id], operation))(id);
  if (incident === null) throw badInput('toIncident', 'its tenant does not know this incident.');
  if (isFound(incident) && incident.status === 'REDIRECTED') {
    const { redirectIncidentId } = incident;
    const instead = redirectIncidentId
      ? `give ${globalId('Incident', own.tenantId, redirectIncidentId)}.`
      : 'give another.';
    throw badInput('toIncident', `it was merged into another incident: ${instead}`);
  }
  return own;
}

/** One call, which moves all of them or none. */
async function move(items: readonly JobItem[], desk: Desk): Promise<Sending> {
  const { into, comment } = desk.job.shared as unknown as Move;
  const keys = items.map(({ change }) => (change as unknown as MoveItem).key);
  try {
    const { noun: incidentId, requestId } = await desk.operation.stores.sources.alerts.move(
      desk.place,
      keys,
      into,
      comment,
    );
    return { kind: 'done', after: { incidentId }, requestId };
  } finally {
    await forget(desk);
  }
}

/** Who was in which incident, and whom an incident names: all of that has become too old. */
async function forget({ operation, place }: Desk): Promise<void> {
  await forgetAllAlerts(operation, place);
  await forgetAllIncidents(operation, place);
}

/** After a crash: an alert that is where it was has not been moved, for by now it would have been. */
async function look(item: JobItem, desk: Desk): Promise<Sending> {
  const moved = await found(item, desk);
  if (moved) return moved;
  const message = 'The service ended while the alert was on its way to another incident.';
  const isKnown = (item.change as unknown as MoveItem).from !== undefined;
  return { kind: isKnown ? 'later' : 'unknown', error: new SecgraphError('OUTCOME_UNKNOWN', message) };
}

/** Done where the alert is in the incident, or in another one than before; null where it is not. */
async function found({ change }: JobItem, { place, operation, job }: Desk): Promise<Sending | null> {
  const { key, from } = change as unknown as MoveItem;
  const { into } = job.shared as unknown as Move;
  const alert = await operation.stores.sources.alerts.byId(place, key);
  if (!alert) return { kind: 'refused', error: unknownToTenant('alert') };
  const { incidentId } = alert;
  const isMoved = into === null ? from !== undefined && incidentId !== from : incidentId === into;
  return isMoved ? { kind: 'done', after: { incidentId } } : null;
}

function tell(items: readonly JobItem[], job: Job | null): MoveAlertsPayload {
  const { outcomes, job: told } = tellAlerts(items, job);
  const moved = items.filter(({ state }) => state === 'DONE');
  const groups = grouped(moved, ({ tenantId, outcome }) => `${tenantId} ${incidentOf(outcome?.after)}`);
  const moves = [...groups.values()].map((group): AlertMove => ({
    ...{ __typename: 'AlertMove', tenantId: group[0]!.tenantId, incidentKey: incidentOf(group[0]!.outcome?.after) },
    ids: group.map(({ target }) => target),
  }));
  return { __typename: 'MoveAlertsPayload', job: told, outcomes, moves };
}

function incidentOf(after: unknown): string | null {
  return (after as { readonly incidentId?: string | null } | null | undefined)?.incidentId ?? null;
}
