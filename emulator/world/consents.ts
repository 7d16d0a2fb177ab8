/** Application permissions of Microsoft Graph that an administrator has consented to where nothing is missing. */
export const GRAPH_CONSENTS = [
  'SecurityAlert.Read.All',
  'SecurityAlert.ReadWrite.All',
  'SecurityIncident.Read.All',
  'SecurityIncident.ReadWrite.All',
  'SecurityData.Manage.All',
  'SecurityEvents.Read.All',
  'SecurityEvents.ReadWrite.All',
  'User.Read.All',
  'User.EnableDisableAccount.All',
  'User.RevokeSessions.All',
  'Device.Read.All',
  'Group.Read.All',
  'GroupMember.Read.All',
  'Directory.Read.All',
  'DeviceManagementManagedDevices.Read.All',
  'IdentityRiskyUser.Read.All',
  'IdentityRiskyUser.ReadWrite.All',
  'IdentityRiskyServicePrincipal.Read.All',
  'IdentityRiskyServicePrincipal.ReadWrite.All',
  'IdentityRiskEvent.Read.All',
  'LicenseAssignment.Read.All',
  'Application.Read.All',
  'Application.ReadWrite.All',
  'Organization.Read.All',
  'RoleManagement.Read.Directory',
  'AuditLog.Read.All',
  'ThreatHunting.Read.All',
  'SecurityActions.Read.All',
  'SecurityActions.ReadWrite.All',
  'SecurityAnalyzedMessage.Read.All',
  'SecurityAnalyzedMessage.ReadWrite.All',
  'SecurityIdentitiesAccount.Read.All',
  'SecurityIdentitiesActions.ReadWrite.All',
  'ThreatIndicators.ReadWrite.OwnedBy',
  'ThreatIntelligence.Read.All',
] as const;

/** The same at Defender for Endpoint, which declares permissions of its own. */
export const DEFENDER_CONSENTS = [
  'Machine.Read.All',
  'Machine.Isolate',
  'Machine.RestrictExecution',
  'Machine.StopAndQuarantine',
  'Machine.Scan',
  'Machine.CollectForensics',
  'Ti.ReadWrite.All',
] as const;

export const ALL_CONSENTS = [...GRAPH_CONSENTS, ...DEFENDER_CONSENTS];

/**
 * All but those named; what may write may also read, so a write permission goes with its read permission.
 */
export function consentsWithout(...missing: readonly string[]): string[] {
  const gone = new Set(missing.flatMap((role) => [role, role.replace('.Read.', '.ReadWrite.')]));
  return ALL_CONSENTS.filter((role) => !gone.has(role));
}
