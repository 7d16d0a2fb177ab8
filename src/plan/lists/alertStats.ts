import type { AlertStats } from '../../../schema/AlertStats.js';
import type { AlertDimension } from '../../../schema/enums.js';
import type { AlertFilter } from '../../../schema/filters.js';
import { badInput } from '../../errors/SecgraphError.js';
import { alertFilterInput } from '../../loaders/filterInput.js';
import type { Operation } from '../../loaders/Operation.js';
import type { Args } from '../../pivots/Pivot.js';
import { Wanted } from '../../pivots/Want.js';
import { durationMs } from '../../util/duration.js';
import { list } from './list.js';
import { Tally, tallyReads } from './tally.js';
import { alertStreams, type AlertStream, type Reading } from './timedLists.js';

const MAX_PAGES = 10;
const SHORTEST_MS = 60_000;

/** Newest first: where the reading is cut off, it is the oldest ones that are missing. */
const READING: Reading = {
  orderBy: 'createdDateTime',
  direction: 'desc',
  first: Infinity,
  isCounted: false,
  bound: {
    pages: MAX_PAGES,
    message: `Only the newest ${MAX_PAGES} pages of alerts were counted; narrow the filter by time to count the rest.`,
  },
};

/** How many alerts there are of each kind, over at most {@link MAX_PAGES} pages of each tenant and source. */
export const alertStats = list(stats);

async function stats(args: Args, _want: unknown, operation: Operation): Promise<AlertStats> {
  const by = args['by'] as readonly AlertDimension[];
  const tally = new Tally(by, intervalOf(args));
  const input = alertFilterInput(args['filter'] as AlertFilter | null);
  const tenantIds = operation.select(args['tenants'] as readonly string[] | null).map(({ tenantId }) => tenantId);
  const want = new Wanted();
  for (const field of tallyReads(by)) want.addField('Alert', field);
  const streams = alertStreams({ operation, tenantIds, input, want, reading: () => READING }, new Map());
  await Promise.all(streams.map((stream) => drain(stream, tally)));
  return {
    total: tally.total,
    buckets: tally.buckets(),
    pagesRead: streams.reduce((sum, { pagesRead = 0 }) => sum + pagesRead, 0),
    truncated: streams.some((stream) => stream.hasMore),
    coverage: operation.coverage.of(tenantIds),
  };
}

async function drain(stream: AlertStream, tally: Tally): Promise<void> {
  for (let alert = await stream.peek(); alert; alert = await stream.peek()) {
    tally.add(alert);
    stream.take();
  }
}

function intervalOf({ interval }: Args): number | null {
  if (interval === undefined || interval === null) return null;
  const ms = durationMs(interval as string);
  if (ms !== null && ms >= SHORTEST_MS) return ms;
  throw badInput('interval', 'give a length of time of a minute or more, such as PT1H or P1D.');
}
