import { printSchemaWithDirectives } from '@graphql-tools/utils';
import type { FastifyInstance } from 'fastify';
import { lexicographicSortSchema } from 'graphql';
import type { Doorkeeper } from '../auth/doorkeeper.js';
import { SecgraphError } from '../errors/SecgraphError.js';
import type { DoorParts, OperationContext } from './Door.js';
import { knockOf } from './graphqlRoute.js';

const JOURNAL_CHECK_MS = 1000;

/** Pages for people and machines that look after the service. */
export function servePages<C extends OperationContext>(
  app: FastifyInstance,
  parts: DoorParts<C>,
  { doorkeeper, isStopping }: { doorkeeper: Doorkeeper; isStopping: () => boolean },
): void {
  const { gate, metrics, pressure, schema } = parts;
  const schemaText = `${printSchemaWithDirectives(lexicographicSortSchema(schema))}\n`;
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const journal = await journalState(parts);
    const status = isStopping() ? 'stopping' : gate.isFull || pressure.isHigh ? 'overloaded' : 'ready';
    return reply.code(status === 'ready' ? 200 : 503).send({ status, journal });
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

/** Told, and no reason to send nobody here: what is only read does not need it. */
async function journalState<C extends OperationContext>(parts: DoorParts<C>): Promise<'reachable' | 'unreachable'> {
  const enough = new AbortController();
  const answers = parts.checkJournal().then(() => true);
  const patience = parts.clock.sleep(JOURNAL_CHECK_MS, enough.signal).then(() => false);
  try {
    return (await Promise.race([answers, patience])) ? 'reachable' : 'unreachable';
  } catch {
    // Why not is in the log of whoever needed it.
    return 'unreachable';
  } finally {
    patience.catch(() => undefined);
    answers.catch(() => undefined);
    enough.abort();
  }
}
