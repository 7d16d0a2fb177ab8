import { lazily } from '../kql/run.js';
import { Moment, type Cells, type Column, type Table } from '../kql/values.js';
import { hashOf } from '../world/random.js';
import type { Row, TenantWorld } from '../world/World.js';
import { newest } from './alertTables.js';
import { at, cell, columnsOf, filled } from './columns.js';
import { flawsOf, KNOWN_FLAWS } from './flaws.js';

const DEVICE_INFO = columnsOf(`
  Timestamp:date DeviceId DeviceName ClientVersion PublicIP OSArchitecture OSPlatform OSBuild:long OSVersion
  IsAzureADJoined:bool JoinType AadDeviceId LoggedOnUsers MachineGroup OnboardingStatus SensorHealthState DeviceCategory
  DeviceType ExposureLevel AssetValue IsInternetFacing:bool DeviceManualTags MergedDeviceIds MergedToDeviceId ReportId:long`);
const NETWORK_INFO = columnsOf(`
  Timestamp:date DeviceId DeviceName NetworkAdapterName MacAddress NetworkAdapterType NetworkAdapterStatus
  ConnectedNetworks DnsAddresses DefaultGateways IPAddresses ReportId:long`);
const LOGON_EVENTS = columnsOf(`
  Timestamp:date DeviceId DeviceName ActionType LogonType AccountDomain AccountName AccountSid Protocol FailureReason
  IsLocalAdmin:bool LogonId:long RemoteDeviceName RemoteIP RemoteIPType AdditionalFields ReportId:long`);
const VULNERABILITIES = columnsOf(`
  DeviceId DeviceName OSPlatform OSVersion OSArchitecture SoftwareVendor SoftwareName SoftwareVersion CveId
  VulnerabilitySeverityLevel RecommendedSecurityUpdate RecommendedSecurityUpdateId CveTags:dynamic`);
const KNOWLEDGE = columnsOf(`
  CveId CvssScore:real IsExploitAvailable:bool VulnerabilitySeverityLevel LastModifiedTime:date PublishedDate:date
  VulnerabilityDescription AffectedSoftware:dynamic`);

const DAY_MS = 86_400_000;
/** Sensors report several times a day; three reports tell the same story as three hundred. */
const REPORTS = [0, 1, 5];

export function deviceInfo(tenant: TenantWorld, now: Moment): Table {
  return perMachine(tenant, DEVICE_INFO, function* (machine) {
    const loggedOn = JSON.stringify(ownersOf(tenant, machine).map(loggedOnUser));
    for (const days of REPORTS) {
      yield {
        ...named(machine),
        Timestamp: reported(machine, days, now),
        ClientVersion: cell(machine['agentVersion']),
        PublicIP: cell(machine['lastExternalIpAddress']),
        OSArchitecture: cell(machine['osArchitecture']),
        OSPlatform: cell(machine['osPlatform']),
        OSBuild: Number(machine['osBuild']),
        OSVersion: cell(machine['version']),
        IsAzureADJoined: machine['aadDeviceId'] !== null,
        JoinType: machine['aadDeviceId'] === null ? '' : 'AAD Joined',
        AadDeviceId: cell(machine['aadDeviceId']),
        LoggedOnUsers: loggedOn,
        MachineGroup: cell(machine['rbacGroupName']),
        OnboardingStatus: cell(machine['onboardingStatus']),
        SensorHealthState: cell(machine['healthStatus']),
        DeviceCategory: 'Endpoint',
        DeviceType: machine['rbacGroupName'] === 'Servers' ? 'Server' : 'Workstation',
        ExposureLevel: cell(machine['exposureLevel']),
        AssetValue: cell(machine['deviceValue']),
        IsInternetFacing: /^(web|adfs)\d/.test(cell(machine['computerDnsName'])),
        DeviceManualTags: JSON.stringify(machine['machineTags']),
        ReportId: hashOf(`${machine.id}/${days}`) % 1_000_000,
      };
    }
  });
}

export function deviceNetworkInfo(tenant: TenantWorld, now: Moment): Table {
  return perMachine(tenant, NETWORK_INFO, function* (machine) {
    const [first] = machine['ipAddresses'] as readonly Readonly<Record<string, unknown>>[];
    yield {
      ...named(machine),
      Timestamp: reported(machine, 0, now),
      NetworkAdapterName: 'Ethernet0',
      MacAddress: cell(first?.['macAddress']),
      NetworkAdapterType: 'Ethernet',
      NetworkAdapterStatus: 'Up',
      ConnectedNetworks: JSON.stringify([{ Name: tenant.domain, IsConnectedToInternet: true }]),
      DnsAddresses: JSON.stringify(['10.20.0.10']),
      DefaultGateways: JSON.stringify(['10.20.0.1']),
      IPAddresses: JSON.stringify([{ IPAddress: first?.['ipAddress'], SubnetPrefix: 22, AddressType: 'Private' }]),
      ReportId: hashOf(machine.id) % 1_000_000,
    };
  });
}

/** Owners sign in every working day; where the attack signed in, the alerts tell. */
export function deviceLogonEvents(tenant: TenantWorld, now: Moment): Table {
  const perOwner = perMachine(tenant, LOGON_EVENTS, function* (machine) {
    for (const user of ownersOf(tenant, machine)) {
      for (const days of REPORTS) {
        yield { ...logon(machine, user), Timestamp: reported(machine, days, now), LogonType: 'Interactive' };
      }
    }
  });
  return { columns: LOGON_EVENTS, rows: lazily(() => chained(perOwner.rows, lateral(tenant))) };
}

