/** Microsoft Sentinel takes tokens for Azure's management, under any of its four names. */
const AUDIENCE = /^https:\/\/management\.(core\.windows\.net|azure\.com)\/?$/;

export function isAzureAudience(audience: string): boolean {
  return AUDIENCE.test(audience);
}
