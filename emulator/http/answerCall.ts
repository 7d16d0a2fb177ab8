import { checkAccess } from '../auth/refusals.js';
import { GraphFault, readOptions } from '../odata/index.js';
import type { QueryOptions } from '../odata/index.js';
import { readsSignInActivity } from '../routes/signInActivity.js';
import type { Route, RouteSettings } from '../routes/Route.js';
import type { Router, RouteMatch } from '../routes/router.js';
import { resourceUnits } from '../throttle/resourceUnits.js';
import type { Draw, Throttle } from '../throttle/Throttle.js';
import { errorReply, throttledReply } from './errors.js';
import type { ErrorStamp } from './errors.js';
import type { GraphCall, Reply } from './Reply.js';

/** What answering one call needs. */
export interface Answering {
  readonly router: Router;
  /** Of Defender for Endpoint. */
  readonly defenderRouter: Router;
  /** Of Microsoft Sentinel. */
  readonly sentinelRouter: Router;
  readonly throttle: Throttle;
  readonly settings: RouteSettings;
  readonly now: () => Date;
}

const JSON_TYPE = 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

/** Answers one call, plain or part of a batch: route, throttle, permission, then the route itself. Refusals come in Graph's shape. */
export function answerCall(answering: Answering, call: GraphCall): Reply {
  const now = answering.now();
  const stamp: ErrorStamp = { now, requestId: call.requestId, clientRequestId: call.clientRequestId };
  try {
    const match = routerOf(answering, call).find(call.method, call.path);
    const options = readOptions(call.rawQuery);
    const draw = drawOf(call, match.route, options);
    const verdict = answering.throttle.take(draw, now.getTime());
    const headers = { ...verdict.headers, ...unitHeader(draw) };
    if (verdict.refusedBy !== null) return throttledReply(stamp, verdict.retryAfterSeconds, headers);
    const reply = refusable(stamp, () => routed(answering, call, match, options, now));
    return { ...reply, headers: { ...commonHeaders(call, reply), ...headers, ...reply.headers } };
  } catch (error) {
    return refused(stamp, error);
  }
}

function routerOf({ router, defenderRouter, sentinelRouter }: Answering, { version }: GraphCall): Router {
  if (version === 'api') return defenderRouter;
  return version === 'workspaces' ? sentinelRouter : router;
}

/** What the call takes from the limits. */
function drawOf(call: GraphCall, route: Route, options: QueryOptions): Draw {
  const { appId, tenant } = call.caller;
  return {
    workload: route.workload,
    appId,
    tenantId: tenant.tenantId,
    tenantUsers: tenant.users.size,
    resourceUnits: typeof route.units === 'function' ? route.units(options) : resourceUnits(route.units ?? 1, options),
    isWrite: call.method !== 'GET' && route.isRead !== true,
    readsSignInActivity: readsSignInActivity(options),
  };
}

function routed(answering: Answering, call: GraphCall, match: RouteMatch, options: QueryOptions, now: Date): Reply {
  const { tenant, roles } = call.caller;
  const { route, params, isCount } = match;
  checkAccess(route, tenant, roles);
  const reply = route.answer({ ...call, params, options, isCount, tenant, settings: answering.settings, now });
  if (isCount && reply.text === undefined) throw nothingToCount();
  return reply;
}

function nothingToCount(): GraphFault {
  return new GraphFault(400, 'BadRequest', "Resource not found for the segment '$count'.");
}

function refusable(stamp: ErrorStamp, answer: () => Reply): Reply {
  try {
    return answer();
  } catch (error) {
    return refused(stamp, error);
  }
}

function refused(stamp: ErrorStamp, error: unknown): Reply {
  if (!(error instanceof GraphFault)) throw error;
  return errorReply(stamp, error.status, error.code, error.message, error.headers);
}

function unitHeader({ workload, resourceUnits: units }: Draw): Record<string, string> {
  return workload === 'directory' ? { 'x-ms-resource-unit': String(units) } : {};
}

function commonHeaders(call: GraphCall, reply: Reply): Record<string, string> {
  if (call.version === 'workspaces') return { 'Content-Type': 'application/json; charset=utf-8' };
  const isUnmasked = call.headers['prefer']?.toLowerCase().includes('include-unknown-enum-members') === true;
  return {
    'Cache-Control': 'no-cache',
    ...(reply.status === 204 ? {} : { 'Content-Type': JSON_TYPE }),
    'OData-Version': '4.0',
    ...(isUnmasked ? { 'Preference-Applied': 'include-unknown-enum-members' } : {}),
  };
}
