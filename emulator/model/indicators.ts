import { byOperators, declare, GRAPH, OF_SECURITY } from './declare.js';
import type { EntityModel } from './EntityModel.js';

/** Indicators of Microsoft Graph: beta only. Documents speak of "some" query options and name none of them. */
export const TI_INDICATOR: EntityModel = {
  ...OF_SECURITY,
  type: '#microsoft.graph.tiIndicator',
  contextName: 'security/tiIndicators',
  properties: declare(
    `
    id action:tiAction activityGroupNames:[String] additionalInformation azureTenantId confidence:Int32 description
    diamondModel:diamondModel domainName emailEncoding emailLanguage emailRecipient emailSenderAddress emailSenderName
    emailSourceDomain emailSourceIpAddress emailSubject emailXMailer expirationDateTime:DateTimeOffset externalId
    fileCompileDateTime:DateTimeOffset fileCreatedDateTime:DateTimeOffset fileHashType:fileHashType fileHashValue
    fileMutexName fileName filePacker filePath fileSize:Int64 fileType ingestedDateTime:DateTimeOffset isActive:Boolean
    killChain:[String] knownFalsePositives lastReportedDateTime:DateTimeOffset malwareFamilyNames:[String]
    networkCidrBlock networkDestinationAsn:Int64 networkDestinationCidrBlock networkDestinationIPv4
    networkDestinationIPv6 networkDestinationPort:Int32 networkIPv4 networkIPv6 networkPort:Int32 networkProtocol:Int32
    networkSourceAsn:Int64 networkSourceCidrBlock networkSourceIPv4 networkSourceIPv6 networkSourcePort:Int32
    passiveOnly:Boolean severity:Int32 tags:[String] targetProduct threatType tlpLevel:tlpLevel url userAgent`,
    GRAPH,
  ),
  filters: byOperators({ 'eq ne in': 'id externalId targetProduct threatType action' }),
  orderby: [],
  pageSize: 100,
  maxTop: 1000,
};

/** Indicators of Defender for Endpoint. @see https://learn.microsoft.com/defender-endpoint/api/get-ti-indicators-collection */
export const DEFENDER_INDICATOR: EntityModel = {
  ...OF_SECURITY,
  type: '#microsoft.windowsDefenderATP.api.Indicator',
  contextName: 'Indicators',
  properties: declare(
    `
    id indicatorValue indicatorType action title description application externalID expirationTime:DateTimeOffset
    severity recommendedActions rbacGroupNames:[String] rbacGroupIds:[String] educateUrl generateAlert:Boolean
    sourceType source createdBySource createdBy createdByDisplayName creationTimeDateTimeUtc:DateTimeOffset
    lastUpdateTime:DateTimeOffset lastUpdatedBy`,
    'microsoft.windowsDefenderATP.api.',
  ),
  filters: byOperators({
    'eq ne': `
      application createdByDisplayName generateAlert title indicatorValue indicatorType createdBy action severity`,
    'eq ne gt ge lt le': 'expirationTime creationTimeDateTimeUtc',
    any: 'rbacGroupNames rbacGroupIds',
  }),
  orderby: [],
  pageSize: 10_000,
  maxTop: 10_000,
};
