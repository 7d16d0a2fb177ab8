import { printSchemaWithDirectives } from '@graphql-tools/utils';
import type { FastifyInstance } from 'fastify';
import { lexicographicSortSchema } from 'graphql';
import type { Doorkeeper } from '../auth/doorkeeper.js';
import { SecgraphError } from '../errors/SecgraphError.js';
import type { DoorParts, OperationContext } from './Door.js';
import { knockOf } from './graphqlRoute.js';

/** Pages for people and machines that look after the service. */
export function servePages<C extends OperationContext>(
  app: FastifyInstance,
  parts: DoorParts<C>,
  { doorkeeper, isStopping }: { doorkeeper: Doorkeeper; isStopping: () => boolean },
): void {
  const { gate, metrics, pressure, schema } = parts;
  const schemaText = `${printSchemaWithDirectives(lexicographicSortSchema(schema))}\n`;
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', (_request, reply) => {
    const status = isStopping() ? 'stopping' : gate.isFull || pressure.isHigh ? 'overloaded' : 'ready';
    return reply.code(status === 'ready' ? 200 : 503).send({ status });
  });
  app.get('/schema.graphql', (request, reply) => {
    doorkeeper.admit(knockOf(request));
    return reply.type('text/plain; charset=utf-8').send(schemaText);
  });
  app.get('/metrics', async (request, reply) => {
    if (!doorkeeper.mayInspect(knockOf(request))) {
      throw new SecgraphError('UNAUTHENTICATED', 'Metrics are for this machine and for callers with a key.');
    }
    return reply.type(metrics.contentType).send(await metrics.text());
  });
}
