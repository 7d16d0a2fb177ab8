import type { Alert } from '../../../schema/Alert.js';
import type { AlertSubject } from '../../../schema/references.js';
import { evidenceClause } from '../../filter/evidenceClause.js';
import type { TimedPage } from '../../sources/timedPages.js';
import { chunks } from '../../util/chunks.js';
import { grouped } from '../../util/grouped.js';
import { Collector, type Finding, type Search, type Sought } from './Search.js';

/** Graph refuses more values in one filter of the directory; for alerts no number is documented. */
const SUBJECTS_PER_FILTER = 15;
/** A subject whose neighbours in the filter are noisy is read no further; then it has more. */
const MAX_PAGES = 3;
const MAX_PAGE = 200;
/** Neighbours in a filter have unequally many alerts: a page for twice as many mostly spares the next one. */
const UNEVEN = 2;

/** Subjects that share a filter, and the pages of their alerts. */
interface Reading {
  readonly sought: readonly Sought[];
  readonly pages: AsyncGenerator<TimedPage<Alert>, void, undefined>;
}

/** Whether Graph can be asked by its evidence filter at all. */
export function canFilter(subject: AlertSubject): boolean {
  return evidenceClause([subject]) !== null;
}

/**
 * Alerts by `evidence/any(…)`: fifteen subjects to a call, all calls of one page in the same tick. Pages are read until
 * each subject has its newest alerts.
 *
 * @throws SecgraphError UPSTREAM_REFUSED with status 400 where the tenant does not take the filter
 */
export async function byFilter(search: Search): Promise<Finding> {
  const collector = new Collector(search);
  let open = readings(search);
  for (let page = 0; open.length > 0 && page < MAX_PAGES; page += 1) {
    open = (await Promise.all(open.map((reading) => readPage(collector, reading)))).flat();
  }
  for (const { sought } of open) collector.leaveOpen(sought.filter((one) => !collector.hasEnough(one)));
  return { hits: collector.hits(), caveat: null };
}

function readings(search: Search): Reading[] {
  const kinds = [
    ...grouped(search.sought, ({ subject, position }) => `${subject.kind}|${position?.time ?? ''}`).values(),
  ];
  return kinds.flatMap((same) => chunks(same, SUBJECTS_PER_FILTER)).map((sought) => reading(search, sought));
}

function reading({ operation, place, clause, enough, want }: Search, sought: readonly Sought[]): Reading {
  const evidence = evidenceClause(sought.map(({ subject }) => subject));
  const start = sought[0]?.position;
  const clauses = [clause, evidence];
  const wanted = (enough + 1) * sought.length * (sought.length > 1 ? UNEVEN : 1) + (start?.seen.length ?? 0);
  const query = {
    clause: clauses.filter((part) => part !== null).join(' and '),
    from: start?.time ?? null,
    orderBy: 'createdDateTime',
    direction: 'desc',
    pageSize: Math.min(wanted, MAX_PAGE),
    isCounted: false,
  } as const;
  return { sought, pages: operation.stores.sources.alerts.pages(place, query, want) };
}

/** The reading, if it must go on. */
async function readPage(collector: Collector, reading: Reading): Promise<Reading[]> {
  const { value: page } = await reading.pages.next();
  if (!page) return [];
  await collector.offer(page.nouns, reading.sought);
  const isDone = !page.hasMore || reading.sought.every((one) => collector.hasEnough(one));
  return isDone ? [] : [reading];
}
