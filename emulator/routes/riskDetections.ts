import { MODELS } from '../model/index.js';
import { entity, notFound, page } from './answers.js';
import type { Route } from './Route.js';

const risk = {
  workload: 'identityProtection',
  method: 'GET',
  permission: 'riskDetectionRead',
  licence: 'entraP2',
} as const;

/** @see https://learn.microsoft.com/graph/api/resources/riskdetection */
export const riskDetectionRoutes: readonly Route[] = [
  {
    ...risk,
    path: '/identityProtection/riskDetections',
    answer: (call) => page(call, MODELS.riskDetection, call.tenant.riskDetections),
  },
  {
    ...risk,
    path: '/identityProtection/riskDetections/{id}',
    answer: (call) => {
      const id = call.params['id'] ?? '';
      const row = call.tenant.riskDetections.get(id.toLowerCase());
      if (row === undefined) throw notFound('Risk detection', id);
      return entity(call, MODELS.riskDetection, row);
    },
  },
];
