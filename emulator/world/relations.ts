import type { Membership } from './groups.js';
import type { Machine } from './machines.js';
import type { Person } from './people.js';
import type { TenantWorld } from './World.js';

type Relations = Pick<
  TenantWorld,
  | 'managerOf'
  | 'directReportsOf'
  | 'memberOf'
  | 'membersOf'
  | 'registeredOwnersOf'
  | 'registeredUsersOf'
  | 'registeredDevicesOf'
  | 'ownedDevicesOf'
  | 'managedDevicesOf'
>;

const NONE: readonly string[] = [];

/** Who reports to whom, who is in which group, whose machine is whose. */
export function relationsOf(
  people: readonly Person[],
  machines: readonly Machine[],
  memberships: readonly Membership[],
): Relations {
  const managers = managersOf(people);
  const reports = inverted(managers);
  const members = new Map(memberships.map(({ row, memberIds }) => [row.id, memberIds]));
  const containers = inverted(
    memberships.flatMap(({ row, memberIds }) => memberIds.map((id) => [row.id, id] as const)),
  );
  const inEntra = machines.filter((host) => host.isInEntra);
  const owners = new Map(inEntra.flatMap((host) => (host.owner ? [[host.objectId, [host.owner.id]] as const] : [])));
  const owned = inverted(inEntra.flatMap((host) => (host.owner ? [[host.objectId, host.owner.id] as const] : [])));
  const managed = inverted(
    machines.flatMap((host) => (host.isInIntune && host.owner ? [[host.intuneId, host.owner.id] as const] : [])),
  );
  return {
    managerOf: (id) => managers.get(id),
    directReportsOf: (id) => reports.get(id) ?? NONE,
    memberOf: (id) => containers.get(id) ?? NONE,
    membersOf: (id) => members.get(id) ?? NONE,
    registeredOwnersOf: (id) => owners.get(id) ?? NONE,
    registeredUsersOf: (id) => owners.get(id) ?? NONE,
    registeredDevicesOf: (id) => owned.get(id) ?? NONE,
    ownedDevicesOf: (id) => owned.get(id) ?? NONE,
    managedDevicesOf: (id) => managed.get(id) ?? NONE,
  };
}

function managersOf(people: readonly Person[]): Map<string, string> {
  const ids = new Map(people.map((who) => [who.key, who.id]));
  const managers = new Map<string, string>();
  for (const who of people) {
    const managerId = who.managerKey === null ? undefined : ids.get(who.managerKey);
    if (managerId !== undefined) managers.set(who.id, managerId);
  }
  return managers;
}

/** From pairs (one, many) to the list of ones for each of the many, in the order of the pairs. */
function inverted(pairs: Iterable<readonly [string, string]>): Map<string, string[]> {
  const lists = new Map<string, string[]>();
  for (const [one, other] of pairs) {
    const list = lists.get(other);
    if (list) list.push(one);
    else lists.set(other, [one]);
  }
  return lists;
}
