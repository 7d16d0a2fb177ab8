import type { Permission } from '../auth/permissions.js';
import type { Reply } from '../http/Reply.js';
import { guid, seededRandom } from '../http/seeded.js';
import { MODELS } from '../model/index.js';
import { GraphFault } from '../odata/index.js';
import { machineActionRow } from '../world/rows/response.js';
import { DAY_MS, ticks } from '../world/time.js';
import type { Row, TenantWorld } from '../world/World.js';
import { bodyObject, entity, notFound, page } from './answers.js';
import type { Route, RouteCall } from './Route.js';

/** What a body brings beside its `Comment`. */
interface Order {
  readonly scope?: string;
  readonly relatedFileInfo?: object;
}

type Body = ReadonlyMap<string, unknown>;

interface Verb {
  readonly path: string;
  readonly type: string;
  readonly permission: Permission;
  readonly read: (body: Body) => Order;
}

const NOTHING_MORE = (): Order => ({});

const VERBS: readonly Verb[] = [
  {
    path: 'isolate',
    type: 'Isolate',
    permission: 'machineIsolate',
    read: (body) => ({ scope: memberOf(body, 'IsolationType', ['Full', 'Selective', 'UnManagedDevice'], 'Full') }),
  },
  { path: 'unisolate', type: 'Unisolate', permission: 'machineIsolate', read: NOTHING_MORE },
  {
    path: 'restrictCodeExecution',
    type: 'RestrictCodeExecution',
    permission: 'machineRestrict',
    read: NOTHING_MORE,
  },
  {
    path: 'unrestrictCodeExecution',
    type: 'UnrestrictCodeExecution',
    permission: 'machineRestrict',
    read: NOTHING_MORE,
  },
  {
    path: 'runAntiVirusScan',
    type: 'RunAntiVirusScan',
    permission: 'machineScan',
    read: (body) => ({ scope: memberOf(body, 'ScanType', ['Quick', 'Full']) }),
  },
  {
    path: 'StopAndQuarantineFile',
    type: 'StopAndQuarantineFile',
    permission: 'machineQuarantine',
    read: (body) => ({ relatedFileInfo: { fileIdentifier: sha1Of(body), fileIdentifierType: 'Sha1' } }),
  },
  {
    path: 'collectInvestigationPackage',
    type: 'CollectInvestigationPackage',
    permission: 'machineCollect',
    read: NOTHING_MORE,
  },
];

const defender = { workload: 'defender', licence: 'defender' } as const;
const GOING_ON = ['Pending', 'InProgress'];
/** How long an order waits for a machine that says nothing. */
const PATIENCE_MS = 3 * DAY_MS;

/** Of Defender for Endpoint. @see https://learn.microsoft.com/defender-endpoint/api/machineaction */
export const machineActionRoutes: readonly Route[] = [
  ...VERBS.map((verb): Route => ({
    ...defender,
    method: 'POST',
    path: `/machines/{id}/${verb.path}`,
    permission: verb.permission,
    answer: (call) => order(call, verb),
  })),
  {
    ...defender,
    method: 'GET',
    path: '/machineactions',
    permission: 'machineRead',
    answer: (call) => page(call, MODELS.machineAction, [...call.tenant.machineActions].reverse()),
  },
  {
    ...defender,
    method: 'GET',
    path: '/machineactions/{id}',
    permission: 'machineRead',
    answer: (call) => entity(call, MODELS.machineAction, actionOf(call)),
  },
  { ...defender, method: 'POST', path: '/machineactions/{id}/cancel', permission: 'machineCancel', answer: cancel },
];

