import type { AlertStatus, Classification, Determination, IncidentStatus, Severity } from '../../schema/enums.js';

/** Graph's words for ours, as they are sent in `$filter`. Null: Graph has no such word. */
export const SEVERITY_WORDS: Readonly<Record<Severity, string | null>> = {
  UNKNOWN: 'unknown',
  INFORMATIONAL: 'informational',
  LOW: 'low',
  MEDIUM: 'medium',
  HIGH: 'high',
};

export const STATUS_WORDS: Readonly<Record<AlertStatus, string | null>> = {
  UNKNOWN: 'unknown',
  NEW: 'new',
  IN_PROGRESS: 'inProgress',
  RESOLVED: 'resolved',
  DISMISSED: null,
};

export const INCIDENT_STATUS_WORDS: Readonly<Record<IncidentStatus, string | null>> = {
  UNKNOWN: null,
  ACTIVE: 'active',
  IN_PROGRESS: 'inProgress',
  AWAITING_ACTION: 'awaitingAction',
  RESOLVED: 'resolved',
  REDIRECTED: 'redirected',
};

export const CLASSIFICATION_WORDS: Readonly<Record<Classification, string | null>> = {
  UNKNOWN: 'unknown',
  TRUE_POSITIVE: 'truePositive',
  FALSE_POSITIVE: 'falsePositive',
  INFORMATIONAL_EXPECTED_ACTIVITY: 'informationalExpectedActivity',
};

export const DETERMINATION_WORDS: Readonly<Record<Determination, string | null>> = {
  UNKNOWN: 'unknown',
  APT: 'apt',
  MALWARE: 'malware',
  SECURITY_PERSONNEL: 'securityPersonnel',
  SECURITY_TESTING: 'securityTesting',
  UNWANTED_SOFTWARE: 'unwantedSoftware',
  MULTI_STAGED_ATTACK: 'multiStagedAttack',
  COMPROMISED_ACCOUNT: 'compromisedAccount',
  PHISHING: 'phishing',
  MALICIOUS_USER_ACTIVITY: 'maliciousUserActivity',
  NOT_MALICIOUS: 'notMalicious',
  NOT_ENOUGH_DATA: 'notEnoughDataToValidate',
  CONFIRMED_ACTIVITY: 'confirmedActivity',
  LINE_OF_BUSINESS_APPLICATION: 'lineOfBusinessApplication',
  OTHER: 'other',
};

/**
 * The services that raise alerts, as Graph spells them.
 *
 * @see https://learn.microsoft.com/graph/api/resources/security-alert#servicesource-values
 */
export const SERVICE_SOURCE_WORDS: readonly string[] = [
  'unknown',
  'microsoftDefenderForEndpoint',
  'microsoftDefenderForIdentity',
  'microsoftDefenderForCloudApps',
  'microsoftDefenderForOffice365',
  'microsoft365Defender',
  'azureAdIdentityProtection',
  'microsoftAppGovernance',
  'dataLossPrevention',
  'microsoftDefenderForCloud',
  'microsoftSentinel',
  'microsoftInsiderRiskManagement',
  'microsoftThreatIntelligence',
  'microsoftSecurityForAI',
];
