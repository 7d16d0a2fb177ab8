/** What JSON can say; what the journal keeps of inputs and states. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/**
 * How far one item of a job is. PENDING: not sent yet, or known not to have happened. SENT: on its way, which is written
 * down before it leaves. DONE and REFUSED are final; UNKNOWN: it was sent and no answer came.
 */
export type ItemState = 'PENDING' | 'SENT' | 'DONE' | 'REFUSED' | 'UNKNOWN';

/** The states in which an item stays. */
export type FinalState = Exclude<ItemState, 'PENDING' | 'SENT'>;

/** How one item ended. */
export interface ItemOutcome {
  readonly state: FinalState;
  /** A code of src/errors/codes.ts; null where it is done. */
  readonly code: string | null;
  readonly message: string | null;
  /** What the change found, as far as it was known; null = not known. */
  readonly before: Json;
  /** What it made of it. */
  readonly after: Json;
  /** Microsoft Graph's request-id. */
  readonly requestId: string | null;
  /** Wall clock, milliseconds since 1970. */
  readonly at: number;
}

/** One thing that a job changes. */
export interface NewItem {
  readonly tenantId: string;
  /** Application id with which the tenant is changed. */
  readonly app: string;
  /** What is changed: a global id, or the value that a new thing is made from. */
  readonly target: string;
  /** What its verb needs to send it; no secret is ever in it. */
  readonly change: Json;
  /** Present where it ended before anything was sent. */
  readonly outcome?: ItemOutcome;
}

export interface JobItem extends Omit<NewItem, 'outcome'> {
  readonly index: number;
  readonly state: ItemState;
  readonly outcome: ItemOutcome | null;
}

/** A mutation, written down before anything of it is sent. */
export interface NewJob {
  /** UUID. */
  readonly id: string;
  /** Name of the caller. */
  readonly caller: string;
  /** The caller's idempotency key; null where he gave none. */
  readonly key: string | null;
  readonly verb: string;
  /** SHA-256 of verb and input: the same key with another one is a conflict. */
  readonly inputHash: string;
  /** Why, in the caller's words. */
  readonly reason: string | null;
  /** What all its items share. */
  readonly shared: Json;
  /** Wall clock, milliseconds since 1970. */
  readonly createdAt: number;
  readonly items: readonly NewItem[];
}

export interface Job extends Omit<NewJob, 'items'> {
  /** In the order asked. */
  readonly items: readonly JobItem[];
}
