import type { DemoTenant } from '../demoTenants.js';
import { ALL_CONSENTS } from './consents.js';
import { anyOf } from './deal.js';
import { populationOf } from './generatedTenant.js';
import { LazyAlerts } from './LazyAlerts.js';
import { ALERT_KINDS, everydayAlert, headOf } from './noise.js';
import type { AlertHead, Site } from './noise.js';
import { hashOf, numberedRandom } from './random.js';
import { incidentRow } from './rows/security.js';
import { NewestFirstRows } from './tables.js';
import type { TenantPlan } from './tenant.js';
import { DAY_MS, ticks } from './time.js';
import type { Row, WorldScale } from './World.js';

type Large = Exclude<WorldScale, 'story'>;

const DAYS = 30;
const ALERTS_PER_INCIDENT = 20;
const SPREAD = 0x9e3779b1;

/** A tenant as large as asked for. People and machines are made at once, alerts when somebody looks at them. */
export function largeTenant(tenant: DemoTenant, scale: Large, seed: string, startMs: number): TenantPlan {
  const riskyUsers = Math.floor(scale.users * 0.07);
  const size = { people: scale.users, machines: scale.devices, alerts: 0, riskyUsers };
  const population = populationOf(tenant, size, seed, startMs);
  return {
    tenant,
    granted: ALL_CONSENTS,
    licences: { entraP1: true, entraP2: true, intune: true, defender: true, threatIntelligence: true },
    countryLetterCode: 'DE',
    ...population,
    alerts: lazyAlerts(population.site, scale.alerts, seed, startMs),
    incidents: new NewestFirstRows(incidents(tenant, scale.alerts, seed, startMs)),
  };
}

function lazyAlerts(site: Site, count: number, seed: string, startMs: number): LazyAlerts {
  const base = hashOf(`${seed}/large`);
  const stepMs = (DAYS * DAY_MS) / Math.max(count, 1);
  const headAt = (index: number): AlertHead => {
    const random = numberedRandom(base + Math.imul(index, SPREAD));
    const kind = random.pick(ALERT_KINDS);
    const createdMs = Math.floor(startMs - (index + random.next() * 0.9) * stepMs);
    return headOf(kind, idOf(kind.idPrefix, index, base), createdMs, startMs, site, random);
  };
  return new LazyAlerts({
    count,
    indexOf: (id) => indexOf(id),
    headAt,
    incidentIdAt,
    bodyAt: (index) => {
      const random = numberedRandom(base + Math.imul(index, SPREAD) + 1);
      return everydayAlert(site, headAt(index), anyOf(site, random), random, incidentIdAt(index));
    },
  });
}

/** The number of the alert is in its id, so that an id finds its alert without an index in memory. */
function idOf(idPrefix: string, index: number, base: number): string {
  return `${idPrefix}6391${String(index).padStart(14, '0')}_-${String(base)}`;
}

function indexOf(id: string): number | undefined {
  const digits = /^[a-z]{2}6391(\d{14})_-\d+$/.exec(id)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function incidentIdAt(index: number): string {
  return String(10_000 + Math.floor(index / ALERTS_PER_INCIDENT));
}

function incidents(tenant: DemoTenant, alerts: number, seed: string, startMs: number): Row[] {
  const stepMs = (DAYS * DAY_MS * ALERTS_PER_INCIDENT) / Math.max(alerts, 1);
  return Array.from({ length: Math.ceil(alerts / ALERTS_PER_INCIDENT) }, (_, index) => {
    const random = numberedRandom(hashOf(`${seed}/incidents`) + Math.imul(index, SPREAD));
    const createdMs = startMs - (index + 1) * stepMs;
    const isResolved = random.chance(Math.min(0.9, (index * stepMs) / (5 * DAY_MS)));
    return incidentRow({
      id: incidentIdAt(index * ALERTS_PER_INCIDENT),
      tenantId: tenant.tenantId,
      displayName: random.pick(ALERT_KINDS).incidentName,
      createdDateTime: ticks(createdMs),
      lastUpdateDateTime: ticks(createdMs + stepMs),
      severity: random.pick(['low', 'medium', 'high']),
      status: isResolved ? 'resolved' : random.pick(['active', 'inProgress']),
    });
  });
}
