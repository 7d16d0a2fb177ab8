import type { FastifyInstance } from 'fastify';

const ALLOWED_HEADERS =
  'authorization, content-type, apollo-require-preflight, x-apollo-operation-name, apollographql-client-name, apollographql-client-version, cache-control';

/** Lets the pages of the origins listed call this service; all others get no CORS header, and browsers keep the answer from them. */
export function allowOrigins(app: FastifyInstance, origins: readonly string[]): void {
  const allowed = new Set(origins);
  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers;
    if (allowed.size > 0) void reply.header('vary', 'Origin');
    if (origin !== undefined && allowed.has(origin)) {
      void reply.header('access-control-allow-origin', origin);
      void reply.header('access-control-expose-headers', 'x-request-id, retry-after');
      if (request.method === 'OPTIONS') {
        void reply.header('access-control-allow-methods', 'GET, POST');
        void reply.header('access-control-allow-headers', ALLOWED_HEADERS);
        void reply.header('access-control-max-age', '600');
        if (request.headers['access-control-request-private-network'] === 'true') {
          void reply.header('access-control-allow-private-network', 'true');
        }
      }
    }
    if (request.method === 'OPTIONS') return reply.code(204).send();
    return undefined;
  });
}
