import type { AlertHead } from './noise.js';
import { NewestFirstRows, newestFirst } from './tables.js';
import { ticks } from './time.js';
import type { Row, Rows } from './World.js';

/** Alerts that can be made from their number: number 0 is the newest. */
interface AlertMaker {
  readonly count: number;
  /** The number in an id; undefined when the id has another shape. */
  indexOf(id: string): number | undefined;
  headAt(index: number): AlertHead;
  incidentIdAt(index: number): string;
  bodyAt(index: number): Row;
}

const CHEAP_COLUMNS = new Set([
  'id',
  'createdDateTime',
  'lastUpdateDateTime',
  'severity',
  'status',
  'serviceSource',
  'classification',
  'determination',
  'assignedTo',
  'incidentId',
]);

/**
 * A table whose rows are made when somebody looks at them. What was written lies over what would be made;
 * rows that arrived later stand in a table of their own and are merged in by time.
 */
export class LazyAlerts implements Rows {
  readonly cheapColumns: ReadonlySet<string> = CHEAP_COLUMNS;
  readonly #maker: AlertMaker;
  readonly #changed = new Map<string, Row>();
  readonly #gone = new Set<string>();
  readonly #arrived = new NewestFirstRows();
  /** Heads that somebody has looked at. */
  readonly #heads: Row[] = [];

  constructor(maker: AlertMaker) {
    this.#maker = maker;
  }

  get size(): number {
    return this.#maker.count - this.#gone.size + this.#arrived.size;
  }

  get(id: string): Row | undefined {
    const known = this.#arrived.get(id) ?? this.#changed.get(id);
    if (known) return known;
    const index = this.#indexOfMade(id);
    return index === undefined || this.#gone.has(id) ? undefined : this.#maker.bodyAt(index);
  }

  [Symbol.iterator](): IterableIterator<Row> {
    return this.#merged((index, id) => this.#changed.get(id) ?? this.#maker.bodyAt(index));
  }

  heads(): Iterable<Row> {
    return this.#merged((index, id) => this.#changed.get(id) ?? this.#headAt(index));
  }

  put(row: Row): void {
    const index = this.#indexOfMade(row.id);
    const keepsItsPlace =
      index !== undefined &&
      !this.#gone.has(row.id) &&
      this.#headAt(index)['createdDateTime'] === row['createdDateTime'];
    if (keepsItsPlace) this.#changed.set(row.id, row);
    else {
      if (index !== undefined) this.#gone.add(row.id);
      this.#changed.delete(row.id);
      this.#arrived.put(row);
    }
  }

  delete(id: string): boolean {
    if (this.#arrived.delete(id)) return true;
    if (this.#gone.has(id) || this.#indexOfMade(id) === undefined) return false;
    this.#changed.delete(id);
    this.#gone.add(id);
    return true;
  }

  *#merged(rowAt: (index: number, id: string) => Row): IterableIterator<Row> {
    const arrived = [...this.#arrived];
    let next = 0;
    for (let index = 0; index < this.#maker.count; index += 1) {
      const head = this.#headAt(index);
      if (this.#gone.has(head.id)) continue;
      for (let row = arrived[next]; row && newestFirst(row, head) < 0; row = arrived[next]) {
        next += 1;
        yield row;
      }
      yield rowAt(index, head.id);
    }
    yield* arrived.slice(next);
  }

  /** Made at the first look and kept: a whole scan is paid once. */
  #headAt(index: number): Row {
    const known = this.#heads[index];
    if (known) return known;
    const row = this.#headRow(index);
    this.#heads[index] = row;
    return row;
  }

  #headRow(index: number): Row {
    const head = this.#maker.headAt(index);
    return {
      id: head.id,
      createdDateTime: ticks(head.createdMs),
      lastUpdateDateTime: ticks(head.updatedMs),
      severity: head.severity,
      status: head.status,
      serviceSource: head.kind.serviceSource,
      classification: head.classification,
      determination: head.determination,
      assignedTo: head.assignedTo,
      incidentId: this.#maker.incidentIdAt(index),
    };
  }

  #indexOfMade(id: string): number | undefined {
    const index = this.#maker.indexOf(id);
    if (index === undefined || index >= this.#maker.count) return undefined;
    return this.#maker.headAt(index).id === id ? index : undefined;
  }
}
