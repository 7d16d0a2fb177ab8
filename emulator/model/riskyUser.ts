import { GRAPH, byOperators, declare } from './declare.js';
import type { EntityModel } from './EntityModel.js';

const properties = declare(
  `
  id isDeleted:Boolean isProcessing:Boolean riskDetail:riskDetail riskLastUpdatedDateTime:DateTimeOffset
  riskLevel:riskLevel riskState:riskState userDisplayName userPrincipalName`,
  GRAPH,
);

/** Users with a risk state. No document lists the filters: these are the ones in published examples and their siblings. */
export const RISKY_USER: EntityModel = {
  type: '#microsoft.graph.riskyUser',
  contextName: 'identityProtection/riskyUsers',
  engine: 'identityProtection',
  properties,
  navigations: {},
  defaultSelect: null,
  filters: byOperators({ 'eq ne in': 'id riskState riskLevel userDisplayName userPrincipalName' }),
  orderby: ['riskLastUpdatedDateTime'],
  pageSize: 100,
  maxTop: 500,
  beyondMaxTop: 'refuse',
  supportsSkip: true,
  nextLinkBy: '$skiptoken',
  nullInLists: [],
  onlySingle: [],
  polymorphic: false,
};

const appProperties = declare(
  `
  id appId displayName isEnabled:Boolean isProcessing:Boolean riskDetail:riskDetail
  riskLastUpdatedDateTime:DateTimeOffset riskLevel:riskLevel riskState:riskState servicePrincipalType`,
  GRAPH,
);

/** Applications with a risk state; the same rules, as far as anybody has written them down. */
export const RISKY_SERVICE_PRINCIPAL: EntityModel = {
  ...RISKY_USER,
  type: '#microsoft.graph.riskyServicePrincipal',
  contextName: 'identityProtection/riskyServicePrincipals',
  properties: appProperties,
  filters: byOperators({ 'eq ne in': 'id appId riskState riskLevel displayName' }),
};
