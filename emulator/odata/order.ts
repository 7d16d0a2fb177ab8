import type { EntityModel, PropertyModel } from '../model/EntityModel.js';
import type { Row } from '../world/World.js';
import type { RequestHeaders } from './CollectionRequest.js';
import { isAdvanced } from './directoryRules.js';
import { badRequest, unknownProperty, unsupportedQuery } from './faults.js';
import { instantKey } from './instant.js';
import type { QueryOptions } from './QueryOptions.js';

export interface Order {
  readonly columns: readonly string[];
  compare(a: Row, b: Row): number;
}

/**
 * The order a collection is to be answered in, null for the table's own.
 *
 * @throws GraphFault 400 for unknown properties and for those the engine does not sort by
 */
export function readOrder(model: EntityModel, options: QueryOptions, headers: RequestHeaders): Order | null {
  const items = options.orderby;
  if (!items) return null;
  const keys = items.map(({ property: name, descending }) => {
    const property = Object.hasOwn(model.properties, name) ? model.properties[name] : undefined;
    if (!property) throw unknownProperty(name, model.type, 'orderby', model.engine);
    return { name, property, sign: descending ? -1 : 1 };
  });
  if (model.engine === 'intune') return null;
  for (const { name, property } of keys) checkSortable(name, property, model, options, headers);
  return {
    columns: keys.map(({ name }) => name),
    compare: (a, b) => {
      for (const { name, property, sign } of keys) {
        const difference = compareValues(a[name] ?? null, b[name] ?? null, property);
        if (difference !== 0) return difference * sign;
      }
      return 0;
    },
  };
}

function checkSortable(
  name: string,
  property: PropertyModel,
  model: EntityModel,
  options: QueryOptions,
  headers: RequestHeaders,
): void {
  const isPlain = !property.list && property.kind !== 'complex';
  if (model.engine !== 'directory') {
    if (model.orderby.includes(name)) return;
    throw badRequest(`Invalid orderby clause: The property '${name}' cannot be used in the $orderby query option.`);
  }
  const needsAdvanced = options.filter !== undefined || options.search !== undefined || !model.orderby.includes(name);
  if (!isPlain || (needsAdvanced && !isAdvanced(options, headers))) {
    throw unsupportedQuery('Sorting not supported for current query.');
  }
}

/** Nulls come first, as in Graph's ascending lists. */
function compareValues(a: unknown, b: unknown, { kind }: PropertyModel): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  if (kind === 'number' || kind === 'boolean') return Number(a) - Number(b);
  const toKey = kind === 'date' ? instantKey : fold;
  const [left, right] = [toKey(a as string), toKey(b as string)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function fold(value: string): string {
  return value.toLowerCase();
}
