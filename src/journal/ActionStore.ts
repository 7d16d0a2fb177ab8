import {
  sql,
  type ExpressionBuilder,
  type Kysely,
  type Selectable,
  type Transaction,
  type UpdateQueryBuilder,
  type UpdateResult,
} from 'kysely';
import { chunks } from '../util/chunks.js';
import type { Clock } from '../util/clock.js';
import { stableJson } from '../util/stableJson.js';
import {
  FINAL_ACTION_STATES,
  type Action,
  type ActionChange,
  type ActionPlace,
  type ActionQuery,
  type ActionState,
  type NewAction,
} from './Action.js';
import type { NewAuditEntry } from './AuditEntry.js';
import { appendEntries, purgeEntry } from './AuditStore.js';
import type { Json } from './Job.js';
import type { ActionTable, Tables } from './Tables.js';

const AT_ONCE = 500;
const DUE_AFTER_MS = 5000;
const DUE_AT_LEAST_MS = 300_000;

/** Response actions, which go on after their mutation was answered. */
export class ActionStore {
  constructor(
    readonly db: Kysely<Tables>,
    readonly clock: Clock,
  ) {}

  /** One unfinished action for a tenant's target and slot: where there is one, it is answered, and no second is made. */
  async open(action: NewAction): Promise<{ isNew: boolean; action: Action }> {
    const row = rowOf(action, this.clock.now());
    return this.db.transaction().execute(async (trx) => {
      const written = await trx
        .insertInto('action')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['tenantId', 'target', 'slot']).where('finishedAt', 'is', null).doNothing(),
        )
        .returningAll()
        .executeTakeFirst();
      if (written) return { isNew: true, action: actionOf(written) };
      return { isNew: false, action: await openOne(trx, action) };
    });
  }

  /**
   * Writes down what became of an action, and answers it as it then is. What is final stays: only UNKNOWN may still
   * become another final state.
   *
   * @throws Error when there is no such action
   */
  async update(id: string, change: ActionChange): Promise<Action> {
    const { parameters, ...words } = change;
    const now = this.clock.now();
    const isFinal = change.state !== undefined && FINAL_ACTION_STATES.includes(change.state);
    await this.db
      .updateTable('action')
      .set({
        ...words,
        ...(parameters === undefined ? {} : { parameters: stableJson(parameters) }),
        ...(isFinal ? { finishedAt: now } : {}),
        updatedAt: now,
      })
      .where('id', '=', id)
      .where((eb) => {
        const isUnfinished = eb('finishedAt', 'is', null);
        return isFinal ? eb.or([isUnfinished, eb('state', '=', 'UNKNOWN')]) : isUnfinished;
      })
      .execute();
    const [action] = await this.byIds([id]);
    if (!action) throw new Error(`Action ${id} is not in the journal.`);
    return action;
  }

  /** Lets one of those who want to send an action, and nobody else, do so. @returns whether it is the caller */
  async take(id: string, remoteKind: string): Promise<boolean> {
    const taken = this.db.updateTable('action').set({ remoteKind, updatedAt: this.clock.now() });
    return isOne(await unsent(taken, id).executeTakeFirst());
  }

  /** Calls off an action that nobody has sent. @returns false where it was too late */
  async cancelUnsent(id: string, cancelledBy: string): Promise<boolean> {
    const now = this.clock.now();
    const called = { state: 'CANCELLED', cancelledBy, finishedAt: now, updatedAt: now } as const;
    return isOne(await unsent(this.db.updateTable('action').set(called), id).executeTakeFirst());
  }

  /**
   * Writes down how an action ended, with its audit entry, both or neither. Of two who know it, one does.
   *
   * @returns whether it is the caller
   */
  async finish(id: string, change: ActionChange & { readonly state: ActionState }, entry: NewAuditEntry) {
    const { parameters: _same, ...words } = change;
    const now = this.clock.now();
    return this.db.transaction().execute(async (trx) => {
      const update = trx
        .updateTable('action')
        .set({ ...words, finishedAt: now, updatedAt: now })
        .where('id', '=', id)
        .where('finishedAt', 'is', null);
      const isOurs = isOne(await update.executeTakeFirst());
      if (isOurs) await appendEntries(trx, [entry]);
      return isOurs;
    });
  }

  /**
   * Actions that go on by themselves and were not heard of for a while, for one of all processes to ask after: first
   * after five seconds, then after a quarter of their age more, at least every five minutes.
   */
  async claimDue(limit: number): Promise<Action[]> {
    const now = this.clock.now();
    const due = (eb: ExpressionBuilder<Tables, 'action'>) => {
      const silence = sql<number>`${now} - ${eb.ref('updatedAt')}`;
      const share = sql<boolean>`(${silence}) * 5 >= ${now} - ${eb.ref('requestedAt')}`;
      return eb.and([
        eb('finishedAt', 'is', null),
        eb('state', 'in', ['PENDING', 'RUNNING']),
        eb(silence, '>=', DUE_AFTER_MS),
        eb.or([share, eb(silence, '>=', DUE_AT_LEAST_MS)]),
      ]);
    };
    const rows = await this.db
      .updateTable('action')
      .set({ updatedAt: now })
      .where('id', 'in', (eb) =>
        eb.selectFrom('action').select('id').where(due).orderBy('updatedAt').orderBy('id').limit(limit),
      )
      // Said again for the row as it is now: of two who claim at once, PostgreSQL lets the second look once more.
      .where(due)
      .returningAll()
      .execute();
    return rows.map(actionOf);
  }

  /** In no particular order; ids that are not known are missing. */
  async byIds(ids: readonly string[]): Promise<Action[]> {
    const rows: Selectable<ActionTable>[] = [];
    for (const piece of chunks([...new Set(ids)], AT_ONCE)) {
      rows.push(...(await this.db.selectFrom('action').selectAll().where('id', 'in', piece).execute()));
    }
    return rows.map(actionOf);
  }

  /** By their ids where they run; several may have joined one. */
  async byRemoteIds(remoteIds: readonly string[]): Promise<Action[]> {
    const rows: Selectable<ActionTable>[] = [];
    for (const piece of chunks([...new Set(remoteIds)], AT_ONCE)) {
      rows.push(...(await this.db.selectFrom('action').selectAll().where('remoteId', 'in', piece).execute()));
    }
    return rows.map(actionOf);
  }

  /**
   * Newest first.
   *
   * @param page.before the last action of the page before; null: from the newest
   */
  async list(filter: ActionQuery, { before, limit }: { before: ActionPlace | null; limit: number }): Promise<Action[]> {
    const { tenantIds, kinds, states, targets, jobId, requestedFrom } = filter;
    let query = this.db.selectFrom('action').selectAll().orderBy('requestedAt', 'desc').orderBy('id', 'desc');
    if (tenantIds) query = query.where('tenantId', 'in', tenantIds);
    if (kinds) query = query.where('kind', 'in', kinds);
    if (states) query = query.where('state', 'in', states);
    if (targets) query = query.where('target', 'in', targets);
    if (requestedFrom !== undefined) query = query.where('requestedAt', '>=', requestedFrom);
    if (jobId !== undefined) query = query.where('jobId', '=', jobId);
    if (before) {
      query = query.where((eb) =>
        eb.or([
          eb('requestedAt', '<', before.requestedAt),
          eb.and([eb('requestedAt', '=', before.requestedAt), eb('id', '<', before.id)]),
        ]),
      );
    }
    return (await query.limit(limit).execute()).map(actionOf);
  }

  /** Takes actions away that were finished before `finishedBefore`. @returns how many */
  async purge(finishedBefore: number, now: number): Promise<number> {
    let [purged, last] = [0, AT_ONCE];
    while (last === AT_ONCE) {
      last = await this.db.transaction().execute((trx) => purgeStep(trx, finishedBefore, now));
      purged += last;
    }
    return purged;
  }
}

