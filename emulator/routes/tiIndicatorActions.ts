import type { Reply } from '../http/Reply.js';
import { FAILED_ITEM, RESULTS } from '../indicators/guesses.js';
import type { ResultInfo } from '../indicators/guesses.js';
import { DEFENDER, readTiIndicator } from '../indicators/tiRules.js';
import type { Draft } from '../indicators/values.js';
import { MODELS } from '../model/index.js';
import { GraphFault, includesUnknownMembers, shape } from '../odata/index.js';
import { guidOf } from '../world/random.js';
import { tiIndicatorRow } from '../world/rows/indicators.js';
import type { Row } from '../world/World.js';
import { bodyObject } from './answers.js';
import { change, inBeta, ingest, ownById, ownOf, roomOf } from './indicators.js';
import type { Route, RouteCall } from './Route.js';

const MOST = 100;
const TYPE = 'microsoft.graph.tiIndicator';

const ACTIONS: Readonly<Record<string, (call: RouteCall) => Reply>> = {
  submitTiIndicators: submit,
  updateTiIndicators: update,
  deleteTiIndicators: (call) => deletion(call, (id) => deleteOne(call, id)),
  deleteTiIndicatorsByExternalId: (call) => {
    const own = ownOf(call);
    return deletion(call, (externalId) => deleteByExternalId(call, own, externalId));
  },
};

/**
 * Up to a hundred indicators at once: 206 where some could not be done, each item for itself. Clients write the actions with and
 * without their namespace.
 *
 * @see https://learn.microsoft.com/graph/api/tiindicator-submittiindicators?view=graph-rest-beta
 */
export const tiIndicatorActionRoutes: readonly Route[] = Object.entries(ACTIONS).flatMap(([name, act]) =>
  [name, `microsoft.graph.${name}`].map(
    (segment) =>
      ({
        workload: 'tiIndicators',
        permission: 'tiIndicatorOwn',
        method: 'POST',
        path: `/security/tiIndicators/${segment}`,
        answer: (call) => {
          inBeta(call);
          return act(call);
        },
      }) satisfies Route,
  ),
);

function submit(call: RouteCall): Reply {
  const drafts = itemsOf(call).map(readTiIndicator);
  const room = roomOf(call);
  return listOf(call, drafts, 'create', (draft) => ingest(call, draft, room));
}

function update(call: RouteCall): Reply {
  return listOf(call, itemsOf(call).map(readTiIndicator), 'update', (draft) => {
    const { id } = draft;
    const row = typeof id === 'string' ? ownById(call, id) : undefined;
    if (row === undefined) return `Indicator '${String(id)}' was not found.`;
    return row['targetProduct'] === DEFENDER ? `${DEFENDER} has no bulk update.` : change(call, row, draft);
  });
}

/** The indicators in the order asked; one that failed carries its reason. */
function listOf(
  call: RouteCall,
  drafts: readonly Draft[],
  doing: 'create' | 'update',
  act: (draft: Draft) => Row | string,
): Reply {
  const done = drafts.map((draft) => ({ draft, result: act(draft) }));
  const value = done.map(({ draft, result }) =>
    typeof result === 'string' ? failed(call, draft, doing, result) : printed(call, result),
  );
  const isPartial = done.some(({ result }) => typeof result === 'string');
  return bulk(call, TYPE, value, isPartial);
}

function failed(call: RouteCall, draft: Draft, doing: 'create' | 'update', message: string): object {
  const target = guidOf(`ti/refused/${call.tenant.tenantId}/${call.tenant.nextSerial()}`);
  const row = tiIndicatorRow({ ...draft, id: FAILED_ITEM[doing], azureTenantId: call.tenant.tenantId });
  return { ...printed(call, row), Error: JSON.stringify({ error: { code: 'InvalidInput', message, target } }) };
}

function printed(call: RouteCall, row: Row): object {
  const shaping = { includesUnknownMembers: includesUnknownMembers(call.headers), isInList: true };
  return { '@odata.type': `#${TYPE}`, ...shape(MODELS.tiIndicator, row, shaping) };
}

function deletion(call: RouteCall, act: (key: string) => ResultInfo): Reply {
  const keys = itemsOf(call).map((item) => {
    if (typeof item !== 'string') throw bad("The parameter 'value' must be a collection of strings.");
    return item;
  });
  const value = keys.map(act);
  const isPartial = value.some(({ code }) => code !== 0);
  return bulk(call, 'microsoft.graph.resultInfo', value, isPartial);
}

function deleteOne(call: RouteCall, id: string): ResultInfo {
  const row = ownById(call, id);
  if (row === undefined) return RESULTS.notFound(id);
  if (row['targetProduct'] === DEFENDER) return RESULTS.notBulk(id);
  call.tenant.tiIndicators.delete(row.id);
  return RESULTS.done;
}

/** All of that external id, as long as they are there. */
function deleteByExternalId({ tenant }: RouteCall, own: readonly Row[], externalId: string): ResultInfo {
  const isThere = ({ id }: Row): boolean => tenant.tiIndicators.get(id) !== undefined;
  const rows = own.filter((row) => row['externalId'] === externalId && isThere(row));
  if (rows.length === 0) return RESULTS.notFound(externalId);
  if (rows.some((row) => row['targetProduct'] === DEFENDER)) return RESULTS.notBulk(externalId);
  for (const { id } of rows) tenant.tiIndicators.delete(id);
  return RESULTS.done;
}

function bulk(call: RouteCall, type: string, value: readonly object[], isPartial: boolean): Reply {
  const context = `${call.contextRoot}/$metadata#Collection(${type})`;
  return { status: isPartial ? 206 : 200, headers: {}, body: { '@odata.context': context, value } };
}

function itemsOf(call: RouteCall): readonly unknown[] {
  const { value } = bodyObject(call);
  if (!Array.isArray(value) || value.length === 0)
    throw bad("The parameter 'value' must be a collection that is not empty.");
  if (value.length > MOST) throw bad(`The parameter 'value' has ${value.length} items; it may have ${MOST}.`);
  return value as unknown[];
}

function bad(message: string): GraphFault {
  return new GraphFault(400, 'BadRequest', message);
}
