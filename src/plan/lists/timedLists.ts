import type { Alert } from '../../../schema/Alert.js';
import type { Connection } from '../../../schema/connections.js';
import type { AlertFilter, AlertOrder, IncidentFilter, IncidentOrder } from '../../../schema/filters.js';
import type { Incident } from '../../../schema/Incident.js';
import { alertFilters } from '../../filter/alertFilter.js';
import { incidentFilters } from '../../filter/incidentFilter.js';
import {
  alertFilterInput,
  incidentFilterInput,
  legacyFilterInput,
  type FilterInput,
} from '../../loaders/filterInput.js';
import type { Operation } from '../../loaders/Operation.js';
import type { Args } from '../../pivots/Pivot.js';
import { wantsCount, withFields, type Want } from '../../pivots/Want.js';
import { INCIDENTS_PER_PAGE } from '../../sources/IncidentSource.js';
import type { Place } from '../../sources/Place.js';
import { timeOf, type Timed, type TimedPage, type TimedQuery } from '../../sources/timedPages.js';
import { compareMoments } from '../../util/moments.js';
import { connection } from './connection.js';
import { list, noteFilter } from './list.js';
import type { Position, Stream } from './Stream.js';
import { TagSearch, type TagQuestion } from './TagSearch.js';
import { TimedStream, type TimedQuestion } from './TimedStream.js';

const ALERTS_PER_PAGE = 200;
/** A filter that is finished here reads no further in one answer. */
const MAX_PAGES_SCANNED = 5;
const MAY_IGNORE = `Providers ignored the filter: ${MAX_PAGES_SCANNED} pages of legacy alerts were looked at; go on with the cursor.`;
const NEWEST_FIRST = { by: 'CREATED', direction: 'DESC' } as const;

type Positions = ReadonlyMap<string, Position>;
type Pages<Noun> = (query: TimedQuery) => AsyncGenerator<TimedPage<Noun>, void, undefined>;
/** How a list is read: everything of a question but what the noun itself decides. */
export type Reading = Pick<TimedQuestion<Timed>, 'orderBy' | 'direction' | 'first' | 'isCounted' | 'bound'>;

export const alertList = list((args, want, operation) => {
  const input = alertFilterInput(args['filter'] as AlertFilter | null);
  const isCounted = wantsCount(want, 'AlertConnection');
  const reading = (of: FilterInput<unknown>): Reading => readingOf(args, of, ALERTS_PER_PAGE, isCounted);
  return timedList<Alert>(operation, 'alerts', args, 500, reading(input), (positions, tenantIds) =>
    alertStreams({ operation, tenantIds, input, want, reading }, positions),
  );
});

export const incidentList = list((args, want, operation) => {
  const input = incidentFilterInput(args['filter'] as IncidentFilter | null);
  const isCounted = wantsCount(want, 'IncidentConnection');
  const reading = (of: FilterInput<unknown>): Reading => readingOf(args, of, INCIDENTS_PER_PAGE, isCounted);
  return timedList<Incident>(operation, 'incidents', args, 200, reading(input), (positions, tenantIds) =>
    incidentStreams({ operation, tenantIds, input, want, reading }, positions),
  );
});

/** What streams are made from. */
export interface StreamParts<Filter> {
  readonly operation: Operation;
  readonly tenantIds: readonly string[];
  readonly input: FilterInput<Filter>;
  readonly want: Want;
  /** By what of the filter Graph does, which is not the same for each source. */
  readonly reading: (input: FilterInput<unknown>) => Reading;
}

type AlertQuestion = TimedQuestion<Alert> & Pick<TagQuestion, 'source'>;

/** A part of a list of alerts; those that are read page by page say how many they have read. */
export type AlertStream = Stream<Alert> & { readonly pagesRead?: number };

/**
 * The alerts of each tenant, from every source that it has: those of today, and legacy ones where they are switched on;
 * and what of them is found by tags that were given here.
 */
export function alertStreams(parts: StreamParts<AlertFilter>, positions: Positions): AlertStream[] {
  const { operation, tenantIds, input } = parts;
  const enough = { ...parts, want: withFields(parts.want, 'Alert', alertFilters.readsOf(input.filter)) };
  const legacy = { ...enough, input: legacyFilterInput(input) };
  return tenantIds.flatMap((tenantId) => {
    const place = operation.place(tenantId);
    const current = currentStreams(enough, place, positions);
    return place.tenant.legacyAlerts ? [...current, ...legacyStreams(legacy, place, positions)] : current;
  });
}

