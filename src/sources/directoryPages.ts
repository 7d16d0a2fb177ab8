import type { GraphClient } from '../graph/GraphClient.js';
import type { GraphRequest } from '../graph/GraphRequest.js';
import { pages } from '../graph/pages.js';
import { searchClause, withQuery, type QueryOptions } from '../util/odata.js';
import { sentList, type Sent } from './answers.js';
import type { Place } from './Place.js';
import { integer, type WireRecord } from './wire.js';

/** Which objects of the directory. */
export interface DirectoryQuery {
  /** `$filter`; null for all. */
  readonly clause: string | null;
  /** Words in the display name; null for no search. */
  readonly search: string | null;
  readonly pageSize: number;
  readonly isCounted: boolean;
  /** `$skiptoken` of the page to begin with; null for the first. */
  readonly token: string | null;
}

export interface DirectoryPage<Noun> {
  readonly nouns: readonly Noun[];
  /** `$skiptoken` of this page; null for the first. */
  readonly token: string | null;
  /** `$skiptoken` of the next page; null at the end. */
  readonly nextToken: string | null;
  readonly count: number | null;
}

/** The engine that knows more operators, and lags behind a little. */
export const ADVANCED = { ConsistencyLevel: 'eventual' };

/** Searching and counting need the advanced engine, which cannot expand. */
export function isAdvanced({ search, isCounted }: DirectoryQuery): boolean {
  return search !== null || isCounted;
}

/** Pages of a collection of the directory. */
export async function* directoryPages<Noun>(
  graph: GraphClient,
  { tenant, call }: Place,
  path: string,
  query: DirectoryQuery,
  options: QueryOptions,
  read: (sent: readonly Sent[]) => Noun[],
): AsyncGenerator<DirectoryPage<Noun>, void, undefined> {
  const { clause, search, pageSize, token } = query;
  const url = withQuery(path, {
    $filter: clause,
    $search: search === null ? null : searchClause('displayName', search),
    ...options,
    $top: pageSize,
    $count: isAdvanced(query) ? 'true' : null,
    $skiptoken: token,
  });
  const request = { ...directory(url), ...(isAdvanced(query) ? { headers: ADVANCED } : {}) };
  let at = token;
  for await (const { answer, next } of pages(graph, tenant, request, call, { maxPages: 100 })) {
    const nextToken = next === null ? null : tokenOf(next);
    const count = integer(answer.body as WireRecord, '@odata.count');
    yield { nouns: read(sentList(answer, tenant)), token: at, nextToken, count };
    at = nextToken;
  }
}

export function directory(path: string): GraphRequest {
  return { method: 'GET', path, workload: 'directory' };
}

function tokenOf({ path }: GraphRequest): string | null {
  return new URLSearchParams(path.slice(path.indexOf('?') + 1)).get('$skiptoken');
}
