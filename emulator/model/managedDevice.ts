import { GRAPH, byOperators, declare, words } from './declare.js';
import type { EntityModel } from './EntityModel.js';

const properties = declare(
  `
  id activationLockBypassCode androidSecurityPatchLevel azureADDeviceId azureADRegistered:Boolean
  complianceGracePeriodExpirationDateTime:DateTimeOffset complianceState:complianceState
  configurationManagerClientEnabledFeatures:configurationManagerClientEnabledFeatures
  deviceActionResults:[deviceActionResult] deviceCategoryDisplayName deviceEnrollmentType:deviceEnrollmentType
  deviceHealthAttestationState:deviceHealthAttestationState deviceName
  deviceRegistrationState:deviceRegistrationState easActivated:Boolean easActivationDateTime:DateTimeOffset
  easDeviceId emailAddress enrolledDateTime:DateTimeOffset enrollmentProfileName ethernetMacAddress
  exchangeAccessState:deviceManagementExchangeAccessState
  exchangeAccessStateReason:deviceManagementExchangeAccessStateReason
  exchangeLastSuccessfulSyncDateTime:DateTimeOffset freeStorageSpaceInBytes:Int64 iccid imei
  isEncrypted:Boolean isSupervised:Boolean jailBroken lastSyncDateTime:DateTimeOffset managedDeviceName
  managedDeviceOwnerType:managedDeviceOwnerType managementAgent:managementAgentType
  managementCertificateExpirationDate:DateTimeOffset managementState:managementState manufacturer meid model
  notes operatingSystem osVersion partnerReportedThreatState:managedDevicePartnerReportedHealthState
  phoneNumber physicalMemoryInBytes:Int64 remoteAssistanceSessionErrorDetails remoteAssistanceSessionUrl
  requireUserEnrollmentApproval:Boolean serialNumber subscriberCarrier totalStorageSpaceInBytes:Int64 udid
  userDisplayName userId userPrincipalName wiFiMacAddress`,
  GRAPH,
);

/** Intune's devices. The metadata's annotations list the filters; startswith is not among them but answered (first term only). */
export const MANAGED_DEVICE: EntityModel = {
  type: '#microsoft.graph.managedDevice',
  contextName: 'deviceManagement/managedDevices',
  engine: 'intune',
  properties,
  navigations: {},
  defaultSelect: null,
  filters: byOperators({
    eq: 'azureADDeviceId',
    'eq contains startswith': 'deviceName',
    startswith: 'userDisplayName',
    'eq contains': 'model',
    'eq or': `
      serialNumber imei complianceState jailBroken managementAgent managementState manufacturer operatingSystem
      deviceCategoryDisplayName exchangeAccessState`,
    'eq ne': 'userPrincipalName',
    contains: 'osVersion emailAddress phoneNumber',
    'lt gt': 'lastSyncDateTime enrolledDateTime complianceGracePeriodExpirationDateTime',
  }),
  orderby: [],
  pageSize: 1000,
  maxTop: 1000,
  beyondMaxTop: 'clamp',
  supportsSkip: true,
  nextLinkBy: '$skiptoken',
  nullInLists: words(`
    ethernetMacAddress udid iccid notes activationLockBypassCode remoteAssistanceSessionUrl`),
  onlySingle: [],
  polymorphic: false,
};
