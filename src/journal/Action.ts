import type { Json } from './Job.js';

/**
 * How far a response action is. AWAITING_APPROVAL: nothing was sent. PENDING: accepted, not begun. RUNNING: at work.
 * The others are final; UNKNOWN: nobody can tell how it ended.
 */
export type ActionState =
  'AWAITING_APPROVAL' | 'PENDING' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED' | 'UNKNOWN';

/** The states in which an action stays. */
export const FINAL_ACTION_STATES: readonly ActionState[] = ['SUCCEEDED', 'FAILED', 'CANCELLED', 'UNKNOWN'];

/** A response action, which may go on after its mutation was answered. */
export interface NewAction {
  /** UUID. */
  readonly id: string;
  readonly jobId: string;
  readonly itemIndex: number;
  readonly kind: string;
  /** What can run once at a time on a target, such as isolation for isolating and releasing. */
  readonly slot: string;
  readonly tenantId: string;
  /** A global id, or a value such as an address. */
  readonly target: string;
  readonly targetLabel: string;
  readonly state: ActionState;
  /** Where it runs, from the moment in which it is about to be sent; its id there, as soon as that is known. */
  readonly remoteKind: string | null;
  readonly remoteId: string | null;
  readonly parameters: Json;
  readonly reason: string;
  /** Name of the caller. */
  readonly requestedBy: string;
  /** Wall clock, milliseconds since 1970. */
  readonly requestedAt: number;
  readonly message: string | null;
  /** Microsoft Graph's request-id. */
  readonly requestId: string | null;
}

export interface Action extends NewAction {
  /** When it was last heard of, or asked after. */
  readonly updatedAt: number;
  /** null while it is unfinished. */
  readonly finishedAt: number | null;
  readonly cancelledBy: string | null;
}

/** What may be said of an action later. */
export type ActionChange = Partial<
  Pick<Action, 'state' | 'remoteKind' | 'remoteId' | 'parameters' | 'message' | 'requestId' | 'cancelledBy'>
>;

/** Which actions; what is absent restricts nothing. */
export interface ActionQuery {
  readonly tenantIds?: readonly string[];
  readonly kinds?: readonly string[];
  readonly states?: readonly ActionState[];
  readonly targets?: readonly string[];
  readonly jobId?: string;
  /** Wall clock, milliseconds since 1970: asked for then or later. */
  readonly requestedFrom?: number;
}

/** The place after which a list of actions goes on. */
export type ActionPlace = Pick<Action, 'requestedAt' | 'id'>;
