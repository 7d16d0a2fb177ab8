import type { Permission } from '../auth/permissions.js';
import type { Reply } from '../http/Reply.js';
import { MODELS } from '../model/index.js';
import { GraphFault } from '../odata/index.js';
import type { Row } from '../world/World.js';
import { bodyObject, entity, follow, noSuchObject, page } from './answers.js';
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
  { method: 'PATCH', path: '/users/{id}', workload: 'directory', permission: 'userEnable', answer: enable },
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

/** The only property that can be written: `accountEnabled`. Somebody with a directory role is out of an application's reach. */
function enable(call: RouteCall): Reply {
  const user = userOf(call);
  const changes = Object.entries(bodyObject(call)).filter(([name]) => !name.startsWith('@odata.'));
  for (const [name, value] of changes) {
    if (MODELS.user.properties[name] === undefined) {
      throw new GraphFault(
        400,
        'Request_BadRequest',
        `Property '${name}' does not exist as a declared property or extension property.`,
      );
    }
    if (name !== 'accountEnabled') throw denied();
    if (typeof value !== 'boolean') {
      throw new GraphFault(
        400,
        'Request_BadRequest',
        "Invalid value specified for property 'accountEnabled' of resource 'User'.",
      );
    }
  }
  const isPrivileged = call.tenant.memberOf(user.id).some((id) => call.tenant.directoryRoles.get(id) !== undefined);
  if (isPrivileged || user['isManagementRestricted'] === true) throw denied();
  call.tenant.users.put({ ...user, ...Object.fromEntries(changes) });
  return { status: 204, headers: {} };
}

/** What the user has let applications do; what an administrator granted for everybody is not among it. */
function grantsOf(call: RouteCall): Row[] {
  const { id } = userOf(call);
  return [...call.tenant.oauth2PermissionGrants].filter((grant) => grant['principalId'] === id);
}

function denied(): GraphFault {
  return new GraphFault(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
}

function userOf({ tenant, params }: RouteCall): Row {
  const key = params['id'] ?? '';
  const row = userBy(tenant, key);
  if (row === undefined) throw noSuchObject(key);
  return row;
}
