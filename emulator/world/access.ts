import type { Apps } from './apps.js';
import { byDetection, detectionsBehind } from './detections.js';
import type { Membership } from './groups.js';
import { licenseDetailsOf } from './licences.js';
import type { Machine } from './machines.js';
import type { Home, Person } from './people.js';
import { registrationsOf } from './registrations.js';
import { roleAssignmentsOf, roleDefinitionsOf } from './roleManagement.js';
import type { CustomRole } from './roleManagement.js';
import { everydaySignIns } from './signIns.js';
import { DeferredRows, KeyedRows, NewestFirstRows } from './tables.js';
import type { Row, Rows, TenantWorld } from './World.js';

/** What a told story leaves in logs, grants and roles beside what everybody leaves there. */
export interface Told {
  readonly signIns: readonly Row[];
  readonly riskDetections: readonly Row[];
  readonly grants: readonly Row[];
  readonly roles: readonly CustomRole[];
}

/** Who is there to sign in and to hold something. */
interface Population {
  readonly tenant: Home;
  readonly licences: TenantWorld['licences'];
  readonly people: readonly Person[];
  readonly machines: readonly Machine[];
  readonly groups: readonly Membership[];
  readonly roles: readonly Membership[];
  readonly riskyUsers: readonly Row[];
  readonly apps: Apps;
  readonly told?: Told;
}

type Access = Pick<
  TenantWorld,
  | 'signIns'
  | 'riskDetections'
  | 'userRegistrationDetails'
  | 'roleDefinitions'
  | 'roleAssignments'
  | 'oauth2PermissionGrants'
  | 'licenseDetailsOf'
>;

/** A week and more of working days where a tenant has people one can count, two sign-ins each where it has thousands. */
const SIGN_INS_EACH = { few: 12, many: 2 } as const;
const MANY_PEOPLE = 500;

/** Who signed in, what made whom risky, who holds which role, licence and grant. Logs are made when somebody looks. */
export function accessOf(population: Population, users: Rows, seed: string, startMs: number): Access {
  const { tenant, people, machines, licences, roles, groups, riskyUsers, apps, told } = population;
  const ownMachines = new Map<string, Machine>();
  for (const host of machines) if (host.owner && !ownMachines.has(host.owner.id)) ownMachines.set(host.owner.id, host);
  const persons = new Map(people.map((who) => [who.id, who]));
  const customRoles = told?.roles ?? [];
  return {
    signIns: new DeferredRows(
      () =>
        new NewestFirstRows([
          ...(told?.signIns ?? []),
          ...people.flatMap((who) => {
            const user = users.get(who.id);
            const count = people.length > MANY_PEOPLE ? SIGN_INS_EACH.many : SIGN_INS_EACH.few;
            if (!user) return [];
            return everydaySignIns(tenant, who, user, ownMachines.get(who.id) ?? null, { count, seed });
          }),
        ]),
    ),
    riskDetections: new DeferredRows(() => new KeyedRows(licences.entraP2 ? detections(riskyUsers, told, seed) : [])),
    userRegistrationDetails: new DeferredRows(
      () => new KeyedRows(registrationsOf(people, admins([...roles, ...customRoles.map(asHolders)], groups), seed, startMs)),
    ),
    roleDefinitions: new KeyedRows(roleDefinitionsOf(tenant.tenantId, roles, customRoles)),
    roleAssignments: new KeyedRows(roleAssignmentsOf(tenant.tenantId, roles, customRoles)),
    oauth2PermissionGrants: new KeyedRows([...(told?.grants ?? []), ...apps.grants]),
    licenseDetailsOf: (userId) => {
      const who = persons.get(userId);
      return who ? licenseDetailsOf(tenant, who, licences) : [];
    },
  };
} // prettier-ignore

function detections(riskyUsers: readonly Row[], told: Told | undefined, seed: string): Row[] {
  const toldRows = told?.riskDetections ?? [];
  const toldIds = new Set(toldRows.map((row) => row['userId']));
  const others = riskyUsers.filter(({ id }) => !toldIds.has(id));
  return [...toldRows, ...others.flatMap((user) => detectionsBehind(user, seed))].sort(byDetection);
}

interface Holders {
  readonly memberIds: readonly string[];
}

function asHolders({ holderIds }: { readonly holderIds: readonly string[] }): Holders {
  return { memberIds: holderIds };
}

/** Everybody with a role, also through a group. */
function admins(roles: readonly Holders[], groups: readonly Membership[]): Set<string> {
  const members = new Map(groups.map(({ row, memberIds }) => [row.id, memberIds]));
  return new Set(roles.flatMap(({ memberIds }) => memberIds.flatMap((id) => members.get(id) ?? [id])));
}
