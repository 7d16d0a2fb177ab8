import type { Alert, Tag, Threat } from '../../../schema/Alert.js';
import type { Comment } from '../../../schema/Comment.js';
import { AlertStatus, type Classification } from '../../../schema/enums.js';
import { serviceSourceOf } from '../../filter/legacyWords.js';
import type { GraphTenant } from '../../graph/GraphTenant.js';
import type { Want } from '../../pivots/Want.js';
import { globalId } from '../../util/globalId.js';
import type { Sent } from '../answers.js';
import { selectOf, type Columns } from '../columns.js';
import { involvedHosts, involvedUsers, observables, readEvidence } from '../evidence/index.js';
import { EPOCH, link, readSeverity } from '../securityWords.js';
import { shallow } from '../shallow.js';
import { moment, record, records, text, texts, word, wordMap, type WireRecord } from '../wire.js';
import { EVIDENCE_PROPERTIES, legacyEvidence } from './evidence.js';

const LEGACY_COLUMNS: Columns = {
  title: ['title'],
  description: ['description'],
  recommendedActions: ['recommendedActions'],
  severity: ['severity'],
  severityRaw: ['severity'],
  status: ['status'],
  statusRaw: ['status'],
  categories: ['category'],
  classification: ['feedback'],
  assignedTo: ['assignedTo'],
  tags: ['tags'],
  comments: ['comments'],
  threat: ['malwareStates', 'activityGroupName'],
  firstActivityAt: ['eventDateTime'],
  lastActivityAt: ['lastEventDateTime', 'eventDateTime'],
  resolvedAt: ['closedDateTime'],
  webUrl: ['sourceMaterials'],
  incidentWebUrl: ['sourceMaterials'],
  incident: ['incidentIds'],
  evidence: EVIDENCE_PROPERTIES,
  users: EVIDENCE_PROPERTIES,
  hosts: EVIDENCE_PROPERTIES,
  indicators: EVIDENCE_PROPERTIES,
};
/** The vendor is part of an alert's address, and tells the answers of providers apart. */
const ALWAYS = ['id', 'createdDateTime', 'eventDateTime', 'lastModifiedDateTime', 'vendorInformation'];

const STATUSES = wordMap(AlertStatus, { newAlert: 'NEW' });
const FEEDBACK: Readonly<Record<string, Classification>> = {
  truePositive: 'TRUE_POSITIVE',
  falsePositive: 'FALSE_POSITIVE',
  benignPositive: 'INFORMATIONAL_EXPECTED_ACTIVITY',
};

/** Before Graph's id in the global id of a legacy alert; no id of Graph begins so, and none that is given by hand may. */
const MARK = 'legacy~';

/** The key inside the global id of a legacy alert. */
export function legacyKey(graphId: string): string {
  return `${MARK}${graphId}`;
}

/** Graph's id, where the key is one of a legacy alert; else null. */
export function legacyIdIn(key: string): string | null {
  return key.startsWith(MARK) ? key.slice(MARK.length) : null;
}

/** `$select`; null for the whole record, which `raw` shows. */
export function legacySelect(want: Want): string | null {
  const fields = want.fieldsOf('Alert');
  return fields?.has('raw') ? null : selectOf(LEGACY_COLUMNS, fields, ALWAYS);
}

/**
 * A legacy alert in the words of today's.
 *
 * @see https://learn.microsoft.com/graph/alertsv1-alertsv2-migration
 */
export function readLegacyAlert({ tenantId }: GraphTenant, { record: row, asOf }: Sent): Alert {
  const graphId = text(row, 'id') ?? '';
  const eventAt = moment(row, 'eventDateTime');
  const createdAt = moment(row, 'createdDateTime') ?? eventAt ?? moment(row, 'lastModifiedDateTime') ?? EPOCH;
  const evidence = readEvidence(legacyEvidence(row), tenantId);
  const statusRaw = text(row, 'status');
  const links = texts(row, 'sourceMaterials').filter((one) => link(one) !== null);
  return {
    __typename: 'Alert',
    tenantId,
    id: globalId('Alert', tenantId, legacyKey(graphId)),
    graphId,
    asOf,
    freshness: 'LIVE',
    api: 'LEGACY',
    title: text(row, 'title'),
    description: text(row, 'description'),
    recommendedActions: texts(row, 'recommendedActions'),
    severity: readSeverity(row),
    severityRaw: text(row, 'severity'),
    status: word(STATUSES, statusRaw, 'UNKNOWN'),
    statusRaw,
    categories: [text(row, 'category')].filter((category) => category !== null),
    classification: FEEDBACK[text(row, 'feedback') ?? ''] ?? null,
    determination: null,
    provider: readProvider(row, graphId),
    assignedTo: text(row, 'assignedTo'),
    tags: texts(row, 'tags').map((name): Tag => ({ name, origin: 'LEGACY' })),
    comments: texts(row, 'comments').map((said): Comment => ({ text: said, by: null, at: null })),
    mitreTechniques: [],
    threat: readThreat(row),
    createdAt,
    updatedAt: moment(row, 'lastModifiedDateTime') ?? createdAt,
    firstActivityAt: eventAt,
    lastActivityAt: moment(row, 'lastEventDateTime') ?? eventAt,
    resolvedAt: moment(row, 'closedDateTime'),
    webUrl: links[0] ?? null,
    incidentWebUrl: links.find((one) => /\/incidents?\//i.test(one)) ?? null,
    incidentId: texts(row, 'incidentIds')[0] ?? null,
    evidence,
    users: involvedUsers(evidence, tenantId),
    hosts: involvedHosts(evidence, tenantId),
    indicators: observables(evidence, tenantId),
    raw: shallow(row),
  };
}

function readProvider(row: WireRecord, alertId: string): Alert['provider'] {
  const vendor = record(row, 'vendorInformation') ?? {};
  const product = text(vendor, 'provider');
  return {
    vendor: text(vendor, 'vendor'),
    product,
    serviceSource: serviceSourceOf(product),
    detectionSource: text(vendor, 'subProvider'),
    detectorId: null,
    alertId,
  };
}

function readThreat(row: WireRecord): Threat | null {
  const [malware = {}] = records(row, 'malwareStates');
  const threat = {
    name: text(malware, 'name'),
    family: text(malware, 'family'),
    actor: text(row, 'activityGroupName'),
  };
  return (threat.name ?? threat.family ?? threat.actor) ? threat : null;
}
