import { MODELS } from '../model/index.js';
import { entity, notFound, page } from './answers.js';
import type { Route } from './Route.js';

const risk = {
  workload: 'identityProtection',
  method: 'GET',
  permission: 'riskyUserRead',
  licence: 'entraP2',
} as const;

/** @see https://learn.microsoft.com/graph/api/resources/riskyuser */
export const riskyUserRoutes: readonly Route[] = [
  {
    ...risk,
    path: '/identityProtection/riskyUsers',
    answer: (call) => page(call, MODELS.riskyUser, call.tenant.riskyUsers),
  },
  {
    ...risk,
    path: '/identityProtection/riskyUsers/{id}',
    answer: (call) => {
      const id = call.params['id'] ?? '';
      const row = call.tenant.riskyUsers.get(id.toLowerCase());
      if (row === undefined) throw notFound('Risky user', id);
      return entity(call, MODELS.riskyUser, row);
    },
  },
  {
    ...risk,
    permission: 'riskyServicePrincipalRead',
    path: '/identityProtection/riskyServicePrincipals',
    answer: (call) => page(call, MODELS.riskyServicePrincipal, call.tenant.riskyServicePrincipals),
  },
  {
    ...risk,
    permission: 'riskyServicePrincipalRead',
    path: '/identityProtection/riskyServicePrincipals/{id}',
    answer: (call) => {
      const id = call.params['id'] ?? '';
      const row = call.tenant.riskyServicePrincipals.get(id.toLowerCase());
      if (row === undefined) throw notFound('Risky service principal', id);
      return entity(call, MODELS.riskyServicePrincipal, row);
    },
  },
];