function unsent(
  update: UpdateQueryBuilder<Tables, 'action', 'action', UpdateResult>,
  id: string,
): UpdateQueryBuilder<Tables, 'action', 'action', UpdateResult> {
  return update.where('id', '=', id).where('finishedAt', 'is', null).where('remoteKind', 'is', null);
}

function isOne({ numUpdatedRows }: UpdateResult): boolean {
  return numUpdatedRows === 1n;
}

async function openOne(trx: Transaction<Tables>, { tenantId, target, slot }: NewAction): Promise<Action> {
  const row = await trx
    .selectFrom('action')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('target', '=', target)
    .where('slot', '=', slot)
    .where('finishedAt', 'is', null)
    .executeTakeFirst();
  if (!row) throw new Error('An action ended in the moment in which another one was to join it.');
  return actionOf(row);
}

function rowOf({ parameters, ...action }: NewAction, now: number): ActionTable {
  const finishedAt = FINAL_ACTION_STATES.includes(action.state) ? now : null;
  return { ...action, parameters: stableJson(parameters), updatedAt: now, finishedAt, cancelledBy: null };
}

function actionOf({ parameters, ...row }: Selectable<ActionTable>): Action {
  return { ...row, parameters: JSON.parse(parameters) as Json };
}

async function purgeStep(trx: Transaction<Tables>, finishedBefore: number, now: number): Promise<number> {
  const gone = await trx
    .deleteFrom('action')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('action')
        .select('id')
        .where('finishedAt', '<', finishedBefore)
        .orderBy('finishedAt')
        .limit(AT_ONCE),
    )
    .returning('id')
    .execute();
  if (gone.length > 0) await appendEntries(trx, [purgeEntry('purgeActions', now, { count: gone.length })]);
  return gone.length;
}
