import type { Alert, Tag, Threat } from '../../schema/Alert.js';
import type { Comment } from '../../schema/Comment.js';
import { AlertStatus } from '../../schema/enums.js';
import type { GraphClient } from '../graph/GraphClient.js';
import type { GraphTenant } from '../graph/GraphTenant.js';
import { technique } from '../mitre/technique.js';
import type { Want } from '../pivots/Want.js';
import { globalId } from '../util/globalId.js';
import { segment } from '../util/odata.js';
import { foundOrNull, invalid, sentOne, type Sent, type Updated } from './answers.js';
import { selectOf, type Columns } from './columns.js';
import { involvedHosts, involvedUsers, observables, readEvidence } from './evidence/index.js';
import { NAMESPACE, postComment, postCorrelation } from './caseWrites.js';
import type { Place } from './Place.js';
import { EPOCH, link, readClassification, readComment, readDetermination, readSeverity } from './securityWords.js';
import { security, timedPages, type TimedPage, type TimedQuery } from './timedPages.js';
import { shallow } from './shallow.js';
import { moment, raw, records, text, texts, word, wordMap, type WireRecord } from './wire.js';

const ALERT_COLUMNS: Columns = {
  title: ['title'],
  description: ['description'],
  recommendedActions: ['recommendedActions'],
  severity: ['severity'],
  severityRaw: ['severity'],
  status: ['status'],
  statusRaw: ['status'],
  categories: ['categories', 'category'],
  classification: ['classification'],
  determination: ['determination'],
  provider: ['serviceSource', 'detectionSource', 'productName', 'detectorId', 'providerAlertId'],
  assignedTo: ['assignedTo'],
  tags: ['systemTags'],
  comments: ['comments'],
  mitreTechniques: ['mitreTechniques'],
  threat: ['threatDisplayName', 'threatFamilyName', 'actorDisplayName'],
  firstActivityAt: ['firstActivityDateTime'],
  lastActivityAt: ['lastActivityDateTime'],
  resolvedAt: ['resolvedDateTime'],
  webUrl: ['alertWebUrl'],
  incidentWebUrl: ['incidentWebUrl'],
  incident: ['incidentId'],
  evidence: ['evidence'],
  users: ['evidence'],
  hosts: ['evidence'],
  indicators: ['evidence'],
};

const ALWAYS = ['id', 'createdDateTime', 'lastUpdateDateTime'];
const STATUSES = wordMap(AlertStatus);

/** Alerts of Defender XDR: `/security/alerts_v2`. Needs SecurityAlert.Read.All. */
export class AlertSource {
  constructor(readonly graph: GraphClient) {}

  /** Pages of alerts, one request each, as long as somebody reads on. */
  pages(place: Place, query: TimedQuery, want: Want): AsyncGenerator<TimedPage<Alert>, void, undefined> {
    const read = (sent: Sent): Alert => readAlert(place.tenant, sent);
    return timedPages(this.graph, place, '/security/alerts_v2', query, alertSelect(want), read);
  }

  /** One alert, or null when the tenant does not know it. */
  async byId({ tenant, call }: Place, graphId: string): Promise<Alert | null> {
    const request = security(`/security/alerts_v2/${segment(graphId)}`);
    const answer = await foundOrNull(this.graph.send(tenant, request, call));
    if (!answer) return null;
    const sent = sentOne(answer, tenant);
    if (text(sent.record, 'id') !== graphId) throw invalid(answer, tenant, 'an alert that was not asked for');
    return readAlert(tenant, sent);
  }

  /** Changes one alert; answers it as Graph then shows it. Needs SecurityAlert.ReadWrite.All. */
  async update({ tenant, call }: Place, graphId: string, patch: AlertPatch): Promise<Updated<Alert>> {
    const path = `/security/alerts_v2/${segment(graphId)}`;
    const answer = await this.graph.send(tenant, { method: 'PATCH', path, workload: 'security', body: patch }, call);
    return { noun: readAlert(tenant, sentOne(answer, tenant)), requestId: answer.requestId };
  }

  /** Adds a comment; answers all comments of the alert. Needs SecurityAlert.ReadWrite.All. */
  comment(place: Place, graphId: string, comment: string): Promise<Updated<readonly Comment[]>> {
    return postComment(this.graph, place, `/security/alerts_v2/${segment(graphId)}`, comment);
  }

