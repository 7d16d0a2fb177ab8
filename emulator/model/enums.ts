/**
 * Enumerations of the v1.0 metadata in declared order. Members behind `unknownFutureValue` are gated: Graph sends them only to
 * requests with `Prefer: include-unknown-enum-members`.
 */
export const ENUMS: Readonly<Record<string, string>> = {
  actionState: 'none pending canceled active done failed notSupported',
  activityType: 'signin user unknownFutureValue servicePrincipal',
  appliedConditionalAccessPolicyResult: `
    success failure notApplied notEnabled unknown unknownFutureValue reportOnlySuccess reportOnlyFailure
    reportOnlyNotApplied reportOnlyInterrupted`,
  automaticRepliesStatus: 'disabled alwaysEnabled scheduled',
  complianceState: 'unknown compliant noncompliant conflict error inGracePeriod configManager',
  conditionalAccessStatus: 'success failure notApplied unknownFutureValue',
  dayOfWeek: 'sunday monday tuesday wednesday thursday friday saturday',
  delegateMeetingMessageDeliveryOptions: `
    sendToDelegateAndInformationToPrincipal sendToDelegateAndPrincipal sendToDelegateOnly`,
  deviceEnrollmentType: `
    unknown userEnrollment deviceEnrollmentManager appleBulkWithUser appleBulkWithoutUser windowsAzureADJoin
    windowsBulkUserless windowsAutoEnrollment windowsBulkAzureDomainJoin windowsCoManagement
    windowsAzureADJoinUsingDeviceAuth appleUserEnrollment appleUserEnrollmentWithServiceAccount
    unknownFutureValue`,
  deviceManagementExchangeAccessState: 'none unknown allowed blocked quarantined',
  deviceManagementExchangeAccessStateReason: `
    none unknown exchangeGlobalRule exchangeIndividualRule exchangeDeviceRule exchangeUpgrade
    exchangeMailboxPolicy other compliant notCompliant notEnrolled unknownLocation mfaRequired
    azureADBlockDueToAccessPolicy compromisedPassword deviceNotKnownWithManagedApp`,
  deviceRegistrationState: `
    notRegistered registered revoked keyConflict approvalPending certificateReset
    notRegisteredPendingEnrollment unknown`,
  diamondModel: 'unknown adversary capability infrastructure victim unknownFutureValue',
  externalAudienceScope: 'none contactsOnly all',
  groupAccessType: 'none private secret public unknownFutureValue',
  managedDeviceOwnerType: 'unknown company personal unknownFutureValue',
  managedDevicePartnerReportedHealthState: `
    unknown activated deactivated secured lowSeverity mediumSeverity highSeverity unresponsive compromised
    misconfigured`,
  managementAgentType: `
    eas mdm easMdm intuneClient easIntuneClient configurationManagerClient configurationManagerClientMdm
    configurationManagerClientMdmEas unknown jamf googleCloudDevicePolicyController microsoft365ManagedMdm
    msSense`,
  managementState: `
    managed retirePending retireFailed wipePending wipeFailed unhealthy deletePending retireIssued
    wipeIssued wipeCanceled retireCanceled discovered unknownFutureValue`,
  mdmAuthority: 'unknown intune sccm office365',
  partnerTenantType: `
    microsoftSupport syndicatePartner breadthPartner breadthPartnerDelegatedAdmin
    resellerPartnerDelegatedAdmin valueAddedResellerPartnerDelegatedAdmin unknownFutureValue`,
  riskDetectionTimingType: 'notDefined realtime nearRealtime offline unknownFutureValue',
  riskEventType: `
    unlikelyTravel anonymizedIPAddress maliciousIPAddress unfamiliarFeatures malwareInfectedIPAddress
    suspiciousIPAddress leakedCredentials investigationsThreatIntelligence generic
    adminConfirmedUserCompromised mcasImpossibleTravel mcasSuspiciousInboxManipulationRules
    investigationsThreatIntelligenceSigninLinked maliciousIPAddressValidCredentialsBlockedIP
    unknownFutureValue`,
  riskDetail: `
    none adminGeneratedTemporaryPassword userPerformedSecuredPasswordChange
    userPerformedSecuredPasswordReset adminConfirmedSigninSafe aiConfirmedSigninSafe
    userPassedMFADrivenByRiskBasedPolicy adminDismissedAllRiskForUser adminConfirmedSigninCompromised hidden
    adminConfirmedUserCompromised unknownFutureValue m365DAdminDismissedDetection
    adminConfirmedServicePrincipalCompromised adminDismissedAllRiskForServicePrincipal
    userChangedPasswordOnPremises adminDismissedRiskForSignIn adminConfirmedAccountSafe
    microsoftRevokedSessions`,
  riskLevel: 'low medium high hidden none unknownFutureValue',
  riskState: 'none confirmedSafe remediated dismissed atRisk confirmedCompromised unknownFutureValue',
  signInUserType: 'member guest unknownFutureValue',
  tiAction: 'unknown allow block alert unknownFutureValue',
  tlpLevel: 'unknown white green amber red unknownFutureValue',
  tokenIssuerType: `
    AzureAD ADFederationServices UnknownFutureValue AzureADBackupAuth ADFederationServicesMFAAdapter NPSExtension`,
  userDefaultAuthenticationMethod: `
    push oath voiceMobile voiceAlternateMobile voiceOffice sms none unknownFutureValue`,
  userPurpose: 'user linked shared room equipment others unknownFutureValue',
};

