import type { Alert } from '../../../schema/Alert.js';
import type { AlertFilter } from '../../../schema/filters.js';
import { fitsAlert } from '../../filter/alertFilter.js';
import type { Operation } from '../../loaders/Operation.js';
import { failure } from '../../loaders/tenantwise.js';
import type { Want } from '../../pivots/Want.js';
import type { AlertPage, AlertQuery } from '../../sources/AlertSource.js';
import type { Place } from '../../sources/Place.js';
import { behind, wasRead, type KeysetPosition } from '../../util/keyset.js';
import type { Position, Stream } from './Stream.js';

/** A filter that is finished here reads no further in one answer than this: then the answer is PARTIAL, with a cursor. */
const MAX_PAGES_SCANNED = 5;
const PAGE = 200;

/** What a list of alerts asks of each tenant. */
export interface AlertQuestion {
  readonly filter: AlertFilter;
  /** The part of the filter that Graph does; null for none. */
  readonly clause: string | null;
  readonly isFinishedHere: boolean;
  readonly orderBy: AlertQuery['orderBy'];
  readonly direction: AlertQuery['direction'];
  readonly first: number;
  readonly isCounted: boolean;
}

/** The alerts of one tenant, newest or oldest first. */
export class AlertStream implements Stream<Alert> {
  #pages: AsyncGenerator<AlertPage, void, undefined>;
  #page: readonly Alert[] = [];
  #index = 0;
  #position: KeysetPosition | null;
  #isAtEnd = false;
  #pagesRead = 0;
  #count: number | null = null;

  constructor(
    readonly operation: Operation,
    readonly place: Place,
    readonly question: AlertQuestion,
    want: Want,
    position: Position,
  ) {
    this.#position = position as KeysetPosition | null;
    this.#pages = operation.stores.sources.alerts.pages(place, queryOf(question, this.#position), want);
  }

  get tenantId(): string {
    return this.place.tenant.tenantId;
  }

  get hasMore(): boolean {
    return !this.#isAtEnd || this.#index < this.#page.length;
  }

  get position(): Position {
    return this.#position;
  }

  get count(): number | null {
    return this.#count;
  }

  async peek(): Promise<Alert | null> {
    for (;;) {
      for (; this.#index < this.#page.length; this.take()) {
        const alert = this.#page[this.#index]!;
        if (!this.#wasRead(alert) && fitsAlert(alert, this.question.filter)) return alert;
      }
      if (this.#isAtEnd || !(await this.#readPage())) return null;
    }
  }

  take(): void {
    const alert = this.#page[this.#index]!;
    this.#index += 1;
    if (this.#wasRead(alert)) return;
    this.#position = behind(this.#position, timeOf(alert, this.question), alert.graphId);
  }

  /** False when nothing more is to be had in this answer. */
  async #readPage(): Promise<boolean> {
    const { tenantId } = this;
    if (this.question.isFinishedHere && this.#pagesRead >= MAX_PAGES_SCANNED) {
      const message = `The filter is finished here, over ${MAX_PAGES_SCANNED} pages of ${PAGE} alerts; go on with the cursor.`;
      this.operation.coverage.partial(tenantId, 'ALERTS', message);
      return false;
    }
    try {
      const { value, done } = await this.#pages.next();
      if (done) this.#isAtEnd = true;
      else this.#turn(value);
      return !done;
    } catch (thrown) {
      this.#isAtEnd = failure(this.operation, tenantId, 'ALERTS', thrown) === null;
      this.#pages = noPages();
      return false;
    }
  }

  #turn({ alerts, hasMore, count }: AlertPage): void {
    this.operation.coverage.complete(this.tenantId, 'ALERTS');
    this.#page = alerts;
    this.#index = 0;
    this.#pagesRead += 1;
    this.#isAtEnd = !hasMore;
    this.#count ??= count;
  }

  #wasRead(alert: Alert): boolean {
    return wasRead(this.#position, timeOf(alert, this.question), alert.graphId);
  }
}

function queryOf(question: AlertQuestion, position: KeysetPosition | null): AlertQuery {
  const { clause, orderBy, direction, first, isFinishedHere, isCounted } = question;
  const start = position && `${orderBy} ${direction === 'desc' ? 'le' : 'ge'} ${position.time}`;
  const wanted = first + (position?.seen.length ?? 0);
  return {
    clause: [clause, start].filter((part) => part !== null).join(' and ') || null,
    orderBy,
    direction,
    pageSize: isFinishedHere ? PAGE : Math.min(wanted, PAGE),
    isCounted,
  };
}

function timeOf(alert: Alert, { orderBy }: AlertQuestion): string {
  return orderBy === 'createdDateTime' ? alert.createdAt : alert.updatedAt;
}

async function* noPages(): AsyncGenerator<never, void, undefined> {
  // A source that has failed gives no more pages in this answer.
}
