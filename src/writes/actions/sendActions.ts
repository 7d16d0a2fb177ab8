import type { ActionService } from '../../../schema/enums.js';
import type { ErrorCode } from '../../errors/codes.js';
import { SecgraphError } from '../../errors/SecgraphError.js';
import { catalogued } from '../../actions/catalogue.js';
import type { Action, NewAction } from '../../journal/Action.js';
import type { JobItem, Json } from '../../journal/Job.js';
import { forgetNouns } from '../../loaders/forgotten.js';
import { grouped } from '../../util/grouped.js';
import { stableJson } from '../../util/stableJson.js';
import { refused } from '../sending.js';
import type { Desk, Sending } from '../Verb.js';
import type { ActionChange, Order, Placed } from './Order.js';
import { performersOf } from './performers.js';

/** An item on its way: what is to be sent, or how it has ended without. */
type Opened = { readonly order: Order } | { readonly sending: Sending };

/**
 * Sends response actions of one tenant. Each is opened in the journal first, under its target and slot: who finds the same
 * under way joins it, who finds the opposite is refused.
 */
export async function sendActions(items: readonly JobItem[], desk: Desk): Promise<readonly Sending[]> {
  const known = await knownActions(items, desk);
  const opened: Opened[] = [];
  // One after the other: of two items that are the same, the second joins the first.
  for (const item of items) opened.push(await open(item, known.get(changeOf(item).actionId), desk));
  return settled(opened, desk, (orders, service) =>
    performersOf(desk.operation.stores.sources)[service].place(orders, desk),
  );
}

/** What became of actions that were on their way when the process ended. `later` sends again what never left. */
export async function lookForActions(items: readonly JobItem[], desk: Desk): Promise<readonly Sending[]> {
  const known = await knownActions(items, desk);
  const opened = items.map((item): Opened => {
    const action = known.get(changeOf(item).actionId);
    if (!action || isUnsent(action)) return { sending: neverLeft() };
    return ended(action) ?? { order: orderOf(changeOf(item), action) };
  });
  return settled(opened, desk, async (orders, service) => {
    const { look } = performersOf(desk.operation.stores.sources)[service];
    const found = look ? await look(orders, desk) : [];
    return orders.map((_, index) => found[index] ?? { kind: 'unknown', error: lost() });
  });
}

async function settled(
  opened: readonly Opened[],
  desk: Desk,
  perform: (orders: readonly Order[], service: ActionService) => Promise<readonly Placed[]>,
): Promise<readonly Sending[]> {
  const orders = opened.flatMap((one) => ('order' in one ? [one.order] : []));
  const sendings = new Map<Order, Sending>();
  await Promise.all(
    [...grouped(orders, ({ kind }) => catalogued(kind).runsAt)].map(async ([service, own]) => {
      const placed = await perform(own, service);
      for (const [index, order] of own.entries()) sendings.set(order, await note(order, placed[index]!, desk));
    }),
  );
  await forgetWhatChanged(orders, desk);
  return opened.map((one) => ('order' in one ? sendings.get(one.order)! : one.sending));
}

async function knownActions(items: readonly JobItem[], { operation }: Desk): Promise<Map<string, Action>> {
  const known = await operation.stores.journal.actions.byIds(items.map((item) => changeOf(item).actionId));
  return new Map(known.map((action) => [action.id, action]));
}

async function open(item: JobItem, known: Action | undefined, { operation, job, place }: Desk): Promise<Opened> {
  const change = changeOf(item);
  const { actions } = operation.stores.journal;
  const service = catalogued(change.kind).runsAt;
  if (known) {
    const sending = ended(known);
    if (sending) return sending;
    // Somebody may have called it off in this very moment.
    if (await actions.take(known.id, service)) return { order: orderOf(change, known) };
    const [now] = await actions.byIds([known.id]);
    return (now && ended(now)) ?? { sending: { kind: 'unknown', error: lost() } };
  }
  const { isNew, action } = await actions.open({
    ...newAction(change, operation.stores.clock.now()),
    ...{ jobId: job.id, itemIndex: item.index, tenantId: place.tenant.tenantId, remoteKind: service },
    ...{ reason: job.reason ?? '', requestedBy: job.caller },
  });
  return isNew ? { order: orderOf(change, action) } : { sending: joining(change, action) };
}

