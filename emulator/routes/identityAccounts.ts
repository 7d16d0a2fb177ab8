import type { Reply } from '../http/Reply.js';
import { guid, seededRandom } from '../http/seeded.js';
import { MODELS } from '../model/index.js';
import { GraphFault } from '../odata/index.js';
import { MINUTE_MS } from '../world/time.js';
import type { Row } from '../world/World.js';
import { bodyObject, entity, notFound, notServed, page } from './answers.js';
import type { Route, RouteCall } from './Route.js';

const identities = { workload: 'security', licence: 'defender', permission: 'identityAccountRead' } as const;
const PATH = '/security/identities/identityAccounts';
/** How often the on-premises directory is synchronised. */
const SYNC_MS = 30 * MINUTE_MS;

interface Account {
  readonly actions: readonly string[];
  readonly identifier: string;
  readonly identityProvider: string;
}

/**
 * Accounts of people as Defender for Identity knows them, in the worldwide cloud only.
 *
 * @see https://learn.microsoft.com/graph/api/resources/security-identityaccounts
 */
export const identityAccountRoutes: readonly Route[] = [
  { ...identities, method: 'GET', path: PATH, answer: list },
  {
    ...identities,
    method: 'GET',
    path: `${PATH}/{id}`,
    answer: (call) => entity(call, MODELS.identityAccounts, rowOf(call)),
  },
  ...['', 'microsoft.graph.security.'].map((namespace): Route => ({
    ...identities,
    method: 'POST',
    path: `${PATH}/{id}/${namespace}invokeAction`,
    permission: 'identityAction',
    answer: invoke,
  })),
];

function list(call: RouteCall): Reply {
  checkCloud(call);
  return page(call, MODELS.identityAccounts, call.tenant.identityAccounts);
}

/** Done on premises at once; what Entra knows of the account follows with the next synchronisation. */
function invoke(call: RouteCall): Reply {
  const row = rowOf(call);
  const { accountId, action, identityProvider } = bodyObject(call);
  const account = (row['accounts'] as readonly Account[]).find((one) => one.identifier === accountId);
  if (account === undefined) throw notFound('Account', String(accountId).slice(0, 80));
  if (identityProvider !== account.identityProvider) throw bad('identityProvider is not that of the account.');
  if (typeof action !== 'string' || !account.actions.includes(action)) {
    throw bad(`The action '${String(action).slice(0, 80)}' is not supported for ${account.identityProvider}.`);
  }
  if (action === 'disable' || action === 'enable') switchAccount(call, row, action === 'enable');
  return answerOf(call, { accountId: account.identifier, action, identityProvider: account.identityProvider });
}

function switchAccount({ tenant, settings, now }: RouteCall, row: Row, isEnabled: boolean): void {
  tenant.identityAccounts.put({ ...row, isEnabled });
  settings.agenda.at(now.getTime() + SYNC_MS, () => {
    const accounts = row['accounts'] as readonly Account[];
    const userId = accounts.find(({ identityProvider }) => identityProvider === 'entraID')?.identifier ?? '';
    const user = tenant.users.get(userId);
    if (user !== undefined) tenant.users.put({ ...user, accountEnabled: isEnabled });
  });
}

function answerOf({ contextRoot, requestId }: RouteCall, result: Readonly<Record<string, string>>): Reply {
  const body = {
    '@odata.context': `${contextRoot}/$metadata#microsoft.graph.security.invokeActionResult`,
    ...result,
    correlationId: guid(seededRandom(`${requestId} ${JSON.stringify(result)}`)),
  };
  return { status: 200, headers: {}, body };
}

function rowOf(call: RouteCall): Row {
  checkCloud(call);
  const id = call.params['id'] ?? '';
  const row = call.tenant.identityAccounts.get(id.toLowerCase());
  if (row === undefined) throw notFound('Identity', id);
  return row;
}

function checkCloud({ tenant }: RouteCall): void {
  if (tenant.cloud !== 'GLOBAL') throw notServed('identityAccounts');
}

function bad(message: string): GraphFault {
  return new GraphFault(400, 'BadRequest', message);
}
