import type { Reply } from '../http/Reply.js';
import { MODELS } from '../model/index.js';
import type { Row, Rows } from '../world/World.js';
import { accountEnabledOf } from './accounts.js';
import { entity, noSuchObject, page } from './answers.js';
import { byProperty, members } from './lookUp.js';
import type { Route, RouteCall } from './Route.js';

const directory = { workload: 'directory', method: 'GET', permission: 'servicePrincipalRead' } as const;

/** @see https://learn.microsoft.com/graph/api/resources/serviceprincipal */
export const servicePrincipalRoutes: readonly Route[] = [
  {
    ...directory,
    path: '/servicePrincipals',
    answer: (call) => page(call, MODELS.servicePrincipal, call.tenant.servicePrincipals),
  },
  ...['/servicePrincipals/{id}', '/servicePrincipals(appId={appId})'].map((path): Route => ({
    ...directory,
    path,
    answer: (call) => entity(call, MODELS.servicePrincipal, servicePrincipalOf(call)),
  })),
  {
    ...directory,
    method: 'PATCH',
    path: '/servicePrincipals/{id}',
    permission: 'servicePrincipalWrite',
    answer: enable,
  },
  {
    ...directory,
    path: '/servicePrincipals/{id}/owners',
    answer: (call) => {
      const owners = members(call.tenant, call.tenant.ownersOf(servicePrincipalOf(call).id), call.caller.roles);
      return page(call, MODELS.directoryObject, owners);
    },
  },
  {
    ...directory,
    path: '/servicePrincipals/{id}/appRoleAssignments',
    answer: (call) => page(call, MODELS.appRoleAssignment, having(call, call.tenant.appRoleAssignments, 'principalId')),
  },
  {
    ...directory,
    path: '/servicePrincipals/{id}/appRoleAssignedTo',
    answer: (call) => page(call, MODELS.appRoleAssignment, having(call, call.tenant.appRoleAssignments, 'resourceId')),
  },
  {
    ...directory,
    path: '/servicePrincipals/{id}/oauth2PermissionGrants',
    permission: 'grantRead',
    answer: (call) =>
      page(call, MODELS.oauth2PermissionGrant, having(call, call.tenant.oauth2PermissionGrants, 'clientId')),
  },
];

function enable(call: RouteCall): Reply {
  const { servicePrincipals, riskyServicePrincipals } = call.tenant;
  const row = servicePrincipalOf(call);
  const change = accountEnabledOf(call, MODELS.servicePrincipal);
  servicePrincipals.put({ ...row, ...change });
  const risky = riskyServicePrincipals.get(row.id);
  if (risky !== undefined)
    riskyServicePrincipals.put({ ...risky, isEnabled: change.accountEnabled ?? risky['isEnabled'] });
  return { status: 204, headers: {} };
}

/** Rows that name the service principal of the path. */
function having(call: RouteCall, rows: Rows, property: string): Row[] {
  const { id } = servicePrincipalOf(call);
  return [...rows].filter((row) => row[property] === id);
}

function servicePrincipalOf({ tenant, params }: RouteCall): Row {
  const { id, appId } = params;
  const key = id ?? appId ?? '';
  const row =
    id === undefined
      ? byProperty(tenant.servicePrincipals, 'appId', key)
      : tenant.servicePrincipals.get(key.toLowerCase());
  if (row === undefined) throw noSuchObject(key);
  return row;
}
