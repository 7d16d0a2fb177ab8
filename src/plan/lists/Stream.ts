/** Where reading goes on: plain JSON that says nothing without the tenant and the question it belongs to. */
export type Position = unknown;

/** One part of a list (a tenant's, a source's), in the order asked, read page by page as it is needed. */
export interface Stream<Item> {
  /** Unique among the streams of the list, and the same the next time: cursors name their places by it. */
  readonly id: string;
  /** The next item, read from Graph where none is in hand; null when there is none, or the source has failed. */
  peek(): Promise<Item | null>;
  /** Steps over the item that `peek` gave. */
  take(): void;
  /** Whether there may be more, as far as is known without asking. */
  readonly hasMore: boolean;
  /** Where to go on behind what was taken; null at the very beginning. */
  readonly position: Position;
  /** How many there are in all; null where the source does not say. */
  readonly count: number | null;
}

/** One item of a merged list, and where each stream would go on behind it. */
export interface Merged<Item> {
  readonly item: Item;
  readonly positions: ReadonlyMap<string, Position>;
}

/**
 * The first items of several ordered streams, in order. Equal items come in the order of the streams. All streams read
 * their first page side by side.
 *
 * @param compare null where the streams have no common order: then they come one after the other
 */
export async function merge<Item>(
  streams: readonly Stream<Item>[],
  compare: ((a: Item, b: Item) => number) | null,
  first: number,
): Promise<Merged<Item>[]> {
  const heads = await Promise.all(streams.map((stream) => stream.peek()));
  const positions = new Map<string, Position>(streams.map(({ id, position }) => [id, position]));
  const merged: Merged<Item>[] = [];
  while (merged.length < first) {
    const next = smallest(heads, compare);
    if (next === -1) break;
    const stream = streams[next]!;
    stream.take();
    positions.set(stream.id, stream.position);
    merged.push({ item: heads[next]!, positions: new Map(positions) });
    if (merged.length < first) heads[next] = await stream.peek();
  }
  return merged;
}

function smallest<Item>(heads: readonly (Item | null)[], compare: ((a: Item, b: Item) => number) | null): number {
  let best = -1;
  heads.forEach((head, index) => {
    if (head === null) return;
    if (best === -1 || (compare && compare(head, heads[best]!) < 0)) best = index;
  });
  return best;
}
