import { MODELS } from '../model/index.js';
import { entity, notFound, page } from './answers.js';
import type { Route } from './Route.js';

const machines = { workload: 'defender', method: 'GET', permission: 'machineRead', licence: 'defender' } as const;

/** Of Defender for Endpoint. @see https://learn.microsoft.com/defender-endpoint/api/get-machines */
export const machineRoutes: readonly Route[] = [
  {
    ...machines,
    path: '/machines',
    answer: (call) => page(call, MODELS.defenderMachine, call.tenant.defenderMachines),
  },
  {
    ...machines,
    path: '/machines/{id}',
    answer: (call) => {
      const id = call.params['id'] ?? '';
      const row = call.tenant.defenderMachines.get(id.toLowerCase());
      if (row === undefined) throw notFound('Machine', id);
      return entity(call, MODELS.defenderMachine, row);
    },
  },
];
