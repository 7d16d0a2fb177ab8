import type { Reply } from '../http/Reply.js';
import { guid, seededRandom } from '../http/seeded.js';
import { MODELS } from '../model/index.js';
import { GraphFault } from '../odata/index.js';
import { securityActionRow } from '../world/rows/response.js';
import { ticks } from '../world/time.js';
import type { Row, TenantWorld } from '../world/World.js';
import { bodyObject, entity, notFound, notServed, page } from './answers.js';
import type { Route, RouteCall } from './Route.js';

const actions = { workload: 'security', licence: 'defender', permission: 'securityActionRead' } as const;
const PATH = '/security/securityActions';
/** What the one provider that does anything can do. */
const NAMES = ['BlockIp', 'BlockDomain', 'BlockUrl', 'BlockFile'];
const PROVIDER = { provider: 'Windows Defender ATP', vendor: 'Microsoft' } as const;
const MAX_CLIENT_CONTEXT = 256;
const CANCELLED = { code: 400, message: 'The action was cancelled.', subcode: 0 };
const FAILED = { code: 500, message: 'The provider could not run the action.', subcode: 0 };

/**
 * Of beta, in the worldwide cloud, and for applications only.
 *
 * @see https://learn.microsoft.com/graph/api/resources/securityaction?view=graph-rest-beta
 */
export const securityActionRoutes: readonly Route[] = [
  { ...actions, method: 'GET', path: PATH, answer: list },
  {
    ...actions,
    method: 'GET',
    path: `${PATH}/{id}`,
    answer: (call) => entity(call, MODELS.securityAction, actionOf(call)),
  },
  { ...actions, method: 'POST', path: PATH, permission: 'securityActionWrite', answer: create },
  {
    ...actions,
    method: 'POST',
    path: `${PATH}/{id}/cancelSecurityAction`,
    permission: 'securityActionWrite',
    answer: cancel,
  },
];

function list(call: RouteCall): Reply {
  checkServed(call);
  return page(call, MODELS.securityAction, [...call.tenant.securityActions].reverse());
}

function create(call: RouteCall): Reply {
  checkServed(call);
  const { tenant, caller, now, settings } = call;
  const createdDateTime = ticks(now.getTime());
  const row = securityActionRow({
    ...readAction(call),
    id: guid(seededRandom(`${settings.seed} security action ${tenant.tenantId} ${tenant.securityActions.size}`)),
    appId: caller.appId,
    azureTenantId: tenant.tenantId,
    createdDateTime,
    states: [{ appId: caller.appId, status: 'notStarted', updatedDateTime: createdDateTime, user: null }],
  });
  tenant.securityActions.put(row);
  const { actionMs, failingActions } = settings.switches();
  const isFailing = isAmong(failingActions, String(row['name']));
  const { agenda } = settings;
  agenda.at(now.getTime() + actionMs / 3, (at) => turn(tenant, row.id, 'running', at));
  agenda.at(now.getTime() + actionMs, (at) => {
    turn(tenant, row.id, isFailing ? 'failed' : 'completed', at, isFailing ? FAILED : null);
  });
  return { ...entity(call, MODELS.securityAction, row), status: 201 };
}

/** 200 and nothing in it. */
function cancel(call: RouteCall): Reply {
  const row = actionOf(call);
  if (hasEnded(row)) throw bad(`The action '${row.id}' has ended and cannot be cancelled.`);
  turn(call.tenant, row.id, 'failed', call.now, CANCELLED);
  return { status: 200, headers: {} };
}

/** What has ended stays as it is. */
function turn(
  { securityActions }: TenantWorld,
  id: string,
  status: string,
  at: Date,
  errorInfo: object | null = null,
): void {
  const row = securityActions.get(id);
  if (row === undefined || hasEnded(row)) return;
  const updatedDateTime = ticks(at.getTime());
  const after = {
    ...{ status, errorInfo, lastActionDateTime: updatedDateTime },
    states: [...(row['states'] as readonly object[]), { appId: row['appId'], status, updatedDateTime, user: null }],
  };
  securityActions.put({ ...row, ...after, completedDateTime: hasEnded(after) ? updatedDateTime : null });
}

function hasEnded({ status }: Readonly<Record<string, unknown>>): boolean {
  return status === 'completed' || status === 'failed';
}

function readAction(call: RouteCall): Partial<Row> {
  const { name, actionReason, clientContext, parameters, vendorInformation } = bodyObject(call);
  if (typeof name !== 'string' || !isAmong(NAMES, name)) {
    throw bad(`The action '${String(name).slice(0, 80)}' is not supported. Supported actions: ${NAMES.join(', ')}.`);
  }
  for (const [property, text] of Object.entries({ actionReason, clientContext })) {
    if (text !== undefined && text !== null && typeof text !== 'string') throw bad(`'${property}' must be a string.`);
  }
  if (typeof clientContext === 'string' && clientContext.length > MAX_CLIENT_CONTEXT) {
    throw bad(`'clientContext' must not be longer than ${MAX_CLIENT_CONTEXT} characters.`);
  }
  return {
    ...{ name, actionReason: actionReason ?? null, clientContext: clientContext ?? null },
    parameters: parametersOf(parameters),
    vendorInformation: vendorOf(vendorInformation),
  };
}

/** Documents write names with and without a capital. */
function isAmong(names: readonly string[], name: string): boolean {
  return names.some((one) => one.toLowerCase() === name.toLowerCase());
}

function parametersOf(written: unknown): readonly object[] {
  const pairs = Array.isArray(written) ? (written as Readonly<Record<string, unknown>>[]) : [];
  const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
  if (pairs.length > 0 && pairs.every((pair) => isText(pair?.['name']) && isText(pair['value']))) {
    return pairs.map(({ name, value }) => ({ name, value }));
  }
  throw bad("'parameters' must hold at least one pair of name and value.");
}

function vendorOf(written: unknown): object {
  const { provider, vendor } = (written ?? {}) as Readonly<Record<string, unknown>>;
  if (provider === PROVIDER.provider && vendor === PROVIDER.vendor) {
    return { provider, providerVersion: null, subProvider: null, vendor };
  }
  throw bad(`'vendorInformation' must name a provider that runs actions: ${JSON.stringify(PROVIDER)}.`);
}

function actionOf(call: RouteCall): Row {
  checkServed(call);
  const id = call.params['id'] ?? '';
  const row = call.tenant.securityActions.get(id.toLowerCase());
  if (row === undefined) throw notFound('Security action', id);
  return row;
}

function checkServed({ version, tenant }: RouteCall): void {
  if (version !== 'beta' || tenant.cloud !== 'GLOBAL') throw notServed('securityActions');
}

function bad(message: string): GraphFault {
  return new GraphFault(400, 'BadRequest', message);
}
