import { words } from './words.js';

export const Freshness = words('Freshness', 'Where a record was read from for this answer.', {
  LIVE: 'Microsoft Graph, during this question.',
  CACHE: 'Our cache, within its lifetime.',
  STALE: 'Our cache, past its lifetime, because Microsoft Graph did not answer.',
  STREAM: 'The stream of changes that this service follows.',
});
export type Freshness = keyof typeof Freshness;

export const Cloud = words('Cloud', 'National cloud of a tenant.', {
  GLOBAL: 'Microsoft 365 worldwide, including GCC.',
  US_GOV_L4: 'US Government GCC High.',
  US_GOV_L5: 'US Government DoD.',
  CHINA: 'China, operated by 21Vianet.',
  EMULATED: 'The emulated Microsoft Graph of the demo mode.',
});
export type Cloud = keyof typeof Cloud;

export const SourceName = words('SourceName', 'A family of Microsoft endpoints that this service reads.', {
  ALERTS: 'Defender XDR alerts: /security/alerts_v2.',
  LEGACY_ALERTS: 'Legacy alerts: /security/alerts, read where the settings of the tenant say so.',
  INCIDENTS: 'Defender XDR incidents: /security/incidents.',
  USERS: 'Entra users: /users.',
  DEVICES: 'Entra devices: /devices.',
  MANAGED_DEVICES: 'Intune devices: /deviceManagement/managedDevices.',
  RISKY_USERS: 'Entra ID Protection: /identityProtection/riskyUsers.',
  RISK_DETECTIONS: 'Entra ID Protection: /identityProtection/riskDetections.',
  SIGN_INS: 'Entra sign-in logs: /auditLogs/signIns, and signInActivity of users.',
  AUTHENTICATION_METHODS: 'Entra report: /reports/authenticationMethods/userRegistrationDetails.',
  DIRECTORY_ROLES: 'Entra roles: /roleManagement/directory/roleAssignments.',
  LICENSES: 'Licences of users: /users/{id}/licenseDetails.',
  OAUTH_GRANTS: 'Consents of users: /users/{id}/oauth2PermissionGrants.',
  GROUPS: 'Entra groups: /groups.',
  SERVICE_PRINCIPALS: 'Applications in Entra: /servicePrincipals.',
  RISKY_SERVICE_PRINCIPALS: 'Entra ID Protection: /identityProtection/riskyServicePrincipals.',
  SECURE_SCORES: 'Microsoft Secure Score: /security/secureScores.',
  CONTROL_PROFILES: 'Controls of Secure Score: /security/secureScoreControlProfiles.',
  TI_INDICATORS: 'Indicators of Microsoft Graph: /beta/security/tiIndicators, which Microsoft is about to remove.',
  DEFENDER_INDICATORS:
    'Indicators of Defender for Endpoint, a service of its own beside Microsoft Graph: /api/indicators.',
  SENTINEL_INDICATORS: 'Indicators of Microsoft Sentinel, which takes them and has no list of them.',
  THREAT_INTELLIGENCE: 'Microsoft Defender Threat Intelligence: /security/threatIntelligence.',
  HUNTING: 'Advanced hunting: /security/runHuntingQuery.',
  DEFENDER_MACHINES: 'Machines of Defender for Endpoint, a service of its own beside Microsoft Graph: /api/machines.',
});
export type SourceName = keyof typeof SourceName;

export const CoverageState = words('CoverageState', 'How far one source answered.', {
  COMPLETE: 'Everything that was asked.',
  PARTIAL: 'Some of it: the message says what may be missing.',
  THROTTLED: 'Microsoft Graph asked us to wait longer than the question may take.',
  NO_CONSENT: 'A permission is not consented in this tenant.',
  NO_LICENSE: 'The tenant has not bought what this source needs.',
  RETIRED: 'Microsoft has retired the endpoint.',
  UNSUPPORTED_IN_CLOUD: 'The national cloud does not offer the endpoint.',
  UNAVAILABLE: 'The source could not be reached, or answered with an error.',
  DISABLED: 'Switched off in the settings of this service.',
});
export type CoverageState = keyof typeof CoverageState;

