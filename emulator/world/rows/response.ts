import type { Row } from '../World.js';

const NONE: readonly never[] = [];

/** Records of what is done against an attack, with every property that their services declare. */
type Known = Partial<Row> & Pick<Row, 'id'>;

export function analyzedEmailRow(known: Known): Row {
  return {
    alertIds: NONE,
    attachments: NONE,
    authenticationDetails: {
      compositeAuthentication: 'fail',
      dkim: 'none',
      dmarc: 'fail',
      senderPolicyFramework: 'fail',
    },
    bulkComplaintLevel: null,
    clientType: null,
    contexts: NONE,
    detectionMethods: NONE,
    directionality: 'inbound',
    distributionList: null,
    dlpRules: NONE,
    emailClusterId: null,
    exchangeTransportRules: NONE,
    forwardingDetail: null,
    inboundConnectorFormattedName: null,
    internetMessageId: null,
    language: 'en',
    latestDelivery: null,
    loggedDateTime: null,
    networkMessageId: null,
    originalDelivery: null,
    overrideSources: NONE,
    phishConfidenceLevel: 'High',
    policy: null,
    policyAction: null,
    policyType: null,
    primaryOverrideSource: null,
    recipientDetail: null,
    recipientEmailAddress: null,
    returnPath: null,
    senderDetail: null,
    sizeInBytes: 18_204,
    spamConfidenceLevel: '9',
    subject: null,
    threatDetectionDetails: NONE,
    threatTypes: ['phish'],
    timelineEvents: NONE,
    urls: NONE,
    ...known,
  };
}

export function machineActionRow(known: Known): Row {
  return {
    type: null,
    title: null,
    scope: null,
    requestor: null,
    requestorComment: null,
    requestSource: 'PublicApi',
    externalID: null,
    commands: NONE,
    status: 'Pending',
    machineId: null,
    computerDnsName: null,
    creationDateTimeUtc: null,
    lastUpdateDateTimeUtc: known['creationDateTimeUtc'],
    cancellationRequestor: null,
    cancellationComment: null,
    cancellationDateTimeUtc: null,
    relatedFileInfo: null,
    ...known,
  };
}

export function securityActionRow(known: Known): Row {
  return {
    actionReason: null,
    appId: null,
    azureTenantId: null,
    clientContext: null,
    completedDateTime: null,
    createdDateTime: null,
    errorInfo: null,
    lastActionDateTime: known['createdDateTime'],
    name: null,
    parameters: NONE,
    states: NONE,
    status: 'notStarted',
    user: null,
    vendorInformation: null,
    ...known,
  };
}
