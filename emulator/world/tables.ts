import type { Row, Rows } from './World.js';

/** A table in the order of arrival. */
export class KeyedRows implements Rows {
  readonly cheapColumns = null;
  readonly #rows = new Map<string, Row>();

  constructor(rows: Iterable<Row> = []) {
    for (const row of rows) this.put(row);
  }

  get size(): number {
    return this.#rows.size;
  }

  get(id: string): Row | undefined {
    return this.#rows.get(id);
  }

  [Symbol.iterator](): IterableIterator<Row> {
    return this.#rows.values();
  }

  heads(): Iterable<Row> {
    return this;
  }

  put(row: Row): void {
    this.#rows.set(row.id, row);
  }

  delete(id: string): boolean {
    return this.#rows.delete(id);
  }
}

/** A table that is made when somebody first looks at it: large worlds stand before anybody asks for their logs. */
export class DeferredRows implements Rows {
  readonly cheapColumns = null;
  readonly #make: () => Rows;
  #made: Rows | undefined;

  constructor(make: () => Rows) {
    this.#make = make;
  }

  get size(): number {
    return this.#rows().size;
  }

  get(id: string): Row | undefined {
    return this.#rows().get(id);
  }

  [Symbol.iterator](): IterableIterator<Row> {
    return this.#rows()[Symbol.iterator]();
  }

  heads(): Iterable<Row> {
    return this.#rows();
  }

  put(row: Row): void {
    this.#rows().put(row);
  }

  delete(id: string): boolean {
    return this.#rows().delete(id);
  }

  #rows(): Rows {
    this.#made ??= this.#make();
    return this.#made;
  }
}

/** A table kept newest first by `createdDateTime`; equal times are ordered by id. */
export class NewestFirstRows implements Rows {
  readonly cheapColumns = null;
  #order: Row[];
  readonly #rows = new Map<string, Row>();

  constructor(rows: Iterable<Row> = []) {
    for (const row of rows) this.#rows.set(row.id, row);
    this.#order = [...this.#rows.values()].sort(newestFirst);
  }

  get size(): number {
    return this.#order.length;
  }

  get(id: string): Row | undefined {
    return this.#rows.get(id);
  }

  [Symbol.iterator](): IterableIterator<Row> {
    return this.#order[Symbol.iterator]();
  }

  heads(): Iterable<Row> {
    return this;
  }

  put(row: Row): void {
    const known = this.#rows.get(row.id);
    this.#rows.set(row.id, row);
    if (known && newestFirst(known, row) === 0) this.#order[this.#order.indexOf(known)] = row;
    else {
      if (known) this.#order.splice(this.#order.indexOf(known), 1);
      this.#order.splice(this.#placeFor(row), 0, row);
    }
  }

  delete(id: string): boolean {
    const row = this.#rows.get(id);
    if (!row) return false;
    this.#order.splice(this.#order.indexOf(row), 1);
    return this.#rows.delete(id);
  }

  #placeFor(row: Row): number {
    let low = 0;
    let high = this.#order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (newestFirst(this.#order[middle] as Row, row) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Negative when `left` comes before `right`. Times with more or fewer decimals compare as times, not as text. */
export function newestFirst(left: Row, right: Row): number {
  const [leftTime, rightTime] = [sortableTime(left), sortableTime(right)];
  if (leftTime !== rightTime) return leftTime > rightTime ? -1 : 1;
  if (left.id === right.id) return 0;
  return left.id < right.id ? -1 : 1;
}

/** `…:05.12Z` and `…:05Z` lose their Z, so that text order is time order. */
function sortableTime(row: Row): string {
  const time = row['createdDateTime'];
  return typeof time === 'string' ? time.slice(0, -1) : '';
}
