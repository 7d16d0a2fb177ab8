import { GRAPH, byOperators, declare } from './declare.js';
import type { EntityModel } from './EntityModel.js';

/** What the small collections around users have in common. */
export const SMALL = {
  engine: 'directory',
  navigations: {},
  defaultSelect: null,
  orderby: [],
  pageSize: 100,
  maxTop: 999,
  beyondMaxTop: 'refuse',
  supportsSkip: false,
  nextLinkBy: '$skiptoken',
  nullInLists: [],
  onlySingle: [],
  polymorphic: false,
} as const satisfies Partial<EntityModel>;

/** Directory roles, built in and made by the tenant. */
export const ROLE_DEFINITION: EntityModel = {
  ...SMALL,
  type: '#microsoft.graph.unifiedRoleDefinition',
  contextName: 'roleManagement/directory/roleDefinitions',
  properties: declare(
    `
    id description displayName isBuiltIn:Boolean isEnabled:Boolean resourceScopes:[String]
    rolePermissions:[unifiedRolePermission] templateId version`,
    GRAPH,
  ),
  filters: byOperators({ 'D-------': 'id isBuiltIn templateId', 'D-----D-': 'displayName' }),
};

/** Who holds which directory role, and over what. */
export const ROLE_ASSIGNMENT: EntityModel = {
  ...SMALL,
  type: '#microsoft.graph.unifiedRoleAssignment',
  contextName: 'roleManagement/directory/roleAssignments',
  properties: declare(
    'id appScopeId condition directoryScopeId principalId principalOrganizationId roleDefinitionId',
    GRAPH,
  ),
  navigations: {
    roleDefinition: {
      many: false,
      target: '#microsoft.graph.unifiedRoleDefinition',
      expandLimit: 1,
      polymorphic: false,
    },
    principal: { many: false, target: '#microsoft.graph.user', expandLimit: 1, polymorphic: true },
  },
  filters: byOperators({ 'D-------': 'id principalId roleDefinitionId directoryScopeId' }),
};

/** What users have let applications do. */
export const OAUTH2_PERMISSION_GRANT: EntityModel = {
  ...SMALL,
  type: '#microsoft.graph.oAuth2PermissionGrant',
  contextName: 'oauth2PermissionGrants',
  properties: declare('id clientId consentType principalId resourceId scope', GRAPH),
  filters: byOperators({ 'D-------': 'id clientId consentType principalId resourceId' }),
};

/** What an administrator has let an application do for itself; or who is let in to an application. */
export const APP_ROLE_ASSIGNMENT: EntityModel = {
  ...SMALL,
  type: '#microsoft.graph.appRoleAssignment',
  contextName: 'appRoleAssignments',
  properties: declare(
    `
    id deletedDateTime:DateTimeOffset appRoleId:Guid createdDateTime:DateTimeOffset principalDisplayName
    principalId:Guid principalType resourceDisplayName resourceId:Guid`,
    GRAPH,
  ),
  filters: byOperators({ 'D-------': 'resourceId' }),
};

/** One licence of one user with its services. */
export const LICENSE_DETAILS: EntityModel = {
  ...SMALL,
  type: '#microsoft.graph.licenseDetails',
  contextName: 'licenseDetails',
  properties: declare('id servicePlans:[servicePlanInfo] skuId:Guid skuPartNumber', GRAPH),
  filters: {},
};
