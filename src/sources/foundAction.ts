import type { ActionService } from '../../schema/enums.js';
import type { SecurityAction } from '../../schema/SecurityAction.js';
import { kindOf } from '../actions/catalogue.js';
import { globalId } from '../util/globalId.js';

/** A response action as the service that runs it tells it. */
export type FoundAction = SecurityAction & {
  readonly remoteId: string;
  /** Our id of the action, where we have sent it. */
  readonly reference: string | null;
  readonly updatedAt: string | null;
};

/** Services that list what they run. */
export type ListingService = Extract<ActionService, 'DEFENDER_FOR_ENDPOINT' | 'SECURITY_ACTIONS'>;

/** What the keys of actions begin with that were not asked for here. */
export const ACTION_KEYS: Readonly<Record<ListingService, string>> = {
  DEFENDER_FOR_ENDPOINT: 'machine:',
  SECURITY_ACTIONS: 'graph:',
};

const MARK = /\s*\(secgraph ([0-9a-f]{8}-[0-9a-f-]{27})\)\s*$/;

/** What is sent along with an action, so that it is known again where no answer came. */
export function marked(text: string, actionId: string): string {
  return `${text} (secgraph ${actionId})`.trimStart();
}

/** The text without the mark, and the id in it. */
export function unmarked(text: string | null): { readonly text: string | null; readonly reference: string | null } {
  const reference = MARK.exec(text ?? '')?.[1] ?? null;
  return { text: text?.replace(MARK, '') || null, reference };
}

/** What both services tell in the same way. */
export function foundAction(
  tenantId: string,
  service: ListingService,
  remoteId: string,
  word: string | null,
): Pick<
  FoundAction,
  '__typename' | 'tenantId' | 'id' | 'kind' | 'kindRaw' | 'runsAt' | 'remoteId' | 'requestId' | 'isOurs' | 'jobId'
> &
  Pick<FoundAction, 'hostRef' | 'userRef' | 'servicePrincipalRef' | 'observable'> {
  return {
    __typename: 'SecurityAction',
    tenantId,
    id: globalId('SecurityAction', tenantId, ACTION_KEYS[service] + remoteId),
    kind: kindOf(service, word),
    kindRaw: word,
    runsAt: service,
    remoteId,
    requestId: null,
    isOurs: false,
    jobId: null,
    hostRef: null,
    userRef: null,
    servicePrincipalRef: null,
    observable: null,
  };
}
