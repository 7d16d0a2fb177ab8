import type { Connection } from '../../schema/connections.js';
import type { Alert } from '../../schema/Alert.js';
import type { Incident } from '../../schema/Incident.js';
import type { InvolvedHost, InvolvedUser } from '../../schema/Involved.js';
import type { Observable } from '../../schema/Observable.js';
import { keyText, type Key } from '../pivots/Key.js';
import type { Args } from '../pivots/Pivot.js';
import { Wanted, wantsCount, type Want } from '../pivots/Want.js';
import { involvedHosts, involvedUsers, observables } from '../sources/evidence/index.js';
import type { Place } from '../sources/Place.js';
import type { TimedQuery } from '../sources/timedPages.js';
import { wasRead, type KeysetPosition } from '../util/keyset.js';
import { compareMoments } from '../util/moments.js';
import { alertConnection, type AlertPlace, type Found } from './alertConnection.js';
import { openCursor, pageSizeOf, type Asked } from './cursors.js';
import { eachKey } from './eachKey.js';
import type { Operation } from './Operation.js';
import type { Relation } from './Relation.js';
import { Remembered } from './Remembered.js';
import { asError, failure, inEachTenant } from './tenantwise.js';

const MAX_FIRST = 100;
/** Evidence is heavy: twenty of these pages in one batch stay below what one answer may weigh. */
const EVIDENCE_PAGE = 50;
const EVIDENCE_PAGES = 10;
/** A page may hold what was read before, where Graph does not take the filter by time. */
const MAX_PAGES = 5;
const EVIDENCE = new Wanted();
EVIDENCE.addField('Alert', 'evidence');

const incidents = new Remembered<Incident | null>('incident', 'Incident', 'alerts');
const involved = new Remembered<InvolvedInIncident>('involvedInIncident', 'Incident', 'alerts');

/** Incidents by Graph's id, one call each. */
export const incident = eachKey<Key, Incident | null>({
  source: 'INCIDENTS',
  remembered: incidents,
  readsWhole: true,
  read: ({ stores }, place, { id }) => stores.sources.incidents.byId(place, id),
});

/** Keeps an incident as a change of ours has left it, whole: whoever asks next sees the change. */
export function rememberIncident(operation: Operation, place: Place, changed: Incident): Promise<void> {
  return incidents.show(operation, place, changed.graphId, changed);
}

/** Forgets incidents that a change of ours has made something else of. */
export function forgetIncidents(operation: Operation, place: Place, graphIds: readonly string[]): Promise<void> {
  return incidents.forget(operation, place, graphIds);
}

/** Forgets all incidents of a tenant, and whom they name: alerts have come to one and left others. */
export async function forgetAllIncidents(operation: Operation, place: Place): Promise<void> {
  await incidents.forgetAll(operation, place);
  await involved.forgetAll(operation, place);
}

/** Everybody and everything that the alerts of an incident name, once. */
export interface InvolvedInIncident {
  readonly users: readonly InvolvedUser[];
  readonly hosts: readonly InvolvedHost[];
  readonly indicators: readonly Observable[];
}

export const involvedInIncident = eachKey<Key, InvolvedInIncident>({
  source: 'INCIDENTS',
  remembered: involved,
  read: involvedIn,
});

async function involvedIn(operation: Operation, place: Place, { id }: Key): Promise<InvolvedInIncident> {
  const { tenantId } = place.tenant;
  const evidence: Alert['evidence'][number][] = [];
  let pagesRead = 0;
  for await (const { nouns, hasMore } of operation.stores.sources.incidents.alertsOf(
    place,
    id,
    newest(EVIDENCE_PAGE),
    EVIDENCE,
  )) {
    for (const alert of nouns) evidence.push(...alert.evidence);
    pagesRead += 1;
    if (!hasMore || pagesRead < EVIDENCE_PAGES) continue;
    const most = EVIDENCE_PAGE * EVIDENCE_PAGES;
    const message = `Incident ${id} has more than ${most} alerts; whom and what only the older ones name is missing.`;
    operation.coverage.partial(tenantId, 'INCIDENTS', message);
    break;
  }
  return {
    users: involvedUsers(evidence, tenantId),
    hosts: involvedHosts(evidence, tenantId),
    indicators: observables(evidence, tenantId),
  };
}

/** The alerts of incidents, newest first, a page of each: one call for each incident, all in the same tick. */
export const alertsOfIncident: Relation = {
  load: (keys, want, args, operation) =>
    inEachTenant(keys, operation, null, async (place, own) => {
      const pages = await Promise.all(own.map((key) => pageOf(operation, place, key, want, args).catch(asError)));
      return new Map(own.map((key, index) => [keyText(key), pages[index]]));
    }),
};

async function pageOf(
  operation: Operation,
  place: Place,
  key: Key,
  want: Want,
  args: Args,
): Promise<Connection<Alert>> {
  const asked: Asked = { operation, list: `alertsOfIncident|${keyText(key)}`, args };
  const first = pageSizeOf(args, MAX_FIRST);
  const position = openCursor(asked) as AlertPlace | null;
  const found = await readOrTell(operation, place, () => read(operation, place, key, want, { first, position }));
  return alertConnection(found, asked, key.tenantId, ['INCIDENTS']);
}

/** What cannot be read is a list without alerts, whose coverage says why. */
async function readOrTell(operation: Operation, place: Place, work: () => Promise<Found>): Promise<Found> {
  const { tenantId } = place.tenant;
  try {
    const refusal = operation.refusalOf(tenantId, 'INCIDENTS');
    if (refusal) throw refusal;
    const found = await work();
    operation.coverage.complete(tenantId, 'INCIDENTS');
    return found;
  } catch (thrown) {
    failure(operation, tenantId, 'INCIDENTS', thrown);
    return { alerts: [], hasMore: false };
  }
}

async function read(
  { stores }: Operation,
  place: Place,
  { id }: Key,
  want: Want,
  { first, position }: { first: number; position: AlertPlace | null },
): Promise<Found> {
  const isCounted = position === null && wantsCount(want, 'AlertConnection');
  const query = {
    ...newest(first + (position?.seen.length ?? 0) + 1),
    from: position?.time ?? null,
    isCounted,
  };
  const alerts: Alert[] = [];
  let [count, hasMore, pagesRead] = [position?.count ?? null, false, 0];
  for await (const page of stores.sources.incidents.alertsOf(place, id, query, want)) {
    alerts.push(...page.nouns.filter((alert) => isBehind(position, alert)));
    count ??= page.count;
    ({ hasMore } = page);
    pagesRead += 1;
    if (alerts.length > first || pagesRead === MAX_PAGES) break;
  }
  return { alerts: alerts.slice(0, first), hasMore: hasMore || alerts.length > first, count };
}

/** Looked at also where Graph was asked for it: services are known to ignore filters. */
function isBehind(position: KeysetPosition | null, { createdAt, graphId }: Alert): boolean {
  if (position === null) return true;
  return compareMoments(createdAt, position.time) <= 0 && !wasRead(position, createdAt, graphId);
}

function newest(pageSize: number): TimedQuery {
  return { clause: null, from: null, orderBy: 'createdDateTime', direction: 'desc', pageSize, isCounted: false };
}
