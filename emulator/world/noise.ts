import { ENDPOINT_KINDS } from './noise/endpoint.js';
import { IDENTITY_KINDS } from './noise/identity.js';
import type { AlertKind, Scene, Severity } from './noise/Kind.js';
import { MAIL_AND_DATA_KINDS } from './noise/mailAndData.js';
import type { Machine } from './machines.js';
import type { Home, Person } from './people.js';
import { guidOf } from './random.js';
import type { Random } from './random.js';
import { alertRow } from './rows/security.js';
import { DAY_MS, HOUR_MS, MINUTE_MS, ticks } from './time.js';
import type { Row } from './World.js';

/** Kinds of everyday alerts, in no particular order. */
export const ALERT_KINDS: readonly AlertKind[] = interleaved([ENDPOINT_KINDS, IDENTITY_KINDS, MAIL_AND_DATA_KINDS]);

/** Who lives in a tenant, as far as everyday alerts go. */
export interface Site {
  readonly home: Home;
  readonly people: readonly Person[];
  /** Machines with an owner among the people. */
  readonly machines: readonly Machine[];
  readonly servers: readonly Machine[];
  /** Whom alerts are assigned to: user principal names. */
  readonly analysts: readonly string[];
}

/** Hands out who the next alert is about. */
export interface Draw {
  machine(): Machine;
  person(): Person;
  /** A person whose mailbox the products know. */
  mailbox(): Person;
}

/** What filters and sorting look at: everything else of an alert follows from it. */
export interface AlertHead {
  readonly id: string;
  readonly kind: AlertKind;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly severity: Severity;
  readonly status: 'new' | 'inProgress' | 'resolved';
  readonly classification: string | null;
  readonly determination: string | null;
  readonly assignedTo: string | null;
}

const VERDICTS_OF_ANALYSTS = [
  ['falsePositive', 'notMalicious'],
  ['informationalExpectedActivity', 'confirmedActivity'],
  ['informationalExpectedActivity', 'securityTesting'],
  ['informationalExpectedActivity', 'lineOfBusinessApplication'],
  ['truePositive', 'malware'],
  ['truePositive', 'phishing'],
  ['truePositive', 'unwantedSoftware'],
  ['falsePositive', 'notEnoughDataToValidate'],
] as const;

/** The head of an everyday alert. Old alerts are mostly closed, fresh ones mostly new. */
export function headOf(
  kind: AlertKind,
  id: string,
  createdMs: number,
  nowMs: number,
  site: Pick<Site, 'analysts'>,
  random: Random,
): AlertHead {
  const ageMs = nowMs - createdMs;
  const isClosed = random.chance(Math.min(0.85, ageMs / (4 * DAY_MS)));
  const isOpen = !isClosed && random.chance(Math.min(0.7, ageMs / DAY_MS));
  const [classification, determination] = isClosed ? random.pick(VERDICTS_OF_ANALYSTS) : [null, null];
  const touchedMs = createdMs + random.whole(5 * MINUTE_MS, 30 * HOUR_MS);
  return {
    id,
    kind,
    createdMs,
    updatedMs: isClosed || isOpen ? Math.min(touchedMs, nowMs) : createdMs + random.whole(1, 90) * 1000,
    severity: random.pick(kind.severities),
    status: isClosed ? 'resolved' : isOpen ? 'inProgress' : 'new',
    classification,
    determination,
    assignedTo: (isClosed || isOpen) && site.analysts.length > 0 ? random.pick(site.analysts) : null,
  };
}

/** The whole alert that belongs to a head. */
export function everydayAlert(site: Site, head: AlertHead, draw: Draw, random: Random, incidentId: string | null): Row {
  const { kind } = head;
  const at = ticks(head.createdMs);
  const activityMs = head.createdMs - random.whole(1, 40) * MINUTE_MS;
  return alertRow({
    id: head.id,
    tenantId: site.home.tenantId,
    incidentId,
    createdDateTime: at,
    lastUpdateDateTime: ticks(Math.max(head.updatedMs, head.createdMs)),
    resolvedDateTime: head.status === 'resolved' ? ticks(head.updatedMs) : null,
    firstActivityDateTime: ticks(activityMs),
    lastActivityDateTime: ticks(Math.min(activityMs + random.whole(0, 30) * MINUTE_MS, head.createdMs)),
    severity: head.severity,
    status: head.status,
    classification: head.classification,
    determination: head.determination,
    assignedTo: head.assignedTo,
    ...wordsOf(kind),
    evidence: kind.evidence(sceneOf(site, kind, at, draw, random)),
  });
}

/** What a product says about every alert of a kind. */
function wordsOf(kind: AlertKind): Partial<Row> {
  return {
    title: kind.title,
    description: kind.description,
    recommendedActions: kind.recommendedActions,
    category: kind.category,
    categories: [kind.category],
    serviceSource: kind.serviceSource,
    detectionSource: kind.detectionSource,
    productName: kind.productName,
    detectorId: guidOf(`detector/${kind.key}`),
    mitreTechniques: kind.mitreTechniques,
    threatFamilyName: kind.threatFamilyName ?? null,
    threatDisplayName: kind.threatFamilyName ? `PUA:Win32/${kind.threatFamilyName}` : null,
    investigationState: kind.serviceSource === 'microsoftDefenderForEndpoint' ? 'queued' : 'unsupportedAlertType',
  };
}

/** An alert id in Defender's style: letters of the product, ticks, a signed number. */
export function alertIdOf(idPrefix: string, name: string): string {
  const digits = BigInt(`0x${guidOf(`alert/${name}`).replaceAll('-', '')}`).toString();
  return `${idPrefix}6391${digits.slice(0, 14)}_${digits.slice(14, 15) < '5' ? '-' : ''}1${digits.slice(15, 24)}`;
}

function sceneOf(site: Site, kind: AlertKind, at: string, draw: Draw, random: Random): Scene {
  const count = random.whole(kind.atLeast, kind.atMost);
  const many = <T>(take: () => T): T[] => Array.from({ length: count }, take);
  const machines = kind.about === 'machines' ? many(() => draw.machine()) : [];
  const people =
    kind.about === 'machines' ? [] : many(() => (kind.about === 'mailboxes' ? draw.mailbox() : draw.person()));
  return {
    home: site.home,
    at,
    machines,
    people: kind.about === 'machines' ? machines.flatMap((host) => host.owner ?? []) : people,
    server: site.servers.length > 0 ? random.pick(site.servers) : undefined,
    random,
  };
}

function interleaved<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list[index] ?? [])).flat();
}
