import { GRAPH, byOperators, declare } from './declare.js';
import type { EntityModel } from './EntityModel.js';

const properties = declare(
  `
  id appDisplayName appId appliedConditionalAccessPolicies:[appliedConditionalAccessPolicy]
  authenticationAppDeviceDetails:authenticationAppDeviceDetails clientAppUsed
  conditionalAccessStatus:conditionalAccessStatus correlationId createdDateTime:DateTimeOffset
  deviceDetail:deviceDetail homeTenantId ipAddress isInteractive:Boolean location:signInLocation
  resourceDisplayName resourceId resourceTenantId riskDetail:riskDetail riskEventTypes:[riskEventType]
  riskEventTypes_v2:[String] riskLevelAggregated:riskLevel riskLevelDuringSignIn:riskLevel riskState:riskState
  servicePrincipalId servicePrincipalName status:signInStatus userAgent userDisplayName userId
  userPrincipalName`,
  GRAPH,
);

/** Sign-ins, newest first. The documented options are $filter, $top and $skiptoken. */
export const SIGN_IN: EntityModel = {
  type: '#microsoft.graph.signIn',
  contextName: 'auditLogs/signIns',
  engine: 'identityProtection',
  properties,
  navigations: {},
  defaultSelect: null,
  filters: byOperators({
    eq: `
      userId appId id correlationId clientAppUsed conditionalAccessStatus resourceId resourceDisplayName riskState
      riskDetail riskLevelAggregated riskLevelDuringSignIn status/errorCode location/city location/state
      location/countryOrRegion deviceDetail/browser deviceDetail/operatingSystem`,
    'eq startswith': 'userPrincipalName userDisplayName appDisplayName ipAddress',
    'eq le ge lt gt': 'createdDateTime',
    any: 'riskEventTypes_v2',
  }),
  orderby: ['createdDateTime'],
  pageSize: 1000,
  maxTop: 1000,
  beyondMaxTop: 'refuse',
  supportsSkip: false,
  nextLinkBy: '$skiptoken',
  nullInLists: [],
  onlySingle: [],
  polymorphic: false,
};
