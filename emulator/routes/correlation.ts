import type { Reply } from '../http/Reply.js';
import { words } from '../model/declare.js';
import { SECURITY_ENUMS } from '../model/enums.js';
import { GraphFault } from '../odata/index.js';
import { incidentOf, worstOf } from '../world/incidents.js';
import type { Row } from '../world/World.js';
import { bodyObject, notFound } from './answers.js';
import { alertsOf, forgetIndexes } from './lookUp.js';
import type { Route, RouteCall } from './Route.js';
import { touched, withComment } from './update.js';

const write = { workload: 'security', method: 'POST', licence: 'defender', permission: 'correlationWrite' } as const;

/**
 * Which alerts belong together, as analysts see it. Clients write the actions with and without their namespace.
 *
 * @see https://learn.microsoft.com/graph/api/security-alert-movealerts
 * @see https://learn.microsoft.com/graph/api/security-incident-mergeincidents
 */
export const correlationRoutes: readonly Route[] = ['', 'microsoft.graph.security.'].flatMap((namespace): Route[] => [
  { ...write, path: `/security/alerts_v2/${namespace}moveAlerts`, answer: moveAlerts },
  { ...write, path: `/security/incidents/${namespace}mergeIncidents`, answer: mergeIncidents },
]);

/** Into the incident named, or into a new one where none is. */
function moveAlerts(call: RouteCall): Reply {
  const { alertIds, incidentId, alertComment, newCorrelationReasons } = bodyObject(call);
  const alerts = idsOf('alertIds', alertIds, 1).map((id) => call.tenant.alerts.get(id) ?? fail(notFound('Alert', id)));
  const comment = commentOf('alertComment', alertComment);
  checkReasons('newCorrelationReasons', newCorrelationReasons);
  const isNew = incidentId === undefined || incidentId === null;
  const target = isNew ? newIncident(call, alerts) : openIncident(call, incidentId);
  move(call, alerts, target, comment);
  return answerOf(call, target.id);
}

/** The oldest takes the alerts of the others, which from then on lead to it. */
function mergeIncidents(call: RouteCall): Reply {
  const { incidentIds, incidentComment, mergeReasons } = bodyObject(call);
  const incidents = idsOf('incidentIds', incidentIds, 2).map((id) => openIncident(call, id));
  const comment = commentOf('incidentComment', incidentComment);
  checkReasons('mergeReasons', mergeReasons);
  const [target, ...sources] = [...incidents].sort(oldestFirst) as [Row, ...Row[]];
  for (const source of sources) {
    move(call, alertsOf(call.tenant, source.id), target, null);
    const after = call.tenant.incidents.get(source.id) ?? source;
    call.tenant.incidents.put(touched(call, { ...after, status: 'redirected', redirectIncidentId: target.id }));
  }
  const merged = call.tenant.incidents.get(target.id) ?? target;
  call.tenant.incidents.put(comment === null ? touched(call, merged) : withComment(call, merged, comment));
  return answerOf(call, target.id);
}

function move(call: RouteCall, alerts: readonly Row[], target: Row, comment: string | null): void {
  const { tenant } = call;
  const coming = alerts.filter((alert) => alert['incidentId'] !== target.id);
  for (const alert of coming) {
    const moved = { ...alert, incidentId: target.id, incidentWebUrl: target['incidentWebUrl'] };
    tenant.alerts.put(comment === null ? touched(call, moved) : withComment(call, moved, comment));
  }
  forgetIndexes(tenant.alerts);
  const changed = new Set([target.id, ...coming.map((alert) => String(alert['incidentId']))]);
  for (const id of coming.length === 0 ? [] : changed) {
    const incident = tenant.incidents.get(id);
    if (incident === undefined) continue;
    const severity = worstOf(alertsOf(tenant, id)) ?? incident['severity'];
    tenant.incidents.put(touched(call, { ...incident, severity }));
  }
}

function newIncident(call: RouteCall, alerts: readonly Row[]): Row {
  const numbers = [...call.tenant.incidents.heads()].map(({ id }) => Number(id)).filter(Number.isSafeInteger);
  const at = call.now.toISOString();
  const incident = incidentOf(String(Math.max(0, ...numbers) + 1), String(alerts[0]?.['title']), alerts, {
    createdDateTime: at,
    lastUpdateDateTime: at,
  });
  call.tenant.incidents.put(incident);
  return incident;
}

function openIncident({ tenant }: RouteCall, id: unknown): Row {
  const row = tenant.incidents.get(String(id)) ?? fail(notFound('Incident', String(id).slice(0, 80)));
  if (row['status'] === 'redirected') {
    throw bad(`Incident '${row.id}' was merged into incident '${String(row['redirectIncidentId'])}'.`);
  }
  return row;
}

function oldestFirst(left: Row, right: Row): number {
  const [a, b] = [left, right].map((row) => Date.parse(String(row['createdDateTime']))) as [number, number];
  return a - b || Number(left.id) - Number(right.id);
}

function idsOf(name: string, value: unknown, least: number): string[] {
  const ids = Array.isArray(value) ? [...new Set(value)] : [];
  if (ids.every((id) => typeof id === 'string' && id !== '') && ids.length >= least) return ids as string[];
  throw bad(`The parameter '${name}' must hold at least ${least} ${least === 1 ? 'id' : 'ids'}.`);
}

function commentOf(name: string, value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'string') return value;
  throw bad(`The parameter '${name}' must be a string.`);
}

/** Flags: several names, separated by commas. */
function checkReasons(name: string, value: unknown): void {
  if (value === undefined || value === null) return;
  const known = words(SECURITY_ENUMS['correlationReason'] ?? '');
  const asked = typeof value === 'string' ? value.split(',').map((word) => word.trim()) : [];
  if (asked.length > 0 && asked.every((word) => word !== 'unknownFutureValue' && known.includes(word))) return;
  throw bad(`The parameter '${name}' must name members of microsoft.graph.security.correlationReason.`);
}

function answerOf({ contextRoot }: RouteCall, targetIncidentId: string): Reply {
  const context = `${contextRoot}/$metadata#microsoft.graph.security.mergeResponse`;
  return { status: 200, headers: {}, body: { '@odata.context': context, targetIncidentId } };
}

function bad(message: string): GraphFault {
  return new GraphFault(400, 'BadRequest', message);
}

function fail(fault: GraphFault): never {
  throw fault;
}
