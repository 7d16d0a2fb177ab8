import type { FastifyReply, FastifyRequest } from 'fastify';
import { ERROR_CODES } from '../errors/codes.js';
import { SecgraphError } from '../errors/SecgraphError.js';
import type { Metrics } from '../observability/Metrics.js';
import type { Logger } from '../observability/Logger.js';
import { extensionsOf, headersOf } from './errors.js';
import { HttpRefusal } from './HttpRefusal.js';

const WORDS: Readonly<Record<number, string>> = {
  400: 'The HTTP request is not understood.',
  404: 'There is nothing at this address. GraphQL is at /graphql.',
  405: 'This method is not offered here.',
  413: 'The body is too large. Send a shorter document or fewer variables.',
  414: 'The URL is too long. Send the document by POST.',
  415: 'Send the body as application/json.',
  431: 'The headers are too large.',
  503: 'This service is stopping. Try again in a few seconds.',
};

/** Answers every failure outside of GraphQL: our words, the status, never a piece of the request or of a stack. */
export function refuser(log: Logger, metrics: Metrics) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    if (error instanceof SecgraphError && error.code !== 'INTERNAL_SERVER_ERROR') {
      for (const [name, value] of headersOf(error)) void reply.header(name, value);
      send(reply, ERROR_CODES[error.code].status, error.message, extensionsOf(error));
    } else {
      const status = statusOf(error);
      if (status >= 500 && status !== 503) log.error({ requestId: request.id, error }, 'A request failed.');
      const message = error instanceof HttpRefusal ? error.message : (WORDS[status] ?? internal(status, request.id));
      send(
        reply,
        status,
        message,
        status >= 500 && status !== 503
          ? { code: 'INTERNAL_SERVER_ERROR', requestId: request.id }
          : { code: codeOf(status) },
      );
    }
    metrics.refused(reply.statusCode);
    const isTurnedAway = reply.statusCode === 401 || reply.statusCode === 403;
    log[isTurnedAway ? 'info' : 'debug'](
      { requestId: request.id, status: reply.statusCode, method: request.method, path: routeOf(request) },
      'Refused.',
    );
  };
}

function send(reply: FastifyReply, status: number, message: string, extensions: Record<string, unknown>): void {
  void reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ errors: [{ message, extensions }] }));
}

/** T35: an address that is none of ours is text of the caller, and stays out of the log. */
function routeOf({ routeOptions }: FastifyRequest): string {
  return routeOptions?.url ?? '(none of ours)';
}

function statusOf(error: unknown): number {
  const status = (error as { statusCode?: unknown }).statusCode;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}

function codeOf(status: number): string {
  return status === 503 ? 'OVERLOADED' : 'BAD_REQUEST';
}

function internal(status: number, requestId: string): string {
  return status < 500 ? WORDS[400]! : `A mistake of this service. Report it with the request id ${requestId}.`;
}
