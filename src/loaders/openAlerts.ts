import { keyText, type SubjectKey } from '../pivots/Key.js';
import { withFields } from '../pivots/Want.js';
import { foundAlerts } from './alertsOf.js';
import { alertFilterInput } from './filterInput.js';
import type { Relation } from './Relation.js';
import { inEachTenant } from './tenantwise.js';

const DAYS = 7;
/** As many are counted. */
const MOST = 50;
const FIELDS = ['users', 'hosts', 'indicators', 'status'];
const NOTHING = { fieldsOf: () => new Set<string>(), shortcutsOf: () => new Set<string>() };

/** How many alerts of the last seven days name a user, a host, an observable and are not resolved: one search for all. */
export const openAlertsOf: Relation<SubjectKey> = {
  load: (keys, _want, _args, operation) =>
    inEachTenant(keys, operation, null, async (place, own) => {
      const since = new Date(operation.stores.clock.now() - DAYS * 86_400_000).toISOString();
      const { filter, clause } = alertFilterInput({ status: ['NEW', 'IN_PROGRESS'], createdAfter: since });
      const { hits } = await foundAlerts({
        ...{ operation, place, filter, clause },
        sought: own.map(({ id, subject }) => ({ id, subject, position: null })),
        enough: MOST,
        want: withFields(NOTHING, 'Alert', FIELDS),
      });
      return new Map(own.map((key) => [keyText(key), hits.get(key.id)?.alerts.length ?? null]));
    }),
};
