import type { SecgraphError } from '../errors/SecgraphError.js';
import type { JobItem, Json } from '../journal/Job.js';
import type { Operation } from '../loaders/Operation.js';
import type { Place } from '../sources/Place.js';

/** How the sending of one item went. */
export type Sending =
  { readonly kind: 'done'; readonly after: Json; readonly before?: Json; readonly requestId?: string | null } | NotDone;

/** `refused`: it has not happened. `unknown`: it may have happened. `later`: it has not happened, and may yet. */
export interface NotDone {
  readonly kind: 'refused' | 'unknown' | 'later';
  readonly error: SecgraphError;
  readonly before?: Json;
}

/** What looking after an item has shown; `unseen`: it could not be looked at now, so it is looked for again. */
export type Finding = Sending | { readonly kind: 'unseen'; readonly error: SecgraphError };

/** Where items are sent: one tenant, for one job. */
export interface Desk {
  readonly place: Place;
  readonly operation: Operation;
  readonly job: {
    readonly id: string;
    readonly caller: string;
    readonly reason: string | null;
    readonly shared: Json;
    readonly createdAt: number;
  };
}

/** How the items of a job are sent. Knows nothing of callers, keys and records: the runner does. */
export interface Verb {
  /** As the mutation is called. */
  readonly name: string;
  /** Items that are written down as sent, and sent, at a time. */
  readonly itemsAtOnce: number;
  /**
   * Sends items of one tenant, all in the same turn, so that they travel together.
   *
   * @returns one answer for each, in their order; never rejects for what Graph does
   */
  send(items: readonly JobItem[], desk: Desk): Promise<readonly Sending[]>;
  /**
   * What became of items that were on their way when the process ended, found by looking. `later` sends them again:
   * only who has seen that nothing has happened says so. Where it is left out, nobody knows.
   */
  look?(items: readonly JobItem[], desk: Desk): Promise<readonly Finding[]>;
}
