import type { Row } from '../World.js';

const NONE: readonly never[] = [];

/**
 * Records of logs, reports and grants with every property that Graph v1.0 declares. Made from defaults so that a caller
 * names only what is special.
 */
type Known = Partial<Row> & Pick<Row, 'id'>;

const NOWHERE = { city: null, countryOrRegion: null, state: null, geoCoordinates: null } as const;
const NO_DEVICE = {
  browser: '',
  deviceId: '',
  displayName: '',
  isCompliant: false,
  isManaged: false,
  operatingSystem: '',
  trustType: '',
} as const;

export function signInRow(known: Known): Row {
  return {
    appDisplayName: null,
    appId: null,
    appliedConditionalAccessPolicies: NONE,
    authenticationAppDeviceDetails: null,
    clientAppUsed: 'Browser',
    conditionalAccessStatus: 'notApplied',
    correlationId: null,
    createdDateTime: null,
    deviceDetail: NO_DEVICE,
    homeTenantId: null,
    ipAddress: null,
    isInteractive: true,
    location: NOWHERE,
    resourceDisplayName: null,
    resourceId: null,
    resourceTenantId: null,
    riskDetail: 'none',
    riskEventTypes: NONE,
    riskEventTypes_v2: NONE,
    riskLevelAggregated: 'none',
    riskLevelDuringSignIn: 'none',
    riskState: 'none',
    servicePrincipalId: '',
    servicePrincipalName: null,
    status: { errorCode: 0, failureReason: 'Other.', additionalDetails: null },
    userAgent: null,
    userDisplayName: null,
    userId: null,
    userPrincipalName: null,
    ...known,
  };
}

export function riskDetectionRow(known: Known): Row {
  return {
    activity: 'signin',
    activityDateTime: null,
    additionalInfo: '[]',
    correlationId: null,
    detectedDateTime: null,
    detectionTimingType: 'offline',
    ipAddress: null,
    lastUpdatedDateTime: null,
    location: NOWHERE,
    requestId: null,
    riskDetail: 'none',
    riskEventType: null,
    riskLevel: 'none',
    riskState: 'none',
    source: 'IdentityProtection',
    tokenIssuerType: 'AzureAD',
    userDisplayName: null,
    userId: null,
    userPrincipalName: null,
    ...known,
  };
}

export function registrationRow(known: Known): Row {
  return {
    isAdmin: false,
    isMfaCapable: false,
    isMfaRegistered: false,
    isPasswordlessCapable: false,
    isSsprCapable: false,
    isSsprEnabled: true,
    isSsprRegistered: false,
    isSystemPreferredAuthenticationMethodEnabled: true,
    lastUpdatedDateTime: null,
    methodsRegistered: NONE,
    systemPreferredAuthenticationMethods: NONE,
    userDisplayName: '',
    userPreferredMethodForSecondaryAuthentication: 'none',
    userPrincipalName: '',
    userType: 'member',
    ...known,
  };
}

export function roleDefinitionRow(known: Known): Row {
  return {
    description: null,
    displayName: null,
    isBuiltIn: true,
    isEnabled: true,
    resourceScopes: ['/'],
    rolePermissions: NONE,
    templateId: null,
    version: '1',
    ...known,
  };
}

export function roleAssignmentRow(known: Known): Row {
  return {
    appScopeId: null,
    condition: null,
    directoryScopeId: '/',
    principalId: null,
    principalOrganizationId: null,
    roleDefinitionId: null,
    ...known,
  };
}

export function grantRow(known: Known): Row {
  return { clientId: '', consentType: 'Principal', principalId: null, resourceId: '', scope: '', ...known };
}

export function appRoleAssignmentRow(known: Known): Row {
  return {
    deletedDateTime: null,
    appRoleId: null,
    createdDateTime: null,
    principalDisplayName: null,
    principalId: null,
    principalType: 'ServicePrincipal',
    resourceDisplayName: null,
    resourceId: null,
    ...known,
  };
}