function newAction(
  change: ActionChange,
  requestedAt: number,
): Omit<NewAction, 'jobId' | 'itemIndex' | 'tenantId' | 'remoteKind' | 'reason' | 'requestedBy'> {
  const { actionId: id, kind, slot, target, targetLabel, parameters } = change;
  const nothingYet = { state: 'PENDING', remoteId: null, message: null, requestId: null } as const;
  return { id, kind, slot, target, targetLabel, parameters: parameters as Json, requestedAt, ...nothingYet };
}

/** Somebody was first: the same is joined, anything else is in the way. */
function joining({ kind, parameters }: ActionChange, other: Action): Sending {
  const isSame = other.kind === kind && stableJson(other.parameters) === stableJson(parameters);
  if (isSame) return { kind: 'done', after: { actionId: other.id, joined: true }, requestId: other.requestId };
  const way = other.kind === kind ? 'the same with other parameters' : other.kind;
  const message = `${way} is under way with ${other.targetLabel}. Wait for its end, or cancel it.`;
  return { kind: 'refused', error: new SecgraphError('CONFLICT', message), before: { inTheWay: other.id } };
}

/** How an action that the journal knows has ended, or goes on without us; null where it is still to be sent. */
function ended(action: Action): { readonly sending: Sending } | null {
  const { state, message, remoteId } = action;
  if (state === 'CANCELLED') return { sending: refused('CONFLICT', 'It was cancelled before it was sent.') };
  if (state === 'FAILED') return { sending: refused('UPSTREAM_REFUSED', message ?? 'It has failed.') };
  if (state === 'UNKNOWN') return { sending: { kind: 'unknown', error: lost() } };
  return state === 'SUCCEEDED' || remoteId !== null ? { sending: doneAs(action.id, action.requestId) } : null;
}

function isUnsent({ remoteKind, finishedAt }: Action): boolean {
  return remoteKind === null && finishedAt === null;
}

/** Writes down how an order went. */
async function note(order: Order, placed: Placed, { operation }: Desk): Promise<Sending> {
  const { actionId, before } = order;
  const { actions } = operation.stores.journal;
  if (placed.kind === 'placed') {
    const { state, remoteId, requestId, message = null, joined = false } = placed;
    await actions.update(actionId, { state, remoteId, requestId, message });
    return { kind: 'done', after: { actionId, joined }, before, requestId };
  }
  const { kind, error } = placed;
  const { message, facts } = error;
  const requestId = facts.requestId ?? null;
  if (kind === 'later') await actions.update(actionId, { remoteKind: null, message });
  else await actions.update(actionId, { state: kind === 'unknown' ? 'UNKNOWN' : 'FAILED', message, requestId });
  return { kind, error, before };
}

/** Nobody reads an old state from memory after his own change. */
async function forgetWhatChanged(orders: readonly Order[], { operation, place }: Desk): Promise<void> {
  const nouns = new Set(orders.flatMap(({ kind }) => catalogued(kind).changes));
  await forgetNouns(operation, place, [...nouns]);
}

function doneAs(actionId: string, requestId: string | null): Sending {
  return { kind: 'done', after: { actionId, joined: false }, requestId };
}

function orderOf(change: ActionChange, { reason, requestedAt }: Action): Order {
  return { ...change, reason, requestedAt };
}

function changeOf({ change }: JobItem): ActionChange {
  return change as unknown as ActionChange;
}

function neverLeft(): Sending {
  return { kind: 'later', error: new SecgraphError('DEADLINE_EXCEEDED', 'The service ended before it was sent.') };
}

function lost(code: ErrorCode = 'OUTCOME_UNKNOWN'): SecgraphError {
  const message =
    'The service ended, or lost the answer, while it was on its way: it may or may not have happened. Look at the target before ordering it again.';
  return new SecgraphError(code, message);
}
