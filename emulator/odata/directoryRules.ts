import type { EntityModel } from '../model/EntityModel.js';
import { flat, walk, type Bound, type BoundClause } from './Bound.js';
import type { CollectionRequest, RequestHeaders } from './CollectionRequest.js';
import { badRequest, resourceName, unsupportedQuery } from './faults.js';
import { GraphFault } from './GraphFault.js';
import type { QueryOptions } from './QueryOptions.js';

const MAX_OR_CLAUSES = 15;
const MAX_HEIGHT = 3;
const MAX_ADVANCED_URL = 2048;
const COLUMNS = ['eq', 'ne', 'not', 'ge', 'le', 'in', 'startswith', 'null'] as const;
const ENDS_WITH = new Set(['mail', 'otherMails', 'userPrincipalName', 'proxyAddresses']);

type Column = (typeof COLUMNS)[number];
/** D: the default engine does it; A: only the advanced one; -: neither. */
type Level = 'D' | 'A' | '-';

export function isEventual(headers: RequestHeaders): boolean {
  return headers['consistencylevel']?.trim().toLowerCase() === 'eventual';
}

/** The advanced engine answers when the header and `$count=true` come together. */
export function isAdvanced(options: QueryOptions, headers: RequestHeaders): boolean {
  return isEventual(headers) && options.count === true;
}

/** @throws GraphFault 400 for what the directory's engines refuse outside of the filter itself */
export function checkDirectoryOptions({ model, options, headers, contextRoot, path }: CollectionRequest): void {
  if (options.skip !== undefined && !model.supportsSkip) {
    throw badRequest(
      "Query option 'Skip' is not allowed. To allow it, set the 'AllowedQueryOptions' property on EnableQueryAttribute or QueryValidationSettings.",
    );
  }
  const { top } = options;
  if (top !== undefined && (top < 1 || top > model.maxTop)) {
    throw new GraphFault(
      400,
      'Request_BadRequest',
      `Invalid page size specified: '${top}'. Must be between 1 and ${model.maxTop} inclusive.`,
    );
  }
  if (options.search !== undefined && !isEventual(headers)) {
    throw unsupportedQuery(
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
    );
  }
  if (isAdvanced(options, headers)) checkUrlLength(`${contextRoot}${path}?${withoutPaging(options.rawQuery)}`);
}

/** @throws GraphFault 400 for operators, properties, widths and heights that the engine in use refuses */
export function checkDirectoryFilter(filter: Bound, model: EntityModel, isAdvancedQuery: boolean): void {
  const height = heightOf(filter);
  if (height > MAX_HEIGHT) {
    throw unsupportedQuery(`Search filter expression has excessive height: ${height}. Max allowed: ${MAX_HEIGHT}`);
  }
  const width = widestOr(filter);
  if (!isAdvancedQuery && width > MAX_OR_CLAUSES) {
    throw unsupportedQuery(
      `Too many child clauses specified in search filter expression containing 'OR' operators: ${width}. Max allowed: ${MAX_OR_CLAUSES}`,
    );
  }
  for (const node of walk(filter)) checkNode(node, model, isAdvancedQuery);
}

function checkNode(node: Bound, model: EntityModel, isAdvancedQuery: boolean): void {
  if (node.kind === 'not') {
    for (const inner of walk(node.child)) {
      if ('place' in inner && levelInTable(inner.place.key, 'not', model) === '-' && inner.place.via === 'value') {
        if (inner.kind !== 'any') throw unsupportedClause(inner.place.key, model);
      }
    }
    if (!isAdvancedQuery) throw needsAdvanced('not');
    return;
  }
  if (!('place' in node)) return;
  const { level, operator } = levelOf(node, model);
  if (level === '-') throw unsupportedClause(node.place.key, model);
  if (level === 'D' || isAdvancedQuery) return;
  throw operator === null ? unsupportedClause(node.place.key, model) : needsAdvanced(operator);
}

/** Where a clause is at home; `operator` names what makes it advanced, null if it is the property. */
function levelOf(node: BoundClause, model: EntityModel): { level: Level; operator: string | null } {
  const { key, via } = node.place;
  if (via === 'count') return { level: 'A', operator: '$count' };
  const table = (column: Column): Level => levelInTable(key, column, model);
  switch (node.kind) {
    case 'any':
      return node.body ? { level: 'D', operator: null } : { level: 'A', operator: 'any' };
    case 'all':
      return { level: '-', operator: null };
    case 'flag':
      return { level: table('eq'), operator: null };
    case 'in':
      return { level: table('in'), operator: null };
    case 'call':
      if (node.name === 'startswith') return { level: table('startswith'), operator: null };
      return { level: node.name === 'endswith' && ENDS_WITH.has(key) ? 'A' : '-', operator: 'endsWith' };
    case 'compare':
      break;
  }
  if (node.value.kind === 'null') {
    const level = table('null');
    return node.operator === 'ne' && level === 'D' ? { level: 'A', operator: 'ne' } : { level, operator: null };
  }
  if (node.operator === 'gt' || node.operator === 'lt') {
    return { level: table(node.operator === 'gt' ? 'ge' : 'le') === '-' ? '-' : 'A', operator: node.operator };
  }
  return { level: table(node.operator), operator: node.operator === 'ne' ? 'ne' : null };
}

function levelInTable(key: string, column: Column, model: EntityModel): Level {
  const letters = Object.hasOwn(model.filters, key) ? model.filters[key] : undefined;
  const letter = letters?.[COLUMNS.indexOf(column)];
  return letter === 'D' || letter === 'A' ? letter : '-';
}

function heightOf(node: Bound): number {
  if (node.kind === 'and' || node.kind === 'or') {
    return 1 + Math.max(...flat(node, node.kind).map(heightOf));
  }
  if (node.kind === 'not') return 1 + heightOf(node.child);
  return (node.kind === 'any' || node.kind === 'all') && node.body ? heightOf(node.body) : 1;
}

/** The widest group of alternatives; an `in` counts as one alternative per value. */
function widestOr(node: Bound): number {
  let widest = 1;
  for (const each of walk(node)) {
    const alternatives = each.kind === 'or' ? flat(each, 'or') : [each];
    const width = alternatives.reduce((sum, one) => sum + (one.kind === 'in' ? one.values.length : 1), 0);
    widest = Math.max(widest, width);
  }
  return widest;
}

/** The query without the paging parameters that a next link adds to it. */
export function withoutPaging(rawQuery: string): string {
  return rawQuery
    .split('&')
    .filter((pair) => !/^(\$|%24)skip(token)?(=|$)/i.test(pair))
    .join('&');
}

function checkUrlLength(url: string): void {
  if (url.length > MAX_ADVANCED_URL) {
    throw new GraphFault(
      400,
      'Request_BadRequest',
      `The request URL is too long for an advanced query: ${url.length} characters. Max allowed: ${MAX_ADVANCED_URL}`,
    );
  }
}

function unsupportedClause(key: string, model: EntityModel): GraphFault {
  return unsupportedQuery(
    `Unsupported or invalid query filter clause specified for property '${key}' of resource '${resourceName(model)}'.`,
  );
}

function needsAdvanced(operator: string): GraphFault {
  return unsupportedQuery(
    `Operator: '${operator}' is not supported because the required parameters might be missing. ` +
      'Try adding $count=true query parameter and ConsistencyLevel:eventual header. ' +
      'Refer to https://aka.ms/graph-docs/advanced-queries for more information',
  );
}
