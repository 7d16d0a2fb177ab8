import { setImmediate as turnOfOthers } from 'node:timers/promises';
import type { ExpressionBuilder, ExpressionWrapper, Kysely, Selectable, SqlBool, Transaction } from 'kysely';
import { chunks } from '../util/chunks.js';
import { stableJson } from '../util/stableJson.js';
import type { AuditEntry, AuditQuery, NewAuditEntry } from './AuditEntry.js';
import { examineChain, hashOf, PURGE_AUDIT, type Head, type Verdict } from './chain.js';
import type { Json } from './Job.js';
import { JournalError } from './JournalError.js';
import { storable } from './storableText.js';
import type { AuditTable, Tables } from './Tables.js';

const PAGE = 500;
const PURGED_AT_ONCE = 10_000;
/** Entries that are looked through at a time, and in one page: then the caller is told how far it came. */
const PIECE = 5_000;
const PIECES_AT_ONCE = 100;

interface PageOf {
  /** `seq` of the last entry of the page before; null: from the newest. */
  readonly before: number | null;
  readonly limit: number;
}

export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  readonly next: number | null;
}

/** The audit trail: append-only, each entry naming the hash of the one before it. */
export class AuditStore {
  constructor(readonly db: Kysely<Tables>) {}

  /** Appends what is no item of a job. */
  async append(entry: NewAuditEntry): Promise<AuditEntry> {
    const [appended] = await this.db.transaction().execute((trx) => appendEntries(trx, [entry]));
    return appended!;
  }

  /**
   * Newest first.
   *
   * @param page.before `seq` of the last entry of the page before; null: from the newest
   */
  async list(filter: AuditQuery, { before, limit }: PageOf): Promise<AuditEntry[]> {
    let query = this.db.selectFrom('audit').selectAll().where(fits(filter)).orderBy('seq', 'desc').limit(limit);
    if (before !== null) query = query.where('seq', '<', before);
    return (await query.execute()).map(entryOf);
  }

  /**
   * A page of entries, newest first. The trail is looked through piece by piece, for SQLite keeps the whole process
   * while it looks: 300,000 entries at once took 0.6 s.
   *
   * @returns `next`: `before` of the next page, which may be all that there is; null: there is nothing more
   * @throws the reason of the signal
   */
  async page(filter: AuditQuery, { before, limit }: PageOf, signal?: AbortSignal): Promise<AuditPage> {
    const head = await headOf(this.db);
    const first = head.purgedSeq + 1;
    const found: AuditEntry[] = [];
    let end = Math.min(before ?? Infinity, head.lastSeq + 1);
    for (let piece = 0; end > first && found.length <= limit; piece += 1) {
      if (piece === PIECES_AT_ONCE) return { entries: found, next: end };
      signal?.throwIfAborted();
      const start = isNarrow(filter) ? first : Math.max(first, end - PIECE);
      found.push(...(await this.#piece(filter, { start, end, limit: limit + 1 - found.length })));
      end = start;
      await turnOfOthers();
    }
    const entries = found.slice(0, limit);
    return { entries, next: found.length > limit ? entries.at(-1)!.seq : null };
  }

  /** How many entries fit a filter that finds them by an index; null for others, which would have to be looked through. */
  async count(filter: AuditQuery): Promise<number | null> {
    if (!isNarrow(filter)) return null;
    const { count } = await this.db
      .selectFrom('audit')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where(fits(filter))
      .executeTakeFirstOrThrow();
    return count;
  }

  async #piece(
    filter: AuditQuery,
    { start, end, limit }: { readonly start: number; readonly end: number; readonly limit: number },
  ): Promise<AuditEntry[]> {
    const rows = await this.db
      .selectFrom('audit')
      .selectAll()
      .where('seq', '>=', start)
      .where('seq', '<', end)
      .where(fits(filter))
      .orderBy('seq', 'desc')
      .limit(limit)
      .execute();
    return rows.map(entryOf);
  }

  /** Oldest first, read by pages: for exports. */
  async *entries(from = 1): AsyncGenerator<AuditEntry> {
    yield* this.#range(from, Number.MAX_SAFE_INTEGER);
  }

  /** Is the chain whole? Entries may be appended meanwhile. */
  async verify(): Promise<Verdict> {
    // In this order: an entry and the head that knows it are committed together.
    const last = await this.db.selectFrom('audit').select('seq').orderBy('seq', 'desc').executeTakeFirst();
    const head = await headOf(this.db);
    const verdict = await examineChain(head, this.#range(Number.MIN_SAFE_INTEGER, head.lastSeq));
    if (verdict.brokenAt !== null && (await headOf(this.db)).purgedSeq !== head.purgedSeq) return this.verify();
    if (verdict.brokenAt !== null || (last?.seq ?? 0) <= head.lastSeq) return verdict;
    return { ...verdict, brokenAt: head.lastSeq + 1, why: `Entry ${last!.seq} was put after the last one.` };
  }

  /**
   * Takes entries away from the beginning of the chain, as long as they are older than `olderThan`.
   *
   * @returns how many
   * @throws JournalError when the entry at which the chain is to be cut is missing
   */
  async purge(olderThan: number, now: number): Promise<number> {
    let [purged, last] = [0, PURGED_AT_ONCE];
    while (last === PURGED_AT_ONCE) {
      last = await this.db.transaction().execute((trx) => purgeStep(trx, olderThan, now));
      purged += last;
      await turnOfOthers();
    }
    return purged;
  }

  async *#range(from: number, through: number): AsyncGenerator<AuditEntry> {
    for (let start = from; ;) {
      const page = await this.db
        .selectFrom('audit')
        .selectAll()
        .where('seq', '>=', start)
        .where('seq', '<=', through)
        .orderBy('seq')
        .limit(PAGE)
        .execute();
      yield* page.map(entryOf);
      if (page.length < PAGE) return;
      start = page.at(-1)!.seq + 1;
      await turnOfOthers();
    }
  }
}

/** Found by an index that names them all. */
function isNarrow({ target, jobId, key }: AuditQuery): boolean {
  return target !== undefined || jobId !== undefined || key !== undefined;
}

function fits({ tenantIds, callers, verbs, target, states, jobId, key, since, until }: AuditQuery) {
  return (eb: ExpressionBuilder<Tables, 'audit'>): ExpressionWrapper<Tables, 'audit', SqlBool> =>
    eb.and([
      ...(tenantIds ? [eb('tenantId', 'in', tenantIds)] : []),
      ...(callers ? [eb('caller', 'in', callers)] : []),
      ...(verbs ? [eb('verb', 'in', verbs)] : []),
      ...(target === undefined ? [] : [eb('target', '=', target)]),
      ...(states ? [eb('state', 'in', states)] : []),
      ...(jobId === undefined ? [] : [eb('jobId', '=', jobId)]),
      ...(key === undefined ? [] : [eb('key', '=', key)]),
      ...(since === undefined ? [] : [eb('at', '>=', since)]),
      ...(until === undefined ? [] : [eb('at', '<', until)]),
    ]);
}

/**
 * Appends entries within a transaction. The head is taken first, so that whoever else appends waits for its end; it is
 * taken last of all rows, so that nobody waits for one who waits.
 */
export async function appendEntries(
  trx: Transaction<Tables>,
  entries: readonly NewAuditEntry[],
): Promise<AuditEntry[]> {
  if (entries.length === 0) return [];
  const head = await trx
    .updateTable('auditHead')
    .set((eb) => ({ lastSeq: eb('lastSeq', '+', entries.length) }))
    .returning(['lastSeq', 'lastHash'])
    .executeTakeFirstOrThrow();
  const appended = chained(entries, head.lastSeq - entries.length, head.lastHash);
  for (const piece of chunks(appended, PAGE)) await trx.insertInto('audit').values(piece.map(rowOf)).execute();
  await trx
    .updateTable('auditHead')
    .set({ lastHash: appended.at(-1)!.hash })
    .execute();
  return appended;
}

function chained(entries: readonly NewAuditEntry[], lastSeq: number, lastHash: string): AuditEntry[] {
  let previousHash = lastHash;
  return entries.map((entry, index) => {
    const placed = { ...storableEntry(entry), seq: lastSeq + index + 1, previousHash };
    previousHash = hashOf(placed);
    return { ...placed, hash: previousHash };
  });
}

/** Exactly the members that are kept, as the database will give them back: what is hashed is what can be checked. */
function storableEntry(entry: NewAuditEntry): NewAuditEntry {
  const { at, caller, app, tenantId, verb, target, state, code, message, before, after } = entry;
  const { reason, requestId, key, jobId } = entry;
  const texts = { caller, app, tenantId, verb, target, state, code, message, reason, requestId, key, jobId };
  const stored = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, storable(text)]));
  return { ...(stored as typeof texts), at, before, after };
}

