import { GRAPH, byOperators, declare } from './declare.js';
import type { EntityModel } from './EntityModel.js';

const properties = declare(
  `
  id activity:activityType activityDateTime:DateTimeOffset additionalInfo correlationId
  detectedDateTime:DateTimeOffset detectionTimingType:riskDetectionTimingType ipAddress
  lastUpdatedDateTime:DateTimeOffset location:signInLocation requestId riskDetail:riskDetail riskEventType
  riskLevel:riskLevel riskState:riskState source tokenIssuerType:tokenIssuerType userDisplayName userId
  userPrincipalName`,
  GRAPH,
);

/** What made users risky. No document lists the filters: these are the ones in published examples and their siblings. */
export const RISK_DETECTION: EntityModel = {
  type: '#microsoft.graph.riskDetection',
  contextName: 'identityProtection/riskDetections',
  engine: 'identityProtection',
  properties,
  navigations: {},
  defaultSelect: null,
  filters: byOperators({
    'eq ne in': 'id riskState riskLevel riskEventType userId userDisplayName userPrincipalName',
    'eq ge le gt lt': 'detectedDateTime activityDateTime',
  }),
  orderby: ['detectedDateTime'],
  pageSize: 100,
  maxTop: 500,
  beyondMaxTop: 'refuse',
  supportsSkip: true,
  nextLinkBy: '$skiptoken',
  nullInLists: [],
  onlySingle: [],
  polymorphic: false,
};