/** Those of microsoft.graph.security. */
export const SECURITY_ENUMS: Readonly<Record<string, string>> = {
  aiAgentPlatform: 'unknown azureAIFoundry copilotStudio copilot unknownFutureValue',
  alertClassification: 'unknown falsePositive truePositive informationalExpectedActivity unknownFutureValue',
  alertDetermination: `
    unknown apt malware securityPersonnel securityTesting unwantedSoftware other multiStagedAttack
    compromisedAccount phishing maliciousUserActivity notMalicious notEnoughDataToValidate confirmedActivity
    lineOfBusinessApplication unknownFutureValue`,
  alertSeverity: 'unknown informational low medium high unknownFutureValue',
  alertStatus: 'unknown new inProgress resolved unknownFutureValue',
  antispamTeamsDirection: 'unknown inbound outbound intraorg unknownFutureValue',
  containerPortProtocol: 'udp tcp sctp unknownFutureValue',
  correlationReason: `
    repeatedAlertOccurrence sameGeography similarArtifacts sameTargetedAsset sameNetworkSegment eventSequence timeFrame
    sameThreatSource similarTTPsOrBehavior sameActor sameCampaign sharedIndicators sameAsset networkProximity
    eventCasualSequence temporalProximity lateralMovementPath unknownFutureValue`,
  defenderAvStatus: 'notReporting disabled notUpdated updated unknown notSupported unknownFutureValue',
  detectionSource: `
    unknown microsoftDefenderForEndpoint antivirus smartScreen customTi microsoftDefenderForOffice365
    automatedInvestigation microsoftThreatExperts customDetection microsoftDefenderForIdentity
    cloudAppSecurity microsoft365Defender azureAdIdentityProtection manual microsoftDataLossPrevention
    appGovernancePolicy appGovernanceDetection unknownFutureValue microsoftDefenderForCloud
    microsoftDefenderForIoT microsoftDefenderForServers microsoftDefenderForStorage microsoftDefenderForDNS
    microsoftDefenderForDatabases microsoftDefenderForContainers microsoftDefenderForNetwork
    microsoftDefenderForAppService microsoftDefenderForKeyVault microsoftDefenderForResourceManager
    microsoftDefenderForApiManagement nrtAlerts scheduledAlerts microsoftDefenderThreatIntelligenceAnalytics
    builtInMl microsoftInsiderRiskManagement microsoftThreatIntelligence microsoftDefenderForAIServices
    securityCopilot microsoftSentinel`,
  detectionStatus: 'detected blocked prevented unknownFutureValue',
  deviceHealthStatus: `
    active inactive impairedCommunication noSensorData noSensorDataImpairedCommunication unknown
    unknownFutureValue`,
  deviceRiskScore: 'none informational low medium high unknownFutureValue',
  evidenceRemediationStatus: `
    none remediated prevented blocked notFound unknownFutureValue active pendingApproval declined
    unremediated running partiallyRemediated`,
  evidenceRole: `
    unknown contextual scanned source destination created added compromised edited attacked attacker
    commandAndControl loaded suspicious policyViolator unknownFutureValue`,
  evidenceVerdict: 'unknown suspicious malicious noThreatsFound unknownFutureValue',
  fileHashAlgorithm: 'unknown md5 sha1 sha256 sha256ac unknownFutureValue',
  googleCloudLocationType: 'unknown regional zonal global unknownFutureValue',
  incidentStatus: 'active resolved inProgress redirected unknownFutureValue awaitingAction',
  investigationState: `
    unknown terminated successfullyRemediated benign failed partiallyRemediated running pendingApproval
    pendingResource queued innerFailure preexistingAlert unsupportedOs unsupportedAlertType suppressedAlert
    partiallyInvestigated terminatedByUser terminatedBySystem unknownFutureValue`,
  ioTDeviceImportanceType: 'unknown low normal high unknownFutureValue',
  kubernetesPlatform: 'unknown aks eks gke arc unknownFutureValue',
  kubernetesServiceType: 'unknown clusterIP externalName nodePort loadBalancer unknownFutureValue',
  mailboxConfigurationType: `
    mailForwardingRule owaSettings ewsSettings mailDelegation userInboxRule unknownFutureValue`,
  onboardingStatus: 'insufficientInfo onboarded canBeOnboarded unsupported unknownFutureValue',
  protocolType: 'tcp udp unknownFutureValue',
  servicePrincipalType: 'unknown application managedIdentity legacy unknownFutureValue',
  serviceSource: `
    unknown microsoftDefenderForEndpoint microsoftDefenderForIdentity microsoftDefenderForCloudApps
    microsoftDefenderForOffice365 microsoft365Defender azureAdIdentityProtection microsoftAppGovernance
    dataLossPrevention unknownFutureValue microsoftDefenderForCloud microsoftSentinel
    microsoftInsiderRiskManagement microsoftThreatIntelligence microsoftSecurityForAI`,
  teamsDeliveryLocation: 'unknown teams quarantine failed unknownFutureValue',
  teamsMessageDeliveryAction: 'unknown deliveredAsSpam delivered blocked replaced unknownFutureValue',
  vmCloudProvider: 'unknown azure unknownFutureValue',
};
