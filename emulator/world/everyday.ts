import { inTurn } from './deal.js';
import { incidentOf } from './incidents.js';
import type { AlertKind } from './noise/Kind.js';
import { ALERT_KINDS, alertIdOf, everydayAlert, headOf } from './noise.js';
import type { Site } from './noise.js';
import { seededRandom } from './random.js';
import { DAY_MS } from './time.js';
import type { Row } from './World.js';

interface Everyday {
  readonly seed: string;
  readonly startMs: number;
  readonly days: number;
  readonly count: number;
  readonly kinds?: readonly AlertKind[];
  /** Number of the first incident. */
  readonly firstIncident: number;
  /** Into how many incidents the alerts fall; at most two per kind. */
  readonly incidents: number;
}

/** Everyday alerts of a tenant with their incidents, newest first. The newest alerts give everybody a turn. */
export function everydayAlerts(site: Site, plan: Everyday): { alerts: Row[]; incidents: Row[] } {
  const { kinds = ALERT_KINDS, count, startMs } = plan;
  const random = seededRandom(`${plan.seed}/everyday/${site.home.tenantId}`);
  const draw = inTurn(site.machines, site.people);
  const slotMs = (plan.days * DAY_MS) / count;
  const alerts: Row[] = [];
  const byIncident = new Map<string, { name: string; alerts: Row[] }>();
  for (let index = 0; index < count; index += 1) {
    const kind = kinds[index % kinds.length] as AlertKind;
    const incidentId = String(plan.firstIncident + incidentIndex(index, kinds.length, plan));
    const createdMs = Math.floor(startMs - (index + 0.1 + random.next() * 0.8) * slotMs);
    const id = alertIdOf(kind.idPrefix, `${plan.seed}/${site.home.tenantId}/${String(index)}`);
    const head = headOf(kind, id, createdMs, startMs, site, random);
    const alert = everydayAlert(site, head, draw, random, incidentId);
    alerts.push(alert);
    const incident = byIncident.get(incidentId) ?? { name: kind.incidentName, alerts: [] };
    incident.alerts.push(alert);
    byIncident.set(incidentId, incident);
  }
  return { alerts, incidents: [...byIncident].map(([id, { name, alerts: own }]) => incidentOf(id, name, own)) };
}

/** The newer half of a kind's alerts is one incident and the older half another, as far as there are incidents. */
function incidentIndex(index: number, kinds: number, plan: Everyday): number {
  const kind = index % kinds;
  const isOlderHalf = index >= plan.count / 2;
  const older = kinds + kind;
  return isOlderHalf && older < plan.incidents ? older : kind % plan.incidents;
}
