/**
 * Every code that a caller can meet in `errors[].extensions.code`: what it means and what to do about it.
 * docs/errors.md is generated from this table; nothing else in the house invents a code.
 */
export const ERROR_CODES = {
  BAD_USER_INPUT: {
    status: 400,
    meaning: 'An argument has a value that is not allowed. The message names the argument and what is allowed.',
    remedy: 'Correct the argument; nothing was sent to Microsoft Graph.',
  },
  QUERY_TOO_COSTLY: {
    status: 400,
    meaning:
      'The document asks for more than the limits allow: depth, aliases, page sizes, estimated calls to Microsoft Graph or the size of the answer.',
    remedy: 'The message names the limit and the costliest paths; ask for smaller pages or for less at once.',
  },
  UNAUTHENTICATED: {
    status: 401,
    meaning: 'The request carries no valid caller key.',
    remedy: 'Send Authorization: Bearer with a key of the setting API_KEYS.',
  },
  FORBIDDEN: {
    status: 403,
    meaning: 'The tenant named is unknown to this service or not open to this caller, or the caller lacks a role.',
    remedy: 'Query tenants and me to see which tenants you may read and which roles you have.',
  },
  OVERLOADED: {
    status: 503,
    meaning: 'This service has as much work as it can take.',
    remedy: 'Wait as long as Retry-After says.',
  },
  DEADLINE_EXCEEDED: {
    status: 200,
    meaning: 'The operation reached its deadline before Microsoft Graph had answered this part.',
    remedy: 'Ask for less at once, or try again.',
  },
  UPSTREAM_BUDGET_EXCEEDED: {
    status: 200,
    meaning: 'The operation reached its hard limit of calls to Microsoft Graph; this branch was not read.',
    remedy: 'Ask for smaller pages.',
  },
  UPSTREAM_FORBIDDEN: {
    status: 200,
    meaning: 'Microsoft Graph refused: a permission is not consented in that tenant.',
    remedy: 'Let an administrator of the tenant consent to the permission that the message names.',
  },
  UPSTREAM_NOT_LICENSED: {
    status: 200,
    meaning: 'Microsoft Graph refused: the tenant lacks the licence for this data.',
    remedy: 'Buy the licence that the message names, or leave the field out.',
  },
  UPSTREAM_UNSUPPORTED: {
    status: 200,
    meaning: 'The national cloud of that tenant does not offer this data.',
    remedy: 'Leave the field out for that tenant.',
  },
  UPSTREAM_UNAUTHENTICATED: {
    status: 200,
    meaning: 'Entra or Microsoft Graph did not accept our credential for that tenant.',
    remedy: 'Check the credential of the tenant: secret expired, certificate rotated, application removed.',
  },
  UPSTREAM_REFUSED: {
    status: 200,
    meaning: 'Microsoft Graph did not accept the request.',
    remedy: 'Report it with the request id; this is our mistake or a change in Microsoft Graph.',
  },
  UPSTREAM_NOT_FOUND: {
    status: 200,
    meaning: 'Microsoft Graph does not know the thing, or does not offer this endpoint in that cloud.',
    remedy: 'Check the id and the tenant.',
  },
  UPSTREAM_THROTTLED: {
    status: 200,
    meaning: 'Microsoft Graph asked us to wait longer than the deadline of this operation.',
    remedy: 'Try again after retryAfterSeconds.',
  },
  UPSTREAM_UNAVAILABLE: {
    status: 200,
    meaning: 'Microsoft Graph could not be reached or answered 5xx.',
    remedy: 'Try again; see the tenant coverage and the health of Microsoft 365.',
  },
  UPSTREAM_TIMEOUT: {
    status: 200,
    meaning: 'Microsoft Graph did not answer in time.',
    remedy: 'Try again, or ask for less at once.',
  },
  UPSTREAM_INVALID_RESPONSE: {
    status: 200,
    meaning: 'Microsoft Graph answered something that is not what its documentation promises.',
    remedy: 'Report it with the request id.',
  },
  CONFLICT: {
    status: 200,
    meaning: 'The thing is not as the caller believed, or something else is under way with it; it was left as it is.',
    remedy: 'Look at it as it is now, and decide again.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 200,
    meaning: 'The idempotency key was used before, for another change.',
    remedy: 'Take a new key for every change, and the same key only to repeat it.',
  },
  UNSUPPORTED_CHANGE: {
    status: 200,
    meaning: 'The source of the thing, or the target of the change, cannot do it. Nothing was sent.',
    remedy: 'The message says what it can do.',
  },
  OUTCOME_UNKNOWN: {
    status: 200,
    meaning: 'A change was sent and no answer came: it may or may not have happened.',
    remedy: 'Read the thing again before repeating the change.',
  },
  INTERNAL_SERVER_ERROR: {
    status: 500,
    meaning: 'A mistake of ours.',
    remedy: 'Report it with the request id of this service.',
  },
} as const satisfies Record<string, { status: number; meaning: string; remedy: string }>;

/** A code of {@link ERROR_CODES}. */
export type ErrorCode = keyof typeof ERROR_CODES;
