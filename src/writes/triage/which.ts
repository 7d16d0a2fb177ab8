import type { AlertFilter, IncidentFilter } from '../../../schema/filters.js';
import { badInput } from '../../errors/SecgraphError.js';
import { checkIds } from '../asked.js';
import type { Asking } from '../Mutation.js';

/** Which alerts or incidents a change is about: those with these ids, or all that fit a filter. */
export interface WhichArgs<Filter extends AlertFilter | IncidentFilter> {
  readonly ids?: readonly string[] | null;
  readonly where?: Filter | null;
  readonly atMost?: number | null;
  readonly tenants?: readonly string[] | null;
}

/** Bulks by filter beyond this have to be asked for by their size. */
const USUALLY_AT_MOST = 100;

/**
 * The ids that were given, or those of everything that fits the filter.
 *
 * @throws SecgraphError BAD_USER_INPUT
 */
export async function idsOf<Filter extends AlertFilter | IncidentFilter>(
  noun: 'Alert' | 'Incident',
  { ids, where, tenants, atMost }: WhichArgs<Filter>,
  { idsWhere }: Asking,
): Promise<readonly string[]> {
  if (ids && !where) {
    checkIds('ids', ids);
    return ids;
  }
  if (!where || ids) throw badInput('ids', 'give either ids or where.');
  return idsWhere(noun, { filter: where, tenants: tenants ?? null, atMost: atMost ?? USUALLY_AT_MOST });
}
