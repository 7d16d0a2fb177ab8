import {
  APP_ROLE_ASSIGNMENT,
  LICENSE_DETAILS,
  OAUTH2_PERMISSION_GRANT,
  ROLE_ASSIGNMENT,
  ROLE_DEFINITION,
} from './access.js';
import { ALERT } from './alert.js';
import { DEFENDER_MACHINE } from './defenderMachine.js';
import { DEVICE } from './device.js';
import { DIRECTORY_OBJECT } from './directoryObject.js';
import { DIRECTORY_ROLE } from './directoryRole.js';
import type { EntityModel } from './EntityModel.js';
import { GROUP } from './group.js';
import { INCIDENT } from './incident.js';
import { DEFENDER_INDICATOR, TI_INDICATOR } from './indicators.js';
import {
  INTEL_ARTICLE,
  INTEL_ARTICLE_INDICATOR,
  INTEL_HOSTNAME,
  INTEL_IP_ADDRESS,
  INTEL_PASSIVE_DNS,
  INTEL_PROFILE,
  INTEL_PROFILE_INDICATOR,
  INTEL_REPUTATION,
  INTEL_SUBDOMAIN,
  INTEL_VULNERABILITY,
  INTEL_VULNERABILITY_COMPONENT,
  INTEL_WHOIS,
} from './intelligence.js';
import { LEGACY_ALERT } from './legacyAlert.js';
import { MANAGED_DEVICE } from './managedDevice.js';
import { ORGANIZATION } from './organization.js';
import { ANALYZED_EMAIL, IDENTITY_ACCOUNTS, MACHINE_ACTION, SECURITY_ACTION } from './response.js';
import { RISK_DETECTION } from './riskDetection.js';
import { RISKY_SERVICE_PRINCIPAL, RISKY_USER } from './riskyUser.js';
import { SECURE_SCORE, SECURE_SCORE_CONTROL_PROFILE } from './secureScore.js';
import { SERVICE_PRINCIPAL } from './servicePrincipal.js';
import { SIGN_IN } from './signIn.js';
import { CONTRACT, SUBSCRIBED_SKU } from './tenancy.js';
import { USER } from './user.js';
import { USER_REGISTRATION_DETAILS } from './userRegistrationDetails.js';

/** Every entity type the emulator serves. */
export const MODELS = {
  alert: ALERT,
  analyzedEmail: ANALYZED_EMAIL,
  appRoleAssignment: APP_ROLE_ASSIGNMENT,
  defenderIndicator: DEFENDER_INDICATOR,
  defenderMachine: DEFENDER_MACHINE,
  contract: CONTRACT,
  device: DEVICE,
  directoryObject: DIRECTORY_OBJECT,
  directoryRole: DIRECTORY_ROLE,
  group: GROUP,
  identityAccounts: IDENTITY_ACCOUNTS,
  incident: INCIDENT,
  intelArticle: INTEL_ARTICLE,
  intelArticleIndicator: INTEL_ARTICLE_INDICATOR,
  intelHostname: INTEL_HOSTNAME,
  intelIpAddress: INTEL_IP_ADDRESS,
  intelPassiveDns: INTEL_PASSIVE_DNS,
  intelProfile: INTEL_PROFILE,
  intelProfileIndicator: INTEL_PROFILE_INDICATOR,
  intelReputation: INTEL_REPUTATION,
  intelSubdomain: INTEL_SUBDOMAIN,
  intelVulnerability: INTEL_VULNERABILITY,
  intelVulnerabilityComponent: INTEL_VULNERABILITY_COMPONENT,
  intelWhois: INTEL_WHOIS,
  legacyAlert: LEGACY_ALERT,
  licenseDetails: LICENSE_DETAILS,
  machineAction: MACHINE_ACTION,
  managedDevice: MANAGED_DEVICE,
  oauth2PermissionGrant: OAUTH2_PERMISSION_GRANT,
  organization: ORGANIZATION,
  riskDetection: RISK_DETECTION,
  riskyServicePrincipal: RISKY_SERVICE_PRINCIPAL,
  riskyUser: RISKY_USER,
  roleAssignment: ROLE_ASSIGNMENT,
  roleDefinition: ROLE_DEFINITION,
  secureScore: SECURE_SCORE,
  secureScoreControlProfile: SECURE_SCORE_CONTROL_PROFILE,
  securityAction: SECURITY_ACTION,
  servicePrincipal: SERVICE_PRINCIPAL,
  signIn: SIGN_IN,
  subscribedSku: SUBSCRIBED_SKU,
  tiIndicator: TI_INDICATOR,
  user: USER,
  userRegistrationDetails: USER_REGISTRATION_DETAILS,
} as const;

const byType: ReadonlyMap<unknown, EntityModel> = new Map(Object.values(MODELS).map((model) => [model.type, model]));

/** The model of an `@odata.type`: `#microsoft.graph.user`. */
export function modelOfType(odataType: unknown): EntityModel | undefined {
  return byType.get(odataType);
}
