import { GRAPH, byOperators, declare } from './declare.js';
import type { EntityModel } from './EntityModel.js';

const properties = declare(
  `
  id deletedDateTime:DateTimeOffset assignedPlans:[assignedPlan] businessPhones:[String] city country
  countryLetterCode createdDateTime:DateTimeOffset defaultUsageLocation displayName
  marketingNotificationEmails:[String] mobileDeviceManagementAuthority:mdmAuthority
  onPremisesLastSyncDateTime:DateTimeOffset onPremisesSyncEnabled:Boolean partnerTenantType:partnerTenantType
  postalCode preferredLanguage privacyProfile:privacyProfile provisionedPlans:[provisionedPlan]
  securityComplianceNotificationMails:[String] securityComplianceNotificationPhones:[String] state street
  technicalNotificationMails:[String] tenantType verifiedDomains:[verifiedDomain]`,
  GRAPH,
);

/** The tenant itself: a list of one. */
export const ORGANIZATION: EntityModel = {
  type: '#microsoft.graph.organization',
  contextName: 'organization',
  engine: 'directory',
  properties,
  navigations: {},
  defaultSelect: null,
  filters: byOperators({
    'A-AAA---': `
      assignedPlans/capabilityStatus assignedPlans/service assignedPlans/servicePlanId
      provisionedPlans/provisioningStatus provisionedPlans/service`,
    'A-AAA-A-': 'businessPhones',
    AAAAAAAA: 'postalCode preferredLanguage',
    'D-------': 'verifiedDomains/name',
    'DAA--D--': 'id onPremisesSyncEnabled',
    'DAADDA--': 'deletedDateTime',
    'DAADDA-A': 'createdDateTime',
    'DAADDD--': 'onPremisesLastSyncDateTime',
    DAADDDDA: 'city country displayName state',
  }),
  orderby: [],
  pageSize: 100,
  maxTop: 999,
  beyondMaxTop: 'refuse',
  supportsSkip: false,
  nextLinkBy: '$skiptoken',
  nullInLists: [],
  onlySingle: [],
  polymorphic: false,
};
