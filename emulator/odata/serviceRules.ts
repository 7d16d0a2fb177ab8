import type { EntityModel } from '../model/EntityModel.js';
import type { Bound, BoundClause } from './Bound.js';
import type { CollectionRequest } from './CollectionRequest.js';
import { badRequest } from './faults.js';
import { GraphFault } from './GraphFault.js';

/** Security and identity protection: @throws GraphFault 400 for options beyond what the service takes */
export function checkServiceOptions({ model, options }: CollectionRequest): void {
  if (options.search !== undefined && !model.searches) throw badRequest("Query option 'Search' is not allowed.");
  const { top } = options;
  if (top !== undefined && top > model.maxTop && model.beyondMaxTop === 'refuse') {
    throw new GraphFault(
      400,
      model.engine === 'security' ? '' : 'BadRequest',
      `The limit of '${model.maxTop}' for Top query has been exceeded. The value from the incoming request is '${top}'.`,
    );
  }
}

/** @throws GraphFault 400 for a property or an operator that the service does not filter by */
export function checkServiceFilter(filter: Bound, model: EntityModel, hasEvidenceFilter: boolean): void {
  if (filter.kind === 'not') {
    checkServiceFilter(filter.child, model, hasEvidenceFilter);
  } else if (!('place' in filter)) {
    for (const child of filter.children) checkServiceFilter(child, model, hasEvidenceFilter);
  } else {
    const { key } = filter.place;
    const operators = (Object.hasOwn(model.filters, key) ? model.filters[key] : undefined)?.split(' ') ?? [];
    const isOff = filter.kind === 'any' && !hasEvidenceFilter;
    if (operators.length === 0 || isOff) throw notFilterable(`The property '${key}'`);
    if (!operators.includes(operatorOf(filter)))
      throw notFilterable(`The operator '${operatorOf(filter)}' on '${key}'`);
  }
}

function operatorOf(node: BoundClause): string {
  if (node.kind === 'compare') return node.operator;
  if (node.kind === 'call') return node.name;
  return node.kind === 'flag' ? 'eq' : node.kind;
}

function notFilterable(what: string): GraphFault {
  return badRequest(`Invalid filter clause: ${what} cannot be used in the $filter query option.`);
}