export function softwareVulnerabilities(tenant: TenantWorld): Table {
  return perMachine(tenant, VULNERABILITIES, function* (machine) {
    const os = cell(machine['osPlatform']);
    for (const flaw of flawsOf(machine.id, os)) {
      yield {
        ...named(machine),
        OSPlatform: os,
        OSVersion: cell(machine['version']),
        OSArchitecture: cell(machine['osArchitecture']),
        SoftwareVendor: flaw.vendor,
        SoftwareName: flaw.software,
        SoftwareVersion: flaw.version,
        CveId: flaw.cveId,
        VulnerabilitySeverityLevel: flaw.severity,
        RecommendedSecurityUpdate: flaw.update,
        RecommendedSecurityUpdateId: flaw.updateId,
        CveTags: [],
      };
    }
  });
}

export function vulnerabilityKnowledge(): Table {
  const rows = KNOWN_FLAWS.map((flaw) =>
    filled(KNOWLEDGE, {
      CveId: flaw.cveId,
      CvssScore: flaw.cvss,
      IsExploitAvailable: flaw.isExploited,
      VulnerabilitySeverityLevel: flaw.severity,
      LastModifiedTime: at(flaw.published),
      PublishedDate: at(flaw.published),
      VulnerabilityDescription: flaw.description,
      AffectedSoftware: [`${flaw.vendor}:${flaw.software}`],
    }),
  );
  return { columns: KNOWLEDGE, rows };
}

function perMachine(
  { defenderMachines }: TenantWorld,
  columns: readonly Column[],
  cells: (machine: Row) => Iterable<Cells>,
): Table {
  return {
    columns,
    rows: lazily(function* () {
      for (const machine of defenderMachines) for (const row of cells(machine)) yield filled(columns, row);
    }),
  };
}

function named(machine: Row): Cells {
  return { DeviceId: machine.id, DeviceName: cell(machine['computerDnsName']) };
}

/** A machine that was last seen a while ago has reported nothing since. */
function reported(machine: Row, daysBefore: number, now: Moment): Moment {
  const lastMs = at(machine['lastSeen'])?.ms ?? now.ms;
  return new Moment(lastMs - daysBefore * DAY_MS - (hashOf(`${machine.id}/${daysBefore}`) % 3_600_000));
}

function ownersOf(tenant: TenantWorld, machine: Row): Row[] {
  const device = objectIds(tenant).get(cell(machine['aadDeviceId']));
  return device === undefined ? [] : tenant.registeredOwnersOf(device).flatMap((id) => tenant.users.get(id) ?? []);
}

const indexes = new WeakMap<TenantWorld, ReadonlyMap<string, string>>();

/** Entra object ids by device id. */
function objectIds(tenant: TenantWorld): ReadonlyMap<string, string> {
  const known = indexes.get(tenant) ?? new Map([...tenant.devices].map((row) => [cell(row['deviceId']), row.id]));
  indexes.set(tenant, known);
  return known;
}

function loggedOnUser(user: Row): Readonly<Record<string, string>> {
  return { UserName: accountName(user), DomainName: accountDomain(user), Sid: sidOf(user) };
}

function logon(machine: Row, user: Row): Cells {
  return {
    ...named(machine),
    ActionType: 'LogonSuccess',
    AccountDomain: accountDomain(user),
    AccountName: accountName(user),
    AccountSid: sidOf(user),
    Protocol: 'Kerberos',
    IsLocalAdmin: false,
    LogonId: hashOf(`${machine.id}/${user.id}`) % 10_000_000,
  };
}

function accountName(user: Row): string {
  return cell(user['onPremisesSamAccountName']) || cell(user['mailNickname']);
}

function accountDomain(user: Row): string {
  return cell(user['onPremisesDomainName']).split('.')[1]?.toUpperCase() ?? 'AzureAD';
}

function sidOf(user: Row): string {
  return cell(user['onPremisesSecurityIdentifier']) || cell(user['securityIdentifier']);
}

/** Whoever an alert names beside a machine of somebody else has signed in to it. */
function* lateral({ alerts, users, defenderMachines }: TenantWorld): Generator<Cells> {
  for (const alert of newest(alerts)) {
    const evidence = (Array.isArray(alert['evidence']) ? alert['evidence'] : []) as Readonly<Record<string, unknown>>[];
    const accounts = evidence.flatMap(
      ({ userAccount }) => (userAccount as { readonly azureAdUserId?: unknown } | null | undefined) ?? [],
    );
    for (const { mdeDeviceId, '@odata.type': type } of evidence) {
      const machine =
        type === '#microsoft.graph.security.deviceEvidence' ? defenderMachines.get(cell(mdeDeviceId)) : undefined;
      if (!machine) continue;
      for (const { azureAdUserId } of accounts) {
        const user = users.get(cell(azureAdUserId));
        if (!user) continue;
        yield filled(LOGON_EVENTS, {
          ...logon(machine, user),
          Timestamp: at(alert['firstActivityDateTime']),
          LogonType: 'RemoteInteractive',
        });
      }
    }
  }
}

function* chained(...parts: readonly Iterable<Cells>[]): Generator<Cells> {
  for (const part of parts) yield* part;
}
