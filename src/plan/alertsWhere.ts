import type { Alert } from '../../schema/Alert.js';
import type { Connection } from '../../schema/connections.js';
import type { CoverageState } from '../../schema/enums.js';
import type { AlertFilter } from '../../schema/filters.js';
import { badInput, SecgraphError } from '../errors/SecgraphError.js';
import type { Operation } from '../loaders/Operation.js';
import { keyText, type Key } from '../pivots/Key.js';
import { Wanted } from '../pivots/Want.js';
import { alertList } from './lists/timedLists.js';

/** Some alerts may be missing for a reason that passes. */
const INCOMPLETE: ReadonlySet<CoverageState> = new Set<CoverageState>(['PARTIAL', 'THROTTLED', 'UNAVAILABLE']);
const EVERYWHERE: Key = { tenantId: '*', id: '' };

/**
 * Ids of all alerts that fit a filter, newest first. All of them or none: what changes them must not miss some silently.
 *
 * @throws SecgraphError BAD_USER_INPUT for more than `atMost`; UPSTREAM_UNAVAILABLE when a tenant could not be read whole
 */
export async function alertsWhere(
  operation: Operation,
  filter: AlertFilter,
  tenants: readonly string[] | null,
  atMost: number,
): Promise<readonly string[]> {
  const args = { filter, tenants, first: atMost, orderBy: { by: 'CREATED', direction: 'DESC' } };
  const page = (await alertList.load([EVERYWHERE], new Wanted(), args, operation)).get(keyText(EVERYWHERE));
  if (page instanceof Error) throw page;
  const { nodes, pageInfo, coverage } = page as Connection<Alert>;
  const gap = coverage.find(({ state }) => INCOMPLETE.has(state));
  if (gap) {
    const message = `Argument "where" could not be answered whole, so nothing was changed: ${gap.message ?? gap.state} Name tenants, or ids.`;
    throw new SecgraphError('UPSTREAM_UNAVAILABLE', message, { argument: 'where', tenantId: gap.tenantId });
  }
  if (pageInfo.hasNextPage) {
    throw badInput(
      'where',
      `more than ${atMost} alerts fit, so nothing was changed. Give a narrower filter, or atMost.`,
    );
  }
  return nodes.map(({ id }) => id);
}
