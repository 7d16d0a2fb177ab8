import { GUID } from '../http/seeded.js';
import { MODELS } from '../model/index.js';
import { GraphFault } from '../odata/index.js';
import type { Row } from '../world/World.js';
import { entity, follow, noSuchObject, page } from './answers.js';
import { byProperty } from './lookUp.js';
import type { Route, RouteCall } from './Route.js';

const directory = { workload: 'directory', method: 'GET', permission: 'deviceRead' } as const;
/** By object id, and by the alternate key. */
const KEYS = ['/devices/{id}', '/devices(deviceId={deviceId})'];

/** @see https://learn.microsoft.com/graph/api/resources/device */
export const deviceRoutes: readonly Route[] = [
  { ...directory, path: '/devices', answer: (call) => page(call, MODELS.device, call.tenant.devices) },
  ...KEYS.flatMap((path): Route[] => [
    { ...directory, path, answer: (call) => entity(call, MODELS.device, deviceOf(call)) },
    navigation(path, 'registeredOwners'),
    navigation(path, 'registeredUsers'),
    navigation(path, 'memberOf', 2),
    navigation(path, 'transitiveMemberOf', 2),
  ]),
];

function navigation(path: string, name: string, units = 1): Route {
  return {
    ...directory,
    path: `${path}/${name}`,
    units,
    answer: (call) => page(call, MODELS.directoryObject, [follow(call)(deviceOf(call), name) ?? []].flat()),
  };
}

function deviceOf({ tenant, params }: RouteCall): Row {
  const { id, deviceId } = params;
  const key = id ?? deviceId ?? '';
  if (!GUID.test(key)) throw new GraphFault(400, 'Request_BadRequest', `Invalid object identifier '${key}'.`);
  const row = id === undefined ? byProperty(tenant.devices, 'deviceId', key) : tenant.devices.get(key.toLowerCase());
  if (row === undefined) throw noSuchObject(key);
  return row;
}
