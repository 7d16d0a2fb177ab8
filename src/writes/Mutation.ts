import type { AlertFilter, IncidentFilter } from '../../schema/filters.js';
import type { Role } from '../config/roles.js';
import type { Job, JobItem, Json, NewItem } from '../journal/Job.js';
import type { Operation } from '../loaders/Operation.js';
import type { Want } from '../pivots/Want.js';
import type { Verb } from './Verb.js';

/** Arguments that every mutation has, as far as it has them. */
export interface WriteArgs {
  /** Why; written into the audit trail. */
  readonly reason?: string | null | undefined;
  /** Tell what would be sent, and send nothing. */
  readonly dryRun?: boolean | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/** What a mutation makes of its arguments. */
export interface Prepared {
  /** In the order asked; those that are refused before anything is sent have their outcome. */
  readonly items: readonly NewItem[];
  /** What they all share. */
  readonly shared?: Json;
}

/** What a mutation may ask for while it is prepared. */
export interface Asking {
  readonly operation: Operation;
  /** What is selected of the outcomes. */
  readonly want: Want;
  /**
   * Ids of all alerts or incidents that fit a filter, newest first.
   *
   * @throws SecgraphError BAD_USER_INPUT for more than `atMost`; the reason why a tenant could not be asked
   */
  readonly idsWhere: (
    noun: 'Alert' | 'Incident',
    where: {
      readonly filter: AlertFilter | IncidentFilter;
      readonly tenants: readonly string[] | null;
      readonly atMost: number;
    },
  ) => Promise<readonly string[]>;
}

/** A change of Microsoft Graph that callers can ask for: who may, what is sent, and how the answer is told. */
export interface Mutation<Args extends WriteArgs, Payload> {
  readonly verb: Verb;
  readonly role: Role;
  /** How many items it may have. Default 1,000. */
  readonly mostItems?: number;
  /**
   * Reads only. What is wrong with the arguments as a whole is thrown; what is wrong with one item is its outcome.
   *
   * @throws SecgraphError BAD_USER_INPUT
   */
  readonly prepare: (args: Args, asking: Asking) => Prepared | Promise<Prepared>;
  /** @param job null for a dry run, whose items stay pending */
  readonly tell: (items: readonly JobItem[], job: Job | null) => Payload;
}
