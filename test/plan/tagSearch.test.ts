import fc from 'fast-check';
import type { Alert, Tag } from '../../schema/Alert.js';
import type { AlertFilter } from '../../schema/filters.js';
import { alertFilters } from '../../src/filter/alertFilter.js';
import { foldTag, tagKey, type AlertKey, type TagRow } from '../../src/journal/TagStore.js';
import { CoverageLog } from '../../src/loaders/CoverageLog.js';
import type { Operation } from '../../src/loaders/Operation.js';
import { EVERYTHING } from '../../src/pivots/Want.js';
import { merge, type Position } from '../../src/plan/lists/Stream.js';
import { TagSearch } from '../../src/plan/lists/TagSearch.js';
import { TimedStream } from '../../src/plan/lists/TimedStream.js';
import type { TimedPage, TimedQuery } from '../../src/sources/timedPages.js';
import { globalId } from '../../src/util/globalId.js';
import { FakeClock } from '../support/fakeClock.js';

const TENANT = 'c0a7050e-0001-4000-8000-000000000001';

interface Made {
  /** Few different ones, so that equal ones are common. */
  readonly hour: number;
  readonly severity: 'HIGH' | 'LOW';
  readonly own: readonly string[];
  readonly ours: readonly string[];
}

/** A tenant's alerts, newest first, and the tags that were given here, in the order in which they were given. */
class World {
  readonly alerts: Alert[];
  readonly coverage = new CoverageLog(new FakeClock());
  readonly given: TagRow[];

  constructor(made: readonly Made[]) {
    this.alerts = made
      .map(({ hour, severity, own }, index) => {
        const graphId = `a${index}`;
        const createdAt = `2026-11-20T0${hour}:00:00Z`;
        const tags = own.map((name): Tag => ({ name, origin: 'SYSTEM' }));
        const noun = { tenantId: TENANT, id: globalId('Alert', TENANT, graphId), graphId, createdAt };
        return { ...noun, updatedAt: createdAt, severity, tags } as unknown as Alert;
      })
      .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
    this.given = made.flatMap(({ ours }, index) =>
      ours.map((tag) => ({ tenantId: TENANT, alertId: `a${index}`, tag, by: 'anna', at: index })),
    );
  }

