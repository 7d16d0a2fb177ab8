import type { EntityModel } from '../model/EntityModel.js';
import { flat, type Bound } from './Bound.js';

/**
 * What Intune makes of a filter. Three traps of the service are kept: a filter it cannot do is no error, it is ignored as a whole;
 * of `azureADDeviceId eq a or azureADDeviceId eq b` only the first term counts; so it is with chains of startswith.
 *
 * @returns the filter it really applies, null for none
 */
export function intuneFilter(filter: Bound, model: EntityModel): Bound | null {
  const applied: Bound[] = [];
  for (const factor of flat(filter, 'and')) {
    const term = factor.kind === 'or' ? chainOf(flat(factor, 'or'), model) : single(factor, model);
    if (!term) return null;
    applied.push(term);
  }
  const [first] = applied;
  return applied.length === 1 && first ? first : { kind: 'and', children: applied };
}

function chainOf(terms: readonly Bound[], model: EntityModel): Bound | null {
  const supported = terms.map((term) => single(term, model));
  const [first] = supported;
  if (!first || !('place' in first) || supported.includes(null)) return null;
  if (terms.every((term) => term.kind === 'call' && term.name === 'startswith')) return first;
  const isSameProperty = terms.every((term) => 'place' in term && term.place.key === first.place.key);
  if (!isSameProperty) return null;
  if (first.place.key === 'azureADDeviceId') return first;
  return takes(first.place.key, 'or', model) ? { kind: 'or', children: [...terms] } : null;
}

function single(term: Bound, model: EntityModel): Bound | null {
  if (term.kind === 'call') return takes(term.place.key, term.name, model) ? term : null;
  if (term.kind !== 'compare' || term.value.kind === 'null') return null;
  return takes(term.place.key, term.operator, model) ? term : null;
}

function takes(key: string, operator: string, model: EntityModel): boolean {
  const operators = Object.hasOwn(model.filters, key) ? model.filters[key] : undefined;
  return operators?.split(' ').includes(operator) ?? false;
}
