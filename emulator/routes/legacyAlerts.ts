import type { Reply } from '../http/Reply.js';
import { MODELS } from '../model/index.js';
import { GraphFault } from '../odata/index.js';
import type { Row } from '../world/World.js';
import { bodyObject, entity, notFound, page } from './answers.js';
import { federated, isSilent, vendorOf } from './federation.js';
import type { Route, RouteCall } from './Route.js';
import { patched } from './update.js';

const SETTABLE = ['assignedTo', 'closedDateTime', 'comments', 'feedback', 'status', 'tags'];
/** The only comments that anybody may write. */
const COMMENTS = ['Closed in IPC', 'Closed in MCAS'];
/** These take no changes. */
const READ_ONLY = ['Azure Sentinel', 'Office 365 Security and Compliance'];

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
    answer: (call) => entity(call, MODELS.legacyAlert, alertOf(call)),
  },
  {
    workload: 'security',
    method: 'PATCH',
    path: '/security/alerts/{id}',
    permission: 'legacyAlertWrite',
    answer: update,
  },
];

/** 204, or 200 with the alert where that is preferred. */
function update(call: RouteCall): Reply {
  const before = alertOf(call);
  const { vendorInformation, ...changes } = bodyObject(call);
  checkVendor(vendorInformation, before);
  checkComments(changes['comments']);
  const { lastUpdateDateTime, ...row } = patched(
    { ...call, body: changes },
    MODELS.legacyAlert,
    { ...before, lastUpdateDateTime: before['lastModifiedDateTime'] },
    SETTABLE,
  );
  const after = { ...row, lastModifiedDateTime: lastUpdateDateTime } as Row;
  call.tenant.legacyAlerts.put(after);
  const isWanted = /(^|[,;\s])return=representation($|[,;\s])/i.test(call.headers['prefer'] ?? '');
  return isWanted ? entity(call, MODELS.legacyAlert, after) : { status: 204, headers: {} };
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

function alertOf(call: RouteCall): Row {
  const id = call.params['id'] ?? '';
  const row = call.tenant.legacyAlerts.get(id);
  if (row === undefined || isSilent(call, vendorOf(row).provider)) throw notFound('Alert', id);
  return row;
}

function bad(message: string): GraphFault {
  return new GraphFault(400, 'BadRequest', message);
}
