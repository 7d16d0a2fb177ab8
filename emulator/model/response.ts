import { byOperators, declare, GRAPH, OF_SECURITY, SECURITY } from './declare.js';
import type { EntityModel } from './EntityModel.js';

const OF_RESPONSE = { ...OF_SECURITY, orderby: [] } as const satisfies Partial<EntityModel>;

/** Accounts of one person in several directories. No document lists the filters. */
export const IDENTITY_ACCOUNTS: EntityModel = {
  ...OF_RESPONSE,
  type: '#microsoft.graph.security.identityAccounts',
  contextName: 'security/identities/identityAccounts',
  properties: declare(
    `
    id accounts:[account] cloudSecurityIdentifier displayName domain isEnabled:Boolean onPremisesSecurityIdentifier`,
    SECURITY,
  ),
  filters: byOperators({
    'eq ne in': 'id displayName domain cloudSecurityIdentifier onPremisesSecurityIdentifier isEnabled',
  }),
  pageSize: 100,
  maxTop: 999,
};

/** Messages that Defender for Office 365 has looked at. No document lists the filters. */
export const ANALYZED_EMAIL: EntityModel = {
  ...OF_RESPONSE,
  type: '#microsoft.graph.security.analyzedEmail',
  contextName: 'security/collaboration/analyzedEmails',
  properties: declare(
    `
    id alertIds:[String] attachments:[analyzedEmailAttachment]
    authenticationDetails:analyzedEmailAuthenticationDetail bulkComplaintLevel clientType contexts:[String]
    detectionMethods:[String] directionality:antispamDirectionality distributionList
    dlpRules:[analyzedEmailDlpRuleInfo] emailClusterId
    exchangeTransportRules:[analyzedEmailExchangeTransportRuleInfo] forwardingDetail inboundConnectorFormattedName
    internetMessageId language latestDelivery:analyzedEmailDeliveryDetail loggedDateTime:DateTimeOffset
    networkMessageId originalDelivery:analyzedEmailDeliveryDetail overrideSources:[String] phishConfidenceLevel policy
    policyAction policyType primaryOverrideSource recipientDetail:analyzedEmailRecipientDetail recipientEmailAddress
    returnPath senderDetail:analyzedEmailSenderDetail sizeInBytes:Int32 spamConfidenceLevel subject
    threatDetectionDetails:[threatDetectionDetail] threatTypes:[threatType] timelineEvents:[timelineEvent]
    urls:[analyzedEmailUrl]`,
    SECURITY,
  ),
  filters: byOperators({
    'eq ne in': 'id networkMessageId internetMessageId recipientEmailAddress subject senderDetail/fromAddress',
    'eq ne gt ge lt le': 'loggedDateTime',
    any: 'alertIds',
  }),
  pageSize: 100,
  maxTop: 999,
};

/** Of beta. Documents speak of "some" query options and name none of them. */
export const SECURITY_ACTION: EntityModel = {
  ...OF_RESPONSE,
  type: '#microsoft.graph.securityAction',
  contextName: 'security/securityActions',
  properties: declare(
    `
    id actionReason appId azureTenantId clientContext completedDateTime:DateTimeOffset createdDateTime:DateTimeOffset
    errorInfo:resultInfo lastActionDateTime:DateTimeOffset name parameters:[keyValuePair]
    states:[securityActionState] status:securityActionStatus user vendorInformation:securityVendorInformation`,
    GRAPH,
  ),
  filters: byOperators({ 'eq ne in': 'id name status appId' }),
  pageSize: 100,
  maxTop: 1000,
};

/** Of Defender for Endpoint. @see https://learn.microsoft.com/defender-endpoint/api/get-machineactions-collection */
export const MACHINE_ACTION: EntityModel = {
  ...OF_RESPONSE,
  type: '#microsoft.windowsDefenderATP.api.MachineAction',
  contextName: 'MachineActions',
  properties: {
    ...declare(
      `
      id type title scope requestor requestorComment requestSource externalID commands:[String] status machineId
      computerDnsName creationDateTimeUtc:DateTimeOffset lastUpdateDateTimeUtc:DateTimeOffset cancellationRequestor
      cancellationComment cancellationDateTimeUtc:DateTimeOffset`,
      'microsoft.windowsDefenderATP.api.',
    ),
    relatedFileInfo: {
      kind: 'complex',
      list: false,
      typeName: 'microsoft.windowsDefenderATP.api.FileIdentifier',
      complex: () => ({
        typeName: 'microsoft.windowsDefenderATP.api.FileIdentifier',
        properties: declare('fileIdentifier fileIdentifierType', 'microsoft.windowsDefenderATP.api.'),
        open: false,
        derived: () => undefined,
      }),
    },
  },
  filters: byOperators({
    'eq ne in': 'id status machineId type requestor',
    'eq ne gt ge lt le': 'creationDateTimeUtc',
  }),
  orderby: ['creationDateTimeUtc'],
  pageSize: 10_000,
  maxTop: 10_000,
};
