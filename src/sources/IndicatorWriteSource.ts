import { SecgraphError } from '../errors/SecgraphError.js';
import type { GraphClient } from '../graph/GraphClient.js';
import type { GraphAnswer, GraphRequest } from '../graph/GraphRequest.js';
import { segment } from '../util/odata.js';
import type { WireValue } from './indicators/IndicatorDraft.js';
import type { Place } from './Place.js';
import { asRecord, bool, integer, long, text, texts, type WireRecord } from './wire.js';

/** An indicator in the words of its target. */
export type IndicatorBody = Readonly<Record<string, WireValue>>;

/** What a target has made of one of the things that travelled together. */
export type Taken =
  | {
      readonly isTaken: true;
      /** The target's id; null where it gives none. */
      readonly graphId: string | null;
      readonly requestId: string | null;
    }
  | {
      readonly isTaken: false;
      /** Whether the target does not know the thing. */
      readonly isMissing: boolean;
      /** The target's own words, cut short; null where it has none. */
      readonly said: string | null;
      readonly requestId: string | null;
    };

/** How many of each travel in one call. */
export const MOST_IN_GRAPH = 100;
export const MOST_IN_DEFENDER = 500;
export const MOST_IN_SENTINEL = 100;

const SENTINEL_VERSION = '2024-02-01-preview';
const SOURCE_SYSTEM = 'Secgraph';
const MOST_SAID = 300;

/**
 * Indicators of the organization, written: to `/beta/security/tiIndicators` (ThreatIndicators.ReadWrite.OwnedBy), to
 * Defender's `/api/indicators` (Ti.ReadWrite.All, or Ti.ReadWrite for the application's own) and to a workspace of Microsoft
 * Sentinel (role Microsoft Sentinel Contributor). Each method answers one Taken for each thing, in their order.
 */
export class IndicatorWriteSource {
  constructor(readonly graph: GraphClient) {}

  /** New ones, at most 100. Submitting twice makes two. */
  submitToGraph(place: Place, bodies: readonly IndicatorBody[]): Promise<Taken[]> {
    return this.#inBulk(place, 'submitTiIndicators', bodies, readIndicator);
  }

  /** At most 100, each with id, targetProduct and expirationDateTime; not those of Defender. */
  updateInGraph(place: Place, bodies: readonly IndicatorBody[]): Promise<Taken[]> {
    return this.#inBulk(place, 'updateTiIndicators', bodies, readIndicator);
  }

  /** One of Defender's, which have no bulk. */
  async updateOneInGraph(place: Place, graphId: string, body: IndicatorBody): Promise<Taken> {
    const request = graph('PATCH', `/security/tiIndicators/${segment(graphId)}`, body);
    const { requestId } = await this.graph.send(place.tenant, request, place.call);
    return { isTaken: true, graphId, requestId };
  }

  /** At most 100 by id; not those of Defender. */
  deleteInGraph(place: Place, graphIds: readonly string[]): Promise<Taken[]> {
    return this.#inBulk(place, 'deleteTiIndicators', graphIds, readResult);
  }

  /** At most 100 by external id, each with all that have it. */
  deleteInGraphByExternalId(place: Place, externalIds: readonly string[]): Promise<Taken[]> {
    return this.#inBulk(place, 'deleteTiIndicatorsByExternalId', externalIds, readResult);
  }

  /** One of Defender's, which have no bulk. */
  async deleteOneInGraph(place: Place, graphId: string): Promise<Taken> {
    const request = graph('DELETE', `/security/tiIndicators/${segment(graphId)}`);
    const { requestId } = await this.graph.send(place.tenant, request, place.call);
    return { isTaken: true, graphId, requestId };
  }

  /** Creates or updates by value, at most 500: doing it twice is doing it once. */
  async submitToDefender({ tenant, call }: Place, bodies: readonly IndicatorBody[]): Promise<Taken[]> {
    const request = defender('defenderImport', '/indicators/import', { Indicators: bodies });
    const answer = await this.graph.send(tenant, request, call);
    return resultsIn(answer, bodies.length).map((row) => readImport(row, answer));
  }

  /** At most 500; one that is not there keeps the others. */
  async deleteInDefender({ tenant, call }: Place, graphIds: readonly string[]): Promise<Taken[]> {
    const request = defender('defenderDeletion', '/indicators/BatchDelete', { IndicatorIds: graphIds });
    const { requestId } = await this.graph.send(tenant, request, call);
    return graphIds.map((graphId) => ({ isTaken: true, graphId, requestId }));
  }

