import { MODELS } from '../model/index.js';
import { GraphFault } from '../odata/index.js';
import type { Row } from '../world/World.js';
import { entity, notFound, page } from './answers.js';
import type { Route, RouteCall } from './Route.js';

const read = { workload: 'tiIndicators', method: 'GET', permission: 'tiIndicatorOwn' } as const;

/**
 * Indicators of Microsoft Graph: in beta, in the worldwide cloud, and to each application its own.
 *
 * @see https://learn.microsoft.com/graph/api/resources/tiindicator?view=graph-rest-beta
 */
export const tiIndicatorRoutes: readonly Route[] = [
  {
    ...read,
    path: '/security/tiIndicators',
    answer: (call) => page(call, MODELS.tiIndicator, ownOf(call)),
  },
  {
    ...read,
    path: '/security/tiIndicators/{id}',
    answer: (call) => {
      const id = call.params['id'] ?? '';
      const row = ownOf(call).find((one) => one.id === id.toLowerCase());
      if (row === undefined) throw notFound('Indicator', id);
      return entity(call, MODELS.tiIndicator, row);
    },
  },
];

/** Of Defender for Endpoint: `Ti.ReadWrite.All` sees every indicator, `Ti.ReadWrite` those of the application. */
export const defenderIndicatorRoutes: readonly Route[] = [
  {
    workload: 'defender',
    method: 'GET',
    path: '/indicators',
    permission: 'indicatorRead',
    licence: 'defender',
    answer: (call) => page(call, MODELS.defenderIndicator, visibleOf(call)),
  },
];

function ownOf(call: RouteCall): readonly Row[] {
  if (call.version !== 'beta' || call.tenant.cloud !== 'GLOBAL') {
    throw new GraphFault(400, 'BadRequest', "Resource not found for the segment 'tiIndicators'.");
  }
  return [...call.tenant.tiIndicators].filter((row) => row['ownerAppId'] === call.caller.appId);
}

function visibleOf({ tenant, caller }: RouteCall): readonly Row[] {
  const rows = [...tenant.defenderIndicators];
  return caller.roles.includes('Ti.ReadWrite.All') ? rows : rows.filter((row) => row['createdBy'] === caller.appId);
}
