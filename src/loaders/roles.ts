import type { Key } from '../pivots/Key.js';
import type { RoleList } from '../sources/RoleSource.js';
import { Remembered } from './Remembered.js';
import { WholeList } from './WholeList.js';

const roles = new WholeList<RoleList>({
  source: 'DIRECTORY_ROLES',
  remembered: new Remembered('roles', 'DirectoryRole', 'groups'),
  read: ({ stores }, place) => stores.sources.roles.list(place),
  gap: 'Not every role assignment, or not every member of a group that holds a role, could be read: a user may hold more roles than shown. Consent to Group.Read.All or Directory.Read.All where both are missing.',
});

/** Roles that users hold, for themselves and through groups, from the tenant's list of assignments. */
export const rolesOf = roles.relation(({ byUser, isComplete }: RoleList, { id }: Key) => {
  return byUser[id] ?? (isComplete ? [] : null);
});

/** Whether one of them is privileged; null where none is and the list is not complete. */
export const isPrivileged = roles.relation(({ byUser, isComplete }: RoleList, { id }: Key) => {
  if (byUser[id]?.some((role) => role.isPrivileged)) return true;
  return isComplete ? false : null;
});
