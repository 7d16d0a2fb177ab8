import { fastify, type FastifyInstance } from 'fastify';
import { Doorkeeper } from '../auth/doorkeeper.js';
import type { DeclaredKey } from '../config/apiKeys.js';
import type { Clock } from '../util/clock.js';
import { newRequestId, type Admitted } from './admission.js';
import { createApollo } from './apollo.js';
import { compressAnswers } from './compression.js';
import { allowOrigins } from './cors.js';
import type { DoorParts, OperationContext } from './Door.js';
import { serveExplorer } from './explorer.js';
import { serveGraphQL } from './graphqlRoute.js';
import { harden } from './hardening.js';
import { HttpRefusal } from './HttpRefusal.js';
import { acceptJsonOnly } from './jsonBody.js';
import { servePages } from './pages.js';
import { refuser } from './refusals.js';

/** A door that is open. */
export interface HttpServer {
  readonly url: string;
  readonly port: number;
  /** Other keys of callers from now on. */
  replaceKeys(keys: readonly DeclaredKey[]): void;
  /** Readiness down, no new work, what runs is finished; what is not finished by the deadline is cut off. */
  stop(): Promise<void>;
}

/**
 * Opens the door: listens on the host and port of the settings.
 *
 * @throws the error of node:net, such as EADDRINUSE
 */
export async function openDoor<C extends OperationContext>(parts: DoorParts<C>): Promise<HttpServer> {
  const admissions = new WeakMap<AbortSignal, Admitted<C>>();
  const { settings, log, metrics, clock } = parts;
  let isStopping = false;
  const refuse = refuser(log, metrics);
  const app = fastify({
    logger: false,
    genReqId: newRequestId,
    requestIdHeader: false,
    bodyLimit: settings.limits.bodyBytes,
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: refuse,
    forceCloseConnections: 'idle',
  });
  const doorkeeper = new Doorkeeper(settings);
  const apollo = createApollo(parts, (signal) => admissions.get(signal));
  await apollo.start();

  app.setErrorHandler(refuse);
  app.setNotFoundHandler(() => {
    throw new HttpRefusal(404, 'There is nothing at this address. GraphQL is at /graphql.');
  });
  const running = countRequests(app);
  harden(app);
  allowOrigins(app, settings.corsOrigins);
  compressAnswers(app);
  acceptJsonOnly(app);
  serveGraphQL(app, apollo, parts, { doorkeeper, admissions });
  servePages(app, parts, { doorkeeper, isStopping: () => isStopping });
  if (settings.isIntrospectionOn) await serveExplorer(app, parts.examples);

  await app.listen({ port: settings.port, host: settings.host });
  const { port } = app.server.address() as { port: number };
  return {
    port,
    url: `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`,
    replaceKeys: (keys) => doorkeeper.replaceKeys(keys),
    stop: async () => {
      isStopping = true;
      await closeWithin(app, running, { ms: settings.limits.shutdownMs, clock });
      await apollo.stop();
    },
  };
}

/** Counts requests from their headers to the last byte of their answer. */
function countRequests(app: FastifyInstance): () => number {
  let running = 0;
  app.addHook('onRequest', async (_request, reply) => {
    running += 1;
    reply.raw.once('close', () => (running -= 1));
  });
  return () => running;
}

/**
 * T26: waits for what runs, at most until a second before the deadline. Connections that carry no request, or half a
 * one, are not waited for: browsers open them ahead and would hold the process for minutes.
 */
async function closeWithin(
  app: FastifyInstance,
  running: () => number,
  { ms, clock }: { ms: number; clock: Clock },
): Promise<void> {
  const closed = new AbortController();
  const cutAll = (): void => app.server.closeAllConnections();
  const cut = clock.sleep(Math.max(0, ms - 1_000), closed.signal).then(cutAll, () => undefined);
  const sweep = setInterval(() => (running() === 0 ? cutAll() : app.server.closeIdleConnections()), 50);
  await app.close();
  clearInterval(sweep);
  closed.abort();
  await cut;
}
