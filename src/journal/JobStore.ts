import type { Kysely, Selectable, Transaction } from 'kysely';
import { chunks } from '../util/chunks.js';
import type { Clock } from '../util/clock.js';
import { grouped } from '../util/grouped.js';
import { stableJson } from '../util/stableJson.js';
import { appendEntries, purgeEntry } from './AuditStore.js';
import type { ItemOutcome, ItemState, Job, NewJob } from './Job.js';
import { entriesOf, itemRow, jobOf, jobRow } from './jobRows.js';
import type { JobItemTable, JobTable, Tables } from './Tables.js';

/** What became of a job that was to be begun. */
export type Begun = { readonly kind: 'begun' | 'known'; readonly job: Job } | { readonly kind: 'conflict' };

const AT_ONCE = 500;
const OPEN: readonly ItemState[] = ['PENDING', 'SENT'];

/** Jobs: written down before anything of them is sent, settled item by item. */
export class JobStore {
  constructor(
    readonly db: Kysely<Tables>,
    readonly clock: Clock,
  ) {}

  /**
   * Writes down the job, its items and the audit entries of what ended before sending, all or nothing, leased to `owner`.
   * Known under the caller's key with the same input: the job as it stands. With another input: a conflict.
   */
  async begin(job: NewJob, owner: string, leaseMs: number): Promise<Begun> {
    return this.db.transaction().execute(async (trx) => {
      const row = { ...jobRow(job), leaseOwner: owner, leaseUntil: this.clock.now() + leaseMs };
      const isNew = await insertJob(trx, row);
      if (!isNew) return knownJob(trx, job);
      const items = job.items.map((item, position) => itemRow(job.id, item, position));
      for (const piece of chunks(items, AT_ONCE)) await trx.insertInto('jobItem').values(piece).execute();
      await appendEntries(trx, entriesOf(row, items));
      return { kind: 'begun', job: jobOf(row, items) };
    });
  }

  async find(by: { id: string } | { caller: string; key: string }): Promise<Job | null> {
    return findJob(this.db, by);
  }

  /**
   * PENDING to SENT, on the disk before it resolves.
   *
   * @param owner whoever has the lease; left out: whoever asks
   * @throws Error when one of them is no longer PENDING, or the job is leased to somebody else: nothing of these may be sent
   */
  async sent(jobId: string, indexes: readonly number[], owner?: string): Promise<void> {
    await this.#move(jobId, indexes, { from: 'PENDING', to: 'SENT', owner });
  }

  /**
   * SENT to PENDING: known not to have happened.
   *
   * @param owner whoever has the lease; left out: whoever asks
   * @throws Error when one of them is not SENT, or the job is leased to somebody else, who may have sent it again
   */
  async release(jobId: string, indexes: readonly number[], owner?: string): Promise<void> {
    await this.#move(jobId, indexes, { from: 'SENT', to: 'PENDING', owner });
  }

  /** How many jobs have not ended. */
  async unfinished(): Promise<number> {
    const { count } = await this.db
      .selectFrom('job')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('finishedAt', 'is', null)
      .executeTakeFirstOrThrow();
    return count;
  }

  /**
   * Writes down how items ended, with their audit entries, all or nothing. What is settled stays as it is: settling it
   * again changes nothing and appends nothing.
   */
  async settle(jobId: string, outcomes: ReadonlyMap<number, ItemOutcome>): Promise<void> {
    if (outcomes.size === 0) return;
    await this.db.transaction().execute(async (trx) => {
      const job = await lockedJob(trx, jobId);
      const settled: JobItemTable[] = [];
      const indexes = [...outcomes.keys()].sort((a, b) => a - b);
      for (const piece of chunks(indexes, AT_ONCE)) settled.push(...(await settlePiece(trx, jobId, piece, outcomes)));
      if (settled.length === 0) return;
      const openItems = job.openItems - settled.length;
      const finishedAt = openItems === 0 ? this.clock.now() : null;
      await trx.updateTable('job').set({ openItems, finishedAt }).where('id', '=', jobId).execute();
      await appendEntries(trx, entriesOf(job, settled));
    });
  }

