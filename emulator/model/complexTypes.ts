/**
 * Complex types of directory and device records, as the v1.0 metadata declares them: `member` is a string, `member:Type` anything
 * else, `[Type]` a collection, `*` an open type. Type names are relative to microsoft.graph.
 */
export const COMPLEX_TYPES: Readonly<Record<string, string>> = {
  addIn: 'id:Guid properties:[keyValue] type',
  alternativeSecurityId: 'identityProvider key:Binary type:Int32',
  appRole: 'allowedMemberTypes:[String] description displayName id:Guid isEnabled:Boolean origin value',
  appliedConditionalAccessPolicy: `
    displayName enforcedGrantControls:[String] enforcedSessionControls:[String] id
    result:appliedConditionalAccessPolicyResult`,
  assignedLabel: 'displayName labelId',
  assignedLicense: 'disabledPlans:[Guid] skuId:Guid',
  assignedPlan: 'assignedDateTime:DateTimeOffset capabilityStatus service servicePlanId:Guid',
  authenticationAppDeviceDetails: 'appVersion clientApp deviceId operatingSystem',
  authorizationInfo: 'certificateUserIds:[String]',
  automaticRepliesSetting: `
    externalAudience:externalAudienceScope externalReplyMessage internalReplyMessage
    scheduledEndDateTime:dateTimeTimeZone scheduledStartDateTime:dateTimeTimeZone
    status:automaticRepliesStatus`,
  averageComparativeScore: 'averageScore:Double basis *',
  certificationControl: 'name url *',
  complianceInformation: 'certificationControls:[certificationControl] certificationName *',
  configurationManagerClientEnabledFeatures: `
    compliancePolicy:Boolean deviceConfiguration:Boolean inventory:Boolean modernApps:Boolean
    resourceAccess:Boolean windowsUpdateForBusiness:Boolean`,
  controlScore: 'controlCategory controlName description score:Double *',
  customSecurityAttributeValue: '*',
  dateTimeTimeZone: 'dateTime timeZone',
  deviceActionResult: `
    actionName actionState:actionState lastUpdatedDateTime:DateTimeOffset startDateTime:DateTimeOffset`,
  deviceDetail: 'browser deviceId displayName isCompliant:Boolean isManaged:Boolean operatingSystem trustType',
  deviceHealthAttestationState: `
    attestationIdentityKey bitLockerStatus bootAppSecurityVersion bootDebugging bootManagerSecurityVersion
    bootManagerVersion bootRevisionListInfo codeIntegrity codeIntegrityCheckVersion codeIntegrityPolicy
    contentNamespaceUrl contentVersion dataExcutionPolicy deviceHealthAttestationStatus
    earlyLaunchAntiMalwareDriverProtection healthAttestationSupportedStatus healthStatusMismatchInfo
    issuedDateTime:DateTimeOffset lastUpdateDateTime operatingSystemKernelDebugging
    operatingSystemRevListInfo pcr0 pcrHashAlgorithm resetCount:Int64 restartCount:Int64 safeMode secureBoot
    secureBootConfigurationPolicyFingerPrint testSigning tpmVersion virtualSecureMode windowsPE`,
  employeeOrgData: 'costCenter division',
  geoCoordinates: 'altitude:Double latitude:Double longitude:Double',
  informationalUrl: 'logoUrl marketingUrl privacyStatementUrl supportUrl termsOfServiceUrl',
  keyCredential: `
    customKeyIdentifier:Binary displayName endDateTime:DateTimeOffset key:Binary keyId:Guid
    startDateTime:DateTimeOffset type usage`,
  keyValue: 'key value',
  licenseAssignmentState: `
    assignedByGroup disabledPlans:[Guid] error lastUpdatedDateTime:DateTimeOffset skuId:Guid state`,
  licenseProcessingState: 'state',
  licenseUnitsDetail: 'enabled:Int32 lockedOut:Int32 suspended:Int32 warning:Int32',
  localeInfo: 'displayName locale',
  mailboxSettings: `
    archiveFolder automaticRepliesSetting:automaticRepliesSetting dateFormat
    delegateMeetingMessageDeliveryOptions:delegateMeetingMessageDeliveryOptions language:localeInfo
    timeFormat timeZone userPurpose:userPurpose workingHours:workingHours`,
  objectIdentity: 'issuer issuerAssignedId signInType',
  onPremisesExtensionAttributes: `
    extensionAttribute1 extensionAttribute10 extensionAttribute11 extensionAttribute12 extensionAttribute13
    extensionAttribute14 extensionAttribute15 extensionAttribute2 extensionAttribute3 extensionAttribute4
    extensionAttribute5 extensionAttribute6 extensionAttribute7 extensionAttribute8 extensionAttribute9`,
  onPremisesProvisioningError: 'category occurredDateTime:DateTimeOffset propertyCausingError value',
  passwordCredential: `
    customKeyIdentifier:Binary displayName endDateTime:DateTimeOffset hint keyId:Guid secretText
    startDateTime:DateTimeOffset`,
  passwordProfile: 'forceChangePasswordNextSignIn:Boolean forceChangePasswordNextSignInWithMfa:Boolean password',
  permissionScope: `
    adminConsentDescription adminConsentDisplayName id:Guid isEnabled:Boolean origin type
    userConsentDescription userConsentDisplayName value`,
  privacyProfile: 'contactEmail statementUrl',
  provisionedPlan: 'capabilityStatus provisioningStatus service',
  resourceSpecificPermission: 'description displayName id:Guid isEnabled:Boolean value',
  samlSingleSignOnSettings: 'relayState',
  secureScoreControlStateUpdate: 'assignedTo comment state updatedBy updatedDateTime:DateTimeOffset',
  securityVendorInformation: 'provider providerVersion subProvider vendor',
  servicePlanInfo: 'appliesTo provisioningStatus servicePlanId:Guid servicePlanName',
  serviceProvisioningError: 'createdDateTime:DateTimeOffset isResolved:Boolean serviceInstance',
  signInActivity: `
    lastNonInteractiveSignInDateTime:DateTimeOffset lastNonInteractiveSignInRequestId
    lastSignInDateTime:DateTimeOffset lastSignInRequestId lastSuccessfulSignInDateTime:DateTimeOffset
    lastSuccessfulSignInRequestId`,
  signInLocation: 'city countryOrRegion geoCoordinates:geoCoordinates state',
  signInStatus: 'additionalDetails errorCode:Int32 failureReason',
  timeZoneBase: 'name',
  unifiedRolePermission: 'allowedResourceActions:[String] condition excludedResourceActions:[String]',
  userPrint: '',
  verifiedDomain: 'capabilities isDefault:Boolean isInitial:Boolean name type',
  verifiedPublisher: 'addedDateTime:DateTimeOffset displayName verifiedPublisherId',
  workingHours: 'daysOfWeek:[dayOfWeek] endTime:TimeOfDay startTime:TimeOfDay timeZone:timeZoneBase',
};
