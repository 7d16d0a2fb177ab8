import type { Row } from '../World.js';

type Known = Partial<Row> & Pick<Row, 'id'>;

const NONE: readonly never[] = [];
const VENDOR = { provider: 'SecureScore', providerVersion: null, subProvider: null, vendor: 'Microsoft' } as const;

/** A day's score with every property that Graph v1.0 declares. */
export function secureScoreRow(known: Known): Row {
  return {
    activeUserCount: null,
    averageComparativeScores: NONE,
    azureTenantId: '',
    controlScores: NONE,
    createdDateTime: null,
    currentScore: null,
    enabledServices: NONE,
    licensedUserCount: null,
    maxScore: null,
    vendorInformation: VENDOR,
    ...known,
  };
}

/** A control with every property that Graph v1.0 declares. */
export function controlProfileRow(known: Known): Row {
  return {
    actionType: null,
    actionUrl: null,
    azureTenantId: '',
    complianceInformation: NONE,
    controlCategory: null,
    controlStateUpdates: NONE,
    deprecated: false,
    implementationCost: null,
    lastModifiedDateTime: null,
    maxScore: null,
    rank: null,
    remediation: null,
    remediationImpact: null,
    service: null,
    threats: NONE,
    tier: null,
    title: null,
    userImpact: null,
    vendorInformation: VENDOR,
    ...known,
  };
}
