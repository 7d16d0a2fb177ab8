import { byOperators, declare, GRAPH, OF_SECURITY } from './declare.js';
import type { EntityModel } from './EntityModel.js';

/** Documents name $count, $filter, $skip and $top; the metadata allows $select and sorting as well. */
const OF_SCORES = { ...OF_SECURITY, maxTop: 1000 } as const satisfies Partial<EntityModel>;

/** One score a day. */
export const SECURE_SCORE: EntityModel = {
  ...OF_SCORES,
  type: '#microsoft.graph.secureScore',
  contextName: 'security/secureScores',
  properties: declare(
    `
    id activeUserCount:Int32 averageComparativeScores:[averageComparativeScore] azureTenantId
    controlScores:[controlScore] createdDateTime:DateTimeOffset currentScore:Double enabledServices:[String]
    licensedUserCount:Int32 maxScore:Double vendorInformation:securityVendorInformation`,
    GRAPH,
  ),
  filters: byOperators({
    'eq ne gt ge lt le': 'createdDateTime currentScore maxScore activeUserCount licensedUserCount',
    'eq ne in': 'id azureTenantId',
  }),
  orderby: ['createdDateTime'],
  pageSize: 100,
};

/** Every control that Microsoft knows, as the tenant stands to it. */
export const SECURE_SCORE_CONTROL_PROFILE: EntityModel = {
  ...OF_SCORES,
  type: '#microsoft.graph.secureScoreControlProfile',
  contextName: 'security/secureScoreControlProfiles',
  properties: declare(
    `
    id actionType actionUrl azureTenantId complianceInformation:[complianceInformation] controlCategory
    controlStateUpdates:[secureScoreControlStateUpdate] deprecated:Boolean implementationCost
    lastModifiedDateTime:DateTimeOffset maxScore:Double rank:Int32 remediation remediationImpact service
    threats:[String] tier title userImpact vendorInformation:securityVendorInformation`,
    GRAPH,
  ),
  filters: byOperators({
    'eq ne in': 'id controlCategory service tier title deprecated implementationCost userImpact',
    'eq ne gt ge lt le': 'lastModifiedDateTime maxScore rank',
  }),
  orderby: ['rank', 'title'],
  pageSize: 500,
};
