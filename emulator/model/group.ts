import { GRAPH, allBut, byOperators, declare } from './declare.js';
import type { EntityModel } from './EntityModel.js';
import { toMany } from './navigation.js';

const properties = declare(
  `
  id deletedDateTime:DateTimeOffset accessType:groupAccessType allowExternalSenders:Boolean
  assignedLabels:[assignedLabel] assignedLicenses:[assignedLicense] autoSubscribeNewMembers:Boolean
  classification createdDateTime:DateTimeOffset description displayName expirationDateTime:DateTimeOffset
  groupTypes:[String] hasMembersWithLicenseErrors:Boolean hideFromAddressLists:Boolean
  hideFromOutlookClients:Boolean infoCatalogs:[String] isArchived:Boolean isAssignableToRole:Boolean
  isFavorite:Boolean isManagementRestricted:Boolean isSubscribedByMail:Boolean
  licenseProcessingState:licenseProcessingState mail mailEnabled:Boolean mailNickname membershipRule
  membershipRuleProcessingState onPremisesDomainName
  onPremisesExtensionAttributes:onPremisesExtensionAttributes onPremisesLastSyncDateTime:DateTimeOffset
  onPremisesNetBiosName onPremisesProvisioningErrors:[onPremisesProvisioningError] onPremisesSamAccountName
  onPremisesSecurityIdentifier onPremisesSyncEnabled:Boolean organizationId preferredDataLocation
  preferredLanguage proxyAddresses:[String] renewedDateTime:DateTimeOffset resourceBehaviorOptions:[String]
  resourceProvisioningOptions:[String] securityEnabled:Boolean securityIdentifier
  serviceProvisioningErrors:[serviceProvisioningError] theme uniqueName unseenConversationsCount:Int32
  unseenCount:Int32 unseenMessagesCount:Int32 visibility welcomeMessageEnabled:Boolean`,
  GRAPH,
);

/** Groups, Microsoft 365 and security. */
export const GROUP: EntityModel = {
  type: '#microsoft.graph.group',
  contextName: 'groups',
  engine: 'directory',
  properties,
  navigations: {
    members: toMany('user'),
    owners: toMany('user'),
    memberOf: toMany('group'),
    transitiveMemberOf: toMany('group'),
  },
  defaultSelect: allBut(
    properties,
    `
    accessType allowExternalSenders assignedLabels assignedLicenses autoSubscribeNewMembers
    hasMembersWithLicenseErrors hideFromAddressLists hideFromOutlookClients isArchived isFavorite
    isManagementRestricted isSubscribedByMail licenseProcessingState unseenConversationsCount unseenCount
    unseenMessagesCount welcomeMessageEnabled infoCatalogs organizationId`,
  ),
  filters: byOperators({
    'AAAAA-A-': 'description',
    'AAAAAA--': 'expirationDateTime',
    'AAAAAA-A': `
      onPremisesExtensionAttributes/extensionAttribute1 onPremisesExtensionAttributes/extensionAttribute10
      onPremisesExtensionAttributes/extensionAttribute11
      onPremisesExtensionAttributes/extensionAttribute12
      onPremisesExtensionAttributes/extensionAttribute13
      onPremisesExtensionAttributes/extensionAttribute14
      onPremisesExtensionAttributes/extensionAttribute15 onPremisesExtensionAttributes/extensionAttribute2
      onPremisesExtensionAttributes/extensionAttribute3 onPremisesExtensionAttributes/extensionAttribute4
      onPremisesExtensionAttributes/extensionAttribute5 onPremisesExtensionAttributes/extensionAttribute6
      onPremisesExtensionAttributes/extensionAttribute7 onPremisesExtensionAttributes/extensionAttribute8
      onPremisesExtensionAttributes/extensionAttribute9`,
    'AAAAAAA-': 'onPremisesSamAccountName securityIdentifier',
    AAAAAAAA: 'preferredLanguage',
    'D------A': 'onPremisesSecurityIdentifier',
    'D------D': 'hasMembersWithLicenseErrors',
    'D-A-----': 'onPremisesProvisioningErrors/category',
    'D-AAA---': 'assignedLicenses/skuId onPremisesProvisioningErrors/propertyCausingError',
    'D-ADD-D-': 'infoCatalogs proxyAddresses',
    'DAA-----': 'groupTypes isAssignableToRole mailEnabled',
    'DAA--D--': 'id onPremisesSyncEnabled securityEnabled',
    'DAADD-D-': 'classification membershipRule',
    'DAADDA--': 'deletedDateTime',
    'DAADDA-A': 'createdDateTime',
    'DAADDD--': 'onPremisesLastSyncDateTime renewedDateTime',
    DAADDDDA: 'displayName mail mailNickname',
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
