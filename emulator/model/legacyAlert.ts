import { GRAPH, byOperators, declare } from './declare.js';
import type { EntityModel } from './EntityModel.js';

const properties = declare(
  `
  id activityGroupName alertDetections:[alertDetection] assignedTo azureSubscriptionId azureTenantId category
  closedDateTime:DateTimeOffset cloudAppStates:[cloudAppSecurityState] comments:[String] confidence:Int32
  createdDateTime:DateTimeOffset description detectionIds:[String] eventDateTime:DateTimeOffset
  feedback:alertFeedback fileStates:[fileSecurityState] historyStates:[alertHistoryState]
  hostStates:[hostSecurityState] incidentIds:[String] investigationSecurityStates:[investigationSecurityState]
  lastEventDateTime:DateTimeOffset lastModifiedDateTime:DateTimeOffset malwareStates:[malwareState]
  messageSecurityStates:[messageSecurityState] networkConnections:[networkConnection] processes:[process]
  recommendedActions:[String] registryKeyStates:[registryKeyState] securityResources:[securityResource]
  severity:alertSeverity sourceMaterials:[String] status:alertStatus tags:[String] title
  triggers:[alertTrigger] uriClickSecurityStates:[uriClickSecurityState] userStates:[userSecurityState]
  vendorInformation:securityVendorInformation vulnerabilityStates:[vulnerabilityState]`,
  GRAPH,
);

/**
 * Alerts of /security/alerts. Which collections take `any` is told by Microsoft's samples only; the migration page says
 * that userStates could never be filtered by.
 */
export const LEGACY_ALERT: EntityModel = {
  type: '#microsoft.graph.alert',
  contextName: 'security/alerts',
  engine: 'security',
  properties,
  navigations: {},
  defaultSelect: null,
  filters: byOperators({
    'eq ne gt ge lt le':
      'confidence closedDateTime createdDateTime eventDateTime lastEventDateTime lastModifiedDateTime',
    'eq ne in': `
      id activityGroupName assignedTo azureSubscriptionId azureTenantId category description feedback severity status
      title vendorInformation/provider vendorInformation/subProvider vendorInformation/vendor`,
    any: `
      cloudAppStates fileStates hostStates malwareStates networkConnections processes registryKeyStates
      securityResources tags vulnerabilityStates`,
  }),
  orderby: ['createdDateTime', 'eventDateTime', 'lastModifiedDateTime', 'severity', 'status', 'title'],
  pageSize: 100,
  maxTop: 1000,
  beyondMaxTop: 'refuse',
  supportsSkip: true,
  nextLinkBy: '$skip',
  nullInLists: [],
  onlySingle: [],
  polymorphic: false,
};
