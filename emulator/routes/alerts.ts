import type { Reply } from '../http/Reply.js';
import { MODELS } from '../model/index.js';
import type { Row } from '../world/World.js';
import { entity, notFound, page } from './answers.js';
import type { Route, RouteCall } from './Route.js';
import { commented, patched } from './update.js';

const security = { workload: 'security', licence: 'defender' } as const;
const SETTABLE = ['status', 'classification', 'determination', 'assignedTo'];

/** @see https://learn.microsoft.com/graph/api/resources/security-alert */
export const alertRoutes: readonly Route[] = [
  {
    ...security,
    method: 'GET',
    path: '/security/alerts_v2',
    permission: 'alertRead',
    answer: (call) => page(call, MODELS.alert, call.tenant.alerts),
  },
  {
    ...security,
    method: 'GET',
    path: '/security/alerts_v2/{id}',
    permission: 'alertRead',
    answer: (call) => entity(call, MODELS.alert, alertOf(call)),
  },
  { ...security, method: 'PATCH', path: '/security/alerts_v2/{id}', permission: 'alertWrite', answer: update },
  { ...security, method: 'POST', path: '/security/alerts_v2/{id}/comments', permission: 'alertWrite', answer: comment },
];

function update(call: RouteCall): Reply {
  const before = alertOf(call);
  const after = patched(call, MODELS.alert, before, SETTABLE);
  const isResolved = after['status'] === 'resolved';
  const wasResolved = before['status'] === 'resolved';
  const resolvedDateTime = isResolved ? (wasResolved ? before['resolvedDateTime'] : after['lastUpdateDateTime']) : null;
  const row = { ...after, resolvedDateTime };
  call.tenant.alerts.put(row);
  return entity(call, MODELS.alert, call.settings.switches().echoOldValues ? before : row);
}

function comment(call: RouteCall): Reply {
  const row = commented(call, alertOf(call));
  call.tenant.alerts.put(row);
  const context = `${call.contextRoot}/$metadata#security/alerts_v2('${encodeURIComponent(row.id)}')/comments`;
  return { status: 200, headers: {}, body: { '@odata.context': context, value: row['comments'] } };
}

function alertOf({ tenant, params }: RouteCall): Row {
  const id = params['id'] ?? '';
  const row = tenant.alerts.get(id);
  if (row === undefined) throw notFound('Alert', id);
  return row;
}
