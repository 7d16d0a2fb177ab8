import { digest, guidOf } from './random.js';
import type { Random } from './random.js';
import { dnsDomainOf, netBiosDomainOf, onPremisesSidOf } from './people.js';
import type { Home, Person } from './people.js';
import { deviceRow, managedDeviceRow } from './rows/machines.js';
import { DAY_MS, HOUR_MS, seconds } from './time.js';
import type { Row } from './World.js';

/** By which key the security products name this machine in their evidence. */
export type MachineKey = 'deviceId' | 'hostName' | 'dnsName' | 'defenderId';

/** A machine: what Entra, Intune and the alerts have to agree on. */
export interface Machine {
  /** Unique in the tenant. */
  readonly key: string;
  readonly name: string;
  /** Entra: the directory object. */
  readonly objectId: string;
  /** Entra: the registration. Evidence and Intune carry this one. */
  readonly deviceId: string;
  readonly intuneId: string;
  /** Defender's machine id, 40 hexadecimal digits. */
  readonly defenderId: string;
  readonly platform: Platform;
  readonly trustType: 'AzureAd' | 'ServerAd' | 'Workplace';
  readonly owner: Person | null;
  readonly isInEntra: boolean;
  readonly isInIntune: boolean;
  /** The id that Intune believes to be Entra's. */
  readonly intuneDeviceId: string;
  readonly isCompliant: boolean;
  readonly isEnabled: boolean;
  readonly lastSeenDaysAgo: number;
  readonly ipAddress: string;
  readonly namedBy: MachineKey;
}

export interface Platform {
  /** Entra's word, then Defender's. */
  readonly os: string;
  readonly osPlatform: string;
  readonly osVersion: string;
  readonly osBuild: number;
  readonly release: string;
  readonly manufacturer: string;
  readonly model: string;
}

export const WINDOWS_11: Platform = {
  os: 'Windows',
  osPlatform: 'Windows11',
  osVersion: '10.0.26100.2314',
  osBuild: 26100,
  release: '24H2',
  manufacturer: 'Dell Inc.',
  model: 'Latitude 7450',
};
export const WINDOWS_SERVER: Platform = {
  os: 'Windows Server',
  osPlatform: 'WindowsServer2022',
  osVersion: '10.0.20348.2849',
  osBuild: 20348,
  release: '21H2',
  manufacturer: 'VMware, Inc.',
  model: 'VMware20,1',
};
export const MAC: Platform = {
  os: 'MacMDM',
  osPlatform: 'macOS',
  osVersion: '15.1.1',
  osBuild: 24,
  release: '15.1',
  manufacturer: 'Apple Inc.',
  model: 'MacBook Pro',
};
export const IPHONE: Platform = {
  os: 'IPhone',
  osPlatform: 'iOS',
  osVersion: '18.1.1',
  osBuild: 22,
  release: '18.1',
  manufacturer: 'Apple',
  model: 'iPhone 15',
};

type Special = Partial<Omit<Machine, 'key'>>;

/** A machine of the tenant; everything that is not said follows from the key. */
export function machine(home: Home, key: string, special: Special = {}): Machine {
  const id = (kind: string): string => guidOf(`${home.tenantId}/${kind}/${key}`);
  const octet = (at: number): number => Number.parseInt(digest('md5', `${home.tenantId}/${key}`).slice(at, at + 2), 16);
  const deviceId = special.deviceId ?? id('device-registration');
  return {
    key,
    name: key,
    objectId: id('device'),
    deviceId,
    intuneId: id('managed-device'),
    defenderId: digest('sha1', `${home.tenantId}/defender/${key}`),
    platform: WINDOWS_11,
    trustType: 'AzureAd',
    owner: null,
    isInEntra: true,
    isInIntune: true,
    intuneDeviceId: deviceId,
    isCompliant: true,
    isEnabled: true,
    lastSeenDaysAgo: 0,
    ipAddress: `10.${String(20 + (octet(0) % 12))}.${String(octet(2))}.${String(1 + (octet(4) % 250))}`,
    namedBy: 'deviceId',
    ...special,
  };
}

/** `LAP-PLINDQVIST.corp.contoso.example` in lower case, as Defender prints it. Cloud-joined machines have no domain. */
export function dnsNameOf(home: Home, host: Machine): string {
  return (host.trustType === 'ServerAd' ? `${host.name}.${dnsDomainOf(home)}` : host.name).toLowerCase();
}

