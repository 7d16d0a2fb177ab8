import type { EntityModel } from '../model/EntityModel.js';
import type { Row } from '../world/World.js';
import { bindFilter } from './bindFilter.js';
import type { Bound } from './Bound.js';
import type { CollectionAnswer, CollectionRequest, Follow, RequestHeaders } from './CollectionRequest.js';
import { contextUrl } from './context.js';
import {
  checkDirectoryFilter,
  checkDirectoryOptions,
  isAdvanced,
  isEventual,
  withoutPaging,
} from './directoryRules.js';
import { checkExpand, expandInto } from './expand.js';
import { badRequest } from './faults.js';
import { GraphFault } from './GraphFault.js';
import { intuneFilter } from './intuneFilter.js';
import { readOrder } from './order.js';
import { drawn, readToken, writeToken, type PageToken } from './pageToken.js';
import { parseFilter } from './parseFilter.js';
import { countRows, pickRows, type Picked } from './pickRows.js';
import type { QueryOptions } from './QueryOptions.js';
import { compileSearch, compileTextSearch } from './search.js';
import { checkServiceFilter, checkServiceOptions } from './serviceRules.js';
import { checkSelect, includesUnknownMembers, shape, type Shaping } from './shape.js';

/** One of so many pages is preceded by an empty one, where that is switched on. */
const EMPTY_PAGE_ODDS = 4;
const ONLY_ON_COLLECTIONS = ['$filter', '$orderby', '$skip', '$skiptoken', '$top', '$search'];

/**
 * Answers a list request: options checked by the rules of the model's engine, rows filtered, ordered, cut to a page and shaped.
 *
 * @throws GraphFault what Graph would refuse
 */
export function answerCollection(request: CollectionRequest): CollectionAnswer {
  const { model, options, headers } = request;
  const plan = planOf(request);
  const order = readOrder(model, options, headers);
  const token: PageToken = options.skiptoken
    ? readToken(options.skiptoken, request)
    : { offset: options.skip ?? 0, wasEmpty: false };
  const isCounted = options.skiptoken === undefined && counts(request);
  if (drawsEmptyPage(token, request)) {
    const total = isCounted ? countRows({ rows: request.rows, ...plan }) : null;
    return withCount(answerWith(request, [], writeToken({ ...token, wasEmpty: true }, request)), total);
  }
  const size = pageSizeOf(request);
  const { afterId } = token;
  const picked = pickRows({
    rows: request.rows,
    ...plan,
    order,
    offset: token.offset,
    ...(afterId === undefined ? {} : { afterId }),
    size,
    countAll: isCounted,
  });
  const answer = answerWith(request, shapeAll(picked.page, request), nextOf(picked, request));
  return withCount(answer, isCounted ? picked.total : null);
}

function withCount(answer: CollectionAnswer, total: number | null): CollectionAnswer {
  if (total === null) return answer;
  const { '@odata.context': context, ...rest } = answer;
  return { '@odata.context': context, '@odata.count': total, ...rest };
}

/** The number behind `/$count`: the same rules, no page. The directory asks for `ConsistencyLevel: eventual` there. */
export function countCollection(request: CollectionRequest): number {
  const { model, headers, options } = request;
  if (model.engine === 'directory' && !isEventual(headers))
    throw new GraphFault(400, 'Request_BadRequest', '$count is not currently supported.');
  return countRows({ rows: request.rows, ...planOf({ ...request, options: { ...options, count: true } }) });
}

/**
 * Answers one entity, `$select` and `$expand` applied.
 *
 * @throws GraphFault 400 for unknown properties and for options that only collections take
 */
