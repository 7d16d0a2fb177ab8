import type { SourceName } from '../../../schema/enums.js';
import { badInput, SecgraphError } from '../../errors/SecgraphError.js';
import type { Operation } from '../../loaders/Operation.js';
import { failure } from '../../loaders/tenantwise.js';
import type { DirectoryPage } from '../../sources/directoryPages.js';
import type { Position, Stream } from './Stream.js';

/** Where reading goes on: the page, and how many of its rows were read. `end`: nowhere, everything was read. */
type DirectoryPosition = 'end' | PlaceInPage;

interface PlaceInPage {
  /** `$skiptoken`; null for the first page. */
  readonly token: string | null;
  readonly rows: number;
}

/** Pages may have less in them than was asked for, or nothing: one full page is the most that anybody asks for. */
const MAX_PAGES = 5;
const SPARSE = `Microsoft Graph gave ${MAX_PAGES} pages with little or nothing in them; go on with the cursor.`;

const BEGINNING: PlaceInPage = { token: null, rows: 0 };

/** The users or hosts of one tenant, in Graph's own order. */
export class DirectoryStream<Noun> implements Stream<Noun> {
  #page: DirectoryPage<Noun> | null = null;
  #index: number;
  #isAtEnd: boolean;
  #hasFailed = false;
  #pagesRead = 0;
  #count: number | null = null;

  constructor(
    readonly operation: Operation,
    readonly tenantId: string,
    readonly source: SourceName,
    readonly pages: (token: string | null) => AsyncGenerator<DirectoryPage<Noun>, void, undefined>,
    readonly start: Position,
  ) {
    const at = (start as DirectoryPosition | null) ?? BEGINNING;
    this.#isAtEnd = at === 'end';
    this.#begin = at === 'end' ? BEGINNING : at;
    this.#index = this.#begin.rows;
    this.#reader = pages(this.#begin.token);
  }

  readonly #begin: PlaceInPage;
  readonly #reader: AsyncGenerator<DirectoryPage<Noun>, void, undefined>;

  get id(): string {
    return this.tenantId;
  }

  get hasMore(): boolean {
    return !this.#isAtEnd || this.#index < (this.#page?.nouns.length ?? 0);
  }

  get position(): Position {
    return this.#page ? placeIn(this.#page, this.#index) : this.start;
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
    if (this.#pagesRead >= MAX_PAGES) {
      this.operation.coverage.partial(this.tenantId, this.source, SPARSE);
      return false;
    }
    try {
      const { value, done } = await this.#reader.next();
      if (done) this.#isAtEnd = true;
      else this.#turn(value);
      return !done;
    } catch (thrown) {
      if (!this.#page && this.#begin.token !== null && isUnknownPlace(thrown)) throw tooOld();
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
    this.#pagesRead += 1;
    this.#isAtEnd = page.nextToken === null;
    this.#count ??= page.count;
  }
}

function placeIn<Noun>({ token, nouns, nextToken }: DirectoryPage<Noun>, rows: number): DirectoryPosition {
  if (rows < nouns.length) return { token, rows };
  return nextToken === null ? 'end' : { token: nextToken, rows: 0 };
}

/** Graph's page tokens live for a while, and are good for the properties that were selected with them. */
function isUnknownPlace(thrown: unknown): boolean {
  return thrown instanceof SecgraphError && thrown.code === 'UPSTREAM_REFUSED' && thrown.facts.status === 400;
}

function tooOld(): SecgraphError {
  return badInput(
    'after',
    'Microsoft Graph does not know this place any more, or knows it for other fields. Ask for the same fields as the page before, or begin anew.',
  );
}