function currentStreams(parts: StreamParts<AlertFilter>, place: Place, positions: Positions): AlertStream[] {
  const { operation, input, want, reading } = parts;
  const { filter, clause, finishedHere } = input;
  const { tenantId } = place.tenant;
  noteFilter(operation, tenantId, '/security/alerts_v2', clause, finishedHere);
  const question: AlertQuestion = {
    ...reading(input),
    ...{ clause, source: 'ALERTS', page: ALERTS_PER_PAGE },
    fits: (alert) => alertFilters.fits(alert, filter),
  };
  const { alerts } = operation.stores.sources;
  return streamsOf(parts, place, question, (query) => alerts.pages(place, query, want), positions);
}

/** Providers may ignore a filter, so that rows are read in vain also where Graph was asked for all of it. */
function legacyStreams(parts: StreamParts<AlertFilter>, place: Place, positions: Positions): AlertStream[] {
  const { operation, input, want } = parts;
  const { filter, clause, finishedHere } = input;
  const { tenantId } = place.tenant;
  noteFilter(operation, tenantId, '/security/alerts', clause, finishedHere);
  const reading = parts.reading(input);
  const question: AlertQuestion = {
    ...reading,
    ...{ clause, source: 'LEGACY_ALERTS' },
    bound: reading.bound ?? (clause === null ? null : { pages: MAX_PAGES_SCANNED, message: MAY_IGNORE }),
    page: reading.bound ? ALERTS_PER_PAGE : Math.min(reading.first, ALERTS_PER_PAGE),
    fits: (alert) => alertFilters.fits(alert, filter),
  };
  const { legacyAlerts } = operation.stores.sources;
  return streamsOf(parts, place, question, (query) => legacyAlerts.pages(place, query, want), positions);
}

/** What is read page by page, and what the journal names where the filter asks for tags. */
function streamsOf(
  { operation, input: { filter }, want }: StreamParts<AlertFilter>,
  { tenant: { tenantId } }: Place,
  question: AlertQuestion,
  pages: Pages<Alert>,
  positions: Positions,
): AlertStream[] {
  if (!alertFilters.readsOf(filter).includes('tags')) {
    return [new TimedStream(operation, tenantId, question, pages, positions)];
  }
  const { source, orderBy, direction } = question;
  const search = new TagSearch({ operation, tenantId, source, filter, want, orderBy, direction });
  const fitting = { ...question, fits: (alert: Alert) => search.isOfPages(alert) };
  const read = new TimedStream(operation, tenantId, fitting, (query) => search.pages(pages(query)), positions);
  const tagged = search.stream(positions);
  return tagged ? [read, tagged] : [read];
}

function incidentStreams(parts: StreamParts<IncidentFilter>, positions: Positions): TimedStream<Incident>[] {
  const { operation, tenantIds, input, want, reading } = parts;
  const { filter, clause, finishedHere } = input;
  const enough = withFields(want, 'Incident', incidentFilters.readsOf(filter));
  const question: TimedQuestion<Incident> = {
    ...reading(input),
    ...{ clause, source: 'INCIDENTS', page: INCIDENTS_PER_PAGE },
    fits: (incident) => incidentFilters.fits(incident, filter),
  };
  return tenantIds.map((tenantId) => {
    noteFilter(operation, tenantId, '/security/incidents', clause, finishedHere);
    const place = operation.place(tenantId);
    const { incidents } = operation.stores.sources;
    return new TimedStream(operation, tenantId, question, (query) => incidents.pages(place, query, enough), positions);
  });
}

function readingOf(args: Args, input: FilterInput<unknown>, page: number, isCountWanted: boolean): Reading {
  const { by, direction } = (args['orderBy'] as AlertOrder | IncidentOrder | null) ?? NEWEST_FIRST;
  const isFinishedHere = input.finishedHere.length > 0;
  const message = `The filter is finished here, over ${MAX_PAGES_SCANNED} pages of ${page}; go on with the cursor.`;
  return {
    orderBy: by === 'CREATED' ? 'createdDateTime' : 'lastUpdateDateTime',
    direction: direction === 'ASC' ? 'asc' : 'desc',
    first: Number(args['first']),
    isCounted: isCountWanted && !isFinishedHere,
    bound: isFinishedHere ? { pages: MAX_PAGES_SCANNED, message } : null,
  };
}

/** A list over tenants, ordered by a time. */
function timedList<Noun extends Timed>(
  operation: Operation,
  field: string,
  args: Args,
  maxFirst: number,
  { orderBy, direction, isCounted }: Reading,
  streams: (positions: Positions, tenantIds: readonly string[]) => readonly Stream<Noun>[],
): Promise<Connection<Noun>> {
  const sign = direction === 'asc' ? 1 : -1;
  return connection<Noun>({
    ...{ operation, args, maxFirst, streams },
    list: field,
    isCountExact: isCounted,
    compare: (a, b) => sign * compareMoments(timeOf(a, orderBy), timeOf(b, orderBy)),
  });
}
