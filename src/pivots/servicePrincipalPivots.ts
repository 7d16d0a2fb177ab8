import type { ServicePrincipalRef } from '../../schema/references.js';
import {
  permissionKey,
  servicePrincipalKey,
  userKey,
  userReference,
  type Key,
  type ServicePrincipalKey,
} from './Key.js';
import { ONE_EACH, pivot, type Pivot, type Price } from './Pivot.js';

interface AppParent {
  readonly tenantId: string;
  readonly graphId: string;
}

interface NamesApp extends ServicePrincipalRef {
  readonly tenantId: string;
}

interface GrantParent {
  readonly tenantId: string;
  readonly clientId: string;
  readonly resourceId: string;
  readonly principalId: string | null;
  readonly scopes: readonly string[];
}

const APPS: Price = { workload: 'directory', keysPerPart: 15 };
const DECLARED: Price = { workload: 'directory', keysPerPart: 1000 };

const byObjectId = ({ tenantId, graphId }: AppParent): Key => ({ tenantId, id: graphId.toLowerCase() });

/** An application that is named by its object id tells the key before it is read. */
const objectIdAhead = ({ tenantId, reference }: ServicePrincipalKey): Key | null =>
  reference.objectId ? { tenantId, id: reference.objectId.toLowerCase() } : null;

export const servicePrincipalPivots: readonly Pivot[] = [
  ...['OAuthApplicationEvidence', 'ServicePrincipalEvidence'].map((from) =>
    pivot<NamesApp>({
      from,
      field: 'servicePrincipal',
      relation: 'servicePrincipal',
      pick: 'entity',
      key: ({ tenantId, objectId, appId }) => servicePrincipalKey(tenantId, { objectId, appId }),
      price: APPS,
      // Two applications in 250 alerts of the demo world: hardly an alert names one, and then the same.
      spread: 0.005,
    }),
  ),
  pivot<AppParent, ServicePrincipalKey>({
    from: 'ServicePrincipal',
    field: 'applicationPermissions',
    relation: 'appRolesOf',
    key: byObjectId,
    ahead: objectIdAhead,
    price: ONE_EACH,
    fanOut: () => 3,
  }),
  pivot<AppParent, ServicePrincipalKey>({
    from: 'ServicePrincipal',
    field: 'delegatedPermissions',
    relation: 'grantsOfApp',
    key: byObjectId,
    ahead: objectIdAhead,
    price: ONE_EACH,
    fanOut: () => 2,
  }),
  pivot<AppParent, ServicePrincipalKey>({
    from: 'ServicePrincipal',
    field: 'owners',
    relation: 'ownersOfApp',
    key: byObjectId,
    ahead: objectIdAhead,
    price: ONE_EACH,
    fanOut: () => 2,
  }),
  pivot<AppParent, ServicePrincipalKey>({
    from: 'ServicePrincipal',
    field: 'risk',
    relation: 'riskOfApp',
    key: byObjectId,
    ahead: objectIdAhead,
    price: { workload: 'identityProtection', keysPerPart: Infinity, fixedParts: 1, mostParts: 10 },
  }),
  pivot<{ tenantId: string; resourceId: string; roleId: string }>({
    from: 'ApplicationPermission',
    field: 'permission',
    relation: 'permissionsIn',
    key: ({ tenantId, resourceId, roleId }) => permissionKey(tenantId, resourceId, roleId, []),
    price: DECLARED,
  }),
  pivot<{ tenantId: string; resourceId: string }>({
    from: 'ApplicationPermission',
    field: 'resource',
    relation: 'servicePrincipal',
    pick: 'entity',
    key: ({ tenantId, resourceId }) => servicePrincipalKey(tenantId, { objectId: resourceId, appId: null }),
    price: DECLARED,
    spread: 0.5,
  }),
  pivot<GrantParent>({
    from: 'OAuthGrant',
    field: 'permissions',
    relation: 'permissionsIn',
    key: ({ tenantId, resourceId, scopes }) => permissionKey(tenantId, resourceId, null, scopes),
    price: DECLARED,
    fanOut: () => 4,
  }),
  ...(['application', 'resource'] as const).map((field) =>
    pivot<GrantParent>({
      from: 'OAuthGrant',
      field,
      relation: 'servicePrincipal',
      pick: 'entity',
      key: (grant) =>
        servicePrincipalKey(grant.tenantId, {
          objectId: field === 'application' ? grant.clientId : grant.resourceId,
          appId: null,
        }),
      price: DECLARED,
    }),
  ),
  pivot<GrantParent>({
    from: 'OAuthGrant',
    field: 'user',
    relation: 'user',
    pick: 'entity',
    key: ({ tenantId, principalId }) =>
      principalId ? userKey(tenantId, userReference({ objectId: principalId })) : null,
    price: APPS,
  }),
];
