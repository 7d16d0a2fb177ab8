import type { FastifyInstance } from 'fastify';
import { HttpRefusal } from './HttpRefusal.js';

/** Headers that every answer carries, and methods that none gets. */
export function harden(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers({
      'x-request-id': request.id,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
    });
    if (request.method === 'TRACE' || request.method === 'CONNECT')
      throw new HttpRefusal(405, 'This method is not offered here.');
  });
}
