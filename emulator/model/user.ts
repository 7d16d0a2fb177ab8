import { GRAPH, byOperators, declare, words } from './declare.js';
import type { EntityModel } from './EntityModel.js';
import { toMany, toOne } from './navigation.js';

const properties = declare(
  `
  id deletedDateTime:DateTimeOffset aboutMe accountEnabled:Boolean ageGroup assignedLicenses:[assignedLicense]
  assignedPlans:[assignedPlan] authorizationInfo:authorizationInfo birthday:DateTimeOffset
  businessPhones:[String] city companyName consentProvidedForMinor country createdDateTime:DateTimeOffset
  creationType customSecurityAttributes:customSecurityAttributeValue department deviceEnrollmentLimit:Int32
  displayName employeeHireDate:DateTimeOffset employeeId employeeLeaveDateTime:DateTimeOffset
  employeeOrgData:employeeOrgData employeeType externalUserState
  externalUserStateChangeDateTime:DateTimeOffset faxNumber givenName hireDate:DateTimeOffset
  identities:[objectIdentity] identityParentId imAddresses:[String] interests:[String]
  isManagementRestricted:Boolean isResourceAccount:Boolean jobTitle lastPasswordChangeDateTime:DateTimeOffset
  legalAgeGroupClassification licenseAssignmentStates:[licenseAssignmentState] mail
  mailboxSettings:mailboxSettings mailNickname mobilePhone mySite officeLocation onPremisesDistinguishedName
  onPremisesDomainName onPremisesExtensionAttributes:onPremisesExtensionAttributes onPremisesImmutableId
  onPremisesLastSyncDateTime:DateTimeOffset onPremisesProvisioningErrors:[onPremisesProvisioningError]
  onPremisesSamAccountName onPremisesSecurityIdentifier onPremisesSyncEnabled:Boolean
  onPremisesUserPrincipalName otherMails:[String] passwordPolicies passwordProfile:passwordProfile
  pastProjects:[String] postalCode preferredDataLocation preferredLanguage preferredName print:userPrint
  provisionedPlans:[provisionedPlan] proxyAddresses:[String] responsibilities:[String] schools:[String]
  securityIdentifier serviceProvisioningErrors:[serviceProvisioningError] showInAddressList:Boolean
  signInActivity:signInActivity signInSessionsValidFromDateTime:DateTimeOffset skills:[String] state
  streetAddress surname usageLocation userPrincipalName userType`,
  GRAPH,
);

/** Users. Filter table after the documentation's list of operators per directory property; manager/id after its examples. */
export const USER: EntityModel = {
  type: '#microsoft.graph.user',
  contextName: 'users',
  engine: 'directory',
  properties,
  navigations: {
    manager: toOne('user'),
    directReports: toMany('user'),
    memberOf: toMany('group'),
    transitiveMemberOf: toMany('group'),
    registeredDevices: toMany('device', 100),
    ownedDevices: toMany('device'),
  },
  defaultSelect: words(`
    businessPhones displayName givenName id jobTitle mail mobilePhone officeLocation preferredLanguage surname
    userPrincipalName`),
  filters: byOperators({
    '-AA----A': 'passwordPolicies',
    'A-AAA---': `
      assignedPlans/capabilityStatus assignedPlans/service assignedPlans/servicePlanId
      provisionedPlans/provisioningStatus provisionedPlans/service`,
    'A-AAA-A-': 'businessPhones',
    'AAA--A--': 'showInAddressList',
    'AAA--A-A': `
      passwordProfile/forceChangePasswordNextSignIn passwordProfile/forceChangePasswordNextSignInWithMfa`,
    'AAAAAA--': 'employeeHireDate employeeOrgData/costCenter employeeOrgData/division',
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
    'AAAAAAA-': 'employeeType onPremisesSamAccountName securityIdentifier',
    AAAAAAAA: 'companyName faxNumber mobilePhone officeLocation postalCode preferredLanguage streetAddress',
    'D-------': 'identities/issuerAssignedId manager/id',
    'D------A': 'onPremisesSecurityIdentifier',
    'D------D': 'identities/issuer',
    'D-A-----': 'onPremisesProvisioningErrors/category',
    'D-AAA---': 'assignedLicenses/skuId onPremisesProvisioningErrors/propertyCausingError',
    'D-ADD-D-': 'imAddresses proxyAddresses',
    'D-ADDDD-': 'otherMails',
    'DAA-----': 'externalUserState isResourceAccount',
    'DAA--D--': 'id accountEnabled ageGroup consentProvidedForMinor creationType onPremisesSyncEnabled',
    'DAA--D-A': 'userType',
    'DAADD---': 'signInActivity/lastSignInDateTime',
    'DAADDA--': 'deletedDateTime',
    'DAADDA-A': 'createdDateTime',
    'DAADDD--': 'onPremisesLastSyncDateTime',
    'DAADDDD-': 'onPremisesImmutableId onPremisesUserPrincipalName userPrincipalName',
    DAADDDDA: `
      city country department displayName employeeId givenName jobTitle mail mailNickname state surname
      usageLocation`,
  }),
  orderby: ['displayName', 'userPrincipalName'],
  pageSize: 100,
  maxTop: 999,
  beyondMaxTop: 'refuse',
  supportsSkip: false,
  nextLinkBy: '$skiptoken',
  nullInLists: [],
  onlySingle: words(`
    aboutMe birthday hireDate interests mailboxSettings mySite pastProjects preferredName responsibilities schools
    skills`),
  polymorphic: false,
};
