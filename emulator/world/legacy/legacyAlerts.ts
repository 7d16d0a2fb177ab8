import type { Site } from '../noise.js';
import { guidOf, seededRandom } from '../random.js';
import type { Random } from '../random.js';
import { legacyAlertRow } from '../rows/legacy.js';
import { DAY_MS, HOUR_MS, MINUTE_MS, ticks } from '../time.js';
import type { Row } from '../World.js';
import { LEGACY_KINDS } from './kinds.js';
import { VENDORS } from './LegacyKind.js';
import type { LegacyKind, VendorName } from './LegacyKind.js';

interface Legacy {
  readonly seed: string;
  readonly startMs: number;
  readonly days: number;
  readonly count: number;
  /** The products that the tenant had connected. */
  readonly vendors: readonly VendorName[];
}

/** Legacy alerts of a tenant, newest first: alerts of products that never came into Defender XDR. */
export function legacyAlerts(site: Site, { seed, startMs, days, count, vendors }: Legacy): Row[] {
  const random = seededRandom(`${seed}/legacy/${site.home.tenantId}`);
  const kinds = LEGACY_KINDS.filter(({ vendor }) => vendors.includes(vendor));
  const slotMs = (days * DAY_MS) / count;
  return Array.from({ length: count }, (_, index) => {
    const kind = kinds[index % kinds.length] as LegacyKind;
    const createdMs = Math.floor(startMs - (index + 0.1 + random.next() * 0.8) * slotMs);
    return legacyAlert(kind, `${seed}/${site.home.tenantId}/${String(index)}`, createdMs, startMs, site, random);
  });
}

function legacyAlert(
  kind: LegacyKind,
  name: string,
  createdMs: number,
  startMs: number,
  site: Site,
  random: Random,
): Row {
  const id = guidOf(`legacy-alert/${name}`);
  const [at, eventAt] = [ticks(createdMs), ticks(createdMs - random.whole(2, 50) * MINUTE_MS)];
  const host = random.pick(site.machines);
  const who = host.owner ?? random.pick(site.people);
  return legacyAlertRow({
    id,
    azureTenantId: site.home.tenantId,
    createdDateTime: at,
    eventDateTime: eventAt,
    lastEventDateTime: at,
    title: kind.title,
    description: kind.description,
    category: kind.category,
    severity: random.pick(kind.severities),
    recommendedActions: kind.recommendedActions,
    sourceMaterials: [`${kind.portal}${id}`],
    detectionIds: [guidOf(`detection/${name}`)],
    vendorInformation: { ...VENDORS[kind.vendor], providerVersion: null },
    ...triage(createdMs, startMs, site, random),
    ...kind.states({ home: site.home, at, eventAt, who, host, random }),
  });
}

const FEEDBACK = ['truePositive', 'falsePositive', 'benignPositive'] as const;

/** Old alerts are closed, fresh ones new. */
function triage(createdMs: number, startMs: number, site: Site, random: Random): Partial<Row> {
  const isClosed = random.chance(Math.min(0.8, (startMs - createdMs) / (5 * DAY_MS)));
  const isOpen = !isClosed && random.chance(0.3);
  const touchedAt = ticks(Math.min(startMs, createdMs + random.whole(1, 30) * HOUR_MS));
  const analyst = site.analysts[0] ?? null;
  if (isOpen) return { status: 'inProgress', assignedTo: analyst, lastModifiedDateTime: touchedAt };
  if (!isClosed) return {};
  return {
    status: random.chance(0.25) ? 'dismissed' : 'resolved',
    assignedTo: analyst,
    closedDateTime: touchedAt,
    lastModifiedDateTime: touchedAt,
    feedback: random.pick(FEEDBACK),
    comments: ['Closed in IPC'],
    tags: ['reviewed'],
  };
}
