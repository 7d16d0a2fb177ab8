import type { EntityModel, NavigationModel } from '../model/EntityModel.js';
import { modelOfType } from '../model/index.js';
import type { Row } from '../world/World.js';
import type { Follow, RequestHeaders } from './CollectionRequest.js';
import { isAdvanced, isEventual } from './directoryRules.js';
import { badRequest, unknownProperty, unsupportedQuery } from './faults.js';
import { GraphFault } from './GraphFault.js';
import type { ExpandItem, QueryOptions } from './QueryOptions.js';
import { checkSelect, shape, type Shaping } from './shape.js';

/** Longer chains of managers than this do not occur; a circle would. */
const MAX_LEVELS = 1000;

/** @throws GraphFault 400 for what `$expand` may not do at this place */
export function checkExpand(
  model: EntityModel,
  options: QueryOptions,
  headers: RequestHeaders,
  isInList: boolean,
): void {
  const items = options.expand ?? [];
  for (const item of items) {
    const navigation = navigationOf(model, item);
    const target = modelOfType(navigation.target);
    if (target) checkSelect(target, item.select, isInList);
    if (model.engine === 'directory') checkDirectoryExpand(item, navigation, options, headers, isInList);
    else if (item.levels !== undefined || item.others.length > 0) throw notAllowed(item);
  }
  if (model.engine === 'directory' && items.length > 1) {
    throw unsupportedQuery('Only one property can be expanded in a single query.');
  }
}

/** Adds the expanded navigations of one row to its shape. */
export function expandInto(
  shaped: Record<string, unknown>,
  model: EntityModel,
  row: Row,
  items: readonly ExpandItem[] | undefined,
  follow: Follow,
  shaping: Shaping,
): void {
  for (const item of items ?? []) {
    const navigation = navigationOf(model, item);
    const levels = item.levels === 'max' ? MAX_LEVELS : (item.levels ?? 1);
    const expanded = expandOne(row, item, navigation, follow, shaping, levels);
    if (expanded !== null) shaped[item.navigation] = expanded;
  }
}

function checkDirectoryExpand(
  item: ExpandItem,
  navigation: NavigationModel,
  options: QueryOptions,
  headers: RequestHeaders,
  isInList: boolean,
): void {
  if (item.others.length > 0) throw notAllowed(item);
  if (item.levels !== undefined && (navigation.many || isInList)) {
    throw badRequest(
      `Parsing OData Select and Expand failed: $levels is not supported for '${item.navigation}' in this request.`,
    );
  }
  if (item.levels === 'max' && !isEventual(headers)) {
    throw unsupportedQuery("$levels=max needs the request header 'ConsistencyLevel: eventual'.");
  }
  if (item.levels === undefined && isAdvanced(options, headers)) throw notAllowed(item);
  if (!navigation.many && item.select && item.levels === undefined) {
    throw badRequest(
      `Parsing OData Select and Expand failed: $select inside of '${item.navigation}' is not supported without $levels.`,
    );
  }
}

function expandOne(
  row: Row,
  item: ExpandItem,
  navigation: NavigationModel,
  follow: Follow,
  shaping: Shaping,
  levels: number,
): unknown {
  const found = follow(row, item.navigation);
  if (found === null) return navigation.many ? [] : null;
  const print = (each: Row): Record<string, unknown> => {
    const usual = modelOfType(navigation.target);
    const model = modelOfType(each['@odata.type']) ?? usual;
    if (!model) throw new Error(`The model has no type ${navigation.target}, the target of ${item.navigation}.`);
    const typed = navigation.polymorphic ? { ...each, '@odata.type': model.type } : each;
    const { select: _outer, ...rest } = shaping;
    return shape(model, typed, item.select ? { ...rest, select: item.select } : rest);
  };
  if (isMany(found)) return found.slice(0, navigation.expandLimit).map(print);
  const shaped = print(found);
  const above = levels > 1 ? expandOne(found, item, navigation, follow, shaping, levels - 1) : null;
  if (above !== null) shaped[item.navigation] = above;
  return shaped;
}

function navigationOf(model: EntityModel, { navigation: name }: ExpandItem): NavigationModel {
  const navigation = Object.hasOwn(model.navigations, name) ? model.navigations[name] : undefined;
  if (navigation) return navigation;
  if (!Object.hasOwn(model.properties, name)) throw unknownProperty(name, model.type, 'expand', model.engine);
  throw badRequest(
    `Parsing OData Select and Expand failed: Property '${name}' on type '${model.type.slice(1)}' is not a navigation property or complex property. ` +
      'Only navigation properties can be expanded.',
  );
}

function notAllowed({ navigation }: ExpandItem): GraphFault {
  return new GraphFault(
    400,
    'ExpandNotSupported',
    `Expand of '${navigation}' is not supported with these query options.`,
  );
}

function isMany(found: Row | readonly Row[]): found is readonly Row[] {
  return Array.isArray(found);
}
