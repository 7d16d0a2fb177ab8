import type { ActionKind, ActionService, SourceName } from '../../schema/enums.js';
import type { SecurityAction } from '../../schema/SecurityAction.js';
import { CATALOGUE, catalogued } from '../actions/catalogue.js';
import { normalObservable, observableIn } from '../identity/observable.js';
import { readOwnId } from '../pivots/nouns.js';
import type { Action } from '../journal/Action.js';
import { keyText, namedHost, userReference, type Key } from '../pivots/Key.js';
import { ACTION_KEYS, type FoundAction, type ListingService } from '../sources/foundAction.js';
import type { Place } from '../sources/Place.js';
import { globalId } from '../util/globalId.js';
import type { Operation } from './Operation.js';
import type { Relation } from './Relation.js';
import { failure, inEachTenant } from './tenantwise.js';

/** Under which name the coverage knows what lists actions. */
export const SOURCE_OF_SERVICE: Readonly<Record<ListingService, SourceName>> = {
  DEFENDER_FOR_ENDPOINT: 'DEFENDER_MACHINES',
  SECURITY_ACTIONS: 'SECURITY_ACTIONS',
};

/** An action of the journal as callers see it. */
export function nounOfAction(action: Action): SecurityAction {
  const { id, tenantId, kind, target, requestedAt, finishedAt, state, targetLabel } = action;
  const entry = catalogued(kind as ActionKind);
  const own = readOwnId(target);
  const normal = entry.target === 'OBSERVABLE' ? normalObservable(target) : null;
  return {
    __typename: 'SecurityAction',
    ...{ tenantId, state, target, targetLabel },
    id: actionId(tenantId, id),
    kind: entry.kind,
    kindRaw: entry.word,
    runsAt: (action.remoteKind ?? entry.runsAt) as ActionService,
    targetKind: entry.target,
    observable: normal && observableIn(tenantId, normal),
    hostRef: own?.type === 'Host' ? namedHost(own.key) : null,
    userRef: own?.type === 'User' ? userReference({ objectId: own.key }) : null,
    servicePrincipalRef: own?.type === 'ServicePrincipal' ? { objectId: own.key, appId: null } : null,
    reason: action.reason,
    requestedBy: action.requestedBy,
    requestedAt: new Date(requestedAt).toISOString(),
    finishedAt: finishedAt === null ? null : new Date(finishedAt).toISOString(),
    cancelledBy: action.cancelledBy,
    message: action.message,
    remoteId: action.remoteId,
    requestId: action.requestId,
    isOurs: true,
    jobId: action.jobId,
  };
}

/** Global id of an action of the journal. */
export function actionId(tenantId: string, id: string): string {
  return globalId('SecurityAction', tenantId, id);
}

/** Who lists the action with this key, and its id there; null for one of the journal. */
export function listedBy(key: string): { readonly service: ListingService; readonly remoteId: string } | null {
  for (const [service, mark] of Object.entries(ACTION_KEYS)) {
    if (key.startsWith(mark)) return { service: service as ListingService, remoteId: key.slice(mark.length) };
  }
  return null;
}

/** Actions by the key in their global id: those of the journal, and those that a service lists, one call each. */
export const securityAction: Relation = {
  load: (keys, _want, _args, operation) =>
    inEachTenant(keys, operation, null, async (place, own) => {
      const { tenantId } = place.tenant;
      const ours = await operation.stores.journal.actions.byIds(
        own.map(({ id }) => id).filter((id) => listedBy(id) === null),
      );
      const byId = new Map(ours.filter((action) => action.tenantId === tenantId).map((action) => [action.id, action]));
      return new Map(
        await Promise.all(
          own.map(async (key): Promise<[string, unknown]> => {
            const listed = listedBy(key.id);
            if (listed) return [keyText(key), await readListed(operation, place, listed)];
            const known = byId.get(key.id);
            return [keyText(key), known ? nounOfAction(known) : null];
          }),
        ),
      );
    }),
};

async function readListed(
  operation: Operation,
  place: Place,
  { service, remoteId }: { readonly service: ListingService; readonly remoteId: string },
): Promise<SecurityAction | Error | null> {
  const { machineActions, securityActions } = operation.stores.sources;
  try {
    const source = service === 'SECURITY_ACTIONS' ? securityActions : machineActions;
    return await source.byId(place, remoteId);
  } catch (thrown) {
    return failure(operation, place.tenant.tenantId, SOURCE_OF_SERVICE[service], thrown);
  }
}

/** Of what a service lists, that which was not asked for here. */
export async function notOurs(found: readonly FoundAction[], operation: Operation): Promise<FoundAction[]> {
  const { actions } = operation.stores.journal;
  if (found.length === 0) return [];
  const references = found.flatMap(({ reference }) => reference ?? []);
  const [byReference, byRemoteId] = await Promise.all([
    actions.byIds(references),
    actions.byRemoteIds(found.map(({ remoteId }) => remoteId)),
  ]);
  const named = new Map(byReference.map((action) => [actionName(action.tenantId, action.id), action]));
  const sent = new Set(byRemoteId.map(({ tenantId, remoteId }) => actionName(tenantId, remoteId ?? '')));
  return found.filter(({ tenantId, reference, remoteId }) => {
    if (sent.has(actionName(tenantId, remoteId))) return false;
    // Anybody can write our mark: it counts where we do not know better what became of the action in it.
    return named.get(actionName(tenantId, reference ?? ''))?.remoteId !== null;
  });
}

function actionName(tenantId: string, id: string): string {
  return `${tenantId} ${id}`;
}

/** What there is to know of every response action. Costs nothing. */
export const actionCatalogue: Relation = {
  load: (keys) => Promise.resolve(new Map(keys.map((key: Key) => [keyText(key), CATALOGUE]))),
};
