import type { SourceName } from '../../../schema/enums.js';
import type { Operation } from '../../loaders/Operation.js';
import { failure } from '../../loaders/tenantwise.js';
import type { DirectoryPage } from '../../sources/directoryPages.js';
import type { Position, Stream } from './Stream.js';

/** Where reading goes on: the page, and how many of its rows were read. */
interface DirectoryPosition {
  /** `$skiptoken`; null for the first page. */
  readonly token: string | null;
  readonly rows: number;
}

/** The users or hosts of one tenant, in Graph's own order. */
export class DirectoryStream<Noun> implements Stream<Noun> {
  #page: DirectoryPage<Noun> | null = null;
  #index: number;
  #isAtEnd = false;
  #hasFailed = false;
  #count: number | null = null;

  constructor(
    readonly operation: Operation,
    readonly tenantId: string,
    readonly source: SourceName,
    readonly pages: (token: string | null) => AsyncGenerator<DirectoryPage<Noun>, void, undefined>,
    readonly start: Position,
  ) {
    this.#index = (start as DirectoryPosition | null)?.rows ?? 0;
    this.#reader = pages((start as DirectoryPosition | null)?.token ?? null);
  }

  readonly #reader: AsyncGenerator<DirectoryPage<Noun>, void, undefined>;

  get hasMore(): boolean {
    return !this.#isAtEnd || this.#index < (this.#page?.nouns.length ?? 0);
  }

  get position(): Position {
    return this.#page ? ({ token: this.#page.token, rows: this.#index } satisfies DirectoryPosition) : this.start;
  }

  get count(): number | null {
    return this.#count;
  }

  async peek(): Promise<Noun | null> {
    while (!this.#page || this.#index >= this.#page.nouns.length) {
      if (this.#isAtEnd || this.#hasFailed || !(await this.#readPage())) return null;
    }
    return this.#page.nouns[this.#index]!;
  }

  take(): void {
    this.#index += 1;
  }

  async #readPage(): Promise<boolean> {
    try {
      const { value, done } = await this.#reader.next();
      if (done) this.#isAtEnd = true;
      else this.#turn(value);
      return !done;
    } catch (thrown) {
      this.#hasFailed = true;
      this.#isAtEnd = failure(this.operation, this.tenantId, this.source, thrown) === null;
      return false;
    }
  }

  #turn(page: DirectoryPage<Noun>): void {
    this.operation.coverage.complete(this.tenantId, this.source);
    // The rows to skip are those of the page that reading began with.
    if (this.#page) this.#index = 0;
    this.#page = page;
    this.#isAtEnd = page.nextToken === null;
    this.#count ??= page.count;
  }
}
