import type { Workload } from '../util/workload.js';
import type { GraphRequest } from './GraphRequest.js';
import { isReadOnly } from './GraphRequest.js';
import type { GraphTenant } from './GraphTenant.js';

/** The least application permission of each family: for reading, and for changing. First match wins. */
const PERMISSIONS: readonly (readonly [path: RegExp, read: string, write: string])[] = [
  [
    /^\/security\/(alerts_v2|incidents)\/[\w.]*(moveAlerts|mergeIncidents)$/,
    'SecurityData.Manage.All',
    'SecurityData.Manage.All',
  ],
  [/^\/security\/alerts_v2\b/, 'SecurityAlert.Read.All', 'SecurityAlert.ReadWrite.All'],
  [/^\/security\/incidents\b/, 'SecurityIncident.Read.All', 'SecurityIncident.ReadWrite.All'],
  [/^\/security\/(alerts|secureScore\w*)\b/, 'SecurityEvents.Read.All', 'SecurityEvents.ReadWrite.All'],
  [/^\/security\/runHuntingQuery\b/, 'ThreatHunting.Read.All', 'ThreatHunting.Read.All'],
  [/^\/security\/tiIndicators\b/, 'ThreatIndicators.ReadWrite.OwnedBy', 'ThreatIndicators.ReadWrite.OwnedBy'],
  [/^\/security\/securityActions\b/, 'SecurityActions.Read.All', 'SecurityActions.ReadWrite.All'],
  [/^\/security\/identities\b/, 'SecurityIdentitiesAccount.Read.All', 'SecurityIdentitiesActions.ReadWrite.All'],
  [
    /^\/security\/collaboration\/analyzedEmails\b/,
    'SecurityAnalyzedMessage.Read.All',
    'SecurityAnalyzedMessage.ReadWrite.All',
  ],
  [/^\/security\/threatIntelligence\b/, 'ThreatIntelligence.Read.All', 'ThreatIntelligence.Read.All'],
  [/^\/indicators\b/, 'Ti.ReadWrite.All', 'Ti.ReadWrite.All'],
  // A role of Azure on the workspace, and no permission of an API.
  [/:upload$/, 'Microsoft Sentinel Contributor', 'Microsoft Sentinel Contributor'],
  [/^\/machines\/[^/]+\/(un)?isolate$/, 'Machine.Isolate', 'Machine.Isolate'],
  [/^\/machines\/[^/]+\/(un)?restrictCodeExecution$/, 'Machine.RestrictExecution', 'Machine.RestrictExecution'],
  [/^\/machines\/[^/]+\/runAntiVirusScan$/, 'Machine.Scan', 'Machine.Scan'],
  [/^\/machines\/[^/]+\/StopAndQuarantineFile$/, 'Machine.StopAndQuarantine', 'Machine.StopAndQuarantine'],
  [/^\/machines\/[^/]+\/collectInvestigationPackage$/, 'Machine.CollectForensics', 'Machine.CollectForensics'],
  // Whatever has let an action be ordered lets it be called off.
  [/^\/machineactions\b/, 'Machine.Read.All', 'Machine.Isolate'],
  [/^\/machines\b/, 'Machine.Read.All', 'Machine.ReadWrite.All'],
  [/\/managedDevices\b/, 'DeviceManagementManagedDevices.Read.All', 'DeviceManagementManagedDevices.ReadWrite.All'],
  [/\/(memberOf|transitiveMemberOf)\b/, 'Directory.Read.All', 'Directory.ReadWrite.All'],
  [/\/oauth2PermissionGrants\b/, 'Directory.Read.All', 'DelegatedPermissionGrant.ReadWrite.All'],
  [/^\/roleManagement\b/, 'RoleManagement.Read.Directory', 'RoleManagement.ReadWrite.Directory'],
  [/^\/reports\/authenticationMethods\b/, 'AuditLog.Read.All', 'AuditLog.Read.All'],
  [/\/revokeSignInSessions\b/, 'User.RevokeSessions.All', 'User.RevokeSessions.All'],
  [/^\/(users|directoryObjects)\b/, 'User.Read.All', 'User.EnableDisableAccount.All'],
  [/^\/devices\b/, 'Device.Read.All', 'Device.ReadWrite.All'],
  [/^\/groups\b/, 'Group.Read.All', 'Group.ReadWrite.All'],
  [
    /^\/identityProtection\/riskyServicePrincipals\b/,
    'IdentityRiskyServicePrincipal.Read.All',
    'IdentityRiskyServicePrincipal.ReadWrite.All',
  ],
  [/^\/identityProtection\/riskyUsers\b/, 'IdentityRiskyUser.Read.All', 'IdentityRiskyUser.ReadWrite.All'],
  [/^\/identityProtection\b/, 'IdentityRiskEvent.Read.All', 'IdentityRiskEvent.ReadWrite.All'],
  [/^\/auditLogs\b/, 'AuditLog.Read.All', 'AuditLog.Read.All'],
  [/^\/subscribedSkus\b/, 'LicenseAssignment.Read.All', 'LicenseAssignment.ReadWrite.All'],
  [/^\/contracts\b/, 'Directory.Read.All', 'Directory.ReadWrite.All'],
  [/^\/organization\b/, 'Organization.Read.All', 'Organization.ReadWrite.All'],
  [/^\/servicePrincipals\b/, 'Application.Read.All', 'Application.ReadWrite.All'],
];

