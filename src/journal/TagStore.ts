import type { Kysely, Transaction } from 'kysely';
import { chunks } from '../util/chunks.js';
import { grouped } from '../util/grouped.js';
import type { Tables } from './Tables.js';

/** An alert of a tenant, by the key in its global id. */
export interface AlertKey {
  readonly tenantId: string;
  readonly alertId: string;
}

/** A tag that was given here. */
export interface TagRow extends AlertKey {
  readonly tag: string;
  /** Name of the caller. */
  readonly by: string;
  /** Wall clock, milliseconds since 1970. */
  readonly at: number;
}

export interface TagChange extends AlertKey {
  readonly add: readonly string[];
  readonly remove: readonly string[];
  readonly by: string;
  readonly at: number;
}

/** The tags that an alert had, and those that it has now, each in the order of the alphabet. */
export interface TagsChanged {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** An alert has at most so many. */
export const TAGS_PER_ALERT = 50;
const AT_ONCE = 500;

/** Under which an alert's tags are found. */
export function tagKey({ tenantId, alertId }: AlertKey): string {
  return `${tenantId} ${alertId}`;
}

/** Tags that differ in upper and lower case alone are the same tag. */
export function foldTag(tag: string): string {
  return tag.normalize().toLowerCase();
}

/** Tags of alerts, for which Microsoft Graph has no place. */
export class TagStore {
  constructor(readonly db: Kysely<Tables>) {}

  /** One change: see {@link changeAll}. */
  async change(change: TagChange): Promise<TagsChanged | null> {
    return (await this.changeAll([change]))[0]!;
  }

  /**
   * Takes away, then adds, in one transaction. A tag that is there keeps its letters, who gave it, and when.
   *
   * @returns one answer for each change; null where the alert would have more than {@link TAGS_PER_ALERT}: it is left as it is
   */
  changeAll(changes: readonly TagChange[]): Promise<(TagsChanged | null)[]> {
    return this.db.transaction().execute(async (trx) => {
      const changed: (TagsChanged | null)[] = [];
      for (const change of changes) changed.push(await changeOne(trx, change));
      return changed;
    });
  }

  /** Tags of these alerts by `tagKey`, each list in the order of the alphabet; alerts without tags are missing. */
  async of(keys: readonly AlertKey[]): Promise<Map<string, TagRow[]>> {
    const rows: TagRow[] = [];
    for (const [tenantId, own] of grouped(keys, (key) => key.tenantId)) {
      const ids = [...new Set(own.map(({ alertId }) => alertId))];
      for (const piece of chunks(ids, AT_ONCE)) rows.push(...(await this.#tags(tenantId, piece)));
    }
    return grouped(rows, tagKey);
  }

  /** Alerts that have one of these tags, in any letters; those first that got it last. */
  async alertsWith(tags: readonly string[], tenantIds: readonly string[], limit: number): Promise<AlertKey[]> {
    if (tags.length === 0 || tenantIds.length === 0) return [];
    const rows = await this.db
      .selectFrom('alertTag')
      .select(['tenantId', 'alertId'])
      .where('folded', 'in', tags.map(foldTag))
      .where('tenantId', 'in', tenantIds)
      .groupBy(['tenantId', 'alertId'])
      .orderBy((eb) => eb.fn.max('addedAt'), 'desc')
      .orderBy('tenantId')
      .orderBy('alertId')
      .limit(limit)
      .execute();
    return rows;
  }

  async #tags(tenantId: string, alertIds: readonly string[]): Promise<TagRow[]> {
    const rows = await this.db
      .selectFrom('alertTag')
      .selectAll()
      .where('tenantId', '=', tenantId)
      .where('alertId', 'in', alertIds)
      .orderBy('alertId')
      .execute();
    return rows
      .map(({ alertId, tag, addedBy: by, addedAt: at }) => ({ tenantId, alertId, tag, by, at }))
      .sort((a, b) => (a.tag < b.tag ? -1 : 1));
  }
}

async function changeOne(trx: Transaction<Tables>, change: TagChange): Promise<TagsChanged | null> {
  const { tenantId, alertId, add, remove, by, at } = change;
  const removed = new Set(remove.map(foldTag));
  const had = await trx
    .selectFrom('alertTag')
    .select(['tag', 'folded'])
    .where('tenantId', '=', tenantId)
    .where('alertId', '=', alertId)
    .execute();
  const tags = new Map(had.filter(({ folded }) => !removed.has(folded)).map(({ tag, folded }) => [folded, tag]));
  const added = new Map<string, string>();
  for (const [folded, tag] of add.map((tag) => [foldTag(tag), tag] as const)) {
    if (tags.has(folded)) continue;
    tags.set(folded, tag);
    added.set(folded, tag);
  }
  if (tags.size > TAGS_PER_ALERT) return null;
  if (removed.size > 0) {
    const own = trx.deleteFrom('alertTag').where('tenantId', '=', tenantId).where('alertId', '=', alertId);
    await own.where('folded', 'in', [...removed]).execute();
  }
  const rows = [...added].map(([folded, tag]) => ({ tenantId, alertId, tag, folded, addedBy: by, addedAt: at }));
  if (rows.length > 0) {
    const insertion = trx.insertInto('alertTag').values(rows);
    await insertion.onConflict((conflict) => conflict.doNothing()).execute();
  }
  return { before: had.map(({ tag }) => tag).sort(), after: [...tags.values()].sort() };
}
