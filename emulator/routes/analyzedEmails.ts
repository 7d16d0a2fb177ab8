import type { Reply } from '../http/Reply.js';
import { words } from '../model/declare.js';
import { MODELS } from '../model/index.js';
import { RESPONSE_ENUMS } from '../model/responseTypes.js';
import { GraphFault } from '../odata/index.js';
import { analyzedEmails } from '../world/response.js';
import { ticks } from '../world/time.js';
import type { Row, TenantWorld } from '../world/World.js';
import { bodyObject, entity, notFound, page } from './answers.js';
import type { Route, RouteCall } from './Route.js';

const messages = { workload: 'security', licence: 'defender', permission: 'analyzedMessageRead' } as const;
const PATH = '/security/collaboration/analyzedEmails';

/** Where each action takes a message. */
const LOCATIONS: Readonly<Record<string, string>> = {
  moveToJunk: 'junkFolder',
  moveToInbox: 'inbox_folder',
  hardDelete: 'dropped',
  softDelete: 'deletedFolder',
  moveToDeletedItems: 'deletedFolder',
  moveToQuarantine: 'quarantine',
};

interface Remedy {
  readonly displayName: string;
  readonly location: string;
}

/** @see https://learn.microsoft.com/graph/api/resources/security-analyzedemail */
export const analyzedEmailRoutes: readonly Route[] = [
  {
    ...messages,
    method: 'GET',
    path: PATH,
    answer: (call) => page(call, MODELS.analyzedEmail, analyzedEmails(call.tenant)),
  },
  {
    ...messages,
    method: 'GET',
    path: `${PATH}/{id}`,
    answer: (call) => entity(call, MODELS.analyzedEmail, messageOf(call.tenant, { id: call.params['id'] ?? '' })),
  },
  ...['', 'microsoft.graph.security.'].map((namespace): Route => ({
    ...messages,
    method: 'POST',
    path: `${PATH}/${namespace}remediate`,
    permission: 'analyzedMessageWrite',
    answer: remediate,
  })),
];

/** 202; the messages lie elsewhere when the work is done. */
function remediate(call: RouteCall): Reply {
  const { displayName, severity, action, analyzedEmails: written } = bodyObject(call);
  if (typeof displayName !== 'string' || displayName.trim() === '')
    throw bad("The parameter 'displayName' is required.");
  checkMember('severity', severity, 'remediationSeverity');
  checkMember('action', action, 'remediationAction');
  if (!Array.isArray(written) || written.length === 0) {
    throw bad("The parameter 'analyzedEmails' must hold at least one message.");
  }
  const rows = written.map((one: unknown) => messageOf(call.tenant, named(one)));
  const { agenda, switches } = call.settings;
  if (!switches().failingActions.includes(String(action))) {
    const remedy = { displayName, location: LOCATIONS[String(action)] ?? 'others' };
    agenda.at(call.now.getTime() + switches().actionMs, (at) => {
      for (const { id } of rows) moveMessage(call.tenant, id, remedy, at);
    });
  }
  return { status: 202, headers: {} };
}

function moveMessage(tenant: TenantWorld, id: string, { displayName, location }: Remedy, at: Date): void {
  const row = tenant.analyzedEmails.get(id);
  if (row === undefined) return;
  const event = {
    ...{ eventDateTime: ticks(at.getTime()), eventDetails: displayName, eventResult: 'Success' },
    ...{ eventSource: 'admin', eventThreats: [], eventType: 'unknown' },
  };
  tenant.analyzedEmails.put({
    ...row,
    latestDelivery: { ...(row['latestDelivery'] as object), location },
    timelineEvents: [...(row['timelineEvents'] as readonly object[]), event],
  });
}

/** A message by its id, or by the message and the mailbox that it lies in. */
interface Name {
  readonly id?: unknown;
  readonly networkMessageId?: unknown;
  readonly recipientEmailAddress?: unknown;
}

function named(written: unknown): Name {
  if (typeof written === 'object' && written !== null) return written;
  throw bad(
    "Each of 'analyzedEmails' must be an object with its id, or its networkMessageId and recipientEmailAddress.",
  );
}

function messageOf(tenant: TenantWorld, { id, networkMessageId, recipientEmailAddress }: Name): Row {
  const rows = analyzedEmails(tenant);
  const row =
    typeof id === 'string'
      ? rows.get(id)
      : [...rows].find(
          (one) =>
            one['networkMessageId'] === networkMessageId && one['recipientEmailAddress'] === recipientEmailAddress,
        );
  if (row === undefined) throw notFound('Analyzed email', String(id ?? networkMessageId).slice(0, 80));
  return row;
}

function checkMember(name: string, value: unknown, type: string): void {
  const members = words(RESPONSE_ENUMS[type] ?? '').filter((member) => member !== 'unknownFutureValue');
  if (typeof value === 'string' && members.includes(value)) return;
  throw bad(`The parameter '${name}' must be one of: ${members.join(', ')}.`);
}

function bad(message: string): GraphFault {
  return new GraphFault(400, 'BadRequest', message);
}
