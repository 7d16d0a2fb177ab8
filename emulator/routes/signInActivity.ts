import type { QueryOptions } from '../odata/index.js';

/** Whether a call reads the sign-in activity of users: a premium feature with a permission and a limit of its own. */
export function readsSignInActivity({ select, filter }: Pick<QueryOptions, 'select' | 'filter'>): boolean {
  return select?.includes('signInActivity') === true || filter?.includes('signInActivity') === true;
}
