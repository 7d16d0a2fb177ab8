import type { Reply } from '../http/Reply.js';
import { DefenderRoom } from '../indicators/DefenderRoom.js';
import {
  DEFENDER,
  changesOf,
  problemOfChange,
  problemOfNew,
  readTiIndicator,
  withoutStamps,
} from '../indicators/tiRules.js';
import type { Draft } from '../indicators/values.js';
import { MODELS } from '../model/index.js';
import { GraphFault } from '../odata/index.js';
import { guidOf } from '../world/random.js';
import { tiIndicatorRow } from '../world/rows/indicators.js';
import type { Row } from '../world/World.js';
import { bodyObject, entity, notFound, page, prefersRepresentation } from './answers.js';
import type { Route, RouteCall } from './Route.js';

const own = { workload: 'tiIndicators', permission: 'tiIndicatorOwn' } as const;

/**
 * Indicators of Microsoft Graph: in beta, in the worldwide cloud, and to each application its own.
 *
 * @see https://learn.microsoft.com/graph/api/resources/tiindicator?view=graph-rest-beta
 */
export const tiIndicatorRoutes: readonly Route[] = [
  {
    ...own,
    method: 'GET',
    path: '/security/tiIndicators',
    answer: (call) => page(call, MODELS.tiIndicator, ownOf(call)),
  },
  {
    ...own,
    method: 'GET',
    path: '/security/tiIndicators/{id}',
    answer: (call) => entity(call, MODELS.tiIndicator, asked(call)),
  },
  { ...own, method: 'POST', path: '/security/tiIndicators', answer: create },
  { ...own, method: 'PATCH', path: '/security/tiIndicators/{id}', answer: update },
  { ...own, method: 'DELETE', path: '/security/tiIndicators/{id}', answer: remove },
];

function create(call: RouteCall): Reply {
  inBeta(call);
  const draft = readTiIndicator(bodyObject(call));
  const row = ingest(call, draft, roomOf(call));
  if (typeof row === 'string') throw refused(row);
  return { ...entity(call, MODELS.tiIndicator, row), status: 201 };
}

/** 204, or 200 with the indicator where that is preferred. */
function update(call: RouteCall): Reply {
  const row = change(call, asked(call), readTiIndicator(bodyObject(call)));
  if (typeof row === 'string') throw refused(row);
  return prefersRepresentation(call) ? entity(call, MODELS.tiIndicator, row) : { status: 204, headers: {} };
}

function remove(call: RouteCall): Reply {
  call.tenant.tiIndicators.delete(asked(call).id);
  return { status: 204, headers: {} };
}

/** Counted as the call begins. */
export function roomOf({ tenant, settings, now }: RouteCall): DefenderRoom {
  return new DefenderRoom(tenant, settings.indicatorQuota, now);
}

/** Takes a new indicator in, stamped; or says why its product does not take it. */
export function ingest(call: RouteCall, draft: Draft, room: DefenderRoom): Row | string {
  const problem = problemOfNew(draft, call.now) ?? (draft['targetProduct'] === DEFENDER ? room.problem() : null);
  if (problem !== null) return problem;
  const { tenant, caller, now } = call;
  const serial = tenant.nextSerial();
  const row = tiIndicatorRow({
    ...withoutStamps(draft),
    id:
      draft['targetProduct'] === DEFENDER ? String(1_000_000 + serial) : guidOf(`ti/${tenant.tenantId}/new/${serial}`),
    azureTenantId: tenant.tenantId,
    ingestedDateTime: now.toISOString(),
    ownerAppId: caller.appId,
  });
  tenant.tiIndicators.put(row);
  if (draft['targetProduct'] === DEFENDER) room.take();
  return row;
}

/** Changes an indicator, or says why not. */
export function change(call: RouteCall, before: Row, draft: Draft): Row | string {
  const problem = problemOfChange(draft, before, call.now);
  if (problem !== null) return problem;
  const after: Row = { ...before, ...changesOf(draft) };
  call.tenant.tiIndicators.put(after);
  return after;
}

/** @throws GraphFault 400 outside beta and the worldwide cloud */
export function inBeta(call: RouteCall): void {
  if (call.version === 'beta' && call.tenant.cloud === 'GLOBAL') return;
  throw new GraphFault(400, 'BadRequest', "Resource not found for the segment 'tiIndicators'.");
}

export function ownOf(call: RouteCall): readonly Row[] {
  inBeta(call);
  return [...call.tenant.tiIndicators].filter((row) => row['ownerAppId'] === call.caller.appId);
}

/** An indicator of the calling application; undefined for those of others, too. */
export function ownById(call: RouteCall, id: string): Row | undefined {
  const row = call.tenant.tiIndicators.get(id.toLowerCase());
  return row?.['ownerAppId'] === call.caller.appId ? row : undefined;
}

function asked(call: RouteCall): Row {
  inBeta(call);
  const id = call.params['id'] ?? '';
  const row = ownById(call, id);
  if (row === undefined) throw notFound('Indicator', id);
  return row;
}

function refused(problem: string): GraphFault {
  return new GraphFault(400, 'BadRequest', problem);
}
