import type { DemoTenant } from '../demoTenants.js';
import { tenantApps } from './apps.js';
import { everydayAlerts } from './everyday.js';
import { generatedPeople } from './generatedPeople.js';
import { departmentGroups, directoryRoles } from './groups.js';
import { legacyAlerts } from './legacy/legacyAlerts.js';
import { VENDORS } from './legacy/LegacyKind.js';
import type { VendorName } from './legacy/LegacyKind.js';
import { MAC, WINDOWS_11, WINDOWS_SERVER, machine } from './machines.js';
import type { Machine } from './machines.js';
import type { AlertKind } from './noise/Kind.js';
import { ALERT_KINDS } from './noise.js';
import type { Site } from './noise.js';
import type { Person } from './people.js';
import { seededRandom } from './random.js';
import type { Random } from './random.js';
import { everydayRisks } from './risk.js';
import { NewestFirstRows } from './tables.js';
import type { TenantPlan } from './tenant.js';
import type { TenantWorld } from './World.js';

export interface Size {
  readonly people: number;
  readonly machines: number;
  readonly alerts: number;
  readonly riskyUsers: number;
}

export interface Terms {
  readonly granted: readonly string[];
  readonly licences: TenantWorld['licences'];
  readonly countryLetterCode: string;
  /** Products behind the legacy API, how many alerts they have, and which of them never answers. */
  readonly legacy?: { readonly vendors: readonly VendorName[]; readonly count: number; readonly silent?: VendorName };
}

/** The people, machines and groups of a tenant without a told story. */
export function populationOf(tenant: DemoTenant, size: Size, seed: string, startMs: number) {
  const random = seededRandom(`${seed}/population/${tenant.tenantId}`);
  const people = generatedPeople(tenant, size.people, random);
  const machines = generatedMachines(tenant, people, size.machines, random);
  const analysts = people.filter((who) => who.department === 'Security');
  const site: Site = {
    home: tenant,
    people,
    machines: machines.filter((host) => host.owner !== null),
    servers: machines.filter((host) => host.owner === null),
    analysts: analysts.slice(0, 5).map((who) => who.userPrincipalName),
  };
  return {
    people,
    machines,
    site,
    groups: departmentGroups(tenant, people, startMs),
    roles: directoryRoles(tenant, {
      'Global Administrator': people.slice(1, 2).map((who) => who.id),
      'Security Administrator': analysts.slice(0, 1).map((who) => who.id),
    }),
    apps: tenantApps(tenant, startMs),
    riskyUsers: everydayRisks(people, size.riskyUsers, startMs, random),
  };
}

/** A small tenant with everyday alerts only. Without Defender only what other products report is left. */
export function generatedTenant(
  tenant: DemoTenant,
  terms: Terms,
  size: Size,
  seed: string,
  startMs: number,
): TenantPlan {
  const population = populationOf(tenant, size, seed, startMs);
  const { legacy } = terms;
  const { alerts, incidents } = everydayAlerts(population.site, {
    seed,
    startMs,
    days: 7,
    count: size.alerts,
    kinds: kindsOf(terms.licences),
    firstIncident: 101,
    incidents: 6,
  });
  return {
    tenant,
    ...terms,
    ...population,
    alerts: new NewestFirstRows(alerts),
    incidents: new NewestFirstRows(incidents),
    ...(legacy ? { legacyAlerts: legacyAlerts(population.site, { ...legacy, seed, startMs, days: 7 }) } : {}),
    ...(legacy?.silent ? { silentProviders: [VENDORS[legacy.silent].provider] } : {}),
  };
}

const WITHOUT_DEFENDER = new Set(['azureAdIdentityProtection', 'microsoftSentinel', 'microsoftDefenderForCloud']);
const NEEDS_P2 = 'azureAdIdentityProtection';

/** What a tenant's products can report. */
export function kindsOf(licences: TenantWorld['licences']): AlertKind[] {
  return ALERT_KINDS.filter(
    ({ serviceSource }) =>
      (licences.defender || WITHOUT_DEFENDER.has(serviceSource)) && (licences.entraP2 || serviceSource !== NEEDS_P2),
  );
}

/** A machine for everybody, then servers. Numbers make names unique where initials do not. */
function generatedMachines(tenant: DemoTenant, people: readonly Person[], count: number, random: Random): Machine[] {
  const code = tenant.displayName.slice(0, 3).toUpperCase();
  return Array.from({ length: count }, (_, index) => {
    const owner = people[index];
    if (!owner) {
      return machine(tenant, `${code}-SRV-${String(index - people.length + 1).padStart(4, '0')}`, {
        platform: WINDOWS_SERVER,
        trustType: 'ServerAd',
        isInIntune: false,
      });
    }
    return machine(tenant, `${code}-PC-${String(index + 1).padStart(5, '0')}`, {
      owner,
      platform: random.chance(0.1) ? MAC : WINDOWS_11,
      trustType: owner.isSynced ? 'ServerAd' : 'AzureAd',
      isCompliant: !random.chance(0.12),
      lastSeenDaysAgo: random.chance(0.05) ? random.whole(30, 200) : 0,
      namedBy: index % 5 === 4 ? 'hostName' : index % 11 === 6 ? 'dnsName' : 'deviceId',
    });
  });
}
