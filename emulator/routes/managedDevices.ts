import { MODELS } from '../model/index.js';
import { entity, notFound, page } from './answers.js';
import type { Route } from './Route.js';

const intune = { workload: 'intune', method: 'GET', permission: 'managedDeviceRead', licence: 'intune' } as const;

/** @see https://learn.microsoft.com/graph/api/resources/intune-devices-manageddevice */
export const managedDeviceRoutes: readonly Route[] = [
  {
    ...intune,
    path: '/deviceManagement/managedDevices',
    answer: (call) => page(call, MODELS.managedDevice, call.tenant.managedDevices),
  },
  {
    ...intune,
    path: '/deviceManagement/managedDevices/{id}',
    answer: (call) => {
      const id = call.params['id'] ?? '';
      const row = call.tenant.managedDevices.get(id.toLowerCase());
      if (row === undefined) throw notFound('Managed device', id);
      return entity(call, MODELS.managedDevice, row);
    },
  },
];
