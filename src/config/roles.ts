/** What a caller may be allowed beyond reading the tenants of his key: every role there is, and what it opens. */
export const ROLES = {
  'alerts:raw': "Microsoft Graph's own record of an alert, in Alert.raw.",
  introspection: 'The schema by introspection, where INTROSPECTION is off.',
} as const satisfies Record<string, string>;

export type Role = keyof typeof ROLES;

export function isRole(word: string): word is Role {
  return Object.hasOwn(ROLES, word);
}
