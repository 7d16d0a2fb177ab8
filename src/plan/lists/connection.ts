import type { Connection } from '../../../schema/connections.js';
import { badInput } from '../../errors/SecgraphError.js';
import type { Operation } from '../../loaders/Operation.js';
import type { Args } from '../../pivots/Pivot.js';
import { seal, unseal } from '../../util/sealed.js';
import { stableJson } from '../../util/stableJson.js';
import { merge, type Merged, type Position, type Stream } from './Stream.js';

const CURSOR_MS = 24 * 3600 * 1000;

/** Which list is asked for, and by whom: what a cursor is good for. */
interface Asked {
  readonly operation: Operation;
  readonly field: string;
  readonly args: Args;
}

/** A list as a question asks for it. */
export interface ListQuestion<Item> extends Asked {
  readonly maxFirst: number;
  /** A stream for each tenant, beginning at these positions. */
  readonly streams: (positions: ReadonlyMap<string, Position>, tenantIds: readonly string[]) => readonly Stream<Item>[];
  readonly compare: ((a: Item, b: Item) => number) | null;
  /** False where rows that Graph counts may not fit. */
  readonly isCountExact: boolean;
}

/**
 * A page over all tenants that the arguments name, and where to go on.
 *
 * @throws SecgraphError BAD_USER_INPUT for `first` and `after`, FORBIDDEN for `tenants`
 */
export async function connection<Item>(question: ListQuestion<Item>): Promise<Connection<Item>> {
  const { operation, args, compare } = question;
  const first = firstOf(args, question.maxFirst);
  const tenantIds = operation.select(args['tenants'] as readonly string[] | null).map(({ tenantId }) => tenantId);
  const streams = question.streams(startOf(question), tenantIds);
  const merged = await merge(streams, compare, first);
  const hasNextPage = streams.some((stream) => stream.hasMore);
  const end = new Map(streams.map(({ tenantId, position }) => [tenantId, position]));
  return {
    nodes: merged.map(({ item }) => item),
    // Lazy: most questions read nodes, and a seal costs more than a record.
    get edges() {
      return merged.map((one) => edgeOf(question, one));
    },
    pageInfo: { hasNextPage, endCursor: hasNextPage ? cursor(question, end) : null },
    totalCount: question.isCountExact ? sum(streams.map(({ count }) => count)) : null,
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

function firstOf({ first }: Args, max: number): number {
  if (typeof first === 'number' && first >= 1 && first <= max) return first;
  throw badInput('first', `give a whole number from 1 to ${max}.`);
}

/** A cursor is good for its caller, its field and its arguments, and for nothing else. */
function purposeOf({ operation, field, args }: Asked): string {
  return stableJson([operation.caller.name, field, { ...args, first: undefined, after: undefined }]);
}

function startOf(question: Asked): ReadonlyMap<string, Position> {
  const { after } = question.args;
  if (typeof after !== 'string') return new Map();
  const { cursorKey, clock } = question.operation.stores;
  const positions = unseal(after, cursorKey, { purpose: purposeOf(question), now: clock.now() });
  if (Array.isArray(positions)) return new Map(positions as [string, Position][]);
  throw badInput(
    'after',
    'give an endCursor of the last day, to the same field with the same arguments; only first may differ.',
  );
}

function cursor(question: Asked, positions: ReadonlyMap<string, Position>): string {
  const { cursorKey, clock } = question.operation.stores;
  return seal([...positions], cursorKey, { purpose: purposeOf(question), expiresAt: clock.now() + CURSOR_MS });
}

function edgeOf<Item>(question: Asked, { item, positions }: Merged<Item>): { node: Item; cursor: string } {
  return { node: item, cursor: cursor(question, positions) };
}

function sum(counts: readonly (number | null)[]): number | null {
  return counts.reduce<number | null>((total, count) => (total === null || count === null ? null : total + count), 0);
}