export const AlertApi = words('AlertApi', 'Generation of the Microsoft Graph security API an alert came from.', {
  V2: '/security/alerts_v2, the current one.',
  LEGACY: '/security/alerts, which Microsoft has retired.',
});
export type AlertApi = keyof typeof AlertApi;

export const Severity = words('Severity', 'How bad the provider thinks it is.', {
  UNKNOWN: 'Not said, or a word that this version does not know: see severityRaw.',
  INFORMATIONAL: 'Good to know.',
  LOW: 'Low.',
  MEDIUM: 'Medium.',
  HIGH: 'High.',
});
export type Severity = keyof typeof Severity;

export const AlertStatus = words('AlertStatus', 'Where an alert stands in triage.', {
  UNKNOWN: 'Not said, or a word that this version does not know: see statusRaw.',
  NEW: 'Nobody has taken it.',
  IN_PROGRESS: 'Someone works on it.',
  RESOLVED: 'Done.',
  DISMISSED: 'Closed without action; legacy alerts only.',
});
export type AlertStatus = keyof typeof AlertStatus;

export const IncidentStatus = words('IncidentStatus', 'Where an incident stands.', {
  UNKNOWN: 'Not said, or a word that this version does not know: see statusRaw.',
  ACTIVE: 'Nobody has taken it.',
  IN_PROGRESS: 'Someone works on it.',
  AWAITING_ACTION: 'Microsoft waits for the customer to act.',
  RESOLVED: 'Done.',
  REDIRECTED: 'Merged into another incident: see redirectedTo.',
});
export type IncidentStatus = keyof typeof IncidentStatus;

export const Classification = words('Classification', 'What an analyst found it to be.', {
  UNKNOWN: 'Not classified, or a word that this version does not know.',
  TRUE_POSITIVE: 'A real threat.',
  FALSE_POSITIVE: 'Not a threat.',
  INFORMATIONAL_EXPECTED_ACTIVITY: 'Real, but expected: a test, a scan, an administrator.',
});
export type Classification = keyof typeof Classification;

export const Determination = words('Determination', 'The finer word beside the classification.', {
  UNKNOWN: 'Not determined, or a word that this version does not know.',
  APT: 'Advanced persistent threat.',
  MALWARE: 'Malware.',
  SECURITY_PERSONNEL: 'Security staff.',
  SECURITY_TESTING: 'A security test.',
  UNWANTED_SOFTWARE: 'Unwanted software.',
  MULTI_STAGED_ATTACK: 'Part of an attack of several stages.',
  COMPROMISED_ACCOUNT: 'A compromised account.',
  PHISHING: 'Phishing.',
  MALICIOUS_USER_ACTIVITY: 'Malicious activity of a user.',
  NOT_MALICIOUS: 'Not malicious.',
  NOT_ENOUGH_DATA: 'Not enough data to tell.',
  CONFIRMED_ACTIVITY: 'Activity confirmed by the user.',
  LINE_OF_BUSINESS_APPLICATION: 'A line-of-business application.',
  OTHER: 'Something else.',
});
export type Determination = keyof typeof Determination;

export const Verdict = words('Verdict', 'What the provider decided about a piece of evidence.', {
  UNKNOWN: 'Not decided, or a word that this version does not know.',
  SUSPICIOUS: 'Suspicious.',
  MALICIOUS: 'Malicious.',
  NO_THREATS_FOUND: 'Looked at, nothing found.',
});
export type Verdict = keyof typeof Verdict;

export const Remediation = words('Remediation', 'What has been done about a piece of evidence.', {
  UNKNOWN: 'A word that this version does not know.',
  NONE: 'Nothing yet.',
  REMEDIATED: 'Remediated.',
  PREVENTED: 'Prevented before it happened.',
  BLOCKED: 'Blocked.',
  NOT_FOUND: 'Not found when it should have been remediated.',
  ACTIVE: 'Active.',
  PENDING_APPROVAL: 'Waits for an approval.',
  DECLINED: 'Declined.',
  UNREMEDIATED: 'Remediation did not work.',
  RUNNING: 'Being remediated.',
  PARTIALLY_REMEDIATED: 'Remediated in part.',
});
export type Remediation = keyof typeof Remediation;

