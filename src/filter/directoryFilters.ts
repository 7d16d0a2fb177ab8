import type { HostFilter, UserFilter } from '../../schema/filters.js';
import { badInput } from '../errors/SecgraphError.js';
import { equalsOneOf, isOneOf, literal } from '../util/odata.js';

/** Graph refuses more values in one filter of the directory. */
const MAX_VALUES = 15;

/**
 * `$filter` of users; null for all. Every clause is one that the default engine of the directory takes.
 *
 * @throws SecgraphError BAD_USER_INPUT for more values than Graph takes
 */
export function userClause(filter: UserFilter): string | null {
  return allOf([
    typeof filter.accountEnabled === 'boolean' ? `accountEnabled eq ${filter.accountEnabled}` : null,
    filter.userType ? `userType eq ${literal(filter.userType)}` : null,
    filter.department?.length ? isOneOf('department', few('department', filter.department)) : null,
    filter.displayNameStartsWith ? `startsWith(displayName,${literal(filter.displayNameStartsWith)})` : null,
  ]);
}

/**
 * `$filter` of devices; null for all.
 *
 * @throws SecgraphError BAD_USER_INPUT for more values than Graph takes
 */
export function hostClause(filter: HostFilter): string | null {
  return allOf([
    typeof filter.isCompliant === 'boolean' ? `isCompliant eq ${filter.isCompliant}` : null,
    typeof filter.isManaged === 'boolean' ? `isManaged eq ${filter.isManaged}` : null,
    typeof filter.accountEnabled === 'boolean' ? `accountEnabled eq ${filter.accountEnabled}` : null,
    filter.operatingSystem?.length
      ? `(${equalsOneOf('operatingSystem', few('operatingSystem', filter.operatingSystem))})`
      : null,
    filter.nameStartsWith ? `startsWith(displayName,${literal(filter.nameStartsWith)})` : null,
  ]);
}

function allOf(clauses: readonly (string | null)[]): string | null {
  const given = clauses.filter((clause) => clause !== null);
  return given.length > 0 ? given.join(' and ') : null;
}

function few(field: string, values: readonly string[]): string[] {
  const distinct = [...new Set(values)];
  if (distinct.length <= MAX_VALUES) return distinct;
  throw badInput('filter', `${field} takes at most ${MAX_VALUES} values, and has ${distinct.length}.`);
}