  /** Unfinished jobs whose lease has run out, oldest first, leased to `owner` from now on. */
  async claim(owner: string, leaseMs: number, limit: number): Promise<Job[]> {
    const now = this.clock.now();
    const claimed = await this.db
      .updateTable('job')
      .set({ leaseOwner: owner, leaseUntil: now + leaseMs })
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('job')
          .select('id')
          .where('finishedAt', 'is', null)
          .where('leaseUntil', '<=', now)
          .orderBy('createdAt')
          .orderBy('id')
          .limit(limit),
      )
      // Said again for the row as it is now: of two who claim at once, PostgreSQL lets the second look once more.
      .where('finishedAt', 'is', null)
      .where('leaseUntil', '<=', now)
      .returningAll()
      .execute();
    return withItems(
      this.db,
      claimed.sort((a, b) => a.createdAt - b.createdAt),
    );
  }

  /** @returns the jobs that are still the owner's; of the others he must let go */
  async renew(jobIds: readonly string[], owner: string, leaseMs: number): Promise<string[]> {
    const leaseUntil = this.clock.now() + leaseMs;
    const renewed: string[] = [];
    // One by one: whoever holds several rows and waits for another one may be waited for.
    for (const id of jobIds) {
      const update = this.db
        .updateTable('job')
        .set({ leaseUntil })
        .where('id', '=', id)
        .where('leaseOwner', '=', owner);
      if ((await update.executeTakeFirst()).numUpdatedRows > 0n) renewed.push(id);
    }
    return renewed;
  }

  /** Takes jobs away that were finished before `finishedBefore`, with their items and their keys. @returns how many */
  async purge(finishedBefore: number, now: number): Promise<number> {
    let [purged, last] = [0, AT_ONCE];
    while (last === AT_ONCE) {
      last = await this.db.transaction().execute((trx) => purgeStep(trx, finishedBefore, now));
      purged += last;
    }
    return purged;
  }

  async #move(jobId: string, indexes: readonly number[], { from, to, owner }: Move): Promise<void> {
    await this.db.transaction().execute(async (trx) => {
      if (owner !== undefined) await stillLeased(trx, jobId, owner);
      let moved = 0n;
      for (const piece of chunks(
        [...indexes].sort((a, b) => a - b),
        AT_ONCE,
      )) {
        const update = trx
          .updateTable('jobItem')
          .set({ state: to })
          .where('jobId', '=', jobId)
          .where('position', 'in', piece)
          .where('state', '=', from);
        moved += (await update.executeTakeFirst()).numUpdatedRows;
      }
      if (Number(moved) !== indexes.length) {
        throw new Error(`Job ${jobId}: ${moved} of ${indexes.length} items are ${from}; none of them became ${to}.`);
      }
    });
  }
}

interface Move {
  readonly from: ItemState;
  readonly to: ItemState;
  readonly owner: string | undefined;
}

/** Whoever wants to claim the job waits until this is over. */
async function stillLeased(trx: Transaction<Tables>, jobId: string, owner: string): Promise<void> {
  const { leaseOwner } = await lockedJob(trx, jobId);
  if (leaseOwner !== owner) throw new Error(`Job ${jobId} is leased to another process, which goes on with it.`);
}

/** False where the caller's key is known. */
async function insertJob(trx: Transaction<Tables>, row: JobTable): Promise<boolean> {
  const written = await trx
    .insertInto('job')
    .values(row)
    .onConflict((conflict) => conflict.columns(['caller', 'key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return written !== undefined;
}

async function knownJob(trx: Transaction<Tables>, { caller, key, inputHash }: NewJob): Promise<Begun> {
  const job = await findJob(trx, { caller, key: key! });
  if (!job) throw new Error('A job was purged in the moment in which its key was used again.');
  return job.inputHash === inputHash ? { kind: 'known', job } : { kind: 'conflict' };
}

async function findJob(db: Kysely<Tables>, by: { id: string } | { caller: string; key: string }): Promise<Job | null> {
  const jobs = db.selectFrom('job').selectAll();
  const found =
    'id' in by ? jobs.where('id', '=', by.id) : jobs.where('caller', '=', by.caller).where('key', '=', by.key);
  const [job = null] = await withItems(db, await found.execute());
  return job;
}

async function withItems(db: Kysely<Tables>, jobs: readonly Selectable<JobTable>[]): Promise<Job[]> {
  const ids = jobs.map(({ id }) => id);
  if (ids.length === 0) return [];
  const items = await db.selectFrom('jobItem').selectAll().where('jobId', 'in', ids).orderBy('position').execute();
  const byJob = grouped(items, ({ jobId }) => jobId);
  return jobs.map((job) => jobOf(job, byJob.get(job.id) ?? []));
}

/** Whoever else settles items of this job waits. */
async function lockedJob(trx: Transaction<Tables>, jobId: string): Promise<Selectable<JobTable>> {
  const job = await trx
    .updateTable('job')
    .set((eb) => ({ openItems: eb.ref('openItems') }))
    .where('id', '=', jobId)
    .returningAll()
    .executeTakeFirst();
  if (!job) throw new Error(`Job ${jobId} is not in the journal.`);
  return job;
}

async function settlePiece(
  trx: Transaction<Tables>,
  jobId: string,
  indexes: readonly number[],
  outcomes: ReadonlyMap<number, ItemOutcome>,
): Promise<JobItemTable[]> {
  const open = await trx
    .selectFrom('jobItem')
    .selectAll()
    .where('jobId', '=', jobId)
    .where('position', 'in', indexes)
    .where('state', 'in', OPEN)
    .orderBy('position')
    .execute();
  if (open.length === 0) return [];
  const settled = open.map((row) => {
    const outcome = outcomes.get(row.position)!;
    return { ...row, state: outcome.state, outcome: stableJson(outcome) };
  });
  // One statement for rows that end differently: they are all there, so that every one of them conflicts.
  await trx
    .insertInto('jobItem')
    .values(settled)
    .onConflict((conflict) =>
      conflict.columns(['jobId', 'position']).doUpdateSet((eb) => ({
        state: eb.ref('excluded.state'),
        outcome: eb.ref('excluded.outcome'),
      })),
    )
    .execute();
  return settled;
}

async function purgeStep(trx: Transaction<Tables>, finishedBefore: number, now: number): Promise<number> {
  const gone = await trx
    .deleteFrom('job')
    .where('id', 'in', (eb) =>
      eb.selectFrom('job').select('id').where('finishedAt', '<', finishedBefore).orderBy('finishedAt').limit(AT_ONCE),
    )
    .returning('id')
    .execute();
  if (gone.length > 0) await appendEntries(trx, [purgeEntry('purgeJobs', now, { count: gone.length })]);
  return gone.length;
}
