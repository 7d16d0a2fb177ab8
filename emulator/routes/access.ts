import { MODELS } from '../model/index.js';
import { page } from './answers.js';
import type { Route } from './Route.js';

const directory = { workload: 'directory', method: 'GET' } as const;

/**
 * Who may do what in the directory, and which applications were let in.
 *
 * @see https://learn.microsoft.com/graph/api/resources/unifiedroleassignment
 * @see https://learn.microsoft.com/graph/api/resources/oauth2permissiongrant
 */
export const accessRoutes: readonly Route[] = [
  {
    ...directory,
    path: '/roleManagement/directory/roleAssignments',
    permission: 'roleAssignmentRead',
    answer: (call) => page(call, MODELS.roleAssignment, call.tenant.roleAssignments),
  },
  {
    ...directory,
    path: '/roleManagement/directory/roleDefinitions',
    permission: 'roleAssignmentRead',
    answer: (call) => page(call, MODELS.roleDefinition, call.tenant.roleDefinitions),
  },
  {
    ...directory,
    path: '/oauth2PermissionGrants',
    permission: 'grantRead',
    answer: (call) => page(call, MODELS.oauth2PermissionGrant, call.tenant.oauth2PermissionGrants),
  },
];
