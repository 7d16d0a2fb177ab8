import { GraphFault } from '../odata/index.js';
import type { Route } from '../routes/Route.js';
import type { TenantWorld } from '../world/World.js';
import { isGranted, PERMISSIONS } from './permissions.js';
import type { Permission } from './permissions.js';

/**
 * Refuses as the service behind the route would: first for a missing permission, then for what the tenant has not bought.
 *
 * @throws GraphFault 403 (400 for a tenant without Intune)
 */
export function checkAccess(route: Route, tenant: TenantWorld, roles: readonly string[]): void {
  const { permission } = route;
  if (permission !== null && !isGranted(roles, permission)) throw missingPermission(route.workload, permission, roles);
  if (route.licence !== undefined && !tenant.licences[route.licence]) throw UNLICENSED[route.licence]();
}

function missingPermission(workload: Route['workload'], permission: Permission, roles: readonly string[]): GraphFault {
  const required = PERMISSIONS[permission].join(',');
  switch (workload) {
    case 'directory':
      return new GraphFault(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
    case 'security':
    case 'tiIndicators':
    case 'threatIntelligence':
    case 'hunting':
      return new GraphFault(
        403,
        'Forbidden',
        `Missing application roles. API required roles: ${required}, application roles: ${roles.join(',')}.`,
      );
    case 'reports':
      return new GraphFault(
        403,
        'Authentication_MSGraphPermissionMissing',
        `Calling principal does not have required MSGraph permissions ${required}`,
      );
    case 'identityProtection':
      return new GraphFault(
        403,
        'Forbidden',
        'You cannot perform the requested operation, required scopes are missing in the token.',
      );
    case 'defender':
    case 'defenderImport':
    case 'defenderBatchDelete':
    case 'sentinel':
      return new GraphFault(
        403,
        'Forbidden',
        `The application does not have any of the required application permissions (${required.replaceAll(',', ', ')}) to access the resource.`,
      );
    case 'intune':
      return new GraphFault(
        403,
        'Forbidden',
        `Application is not authorized to perform this operation. Application must have one of the following scopes: ${required}.`,
      );
  }
}

const UNLICENSED: Readonly<Record<NonNullable<Route['licence']>, () => GraphFault>> = {
  entraP1: () =>
    new GraphFault(
      403,
      'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
      "Neither tenant is B2C or tenant doesn't have premium license",
    ),
  entraP2: () => new GraphFault(403, 'Forbidden', 'Your tenant is not licensed for this feature.'),
  intune: () => new GraphFault(400, 'BadRequest', 'Request not applicable to target tenant.'),
  defender: () => new GraphFault(403, 'Unauthorized', 'Account is not provisioned.'),
  threatIntelligence: () =>
    new GraphFault(403, 'Forbidden', 'The tenant is not licensed for Microsoft Defender Threat Intelligence.'),
};
