import type { IndicatorFilter } from '../../../schema/filters.js';
import type { Indicator } from '../../../schema/Indicator.js';
import { badInput } from '../../errors/SecgraphError.js';
import { bounded } from '../../filter/bounds.js';
import { fitsIndicator, isTargeted, newestIndicator, type IndicatorQuestion } from '../../filter/indicatorFilter.js';
import { normalObservable } from '../../identity/observable.js';
import { indicatorsAt, LISTED, SOURCE_OF, type ListedTarget } from '../../loaders/indicators.js';
import type { Operation } from '../../loaders/Operation.js';
import { connection } from './connection.js';
import { list } from './list.js';
import { SortedStream } from './SortedStream.js';
import type { Position } from './Stream.js';

const MAX_INDICATORS = 500;
const NO_LIST = {
  state: 'UNAVAILABLE',
  message: 'Microsoft Sentinel takes indicators and has no list of them: what was submitted there is not shown.',
  remedy: 'Look into the table ThreatIntelIndicators of the workspace.',
} as const;

type Place = Pick<Indicator, 'createdAt' | 'graphId'>;

/** Indicators of all targets and tenants, newest first. */
export const indicatorList = list((args, _want, operation) => {
  const filter = questionOf(bounded((args['filter'] as IndicatorFilter | null) ?? {}));
  const targets = LISTED.filter((target) => isTargeted(filter, target));
  return connection<Indicator>({
    ...{ operation, args },
    list: 'indicators',
    maxFirst: MAX_INDICATORS,
    isCountExact: true,
    compare: newestIndicator,
    streams: (positions, tenantIds) =>
      tenantIds.flatMap((tenantId) => {
        if (isTargeted(filter, 'SENTINEL')) operation.coverage.lacks(tenantId, SOURCE_OF.SENTINEL, NO_LIST);
        return targets.map((target) => stream(operation, tenantId, target, filter, positions));
      }),
  });
});

function stream(
  operation: Operation,
  tenantId: string,
  target: ListedTarget,
  filter: IndicatorQuestion,
  positions: ReadonlyMap<string, Position>,
): SortedStream<Indicator, Place> {
  const id = `${tenantId}|${target}`;
  const question = {
    id,
    source: SOURCE_OF[target],
    read: async () =>
      (await indicatorsAt(target, operation, operation.place(tenantId))).filter((one) => fitsIndicator(one, filter)),
    compare: newestIndicator,
    placeOf: ({ createdAt, graphId }: Indicator): Place => ({ createdAt, graphId }),
  };
  return new SortedStream(operation, tenantId, question, positions.get(id) ?? null);
}

function questionOf({ covers, ...filter }: IndicatorFilter): IndicatorQuestion {
  if (covers === undefined || (covers as string | null) === null) return filter;
  const normal = normalObservable(covers);
  if (normal) return { ...filter, covers: normal };
  throw badInput('filter.covers', 'give an address, a domain name, a URL, a file hash or a mail address.');
}
