import { IndicatorAction, Tlp, type IndicatorTarget, type Severity } from '../../schema/enums.js';
import type { Indicator, IndicatorValue } from '../../schema/Indicator.js';
import { SecgraphError } from '../errors/SecgraphError.js';
import type { GraphClient } from '../graph/GraphClient.js';
import type { GraphRequest } from '../graph/GraphRequest.js';
import type { GraphTenant } from '../graph/GraphTenant.js';
import { pages } from '../graph/pages.js';
import { observableIn } from '../identity/observable.js';
import { globalId } from '../util/globalId.js';
import { sentList, type Sent } from './answers.js';
import { defenderValues, tiValues } from './indicatorValues.js';
import type { Place } from './Place.js';
import { readSeverity } from './securityWords.js';
import type { Gap } from './timedPages.js';
import { bool, integer, long, moment, text, texts, word, wordMap } from './wire.js';

/** The indicators of one target, and how far it told them. */
export interface IndicatorList {
  readonly indicators: readonly Indicator[];
  readonly isComplete: boolean;
  /** Whether Graph does not know the endpoint. */
  readonly isGone: boolean;
  /** Of the list as a whole: its indicators share it. */
  readonly freshness: Indicator['freshness'];
}

const TI_PAGE = 500;
/** 5,000 indicators; Defender takes 15,000 at most, and gives 10,000 in a page. */
const TI_PAGES = 10;
const DEFENDER_PAGES = 2;

const ACTIONS = wordMap(IndicatorAction, { allowed: 'ALLOW', alertAndBlock: 'BLOCK_AND_REMEDIATE' });
const TLPS = wordMap(Tlp);

/** Graph counts severities from 0 to 5. */
const SEVERITIES: readonly Severity[] = ['INFORMATIONAL', 'INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'HIGH'];

/**
 * Indicators that the organization has submitted: `/beta/security/tiIndicators` (ThreatIndicators.ReadWrite.OwnedBy, the
 * application's own) and Defender's `/api/indicators` (Ti.ReadWrite.All, or Ti.ReadWrite for the application's own).
 */
export class IndicatorSource {
  constructor(readonly graph: GraphClient) {}

  /** Graph's list. Microsoft has announced its end: an endpoint that is not there has no indicators, and says so. */
  async ofGraph(place: Place): Promise<IndicatorList> {
    const request = {
      method: 'GET',
      version: 'beta',
      workload: 'tiIndicators',
      path: `/security/tiIndicators?$top=${TI_PAGE}`,
    } as const;
    try {
      return await this.#list(place, request, TI_PAGES, readTiIndicator);
    } catch (thrown) {
      if (!isUnknownEndpoint(thrown)) throw thrown;
      return { indicators: [], isComplete: true, isGone: true, freshness: 'LIVE' };
    }
  }

  /** Defender's list, by a request of its own. */
  ofDefender(place: Place): Promise<IndicatorList> {
    const request = { method: 'GET', version: 'api', workload: 'defender', alone: true, path: '/indicators' } as const;
    return this.#list(place, request, DEFENDER_PAGES, readDefenderIndicator);
  }

  async #list(
    { tenant, call }: Place,
    request: GraphRequest,
    maxPages: number,
    read: (tenant: GraphTenant, sent: Sent) => Indicator | null,
  ): Promise<IndicatorList> {
    const indicators: Indicator[] = [];
    let isComplete = false;
    for await (const { answer, next } of pages(this.graph, tenant, request, call, { maxPages })) {
      indicators.push(...sentList(answer, tenant).flatMap((sent) => read(tenant, sent) ?? []));
      isComplete = next === null;
    }
    return { indicators, isComplete, isGone: false, freshness: 'LIVE' };
  }
}

/** What the coverage says where Graph has no indicators any more. */
export const GONE: Gap = {
  state: 'RETIRED',
  message: 'Microsoft Graph has no /beta/security/tiIndicators here: Microsoft has announced its end.',
  remedy: 'Submit indicators to Defender for Endpoint or to Microsoft Sentinel.',
};

/** Graph calls a path that it does not have a bad request. */
export function isUnknownEndpoint(thrown: unknown): boolean {
  if (!(thrown instanceof SecgraphError)) return false;
  return thrown.code === 'UPSTREAM_NOT_FOUND' || (thrown.code === 'UPSTREAM_REFUSED' && thrown.facts.status === 400);
}

