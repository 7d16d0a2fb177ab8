import type { HostFilter, UserFilter } from '../../schema/filters.js';
import { equalsOneOf, isOneOf, literal } from '../util/odata.js';

/** `$filter` of users; null for all. Every clause is one that the default engine of the directory takes. */
export function userClause(filter: UserFilter): string | null {
  return allOf([
    typeof filter.accountEnabled === 'boolean' ? `accountEnabled eq ${filter.accountEnabled}` : null,
    filter.userType ? `userType eq ${literal(filter.userType)}` : null,
    filter.department?.length ? isOneOf('department', filter.department) : null,
    filter.displayNameStartsWith ? `startsWith(displayName,${literal(filter.displayNameStartsWith)})` : null,
  ]);
}

/** `$filter` of devices; null for all. */
export function hostClause(filter: HostFilter): string | null {
  return allOf([
    typeof filter.isCompliant === 'boolean' ? `isCompliant eq ${filter.isCompliant}` : null,
    typeof filter.isManaged === 'boolean' ? `isManaged eq ${filter.isManaged}` : null,
    typeof filter.accountEnabled === 'boolean' ? `accountEnabled eq ${filter.accountEnabled}` : null,
    filter.operatingSystem?.length ? `(${equalsOneOf('operatingSystem', filter.operatingSystem)})` : null,
    filter.nameStartsWith ? `startsWith(displayName,${literal(filter.nameStartsWith)})` : null,
  ]);
}

function allOf(clauses: readonly (string | null)[]): string | null {
  const given = clauses.filter((clause) => clause !== null);
  return given.length > 0 ? given.join(' and ') : null;
}
