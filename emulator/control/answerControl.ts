import type { EmulatorClock } from '../EmulatorClock.js';
import type { HttpRequest } from '../http/listen.js';
import type { Reply } from '../http/Reply.js';
import type { RequestLog } from '../http/RequestLog.js';
import type { World } from '../world/World.js';
import type { Chaos, ChaosRule } from './Chaos.js';
import type { SwitchBoard } from './Switches.js';

/** What can be steered from outside. */
export interface Controlled {
  readonly log: RequestLog;
  readonly chaos: Chaos;
  readonly clock: EmulatorClock;
  readonly world: World;
  readonly switches: SwitchBoard;
  reset(): void;
}

export const CONTROL_ROOT = '/_emulator/';

/** `/_emulator/…`: what was received, what shall go wrong, what time it is. Needs no token, and is reachable from this machine only. */
export function answerControl(controlled: Controlled, request: HttpRequest): Reply {
  const path = request.target.split('?', 1)[0]?.slice(CONTROL_ROOT.length) ?? '';
  const verb = VERBS[`${request.method} ${path}`];
  if (verb === undefined) {
    return problem(
      404,
      `The emulator has no ${request.method} ${CONTROL_ROOT}${path}. It has: ${Object.keys(VERBS).join(', ')}.`,
    );
  }
  try {
    return verb(controlled, readBody(request));
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError) return problem(400, error.message);
    throw error;
  }
}

type Verb = (controlled: Controlled, body: Readonly<Record<string, unknown>>) => Reply;

const VERBS: Readonly<Record<string, Verb>> = {
  'GET requests': ({ log }) => json(200, { requests: log.requests(), tokenRequests: log.tokenRequests() }),
  'DELETE requests': ({ log }) => {
    log.clear();
    return done();
  },
  'POST chaos': ({ chaos }, body) => {
    for (const rule of rulesOf(body)) chaos.add(rule);
    return done();
  },
  'DELETE chaos': ({ chaos }) => {
    chaos.clear();
    return done();
  },
  'GET clock': ({ clock }) => json(200, { now: clock.now().toISOString() }),
  'POST clock': ({ clock }, body) => {
    moveClock(clock, body);
    return json(200, { now: clock.now().toISOString() });
  },
  'GET switches': ({ switches }) => json(200, switches.current),
  'POST switches': ({ switches }, body) => {
    switches.change(body);
    return json(200, switches.current);
  },
  'POST reset': (controlled) => {
    controlled.reset();
    return done();
  },
  'GET workspaces': ({ world }) => json(200, { workspaces: workspacesOf(world) }),
  'POST alerts': ({ world }, body) => injectAlert(world, body),
};

/** One rule, a list of them, or `{rules: […]}`. */
function rulesOf(body: Readonly<Record<string, unknown>>): ChaosRule[] {
  const rules: unknown = Array.isArray(body) ? body : (body['rules'] ?? body);
  const list: unknown[] = Array.isArray(rules) ? rules : [rules];
  if (list.every((rule) => typeof rule === 'object' && rule !== null)) return list;
  throw new RangeError('A chaos rule must be an object like {"match": {"path": "/users"}, "status": 503, "count": 1}.');
}

function moveClock(clock: EmulatorClock, body: Readonly<Record<string, unknown>>): void {
  const { now, advanceMs } = body;
  if (typeof now === 'string') return clock.set(now);
  if (typeof advanceMs === 'number' && advanceMs >= 0) return clock.advance(advanceMs);
  throw new RangeError('Say {"now": "2026-11-23T08:00:00Z"} or {"advanceMs": 60000}.');
}

/** What has been uploaded to Microsoft Sentinel, which itself gives nothing back. */
function workspacesOf({ tenants }: World): object[] {
  return [...tenants.values()].flatMap(({ tenantId, sentinel }) =>
    sentinel === null ? [] : [{ tenantId, workspaceId: sentinel.workspaceId, objects: [...sentinel.objects] }],
  );
}

function injectAlert(world: World, body: Readonly<Record<string, unknown>>): Reply {
  const { tenantId, alert } = body;
  if (typeof tenantId !== 'string' || !world.tenants.has(tenantId)) {
    throw new RangeError(`tenantId must be one of ${[...world.tenants.keys()].join(', ')}.`);
  }
  if (typeof alert !== 'object' || alert === null || Array.isArray(alert)) {
    throw new RangeError('alert must be an object; members left out are filled in.');
  }
  return json(201, world.injectAlert(tenantId, alert));
}

function readBody(request: HttpRequest): Readonly<Record<string, unknown>> {
  if (request.body.length === 0) return {};
  const body: unknown = JSON.parse(request.body.toString('utf8'));
  if (typeof body !== 'object' || body === null) throw new RangeError('The body must be a JSON object.');
  return body as Record<string, unknown>;
}

function json(status: number, body: unknown): Reply {
  return { status, headers: { 'Content-Type': 'application/json; charset=utf-8' }, body };
}

function done(): Reply {
  return { status: 204, headers: {} };
}

function problem(status: number, message: string): Reply {
  return json(status, { error: { code: 'EmulatorControl', message } });
}