/** What a tenant must have bought for a workload; null where every tenant has it. */
export const LICENCES: Readonly<Record<Workload, string | null>> = {
  security: 'Microsoft Defender XDR',
  tiIndicators: 'Microsoft Sentinel or Microsoft Defender for Endpoint',
  threatIntelligence: 'Microsoft Defender Threat Intelligence with its API',
  directory: null,
  identityProtection: 'Microsoft Entra ID P2',
  intune: 'Microsoft Intune',
  reports: 'Microsoft Entra ID P1',
  signInActivity: 'Microsoft Entra ID P1',
  hunting: 'Microsoft Defender XDR',
  defender: 'Microsoft Defender for Endpoint',
  defenderImport: 'Microsoft Defender for Endpoint',
  defenderDeletion: 'Microsoft Defender for Endpoint',
  sentinel: 'Microsoft Sentinel',
  subscriptions: null,
};

/** What Microsoft offers in its worldwide cloud only. */
const WORLDWIDE_ONLY = /^\/security\/(tiIndicators|securityActions|identities)\b/;

/** Whether the cloud has the family at all, as far as documents say. */
export function isOffered({ cloud }: Pick<GraphTenant, 'cloud'>, request: GraphRequest): boolean {
  return cloud === 'GLOBAL' || cloud === 'EMULATED' || !WORLDWIDE_ONLY.test(pathOf(request));
}

/** The permission that a request needs, if its family is one that we know. */
export function permissionFor(request: GraphRequest): string | null {
  if (request.workload === 'signInActivity') return 'AuditLog.Read.All';
  const only = onlyTypeOf(request);
  if (only && OF_TYPE[only]) return OF_TYPE[only];
  const row = PERMISSIONS.find(([pattern]) => pattern.test(pathOf(request)));
  return row ? row[isReadOnly(request) ? 1 : 2] : null;
}

/** getByIds needs the right to read what it is asked for. */
const OF_TYPE: Readonly<Record<string, string>> = { group: 'Group.Read.All', servicePrincipal: 'Application.Read.All' };

function onlyTypeOf({ path, body }: GraphRequest): string | undefined {
  const types = (body as { readonly types?: readonly string[] } | undefined)?.types;
  return path.startsWith('/directoryObjects/getByIds') && types?.length === 1 ? types[0] : undefined;
}

/**
 * What a request is about, for messages and logs: the names in its path and nothing that a caller gave, so no ids, no
 * mail addresses, no query.
 */
export function familyOf(request: GraphRequest): string {
  const names = pathOf(request)
    .split('/')
    .slice(1)
    .map((name) => name.replace(/\(.*$/s, ''));
  return `/${names.map((name) => (/^([a-z]+(_v\d)?|[a-z-]+:upload)$/i.test(name) ? name : '…')).join('/')}`;
}

function pathOf({ path }: GraphRequest): string {
  return path.split('?', 1)[0] as string;
}
