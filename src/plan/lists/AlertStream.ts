import { createHash } from 'node:crypto';
import type { Alert } from '../../../schema/Alert.js';
import type { AlertFilter } from '../../../schema/filters.js';
import { fitsAlert } from '../../filter/alertFilter.js';
import type { Operation } from '../../loaders/Operation.js';
import { failure } from '../../loaders/tenantwise.js';
import type { Want } from '../../pivots/Want.js';
import type { AlertPage, AlertQuery } from '../../sources/AlertSource.js';
import type { Place } from '../../sources/Place.js';
import type { Position, Stream } from './Stream.js';

/** A filter that is finished here reads no further in one answer than this: then the answer is PARTIAL, with a cursor. */
const MAX_PAGES_SCANNED = 5;
const PAGE = 200;

/**
 * Where reading goes on: the time of the last alert that was read, and which alerts with exactly that time were read.
 * New alerts do not shift it, as they would shift a number of rows to skip.
 */
interface AlertPosition {
  readonly time: string;
  /** Short hashes of ids. */
  readonly seen: readonly string[];
}

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
  #position: AlertPosition | null;
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
    this.#position = position as AlertPosition | null;
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
    const time = timeOf(alert, this.question);
    const seen = this.#position?.time === time ? this.#position.seen : [];
    this.#position = { time, seen: [...seen, shortHash(alert.graphId)] };
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
    const at = this.#position;
    return at !== null && at.time === timeOf(alert, this.question) && at.seen.includes(shortHash(alert.graphId));
  }
}

function queryOf(question: AlertQuestion, position: AlertPosition | null): AlertQuery {
  const { clause, orderBy, direction, first, isFinishedHere, isCounted } = question;
  const behind = position && `${orderBy} ${direction === 'desc' ? 'le' : 'ge'} ${position.time}`;
  const wanted = first + (position?.seen.length ?? 0);
  return {
    clause: [clause, behind].filter((part) => part !== null).join(' and ') || null,
    orderBy,
    direction,
    pageSize: isFinishedHere ? PAGE : Math.min(wanted, PAGE),
    isCounted,
  };
}

function timeOf(alert: Alert, { orderBy }: AlertQuestion): string {
  return orderBy === 'createdDateTime' ? alert.createdAt : alert.updatedAt;
}

function shortHash(id: string): string {
  return createHash('sha256').update(id).digest('base64url').slice(0, 12);
}

async function* noPages(): AsyncGenerator<never, void, undefined> {
  // A source that has failed gives no more pages in this answer.
}
