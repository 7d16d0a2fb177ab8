import type { EntityModel } from '../model/EntityModel.js';
import { MODELS } from '../model/index.js';
import type { Rows, TenantWorld } from '../world/World.js';
import { entity, notFound, page } from './answers.js';
import type { Route } from './Route.js';

const report = { workload: 'reports', method: 'GET', permission: 'auditLogRead', licence: 'entraP1' } as const;

/**
 * Logs and reports of Entra: few calls, and only where a premium licence is bought.
 *
 * @see https://learn.microsoft.com/graph/api/resources/signin
 * @see https://learn.microsoft.com/graph/api/resources/userregistrationdetails
 */
export const reportRoutes: readonly Route[] = [
  ...readable('/auditLogs/signIns', MODELS.signIn, ({ signIns }) => signIns, 'Sign-in'),
  ...readable(
    '/reports/authenticationMethods/userRegistrationDetails',
    MODELS.userRegistrationDetails,
    ({ userRegistrationDetails }) => userRegistrationDetails,
    'User registration',
  ),
];

function readable(path: string, model: EntityModel, rowsOf: (tenant: TenantWorld) => Rows, what: string): Route[] {
  return [
    { ...report, path, answer: (call) => page(call, model, rowsOf(call.tenant)) },
    {
      ...report,
      path: `${path}/{id}`,
      answer: (call) => {
        const id = call.params['id'] ?? '';
        const row = rowsOf(call.tenant).get(id.toLowerCase());
        if (row === undefined) throw notFound(what, id);
        return entity(call, model, row);
      },
    },
  ];
}
