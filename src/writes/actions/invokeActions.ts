import { randomUUID } from 'node:crypto';
import type { ActionInput, InvokeActionsPayload } from '../../../schema/ActionWrites.js';
import { badInput, SecgraphError } from '../../errors/SecgraphError.js';
import type { Json, NewItem } from '../../journal/Job.js';
import { asError } from '../../loaders/tenantwise.js';
import type { Operation } from '../../loaders/Operation.js';
import { refusedItem } from '../asked.js';
import type { Asking, Mutation, Prepared, WriteArgs } from '../Mutation.js';
import type { Verb } from '../Verb.js';
import { tellActions } from './actionOutcomes.js';
import { findTargets, type Found } from './findTargets.js';
import { NoTarget } from './NoTarget.js';
import type { ActionChange } from './Order.js';
import { parametersOf, slotOf } from './parameters.js';
import { Grants, previewOf } from './preview.js';
import { lookForActions, sendActions } from './sendActions.js';
import { targetOf, type Target } from './targets.js';
import { wishOf, type Wish } from './Wish.js';

/** More are several mutations. */
const MOST_ACTIONS = 300;

export interface InvokeActionsArgs extends WriteArgs {
  readonly actions: readonly ActionInput[];
}

const verb: Verb = { name: 'invokeActions', itemsAtOnce: 60, send: sendActions, look: lookForActions };

/** Response actions, each resolved to what its service calls its target before anything is sent. */
export const invokeActions: Mutation<InvokeActionsArgs, InvokeActionsPayload> = {
  verb,
  role: 'actions:invoke',
  prepare,
  tell: tellActions,
};

async function prepare({ actions, dryRun }: InvokeActionsArgs, { operation }: Asking): Promise<Prepared> {
  if (actions.length === 0 || actions.length > MOST_ACTIONS) {
    throw badInput('actions', `give 1 to ${MOST_ACTIONS} actions.`);
  }
  const read = actions.map((input) => attempt(() => wishOf(input, operation)));
  const wishes = read.filter((one): one is Wish => !(one instanceof Error));
  const found = await findTargets(wishes, operation);
  const grants = new Grants(operation);
  const items = actions.map(async (input, index) => {
    const wish = read[index]!;
    if (wish instanceof Error) return refusedAs(input, null, wish, operation);
    const ready = attempt(() => readied(wish, found));
    if (ready instanceof Error) return refusedAs(input, wish.tenantId, ready, operation);
    const { change, target } = ready;
    const { tenantId } = wish;
    const preview = dryRun ? previewOf(change, target, await grants.permission(change, tenantId)) : null;
    const app = operation.place(tenantId).tenant.clientId;
    const carried = { ...change, ...(preview ? { preview } : {}) };
    return { tenantId, app, target: input.target, change: carried as unknown as Json };
  });
  return { items: await Promise.all(items) };
}

function readied(wish: Wish, found: Found): { readonly change: ActionChange; readonly target: Target } {
  const { input } = wish;
  const parameters = parametersOf(input);
  const target = targetOf(wish, found);
  const { target: name, label: targetLabel, address, before } = target;
  const change = {
    ...{ actionId: randomUUID(), kind: input.kind, slot: slotOf(input, parameters) },
    ...{ target: name, targetLabel, address, parameters, before },
  };
  return { change, target };
}

/** An action that ends here, by name; what its target may have meant goes with it. */
function refusedAs(input: ActionInput, tenantId: string | null, thrown: Error, operation: Operation): NewItem {
  const error = thrown instanceof NoTarget ? thrown.error : asError(thrown);
  const candidates = thrown instanceof NoTarget ? thrown.candidates : [];
  const app = tenantId === null ? '' : operation.place(tenantId).tenant.clientId;
  const item = { tenantId: tenantId ?? '', app, target: input.target, change: { candidates } };
  return refusedItem(item, error, operation);
}

function attempt<T>(work: () => T): T | Error {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof NoTarget || thrown instanceof SecgraphError) return thrown;
    throw thrown;
  }
}
