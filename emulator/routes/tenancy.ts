import { MODELS } from '../model/index.js';
import { page } from './answers.js';
import type { Route } from './Route.js';

const directory = { workload: 'directory', method: 'GET' } as const;

/**
 * What a tenant has bought, and whom it looks after as a partner.
 *
 * @see https://learn.microsoft.com/graph/api/subscribedsku-list
 * @see https://learn.microsoft.com/graph/api/contract-list
 */
export const tenancyRoutes: readonly Route[] = [
  {
    ...directory,
    path: '/subscribedSkus',
    permission: 'subscribedSkuRead',
    units: 3,
    answer: (call) => page(call, MODELS.subscribedSku, call.tenant.subscribedSkus),
  },
  {
    ...directory,
    path: '/contracts',
    permission: 'contractRead',
    answer: (call) => page(call, MODELS.contract, call.tenant.contracts),
  },
];
