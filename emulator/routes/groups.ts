import { GUID } from '../http/seeded.js';
import { MODELS } from '../model/index.js';
import { GraphFault } from '../odata/index.js';
import type { Row } from '../world/World.js';
import { entity, follow, noSuchObject, page } from './answers.js';
import type { Route, RouteCall } from './Route.js';

const directory = { workload: 'directory', method: 'GET' } as const;

/** @see https://learn.microsoft.com/graph/api/resources/group */
export const groupRoutes: readonly Route[] = [
  {
    ...directory,
    path: '/groups',
    permission: 'groupRead',
    answer: (call) => page(call, MODELS.group, call.tenant.groups),
  },
  {
    ...directory,
    path: '/groups/{id}',
    permission: 'groupRead',
    answer: (call) => entity(call, MODELS.group, groupOf(call)),
  },
  {
    ...directory,
    path: '/groups/{id}/members',
    permission: 'groupMembers',
    units: 3,
    answer: (call) => page(call, MODELS.directoryObject, [follow(call)(groupOf(call), 'members') ?? []].flat()),
  },
];

function groupOf({ tenant, params }: RouteCall): Row {
  const id = params['id'] ?? '';
  if (!GUID.test(id)) throw new GraphFault(400, 'Request_BadRequest', `Invalid object identifier '${id}'.`);
  const row = tenant.groups.get(id.toLowerCase());
  if (row === undefined) throw noSuchObject(id);
  return row;
}
