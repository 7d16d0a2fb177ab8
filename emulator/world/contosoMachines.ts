import { IPHONE, MAC, WINDOWS_11, WINDOWS_SERVER, machine } from './machines.js';
import type { Machine, MachineKey } from './machines.js';
import type { Home, Person } from './people.js';

/** Servers that Contoso still keeps, each with what it is for. */
const CONTOSO_SERVERS = ['DC01', 'DC02', 'FS01', 'SQL01', 'APP01', 'WEB01', 'ADFS01', 'PRINT01'] as const;

/** Owners whose machine the products know by a name only. Unique names all. */
const KNOWN_BY_HOST_NAME = new Set(['sofia.brandt', 'yusuf.demir', 'ewa.kowalska', 'zoe.lambert', 'emil.kraus', 'tom.byrne', 'hugo.silva', 'adam.novotny']); // prettier-ignore
const KNOWN_BY_DNS_NAME = new Set(['amara.nwosu', 'ruth.kessler', 'pavel.dvorak', 'nora.lindholm', 'rosa.martinez']);
/** Engineers and designers carry Macs. */
const MAC_OWNERS = new Set(['priya.nair', 'julia.baumann', 'liam.gallagher', 'ingrid.larsen']);
const NONCOMPLIANT = new Set(['pia.lindqvist', 'marco.rossi', 'hugo.silva', 'emil.kraus', 'noah.stein', 'maya.cohen']);

/** Everybody's own machine, in the order of the people. */
export function contosoOwnMachines(home: Home, staff: readonly Person[]): Machine[] {
  return staff.map((owner) =>
    machine(home, `LAP-${owner.accountName.toUpperCase()}`.slice(0, 15), {
      owner,
      platform: MAC_OWNERS.has(owner.key) ? MAC : WINDOWS_11,
      trustType: owner.isSynced && !MAC_OWNERS.has(owner.key) ? 'ServerAd' : 'AzureAd',
      isCompliant: !NONCOMPLIANT.has(owner.key),
      namedBy: nameOfChoice(owner.key),
    }),
  );
}

function nameOfChoice(ownerKey: string): MachineKey {
  if (KNOWN_BY_HOST_NAME.has(ownerKey)) return 'hostName';
  return KNOWN_BY_DNS_NAME.has(ownerKey) ? 'dnsName' : 'deviceId';
}

/** Servers: joined to the on-premises domain, managed by nobody in the cloud. */
export function contosoServers(home: Home): Machine[] {
  return CONTOSO_SERVERS.map((name) =>
    machine(home, name, { platform: WINDOWS_SERVER, trustType: 'ServerAd', isInIntune: false }),
  );
}

/** Telephones that people registered themselves. */
export function contosoPhones(home: Home, staff: readonly Person[]): Machine[] {
  return staff
    .filter((_, index) => index % 8 === 0)
    .map((owner) =>
      machine(home, `${owner.givenName ?? owner.key}-iPhone`, { owner, platform: IPHONE, trustType: 'Workplace' }),
    );
}

/** Machines that are harder to find than they look. */
export function contosoOddMachines(home: Home, staff: readonly Person[]) {
  const ownerOf = (key: string): Person | null => staff.find((who) => who.key === key) ?? null;
  return {
    /** Two registrations of one name: the machine was set up anew, the old registration stayed. */
    twinLive: machine(home, 'MEETING-ROOM-4', { owner: ownerOf('tom.byrne') }),
    twinStale: machine(home, 'MEETING-ROOM-4/old', {
      name: 'MEETING-ROOM-4',
      owner: ownerOf('tom.byrne'),
      isInIntune: false,
      isEnabled: false,
      lastSeenDaysAgo: 214,
    }),
    entraOnly: machine(home, 'LAB-PC-07', { isInIntune: false, owner: ownerOf('daniel.park') }),
    intuneOnly: machine(home, 'TABLET-LINE-2', { isInEntra: false, owner: ownerOf('pavel.dvorak') }),
    unregistered: machine(home, 'KIOSK-LOBBY', {
      isInEntra: false,
      intuneDeviceId: '00000000-0000-0000-0000-000000000000',
    }),
    /** Known to Defender, but no alert says by which Entra id. */
    knownToDefenderOnly: machine(home, 'SCADA-HMI-01', {
      isInEntra: false,
      isInIntune: false,
      namedBy: 'defenderId',
    }),
  } satisfies Record<string, Machine>;
}
