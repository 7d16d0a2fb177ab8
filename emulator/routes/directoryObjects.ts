import type { Reply } from '../http/Reply.js';
import { GUID, seededRandom, shuffled } from '../http/seeded.js';
import type { EntityModel } from '../model/EntityModel.js';
import { MODELS } from '../model/index.js';
import { GraphFault } from '../odata/index.js';
import { getByIdsUnits } from '../throttle/resourceUnits.js';
import { bodyObject, page } from './answers.js';
import { directoryObject, memberView } from './lookUp.js';
import type { Route, RouteCall } from './Route.js';

const MAX_IDS = 1000;
const WHOLE: EntityModel = { ...MODELS.directoryObject, pageSize: MAX_IDS };

/** @see https://learn.microsoft.com/graph/api/directoryobject-getbyids */
export const directoryObjectRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/directoryObjects/getByIds',
    workload: 'directory',
    permission: 'getByIds',
    isRead: true,
    units: getByIdsUnits,
    answer: getByIds,
  },
];

/** Misses are left out, the order is anybody's, and of `$` options only `$select` means something. */
function getByIds(call: RouteCall): Reply {
  const { ids, types } = readBody(call);
  const found = [...new Set(ids.map((id) => id.toLowerCase()))].flatMap((id) => {
    const row = directoryObject(call.tenant, id);
    return row === undefined || !isOfTypes(String(row['@odata.type']), types)
      ? []
      : [memberView(row, call.caller.roles)];
  });
  const rows = shuffled(found, seededRandom(`${call.settings.seed} ${ids.join()}`));
  const { rawQuery, raw, select } = call.options;
  const options = select === undefined ? { rawQuery, raw } : { rawQuery, raw, select };
  return page({ ...call, options }, WHOLE, rows);
}

function readBody(call: RouteCall): { readonly ids: readonly string[]; readonly types: readonly string[] } {
  const { ids, types } = bodyObject(call);
  if (!isStrings(ids)) throw bad("The parameter 'ids' must be a collection of strings.");
  if (types !== undefined && types !== null && !isStrings(types)) {
    throw bad("The parameter 'types' must be a collection of strings.");
  }
  if (ids.length > MAX_IDS) throw bad(`Too many ids specified: ${ids.length}. Max allowed: ${MAX_IDS}.`);
  if (!ids.every((id) => GUID.test(id))) throw bad('Invalid GUID specified.');
  return { ids, types: types ?? [] };
}

function isOfTypes(odataType: string, types: readonly string[]): boolean {
  if (types.length === 0) return true;
  const name = odataType.replace('#microsoft.graph.', '').toLowerCase();
  return types.some((type) =>
    ['directoryobject', name].includes(type.replace(/^#?microsoft\.graph\./i, '').toLowerCase()),
  );
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function bad(message: string): GraphFault {
  return new GraphFault(400, 'Request_BadRequest', message);
}