/** The directory's record of a machine. */
export function deviceRowOf(home: Home, host: Machine, startMs: number, random: Random): Row {
  const registeredMs = startMs - random.whole(60, 900) * DAY_MS;
  const isMobile = host.trustType === 'Workplace';
  return deviceRow({
    id: host.objectId,
    deviceId: host.deviceId,
    displayName: host.name,
    accountEnabled: host.isEnabled,
    approximateLastSignInDateTime: seconds(startMs - host.lastSeenDaysAgo * DAY_MS - random.whole(0, 20) * HOUR_MS),
    registrationDateTime: seconds(registeredMs),
    operatingSystem: host.platform.os,
    operatingSystemVersion: host.platform.osVersion,
    manufacturer: host.platform.manufacturer,
    model: host.platform.model,
    trustType: host.trustType,
    physicalIds: [`[HWID]:h:${digest('sha1', host.deviceId).slice(0, 16)}`, `[GID]:g:${guidOf(host.deviceId)}`],
    ...managementOf(host, isMobile),
    ...(host.trustType === 'ServerAd'
      ? {
          onPremisesSyncEnabled: true,
          onPremisesLastSyncDateTime: seconds(startMs - 20 * 60_000),
          onPremisesSecurityIdentifier: onPremisesSidOf(home, host.key),
        }
      : {}),
  });
}

function managementOf(host: Machine, isMobile: boolean): Partial<Row> {
  if (!host.isInIntune) return { isManaged: host.trustType === 'ServerAd' ? null : false, isCompliant: null };
  return {
    isManaged: true,
    isCompliant: host.isCompliant,
    managementType: 'MDM',
    mdmAppId: '0000000a-0000-0000-c000-000000000000',
    enrollmentType: isMobile ? 'UserEnrollment' : 'AzureDomainJoined',
    deviceOwnership: isMobile ? 'Personal' : 'Company',
    isRooted: isMobile ? false : null,
  };
}

/** Intune's record of a machine. */
export function managedDeviceRowOf(host: Machine, startMs: number, random: Random): Row {
  const isMobile = host.trustType === 'Workplace';
  const serialNumber = digest('sha1', `serial/${host.key}/${host.deviceId}`).slice(0, 7).toUpperCase();
  return managedDeviceRow({
    id: host.intuneId,
    azureADDeviceId: host.intuneDeviceId,
    azureADRegistered: host.isInEntra,
    deviceName: host.name,
    managedDeviceName: `${host.owner?.accountName ?? 'shared'}_${host.platform.os}_${serialNumber}`,
    serialNumber,
    complianceState: host.isCompliant ? 'compliant' : 'noncompliant',
    operatingSystem: isMobile ? 'iOS' : host.platform.os === 'MacMDM' ? 'macOS' : host.platform.os,
    osVersion: host.platform.osVersion,
    manufacturer: host.platform.manufacturer,
    model: host.platform.model,
    isEncrypted: host.isCompliant,
    jailBroken: isMobile ? 'False' : 'Unknown',
    managedDeviceOwnerType: isMobile ? 'personal' : 'company',
    deviceEnrollmentType: isMobile ? 'userEnrollment' : 'windowsAzureADJoin',
    enrolledDateTime: seconds(startMs - random.whole(30, 700) * DAY_MS),
    lastSyncDateTime: seconds(startMs - host.lastSeenDaysAgo * DAY_MS - random.whole(0, 600) * 60_000),
    managementCertificateExpirationDate: seconds(startMs + 200 * DAY_MS),
    totalStorageSpaceInBytes: 511_050_342_400,
    freeStorageSpaceInBytes: random.whole(20, 300) * 1_073_741_824,
    partnerReportedThreatState: host.isCompliant ? 'secured' : 'mediumSeverity',
    userId: host.owner?.id ?? null,
    userPrincipalName: host.owner?.userPrincipalName ?? null,
    userDisplayName: host.owner?.displayName ?? null,
    emailAddress: host.owner?.mail ?? null,
    wiFiMacAddress: digest('sha1', `mac/${host.deviceId}`).slice(0, 12).toUpperCase(),
    notes: null,
  });
}

/** `CONTOSO` for members of the on-premises domain, otherwise null. */
export function ntDomainOf(home: Home, host: Machine): string | null {
  return host.trustType === 'ServerAd' ? netBiosDomainOf(home) : null;
}
