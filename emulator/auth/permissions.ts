/**
 * What an application must have been granted, by area: any one of the list is enough.
 *
 * @see https://learn.microsoft.com/graph/permissions-reference
 */
export const PERMISSIONS = {
  alertRead: ['SecurityAlert.Read.All', 'SecurityAlert.ReadWrite.All'],
  alertWrite: ['SecurityAlert.ReadWrite.All'],
  legacyAlertRead: ['SecurityEvents.Read.All', 'SecurityEvents.ReadWrite.All'],
  legacyAlertWrite: ['SecurityEvents.ReadWrite.All'],
  incidentRead: ['SecurityIncident.Read.All', 'SecurityIncident.ReadWrite.All'],
  incidentWrite: ['SecurityIncident.ReadWrite.All'],
  /** As the pages of moveAlerts and mergeIncidents say; the permissions reference does not know it. */
  correlationWrite: ['SecurityData.Manage.All'],
  identityAccountRead: ['SecurityIdentitiesAccount.Read.All'],
  identityAction: ['SecurityIdentitiesActions.ReadWrite.All'],
  analyzedMessageRead: ['SecurityAnalyzedMessage.Read.All', 'SecurityAnalyzedMessage.ReadWrite.All'],
  analyzedMessageWrite: ['SecurityAnalyzedMessage.ReadWrite.All'],
  securityActionRead: ['SecurityActions.Read.All', 'SecurityActions.ReadWrite.All'],
  securityActionWrite: ['SecurityActions.ReadWrite.All'],
  machineIsolate: ['Machine.Isolate'],
  machineRestrict: ['Machine.RestrictExecution'],
  machineQuarantine: ['Machine.StopAndQuarantine'],
  machineScan: ['Machine.Scan'],
  machineCollect: ['Machine.CollectForensics'],
  machineCancel: [
    'Machine.CollectForensics',
    'Machine.Isolate',
    'Machine.RestrictExecution',
    'Machine.Scan',
    'Machine.StopAndQuarantine',
  ],
  machineRead: ['Machine.Read.All', 'Machine.ReadWrite.All'],
  huntingRead: ['ThreatHunting.Read.All'],
  tiIndicatorOwn: ['ThreatIndicators.ReadWrite.OwnedBy'],
  indicatorRead: ['Ti.ReadWrite', 'Ti.ReadWrite.All'],
  indicatorWrite: ['Ti.ReadWrite', 'Ti.ReadWrite.All'],
  threatIntelligenceRead: ['ThreatIntelligence.Read.All'],
  secureScoreRead: ['SecurityEvents.Read.All', 'SecurityEvents.ReadWrite.All'],
  secureScoreWrite: ['SecurityEvents.ReadWrite.All'],
  userRead: [
    'User.Read.All',
    'User.ReadWrite.All',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
    'User.ReadBasic.All',
  ],
  userEnable: ['User.EnableDisableAccount.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All'],
  userRevoke: ['User.RevokeSessions.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All'],
  userMemberOf: [
    'Directory.Read.All',
    'Directory.ReadWrite.All',
    'GroupMember.Read.All',
    'Group.Read.All',
    'Group.ReadBasic.All',
  ],
  userTransitiveMemberOf: [
    'User.Read.All',
    'User.ReadWrite.All',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
    'GroupMember.Read.All',
    'Group.Read.All',
  ],
  deviceRead: ['Device.Read.All', 'Device.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  managedDeviceRead: ['DeviceManagementManagedDevices.Read.All', 'DeviceManagementManagedDevices.ReadWrite.All'],
  groupRead: [
    'Group.ReadBasic.All',
    'Group.Read.All',
    'Group.ReadWrite.All',
    'GroupMember.Read.All',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
  ],
  groupMembers: [
    'GroupMember.ReadBasic.All',
    'GroupMember.Read.All',
    'Group.Read.All',
    'Group.ReadWrite.All',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
  ],
  directoryRoleRead: [
    'RoleManagement.Read.Directory',
    'RoleManagement.ReadWrite.Directory',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
  ],
  servicePrincipalRead: [
    'Application.Read.All',
    'Application.ReadWrite.All',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
  ],
  servicePrincipalWrite: ['Application.ReadWrite.All', 'Directory.ReadWrite.All'],
  organizationRead: [
    'Organization.Read.All',
    'Organization.ReadWrite.All',
    'DeviceManagementServiceConfig.Read.All',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
  ],
  riskyUserRead: ['IdentityRiskyUser.Read.All', 'IdentityRiskyUser.ReadWrite.All'],
  riskyUserWrite: ['IdentityRiskyUser.ReadWrite.All'],
  riskyServicePrincipalWrite: ['IdentityRiskyServicePrincipal.ReadWrite.All'],
  riskyServicePrincipalRead: ['IdentityRiskyServicePrincipal.Read.All', 'IdentityRiskyServicePrincipal.ReadWrite.All'],
  riskDetectionRead: ['IdentityRiskEvent.Read.All', 'IdentityRiskEvent.ReadWrite.All'],
  auditLogRead: ['AuditLog.Read.All'],
  roleAssignmentRead: [
    'RoleManagement.Read.Directory',
    'RoleManagement.Read.All',
    'RoleManagement.ReadWrite.Directory',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
  ],
  licenceRead: [
    'LicenseAssignment.Read.All',
    'LicenseAssignment.ReadWrite.All',
    'User.Read.All',
    'User.ReadWrite.All',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
  ],
  subscribedSkuRead: [
    'LicenseAssignment.Read.All',
    'LicenseAssignment.ReadWrite.All',
    'Organization.Read.All',
    'Organization.ReadWrite.All',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
  ],
  contractRead: ['Directory.Read.All', 'Directory.ReadWrite.All'],
  grantRead: ['DelegatedPermissionGrant.Read.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  /** The type's own permission is enough; what it does not cover comes back as id and type only. */
  getByIds: [
    'Directory.Read.All',
    'Directory.ReadWrite.All',
    'User.Read.All',
    'User.ReadWrite.All',
    'User.ReadBasic.All',
    'Device.Read.All',
    'Device.ReadWrite.All',
    'Group.Read.All',
    'GroupMember.Read.All',
    'Application.Read.All',
    'RoleManagement.Read.Directory',
  ],
} as const satisfies Record<string, readonly string[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Which area a member of a mixed collection belongs to; without it the member comes as id and type only. */
export const MEMBER_PERMISSION: Readonly<Record<string, Permission>> = {
  '#microsoft.graph.user': 'userRead',
  '#microsoft.graph.device': 'deviceRead',
  '#microsoft.graph.group': 'groupRead',
  '#microsoft.graph.directoryRole': 'directoryRoleRead',
  '#microsoft.graph.servicePrincipal': 'servicePrincipalRead',
};

export function isGranted(roles: readonly string[], permission: Permission): boolean {
  return PERMISSIONS[permission].some((role) => roles.includes(role));
}
