import { MODELS } from '../model/index.js';
import { entity, noSuchObject, page } from './answers.js';
import type { Route } from './Route.js';

const directory = { workload: 'directory', method: 'GET', permission: 'organizationRead' } as const;

/** The tenant itself. @see https://learn.microsoft.com/graph/api/resources/organization */
export const organizationRoutes: readonly Route[] = [
  {
    ...directory,
    path: '/organization',
    answer: (call) => page(call, MODELS.organization, [call.tenant.organization]),
  },
  {
    ...directory,
    path: '/organization/{id}',
    answer: (call) => {
      const id = call.params['id'] ?? '';
      if (id.toLowerCase() !== call.tenant.organization.id) throw noSuchObject(id);
      return entity(call, MODELS.organization, call.tenant.organization);
    },
  },
];
