import type { SecureScore } from '../../../schema/SecureScore.js';
import type { Operation } from '../../loaders/Operation.js';
import { failure } from '../../loaders/tenantwise.js';
import type { ScorePage, ScoreQuery } from '../../sources/ScoreSource.js';
import type { Position, Stream } from './Stream.js';

/** Behind which day to go on, and how many were read before: days that have come since push older ones back. */
interface ScorePosition {
  readonly date: string;
  readonly rows: number;
}

/** The scores of one tenant, newest first. */
export class ScoreStream implements Stream<SecureScore> {
  readonly #begin: ScorePosition | null;
  readonly #pages: AsyncGenerator<ScorePage, void, undefined>;
  readonly count = null;
  #scores: readonly SecureScore[] = [];
  #index = 0;
  #taken: ScorePosition | null;
  #hasMore = true;

  constructor(
    readonly operation: Operation,
    readonly tenantId: string,
    position: Position,
    pageSize: number,
    pages: (query: ScoreQuery) => AsyncGenerator<ScorePage, void, undefined>,
  ) {
    this.#begin = position as ScorePosition | null;
    this.#taken = this.#begin;
    this.#pages = pages({ skip: this.#begin?.rows ?? 0, pageSize });
  }

  get id(): string {
    return this.tenantId;
  }

  get hasMore(): boolean {
    return this.#hasMore || this.#index < this.#scores.length;
  }

  get position(): Position {
    return this.#taken;
  }

  async peek(): Promise<SecureScore | null> {
    while (this.#index >= this.#scores.length) if (!(await this.#readPage())) return null;
    return this.#scores[this.#index]!;
  }

  take(): void {
    const { date } = this.#scores[this.#index]!;
    this.#index += 1;
    this.#taken = { date, rows: (this.#taken?.rows ?? 0) + 1 };
  }

  async #readPage(): Promise<boolean> {
    if (!this.#hasMore) return false;
    try {
      const { value, done } = await this.#pages.next();
      this.#hasMore = !done && value.hasMore;
      if (done) return false;
      this.operation.coverage.complete(this.tenantId, 'SECURE_SCORES');
      this.#scores = value.scores.filter(({ date }) => !this.#begin || date < this.#begin.date);
      this.#index = 0;
      return true;
    } catch (thrown) {
      this.#hasMore = failure(this.operation, this.tenantId, 'SECURE_SCORES', thrown) !== null;
      return false;
    }
  }
}
