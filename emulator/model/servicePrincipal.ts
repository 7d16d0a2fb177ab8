import { GRAPH, allBut, byOperators, declare } from './declare.js';
import type { EntityModel } from './EntityModel.js';
import { toMany } from './navigation.js';

const properties = declare(
  `
  id deletedDateTime:DateTimeOffset accountEnabled:Boolean addIns:[addIn] alternativeNames:[String]
  appDescription appDisplayName appId applicationTemplateId appOwnerOrganizationId:Guid
  appRoleAssignmentRequired:Boolean appRoles:[appRole] createdByAppId
  customSecurityAttributes:customSecurityAttributeValue description disabledByMicrosoftStatus displayName
  homepage info:informationalUrl isDisabled:Boolean keyCredentials:[keyCredential] loginUrl logoutUrl notes
  notificationEmailAddresses:[String] oauth2PermissionScopes:[permissionScope]
  passwordCredentials:[passwordCredential] preferredSingleSignOnMode preferredTokenSigningKeyThumbprint
  replyUrls:[String] resourceSpecificApplicationPermissions:[resourceSpecificPermission]
  samlSingleSignOnSettings:samlSingleSignOnSettings servicePrincipalNames:[String] servicePrincipalType
  signInAudience tags:[String] tokenEncryptionKeyId:Guid verifiedPublisher:verifiedPublisher`,
  GRAPH,
);

/** Service principals: applications and managed identities as the tenant knows them. */
export const SERVICE_PRINCIPAL: EntityModel = {
  type: '#microsoft.graph.servicePrincipal',
  contextName: 'servicePrincipals',
  engine: 'directory',
  properties,
  navigations: { memberOf: toMany('group'), owners: toMany('user') },
  defaultSelect: allBut(properties, 'customSecurityAttributes'),
  filters: byOperators({
    '-------A': 'info/logoUrl',
    'A-AAA---': 'keyCredentials/endDateTime',
    'AAA-----': 'appRoleAssignmentRequired',
    'AAAAA---': 'appOwnerOrganizationId info/termsOfServiceUrl',
    'AAAAA-A-': 'description',
    'D-------': 'servicePrincipalType',
    'D-ADD-D-': 'alternativeNames servicePrincipalNames tags',
    'DAA-----': 'disabledByMicrosoftStatus',
    'DAA---A-': 'applicationTemplateId',
    'DAA--D--': 'id accountEnabled appId signInAudience',
    'DAADDA--': 'deletedDateTime',
    DAADDDDA: 'displayName',
  }),
  orderby: ['displayName'],
  pageSize: 100,
  maxTop: 999,
  beyondMaxTop: 'refuse',
  supportsSkip: false,
  nextLinkBy: '$skiptoken',
  nullInLists: [],
  onlySingle: [],
  polymorphic: false,
};
