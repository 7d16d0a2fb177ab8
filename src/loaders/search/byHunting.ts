import type { Alert } from '../../../schema/Alert.js';
import { HUNTING_DAYS, huntingQuery, namesSubject, type HuntingRow } from '../../filter/huntingQuery.js';
import { keyText } from '../../pivots/Key.js';
import { currentAlertById } from '../alerts.js';
import { Collector, type Finding, type Search, type Sought } from './Search.js';

/** Rows are cheap: an id and the key that names a subject. */
const MAX_ROWS = 5000;
/** Alerts that are then read one by one, twenty to a request; more would eat the budget of the tenant. */
const MAX_ALERTS = 100;

/** Whether one hunting query can ask for all of them. */
export function canHunt(sought: readonly Sought[]): boolean {
  return queryFor(sought) !== null;
}

/**
 * Alerts by one hunting query for all subjects together, then the newest of each subject by their ids. Hunting sees
 * thirty days.
 *
 * @throws SecgraphError UPSTREAM_FORBIDDEN where the tenant does not let us hunt
 */
export async function byHunting(search: Search): Promise<Finding> {
  const { operation, place, sought, want } = search;
  const collector = new Collector(search);
  const { rows } = await operation.stores.sources.hunting.run(place, queryFor(sought)!);
  const { ids, isCut } = newestOf(rows as readonly HuntingRow[], search);
  const keys = ids.map((id) => ({ tenantId: place.tenant.tenantId, id }));
  const loaded = await currentAlertById.load(keys, want, {}, operation);
  const alerts = keys.flatMap((key) => {
    const alert = loaded.get(keyText(key)) as Alert | Error | null | undefined;
    if (alert instanceof Error) throw alert;
    return alert ?? [];
  });
  await collector.offer(alerts, sought);
  if (isCut || rows.length >= MAX_ROWS) collector.leaveOpen(sought.filter((one) => !collector.hasEnough(one)));
  return { hits: collector.hits(), caveat: `Found by advanced hunting, which sees ${HUNTING_DAYS} days.` };
}

function queryFor(sought: readonly Sought[]): string | null {
  const subjects = sought.map(({ subject }) => subject);
  return huntingQuery(subjects, MAX_ROWS);
}

/**
 * Ids of the newest alerts of each subject, one more than is shown, newest first. Where a filter is finished on the
 * alerts themselves, or reading goes on behind a position, more of them are needed.
 */
function newestOf(rows: readonly HuntingRow[], { sought, enough, filter }: Search): { ids: string[]; isCut: boolean } {
  const isFiltered = Object.keys(filter).length > 0;
  const ids = new Set<string>();
  for (const { subject, position } of sought) {
    const own = new Set<string>();
    for (const row of rows) {
      const id = row['AlertId'];
      if (!id || !namesSubject(row, subject) || isBefore(position?.time, row['Raised'])) continue;
      own.add(id);
      if (!isFiltered && own.size > enough + (position?.seen.length ?? 0)) break;
    }
    for (const id of own) ids.add(id);
  }
  const order = [...new Set(rows.map((row) => row['AlertId']))].filter((id) => id !== null && id !== undefined);
  const newest = order.filter((id) => ids.has(id));
  return { ids: newest.slice(0, MAX_ALERTS), isCut: newest.length > MAX_ALERTS };
}

/** Rows that were read before, on earlier pages. */
function isBefore(position: string | undefined, raised: string | null | undefined): boolean {
  return position !== undefined && raised !== null && raised !== undefined && Date.parse(raised) > Date.parse(position);
}
