import type { ActionKind, ActionService, ActionState, ObservableKind } from '../../../schema/enums.js';
import type { ActionParameters } from '../../../schema/ActionWrites.js';
import type { SecgraphError } from '../../errors/SecgraphError.js';
import type { Action } from '../../journal/Action.js';
import type { Json } from '../../journal/Job.js';
import type { Mail } from '../../sources/MailSource.js';
import type { Place } from '../../sources/Place.js';
import type { Desk } from '../Verb.js';

/** Where an action is done: what its service has to be told. */
export type Address =
  | { readonly by: 'machine'; readonly machineId: string }
  | { readonly by: 'user'; readonly userId: string }
  | { readonly by: 'servicePrincipal'; readonly id: string }
  | { readonly by: 'identity'; readonly identityId: string; readonly accountId: string; readonly provider: string }
  | { readonly by: 'observable'; readonly kind: ObservableKind; readonly value: string }
  | { readonly by: 'mail'; readonly mail: Mail };

/** What an item of invokeActions carries: enough for a process that knows nothing else to send it. */
export interface ActionChange {
  /** Id of the action in the journal, made before anything is sent. */
  readonly actionId: string;
  readonly kind: ActionKind;
  readonly slot: string;
  /** The one name of the target, whatever the caller has called it: who else names it means the same. */
  readonly target: string;
  readonly targetLabel: string;
  readonly address: Address;
  readonly parameters: ActionParameters;
  /** What is known of the state that it will change. */
  readonly before: Json;
}

/** An action that is to be sent. */
export interface Order extends ActionChange {
  readonly reason: string;
  /** Wall clock, milliseconds since 1970. */
  readonly requestedAt: number;
}

/** What came of sending an action. */
export type Placed =
  | {
      readonly kind: 'placed';
      readonly state: ActionState;
      readonly remoteId: string | null;
      readonly requestId: string | null;
      readonly message?: string | null;
      /** The same was under way there already. */
      readonly joined?: boolean;
    }
  | { readonly kind: 'refused' | 'unknown' | 'later'; readonly error: SecgraphError };

/** How far an action is, as its service says; undefined where it does not know the action. */
export type Progress = { readonly state: ActionState; readonly message: string | null } | undefined;

/** One service that runs actions. */
export interface Performer {
  /**
   * Sends orders of one tenant, in the same turn.
   *
   * @returns one answer for each, in their order; never rejects for what Graph does
   */
  readonly place: (orders: readonly Order[], desk: Desk) => Promise<readonly Placed[]>;
  /** What became of orders whose answer was lost; undefined: nobody knows. */
  readonly look?: (orders: readonly Order[], desk: Desk) => Promise<readonly (Placed | undefined)[]>;
  /** How far actions are, in as few calls as possible, by their id in the journal. */
  readonly follow?: (actions: readonly Action[], place: Place) => Promise<ReadonlyMap<string, Progress>>;
  /** Calls an action off. @returns request-id */
  readonly cancel?: (remoteId: string, reason: string, place: Place) => Promise<string | null>;
}

export type Performers = Readonly<Record<ActionService, Performer>>;
