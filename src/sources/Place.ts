import type { Call } from '../graph/GraphRequest.js';
import type { GraphTenant } from '../graph/GraphTenant.js';

/** Where a source reads: the tenant, and the call on whose behalf. */
export interface Place {
  readonly tenant: GraphTenant;
  readonly call: Call;
}
