import { hostKey, hostReference, KNOWN_BY, type HostKey, type IdentityKey, type Key, type OwnerKey } from './Key.js';
import { ONE_EACH, pivot, type Args, type Part, type Pivot, type Price, type RelationName } from './Pivot.js';

interface HostParent {
  readonly tenantId: string;
  readonly id: string;
  readonly graphId: string | null;
  readonly name: string;
  readonly deviceId: string | null;
  readonly intuneId?: string;
  readonly defenderId?: string;
  readonly expanded?: { readonly registeredOwners?: unknown };
}

const INTUNE: Price = { workload: 'intune', keysPerPart: 1 };
const DEFENDER: Price = { workload: 'defender', keysPerPart: 15, isAlone: true };
/** One query for all of them, however many. */
const HUNTING: Price = { workload: 'hunting', keysPerPart: 1000, isAlone: true };

/** Entra is asked about what is in Entra only. */
const inEntra = ({ tenantId, graphId, deviceId }: HostParent): Key | null =>
  graphId !== null && deviceId ? { tenantId, id: deviceId } : null;

/** By the device id, which all three services know, or by the own id of the one that alone knows the machine. */
const joinKey = ({ tenantId, deviceId, intuneId, defenderId }: HostParent): Key | null => {
  const id = deviceId ?? named('intuneId', intuneId) ?? named('defenderId', defenderId);
  return id === null ? null : { tenantId, id };
};
const inIntune = (host: HostParent): Key | null => unless('defenderId', joinKey(host));
const inDefender = (host: HostParent): Key | null => unless('intuneId', joinKey(host));

/** A machine that is named by its device id tells the key before the machine is read. */
const deviceIdAhead = ({ tenantId, reference }: HostKey): Key | null =>
  reference.deviceId ? { tenantId, id: reference.deviceId.toLowerCase() } : null;

/** Intune can be asked by a name, too; whether it is the same machine, the device id of its record tells. */
const intuneAhead = (key: HostKey): Key | null => {
  const { deviceId, hostName, dnsName } = key.reference;
  return deviceId ? deviceIdAhead(key) : byName(key.tenantId, hostName ?? dnsName);
};
const intuneAlias = {
  key: ({ tenantId, name }: HostParent) => byName(tenantId, name),
  fits: ({ deviceId }: HostParent, answer: { readonly deviceId: string | null } | null) =>
    deviceId !== null && answer?.deviceId === deviceId,
};

function byName(tenantId: string, name: string | null): Key | null {
  const id = named('name', name?.split('.')[0]?.toLowerCase());
  return id === null ? null : { tenantId, id };
}

/** At most `first`, and rarely more than ten. */
const few = (args: Args): number => Math.min(Number(args['first'] ?? 10), 10);

export const hostPivots: readonly Pivot[] = [
  pivot<HostParent>({
    from: 'Host',
    field: 'owners',
    relation: 'ownersOf',
    key: (host): OwnerKey | null => {
      const key = inEntra(host);
      return key && { ...key, expanded: host.expanded?.registeredOwners };
    },
    shortcut: 'registeredOwners',
    price: ONE_EACH,
  }),
  pivot<HostParent, HostKey>({
    from: 'Host',
    field: 'users',
    relation: 'registeredUsersOf',
    key: inEntra,
    ahead: deviceIdAhead,
    price: ONE_EACH,
  }),
  pivot<HostParent, HostKey>({
    from: 'Host',
    field: 'groups',
    relation: 'groupsOfHost',
    key: inEntra,
    ahead: deviceIdAhead,
    price: ONE_EACH,
    fanOut: () => 3,
  }),
  { ...record('intune', 'intuneOf', inIntune, INTUNE), ahead: intuneAhead, alias: intuneAlias },
  { ...record('intuneId', 'intuneOf', inIntune, INTUNE, 'intuneId'), ahead: intuneAhead, alias: intuneAlias },
  record('defender', 'defenderOf', inDefender, DEFENDER),
  record('defenderId', 'defenderOf', inDefender, DEFENDER, 'machineId'),
  record('dnsName', 'defenderOf', inDefender, DEFENDER, 'dnsName'),
  { ...record('loggedOnUsers', 'loggedOnUsersOf', inDefender, HUNTING), fanOut: () => 1.2, isBounded: false },
  { ...record('vulnerabilities', 'vulnerabilitiesOf', inDefender, HUNTING), fanOut: few, isBounded: false },
  pivot<HostParent>({
    from: 'Host',
    field: 'identity',
    relation: 'identityOf',
    key: (host): IdentityKey => ({
      tenantId: host.tenantId,
      id: host.id,
      host: { id: host.id, name: host.name },
      by: knownBy(host),
      join: joinKey(host),
      named: hostKey(host.tenantId, hostReference({ hostName: host.name }))!,
    }),
    price: { workload: 'intune', keysPerPart: 1, fixedParts: 2 },
  }),
];

function record(
  field: string,
  relation: RelationName,
  key: (host: HostParent) => Key | null,
  price: Price,
  pick?: Part,
): Pivot {
  const row = { from: 'Host', field, relation, key, ahead: deviceIdAhead, price } as const;
  return pivot<HostParent, HostKey>(pick ? { ...row, pick } : row);
}

function named(by: keyof typeof KNOWN_BY, value: string | undefined): string | null {
  return value ? KNOWN_BY[by] + value : null;
}

function unless(by: keyof typeof KNOWN_BY, key: Key | null): Key | null {
  return key?.id.startsWith(KNOWN_BY[by]) ? null : key;
}

function knownBy({ graphId, deviceId, intuneId }: HostParent): IdentityKey['by'] {
  if (graphId !== null) return deviceId ? 'DEVICE_ID' : 'OBJECT_ID';
  return intuneId ? 'INTUNE_ID' : 'DEFENDER_ID';
}