  /** At most 100 objects of STIX; the newest version of each counts, so that doing it twice is doing it once. */
  async submitToSentinel({ tenant, call }: Place, objects: readonly IndicatorBody[]): Promise<Taken[]> {
    const workspace = segment(tenant.sentinel?.workspaceId ?? '');
    const answer = await this.graph.send(
      tenant,
      {
        method: 'POST',
        version: 'workspaces',
        workload: 'sentinel',
        alone: true,
        path: `/${workspace}/threat-intelligence-stix-objects:upload?api-version=${SENTINEL_VERSION}`,
        body: { sourcesystem: SOURCE_SYSTEM, stixobjects: objects },
      },
      call,
    );
    const refusals = refusalsIn(answer, objects.length);
    const { requestId } = answer;
    return objects.map((object, index) => {
      const said = refusals.get(index);
      return said === undefined
        ? { isTaken: true, graphId: text(object, 'id'), requestId }
        : { isTaken: false, isMissing: false, said, requestId };
    });
  }

  async #inBulk(
    { tenant, call }: Place,
    action: string,
    value: readonly (IndicatorBody | string)[],
    read: (row: WireRecord, answer: GraphAnswer) => Taken,
  ): Promise<Taken[]> {
    const answer = await this.graph.send(tenant, graph('POST', `/security/tiIndicators/${action}`, { value }), call);
    return resultsIn(answer, value.length).map((row) => read(row, answer));
  }
}

function graph(method: GraphRequest['method'], path: string, body?: unknown): GraphRequest {
  const request = { method, version: 'beta', workload: 'tiIndicators', path } as const;
  return body === undefined ? request : { ...request, body };
}

function defender(workload: 'defenderImport' | 'defenderDeletion', path: string, body: unknown): GraphRequest {
  return { method: 'POST', version: 'api', workload, alone: true, path, body };
}

/**
 * The results of a bulk, one for each thing that was sent.
 *
 * @throws SecgraphError OUTCOME_UNKNOWN where the answer does not say what became of each
 */
function resultsIn(answer: GraphAnswer, count: number): WireRecord[] {
  const value = asRecord(answer.body)?.['value'];
  const rows = recordsIn(value);
  if (rows.length === count) return rows;
  throw untold(answer, `a bulk of ${count} indicators with ${rows.length} results`);
}

function untold({ requestId, workload }: GraphAnswer, what: string): SecgraphError {
  return new SecgraphError(
    'OUTCOME_UNKNOWN',
    `Microsoft answered ${what}: what became of each is not known. Read them before repeating the change.`,
    { ...(workload ? { workload } : {}), ...(requestId ? { requestId } : {}) },
  );
}

function recordsIn(value: unknown): WireRecord[] {
  const rows: readonly unknown[] = Array.isArray(value) ? value : [];
  return rows.map(asRecord).filter((row) => row !== null);
}

/** One that failed has a text for its id, and the reason as JSON in `Error`. */
function readIndicator(row: WireRecord, answer: GraphAnswer): Taken {
  const { requestId } = answer;
  const error = text(row, 'Error');
  const graphId = text(row, 'id');
  if (error === null && graphId === null) throw untold(answer, 'an indicator with neither an id nor an error');
  if (error === null && graphId !== null && !/\s/.test(graphId)) return { isTaken: true, graphId, requestId };
  return { isTaken: false, isMissing: false, said: short(messageIn(error)), requestId };
}

const NOT_FOUND = 404;

function readResult(row: WireRecord, answer: GraphAnswer): Taken {
  const { requestId } = answer;
  const code = integer(row, 'code');
  if (code === null) throw untold(answer, 'a deletion without a code');
  if (code === 0) return { isTaken: true, graphId: null, requestId };
  return { isTaken: false, isMissing: code === NOT_FOUND, said: short(text(row, 'message')), requestId };
}

function readImport(row: WireRecord, answer: GraphAnswer): Taken {
  const { requestId } = answer;
  const graphId = text(row, 'id') ?? long(row, 'id')?.toString() ?? null;
  const isFailed = bool(row, 'isFailed');
  if (isFailed === null && graphId === null) throw untold(answer, 'an indicator with neither an id nor a failure');
  if (isFailed !== true) return { isTaken: true, graphId, requestId };
  return { isTaken: false, isMissing: false, said: short(text(row, 'failureReason')), requestId };
}

/**
 * An empty body: all is well.
 *
 * @throws SecgraphError OUTCOME_UNKNOWN where an error does not say which of the objects it is about
 */
function refusalsIn(answer: GraphAnswer, count: number): Map<number, string | null> {
  const rows = recordsIn(asRecord(answer.body)?.['errors']);
  return new Map(
    rows.map((row) => {
      const index = long(row, 'recordIndex') ?? -1;
      if (index < 0 || index >= count) throw untold(answer, 'an error about none of the objects');
      return [index, short(texts(row, 'errorMessages').join(' '))];
    }),
  );
}

function messageIn(error: string | null): string | null {
  if (error === null) return null;
  try {
    const parsed = asRecord((JSON.parse(error) as { error?: unknown }).error);
    return parsed && text(parsed, 'message');
  } catch {
    // It is no JSON: then it is the message itself.
    return error;
  }
}

function short(said: string | null): string | null {
  const line = said?.replace(/[\p{C}\s]+/gu, ' ').trim() ?? '';
  return line === '' ? null : line.slice(0, MOST_SAID);
}
