import { MODELS } from '../model/index.js';
import { page } from './answers.js';
import type { Route } from './Route.js';

/** Activated roles only, never paged. @see https://learn.microsoft.com/graph/api/resources/directoryrole */
export const directoryRoleRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/directoryRoles',
    workload: 'directory',
    permission: 'directoryRoleRead',
    answer: (call) => page(call, MODELS.directoryRole, call.tenant.directoryRoles),
  },
];
