/**
 * Microsoft's clouds: where Graph is, where Entra gives tokens, and where Defender for Endpoint is and for whom its
 * tokens are, and where Microsoft Sentinel takes indicators and for whom its tokens are; null where a cloud has no API
 * of it, or none that is documented.
 *
 * @see https://learn.microsoft.com/graph/deployments
 * @see https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud
 */
export const CLOUDS = {
  GLOBAL: {
    graphRoot: 'https://graph.microsoft.com',
    authority: 'https://login.microsoftonline.com',
    defenderRoot: 'https://api.security.microsoft.com',
    defenderAudience: 'https://api.securitycenter.microsoft.com',
    sentinelRoot: 'https://api.ti.sentinel.azure.com',
    sentinelAudience: 'https://management.azure.com',
  },
  US_GOV_L4: {
    graphRoot: 'https://graph.microsoft.us',
    authority: 'https://login.microsoftonline.us',
    defenderRoot: 'https://api-gov.securitycenter.microsoft.us',
    defenderAudience: 'https://api-gov.securitycenter.microsoft.us',
    sentinelRoot: null,
    sentinelAudience: 'https://management.usgovcloudapi.net',
  },
  US_GOV_L5: {
    graphRoot: 'https://dod-graph.microsoft.us',
    authority: 'https://login.microsoftonline.us',
    defenderRoot: 'https://api-gov.securitycenter.microsoft.us',
    defenderAudience: 'https://api-gov.securitycenter.microsoft.us',
    sentinelRoot: null,
    sentinelAudience: 'https://management.usgovcloudapi.net',
  },
  CHINA: {
    graphRoot: 'https://microsoftgraph.chinacloudapi.cn',
    authority: 'https://login.partner.microsoftonline.cn',
    defenderRoot: null,
    defenderAudience: null,
    sentinelRoot: null,
    sentinelAudience: 'https://management.chinacloudapi.cn',
  },
} as const;

/** A cloud that a tenant of TENANTS_FILE can be in. */
export type DeclaredCloud = keyof typeof CLOUDS;
