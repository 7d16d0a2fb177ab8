import type { Connection } from '../../../schema/connections.js';
import { closeCursor, openCursor, pageSizeOf, type Asked } from '../../loaders/cursors.js';
import { merge, type Position, type Stream } from './Stream.js';

/** A list as a question asks for it. */
export interface ListQuestion<Item> extends Asked {
  readonly maxFirst: number;
  /** The streams of these tenants, beginning at these positions, by id of the stream. */
  readonly streams: (positions: ReadonlyMap<string, Position>, tenantIds: readonly string[]) => readonly Stream<Item>[];
  readonly compare: ((a: Item, b: Item) => number) | null;
  /** False where rows that Graph counts may not fit. */
  readonly isCountExact: boolean;
}

/** A place in a list: what lies behind it cannot be counted any more, so it carries the count of the whole along. */
interface Place {
  readonly positions: readonly (readonly [streamId: string, position: Position])[];
  readonly totalCount: number | null;
}

/**
 * A page over all tenants that the arguments name, and where to go on.
 *
 * @throws SecgraphError BAD_USER_INPUT for `first` and `after`, FORBIDDEN for `tenants`
 */
export async function connection<Item>(question: ListQuestion<Item>): Promise<Connection<Item>> {
  const { operation, args, compare } = question;
  const first = pageSizeOf(args, question.maxFirst);
  const tenantIds = operation.select(args['tenants'] as readonly string[] | null).map(({ tenantId }) => tenantId);
  const start = openCursor(question) as Place | null;
  const streams = question.streams(new Map(start?.positions), tenantIds);
  const merged = await merge(streams, compare, first);
  const hasNextPage = streams.some((stream) => stream.hasMore);
  const end = streams.map(({ id, position }) => [id, position] as const);
  const totalCount = start ? start.totalCount : question.isCountExact ? sum(streams.map(({ count }) => count)) : null;
  const cursor = (positions: Place['positions']): string =>
    closeCursor(question, { positions, totalCount } satisfies Place);
  return {
    nodes: merged.map(({ item }) => item),
    // Lazy: most questions read nodes, and a seal costs more than a record.
    get edges() {
      return merged.map(({ item, positions }) => ({ node: item, cursor: cursor([...positions]) }));
    },
    pageInfo: { hasNextPage, endCursor: hasNextPage ? cursor(end) : null },
    totalCount,
    // Lazy: what pivots below the nodes learn of other sources belongs to it, too.
    get coverage() {
      return operation.coverage.of(tenantIds);
    },
  };
}

export function isConnection(value: object): value is Connection<unknown> {
  return 'pageInfo' in value && 'nodes' in value;
}

/** The same page with other objects in it: what is hung on them is hung on no other page. */
export function withNodes<Item>(page: Connection<Item>, copy: (node: Item) => Item): Connection<Item> {
  const nodes = page.nodes.map(copy);
  return {
    nodes,
    get edges() {
      return page.edges.map((edge, index) => ({ ...edge, node: nodes[index]! }));
    },
    pageInfo: page.pageInfo,
    totalCount: page.totalCount,
    get coverage() {
      return page.coverage;
    },
  };
}

function sum(counts: readonly (number | null)[]): number | null {
  return counts.reduce<number | null>((total, count) => (total === null || count === null ? null : total + count), 0);
}
