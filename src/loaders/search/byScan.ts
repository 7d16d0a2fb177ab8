import { Collector, type Finding, type Search } from './Search.js';

const PAGE = 200;
const MAX_PAGES = 5;

/**
 * Alerts by looking at the newest ones, whoever they concern: for tenants where nothing better is to be had. One list for
 * all subjects, read until each has its newest alerts or the bound is reached.
 */
export async function byScan(search: Search): Promise<Finding> {
  const { operation, place, sought, clause, want } = search;
  const collector = new Collector(search);
  const starts = sought.map(({ position }) => position?.time ?? null);
  const from = starts.includes(null) ? null : ([...starts].sort().at(-1) ?? null);
  const query = {
    clause,
    from,
    orderBy: 'createdDateTime',
    direction: 'desc',
    pageSize: PAGE,
    isCounted: false,
  } as const;
  let [read, oldest, isAtEnd] = [0, '', false];
  for await (const page of operation.stores.sources.alerts.pages(place, query, want)) {
    await collector.offer(page.nouns, sought);
    read += 1;
    oldest = page.nouns.at(-1)?.createdAt ?? oldest;
    isAtEnd = !page.hasMore;
    if (read === MAX_PAGES || sought.every((one) => collector.hasEnough(one))) break;
  }
  if (isAtEnd) return { hits: collector.hits(), caveat: null };
  collector.leaveOpen(sought.filter((one) => !collector.hasEnough(one)));
  return { hits: collector.hits(), caveat: `Only the newest alerts were looked at, back to ${oldest}.` };
}