  /**
   * Moves alerts into an incident, all of them or none. Needs SecurityData.Manage.All.
   *
   * @param into Graph's id of the incident; null for a new one
   * @returns Graph's id of the incident in which they are now
   * @see https://learn.microsoft.com/graph/api/security-alert-movealerts
   */
  move(
    place: Place,
    graphIds: readonly string[],
    into: string | null,
    comment: string | null,
  ): Promise<Updated<string>> {
    const body = { alertIds: graphIds, incidentId: into, ...(comment === null ? {} : { alertComment: comment }) };
    return postCorrelation(this.graph, place, `/security/alerts_v2/${NAMESPACE}moveAlerts`, body);
  }
}

/** What Graph lets be changed of an alert, in its own words. What is absent is not sent. */
export interface AlertPatch {
  readonly status?: string;
  readonly classification?: string;
  readonly determination?: string;
  readonly assignedTo?: string | null;
}

/** `$select`; null for the whole record, which `raw` shows. */
export function alertSelect(want: Want): string | null {
  const fields = want.fieldsOf('Alert');
  return fields?.has('raw') ? null : selectOf(ALERT_COLUMNS, fields, ALWAYS);
}

/** An alert as Graph sends it. What was not selected is null or empty, and nobody asks for it. */
export function readAlert(tenant: GraphTenant, { record: row, asOf }: Sent): Alert {
  const { tenantId } = tenant;
  const graphId = text(row, 'id') ?? '';
  const createdAt = moment(row, 'createdDateTime') ?? moment(row, 'lastUpdateDateTime') ?? EPOCH;
  const evidence = readEvidence(raw(row, 'evidence'), tenantId);
  const statusRaw = text(row, 'status');
  return {
    __typename: 'Alert',
    tenantId,
    id: globalId('Alert', tenantId, graphId),
    graphId,
    asOf,
    freshness: 'LIVE',
    api: 'V2',
    title: text(row, 'title'),
    description: text(row, 'description'),
    recommendedActions: lines(text(row, 'recommendedActions')),
    severity: readSeverity(row),
    severityRaw: text(row, 'severity'),
    status: word(STATUSES, statusRaw, 'UNKNOWN'),
    statusRaw,
    categories: categories(row),
    classification: readClassification(row),
    determination: readDetermination(row),
    provider: {
      vendor: 'Microsoft',
      product: text(row, 'productName'),
      serviceSource: text(row, 'serviceSource'),
      detectionSource: text(row, 'detectionSource'),
      detectorId: text(row, 'detectorId'),
      alertId: text(row, 'providerAlertId'),
    },
    assignedTo: text(row, 'assignedTo'),
    tags: texts(row, 'systemTags').map((name): Tag => ({ name, origin: 'SYSTEM' })),
    comments: records(row, 'comments').map(readComment),
    mitreTechniques: texts(row, 'mitreTechniques').map(technique),
    threat: readThreat(row),
    createdAt,
    updatedAt: moment(row, 'lastUpdateDateTime') ?? createdAt,
    firstActivityAt: moment(row, 'firstActivityDateTime'),
    lastActivityAt: moment(row, 'lastActivityDateTime'),
    resolvedAt: moment(row, 'resolvedDateTime'),
    webUrl: link(text(row, 'alertWebUrl')),
    incidentWebUrl: link(text(row, 'incidentWebUrl')),
    incidentId: text(row, 'incidentId'),
    evidence,
    users: involvedUsers(evidence, tenantId),
    hosts: involvedHosts(evidence, tenantId),
    indicators: observables(evidence, tenantId),
    raw: shallow(row),
  };
}

function lines(value: string | null): string[] {
  return (value ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** `category` is the older of the two and may be the only one that is filled. */
function categories(row: WireRecord): string[] {
  const many = texts(row, 'categories');
  const one = text(row, 'category');
  return many.length > 0 || one === null ? many : [one];
}

function readThreat(row: WireRecord): Threat | null {
  const threat = {
    name: text(row, 'threatDisplayName'),
    family: text(row, 'threatFamilyName'),
    actor: text(row, 'actorDisplayName'),
  };
  return (threat.name ?? threat.family ?? threat.actor) ? threat : null;
}
