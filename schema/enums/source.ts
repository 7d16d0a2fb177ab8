import { words } from '../words.js';

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
  SECURITY_ACTIONS: 'Response actions of Microsoft Graph: /beta/security/securityActions.',
  DEFENDER_MACHINES:
    'Machines of Defender for Endpoint and actions on them, a service of its own beside Microsoft Graph: /api/machines, /api/machineactions.',
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
