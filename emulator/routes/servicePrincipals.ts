import { MODELS } from '../model/index.js';
import type { Row } from '../world/World.js';
import { entity, noSuchObject, page } from './answers.js';
import { byProperty } from './lookUp.js';
import type { Route, RouteCall } from './Route.js';

const directory = { workload: 'directory', method: 'GET', permission: 'servicePrincipalRead' } as const;

/** @see https://learn.microsoft.com/graph/api/resources/serviceprincipal */
export const servicePrincipalRoutes: readonly Route[] = [
  {
    ...directory,
    path: '/servicePrincipals',
    answer: (call) => page(call, MODELS.servicePrincipal, call.tenant.servicePrincipals),
  },
  ...['/servicePrincipals/{id}', '/servicePrincipals(appId={appId})'].map((path): Route => ({
    ...directory,
    path,
    answer: (call) => entity(call, MODELS.servicePrincipal, servicePrincipalOf(call)),
  })),
];

function servicePrincipalOf({ tenant, params }: RouteCall): Row {
  const { id, appId } = params;
  const key = id ?? appId ?? '';
  const row =
    id === undefined
      ? byProperty(tenant.servicePrincipals, 'appId', key)
      : tenant.servicePrincipals.get(key.toLowerCase());
  if (row === undefined) throw noSuchObject(key);
  return row;
}
