/** Complex types and enumerations of answering to attacks, in the notation of complexTypes.ts. */

/** Relative to microsoft.graph.security. */
export const RESPONSE_TYPES: Readonly<Record<string, string>> = {
  account: 'actions:[action] identifier identityProvider:identityProvider',
  analyzedEmailAttachment: `
    detonationDetails:detonationDetails fileExtension fileName fileSize:Int32 fileType malwareFamily sha256
    tenantAllowBlockListDetailInfo threatType:threatType`,
  analyzedEmailAuthenticationDetail: 'compositeAuthentication dkim dmarc senderPolicyFramework',
  analyzedEmailDeliveryDetail: 'action:deliveryAction latestThreats location:deliveryLocation originalThreats',
  analyzedEmailDlpRuleInfo: 'name ruleId',
  analyzedEmailExchangeTransportRuleInfo: 'name ruleId',
  analyzedEmailRecipientDetail: 'ccRecipients:[String] domainName',
  analyzedEmailSenderDetail: `
    displayName domainCreationDateTime:DateTimeOffset domainName domainOwner fromAddress ipv4 location mailFromAddress
    mailFromDomainName`,
  analyzedEmailUrl:
    'detectionMethod detonationDetails:detonationDetails tenantAllowBlockListDetailInfo threatType:threatType url',
  /** Nothing in this world was detonated. */
  detonationDetails: 'analysisDateTime:DateTimeOffset detonationVerdict detonationVerdictReason',
  threatDetectionDetail: 'confidenceLevel priorityAccountProtection threats',
  timelineEvent: `
    eventDateTime:DateTimeOffset eventDetails eventResult eventSource:eventSource eventThreats:[String]
    eventType:timelineEventType`,
};

/** Of microsoft.graph.security. */
export const RESPONSE_ENUMS: Readonly<Record<string, string>> = {
  action: `
    disable enable forcePasswordReset revokeAllSessions requireUserToSignInAgain markUserAsCompromised
    unknownFutureValue`,
  antispamDirectionality: 'unknown inbound outbound intraOrg unknownFutureValue',
  deliveryAction: 'unknown deliveredToJunk delivered blocked replaced unknownFutureValue',
  deliveryLocation: `
    unknown inbox_folder junkFolder deletedFolder quarantine onprem_external failed dropped others
    unknownFutureValue`,
  eventSource: 'system admin user unknownFutureValue',
  identityProvider: 'entraID activeDirectory okta unknownFutureValue',
  remediationAction: `
    moveToJunk moveToInbox hardDelete softDelete moveToDeletedItems unknownFutureValue moveToQuarantine`,
  remediationSeverity: 'low medium high unknownFutureValue',
  threatType: 'unknown spam malware phish none unknownFutureValue',
  timelineEventType: `
    originalDelivery systemTimeTravel dynamicDelivery userUrlClick reprocessed zap quarantineRelease air unknown
    unknownFutureValue`,
};

/** Relative to microsoft.graph. The metadata writes members of the status with a capital, answers show them without. */
export const ACTION_TYPES: Readonly<Record<string, string>> = {
  keyValuePair: 'name value',
  resultInfo: 'code:Int32 message subcode:Int32',
  securityActionState: 'appId status:securityActionStatus updatedDateTime:DateTimeOffset user',
};

export const ACTION_ENUMS: Readonly<Record<string, string>> = {
  securityActionStatus: 'notStarted running completed failed',
};
