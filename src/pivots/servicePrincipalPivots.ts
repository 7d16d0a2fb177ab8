import type { ServicePrincipalRef } from '../../schema/references.js';
import {
  permissionKey,
  servicePrincipalKey,
  userKey,
  userReference,
  type Key,
  type ServicePrincipalKey,
} from './Key.js';
import { BY_FILTER, BY_OBJECT_ID, ONE_EACH, pivot, type Pivot, type Price, type RelationName } from './Pivot.js';

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

const byObjectId = ({ tenantId, graphId }: AppParent): Key => ({ tenantId, id: graphId.toLowerCase() });

/** An application that is named by its object id tells the key before it is read. */
const objectIdAhead = ({ tenantId, reference }: ServicePrincipalKey): Key | null =>
  reference.objectId ? { tenantId, id: reference.objectId.toLowerCase() } : null;

const RISK: Price = { workload: 'identityProtection', keysPerPart: Infinity, fixedParts: 1, mostParts: 10 };

/** A pivot that asks by the application's object id, one key an application. */
function ofApp(field: string, relation: RelationName, price: Price, fanOut?: () => number): Pivot {
  return pivot<AppParent, ServicePrincipalKey>({
    ...{ from: 'ServicePrincipal', field, relation, price, key: byObjectId, ahead: objectIdAhead },
    ...(fanOut ? { fanOut } : {}),
  });
}

export const servicePrincipalPivots: readonly Pivot[] = [
  ...['OAuthApplicationEvidence', 'ServicePrincipalEvidence'].map((from) =>
    pivot<NamesApp>({
      from,
      field: 'servicePrincipal',
      relation: 'servicePrincipal',
      pick: 'entity',
      key: ({ tenantId, objectId, appId }) => servicePrincipalKey(tenantId, { objectId, appId }),
      price: BY_FILTER,
      // Two applications in 250 alerts of the demo world: hardly an alert names one, and then the same.
      spread: 0.005,
    }),
  ),
  ofApp('applicationPermissions', 'appRolesOf', ONE_EACH, () => 3),
  ofApp('delegatedPermissions', 'grantsOfApp', ONE_EACH, () => 2),
  ofApp('owners', 'ownersOfApp', ONE_EACH, () => 2),
  ofApp('risk', 'riskOfApp', RISK),
  pivot<{ tenantId: string; resourceId: string; roleId: string }>({
    from: 'ApplicationPermission',
    field: 'permission',
    relation: 'permissionsIn',
    key: ({ tenantId, resourceId, roleId }) => permissionKey(tenantId, resourceId, roleId, []),
    price: BY_OBJECT_ID,
  }),
  pivot<{ tenantId: string; resourceId: string }>({
    from: 'ApplicationPermission',
    field: 'resource',
    relation: 'servicePrincipal',
    pick: 'entity',
    key: ({ tenantId, resourceId }) => servicePrincipalKey(tenantId, { objectId: resourceId, appId: null }),
    price: BY_OBJECT_ID,
    spread: 0.5,
  }),
  pivot<GrantParent>({
    from: 'OAuthGrant',
    field: 'permissions',
    relation: 'permissionsIn',
    key: ({ tenantId, resourceId, scopes }) => permissionKey(tenantId, resourceId, null, scopes),
    price: BY_OBJECT_ID,
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
      price: BY_OBJECT_ID,
    }),
  ),
  pivot<GrantParent>({
    from: 'OAuthGrant',
    field: 'user',
    relation: 'user',
    pick: 'entity',
    key: ({ tenantId, principalId }) =>
      principalId ? userKey(tenantId, userReference({ objectId: principalId })) : null,
    price: BY_FILTER,
  }),
];
