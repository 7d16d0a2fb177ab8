import type { Alert } from '../../../schema/Alert.js';
import { HUNTING_DAYS, huntingQuery } from '../../filter/huntingQuery.js';
import { keyText } from '../../pivots/Key.js';
import { text } from '../../sources/wire.js';
import { alertById } from '../alerts.js';
import { Collector, type Finding, type Search } from './Search.js';

/** Alerts that are then read one by one, twenty to a request; more would eat the budget of the tenant. */
const MAX_ALERTS = 100;

/**
 * Alerts by one hunting query for all subjects together, then each alert by its id. Hunting sees thirty days.
 *
 * @throws SecgraphError UPSTREAM_FORBIDDEN where the tenant does not let us hunt
 */
export async function byHunting(search: Search): Promise<Finding> {
  const { operation, place, sought, enough, want } = search;
  const collector = new Collector(search);
  const rows = Math.min(MAX_ALERTS, (enough + 1) * sought.length);
  const query = huntingQuery(
    sought.map(({ subject }) => subject),
    rows,
  )!;
  const { rows: found } = await operation.stores.sources.hunting.run(place, query);
  const ids = found.map((row) => text(row, 'AlertId')).filter((id) => id !== null);
  const { tenantId } = place.tenant;
  const keys = [...new Set(ids)].map((id) => ({ tenantId, id }));
  const loaded = await alertById.load(keys, want, {}, operation);
  for (const key of keys) {
    const alert = loaded.get(keyText(key));
    if (alert instanceof Error) throw alert;
    if (alert) collector.offer(alert as Alert, sought);
  }
  const isCut = ids.length >= rows;
  if (isCut) collector.leaveOpen(sought.filter((one) => !collector.hasEnough(one)));
  return { hits: collector.hits(), caveat: `Found by advanced hunting, which sees ${HUNTING_DAYS} days.` };
}
