/**
 * Microsoft's clouds: where Graph is, where Entra gives tokens, and where Defender for Endpoint is and for whom its
 * tokens are; null where a cloud has no API of it.
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
  },
  US_GOV_L4: {
    graphRoot: 'https://graph.microsoft.us',
    authority: 'https://login.microsoftonline.us',
    defenderRoot: 'https://api-gov.securitycenter.microsoft.us',
    defenderAudience: 'https://api-gov.securitycenter.microsoft.us',
  },
  US_GOV_L5: {
    graphRoot: 'https://dod-graph.microsoft.us',
    authority: 'https://login.microsoftonline.us',
    defenderRoot: 'https://api-gov.securitycenter.microsoft.us',
    defenderAudience: 'https://api-gov.securitycenter.microsoft.us',
  },
  CHINA: {
    graphRoot: 'https://microsoftgraph.chinacloudapi.cn',
    authority: 'https://login.partner.microsoftonline.cn',
    defenderRoot: null,
    defenderAudience: null,
  },
} as const;

/** A cloud that a tenant of TENANTS_FILE can be in. */
export type DeclaredCloud = keyof typeof CLOUDS;
