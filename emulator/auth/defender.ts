/** Defender for Endpoint is an application of its own: its tokens are for it alone, and it declares its own roles. */
export const DEFENDER_AUDIENCE = 'https://api.securitycenter.microsoft.com';

/** `Machine.Read.All` and the like belong to Defender, everything else to Graph. */
export function isDefenderRole(role: string): boolean {
  return /^(Machine|Ti|Alert|File|Ip|Url|Software|Vulnerability|Score|AdvancedQuery)\./.test(role);
}
