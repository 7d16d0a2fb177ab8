import type { Alert } from '../../schema/Alert.js';
import type { Comment } from '../../schema/Comment.js';
import { IncidentStatus } from '../../schema/enums.js';
import type { Incident } from '../../schema/Incident.js';
import { SecgraphError } from '../errors/SecgraphError.js';
import type { GraphClient } from '../graph/GraphClient.js';
import type { GraphTenant } from '../graph/GraphTenant.js';
import type { Want } from '../pivots/Want.js';
import { globalId } from '../util/globalId.js';
import { segment } from '../util/odata.js';
import { alertSelect, readAlert } from './AlertSource.js';
import { foundOrNull, sentOne, type Sent, type Updated } from './answers.js';
import { NAMESPACE, postComment, postCorrelation } from './caseWrites.js';
import { selectOf, type Columns } from './columns.js';
import type { Place } from './Place.js';
import { EPOCH, link, readClassification, readComment, readDetermination, readSeverity } from './securityWords.js';
import { security, timedPages, type TimedPage, type TimedQuery } from './timedPages.js';
import { integer, moment, records, text, texts, word, wordMap } from './wire.js';

/** Graph refuses a longer page of incidents. */
export const INCIDENTS_PER_PAGE = 50;

const INCIDENT_COLUMNS: Columns = {
  displayName: ['displayName'],
  description: ['description'],
  summary: ['summary'],
  severity: ['severity'],
  severityRaw: ['severity'],
  status: ['status'],
  statusRaw: ['status'],
  classification: ['classification'],
  determination: ['determination'],
  assignedTo: ['assignedTo'],
  customTags: ['customTags'],
  systemTags: ['systemTags'],
  comments: ['comments'],
  resolvingComment: ['resolvingComment'],
  lastModifiedBy: ['lastModifiedBy'],
  priorityScore: ['priorityScore'],
  webUrl: ['incidentWebUrl'],
  redirectedTo: ['redirectIncidentId'],
};

const ALWAYS = ['id', 'createdDateTime', 'lastUpdateDateTime'];
const STATUSES = wordMap(IncidentStatus);

/**
 * Incidents of Defender XDR: `/security/incidents`. Needs SecurityIncident.Read.All. Alerts are never expanded: on large
 * tenants Graph answers that with a steady 500.
 */
export class IncidentSource {
  constructor(readonly graph: GraphClient) {}

  /** Pages of at most {@link INCIDENTS_PER_PAGE} incidents. */
  pages(place: Place, query: TimedQuery, want: Want): AsyncGenerator<TimedPage<Incident>, void, undefined> {
    const size = Math.min(query.pageSize, INCIDENTS_PER_PAGE);
    const select = selectOf(INCIDENT_COLUMNS, want.fieldsOf('Incident'), ALWAYS);
    const read = (sent: Sent): Incident => readIncident(place.tenant, sent);
    return timedPages(this.graph, place, '/security/incidents', { ...query, pageSize: size }, select, read);
  }

  /** One incident, whole; null when the tenant does not know it. */
  async byId({ tenant, call }: Place, graphId: string): Promise<Incident | null> {
    const request = security(`/security/incidents/${segment(graphId)}`);
    const answer = await foundOrNull(this.graph.send(tenant, request, call));
    if (!answer) return null;
    const sent = sentOne(answer, tenant);
    return text(sent.record, 'id') === graphId ? readIncident(tenant, sent) : null;
  }

  /** Changes one incident; answers it as Graph then shows it. Needs SecurityIncident.ReadWrite.All. */
  async update({ tenant, call }: Place, graphId: string, patch: IncidentPatch): Promise<Updated<Incident>> {
    const path = `/security/incidents/${segment(graphId)}`;
    const answer = await this.graph.send(tenant, { method: 'PATCH', path, workload: 'security', body: patch }, call);
    return { noun: readIncident(tenant, sentOne(answer, tenant)), requestId: answer.requestId };
  }

  /** Adds a comment; answers all comments of the incident. Needs SecurityIncident.ReadWrite.All. */
  comment(place: Place, graphId: string, comment: string): Promise<Updated<readonly Comment[]>> {
    return postComment(this.graph, place, `/security/incidents/${segment(graphId)}`, comment);
  }

  /**
   * Makes one incident of several. Needs SecurityData.Manage.All.
   *
   * @returns Graph's id of the one that has the alerts of all now; the others are redirected to it
   * @see https://learn.microsoft.com/graph/api/security-incident-mergeincidents
   */
  merge(place: Place, graphIds: readonly string[], comment: string | null): Promise<Updated<string>> {
    const body = { incidentIds: graphIds, ...(comment === null ? {} : { incidentComment: comment }) };
    return postCorrelation(this.graph, place, `/security/incidents/${NAMESPACE}mergeIncidents`, body);
  }

  /** Pages of the alerts of one incident; none when the tenant does not know it. */
  async *alertsOf(
    place: Place,
    graphId: string,
    query: TimedQuery,
    want: Want,
  ): AsyncGenerator<TimedPage<Alert>, void, undefined> {
    const path = `/security/incidents/${segment(graphId)}/alerts`;
    const read = (sent: Sent): Alert => readAlert(place.tenant, sent);
    try {
      yield* timedPages(this.graph, place, path, query, alertSelect(want), read);
    } catch (thrown) {
      if (!isAbsent(thrown)) throw thrown;
    }
  }
}

/** What Graph lets be changed of an incident, in its own words. What is absent is not sent. */
export interface IncidentPatch {
  readonly status?: string;
  readonly classification?: string;
  readonly determination?: string;
  readonly assignedTo?: string | null;
  /** All of them: Graph replaces the list. */
  readonly customTags?: readonly string[];
}

function isAbsent(thrown: unknown): boolean {
  return thrown instanceof SecgraphError && thrown.code === 'UPSTREAM_NOT_FOUND';
}

/** An incident as Graph sends it. What was not selected is null or empty, and nobody asks for it. */
export function readIncident({ tenantId }: GraphTenant, { record: row, asOf }: Sent): Incident {
  const graphId = text(row, 'id') ?? '';
  const createdAt = moment(row, 'createdDateTime') ?? moment(row, 'lastUpdateDateTime') ?? EPOCH;
  const statusRaw = text(row, 'status');
  return {
    __typename: 'Incident',
    tenantId,
    id: globalId('Incident', tenantId, graphId),
    graphId,
    asOf,
    freshness: 'LIVE',
    displayName: text(row, 'displayName'),
    description: text(row, 'description'),
    summary: text(row, 'summary'),
    severity: readSeverity(row),
    severityRaw: text(row, 'severity'),
    status: word(STATUSES, statusRaw, 'UNKNOWN'),
    statusRaw,
    classification: readClassification(row),
    determination: readDetermination(row),
    assignedTo: text(row, 'assignedTo'),
    customTags: texts(row, 'customTags'),
    systemTags: texts(row, 'systemTags'),
    comments: records(row, 'comments').map(readComment),
    resolvingComment: text(row, 'resolvingComment'),
    lastModifiedBy: text(row, 'lastModifiedBy'),
    priorityScore: integer(row, 'priorityScore'),
    createdAt,
    updatedAt: moment(row, 'lastUpdateDateTime') ?? createdAt,
    webUrl: link(text(row, 'incidentWebUrl')),
    redirectIncidentId: text(row, 'redirectIncidentId'),
  };
}