export const EvidenceRole = words('EvidenceRole', 'The part that a piece of evidence plays in its alert.', {
  UNKNOWN: 'Not said, or a word that this version does not know.',
  CONTEXTUAL: 'Context.',
  SCANNED: 'Was scanned.',
  SOURCE: 'Where it came from.',
  DESTINATION: 'Where it went.',
  CREATED: 'Was created.',
  ADDED: 'Was added.',
  COMPROMISED: 'Was compromised.',
  EDITED: 'Was edited.',
  ATTACKED: 'Was attacked.',
  ATTACKER: 'The attacker.',
  COMMAND_AND_CONTROL: 'Commanded the attack.',
  LOADED: 'Was loaded.',
  SUSPICIOUS: 'Suspicious.',
  POLICY_VIOLATOR: 'Broke a policy.',
});
export type EvidenceRole = keyof typeof EvidenceRole;

export const MatchKey = words('MatchKey', 'The key by which a reference was found in the directory, strongest first.', {
  OBJECT_ID: 'Entra object id.',
  APP_ID: 'Application (client) id.',
  DEVICE_ID: 'Entra device id.',
  DEFENDER_ID: 'Defender for Endpoint machine id.',
  INTUNE_ID: 'Intune device id.',
  CLOUD_SECURITY_IDENTIFIER: 'Cloud SID (S-1-12-1-…), which holds the object id.',
  USER_PRINCIPAL_NAME: 'User principal name.',
  SECURITY_IDENTIFIER: 'On-premises SID.',
  MAIL: 'Mail address; not unique.',
  SAM_ACCOUNT_NAME: 'On-premises account name; not unique over domains.',
  DNS_NAME: 'DNS name; not unique.',
  HOST_NAME: 'Host name; not unique.',
});
export type MatchKey = keyof typeof MatchKey;

export const Confidence = words('Confidence', 'How sure we are that a reference means this record.', {
  EXACT: 'The key is unique and was given by Microsoft for this record.',
  STRONG: 'The key is unique in practice, or several weak ones agree.',
  WEAK: 'The key is a name that others may share: look at the candidates.',
});
export type Confidence = keyof typeof Confidence;

export const ObservableKind = words('ObservableKind', 'What an observable is.', {
  IPV4: 'IPv4 address.',
  IPV6: 'IPv6 address, in its shortest form.',
  DOMAIN: 'Domain name, lower case, ASCII (punycode).',
  URL: 'URL.',
  FILE_SHA1: 'SHA-1 of a file, lower case.',
  FILE_SHA256: 'SHA-256 of a file, lower case.',
  FILE_MD5: 'MD5 of a file, lower case.',
  EMAIL_SENDER: 'Sender of a mail.',
  EMAIL_SUBJECT: 'Subject of a mail.',
  MAC: 'MAC address.',
  CERTIFICATE: 'Thumbprint of a certificate.',
});
export type ObservableKind = keyof typeof ObservableKind;

export const RiskLevel = words('RiskLevel', 'Risk as Entra ID Protection sees it.', {
  UNKNOWN: 'A word that this version does not know: see levelRaw.',
  NONE: 'No risk on record.',
  HIDDEN: 'Withheld for lack of a P2 licence.',
  LOW: 'Low.',
  MEDIUM: 'Medium.',
  HIGH: 'High.',
});
export type RiskLevel = keyof typeof RiskLevel;

export const RiskState = words('RiskState', 'What became of the risk.', {
  UNKNOWN: 'A word that this version does not know: see stateRaw.',
  NONE: 'No risk on record.',
  CONFIRMED_SAFE: 'An administrator confirmed that the user is safe.',
  REMEDIATED: 'Remediated, for instance by a new password.',
  DISMISSED: 'Dismissed by an administrator.',
  AT_RISK: 'At risk now.',
  CONFIRMED_COMPROMISED: 'An administrator confirmed that the user is compromised.',
});
export type RiskState = keyof typeof RiskState;

