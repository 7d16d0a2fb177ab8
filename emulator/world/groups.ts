import { cloudSidOf, onPremisesSidOf } from './people.js';
import type { Home, Person } from './people.js';
import type { Machine } from './machines.js';
import { guidOf } from './random.js';
import { directoryRoleRow, groupRow } from './rows/directory.js';
import { DAY_MS, seconds } from './time.js';
import type { Row } from './World.js';

/** A group or a directory role with the ids of its direct members: people, machines and other groups. */
export interface Membership {
  readonly row: Row;
  readonly memberIds: readonly string[];
}

export function groupIdOf(home: Pick<Home, 'tenantId'>, key: string): string {
  return guidOf(`${home.tenantId}/group/${key}`);
}

/** Microsoft's ids for built-in roles, the same in every tenant. */
const ROLES = {
  'Global Administrator': '62e90394-69f5-4237-9190-012177145e10',
  'Security Administrator': '194ae4cb-b126-40b2-bd5b-6091b380977d',
  'Security Reader': '5d6b6bb7-de71-4623-b4af-96380a352509',
  'Security Operator': '5f2222b1-57c3-48ba-8ad5-d4759f1fde6f',
  'User Administrator': 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  'Helpdesk Administrator': '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  'Cloud Device Administrator': '7698a772-787b-4ac8-901f-60d6b08affd2',
} as const;
type RoleName = keyof typeof ROLES;

export function roleIdOf(home: Pick<Home, 'tenantId'>, name: RoleName): string {
  return guidOf(`${home.tenantId}/role/${name}`);
}

/** One group per department, all nested in one for everybody. */
export function departmentGroups(home: Home, people: readonly Person[], startMs: number): Membership[] {
  const departments = new Map<string, string[]>();
  for (const who of people) {
    if (who.department) departments.set(who.department, [...(departments.get(who.department) ?? []), who.id]);
  }
  const groups = [...departments].map(([department, memberIds]) =>
    securityGroup(home, `dept-${department}`, { displayName: `SG-${department}`, description: `Everybody in ${department}` }, memberIds, startMs),
  ); // prettier-ignore
  const everybody = securityGroup(
    home,
    'all-staff',
    { displayName: 'SG-All Staff', description: 'All departments, as nested groups' },
    groups.map((group) => group.row.id),
    startMs,
  );
  return [...groups, everybody];
}

/** Groups of the told tenant: role-assignable, synchronised, Microsoft 365, dynamic, and of machines. */
export function contosoGroups(
  home: Home,
  person: (key: string) => Person,
  machines: readonly Machine[],
  startMs: number,
): Membership[] {
  const ids = (...keys: readonly string[]): string[] => keys.map((key) => person(key).id);
  return [
    securityGroup(
      home,
      'server-operators',
      {
        displayName: 'Server Operators Tier 1',
        description: 'May administer file and application servers',
        onPremisesSyncEnabled: true,
        onPremisesSamAccountName: 'ServerOperatorsT1',
        onPremisesNetBiosName: 'CONTOSO',
        onPremisesDomainName: 'corp.contoso.example',
        onPremisesLastSyncDateTime: seconds(startMs - 20 * 60_000),
        onPremisesSecurityIdentifier: onPremisesSidOf(home, 'server-operators'),
      },
      ids('ravi.menon', 'oskar.nilsson'),
      startMs,
    ),
    securityGroup(
      home,
      'privileged-admins',
      {
        displayName: 'PAG-Privileged Administrators',
        description: 'Holders of directory roles',
        isAssignableToRole: true,
      },
      ids('oskar.nilsson', 'hannah.fischer', 'ravi.menon'),
      startMs,
    ),
    securityGroup(
      home,
      'soc',
      { displayName: 'PAG-Security Operations', description: 'The SOC', isAssignableToRole: true },
      ids('nadia.novak', 'tomas.reyes', 'aiko.mori', 'ben.whitaker'),
      startMs,
    ),
    securityGroup(
      home,
      'finance-share',
      { displayName: 'ACL-Finance Share', description: 'May read the finance share; holds the finance group' },
      [groupIdOf(home, 'dept-Finance'), ...ids('ravi.menon')],
      startMs,
    ),
    {
      row: groupRow({
        id: groupIdOf(home, 'month-end'),
        displayName: 'Month-end Closing',
        description: 'Workspace of the finance department',
        groupTypes: ['Unified'],
        mail: `month-end@${home.domain}`,
        mailEnabled: true,
        mailNickname: 'month-end',
        securityEnabled: false,
        visibility: 'Private',
        proxyAddresses: [`SMTP:month-end@${home.domain}`],
        createdDateTime: seconds(startMs - 410 * DAY_MS),
        renewedDateTime: seconds(startMs - 45 * DAY_MS),
        resourceProvisioningOptions: ['Team'],
        securityIdentifier: cloudSidOf(groupIdOf(home, 'month-end')),
      }),
      memberIds: ids('isabel.romero', 'pia.lindqvist', 'jonas.weber', 'elena.petrova'),
    },
    securityGroup(
      home,
      'finance-devices',
      {
        displayName: 'DYN-Finance Devices',
        description: 'Machines of the finance department',
        groupTypes: ['DynamicMembership'],
        membershipRule: '(device.extensionAttribute1 -eq "Finance")',
        membershipRuleProcessingState: 'On',
      },
      machines.filter((host) => host.owner?.department === 'Finance').map((host) => host.objectId),
      startMs,
    ),
  ];
}

/** Activated roles with their members. */
export function directoryRoles(home: Home, holders: Partial<Record<RoleName, readonly string[]>>): Membership[] {
  return (Object.keys(ROLES) as RoleName[]).map((displayName) => ({
    row: directoryRoleRow({
      id: roleIdOf(home, displayName),
      displayName,
      description: `Built-in role ${displayName}.`,
      roleTemplateId: ROLES[displayName],
    }),
    memberIds: holders[displayName] ?? [],
  }));
}

function securityGroup(
  home: Home,
  key: string,
  known: Partial<Row>,
  memberIds: readonly string[],
  startMs: number,
): Membership {
  const id = groupIdOf(home, key);
  return {
    row: groupRow({
      id,
      createdDateTime: seconds(startMs - 800 * DAY_MS),
      renewedDateTime: seconds(startMs - 800 * DAY_MS),
      mailNickname: key.replaceAll(/[^A-Za-z0-9-]/g, ''),
      securityIdentifier: cloudSidOf(id),
      ...known,
    }),
    memberIds,
  };
}
