import type { Alert } from '../../schema/Alert.js';
import { SecgraphError } from '../errors/SecgraphError.js';
import type { GraphClient } from '../graph/GraphClient.js';
import type { GraphAnswer, GraphRequest } from '../graph/GraphRequest.js';
import type { GraphTenant } from '../graph/GraphTenant.js';
import { failedProviders } from '../graph/warnings.js';
import type { Want } from '../pivots/Want.js';
import { segment, withQuery } from '../util/odata.js';
import { invalid, sentList, sentOne, type Updated } from './answers.js';
import { cut, type Start } from './legacy/federation.js';
import { legacySelect, readLegacyAlert } from './legacy/readLegacyAlert.js';
import type { Place } from './Place.js';
import { security, type Gap, type TimedPage, type TimedQuery } from './timedPages.js';
import { integer, raw, text, type WireRecord } from './wire.js';

const PATH = '/security/alerts';
/** Graph refuses more, and applies it to each provider by itself. */
const MAX_TOP = 1000;
/** After so many questions a list is read no further: the caller's own bounds come first. */
const MAX_PAGES = 100;

const TORN = 'A provider of legacy alerts ignores times, or has too many alerts of one moment: some are left out.';

/**
 * Alerts of the federated API that Microsoft has retired: `/security/alerts`. Needs SecurityEvents.Read.All.
 *
 * Graph asks every provider that the tenant had connected and waits ten seconds for each, so these requests travel alone. Its
 * links to the next page were refused for months, and `$skip` ends at 500: pages go on by time instead.
 */
export class LegacyAlertSource {
  constructor(readonly graph: GraphClient) {}

  /** Pages of alerts, one request each, as long as somebody reads on. */
  async *pages(place: Place, query: TimedQuery, want: Want): AsyncGenerator<TimedPage<Alert>, void, undefined> {
    let start: Start | null = query.from === null ? null : { time: query.from, isBehind: false };
    const usual = Math.min(query.pageSize, MAX_TOP);
    let top = usual;
    for (let asked = 0; asked < MAX_PAGES; asked += 1) {
      const answer = await this.#ask(place, query, start, top, want);
      if (answer === null) return yield retired(place.tenant);
      const { alerts, isCut, count, gap } = readPage(answer, place.tenant);
      const isWhole = query.clause === null && start === null;
      if (isWhole && alerts.length === 0 && !isCut && !gap) return yield retired(place.tenant);
      const { next, isStuck, isTorn, alerts: shown } = cut({ alerts, isCut }, query, start, top);
      if (isStuck && top < MAX_TOP) {
        top = MAX_TOP;
        continue;
      }
      const lacking = isTorn ? joined(gap, TORN) : gap;
      yield { nouns: shown, hasMore: next !== null, count: gap ? null : count, ...(lacking ? { gap: lacking } : {}) };
      if (next === null) return;
      start = next;
      if (!isTorn) top = usual;
    }
  }

  /** One alert, or null when no provider knows it. */
  async byId({ tenant, call }: Place, graphId: string): Promise<Alert | null> {
    const answer = await found(this.graph.send(tenant, alone(`${PATH}/${segment(graphId)}`), call));
    if (answer === null) return null;
    const sent = sentOne(answer, tenant);
    if (text(sent.record, 'id') !== graphId) throw invalid(answer, tenant, 'an alert that was not asked for');
    return readLegacyAlert(tenant, sent);
  }

  /**
   * Changes one alert; answers it as Graph then shows it, null where Graph shows nothing. The product behind it is part of
   * its address, so that no other is asked. Needs SecurityEvents.ReadWrite.All.
   *
   * @see https://learn.microsoft.com/graph/api/alert-update
   */
  async update(
    { tenant, call }: Place,
    graphId: string,
    vendorInformation: LegacyVendor,
    patch: LegacyAlertPatch,
  ): Promise<Updated<Alert | null>> {
    const request: GraphRequest = {
      ...{ method: 'PATCH', path: `${PATH}/${segment(graphId)}`, workload: 'security' },
      headers: { Prefer: 'return=representation' },
      body: { ...patch, vendorInformation },
    };
    const answer = await this.graph.send(tenant, request, call);
    const noun = answer.body === null ? null : readLegacyAlert(tenant, sentOne(answer, tenant));
    return { noun, requestId: answer.requestId };
  }

