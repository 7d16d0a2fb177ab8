import type { AlertFilter } from '../../schema/filters.js';
import { alertFilters } from '../filter/alertFilter.js';
import { SUBJECT_FIELDS } from '../filter/subject.js';
import { keyText, type SubjectKey } from '../pivots/Key.js';
import type { Args } from '../pivots/Pivot.js';
import { withFields } from '../pivots/Want.js';
import type { KeysetPosition } from '../util/keyset.js';
import { alertConnection } from './alertConnection.js';
import { openCursor, pageSizeOf, type Asked } from './cursors.js';
import { alertFilterInput } from './filterInput.js';
import type { Operation } from './Operation.js';
import type { Loaded, Relation } from './Relation.js';
import { findAlerts } from './search/findAlerts.js';
import { leaveLegacyOut } from './search/leaveLegacyOut.js';
import type { Finding, Hits, Search, Sought } from './search/Search.js';
import { failure, inEachTenant } from './tenantwise.js';

const MAX_FIRST = 100;
const NONE: Hits = { alerts: [], hasMore: false };

/** The newest alerts that name a user, a host, an observable: for all of them together, by the cheapest way there is. */
export const alertsOf: Relation<SubjectKey> = {
  load: (keys, want, args, operation) =>
    inEachTenant(keys, operation, null, async (place, own) => {
      const { filter, clause } = alertFilterInput(args['filter'] as AlertFilter | null);
      const search = {
        ...{ operation, place, filter, clause },
        sought: own.map((key) => soughtOf(key, args, operation)),
        enough: pageSizeOf(args, MAX_FIRST),
        want: withFields(want, 'Alert', [...SUBJECT_FIELDS, ...alertFilters.readsOf(filter)]),
      };
      return connections(own, await foundAlerts(search), args, operation);
    }),
};

/** What cannot be read is a list without alerts, whose coverage says why. */
export async function foundAlerts(search: Search): Promise<Finding> {
  const { operation, place } = search;
  const { tenantId } = place.tenant;
  leaveLegacyOut(search);
  try {
    const refusal = operation.refusalOf(tenantId, 'ALERTS');
    if (refusal) throw refusal;
    const finding = await findAlerts(search);
    if (finding.caveat === null) operation.coverage.complete(tenantId, 'ALERTS');
    else operation.coverage.partial(tenantId, 'ALERTS', finding.caveat);
    return finding;
  } catch (thrown) {
    failure(operation, tenantId, 'ALERTS', thrown);
    return { hits: new Map(), caveat: null };
  }
}

function connections(keys: readonly SubjectKey[], { hits }: Finding, args: Args, operation: Operation): Loaded {
  return new Map(
    keys.map((key) => {
      const asked = askedFor(key, args, operation);
      return [
        keyText(key),
        alertConnection(hits.get(key.id) ?? NONE, asked, key.tenantId, ['ALERTS', 'LEGACY_ALERTS', 'HUNTING']),
      ];
    }),
  );
}

/** @throws SecgraphError BAD_USER_INPUT for a cursor that is not this list's */
function soughtOf(key: SubjectKey, args: Args, operation: Operation): Sought {
  const position = openCursor(askedFor(key, args, operation)) as KeysetPosition | null;
  return { id: key.id, subject: key.subject, position };
}

function askedFor(key: SubjectKey, args: Args, operation: Operation): Asked {
  return { operation, list: `alertsOf|${keyText(key)}`, args };
}
