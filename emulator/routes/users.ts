import type { Permission } from '../auth/permissions.js';
import type { Reply } from '../http/Reply.js';
import { MODELS } from '../model/index.js';
import { GraphFault } from '../odata/index.js';
import type { Row } from '../world/World.js';
import { seconds } from '../world/time.js';
import { accountEnabledOf, denied, isHighlyPrivileged, isPrivileged } from './accounts.js';
import { entity, follow, noSuchObject, page } from './answers.js';
import { userBy } from './lookUp.js';
import type { Route, RouteCall } from './Route.js';
import { readsSignInActivity } from './signInActivity.js';

const directory = { workload: 'directory', method: 'GET' } as const;

/** @see https://learn.microsoft.com/graph/api/resources/user */
export const userRoutes: readonly Route[] = [
  {
    ...directory,
    path: '/users',
    permission: 'userRead',
    units: 2,
    answer: (call) => page(checked(call), MODELS.user, call.tenant.users),
  },
  {
    ...directory,
    path: '/users/{id}',
    permission: 'userRead',
    units: 2,
    answer: (call) => entity(checked(call), MODELS.user, userOf(call)),
  },
  { ...directory, path: '/users/{id}/manager', permission: 'userRead', answer: manager },
  navigation('directReports', 'userRead'),
  navigation('memberOf', 'userMemberOf', 2),
  navigation('transitiveMemberOf', 'userTransitiveMemberOf', 2),
  navigation('registeredDevices', 'userRead'),
  navigation('ownedDevices', 'userRead'),
  {
    ...directory,
    path: '/users/{id}/licenseDetails',
    permission: 'licenceRead',
    units: 2,
    answer: (call) => page(call, MODELS.licenseDetails, call.tenant.licenseDetailsOf(userOf(call).id)),
  },
  {
    ...directory,
    path: '/users/{id}/oauth2PermissionGrants',
    permission: 'grantRead',
    units: 2,
    answer: (call) => page(call, MODELS.oauth2PermissionGrant, grantsOf(call)),
  },
  {
    method: 'GET',
    path: '/users/{id}/managedDevices',
    workload: 'intune',
    permission: 'managedDeviceRead',
    licence: 'intune',
    answer: managedDevices,
  },
  { ...directory, method: 'PATCH', path: '/users/{id}', permission: 'userEnable', answer: enable },
  { ...directory, method: 'POST', path: '/users/{id}/revokeSignInSessions', permission: 'userRevoke', answer: revoke },
];

function navigation(name: string, permission: Permission, units = 1): Route {
  return {
    ...directory,
    path: `/users/{id}/${name}`,
    permission,
    units,
    answer: (call) => page(call, MODELS.directoryObject, [follow(call)(userOf(call), name) ?? []].flat()),
  };
}

function manager(call: RouteCall): Reply {
  const found = [follow(call)(userOf(call), 'manager') ?? []].flat()[0];
  if (found === undefined) throw noSuchObject('manager');
  return entity(call, MODELS.directoryObject, found);
}

function managedDevices(call: RouteCall): Reply {
  const { tenant } = call;
  const rows = tenant.managedDevicesOf(userOf(call).id).flatMap((id) => tenant.managedDevices.get(id) ?? []);
  return page(call, MODELS.managedDevice, rows);
}

/** Sign-in activity is a premium feature with a permission of its own, and one user is found by object id only. */
function checked(call: RouteCall): RouteCall {
  const { options, tenant, caller } = call;
  if (!readsSignInActivity(options)) return call;
  if (!tenant.licences.entraP1) {
    throw new GraphFault(
      403,
      'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
      "Neither tenant is B2C or tenant doesn't have premium license",
    );
  }
  if (!caller.roles.includes('AuditLog.Read.All')) {
    throw new GraphFault(
      403,
      'Authentication_MSGraphPermissionMissing',
      'Calling principal does not have required MSGraph permissions AuditLog.Read.All',
    );
  }
  if (call.params['id']?.includes('@') === true) {
    throw new GraphFault(400, 'BadRequest', 'Get By Key only supports UserId and the key has to be a valid Guid');
  }
  return call;
}

/** Somebody with a directory role is out of an application's reach, unless it holds a high one itself. */
function enable(call: RouteCall): Reply {
  const user = userOf(call);
  const change = accountEnabledOf(call, MODELS.user);
  if (isPrivileged(call, user.id) && !isHighlyPrivileged(call)) throw denied();
  if (user['isManagementRestricted'] === true) throw denied();
  call.tenant.users.put({ ...user, ...change });
  return { status: 204, headers: {} };
}

/** Tokens of before are of no use for signing in again; those that were given out live on until they expire. */
function revoke(call: RouteCall): Reply {
  const user = userOf(call);
  call.tenant.users.put({ ...user, signInSessionsValidFromDateTime: seconds(call.now.getTime()) });
  return {
    status: 200,
    headers: {},
    body: { '@odata.context': `${call.contextRoot}/$metadata#Edm.Boolean`, value: true },
  };
}

/** What the user has let applications do; what an administrator granted for everybody is not among it. */
function grantsOf(call: RouteCall): Row[] {
  const { id } = userOf(call);
  return [...call.tenant.oauth2PermissionGrants].filter((grant) => grant['principalId'] === id);
}

function userOf({ tenant, params }: RouteCall): Row {
  const key = params['id'] ?? '';
  const row = userBy(tenant, key);
  if (row === undefined) throw noSuchObject(key);
  return row;
}
