import { sql, type Kysely } from 'kysely';
import type { Retention } from '../config/settings.js';
import type { Clock } from '../util/clock.js';
import { ActionStore } from './ActionStore.js';
import { AuditStore } from './AuditStore.js';
import { JobStore } from './JobStore.js';
import type { Tables } from './Tables.js';
import { TagStore } from './TagStore.js';

/** How many were taken away. */
export interface Purged {
  readonly auditEntries: number;
  readonly jobs: number;
  readonly actions: number;
}

const DAY_MS = 86_400_000;

/** What is kept for good: jobs with their idempotency keys, the audit trail, tags, response actions. */
export class Journal {
  readonly jobs: JobStore;
  readonly audit: AuditStore;
  readonly tags: TagStore;
  readonly actions: ActionStore;
  #checking: Promise<unknown> | null = null;

  constructor(
    readonly db: Kysely<Tables>,
    readonly clock: Clock,
  ) {
    this.jobs = new JobStore(db, clock);
    this.audit = new AuditStore(db);
    this.tags = new TagStore(db);
    this.actions = new ActionStore(db, clock);
  }

  /**
   * Takes away what is older than it is kept, and writes down in the audit trail what that was. Tags, and whatever is
   * unfinished, are kept for ever.
   */
  async purge({ auditDays, jobDays, actionDays }: Retention): Promise<Purged> {
    const now = this.clock.now();
    const before = (days: number): number => now - days * DAY_MS;
    return {
      auditEntries: auditDays === null ? 0 : await this.audit.purge(before(auditDays), now),
      jobs: await this.jobs.purge(before(Math.max(jobDays, 1)), now),
      actions: await this.actions.purge(before(actionDays), now),
    };
  }

  /**
   * Many who ask at once ask the database once.
   *
   * @throws the error of the database when it does not answer
   */
  async check(): Promise<void> {
    this.#checking ??= sql`select 1`.execute(this.db).finally(() => (this.#checking = null));
    await this.#checking;
  }

  close(): Promise<void> {
    return this.db.destroy();
  }
}
