import type { TokenCredential } from '@azure/identity';

export type CloudName = 'GLOBAL' | 'US_GOV_L4' | 'US_GOV_L5' | 'CHINA' | 'EMULATED';

/** A tenant as the wire sees it: where its Graph is and how we prove who we are. */
export interface GraphTenant {
  readonly tenantId: string;
  readonly displayName: string;
  readonly cloud: CloudName;
  /** Names that `tenants` arguments may use beside the id: `contoso`, `region:eu`. */
  readonly labels: readonly string[];
  /** Origin (and optional path) of Microsoft Graph, without version and trailing slash. */
  readonly graphRoot: string;
  readonly credential: TokenCredential;
  /** Client id of the application whose permissions are used; part of every cache key. */
  readonly clientId: string;
}
