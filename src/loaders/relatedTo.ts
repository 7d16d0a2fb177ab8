import type { Alert } from '../../schema/Alert.js';
import type { AlertSubject } from '../../schema/references.js';
import type { RelatedAlert, RelatedBy } from '../../schema/RelatedAlert.js';
import { keyText, subjectKey, type OwnerKey, type SubjectKey } from '../pivots/Key.js';
import type { Args } from '../pivots/Pivot.js';
import { withFields, type Want } from '../pivots/Want.js';
import type { Place } from '../sources/Place.js';
import { pageSizeOf } from './cursors.js';
import type { Operation } from './Operation.js';
import { ALL_RELATIONS, OBSERVABLE_RELATIONS, relation, RELATION_FIELDS, traitsOf } from './relatedness.js';
import type { Relation } from './Relation.js';
import { findAlerts } from './search/findAlerts.js';
import { leaveLegacyOut } from './search/leaveLegacyOut.js';
import { failure, inEachTenant } from './tenantwise.js';
import { withinMsOf } from './within.js';

const MAX_FIRST = 100;
/** Alerts that are looked at for each value that an alert carries; the newest ones. */
const PER_VALUE = 20;

/** What makes alerts related, as the arguments say. */
interface Question {
  readonly by: readonly RelatedBy[];
  readonly excluded: readonly string[];
  readonly withinMs: number;
  readonly first: number;
}

/** Alerts that share people, machines, observables, the incident or techniques, the most related first. */
export const relatedTo: Relation<OwnerKey> = {
  load: (keys, want, args, operation) =>
    inEachTenant(keys, operation, 'ALERTS', async (place, own) => {
      const question = questionOf(args);
      const alerts = own.map(({ expanded }) => expanded as Alert);
      try {
        const candidates = await candidatesOf(alerts, question, want, place, operation);
        return new Map(own.map((key, index) => [keyText(key), ranked(alerts[index]!, candidates, question)]));
      } catch (thrown) {
        const error = failure(operation, place.tenant.tenantId, 'ALERTS', thrown);
        return new Map(own.map((key) => [keyText(key), error]));
      }
    }),
};

function questionOf(args: Args): Question {
  return {
    by: (args['by'] as readonly RelatedBy[] | null) ?? ALL_RELATIONS,
    excluded: (args['excluding'] as readonly string[] | null) ?? [],
    withinMs: withinMsOf(args),
    first: pageSizeOf(args, MAX_FIRST),
  };
}

/** One search for everything that all alerts carry, and the other alerts of their incidents. */
async function candidatesOf(
  alerts: readonly Alert[],
  question: Question,
  want: Want,
  place: Place,
  operation: Operation,
): Promise<Alert[]> {
  const enough = withFields(want, 'Alert', RELATION_FIELDS);
  leaveLegacyOut({ operation, place });
  const subjects = new Map(alerts.flatMap((alert) => subjectsOf(alert, question)).map((key) => [key.id, key]));
  const [finding, ofIncidents] = await Promise.all([
    findAlerts({
      ...{ operation, place, filter: {}, clause: windowOf(alerts, question.withinMs) },
      sought: [...subjects.values()].map(({ id, subject }) => ({ id, subject, position: null })),
      enough: PER_VALUE,
      want: enough,
    }),
    alertsOfIncidents(alerts, question, enough, place, operation),
  ]);
  if (finding.caveat === null) operation.coverage.complete(place.tenant.tenantId, 'ALERTS');
  else operation.coverage.partial(place.tenant.tenantId, 'ALERTS', finding.caveat);
  const found = [...[...finding.hits.values()].flatMap((hits) => hits.alerts), ...ofIncidents];
  return [...new Map(found.map((alert) => [alert.graphId, alert])).values()];
}

async function alertsOfIncidents(
  alerts: readonly Alert[],
  { by }: Question,
  want: Want,
  place: Place,
  { stores }: Operation,
): Promise<Alert[]> {
  if (!by.includes('INCIDENT')) return [];
  const ids = [...new Set(alerts.map(({ incidentId }) => incidentId).filter((id) => id !== null))];
  const pages = await Promise.all(ids.map((id) => stores.sources.incidents.alertsOf(place, id, NEWEST, want).next()));
  return pages.flatMap(({ value }) => (value ? value.nouns : []));
}

const NEWEST = {
  clause: null,
  from: null,
  orderBy: 'createdDateTime',
  direction: 'desc',
  pageSize: 100,
  isCounted: false,
} as const;

function ranked(
  alert: Alert,
  candidates: readonly Alert[],
  { by, excluded, withinMs, first }: Question,
): RelatedAlert[] {
  const own = traitsOf(alert, by, excluded);
  const at = Date.parse(alert.createdAt);
  return candidates
    .filter(({ graphId, createdAt }) => graphId !== alert.graphId && Math.abs(Date.parse(createdAt) - at) <= withinMs)
    .map((other) => relation(own, other, traitsOf(other, by, excluded)))
    .filter((related) => related !== null)
    .sort((a, b) => b.score - a.score || Date.parse(b.alert.createdAt) - Date.parse(a.alert.createdAt))
    .slice(0, first);
}

/** What Graph is asked for; techniques are compared, but half of all alerts would be found by them. */
function subjectsOf(alert: Alert, { by, excluded }: Question): SubjectKey[] {
  const { tenantId } = alert;
  const isOut = new Set(excluded.map((value) => value.toLowerCase()));
  const subjects: [string, AlertSubject][] = [];
  if (by.includes('USER')) {
    for (const { userRef } of alert.users) {
      const { objectId, userPrincipalName, sid } = userRef;
      const id = objectId ?? sid ?? userPrincipalName;
      if (id) subjects.push([id, { kind: 'USER', objectId, userPrincipalName, sid }]);
    }
  }
  if (by.includes('HOST')) {
    for (const { hostRef, name, dnsName } of alert.hosts) {
      const { deviceId, defenderId } = hostRef;
      const shortName = (name ?? dnsName)?.split('.')[0] ?? null;
      const id = deviceId ?? defenderId ?? shortName;
      if (id) subjects.push([id, { kind: 'HOST', deviceId, defenderId, name: shortName }]);
    }
  }
  for (const { kind, value } of alert.indicators) {
    const as = OBSERVABLE_RELATIONS[kind];
    if (as && by.includes(as)) subjects.push([`${kind}|${value}`, { kind: 'OBSERVABLE', observable: kind, value }]);
  }
  return subjects
    .filter(([id]) => !isOut.has(id.split('|').at(-1)!.toLowerCase()))
    .map(([id, subject]) => subjectKey(tenantId, id.toLowerCase(), subject));
}

function windowOf(alerts: readonly Alert[], withinMs: number): string {
  const times = alerts.map(({ createdAt }) => Date.parse(createdAt));
  const from = new Date(Math.min(...times) - withinMs).toISOString();
  const to = new Date(Math.max(...times) + withinMs).toISOString();
  return `createdDateTime ge ${from} and createdDateTime le ${to}`;
}
