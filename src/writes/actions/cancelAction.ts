import type { InvokeActionsPayload } from '../../../schema/ActionWrites.js';
import type { ActionService } from '../../../schema/enums.js';
import { badInput, SecgraphError } from '../../errors/SecgraphError.js';
import { FINAL_ACTION_STATES, type Action } from '../../journal/Action.js';
import type { JobItem, Json } from '../../journal/Job.js';
import { listedBy } from '../../loaders/actions.js';
import { asError } from '../../loaders/tenantwise.js';
import { marked } from '../../sources/foundAction.js';
import { readOwnId } from '../../pivots/nouns.js';
import type { Asking, Mutation, Prepared, WriteArgs } from '../Mutation.js';
import { refused, sendEach } from '../sending.js';
import type { Desk, Sending, Verb } from '../Verb.js';
import { tellActions } from './actionOutcomes.js';
import { performersOf } from './performers.js';

export interface CancelActionArgs extends WriteArgs {
  readonly id: string;
}

/** What its one item carries. */
interface Cancelling {
  /** The key in its global id. */
  readonly key: string;
}

const verb: Verb = {
  name: 'cancelAction',
  itemsAtOnce: 1,
  send: (items, desk) => sendEach(items, (item) => cancel(item, desk)),
};

/** Calls off one response action: one that waits, or one that its service can still stop. */
export const cancelAction: Mutation<CancelActionArgs, InvokeActionsPayload> = {
  verb,
  role: 'actions:invoke',
  prepare,
  tell: tellActions,
};

function prepare({ id }: CancelActionArgs, { operation }: Asking): Prepared {
  const own = readOwnId(id);
  if (own?.type !== 'SecurityAction') throw badInput('id', 'give the global id of a response action.');
  const { tenantId, key } = own;
  const app = operation.place(tenantId).tenant.clientId;
  const change: Cancelling = { key };
  return { items: [{ tenantId, app, target: id, change: change as unknown as Json }] };
}

async function cancel({ change }: JobItem, desk: Desk): Promise<Sending> {
  const { key } = change as unknown as Cancelling;
  const listed = listedBy(key);
  if (!listed) return cancelOurs(key, desk);
  return doneAs(key, await callOff(listed.service, listed.remoteId, desk));
}

async function cancelOurs(actionId: string, desk: Desk): Promise<Sending> {
  const { operation, place, job } = desk;
  const { actions } = operation.stores.journal;
  const [known] = await actions.byIds([actionId]);
  // The caller was let into the tenant that its id names, and into no other.
  if (known?.tenantId !== place.tenant.tenantId) return refused('UPSTREAM_NOT_FOUND', 'There is no such action.');
  if (await actions.cancelUnsent(actionId, job.caller)) return doneAs(actionId, null);
  // Whoever was just sending it may have written down more of it.
  const [action = known] = await actions.byIds([actionId]);
  if (FINAL_ACTION_STATES.includes(action.state)) return tooLate(action);
  const requestId = await callOff(action.remoteKind as ActionService, action.remoteId, desk);
  await actions.update(actionId, { state: 'CANCELLED', cancelledBy: job.caller, message: job.reason });
  return doneAs(actionId, requestId);
}

/** @returns request-id */
function callOff(service: ActionService | null, remoteId: string | null, desk: Desk): Promise<string | null> {
  const { operation, place, job } = desk;
  const performer = service && performersOf(operation.stores.sources)[service];
  if (!performer?.cancel) {
    throw new SecgraphError(
      'UNSUPPORTED_CHANGE',
      'Who runs this action cannot call it off. See reversedBy for what undoes it.',
    );
  }
  if (remoteId === null) {
    throw new SecgraphError('CONFLICT', 'It is on its way in this moment: ask again when it has an id where it runs.');
  }
  return performer.cancel(remoteId, marked(job.reason ?? '', job.id), place).catch(asTooLate);
}

/** Services call a mistake what comes too late. */
function asTooLate(thrown: unknown): never {
  const error = asError(thrown);
  if (error.code !== 'UPSTREAM_REFUSED') throw error;
  const message = 'Who runs it does not call it off any more: it has ended, or is about to. Ask for it again.';
  throw new SecgraphError('CONFLICT', message, error.facts, { cause: error });
}

function tooLate({ state, targetLabel }: Action): Sending {
  return refused('CONFLICT', `The action on ${targetLabel} has ended: it is ${state}. There is nothing to cancel.`);
}

function doneAs(actionId: string, requestId: string | null): Sending {
  return { kind: 'done', after: { actionId, joined: false, state: 'CANCELLED' }, requestId };
}
