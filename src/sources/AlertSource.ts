import type { Alert, Comment, MitreTechnique, Tag, Threat } from '../../schema/Alert.js';
import { AlertStatus, Classification, Determination, Severity } from '../../schema/enums.js';
import { SecgraphError } from '../errors/SecgraphError.js';
import type { GraphClient } from '../graph/GraphClient.js';
import type { GraphRequest } from '../graph/GraphRequest.js';
import type { GraphTenant } from '../graph/GraphTenant.js';
import { pages } from '../graph/pages.js';
import { technique } from '../mitre/technique.js';
import type { Want } from '../pivots/Want.js';
import { globalId } from '../util/globalId.js';
import { segment, withQuery } from '../util/odata.js';
import { invalid, sentList, sentOne, type Sent } from './answers.js';
import { selectOf, type Columns } from './columns.js';
import { involvedHosts, involvedUsers, observables, readEvidence } from './evidence/index.js';
import type { Place } from './Place.js';
import { integer, moment, raw, records, text, texts, word, wordMap, type WireRecord } from './wire.js';

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
/** How Graph writes a time that never was. */
const EPOCH = '1970-01-01T00:00:00Z';

const SEVERITIES = wordMap(Severity);
const STATUSES = wordMap(AlertStatus);
const CLASSIFICATIONS = wordMap(Classification);
/** Documents spell four of them in another way than the metadata. */
const DETERMINATIONS = wordMap(Determination, {
  notEnoughDataToValidate: 'NOT_ENOUGH_DATA',
  insufficientData: 'NOT_ENOUGH_DATA',
  compromisedUser: 'COMPROMISED_ACCOUNT',
  clean: 'NOT_MALICIOUS',
  confirmedUserActivity: 'CONFIRMED_ACTIVITY',
});

/** Which alerts of one tenant, in which order. */
export interface AlertQuery {
  /** `$filter`; null for all. */
  readonly clause: string | null;
  readonly orderBy: 'createdDateTime' | 'lastUpdateDateTime';
  readonly direction: 'asc' | 'desc';
  readonly pageSize: number;
  readonly isCounted: boolean;
}

export interface AlertPage {
  readonly alerts: readonly Alert[];
  readonly hasMore: boolean;
  /** All alerts that fit; null when Graph was not asked or did not say. */
  readonly count: number | null;
}

/** Alerts of Defender XDR: `/security/alerts_v2`. Needs SecurityAlert.Read.All. */
export class AlertSource {
  constructor(readonly graph: GraphClient) {}

  /** Pages of alerts, one request each, as long as somebody reads on. */
  async *pages({ tenant, call }: Place, query: AlertQuery, want: Want): AsyncGenerator<AlertPage, void, undefined> {
    const path = withQuery('/security/alerts_v2', {
      $filter: query.clause,
      $orderby: `${query.orderBy} ${query.direction}`,
      $top: query.pageSize,
      $count: query.isCounted ? 'true' : null,
      $select: alertSelect(want),
    });
    for await (const { answer, next } of pages(this.graph, tenant, security(path), call, { maxPages: 100 })) {
      const alerts = sentList(answer, tenant)
        .filter(({ record }) => text(record, 'id') !== null)
        .map((sent) => readAlert(tenant, sent));
      yield { alerts, hasMore: next !== null, count: integer(answer.body as WireRecord, '@odata.count') };
    }
  }

  /** One alert, or null when the tenant does not know it. */
  async byId({ tenant, call }: Place, graphId: string): Promise<Alert | null> {
    try {
      const answer = await this.graph.send(tenant, security(`/security/alerts_v2/${segment(graphId)}`), call);
      const sent = sentOne(answer, tenant);
      if (text(sent.record, 'id') !== graphId) throw invalid(answer, tenant, 'an alert that was not asked for');
      return readAlert(tenant, sent);
    } catch (thrown) {
      if (thrown instanceof SecgraphError && thrown.code === 'UPSTREAM_NOT_FOUND') return null;
      throw thrown;
    }
  }
}

function security(path: string): GraphRequest {
  return { method: 'GET', path, workload: 'security' };
}

/** `$select`; null for the whole record, which `raw` shows. */
function alertSelect(want: Want): string | null {
  const fields = want.fieldsOf('Alert');
  return fields?.has('raw') ? null : selectOf(ALERT_COLUMNS, fields, ALWAYS);
}

/** An alert as Graph sends it. What was not selected is null or empty, and nobody asks for it. */
export function readAlert(tenant: GraphTenant, { record: row, asOf }: Sent): Alert {
  const { tenantId } = tenant;
  const graphId = text(row, 'id') ?? '';
  const createdAt = moment(row, 'createdDateTime') ?? moment(row, 'lastUpdateDateTime') ?? EPOCH;
  const evidence = readEvidence(raw(row, 'evidence'), tenantId);
  const severityRaw = text(row, 'severity');
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
    severity: word(SEVERITIES, severityRaw, 'UNKNOWN'),
    severityRaw,
    status: word(STATUSES, statusRaw, 'UNKNOWN'),
    statusRaw,
    categories: categories(row),
    classification: known(word(CLASSIFICATIONS, text(row, 'classification'), null)),
    determination: known(word(DETERMINATIONS, text(row, 'determination'), null)),
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
    raw: row,
  };
}

/** Graph sends "unknown" for alerts that nobody has classified. */
function known<Word extends string>(value: Word | null): Word | null {
  return value === 'UNKNOWN' ? null : value;
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

function readComment(row: WireRecord): Comment {
  return {
    text: text(row, 'comment'),
    by: text(row, 'createdByDisplayName'),
    at: moment(row, 'createdDateTime'),
  };
}

function readThreat(row: WireRecord): Threat | null {
  const threat = {
    name: text(row, 'threatDisplayName'),
    family: text(row, 'threatFamilyName'),
    actor: text(row, 'actorDisplayName'),
  };
  return (threat.name ?? threat.family ?? threat.actor) ? threat : null;
}

function link(value: string | null): string | null {
  return value && /^https?:\/\//i.test(value) ? value : null;
}
