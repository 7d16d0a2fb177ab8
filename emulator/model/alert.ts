import { SECURITY, byOperators, declare } from './declare.js';
import type { EntityModel } from './EntityModel.js';

const properties = declare(
  `
  id actorDisplayName additionalData:dictionary alertPolicyId alertWebUrl assignedTo categories:[String]
  category classification:alertClassification comments:[alertComment] createdDateTime:DateTimeOffset
  customDetails:dictionary description detectionSource:detectionSource detectorId
  determination:alertDetermination evidence:[alertEvidence] firstActivityDateTime:DateTimeOffset incidentId
  incidentWebUrl investigationState:investigationState lastActivityDateTime:DateTimeOffset
  lastUpdateDateTime:DateTimeOffset mitreTechniques:[String] productName providerAlertId recommendedActions
  resolvedDateTime:DateTimeOffset serviceSource:serviceSource severity:alertSeverity status:alertStatus
  systemTags:[String] tenantId threatDisplayName threatFamilyName title`,
  SECURITY,
);

/** Alerts of /security/alerts_v2. `any` on evidence is shown on the migration page only: a capability that may be missing. */
export const ALERT: EntityModel = {
  type: '#microsoft.graph.security.alert',
  contextName: 'security/alerts_v2',
  engine: 'security',
  properties,
  navigations: {},
  defaultSelect: null,
  filters: byOperators({
    'eq ne gt ge lt le': 'createdDateTime lastUpdateDateTime',
    'eq ne in': 'assignedTo classification determination severity serviceSource status',
    any: 'evidence',
  }),
  orderby: ['createdDateTime', 'lastUpdateDateTime'],
  pageSize: 100,
  maxTop: 1000,
  beyondMaxTop: 'clamp',
  supportsSkip: true,
  nextLinkBy: '$skip',
  nullInLists: [],
  onlySingle: [],
  polymorphic: false,
};
