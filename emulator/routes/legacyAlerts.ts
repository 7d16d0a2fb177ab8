import type { Reply } from '../http/Reply.js';
import type { EntityModel } from '../model/EntityModel.js';
import { MODELS } from '../model/index.js';
import { GraphFault } from '../odata/index.js';
import type { Row } from '../world/World.js';
import { bodyObject, entity, notFound, page, prefersRepresentation } from './answers.js';
import { federated, isSilent, vendorOf } from './federation.js';
import type { Route, RouteCall } from './Route.js';
import { patched } from './update.js';

const SETTABLE = ['assignedTo', 'closedDateTime', 'comments', 'feedback', 'status', 'tags'];
/** The only comments that anybody may write. */
const COMMENTS = ['Closed in IPC', 'Closed in MCAS'];
/** These take no changes. */
const READ_ONLY = ['Azure Sentinel', 'Office 365 Security and Compliance'];

const WHOLE: EntityModel = { ...MODELS.legacyAlert, pageSize: Number.MAX_SAFE_INTEGER };

/**
 * Legacy alerts: whatever else the tenant has bought, for each product answers for itself.
 *
 * @see https://learn.microsoft.com/graph/api/resources/alert
 */
export const legacyAlertRoutes: readonly Route[] = [
  {
    workload: 'security',
    method: 'GET',
    path: '/security/alerts',
    permission: 'legacyAlertRead',
    answer: (call) => (call.isCount ? page(call, MODELS.legacyAlert, call.tenant.legacyAlerts) : federated(call)),
  },
  {
    workload: 'security',
    method: 'GET',
    path: '/security/alerts/{id}',
    permission: 'legacyAlertRead',
    answer: (call) => entity(call, MODELS.legacyAlert, alertOf(call, call.params['id'] ?? '')),
  },
  {
    workload: 'security',
    method: 'PATCH',
    path: '/security/alerts/{id}',
    permission: 'legacyAlertWrite',
    answer: update,
  },
  {
    workload: 'security',
    method: 'POST',
    path: '/security/alerts/updateAlerts',
    permission: 'legacyAlertWrite',
    answer: updateAll,
  },
];

/** 204, or 200 with the alert where that is preferred. */
function update(call: RouteCall): Reply {
  const before = alertOf(call, call.params['id'] ?? '');
  const after = changed(call, before, bodyObject(call));
  call.tenant.legacyAlerts.put(after);
  if (!prefersRepresentation(call)) return { status: 204, headers: {} };
  return entity(call, MODELS.legacyAlert, call.settings.switches().echoOldValues ? before : after);
}

/** Of beta: many at once, all of them or none. */
function updateAll(call: RouteCall): Reply {
  if (call.version !== 'beta') throw bad("Resource not found for the segment 'updateAlerts'.");
  const { value } = bodyObject(call);
  if (!Array.isArray(value) || !value.every(isNamed)) {
    throw bad("The parameter 'value' must be a collection of alerts, each with its id and vendorInformation.");
  }
  const before = value.map(({ id }) => alertOf(call, id));
  const after = value.map(({ id: _, ...changes }, index) => changed(call, before[index] as Row, changes));
  for (const row of after) call.tenant.legacyAlerts.put(row);
  return page(call, WHOLE, call.settings.switches().echoOldValues ? before : after);
}

function isNamed(value: unknown): value is Readonly<Record<string, unknown>> & { readonly id: string } {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';
}

/**
 * The alert after a change, which its history keeps with the application that made it.
 *
 * @throws GraphFault for an alert of another vendor, or one that takes no changes, and for what cannot be set
 */
function changed(call: RouteCall, before: Row, body: Readonly<Record<string, unknown>>): Row {
  const { vendorInformation, ...changes } = body;
  checkVendor(vendorInformation, before);
  checkComments(changes['comments']);
  const { lastUpdateDateTime, ...row } = patched(
    { ...call, body: changes },
    MODELS.legacyAlert,
    { ...before, lastUpdateDateTime: before['lastModifiedDateTime'] },
    SETTABLE,
  );
  const after = { ...row, lastModifiedDateTime: lastUpdateDateTime } as Row;
  const earlier = Array.isArray(before['historyStates']) ? (before['historyStates'] as unknown[]) : [];
  return { ...after, historyStates: [...earlier, historyState(call, after)] };
}

function historyState({ caller }: RouteCall, row: Row): object {
  const { assignedTo, comments, feedback, status, lastModifiedDateTime } = row;
  return {
    ...{ appId: caller.appId, assignedTo, comments, feedback, status },
    ...{ updatedDateTime: lastModifiedDateTime, user: null },
  };
}

/** The alert's vendor is part of its address. */
function checkVendor(written: unknown, row: Row): void {
  const { provider, vendor } = (written ?? {}) as { readonly provider?: unknown; readonly vendor?: unknown };
  if (typeof provider !== 'string' || typeof vendor !== 'string') {
    throw bad('vendorInformation with provider and vendor is required.');
  }
  const own = vendorOf(row);
  if (provider !== own.provider || vendor !== own.vendor) throw notFound('Alert', row.id);
  if (READ_ONLY.includes(provider)) throw bad(`The provider '${provider}' does not support updates.`);
}

function checkComments(comments: unknown): void {
  if (comments === undefined) return;
  if (!Array.isArray(comments) || !comments.every((one) => COMMENTS.includes(String(one)))) {
    throw bad(`Comments may only be: ${COMMENTS.join(', ')}.`);
  }
}

function alertOf(call: RouteCall, id: string): Row {
  const row = call.tenant.legacyAlerts.get(id);
  if (row === undefined || isSilent(call, vendorOf(row).provider)) throw notFound('Alert', id);
  return row;
}

function bad(message: string): GraphFault {
  return new GraphFault(400, 'BadRequest', message);
}
