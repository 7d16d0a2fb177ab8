import type { ProviderWarning } from '../../schema/SourceCoverage.js';
import type { GraphClient } from '../graph/GraphClient.js';
import type { GraphRequest } from '../graph/GraphRequest.js';
import { pages } from '../graph/pages.js';
import { withQuery } from '../util/odata.js';
import { sentList, type Sent } from './answers.js';
import type { Place } from './Place.js';
import { integer, text, type WireRecord } from './wire.js';

/** Which alerts or incidents, ordered by one of their times. */
export interface TimedQuery {
  /** `$filter`; null for all. */
  readonly clause: string | null;
  /** The time by which reading goes on, itself included; null: from the beginning. */
  readonly from: string | null;
  readonly orderBy: 'createdDateTime' | 'lastUpdateDateTime';
  readonly direction: 'asc' | 'desc';
  readonly pageSize: number;
  readonly isCounted: boolean;
}

export interface TimedPage<Noun> {
  readonly nouns: readonly Noun[];
  readonly hasMore: boolean;
  /** All that fit; null when Graph was not asked or did not say. */
  readonly count: number | null;
  /** What is missing in it; absent: nothing. */
  readonly gap?: Gap;
}

/** What an answer of Graph lacks, though it is none that failed. */
export interface Gap {
  readonly state: 'PARTIAL' | 'RETIRED' | 'UNAVAILABLE';
  readonly message: string;
  readonly remedy?: string;
  /** Providers behind Graph that failed. */
  readonly providers?: readonly ProviderWarning[];
}

/**
 * Pages of a collection of `/security`, one request each, as long as somebody reads on.
 *
 * @param select `$select`; null for whole records
 */
export async function* timedPages<Noun>(
  graph: GraphClient,
  { tenant, call }: Place,
  path: string,
  query: TimedQuery,
  select: string | null,
  read: (sent: Sent) => Noun,
): AsyncGenerator<TimedPage<Noun>, void, undefined> {
  const url = withQuery(path, {
    $filter: clauseOf(query),
    $orderby: `${query.orderBy} ${query.direction}`,
    $top: query.pageSize,
    $count: query.isCounted ? 'true' : null,
    $select: select,
  });
  for await (const { answer, next } of pages(graph, tenant, security(url), call, { maxPages: 100 })) {
    const sent = sentList(answer, tenant).filter(({ record }) => text(record, 'id') !== null);
    yield {
      nouns: sent.map(read),
      hasMore: next !== null,
      count: integer(answer.body as WireRecord, '@odata.count'),
    };
  }
}

/** Alerts and incidents: what has an id of Graph and two times. */
export interface Timed {
  readonly graphId: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The time by which a list is ordered. */
export function timeOf(
  { createdAt, updatedAt }: Pick<Timed, 'createdAt' | 'updatedAt'>,
  orderBy: TimedQuery['orderBy'],
): string {
  return orderBy === 'createdDateTime' ? createdAt : updatedAt;
}

/** The whole `$filter`: what is asked for, and where reading goes on. */
function clauseOf({ clause, from, direction, orderBy }: TimedQuery): string | null {
  const start = from === null ? null : `${orderBy} ${direction === 'desc' ? 'le' : 'ge'} ${from}`;
  return [clause, start].filter((part) => part !== null).join(' and ') || null;
}

export function security(path: string): GraphRequest {
  return { method: 'GET', path, workload: 'security' };
}
