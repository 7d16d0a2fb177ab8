import type { Connection } from '../../schema/connections.js';
import type { CoverageState } from '../../schema/enums.js';
import type { AlertFilter, IncidentFilter } from '../../schema/filters.js';
import { badInput, SecgraphError } from '../errors/SecgraphError.js';
import type { Operation } from '../loaders/Operation.js';
import { keyText, type Key } from '../pivots/Key.js';
import { Wanted } from '../pivots/Want.js';
import { alertList, incidentList } from './lists/timedLists.js';

/** Some may be missing for a reason that passes. */
const INCOMPLETE: ReadonlySet<CoverageState> = new Set<CoverageState>(['PARTIAL', 'THROTTLED', 'UNAVAILABLE']);
const EVERYWHERE: Key = { tenantId: '*', id: '' };
const LISTS = {
  Alert: { list: alertList, things: 'alerts' },
  Incident: { list: incidentList, things: 'incidents' },
} as const;

/** Which alerts or incidents. */
export interface Where {
  readonly filter: AlertFilter | IncidentFilter;
  /** Ids or labels; null for all that the caller may read. */
  readonly tenants: readonly string[] | null;
  readonly atMost: number;
}

/**
 * Ids of everything that fits a filter, newest first. All or nothing: what changes them must not miss some silently.
 *
 * @throws SecgraphError BAD_USER_INPUT for more than `atMost`; UPSTREAM_UNAVAILABLE when a tenant could not be read whole
 */
export async function idsWhere(
  operation: Operation,
  noun: keyof typeof LISTS,
  { filter, tenants, atMost }: Where,
): Promise<readonly string[]> {
  const { list, things } = LISTS[noun];
  const args = { filter, tenants, first: atMost, orderBy: { by: 'CREATED', direction: 'DESC' } };
  const page = (await list.load([EVERYWHERE], new Wanted(), args, operation)).get(keyText(EVERYWHERE));
  if (page instanceof Error) throw page;
  const { nodes, pageInfo, coverage } = page as Connection<{ readonly id: string }>;
  const gap = coverage.find(({ state }) => INCOMPLETE.has(state));
  if (gap) {
    const message = `Argument "where" could not be answered whole, so nothing was changed: ${gap.message ?? gap.state} Name tenants, or ids.`;
    throw new SecgraphError('UPSTREAM_UNAVAILABLE', message, { argument: 'where', tenantId: gap.tenantId });
  }
  if (pageInfo.hasNextPage) {
    throw badInput(
      'where',
      `more than ${atMost} ${things} fit, so nothing was changed. Give a narrower filter, or atMost.`,
    );
  }
  return nodes.map(({ id }) => id);
}
