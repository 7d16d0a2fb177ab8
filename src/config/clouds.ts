/**
 * Microsoft's clouds: where Graph is and where Entra gives tokens.
 *
 * @see https://learn.microsoft.com/graph/deployments
 * @see https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud
 */
export const CLOUDS = {
  GLOBAL: { graphRoot: 'https://graph.microsoft.com', authority: 'https://login.microsoftonline.com' },
  US_GOV_L4: { graphRoot: 'https://graph.microsoft.us', authority: 'https://login.microsoftonline.us' },
  US_GOV_L5: { graphRoot: 'https://dod-graph.microsoft.us', authority: 'https://login.microsoftonline.us' },
  CHINA: {
    graphRoot: 'https://microsoftgraph.chinacloudapi.cn',
    authority: 'https://login.partner.microsoftonline.cn',
  },
} as const;

/** A cloud that a tenant of TENANTS_FILE can be in. */
export type DeclaredCloud = keyof typeof CLOUDS;