export const IncidentOrderBy = words('IncidentOrderBy', 'What incidents are ordered by.', {
  CREATED: 'Time of creation.',
  UPDATED: 'Time of the last update.',
});
export type IncidentOrderBy = keyof typeof IncidentOrderBy;

export const AlertDimension = words('AlertDimension', 'By what alerts are counted.', {
  SEVERITY: 'A member of Severity.',
  STATUS: 'A member of AlertStatus.',
  PROVIDER: 'The product as shown in the portal.',
  SERVICE_SOURCE: 'The service that raised it, in the words of Graph.',
  CATEGORY: 'Each of its categories.',
  TECHNIQUE: 'Each of its MITRE techniques, by id.',
  ASSIGNEE: 'Who works on it, as Graph has it.',
  TENANT: 'Id of the tenant.',
});
export type AlertDimension = keyof typeof AlertDimension;

export const SignInOutcome = words('SignInOutcome', 'How a sign-in ended.', {
  UNKNOWN: 'Not said.',
  SUCCESS: 'Signed in.',
  FAILURE: 'Refused or given up: see errorCode and failureReason.',
  INTERRUPTED: 'Sent on to do something first, such as registering a second factor.',
});
export type SignInOutcome = keyof typeof SignInOutcome;

export const HuntColumnType = words('HuntColumnType', 'What the cells of a column of a hunting answer hold.', {
  UNKNOWN: 'A word that this version does not know: see typeRaw.',
  STRING: 'Text.',
  DATE_TIME: 'A moment in ISO 8601.',
  INT: 'A whole number of 32 bits.',
  LONG: 'A whole number of 64 bits.',
  REAL: 'A number.',
  BOOLEAN: 'True or false; the engine may write 1 and 0.',
  GUID: 'A GUID.',
  TIME_SPAN: 'A length of time as .NET writes it: 1.02:03:04.',
  DYNAMIC: 'A list or an object of JSON, or a text of it.',
});
export type HuntColumnType = keyof typeof HuntColumnType;

export const OrderDirection = words('OrderDirection', 'Which end comes first.', {
  ASC: 'Oldest or smallest first.',
  DESC: 'Newest or largest first.',
});
export type OrderDirection = keyof typeof OrderDirection;

export const AlertOrderBy = words('AlertOrderBy', 'The time by which alerts are ordered.', {
  CREATED: 'When the alert was created.',
  UPDATED: 'When the alert was last updated.',
});
export type AlertOrderBy = keyof typeof AlertOrderBy;

export const ControlState = words('ControlState', 'What was decided about a control of Secure Score.', {
  UNKNOWN: 'A word that this version does not know: see stateRaw.',
  DEFAULT: 'Nothing was decided.',
  IGNORED: 'Somebody accepts the risk.',
  THIRD_PARTY: 'Done with a product of somebody else.',
  REVIEWED: 'Looked at, or done in another way.',
});
export type ControlState = keyof typeof ControlState;

export const Level = words('Level', 'How much something costs, or is noticed.', {
  UNKNOWN: 'A word that this version does not know.',
  LOW: 'Little.',
  MODERATE: 'Some.',
  HIGH: 'Much.',
});
export type Level = keyof typeof Level;

export const ComparisonBasis = words('ComparisonBasis', 'With whom a score is compared.', {
  UNKNOWN: 'A word that this version does not know: see basisRaw.',
  ALL_TENANTS: 'All tenants.',
  TOTAL_SEATS: 'Tenants of about the same size.',
  INDUSTRY_TYPES: 'Tenants of the same industry.',
});
export type ComparisonBasis = keyof typeof ComparisonBasis;

