import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { HeaderMap } from '@apollo/server';
import { ERROR_CODES } from '../errors/codes.js';
import { SecgraphError, type ErrorFacts } from '../errors/SecgraphError.js';
import { PROTOCOL_CODES } from '../errors/protocolCodes.js';

const INTERNAL = 'INTERNAL_SERVER_ERROR';

/** A refusal of ours in the words of the GraphQL server: with its HTTP status and, if it knows when to come back, Retry-After. */
export function refusal(error: SecgraphError): GraphQLError {
  const headers = new HeaderMap(headersOf(error));
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { http: { status: ERROR_CODES[error.code].status, headers } },
  });
}

/** HTTP headers that belong to a refusal. */
export function headersOf({ code, facts }: SecgraphError): [string, string][] {
  if (code === 'UNAUTHENTICATED') return [['www-authenticate', 'Bearer']];
  const wait = facts.retryAfterSeconds;
  return wait === undefined ? [] : [['retry-after', String(Math.ceil(wait))]];
}

/**
 * What a caller gets to see of an error: ours by the table of codes, the protocol's own before execution, and of
 * anything else nothing but that it happened.
 */
export function shownError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const origin = originOf(error);
  const where = {
    ...(formatted.locations ? { locations: formatted.locations } : {}),
    ...(formatted.path ? { path: formatted.path } : {}),
  };
  if (origin instanceof SecgraphError && origin.code !== INTERNAL) {
    return { message: origin.message, ...where, extensions: extensionsOf(origin) };
  }
  const code = String(formatted.extensions?.['code']);
  if (isOfTheProtocol(code, formatted)) return { message: formatted.message, ...where, extensions: { code } };
  if (isArgumentError(formatted, origin)) {
    return { message: formatted.message, ...where, extensions: { code: 'BAD_USER_INPUT' } };
  }
  return { message: 'A mistake of this service.', ...where, extensions: { code: INTERNAL } };
}

/** Where the schema is not told, no mistake of a caller tells it: Apollo Server minds documents, and not variables. */
export function withoutHint(formatted: GraphQLFormattedError): GraphQLFormattedError {
  return { ...formatted, message: formatted.message.replace(/ Did you mean .+\?$/s, '') };
}

/** The error that was thrown, beneath the wrappings of graphql. */
export function originOf(error: unknown): unknown {
  let origin = error;
  while (origin instanceof GraphQLError && origin.originalError) origin = origin.originalError;
  return origin;
}

/** True for what must be logged with its cause, because the caller is not told. */
export function isOurMistake(shown: GraphQLFormattedError): boolean {
  return shown.extensions?.['code'] === INTERNAL;
}

export function extensionsOf({ code, facts }: SecgraphError): Record<string, unknown> {
  const { tenantId, requestId, status, ...rest } = facts satisfies ErrorFacts;
  return {
    code,
    ...rest,
    ...(tenantId === undefined ? {} : { tenant: tenantId }),
    ...(requestId === undefined ? {} : { graphRequestId: requestId }),
    ...(status === undefined ? {} : { statusClass: `${Math.floor(status / 100)}xx` }),
  };
}

function isOfTheProtocol(code: string, { path }: GraphQLFormattedError): boolean {
  return path === undefined && (code in PROTOCOL_CODES || code === 'BAD_USER_INPUT');
}

/** An argument that graphql could only check with the values of the variables at hand. */
function isArgumentError({ message }: GraphQLFormattedError, origin: unknown): boolean {
  return origin instanceof GraphQLError && message.startsWith('Argument "');
}
