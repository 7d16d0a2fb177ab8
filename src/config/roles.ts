/** What a caller may be allowed beyond reading the tenants of his key: every role there is, and what it opens. */
export const ROLES = {
  'alerts:raw': "Microsoft Graph's own record of an alert, in Alert.raw.",
  hunt: 'Queries of advanced hunting, which shows more than alerts do: mail and command lines among it.',
  'alerts:write': 'Triage: changing, commenting, tagging and moving alerts and incidents.',
  'indicators:write': 'Submitting, changing and deleting indicators.',
  'actions:invoke': 'Response actions: isolating machines, revoking sessions, disabling accounts, blocking.',
  'scores:write': 'The state of controls of Secure Score.',
  'audit:read': 'The audit trail of the tenants that the key may read.',
  introspection: 'The schema by introspection, where INTROSPECTION is off.',
} as const satisfies Record<string, string>;

export type Role = keyof typeof ROLES;

export const ALL_ROLES = Object.keys(ROLES) as readonly Role[];

export function isRole(word: string): word is Role {
  return Object.hasOwn(ROLES, word);
}