function order(call: RouteCall, { type, read }: Verb): Reply {
  const { tenant, params, caller, now, settings } = call;
  const machine = tenant.defenderMachines.get((params['id'] ?? '').toLowerCase());
  if (machine === undefined) throw notFound('Machine', params['id'] ?? '');
  const body = bodyOf(call);
  const requestorComment = commentOf(body);
  const special = read(body);
  refuseSecond(tenant, machine.id, type);
  const row = machineActionRow({
    id: guid(seededRandom(`${settings.seed} machine action ${tenant.tenantId} ${tenant.machineActions.size}`)),
    type,
    ...special,
    requestor: caller.appId,
    requestorComment,
    machineId: machine.id,
    computerDnsName: machine['computerDnsName'],
    creationDateTimeUtc: ticks(now.getTime()),
  });
  tenant.machineActions.put(row);
  plan(call, machine, row);
  return { ...entity(call, MODELS.machineAction, row), status: 201 };
}

/** A machine that is there takes the order and ends it; one that is not lets it run out. */
function plan({ tenant, settings, now }: RouteCall, machine: Row, { id, type }: Row): void {
  const { agenda, switches } = settings;
  const { actionMs, failingActions } = switches();
  const becomes = (status: string) => (at: Date) => turn(tenant, id, status, at);
  if (machine['healthStatus'] !== 'Active') {
    agenda.at(now.getTime() + PATIENCE_MS, becomes('TimeOut'));
    return;
  }
  agenda.at(now.getTime() + actionMs / 3, becomes('InProgress'));
  agenda.at(now.getTime() + actionMs, becomes(failingActions.includes(String(type)) ? 'Failed' : 'Succeeded'));
}

/** What has ended, or was cancelled, stays as it is. */
function turn({ machineActions }: TenantWorld, id: string, status: string, at: Date): void {
  const row = machineActions.get(id);
  if (row === undefined || !GOING_ON.includes(String(row['status']))) return;
  machineActions.put({ ...row, status, lastUpdateDateTimeUtc: ticks(at.getTime()) });
}

function cancel(call: RouteCall): Reply {
  const row = actionOf(call);
  const cancellationComment = commentOf(bodyOf(call));
  if (!GOING_ON.includes(String(row['status']))) {
    throw bad('BadRequest', `Action '${row.id}' cannot be cancelled: it is ${String(row['status'])}.`);
  }
  const at = ticks(call.now.getTime());
  const after = {
    ...row,
    ...{ status: 'Cancelled', cancellationRequestor: call.caller.appId, cancellationComment },
    ...{ cancellationDateTimeUtc: at, lastUpdateDateTimeUtc: at },
  };
  call.tenant.machineActions.put(after);
  return entity(call, MODELS.machineAction, after);
}

function refuseSecond({ machineActions }: TenantWorld, machineId: string, type: string): void {
  const isGoingOn = [...machineActions].some(
    (row) => row['machineId'] === machineId && row['type'] === type && GOING_ON.includes(String(row['status'])),
  );
  if (isGoingOn) throw bad('ActiveRequestAlreadyExists', 'Action is already in progress');
}

function actionOf({ tenant, params }: RouteCall): Row {
  const id = params['id'] ?? '';
  const row = tenant.machineActions.get(id.toLowerCase());
  if (row === undefined) throw notFound('Machine action', id);
  return row;
}

/** The service reads the names of members in any case. */
function bodyOf(call: RouteCall): Body {
  return new Map(Object.entries(bodyObject(call)).map(([name, value]) => [name.toLowerCase(), value]));
}

function commentOf(body: Body): string {
  const comment = body.get('comment');
  if (typeof comment === 'string' && comment.trim() !== '') return comment;
  throw bad('InvalidInput', 'Comment is required.');
}

function memberOf(body: Body, name: string, members: readonly string[], fallback?: string): string {
  const value = body.get(name.toLowerCase()) ?? fallback;
  if (typeof value === 'string' && members.includes(value)) return value;
  throw bad('InvalidInput', `${name} must be one of: ${members.join(', ')}.`);
}

function sha1Of(body: Body): string {
  const sha1 = body.get('sha1');
  if (typeof sha1 === 'string' && /^[0-9a-f]{40}$/i.test(sha1)) return sha1;
  throw bad('InvalidInput', 'Sha1 must be the SHA-1 hash of a file, 40 hexadecimal digits.');
}

function bad(code: string, message: string): GraphFault {
  return new GraphFault(400, code, message);
}