export function answerEntity(
  model: EntityModel,
  row: Row,
  options: QueryOptions,
  headers: RequestHeaders,
  contextRoot: string,
  follow: Follow,
): Record<string, unknown> {
  if (ONLY_ON_COLLECTIONS.some((name) => options.raw.has(name))) {
    throw badRequest(
      'The query specified in the URI is not valid. The requested resource is not a collection. ' +
        'Query options $filter, $orderby, $count, $skip, and $top can be applied only on collections.',
    );
  }
  checkSelect(model, options.select, false);
  checkExpand(model, options, headers, false);
  const shaping = shapingOf(options, headers, false);
  const shaped = shape(model, row, shaping);
  expandInto(shaped, model, row, options.expand, follow, shaping);
  return { '@odata.context': contextUrl(contextRoot, model, options, true), ...shaped };
}

function planOf(request: CollectionRequest): { filter: Bound | null; search: ((row: Row) => boolean) | null } {
  const { model, options, headers } = request;
  if (model.engine === 'directory') checkDirectoryOptions(request);
  else if (model.engine !== 'intune') checkServiceOptions(request);
  checkSelect(model, options.select, true);
  checkExpand(model, options, headers, true);
  return { filter: filterOf(request), search: searchOf(request) };
}

function searchOf({ model, options: { search } }: CollectionRequest): ((row: Row) => boolean) | null {
  if (search === undefined) return null;
  if (model.searches) return compileTextSearch(search, model.searches);
  return model.engine === 'directory' ? compileSearch(search, model) : null;
}

function filterOf({ model, options, headers, follow, capabilities }: CollectionRequest): Bound | null {
  if (options.filter === undefined) return null;
  const filter = bindFilter(parseFilter(options.filter), model, follow);
  if (model.engine === 'intune') return intuneFilter(filter, model);
  if (model.engine === 'directory') checkDirectoryFilter(filter, model, isAdvanced(options, headers));
  else checkServiceFilter(filter, model, capabilities?.evidenceFilter ?? true);
  return filter;
}

function pageSizeOf({ model, options }: CollectionRequest): number {
  const { top } = options;
  if (top === undefined) return model.pageSize;
  return Math.min(top, model.maxTop);
}

/** The directory counts for eventual readers only; elsewhere `$count=true` is enough. */
function counts({ model, options, headers }: CollectionRequest): boolean {
  return options.count === true && (model.engine !== 'directory' || isEventual(headers));
}

function drawsEmptyPage(token: PageToken, request: CollectionRequest): boolean {
  const { emptyPagesSeed: seed, model } = request;
  if (seed === undefined || model.engine !== 'directory' || token.wasEmpty) return false;
  return drawn(EMPTY_PAGE_ODDS, seed, token.offset, request) === 0;
}

function nextOf({ page, offset, hasMore }: Picked, request: CollectionRequest): string | null {
  const last = page.at(-1);
  if (!hasMore || !last) return null;
  const token = { offset: offset + page.length, afterId: last.id, wasEmpty: false };
  return request.model.nextLinkBy === '$skip' ? String(token.offset) : writeToken(token, request);
}

function answerWith(request: CollectionRequest, value: object[], next: string | null): CollectionAnswer {
  const { model, options, contextRoot, path } = request;
  const answer: CollectionAnswer = { '@odata.context': contextUrl(contextRoot, model, options, false), value };
  if (next === null) return answer;
  const kept = withoutPaging(options.rawQuery);
  const link = `${contextRoot}${path}?${kept === '' ? '' : `${kept}&`}${model.nextLinkBy}=${next}`;
  return { '@odata.context': answer['@odata.context'], '@odata.nextLink': link, value };
}

function shapeAll(page: readonly Row[], { model, options, headers, follow }: CollectionRequest): object[] {
  const shaping = shapingOf(options, headers, true);
  return page.map((row) => {
    const shaped = shape(model, row, shaping);
    expandInto(shaped, model, row, options.expand, follow, shaping);
    return shaped;
  });
}

function shapingOf({ select }: QueryOptions, headers: RequestHeaders, isInList: boolean): Shaping {
  return { ...(select ? { select } : {}), includesUnknownMembers: includesUnknownMembers(headers), isInList };
}
