import fc from 'fast-check';
import { merge, type Position, type Stream } from '../../src/plan/lists/Stream.js';

interface Item {
  readonly time: number;
  readonly name: string;
}

/** A stream over a list in memory whose position is the number of items taken. */
class ListStream implements Stream<Item> {
  #taken: number;

  constructor(
    readonly id: string,
    readonly items: readonly Item[],
    position: Position,
    /** Reads of the item at this place fail; the stream then ends for this answer. */
    readonly failsAt = Infinity,
  ) {
    this.#taken = (position as number | null) ?? 0;
  }

  get hasMore(): boolean {
    return this.#taken < this.items.length;
  }

  get position(): Position {
    return this.#taken;
  }

  readonly count = null;

  peek(): Promise<Item | null> {
    return Promise.resolve(this.#taken < this.failsAt ? (this.items[this.#taken] ?? null) : null);
  }

  take(): void {
    this.#taken += 1;
  }
}

const byTime = (a: Item, b: Item): number => a.time - b.time;
/** Few different times, so that equal ones are common. */
const lists = fc
  .array(fc.array(fc.nat({ max: 5 }), { maxLength: 12 }), { maxLength: 5 })
  .map((sources) =>
    sources.map((times, source) =>
      times.sort((a, b) => a - b).map((time, place): Item => ({ time, name: `${source}/${place}` })),
    ),
  );
const pageSizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });

/** Pages to the end, their sizes in turn; `cut` gives the positions to go on from. */
async function walk(
  sources: readonly (readonly Item[])[],
  sizes: readonly number[],
  compare: typeof byTime | null,
  failsAt: (page: number, source: number) => number = () => Infinity,
): Promise<Item[]> {
  const shown: Item[] = [];
  let positions: ReadonlyMap<string, Position> = new Map();
  for (let page = 0; page < 200; page += 1) {
    const streams = sources.map(
      (items, source) =>
        new ListStream(String(source), items, positions.get(String(source)) ?? null, failsAt(page, source)),
    );
    const merged = await merge(streams, compare, sizes[page % sizes.length]!);
    shown.push(...merged.map(({ item }) => item));
    positions = new Map(streams.map(({ id, position }) => [id, position]));
    if (!streams.some(({ hasMore }) => hasMore)) return shown;
  }
  throw new Error('The walk does not end.');
}

test('whatever the page sizes, a merged list is the sorted whole, equal items in the order of their sources', async () => {
  await fc.assert(
    fc.asyncProperty(lists, pageSizes, async (sources, sizes) => {
      const shown = await walk(sources, sizes, byTime);

      expect(shown).toEqual(sources.flat().sort(byTime));
    }),
  );
});

test('streams without a common order come one after the other', async () => {
  await fc.assert(
    fc.asyncProperty(lists, pageSizes, async (sources, sizes) => {
      const shown = await walk(sources, sizes, null);

      expect(shown).toEqual(sources.flat());
    }),
  );
});

test('a source that fails on some pages loses nothing and doubles nothing', async () => {
  await fc.assert(
    fc.asyncProperty(lists, pageSizes, fc.nat({ max: 12 }), async (sources, sizes, failsAt) => {
      const shown = await walk(sources, sizes, byTime, (page, source) =>
        page % 2 === 0 && source === 0 ? failsAt : Infinity,
      );

      expect(shown.map(({ name }) => name).sort()).toEqual(
        sources
          .flat()
          .map(({ name }) => name)
          .sort(),
      );
    }),
  );
});

test('every item knows the positions behind it: who goes on from there gets the rest', async () => {
  await fc.assert(
    fc.asyncProperty(lists, fc.nat({ max: 40 }), async (sources, cut) => {
      const all = sources.flat().sort(byTime);
      const streamsFrom = (positions: ReadonlyMap<string, Position>) =>
        sources.map((items, source) => new ListStream(String(source), items, positions.get(String(source)) ?? null));
      const merged = await merge(streamsFrom(new Map()), byTime, 1000);
      fc.pre(cut < merged.length);

      const rest = await merge(streamsFrom(merged[cut]!.positions), byTime, 1000);

      expect(rest.map(({ item }) => item)).toEqual(all.slice(cut + 1));
    }),
  );
});
