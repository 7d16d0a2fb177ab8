import type { Role } from '../config/roles.js';

/** Who asks. Made once per request at the door, never from what a caller says about himself. */
export interface Caller {
  /** Name of the API key, or `demo`. */
  readonly name: string;
  /** Ids of the tenants that this caller may read. */
  readonly tenants: 'all' | readonly string[];
  readonly roles: readonly Role[];
  /** The person that he is in the directory, where his name is one; stands for `me` in changes. */
  readonly userPrincipalName: string | null;
}