  /** Those that fit, by everything that is known. */
  fitting(filter: AlertFilter): string[] {
    const whole = this.alerts.map((alert) => ({
      ...alert,
      tags: [...alert.tags, ...this.#rowsOf(alert.graphId).map(({ tag: name }): Tag => ({ name, origin: 'OURS' }))],
    }));
    return whole.filter((alert) => alertFilters.fits(alert, filter)).map(({ graphId }) => graphId);
  }

  get operation(): Operation {
    const tags = {
      of: (keys: readonly AlertKey[]) =>
        Promise.resolve(new Map(keys.map((key) => [tagKey(key), this.#rowsOf(key.alertId)]))),
      alertsWith: (names: readonly string[], _tenants: readonly string[], limit: number) => {
        const folded = new Set(names.map(foldTag));
        const named = this.given.filter(({ tag }) => folded.has(foldTag(tag))).sort((a, b) => b.at - a.at);
        return Promise.resolve([...new Set(named.map(({ alertId }) => alertId))].slice(0, limit).map(keyOf));
      },
    };
    const byId = (_place: unknown, id: string) => Promise.resolve(this.alerts.find(({ graphId }) => graphId === id));
    return {
      coverage: this.coverage,
      refusalOf: () => undefined,
      place: () => ({ tenant: { tenantId: TENANT }, call: { partition: '' } }),
      shown: new Map(),
      call: { receipt: {} },
      stores: {
        ...{ journal: { tags }, sources: { alerts: { byId } }, lifetimes: { alerts: 0 }, clock: new FakeClock() },
        cache: { setMany: () => Promise.resolve() },
      },
    } as unknown as Operation;
  }

  async *pages({ from, pageSize }: TimedQuery): AsyncGenerator<TimedPage<Alert>, void, undefined> {
    const behind = this.alerts.filter(({ createdAt }) => from === null || createdAt <= from);
    for (let start = 0; start < behind.length; start += pageSize) {
      const nouns = behind.slice(start, start + pageSize);
      yield await Promise.resolve({ nouns, hasMore: start + pageSize < behind.length, count: null });
    }
  }

  #rowsOf(id: string): TagRow[] {
    return this.given.filter(({ alertId }) => alertId === id);
  }
}

function keyOf(alertId: string): AlertKey {
  return { tenantId: TENANT, alertId };
}

/** Pages to the end, their sizes in turn; each begins anew from the positions of the last. */
async function walk(world: World, filter: AlertFilter, sizes: readonly number[], pagesRead: number) {
  const { operation } = world;
  const shown: string[] = [];
  let positions: ReadonlyMap<string, Position> = new Map();
  for (let page = 0; page < 300; page += 1) {
    const search = new TagSearch({
      ...{ operation, tenantId: TENANT, source: 'ALERTS', filter, want: EVERYTHING },
      ...({ orderBy: 'createdDateTime', direction: 'desc' } as const),
    });
    const read = new TimedStream<Alert>(
      operation,
      TENANT,
      {
        ...({
          source: 'ALERTS',
          clause: null,
          orderBy: 'createdDateTime',
          direction: 'desc',
          isCounted: false,
        } as const),
        ...{ first: 5, page: 8, bound: { pages: pagesRead, message: 'go on' } },
        fits: (alert) => search.isOfPages(alert),
      },
      (query) => search.pages(world.pages(query)),
      positions,
    );
    const tagged = search.stream(positions);
    const streams = tagged ? [read, tagged] : [read];
    const byTime = (a: Alert, b: Alert): number => Date.parse(b.createdAt) - Date.parse(a.createdAt);
    const merged = await merge<Alert>(streams, byTime, sizes[page % sizes.length]!);
    shown.push(...merged.map(({ item }) => item.graphId));
    positions = new Map(streams.map(({ id, position }) => [id, position]));
    if (!streams.some(({ hasMore }) => hasMore)) return shown;
  }
  throw new Error('It never ends.');
}

const FILTERS: readonly AlertFilter[] = [
  { tag: ['x'] },
  { tag: ['X', 'y'] },
  { not: { tag: ['x'] } },
  { or: [{ tag: ['x'] }, { severity: ['HIGH'] }] },
  { and: [{ tag: ['x'] }, { not: { tag: ['y'] } }] },
  { not: { or: [{ not: { tag: ['x'] } }, { severity: ['LOW'] }] } },
];
const tags = fc.subarray(['x', 'y', 'X', 'z']);
const made = fc.record({
  hour: fc.nat({ max: 4 }),
  severity: fc.constantFrom('HIGH' as const, 'LOW' as const),
  own: tags,
  ours: fc.subarray(['x', 'y', 'z']),
});

test('whoever gave a tag, every alert that fits is shown once, however it is paged and however far one answer reads', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(made, { maxLength: 40 }),
      fc.constantFrom(...FILTERS),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 9 }),
      async (alerts, filter, sizes, pagesRead) => {
        const world = new World(alerts);

        const shown = await walk(world, filter, sizes, pagesRead);

        expect([...shown].sort()).toEqual(world.fitting(filter).sort());
      },
    ),
    { numRuns: 300 },
  );
});

test('where nothing bounds the reading, what is found by the journal stands in its place in the order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(made, { maxLength: 40 }), fc.constantFrom(...FILTERS), async (alerts, filter) => {
      const world = new World(alerts);
      const hourOf = new Map(world.alerts.map(({ graphId, createdAt }) => [graphId, createdAt]));

      const shown = (await walk(world, filter, [3], 100)).map((id) => hourOf.get(id)!);

      expect(shown).toEqual([...shown].sort().reverse());
    }),
    { numRuns: 100 },
  );
});

test('beyond what is looked up, alerts are found by reading, none is lost or told twice, and the coverage says so', async () => {
  const many = Array.from({ length: 140 }, (_, index): Made => ({
    ...{ hour: index % 5, severity: 'LOW', own: index % 3 === 0 ? ['x'] : [], ours: ['x'] },
  }));
  const world = new World(many);

  const shown = await walk(world, { tag: ['x'] }, [7], 100);

  expect([...shown].sort()).toEqual(world.fitting({ tag: ['x'] }).sort());
  expect(shown).toHaveLength(140);
  expect(world.coverage.gaps()).toMatchObject([{ source: 'ALERTS', state: 'PARTIAL' }]);
});
