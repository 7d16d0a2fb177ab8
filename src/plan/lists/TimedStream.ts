import type { SourceName } from '../../../schema/enums.js';
import type { Operation } from '../../loaders/Operation.js';
import { failure } from '../../loaders/tenantwise.js';
import { timeOf, type Timed, type TimedPage, type TimedQuery } from '../../sources/timedPages.js';
import { behind, wasRead, type KeysetPosition } from '../../util/keyset.js';
import type { Position, Stream } from './Stream.js';

/** Where one answer stops reading, though more may fit: then it is PARTIAL, and the message says why. */
export interface Bound {
  readonly pages: number;
  readonly message: string;
}

/** What a list asks of each tenant. */
export interface TimedQuestion<Noun extends Timed> {
  readonly source: SourceName;
  /** The part of the filter that Graph does; null for none. */
  readonly clause: string | null;
  /** The whole filter. Everything is looked at, also what Graph has filtered. */
  readonly fits: (noun: Noun) => boolean;
  /** Null: nothing is read in vain, as long as Graph gives full pages. */
  readonly bound: Bound | null;
  readonly orderBy: TimedQuery['orderBy'];
  readonly direction: TimedQuery['direction'];
  readonly first: number;
  readonly isCounted: boolean;
  /** Rows in one page at most. */
  readonly page: number;
}

/** Pages may have less in them than was asked for, or nothing: so many are read where one would do. */
const PAGES_FOR_ONE = 5;

/** Alerts or incidents of one tenant, newest or oldest first. Pages are followed as long as somebody peeks. */
export class TimedStream<Noun extends Timed> implements Stream<Noun> {
  #pages: AsyncGenerator<TimedPage<Noun>, void, undefined>;
  #page: readonly Noun[] = [];
  #index = 0;
  #position: KeysetPosition | null;
  #isAtEnd = false;
  #pagesRead = 0;
  #count: number | null = null;
  readonly #bound: Bound;

  constructor(
    readonly operation: Operation,
    readonly tenantId: string,
    readonly question: TimedQuestion<Noun>,
    pages: (query: TimedQuery) => AsyncGenerator<TimedPage<Noun>, void, undefined>,
    positions: ReadonlyMap<string, Position>,
  ) {
    this.#position = (positions.get(this.id) ?? null) as KeysetPosition | null;
    this.#pages = pages(queryOf(question, this.#position));
    this.#bound = question.bound ?? fullPages(question);
  }

  /** Alerts of today were the only ones once: cursors know them by their tenant alone. */
  get id(): string {
    const { tenantId, question } = this;
    return question.source === 'LEGACY_ALERTS' ? `${tenantId}|${question.source}` : tenantId;
  }

  get hasMore(): boolean {
    return !this.#isAtEnd || this.#index < this.#page.length;
  }

  get position(): Position {
    return this.#position;
  }

  get pagesRead(): number {
    return this.#pagesRead;
  }

  get count(): number | null {
    return this.#count;
  }

  async peek(): Promise<Noun | null> {
    for (;;) {
      for (; this.#index < this.#page.length; this.take()) {
        const noun = this.#page[this.#index]!;
        if (!this.#wasRead(noun) && this.question.fits(noun)) return noun;
      }
      if (this.#isAtEnd || !(await this.#readPage())) return null;
    }
  }

  take(): void {
    const noun = this.#page[this.#index]!;
    this.#index += 1;
    if (this.#wasRead(noun)) return;
    this.#position = behind(this.#position, timeOf(noun, this.question.orderBy), noun.graphId);
  }

  /** False when nothing more is to be had in this answer. */
  async #readPage(): Promise<boolean> {
    const { tenantId, operation } = this;
    const { source } = this.question;
    if (this.#pagesRead >= this.#bound.pages) {
      operation.coverage.partial(tenantId, source, this.#bound.message);
      return false;
    }
    try {
      const { value, done } = await this.#pages.next();
      if (done) this.#isAtEnd = true;
      else this.#turn(value);
      return !done;
    } catch (thrown) {
      this.#isAtEnd = failure(operation, tenantId, source, thrown) === null;
      this.#pages = noPages();
      return false;
    }
  }

  #turn({ nouns, hasMore, count, gap }: TimedPage<Noun>): void {
    const { coverage } = this.operation;
    if (gap) coverage.lacks(this.tenantId, this.question.source, gap);
    else coverage.complete(this.tenantId, this.question.source);
    this.#page = nouns;
    this.#index = 0;
    this.#pagesRead += 1;
    this.#isAtEnd = !hasMore;
    this.#count ??= count;
  }

  #wasRead(noun: Noun): boolean {
    return wasRead(this.#position, timeOf(noun, this.question.orderBy), noun.graphId);
  }
}

function fullPages({ first, page }: TimedQuestion<never>): Bound {
  const pages = PAGES_FOR_ONE * Math.ceil(first / page);
  return {
    pages,
    message: `Microsoft Graph gave ${pages} pages with little or nothing in them; go on with the cursor.`,
  };
}

function queryOf<Noun extends Timed>(question: TimedQuestion<Noun>, position: KeysetPosition | null): TimedQuery {
  const { clause, orderBy, direction, first, bound, isCounted, page } = question;
  const wanted = first + (position?.seen.length ?? 0);
  return {
    clause,
    from: position?.time ?? null,
    orderBy,
    direction,
    pageSize: bound ? page : Math.min(wanted, page),
    isCounted,
  };
}

async function* noPages(): AsyncGenerator<never, void, undefined> {
  // A source that has failed gives no more pages in this answer.
}