  /** What is missing where the API answers at all; null: nothing. */
  async probe({ tenant, call }: Place): Promise<Gap | null> {
    const answer = await found(this.graph.send(tenant, alone(`${PATH}?$top=1&$select=id`), call));
    if (answer === null || (sentList(answer, tenant).length === 0 && answer.status !== 206)) {
      return retired(tenant).gap ?? null;
    }
    return silence(answer);
  }

  #ask(
    { tenant, call }: Place,
    query: TimedQuery,
    start: Start | null,
    top: number,
    want: Want,
  ): Promise<GraphAnswer | null> {
    const property = query.orderBy === 'createdDateTime' ? query.orderBy : 'lastModifiedDateTime';
    const url = withQuery(PATH, {
      $filter: filterOf(query, start, property),
      $orderby: `${property} ${query.direction}`,
      $top: top,
      $count: query.isCounted ? 'true' : null,
      $select: legacySelect(want),
    });
    return found(this.graph.send(tenant, alone(url), call));
  }
}

/** The product that raised an alert, as it is written beside every change. */
export interface LegacyVendor {
  readonly provider: string;
  readonly vendor: string;
}

/** What Graph lets be changed of a legacy alert, in its own words. What is absent is not sent. */
export interface LegacyAlertPatch {
  readonly status?: string;
  readonly feedback?: string;
  readonly assignedTo?: string | null;
  readonly comments?: readonly string[];
}

function alone(path: string): GraphRequest {
  return { ...security(path), alone: true };
}

function filterOf({ clause, direction }: TimedQuery, start: Start | null, property: string): string | null {
  const [at, behind] = direction === 'desc' ? ['le', 'lt'] : ['ge', 'gt'];
  const from = start && `${property} ${start.isBehind ? behind : at} ${start.time}`;
  return [clause, from].filter((part) => part !== null).join(' and ') || null;
}

/** Null for 404 and 410: unknown to everybody, or gone for good. */
async function found(answer: Promise<GraphAnswer>): Promise<GraphAnswer | null> {
  try {
    return await answer;
  } catch (thrown) {
    if (thrown instanceof SecgraphError && thrown.code === 'UPSTREAM_NOT_FOUND') return null;
    throw thrown;
  }
}

function readPage(answer: GraphAnswer, tenant: GraphTenant) {
  const body = answer.body as WireRecord;
  const sent = sentList(answer, tenant).filter(({ record }) => text(record, 'id') !== null);
  return {
    alerts: sent.map((one) => readLegacyAlert(tenant, one)),
    isCut: raw(body, '@odata.nextLink') !== undefined,
    count: integer(body, '@odata.count'),
    gap: silence(answer),
  };
}

/** The providers that did not answer, or not as they should; null: all did. */
function silence(answer: GraphAnswer): Gap | null {
  const providers = failedProviders(answer);
  if (answer.status !== 206 && providers.length === 0) return null;
  const names = providers.map(({ provider, status }) => `${provider} (${status})`).join(', ');
  const message =
    providers.length > 0
      ? `Providers of legacy alerts that did not answer: ${names}.`
      : 'Some provider of legacy alerts did not answer; Microsoft Graph did not say which.';
  return { state: 'PARTIAL', message, providers };
}

function joined(gap: Gap | null, message: string): Gap {
  return gap ? { ...gap, message: `${gap.message} ${message}` } : { state: 'PARTIAL', message };
}

/** Microsoft gave three dates one after the other; the last is 15 October 2026. */
function retired({ displayName }: GraphTenant): TimedPage<Alert> {
  const gap: Gap = {
    state: 'RETIRED',
    message: `Microsoft Graph has no legacy alerts of ${displayName}: the API was to end on 15 October 2026.`,
    remedy: `Set legacyAlerts of ${displayName} to off in TENANTS_FILE.`,
  };
  return { nouns: [], hasMore: false, count: 0, gap };
}
