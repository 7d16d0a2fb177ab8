import fc from 'fast-check';
import type { Alert } from '../../schema/Alert.js';
import { CoverageLog } from '../../src/loaders/CoverageLog.js';
import type { Operation } from '../../src/loaders/Operation.js';
import { EVERYTHING } from '../../src/pivots/Want.js';
import { merge, type Position } from '../../src/plan/lists/Stream.js';
import { TimedStream, type TimedQuestion } from '../../src/plan/lists/TimedStream.js';
import { LegacyAlertSource } from '../../src/sources/LegacyAlertSource.js';
import type { Place } from '../../src/sources/Place.js';
import { compareMoments } from '../../src/util/moments.js';
import { FederatedGraph, type Provider } from '../support/FederatedGraph.js';
import { FakeClock } from '../support/fakeClock.js';

type Direction = 'asc' | 'desc';

interface Walk {
  readonly shown: string[];
  readonly coverage: ReturnType<CoverageLog['of']>;
}

/** Pages to the end over one tenant for each Graph, their sizes in turn; each page begins anew from the positions of the last. */
async function walk(
  graphs: readonly FederatedGraph[],
  sizes: readonly number[],
  direction: Direction = 'desc',
): Promise<Walk> {
  const coverage = new CoverageLog(new FakeClock());
  const operation = { coverage } as unknown as Operation;
  const tenantIds = graphs.map((_, index) => `t-${index}`);
  const sign = direction === 'asc' ? 1 : -1;
  const shown: string[] = [];
  let positions: ReadonlyMap<string, Position> = new Map();
  for (let page = 0; page < 500; page += 1) {
    const first = sizes[page % sizes.length]!;
    const streams = graphs.map((graph, index) =>
      streamOf(graph, tenantIds[index]!, operation, first, direction, positions),
    );
    const merged = await merge(streams, (a, b) => sign * compareMoments(a.createdAt, b.createdAt), first);
    shown.push(...merged.map(({ item }) => `${item.tenantId} ${item.graphId}`));
    positions = new Map(streams.map(({ id, position }) => [id, position]));
    if (!streams.some(({ hasMore }) => hasMore)) return { shown, coverage: coverage.of(tenantIds) };
  }
  throw new Error('The walk does not end.');
}

function streamOf(
  graph: FederatedGraph,
  tenantId: string,
  operation: Operation,
  first: number,
  direction: Direction,
  positions: ReadonlyMap<string, Position>,
): TimedStream<Alert> {
  const source = new LegacyAlertSource(graph.client);
  const place = { tenant: { tenantId, displayName: tenantId }, call: {} } as unknown as Place;
  const question: TimedQuestion<Alert> = {
    source: 'LEGACY_ALERTS',
    ...{ clause: null, fits: () => true, bound: null, isCounted: false, page: 200 },
    orderBy: 'createdDateTime',
    ...{ direction, first },
  };
  return new TimedStream(operation, tenantId, question, (query) => source.pages(place, query, EVERYTHING), positions);
}

const wholeOf = (graphs: readonly FederatedGraph[], direction: Direction = 'desc'): string[] =>
  graphs.flatMap((graph, index) => graph.ids(direction).map((id) => `t-${index} ${id}`));

/** Few different minutes, so that equal ones are common. */
const minutes = fc.array(fc.nat({ max: 8 }), { maxLength: 14 });
/** Pages of their own size, the same for all providers of a tenant. */
const most = fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined });
const graphsOf = (of: fc.Arbitrary<readonly number[]>, cap: fc.Arbitrary<number | undefined>) =>
  fc.array(
    fc.tuple(fc.array(of, { minLength: 1, maxLength: 4 }), cap).map(
      ([lists, own]) =>
        new FederatedGraph(
          lists.map((some, index): Provider => ({
            name: `p${index}`,
            minutes: some,
            ...(own === undefined ? {} : { most: own }),
          })),
        ),
    ),
    { minLength: 1, maxLength: 3 },
  );
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
const direction = fc.constantFrom<Direction>('asc', 'desc');

