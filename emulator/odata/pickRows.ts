import type { Row, Rows } from '../world/World.js';
import { columnsOf, flat, type Bound } from './Bound.js';
import { compileFilter } from './compileFilter.js';
import type { Order } from './order.js';

export interface Picking {
  readonly rows: Rows | readonly Row[];
  readonly filter: Bound | null;
  readonly search: ((row: Row) => boolean) | null;
  readonly order: Order | null;
  /** Rows to leave out before the page. */
  readonly offset: number;
  /** If that row is among the matches the page begins behind it, wherever it now stands. */
  readonly afterId?: string;
  readonly size: number;
  readonly countAll: boolean;
}

export interface Picked {
  readonly page: Row[];
  /** Where the page begins among the matches. */
  readonly offset: number;
  readonly hasMore: boolean;
  /** Only with `countAll`. */
  readonly total: number;
}

/**
 * One page of the matching rows. Heads decide as far as they can, bodies are made only for what is left; an ordered page keeps
 * no more rows in hand than it needs.
 */
export function pickRows(picking: Picking): Picked {
  const { rows, order, size, countAll, afterId } = picking;
  const matches = matching(picking);
  if (afterId !== undefined) return pickAfter(afterId, matches, picking);
  const end = picking.offset + size;
  const best = order ? new Best(end + 1, order) : null;
  const kept: Row[] = [];
  let total = 0;
  for (const row of matches) {
    total++;
    if (best) best.offer(row);
    else if (total > picking.offset && total <= end) kept.push(row);
    if (!best && !countAll && total > end) break;
  }
  const page = best ? best.sorted().slice(picking.offset, end) : kept;
  return { page: page.map((head) => bodyOf(head, rows)), offset: picking.offset, hasMore: total > end, total };
}

/** How many rows match. */
export function countRows(picking: Pick<Picking, 'rows' | 'filter' | 'search'>): number {
  let total = 0;
  for (const row of matching({ ...picking, order: null })) if (row) total++;
  return total;
}

function pickAfter(afterId: string, matches: Iterable<Row>, { rows, order, offset, size }: Picking): Picked {
  const all = [...matches];
  if (order) all.sort((a, b) => order.compare(a, b));
  const at = all[offset - 1]?.id === afterId ? offset - 1 : all.findIndex(({ id }) => id === afterId);
  const begin = at < 0 ? offset : at + 1;
  const page = all.slice(begin, begin + size).map((head) => bodyOf(head, rows));
  return { page, offset: begin, hasMore: all.length > begin + size, total: all.length };
}

function* matching({
  rows,
  filter,
  search,
  order,
}: Pick<Picking, 'rows' | 'filter' | 'search' | 'order'>): Generator<Row> {
  const cheap = isTable(rows) ? rows.cheapColumns : null;
  const isCheap = (columns: Iterable<string>): boolean => !cheap || [...columns].every((name) => cheap.has(name));
  const factors = filter ? flat(filter, 'and') : [];
  const onHeads = factors.filter((factor) => isCheap(columnsOf(factor))).map(compileFilter);
  const onBodies = factors.filter((factor) => !isCheap(columnsOf(factor))).map(compileFilter);
  if (search) (cheap ? onBodies : onHeads).push(search);
  const needsBody = onBodies.length > 0 || !isCheap(order?.columns ?? []);
  for (const head of isTable(rows) ? rows.heads() : rows) {
    if (!passes(onHeads, head)) continue;
    const row = needsBody ? bodyOf(head, rows) : head;
    if (passes(onBodies, row)) yield row;
  }
}

function passes(tests: readonly ((row: Row) => boolean)[], row: Row): boolean {
  for (const test of tests) if (!test(row)) return false;
  return true;
}

function bodyOf(head: Row, rows: Rows | readonly Row[]): Row {
  return isTable(rows) && rows.cheapColumns ? (rows.get(head.id) ?? head) : head;
}

function isTable(rows: Rows | readonly Row[]): rows is Rows {
  return !Array.isArray(rows);
}

interface Candidate {
  readonly row: Row;
  readonly place: number;
}

/** The first rows of an order: a heap with the last of them on top. Equal rows keep the table's order. */
class Best {
  private readonly heap: Candidate[] = [];
  private seen = 0;

  constructor(
    private readonly limit: number,
    private readonly order: Order,
  ) {}

  offer(row: Row): void {
    const candidate = { row, place: this.seen++ };
    const [last] = this.heap;
    if (this.heap.length < this.limit || !last) {
      this.heap.push(candidate);
      this.siftUp(this.heap.length - 1);
    } else if (this.isBefore(candidate, last)) {
      this.heap[0] = candidate;
      this.siftDown();
    }
  }

  sorted(): Row[] {
    return [...this.heap].sort((a, b) => (this.isBefore(a, b) ? -1 : 1)).map(({ row }) => row);
  }

  private isBefore(a: Candidate, b: Candidate): boolean {
    const difference = this.order.compare(a.row, b.row);
    return difference < 0 || (difference === 0 && a.place < b.place);
  }

  private siftUp(from: number): void {
    for (let at = from; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!this.swapIfBefore(parent, at)) return;
      at = parent;
    }
  }

  private siftDown(): void {
    for (let at = 0; ;) {
      const left = 2 * at + 1;
      if (left >= this.heap.length) return;
      const right = left + 1;
      const isRightLater = right < this.heap.length && this.isBefore(this.at(left), this.at(right));
      const later = isRightLater ? right : left;
      if (!this.swapIfBefore(at, later)) return;
      at = later;
    }
  }

  /** The later one belongs on top. */
  private swapIfBefore(upper: number, lower: number): boolean {
    const [above, below] = [this.at(upper), this.at(lower)];
    if (!this.isBefore(above, below)) return false;
    this.heap[upper] = below;
    this.heap[lower] = above;
    return true;
  }

  private at(index: number): Candidate {
    const candidate = this.heap[index];
    if (!candidate) throw new RangeError(`The heap of ordered rows has no entry ${index}.`);
    return candidate;
  }
}
