import type { ErrorCode } from './codes.js';

/** What an error may tell a caller beside its message; never a token, a body or a foreign text. */
export interface ErrorFacts {
  /** Argument at fault, for BAD_USER_INPUT. */
  readonly argument?: string;
  readonly tenantId?: string;
  /** Row of the limits table that the call counted against, such as `security` or `directory`. */
  readonly workload?: string;
  /** HTTP status of Microsoft Graph. */
  readonly status?: number;
  /** Microsoft Graph's own error code, when it is one that we know. */
  readonly graphCode?: string;
  /** Microsoft Graph's request-id, for a support case. */
  readonly requestId?: string;
  readonly retryAfterSeconds?: number;
  /** Anything else that is safe to show, such as the costliest paths of a refused query. */
  readonly [fact: string]: unknown;
}

/** The one error class of the house: a code of our table, a message that says what to do, and facts for machines. */
export class SecgraphError extends Error {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, message: string, facts: ErrorFacts = {}, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'SecgraphError';
    this.code = code;
    this.facts = facts;
  }
}

/** BAD_USER_INPUT that names the argument and what it may be. */
export function badInput(argument: string, allowed: string): SecgraphError {
  return new SecgraphError('BAD_USER_INPUT', `Argument "${argument}" is not valid: ${allowed}`, { argument });
}