/** An indicator as Graph sends it; null for one without an id. */
export function readTiIndicator({ tenantId }: GraphTenant, sent: Sent): Indicator | null {
  const { record: row } = sent;
  const graphId = text(row, 'id');
  if (!graphId) return null;
  const severity = integer(row, 'severity');
  const [actionRaw, tlpRaw] = [text(row, 'action'), text(row, 'tlpLevel')];
  return {
    ...headOf(tenantId, 'GRAPH_TI_INDICATORS', graphId, tiValues(row), sent),
    action: word(ACTIONS, actionRaw, 'UNKNOWN'),
    actionRaw,
    generateAlert: null,
    severity: (severity === null ? null : SEVERITIES[severity]) ?? 'UNKNOWN',
    severityRaw: severity === null ? null : String(severity),
    title: null,
    description: text(row, 'description'),
    tlp: word(TLPS, tlpRaw, 'UNKNOWN'),
    tlpRaw,
    threatType: text(row, 'threatType'),
    confidence: integer(row, 'confidence'),
    killChain: texts(row, 'killChain'),
    malwareFamilies: texts(row, 'malwareFamilyNames'),
    activityGroups: texts(row, 'activityGroupNames'),
    diamondModel: text(row, 'diamondModel'),
    knownFalsePositives: text(row, 'knownFalsePositives'),
    tags: texts(row, 'tags'),
    externalId: text(row, 'externalId'),
    targetProduct: text(row, 'targetProduct'),
    deviceGroups: [],
    recommendedActions: null,
    isActive: (bool(row, 'isActive') ?? true) && isBefore(sent.asOf, moment(row, 'expirationDateTime')),
    passiveOnly: bool(row, 'passiveOnly'),
    expiresAt: moment(row, 'expirationDateTime'),
    createdAt: moment(row, 'ingestedDateTime'),
    updatedAt: null,
    lastReportedAt: moment(row, 'lastReportedDateTime'),
    createdBy: null,
  };
}

/** An indicator as Defender sends it; null for one without an id. */
export function readDefenderIndicator({ tenantId }: GraphTenant, sent: Sent): Indicator | null {
  const { record: row } = sent;
  const graphId = text(row, 'id') ?? long(row, 'id')?.toString();
  if (!graphId) return null;
  const actionRaw = text(row, 'action');
  return {
    ...headOf(tenantId, 'DEFENDER_FOR_ENDPOINT', graphId, defenderValues(row), sent),
    action: word(ACTIONS, actionRaw, 'UNKNOWN'),
    actionRaw,
    generateAlert: bool(row, 'generateAlert'),
    severity: readSeverity(row),
    severityRaw: text(row, 'severity'),
    title: text(row, 'title'),
    description: text(row, 'description'),
    tlp: null,
    tlpRaw: null,
    threatType: null,
    confidence: null,
    killChain: [],
    malwareFamilies: [],
    activityGroups: [],
    diamondModel: null,
    knownFalsePositives: null,
    tags: [],
    externalId: text(row, 'externalID') ?? text(row, 'externalId'),
    targetProduct: null,
    deviceGroups: texts(row, 'rbacGroupNames'),
    recommendedActions: text(row, 'recommendedActions'),
    isActive: isBefore(sent.asOf, moment(row, 'expirationTime')),
    passiveOnly: null,
    expiresAt: moment(row, 'expirationTime'),
    createdAt: moment(row, 'creationTimeDateTimeUtc'),
    updatedAt: moment(row, 'lastUpdateTime'),
    lastReportedAt: null,
    createdBy: text(row, 'createdByDisplayName') ?? text(row, 'createdBy'),
  };
}

/** The key in the global id of an indicator. */
export function indicatorKey(target: IndicatorTarget, graphId: string): string {
  return `${PREFIX[target]}:${graphId}`;
}

type Head = Pick<
  Indicator,
  | '__typename'
  | 'tenantId'
  | 'id'
  | 'graphId'
  | 'asOf'
  | 'freshness'
  | 'target'
  | 'kind'
  | 'value'
  | 'values'
  | 'observable'
>;

/** Ids of two targets may be equal: ours says which target it is. */
const PREFIX: Readonly<Record<IndicatorTarget, string>> = {
  GRAPH_TI_INDICATORS: 'graph',
  DEFENDER_FOR_ENDPOINT: 'defender',
  SENTINEL: 'sentinel',
};

function headOf(
  tenantId: string,
  target: IndicatorTarget,
  graphId: string,
  values: readonly IndicatorValue[],
  { asOf }: Sent,
): Head {
  const [first] = values;
  const { kind = null, value = '', isRange = false } = first ?? {};
  return {
    __typename: 'Indicator',
    tenantId,
    id: globalId('Indicator', tenantId, indicatorKey(target, graphId)),
    graphId,
    asOf,
    freshness: 'LIVE',
    target,
    kind,
    value,
    values,
    observable: kind === null || isRange ? null : observableIn(tenantId, { kind, value }),
  };
}

/** Whether the end is still to come; what has no end always is. */
function isBefore(asOf: string, end: string | null): boolean {
  return end === null || Date.parse(asOf) < Date.parse(end);
}
