import type { Reply } from './Reply.js';

/** The ids and the moment that stand in every error. */
export interface ErrorStamp {
  readonly now: Date;
  readonly requestId: string;
  readonly clientRequestId: string;
}

/** An error in Graph's envelope: `{error: {code, message, innerError: {date, request-id, client-request-id}}}`. */
export function errorReply(
  stamp: ErrorStamp,
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const innerError = {
    date: stamp.now.toISOString().slice(0, 19),
    'request-id': stamp.requestId,
    'client-request-id': stamp.clientRequestId,
  };
  return {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: { error: { code, message, innerError } },
  };
}

/** The refusal of a busy workload: its inner error repeats the status, and `Retry-After` may be missing. */
export function throttledReply(
  stamp: ErrorStamp,
  retryAfterSeconds: number | null,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const innerError = {
    code: '429',
    date: stamp.now.toISOString().slice(0, 19),
    message: 'Please retry after',
    'request-id': stamp.requestId,
    'client-request-id': stamp.clientRequestId,
    status: '429',
  };
  const retryAfter = retryAfterSeconds === null ? {} : { 'Retry-After': String(retryAfterSeconds) };
  return {
    status: 429,
    headers: { 'Content-Type': 'application/json', ...retryAfter, ...headers },
    body: { error: { code: 'TooManyRequests', message: 'Too many requests', innerError } },
  };
}

/** Graph's code for a status that only a chaos rule names. */
export function usualCode(status: number): string {
  return USUAL_CODES[status] ?? (status >= 500 ? 'InternalServerError' : 'BadRequest');
}

const USUAL_CODES: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'InvalidAuthenticationToken',
  403: 'Forbidden',
  404: 'ResourceNotFound',
  409: 'Conflict',
  410: 'syncStateNotFound',
  413: 'RequestEntityTooLarge',
  423: 'Locked',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  501: 'NotImplemented',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
};
