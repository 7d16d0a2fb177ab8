import type { DemoTenant } from '../demoTenants.js';
import { accessOf } from './access.js';
import type { Told } from './access.js';
import { defenderMachineOf, isOnboarded } from './defender.js';
import type { Apps } from './apps.js';
import { contractsOf } from './contracts.js';
import type { Membership } from './groups.js';
import { indicatorsOf } from './indicators.js';
import { assignedLicensesOf, subscribedSkusOf } from './licences.js';
import { deviceRowOf, managedDeviceRowOf } from './machines.js';
import type { Machine } from './machines.js';
import type { Site } from './noise.js';
import { organizationOf } from './organization.js';
import { userRowOf } from './people.js';
import type { Person } from './people.js';
import { seededRandom } from './random.js';
import { relationsOf } from './relations.js';
import { identityAccountsOf, toldMachineActions, toldSecurityActions } from './response.js';
import { controlProfilesOf, secureScoresOf } from './scores.js';
import { DeferredRows, KeyedRows, NewestFirstRows } from './tables.js';
import type { Intelligence, Row, Rows, SentinelWorkspace, TenantWorld } from './World.js';

/** Everything that makes a tenant, before it is laid out in tables. */
export interface TenantPlan {
  readonly tenant: DemoTenant;
  readonly granted: readonly string[];
  readonly licences: TenantWorld['licences'];
  readonly countryLetterCode: string;
  readonly people: readonly Person[];
  readonly machines: readonly Machine[];
  readonly groups: readonly Membership[];
  readonly roles: readonly Membership[];
  readonly apps: Apps;
  readonly riskyUsers: readonly Row[];
  readonly told?: Told;
  readonly alerts: Rows;
  readonly legacyAlerts?: readonly Row[];
  readonly silentProviders?: readonly string[];
  readonly incidents: Rows;
  /** Whom new alerts are about. */
  readonly site: Site;
}

/** A tenant laid out in tables, with the relations between them. */
export function tenantOf(plan: TenantPlan, seed: string, startMs: number, intelligence: Intelligence): TenantWorld {
  const { tenant, licences, people, machines } = plan;
  const random = seededRandom(`${seed}/rows/${tenant.tenantId}`);
  const managed = licences.intune ? machines.filter((host) => host.isInIntune) : [];
  const known = machines.filter((host) => host.isInEntra);
  const onboarded = licences.defender ? machines.filter(isOnboarded) : [];
  const users = new KeyedRows(
    people.map((who) => ({
      ...userRowOf(tenant, who, startMs, random),
      assignedLicenses: assignedLicensesOf(who, licences),
    })),
  );
  const indicators = indicatorsOf(tenant, plan.told !== undefined, startMs);
  const scored = {
    tenantId: tenant.tenantId,
    licences,
    people: people.length,
    analyst: plan.site.analysts[0] ?? null,
    isTold: plan.told !== undefined,
    ...{ seed, startMs },
  };
  return {
    tenantId: tenant.tenantId,
    displayName: tenant.displayName,
    domain: tenant.domain,
    cloud: tenant.cloud,
    granted: plan.granted,
    licences,
    users,
    groups: new KeyedRows(plan.groups.map((group) => group.row)),
    directoryRoles: new KeyedRows(plan.roles.map((role) => role.row)),
    servicePrincipals: new KeyedRows(plan.apps.rows),
    appRoleAssignments: new KeyedRows(plan.apps.appRoleAssignments),
    ownersOf: (id) => plan.apps.owners.get(id) ?? [],
    devices: new KeyedRows(
      known.map((host) =>
        deviceRowOf(tenant, licences.intune ? host : { ...host, isInIntune: false }, startMs, random),
      ),
    ),
    managedDevices: new KeyedRows(managed.map((host) => managedDeviceRowOf(host, startMs, random))),
    defenderMachines: new DeferredRows(
      () => new KeyedRows(onboarded.map((host) => defenderMachineOf(tenant, host, startMs))),
    ),
    machineActions: new KeyedRows(plan.told ? toldMachineActions(startMs) : []),
    securityActions: new KeyedRows(plan.told ? toldSecurityActions(startMs) : []),
    identityAccounts: new KeyedRows(licences.defender ? identityAccountsOf(tenant, people) : []),
    analyzedEmails: new KeyedRows(),
    tiIndicators: new KeyedRows(indicators.ti),
    defenderIndicators: new KeyedRows(licences.defender ? indicators.defender : []),
    sentinel: sentinelOf(tenant),
    nextSerial: serials(),
    intelligence,
    riskyUsers: new KeyedRows(licences.entraP2 ? plan.riskyUsers : []),
    riskyServicePrincipals: new KeyedRows(licences.entraP2 ? plan.apps.risky : []),
    secureScores: new DeferredRows(() => new NewestFirstRows(secureScoresOf(scored))),
    controlProfiles: new DeferredRows(() => new KeyedRows(controlProfilesOf(scored))),
    ...accessOf(plan, users, seed, startMs),
    alerts: plan.alerts,
    legacyAlerts: new NewestFirstRows(plan.legacyAlerts ?? []),
    silentProviders: plan.silentProviders ?? [],
    incidents: plan.incidents,
    subscribedSkus: new KeyedRows(subscribedSkusOf(tenant, licences, people.length)),
    contracts: new KeyedRows(contractsOf(tenant)),
    organization: organizationOf(tenant, licences, plan.countryLetterCode, startMs),
    ...relationsOf(people, [...known, ...managed.filter((host) => !host.isInEntra)], [...plan.groups, ...plan.roles]),
  };
}

function sentinelOf({ sentinelWorkspaceId, clientId }: DemoTenant): SentinelWorkspace | null {
  if (sentinelWorkspaceId === undefined) return null;
  return { workspaceId: sentinelWorkspaceId, contributors: [clientId], objects: new KeyedRows() };
}

function serials(): () => number {
  let last = 0;
  return () => (last += 1);
}
