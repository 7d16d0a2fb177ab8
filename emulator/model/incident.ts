import { SECURITY, byOperators, declare } from './declare.js';
import type { EntityModel } from './EntityModel.js';

const properties = declare(
  `
  id assignedTo classification:alertClassification comments:[alertComment] createdDateTime:DateTimeOffset
  customTags:[String] description determination:alertDetermination displayName incidentWebUrl lastModifiedBy
  lastUpdateDateTime:DateTimeOffset priorityScore:Int32 redirectIncidentId resolvingComment
  severity:alertSeverity status:incidentStatus summary systemTags:[String] tenantId`,
  SECURITY,
);

/** Incidents of /security/incidents. */
export const INCIDENT: EntityModel = {
  type: '#microsoft.graph.security.incident',
  contextName: 'security/incidents',
  engine: 'security',
  properties,
  navigations: {
    alerts: {
      many: true,
      target: '#microsoft.graph.security.alert',
      expandLimit: Number.POSITIVE_INFINITY,
      polymorphic: false,
    },
  },
  defaultSelect: null,
  filters: byOperators({
    'eq ne gt ge lt le': 'createdDateTime lastUpdateDateTime',
    'eq ne in': 'assignedTo classification determination severity status',
  }),
  orderby: ['createdDateTime', 'lastUpdateDateTime'],
  pageSize: 50,
  maxTop: 50,
  beyondMaxTop: 'refuse',
  supportsSkip: true,
  nextLinkBy: '$skip',
  nullInLists: [],
  onlySingle: [],
  polymorphic: false,
};
