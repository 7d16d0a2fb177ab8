import type { Kysely } from 'kysely';
import { chunks } from '../util/chunks.js';
import { grouped } from '../util/grouped.js';
import type { Tables } from './Tables.js';

/** An alert of a tenant, by Graph's own id. */
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

const AT_ONCE = 500;

/** Under which an alert's tags are found. */
export function tagKey({ tenantId, alertId }: AlertKey): string {
  return `${tenantId} ${alertId}`;
}

/** Tags of alerts, for which Microsoft Graph has no place. */
export class TagStore {
  constructor(readonly db: Kysely<Tables>) {}

  /** Takes away, then adds. A tag that is there keeps who gave it, and when. */
  async change({ tenantId, alertId, add, remove, by, at }: TagChange): Promise<void> {
    const rows = [...new Set(add)].sort().map((tag) => ({ tenantId, alertId, tag, addedBy: by, addedAt: at }));
    await this.db.transaction().execute(async (trx) => {
      for (const tags of chunks(remove, AT_ONCE)) {
        const own = trx.deleteFrom('alertTag').where('tenantId', '=', tenantId).where('alertId', '=', alertId);
        await own.where('tag', 'in', tags).execute();
      }
      for (const piece of chunks(rows, AT_ONCE)) {
        await trx
          .insertInto('alertTag')
          .values(piece)
          .onConflict((conflict) => conflict.columns(['tenantId', 'alertId', 'tag']).doNothing())
          .execute();
      }
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

  /** Alerts that have one of these tags, those first that got it last. */
  async alertsWith(tags: readonly string[], tenantIds: readonly string[], limit: number): Promise<AlertKey[]> {
    if (tags.length === 0 || tenantIds.length === 0) return [];
    const rows = await this.db
      .selectFrom('alertTag')
      .select(['tenantId', 'alertId'])
      .where('tag', 'in', tags)
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
