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
  /** Token of the page to begin with, as {@link DirectoryPage} gives it; null for the first. */
  readonly token: string | null;
}

export interface DirectoryPage<Noun> {
  readonly nouns: readonly Noun[];
  /** The page's size and `$skiptoken`, for Graph takes the one with the other only; null for the first. */
  readonly token: string | null;
  /** Of the next page; null at the end. */
  readonly nextToken: string | null;
  readonly count: number | null;
}

/** Graph expands no more than this: a record with as many may have more. */
export const EXPANDED_AT_MOST = 20;

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
  const { clause, search, token } = query;
  const { size, skipToken } = token === null ? { size: query.pageSize, skipToken: null } : placeOf(token);
  const url = withQuery(path, {
    $filter: clause,
    $search: search === null ? null : searchClause('displayName', search),
    ...options,
    $top: size,
    $count: isAdvanced(query) ? 'true' : null,
    $skiptoken: skipToken,
  });
  const request = { ...directory(url), ...(isAdvanced(query) ? { headers: ADVANCED } : {}) };
  let at = token;
  for await (const { answer, next } of pages(graph, tenant, request, call, { maxPages: 100 })) {
    const nextToken = next === null ? null : tokenOf(next, size);
    const count = integer(answer.body as WireRecord, '@odata.count');
    yield { nouns: read(sentList(answer, tenant)), token: at, nextToken, count };
    at = nextToken;
  }
}

export function directory(path: string): GraphRequest {
  return { method: 'GET', path, workload: 'directory' };
}

function tokenOf({ path }: GraphRequest, size: number): string | null {
  const skipToken = new URLSearchParams(path.slice(path.indexOf('?') + 1)).get('$skiptoken');
  return skipToken === null ? null : `${size}:${skipToken}`;
}

function placeOf(token: string): { size: number; skipToken: string } {
  const colon = token.indexOf(':');
  return { size: Number(token.slice(0, colon)), skipToken: token.slice(colon + 1) };
}