export const ControlOrderBy = words('ControlOrderBy', 'What controls of a score are ordered by.', {
  GAP: 'Points that are missing.',
  SCORE: 'Points reached.',
  MAX: 'Points that can be reached.',
  PERCENT: 'How much of it is done.',
  RANK: "Microsoft's own order.",
  NAME: 'Name of the control.',
});
export type ControlOrderBy = keyof typeof ControlOrderBy;

export const CredentialKind = words('CredentialKind', 'What an application proves itself with.', {
  PASSWORD: 'A secret.',
  CERTIFICATE: 'A certificate.',
});
export type CredentialKind = keyof typeof CredentialKind;

export const IndicatorTarget = words('IndicatorTarget', 'Where an indicator was submitted.', {
  GRAPH_TI_INDICATORS: 'Microsoft Graph: /beta/security/tiIndicators.',
  DEFENDER_FOR_ENDPOINT: 'Defender for Endpoint: /api/indicators.',
  SENTINEL: 'Microsoft Sentinel, which has no list of them.',
});
export type IndicatorTarget = keyof typeof IndicatorTarget;

export const GraphProduct = words('GraphProduct', 'The product to which Microsoft Graph passes an indicator on.', {
  SENTINEL: 'Microsoft Sentinel.',
  DEFENDER: 'Microsoft Defender for Endpoint.',
});
export type GraphProduct = keyof typeof GraphProduct;

export const IndicatorDeed = words('IndicatorDeed', 'What has become of an indicator.', {
  CREATED: 'It is new.',
  UPDATED: 'It was there, and was changed.',
  SUBMITTED: 'It is there; the target does not say whether it is new.',
  DELETED: 'It is gone.',
});
export type IndicatorDeed = keyof typeof IndicatorDeed;

export const IndicatorAction = words('IndicatorAction', 'What is done when an indicator is met.', {
  UNKNOWN: 'Not said, or a word that this version does not know: see actionRaw.',
  ALLOW: 'Let through.',
  AUDIT: 'Noted, and with generateAlert an alert is raised.',
  WARN: 'The user is warned and may go on.',
  ALERT: 'An alert is raised.',
  BLOCK: 'Blocked.',
  BLOCK_AND_REMEDIATE: 'Blocked, and removed where it is.',
});
export type IndicatorAction = keyof typeof IndicatorAction;

export const Tlp = words('Tlp', 'Traffic Light Protocol: to whom something may be told.', {
  UNKNOWN: 'Not said, or a word that this version does not know: see tlpRaw.',
  WHITE: 'Everybody.',
  GREEN: 'The community.',
  AMBER: 'Those who need it.',
  RED: 'Nobody else.',
});
export type Tlp = keyof typeof Tlp;

export const ReputationClass = words('ReputationClass', 'What Microsoft thinks of a host.', {
  UNKNOWN: 'Nothing is known, or a word that this version does not know: see classificationRaw.',
  NEUTRAL: 'Nothing is held against it.',
  SUSPICIOUS: 'Suspicious.',
  MALICIOUS: 'Malicious.',
});
export type ReputationClass = keyof typeof ReputationClass;

export const IntelSource = words('IntelSource', 'Who reported something.', {
  UNKNOWN: 'A word that this version does not know: see sourceRaw.',
  MICROSOFT: 'Microsoft.',
  OSINT: 'Open sources.',
  PUBLIC: 'The article itself, for everybody to read.',
});
export type IntelSource = keyof typeof IntelSource;

export const IntelProfileKind = words('IntelProfileKind', 'What a profile is about.', {
  UNKNOWN: 'A word that this version does not know: see kindRaw.',
  ACTOR: 'A group.',
  TOOL: 'A tool.',
});
export type IntelProfileKind = keyof typeof IntelProfileKind;

export const FlawSeverity = words('FlawSeverity', 'How bad a vulnerability is.', {
  UNKNOWN: 'Not said, or a word that this version does not know: see severityRaw.',
  NONE: 'Not at all.',
  LOW: 'Low.',
  MEDIUM: 'Medium.',
  HIGH: 'High.',
  CRITICAL: 'Critical.',
});
export type FlawSeverity = keyof typeof FlawSeverity;