test('whatever the page sizes, the tenants and the providers: nothing is lost, nothing comes twice, all is in order', async () => {
  /** At most one alert of each provider and minute, so that no moment holds more than a page. */
  const apart = fc.uniqueArray(fc.nat({ max: 20 }), { maxLength: 14 });
  await fc.assert(
    fc.asyncProperty(graphsOf(apart, most), sizes, direction, async (graphs, of, way) => {
      const { shown } = await walk(graphs, of, way);

      expect([...shown].sort()).toEqual(wholeOf(graphs).sort());
      for (const [index, graph] of graphs.entries()) {
        const own = shown.filter((id) => id.startsWith(`t-${index} `)).map((id) => id.slice(`t-${index} `.length));
        expect(minutesOf(graph, own)).toEqual(minutesOf(graph, graph.ids(way)));
      }
    }),
    { numRuns: 150 },
  );
});

test('alerts of one moment that fit a page of a thousand are all shown, once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(minutes, { minLength: 1, maxLength: 4 }), sizes, async (lists, of) => {
      const graph = new FederatedGraph(lists.map((own, index) => ({ name: `p${index}`, minutes: own })));

      const { shown, coverage } = await walk([graph], of);

      expect(shown.sort()).toEqual(wholeOf([graph]).sort());
      expect(coverage.filter(({ state }) => state === 'PARTIAL')).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('a source that fails on some questions loses nothing and doubles nothing', async () => {
  await fc.assert(
    fc.asyncProperty(graphsOf(minutes, fc.constant(undefined)), sizes, fc.nat({ max: 3 }), async (graphs, of, nth) => {
      graphs[0]!.fails = (question) => question % 4 === nth;

      const { shown } = await walk(graphs, of);

      expect(shown.sort()).toEqual(wholeOf(graphs).sort());
    }),
    { numRuns: 60 },
  );
});

test('a provider that ignores times costs its own alerts only, and the coverage says so', async () => {
  const many = Array.from({ length: 3000 }, (_, index) => 10_000 + index);
  const graph = new FederatedGraph([
    { name: 'deaf', minutes: many, ignoresTimes: true },
    { name: 'good', minutes: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] },
  ]);

  const { shown, coverage } = await walk([graph], [500]);

  expect(shown.filter((id) => id.includes('good'))).toHaveLength(12);
  expect(new Set(shown).size).toBe(shown.length);
  expect(coverage).toMatchObject([{ state: 'PARTIAL', message: expect.stringContaining('ignores times') }]);
});

test('more alerts of one moment than a page can hold: the rest of that moment is left out, the coverage says so, and older ones follow', async () => {
  const graph = new FederatedGraph([{ name: 'storm', minutes: [...Array<number>(1500).fill(50), 3, 2, 1] }]);

  const { shown, coverage } = await walk([graph], [200]);

  expect(shown.slice(-3)).toEqual(['t-0 storm-1500', 't-0 storm-1501', 't-0 storm-1502']);
  expect(new Set(shown).size).toBe(shown.length);
  expect(shown.length).toBeGreaterThanOrEqual(1003);
  expect(coverage).toMatchObject([{ state: 'PARTIAL' }]);
});

test('a tenant without any alert is told as retired, and its count is none', async () => {
  const { shown, coverage } = await walk([new FederatedGraph([])], [10]);

  expect(shown).toEqual([]);
  expect(coverage).toMatchObject([
    { source: 'LEGACY_ALERTS', state: 'RETIRED', remedy: 'Set legacyAlerts of t-0 to off in TENANTS_FILE.' },
  ]);
});

test('a page costs one question, however many providers there are', async () => {
  const minute = (of: number) => Array.from({ length: 40 }, (_, index) => index * 7 + of);
  const graph = new FederatedGraph([0, 1, 2].map((of) => ({ name: `p${of}`, minutes: minute(of) })));

  await walk([graph], [40]);

  expect(graph.asked).toHaveLength(3);
});

function minutesOf(graph: FederatedGraph, ids: readonly string[]): number[] {
  const all = new Map<string, number>(
    graph.providers.flatMap(({ name, minutes: own }) =>
      own.map((minute, index) => [`${name}-${index}`, minute] as const),
    ),
  );
  return ids.map((id) => all.get(id)!);
}
