import type { AlertFilter, IncidentFilter } from '../../schema/filters.js';
import { badInput } from '../errors/SecgraphError.js';
import { alertFilters } from '../filter/alertFilter.js';
import { bounded } from '../filter/bounds.js';
import { incidentFilters } from '../filter/incidentFilter.js';
import { legacyAlertFilters } from '../filter/legacyAlertFilter.js';
import { normalObservable } from '../identity/observable.js';
import { readGlobalId } from '../util/globalId.js';

/** Longer filters end as 414 or 431 on the way to Graph. */
const MAX_CLAUSE = 4000;

/** A filter, and what of it Graph does. */
export interface FilterInput<Filter> {
  readonly filter: Filter;
  /** `$filter`; null for none. */
  readonly clause: string | null;
  /** Fields of the filter that are finished here. */
  readonly finishedHere: readonly string[];
}

/** @throws SecgraphError BAD_USER_INPUT for what cannot be sent to Graph */
export function alertFilterInput(given: AlertFilter | null | undefined): FilterInput<AlertFilter> {
  const filter = normalised(bounded(given ?? {}));
  const { clause, finishedHere } = asInput('filter', () => alertFilters.pushDown(filter));
  return { filter, clause: withinLength(clause), finishedHere };
}

/** The same filter, as the API of legacy alerts can be asked for it. */
export function legacyFilterInput({ filter }: FilterInput<AlertFilter>): FilterInput<AlertFilter> {
  const { clause, finishedHere } = asInput('filter', () => legacyAlertFilters.pushDown(filter));
  return { filter, clause: withinLength(clause), finishedHere };
}

/** @throws SecgraphError BAD_USER_INPUT for what cannot be sent to Graph */
export function incidentFilterInput(given: IncidentFilter | null | undefined): FilterInput<IncidentFilter> {
  const filter = bounded(given ?? {});
  const { clause, finishedHere } = asInput('filter', () => incidentFilters.pushDown(filter));
  return { filter, clause: withinLength(clause), finishedHere };
}

/** Characters that cannot be sent to Graph are the caller's mistake, and the argument has a name. */
export function asInput<T>(argument: string, build: () => T): T {
  try {
    return build();
  } catch (thrown) {
    if (thrown instanceof RangeError) throw badInput(argument, 'texts may not hold control characters.');
    throw thrown;
  }
}

export function withinLength(clause: string | null): string | null {
  if (clause === null || clause.length <= MAX_CLAUSE) return clause;
  throw badInput('filter', `it becomes a $filter of ${clause.length} characters; at most ${MAX_CLAUSE} can be sent.`);
}

/** The filter, checked, with its observables in their normal form. */
function normalised(filter: AlertFilter): AlertFilter {
  const { observable, incident, tag, and, or, not } = filter;
  const own = incident ? readGlobalId(incident) : null;
  if (own && own.type !== 'Incident') {
    throw badInput('filter.incident', `it is the id of a ${own.type}; give the id of an Incident.`);
  }
  return {
    ...filter,
    ...(observable ? { observable: normalObservable(observable)?.value ?? observable } : {}),
    ...(tag ? { tag: tag.map((one) => one.normalize()) } : {}),
    ...(and ? { and: and.map(normalised) } : {}),
    ...(or ? { or: or.map(normalised) } : {}),
    ...(not ? { not: normalised(not) } : {}),
  };
}
