import type { SourceName } from '../../../schema/enums.js';
import type { Operation } from '../../loaders/Operation.js';
import { failure } from '../../loaders/tenantwise.js';
import type { Position, Stream } from './Stream.js';

/** A list that is read whole, of one tenant. */
export interface SortedQuestion<Item, Place extends Partial<Item>> {
  /** Unique among the streams of the list; cursors know it. */
  readonly id: string;
  readonly source: SourceName;
  /** What fits, in any order. */
  readonly read: () => Promise<readonly Item[]>;
  /** A total order, by what a place carries. */
  readonly compare: (a: Item | Place, b: Item | Place) => number;
  readonly placeOf: (item: Item) => Place;
}

/** Items of a list that is kept as a whole, in an order of ours: the next page is read from the same list. */
export class SortedStream<Item, Place extends Partial<Item>> implements Stream<Item> {
  #items: readonly Item[] | null = null;
  #index = 0;
  #count: number | null = null;
  #hasFailed = false;
  #taken: Place | null;

  constructor(
    readonly operation: Operation,
    readonly tenantId: string,
    readonly question: SortedQuestion<Item, Place>,
    position: Position,
  ) {
    this.#taken = position as Place | null;
  }

  get id(): string {
    return this.question.id;
  }

  get hasMore(): boolean {
    return this.#items ? this.#index < this.#items.length : this.#hasFailed;
  }

  get position(): Position {
    return this.#taken;
  }

  get count(): number | null {
    return this.#count;
  }

  async peek(): Promise<Item | null> {
    if (!this.#hasFailed) this.#items ??= await this.#read();
    return this.#items?.[this.#index] ?? null;
  }

  take(): void {
    const item = this.#items![this.#index]!;
    this.#index += 1;
    this.#taken = this.question.placeOf(item);
  }

  async #read(): Promise<readonly Item[] | null> {
    const { operation, tenantId, question } = this;
    try {
      const refusal = operation.refusalOf(tenantId, question.source);
      if (refusal) throw refusal;
      const fitting = [...(await question.read())].sort(question.compare);
      this.#count = fitting.length;
      const behind = this.#taken;
      return fitting.filter((item) => !behind || question.compare(item, behind) > 0);
    } catch (thrown) {
      this.#hasFailed = failure(operation, tenantId, question.source, thrown) !== null;
      return this.#hasFailed ? null : [];
    }
  }
}
