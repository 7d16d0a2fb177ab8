import type { TokenCredential } from '@azure/identity';

export type CloudName = 'GLOBAL' | 'US_GOV_L4' | 'US_GOV_L5' | 'CHINA' | 'EMULATED';

/** A service beside Microsoft Graph, with an address and tokens of its own. */
export interface ServiceAddress {
  /** Origin (and optional path), without version and trailing slash. */
  readonly root: string;
  /** Whom its tokens are for: `https://api.securitycenter.microsoft.com`. */
  readonly audience: string;
}

/** A tenant as the wire sees it: where its Graph is and how we prove who we are. */
export interface GraphTenant {
  readonly tenantId: string;
  readonly displayName: string;
  readonly cloud: CloudName;
  /** Names that `tenants` arguments may use beside the id: `contoso`, `region:eu`. */
  readonly labels: readonly string[];
  /** Origin (and optional path) of Microsoft Graph, without version and trailing slash. */
  readonly graphRoot: string;
  /** Whom tokens for that root are for. Default: its origin. */
  readonly audience?: string;
  /** Defender for Endpoint; absent or null where the cloud has none. */
  readonly defender?: ServiceAddress | null;
  /** Its workspace of Microsoft Sentinel, to which indicators are uploaded; absent or null where it has none. */
  readonly sentinel?: (ServiceAddress & { readonly workspaceId: string }) | null;
  /** Whether its legacy alerts are read beside those of today. Default false. */
  readonly legacyAlerts?: boolean;
  readonly credential: TokenCredential;
  /** Client id of the application whose permissions are used; part of every cache key. */
  readonly clientId: string;
}