async function purgeStep(trx: Transaction<Tables>, olderThan: number, now: number): Promise<number> {
  const head = await headOf(trx);
  const kept = await trx
    .selectFrom('audit')
    .select('seq')
    .where('at', '>=', olderThan)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  const throughSeq = Math.min((kept?.seq ?? head.lastSeq + 1) - 1, head.purgedSeq + PURGED_AT_ONCE);
  const count = throughSeq - head.purgedSeq;
  if (count <= 0) return 0;
  const cut = await trx.selectFrom('audit').select('hash').where('seq', '=', throughSeq).executeTakeFirst();
  if (!cut) throw new JournalError(`The audit trail is broken at entry ${throughSeq}: nothing of it is purged.`);
  const { hash } = cut;
  await trx.deleteFrom('audit').where('seq', '<=', throughSeq).execute();
  await trx.updateTable('auditHead').set({ purgedSeq: throughSeq, purgedHash: hash }).execute();
  await appendEntries(trx, [purgeEntry(PURGE_AUDIT, now, { count, throughSeq, hash })]);
  return count;
}

/** What is written down when something was purged. */
export function purgeEntry(verb: string, at: number, after: Json): NewAuditEntry {
  return {
    ...{ at, verb, after, caller: 'retention', target: 'journal', state: 'DONE', before: null },
    ...{ app: null, tenantId: null, code: null, message: null, reason: null, requestId: null, key: null, jobId: null },
  };
}

async function headOf(db: Kysely<Tables>): Promise<Head> {
  const head = await db.selectFrom('auditHead').selectAll().executeTakeFirst();
  if (!head) throw new JournalError('The audit trail has lost its head: the table audit_head is empty.');
  return head;
}

function rowOf(entry: AuditEntry): AuditTable {
  return { ...entry, before: stableJson(entry.before), after: stableJson(entry.after) };
}

function entryOf({ before, after, ...row }: Selectable<AuditTable>): AuditEntry {
  return { ...row, before: JSON.parse(before) as Json, after: JSON.parse(after) as Json };
}
