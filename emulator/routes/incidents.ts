import type { Reply } from '../http/Reply.js';
import { MODELS } from '../model/index.js';
import { GraphFault } from '../odata/index.js';
import type { Row } from '../world/World.js';
import { bodyObject, entity, notFound, page } from './answers.js';
import { alertsOf } from './lookUp.js';
import type { Route, RouteCall } from './Route.js';
import { commented, patched } from './update.js';

const security = { workload: 'security', licence: 'defender' } as const;
const SETTABLE = ['status', 'classification', 'determination', 'assignedTo', 'customTags'];

/** @see https://learn.microsoft.com/graph/api/resources/security-incident */
export const incidentRoutes: readonly Route[] = [
  {
    ...security,
    method: 'GET',
    path: '/security/incidents',
    permission: 'incidentRead',
    answer: (call) => page(call, MODELS.incident, call.tenant.incidents),
  },
  {
    ...security,
    method: 'GET',
    path: '/security/incidents/{id}',
    permission: 'incidentRead',
    answer: (call) => entity(call, MODELS.incident, incidentOf(call)),
  },
  {
    ...security,
    method: 'GET',
    path: '/security/incidents/{id}/alerts',
    permission: 'incidentRead',
    answer: (call) => page(call, MODELS.alert, alertsOf(call.tenant, incidentOf(call).id)),
  },
  { ...security, method: 'PATCH', path: '/security/incidents/{id}', permission: 'incidentWrite', answer: update },
  {
    ...security,
    method: 'POST',
    path: '/security/incidents/{id}/comments',
    permission: 'incidentWrite',
    answer: comment,
  },
];

function update(call: RouteCall): Reply {
  checkStatus(call);
  const row = patched(call, MODELS.incident, incidentOf(call), SETTABLE);
  call.tenant.incidents.put(row);
  return entity(call, MODELS.incident, row);
}

/** What the service alone decides. */
function checkStatus(call: RouteCall): void {
  const { status } = bodyObject(call);
  if (status !== 'redirected' && status !== 'awaitingAction') return;
  throw new GraphFault(400, 'BadRequest', `The status '${status}' is set by the service and cannot be updated to.`);
}

function comment(call: RouteCall): Reply {
  const row = commented(call, incidentOf(call));
  call.tenant.incidents.put(row);
  const context = `${call.contextRoot}/$metadata#security/incidents('${encodeURIComponent(row.id)}')/comments`;
  return { status: 200, headers: {}, body: { '@odata.context': context, value: row['comments'] } };
}

function incidentOf({ tenant, params }: RouteCall): Row {
  const id = params['id'] ?? '';
  const row = tenant.incidents.get(id);
  if (row === undefined) throw notFound('Incident', id);
  return row;
}
