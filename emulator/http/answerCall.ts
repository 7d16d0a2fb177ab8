import { checkAccess } from '../auth/refusals.js';
import { GraphFault, readOptions } from '../odata/index.js';
import type { QueryOptions } from '../odata/index.js';
import type { Route, RouteSettings } from '../routes/Route.js';
import type { Router, RouteMatch } from '../routes/router.js';
import { resourceUnits } from '../throttle/resourceUnits.js';
import type { Throttle } from '../throttle/Throttle.js';
import { errorReply, throttledReply } from './errors.js';
import type { ErrorStamp } from './errors.js';
import type { GraphCall, Reply } from './Reply.js';

/** What answering one call needs. */
export interface Answering {
  readonly router: Router;
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
    const match = answering.router.find(call.method, call.path);
    const options = readOptions(call.rawQuery);
    const units = unitsOf(match.route, options);
    const verdict = answering.throttle.take(
      {
        workload: match.route.workload,
        appId: call.caller.appId,
        tenantId: call.caller.tenant.tenantId,
        tenantUsers: call.caller.tenant.users.size,
        resourceUnits: units,
        isWrite: call.method !== 'GET' && !match.route.path.endsWith('/getByIds'),
      },
      now.getTime(),
    );
    const headers = { ...verdict.headers, ...unitHeader(match.route, units) };
    if (verdict.refusedBy !== null) return throttledReply(stamp, verdict.retryAfterSeconds, headers);
    const reply = refusable(stamp, () => routed(answering, call, match, options, now));
    return { ...reply, headers: { ...commonHeaders(call, reply), ...headers, ...reply.headers } };
  } catch (error) {
    return refused(stamp, error);
  }
}

function routed(answering: Answering, call: GraphCall, match: RouteMatch, options: QueryOptions, now: Date): Reply {
  const { tenant, roles } = call.caller;
  checkAccess(match.route, tenant, roles);
  const isCount = match.isCount;
  if (isCount) checkCount(match.route, call);
  const reply = match.route.answer({
    ...call,
    params: match.params,
    options: isCount ? { ...options, count: true, top: 1 } : options,
    tenant,
    settings: answering.settings,
    now,
  });
  return isCount ? countOnly(reply) : reply;
}

/** `/$count` needs the advanced engine of the directory. */
function checkCount(route: Route, call: GraphCall): void {
  if (route.method !== 'GET' || route.workload !== 'directory' || route.path.endsWith('}')) {
    throw new GraphFault(400, 'BadRequest', "Resource not found for the segment '$count'.");
  }
  if (call.headers['consistencylevel']?.toLowerCase() !== 'eventual') {
    throw new GraphFault(400, 'Request_BadRequest', '$count is not currently supported.');
  }
}

function countOnly(reply: Reply): Reply {
  const count = (reply.body as { '@odata.count'?: number })['@odata.count'] ?? 0;
  return { status: 200, headers: { 'Content-Type': 'text/plain' }, text: String(count) };
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

function unitsOf(route: Route, options: QueryOptions): number {
  return typeof route.units === 'function' ? route.units(options) : resourceUnits(route.units ?? 1, options);
}

function unitHeader(route: Route, units: number): Record<string, string> {
  return route.workload === 'directory' ? { 'x-ms-resource-unit': String(units) } : {};
}

function commonHeaders(call: GraphCall, reply: Reply): Record<string, string> {
  const isUnmasked = call.headers['prefer']?.toLowerCase().includes('include-unknown-enum-members') === true;
  return {
    'Cache-Control': 'no-cache',
    ...(reply.status === 204 ? {} : { 'Content-Type': JSON_TYPE }),
    'OData-Version': '4.0',
    ...(isUnmasked ? { 'Preference-Applied': 'include-unknown-enum-members' } : {}),
  };
}
