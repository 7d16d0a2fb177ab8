import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../auth/Caller.js';
import type { Doorkeeper, Knock } from '../auth/doorkeeper.js';
import { SecgraphError } from '../errors/SecgraphError.js';
import { toleratedAgeMs } from '../util/cacheControl.js';
import type { Clock } from '../util/clock.js';
import { admit, type Admitted } from './admission.js';
import type { DoorParts, OperationContext } from './Door.js';
import { refusal } from './errors.js';
import { HttpRefusal } from './HttpRefusal.js';

/** For reading an answer to its end, after the deadline of its operation. */
const READING_MS = 30_000;

/** `/graphql`: who asks is known before a body is read; the rest is the pipeline that all transports share. */
export function serveGraphQL<C extends OperationContext>(
  app: FastifyInstance,
  apollo: ApolloServer<C>,
  parts: DoorParts<C>,
  { doorkeeper, admissions }: { doorkeeper: Doorkeeper; admissions: WeakMap<AbortSignal, Admitted<C>> },
): void {
  const callers = new WeakMap<FastifyRequest, Caller>();
  const context = async (request: FastifyRequest, reply: FastifyReply): Promise<C> => {
    const left = whenLeft(reply);
    try {
      const caller = callers.get(request) ?? doorkeeper.admit(knockOf(request));
      const wish = { maxAgeMs: toleratedAgeMs(request.headers['cache-control']) };
      const admitted = await admit(parts, { caller, requestId: request.id, source: sourceOf(request), wish, left });
      reply.raw.once('close', admitted.end);
      cutOff(reply, parts.settings.limits.operationMs + READING_MS, parts.clock);
      admissions.set(admitted.context.signal, admitted);
      return admitted.context;
    } catch (error) {
      if (error instanceof SecgraphError) throw refusal(error);
      parts.log.error({ requestId: request.id, error }, 'An operation could not be opened.');
      throw error;
    }
  };
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: async (request) => {
      if (!isForThePage(request, parts.settings.isIntrospectionOn)) {
        callers.set(request, doorkeeper.admit(knockOf(request)));
      }
    },
    handler: fastifyApolloHandler(apollo, { context }),
  });
  app.route({
    method: ['PUT', 'PATCH', 'DELETE'],
    url: '/graphql',
    handler: async (_request, reply) => {
      void reply.header('allow', 'GET, POST');
      throw new HttpRefusal(405, 'GraphQL is asked by POST, or by GET with a query.');
    },
  });
}

export function knockOf({ headers, raw }: FastifyRequest): Knock {
  return { authorization: headers.authorization, host: headers.host, remoteAddress: raw.socket.remoteAddress };
}

/** The page of the Sandbox carries no data, and a browser that opens it cannot send a key. */
function isForThePage({ method, url, headers }: FastifyRequest, isPageOn: boolean): boolean {
  return isPageOn && method === 'GET' && !url.includes('?') && /\btext\/html\b/.test(headers.accept ?? '');
}

/** The document as the GraphQL server will read it: two ways to read a URL would be a way around the limits. */
function sourceOf({ method, body, url }: FastifyRequest): unknown {
  if (method === 'GET') return new URL(url, 'http://localhost').searchParams.get('query') ?? undefined;
  return typeof body === 'object' && body !== null ? (body as { query?: unknown }).query : undefined;
}

/** T24: who asks and does not read would keep his place, and his answer in memory, for as long as he likes. */
function cutOff({ raw }: FastifyReply, ms: number, clock: Clock): void {
  const closed = new AbortController();
  raw.once('close', () => closed.abort());
  clock.sleep(ms, closed.signal).then(
    () => raw.destroy(),
    () => undefined,
  );
}

/** T23: work stops with the caller. */
function whenLeft(reply: FastifyReply): AbortSignal {
  const left = new AbortController();
  const leave = (): void => left.abort(new SecgraphError('DEADLINE_EXCEEDED', 'The caller has left.'));
  if (reply.raw.closed) leave();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) leave();
  });
  return left.signal;
}
