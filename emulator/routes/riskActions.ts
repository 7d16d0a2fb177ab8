import type { Reply } from '../http/Reply.js';
import { GUID } from '../http/seeded.js';
import { GraphFault } from '../odata/index.js';
import { riskyServicePrincipalRow, riskyUserRow } from '../world/rows/directory.js';
import { ticks } from '../world/time.js';
import type { Row, Rows, TenantWorld } from '../world/World.js';
import { bodyObject, notFound } from './answers.js';
import type { Route, RouteCall } from './Route.js';

/** What an administrator decides about a risk. */
interface Decision {
  readonly riskLevel: 'high' | 'none';
  readonly riskState: 'confirmedCompromised' | 'confirmedSafe' | 'dismissed';
  readonly riskDetail: string;
}

/** Whom decisions are about. */
interface Kind {
  readonly parameter: string;
  readonly what: string;
  readonly risky: (tenant: TenantWorld) => Rows;
  /** The record of somebody who was not risky so far; undefined for who does not exist. */
  readonly fresh: (tenant: TenantWorld, id: string) => Row | undefined;
}

const USERS: Kind = {
  parameter: 'userIds',
  what: 'User',
  risky: ({ riskyUsers }) => riskyUsers,
  fresh(tenant, id) {
    const user = tenant.users.get(id);
    if (user === undefined) return undefined;
    const { displayName, userPrincipalName } = user;
    return riskyUserRow({ id, userDisplayName: displayName, userPrincipalName });
  },
};

const APPS: Kind = {
  parameter: 'servicePrincipalIds',
  what: 'Service principal',
  risky: ({ riskyServicePrincipals }) => riskyServicePrincipals,
  fresh(tenant, id) {
    const app = tenant.servicePrincipals.get(id);
    if (app === undefined) return undefined;
    const { appId, displayName, accountEnabled } = app;
    return riskyServicePrincipalRow({ id, appId, displayName, isEnabled: accountEnabled });
  },
};

const write = { workload: 'identityProtection', method: 'POST', licence: 'entraP2' } as const;
const users = { ...write, permission: 'riskyUserWrite' } as const;
const apps = { ...write, permission: 'riskyServicePrincipalWrite' } as const;
const [USER, APP] = ['/identityProtection/riskyUsers', '/identityProtection/riskyServicePrincipals'];

/**
 * 204 at once; the records say `isProcessing` until Entra has done it.
 *
 * @see https://learn.microsoft.com/graph/api/riskyuser-confirmcompromised
 */
export const riskActionRoutes: readonly Route[] = [
  { ...users, path: `${USER}/confirmCompromised`, answer: decide(USERS, compromised('adminConfirmedUserCompromised')) },
  { ...users, path: `${USER}/dismiss`, answer: decide(USERS, dismissed('adminDismissedAllRiskForUser')) },
  {
    ...users,
    path: `${USER}/confirmSafe`,
    answer: decide(USERS, { riskLevel: 'none', riskState: 'confirmedSafe', riskDetail: 'adminConfirmedAccountSafe' }),
  },
  {
    ...apps,
    path: `${APP}/confirmCompromised`,
    answer: decide(APPS, compromised('adminConfirmedServicePrincipalCompromised')),
  },
  { ...apps, path: `${APP}/dismiss`, answer: decide(APPS, dismissed('adminDismissedAllRiskForServicePrincipal')) },
];

function compromised(riskDetail: string): Decision {
  return { riskLevel: 'high', riskState: 'confirmedCompromised', riskDetail };
}

function dismissed(riskDetail: string): Decision {
  return { riskLevel: 'none', riskState: 'dismissed', riskDetail };
}

/** All of them or, where one is unknown, none. */
function decide(kind: Kind, decision: Decision): Route['answer'] {
  return (call) => {
    const risky = kind.risky(call.tenant);
    const rows = idsOf(call, kind).map((id) => risky.get(id) ?? kind.fresh(call.tenant, id) ?? unknown(kind, id));
    for (const row of rows) risky.put({ ...row, isProcessing: true });
    const { agenda, switches } = call.settings;
    agenda.at(call.now.getTime() + switches().riskMs, (at) => {
      for (const { id } of rows) settle(call.tenant, kind, id, decision, at);
    });
    return NO_CONTENT;
  };
}

const NO_CONTENT: Reply = { status: 204, headers: {} };

/** What was dismissed or found safe is that for each of its detections. */
function settle(tenant: TenantWorld, kind: Kind, id: string, decision: Decision, at: Date): void {
  const risky = kind.risky(tenant);
  const row = risky.get(id);
  const time = ticks(at.getTime());
  if (row !== undefined) risky.put({ ...row, ...decision, isProcessing: false, riskLastUpdatedDateTime: time });
  const { riskState, riskDetail } = decision;
  for (const detection of [...tenant.riskDetections]) {
    if (detection['userId'] !== id || detection['riskState'] !== 'atRisk') continue;
    tenant.riskDetections.put({ ...detection, riskState, riskDetail, lastUpdatedDateTime: time });
  }
}

function idsOf(call: RouteCall, { parameter }: Kind): string[] {
  const ids = bodyObject(call)[parameter];
  if (!Array.isArray(ids) || ids.length === 0) throw bad(`The parameter '${parameter}' must hold at least one id.`);
  return [...new Set(ids)].map((id: unknown) => {
    if (typeof id !== 'string' || !GUID.test(id)) throw bad(`The parameter '${parameter}' must hold GUIDs only.`);
    return id.toLowerCase();
  });
}

function unknown({ what }: Kind, id: string): never {
  throw notFound(what, id);
}

function bad(message: string): GraphFault {
  return new GraphFault(400, 'BadRequest', message);
}
