import fastifyStatic from '@fastify/static';
import { getDistDirectory, isSandboxFrame, renderAltair, SANDBOX_FRAME_CSP } from 'altair-static';
import type { FastifyInstance } from 'fastify';
import type { Example } from './Door.js';

/** No outside host at all. Altair needs inline scripts and eval. */
const CSP = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "frame-ancestors 'self'",
].join('; ');

/** Altair takes absolute addresses only; which one it is, the browser knows best. */
const ENDPOINT = 'endpoint of this service';

/** The explorer that needs no internet: Altair, served from here, with our examples open in its windows. */
export async function serveExplorer(app: FastifyInstance, examples: readonly Example[]): Promise<void> {
  const page = renderAltair({
    baseURL: '/explorer/',
    endpointURL: ENDPOINT,
    disableAccount: true,
    // Altair shows the last window: the first example is what one wants to see.
    initialWindows: [...examples].reverse().map(({ name, document }) => ({
      initialName: name,
      initialQuery: document,
      endpointURL: ENDPOINT,
    })),
    initialSettings: { 'schema.reloadOnStart': true, 'alert.disableUpdateNotification': true, 'banners.disable': true },
  }).replaceAll(`\`${ENDPOINT}\``, "location.origin + '/graphql'");
  app.get('/explorer', (_request, reply) => reply.redirect('/explorer/'));
  app.get('/explorer/', (_request, reply) =>
    reply
      .headers({ 'content-security-policy': CSP, 'x-frame-options': 'SAMEORIGIN' })
      .type('text/html; charset=utf-8')
      .send(page),
  );
  await app.register(fastifyStatic, {
    root: getDistDirectory(),
    prefix: '/explorer/',
    index: false,
    decorateReply: false,
    cacheControl: false,
    setHeaders: (response, path) => {
      response.setHeader('content-security-policy', isSandboxFrame(path) ? SANDBOX_FRAME_CSP : CSP);
      response.setHeader('x-frame-options', 'SAMEORIGIN');
    },
  });
}
