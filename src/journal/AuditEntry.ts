import type { FinalState, Json } from './Job.js';

/** One thing that was done or refused, and how it ended. */
export interface NewAuditEntry {
  /** Wall clock, milliseconds since 1970. */
  readonly at: number;
  readonly caller: string;
  /** Application id with which the tenant was changed; null where the journal itself was. */
  readonly app: string | null;
  /** null where the journal itself was changed. */
  readonly tenantId: string | null;
  readonly verb: string;
  readonly target: string;
  readonly state: FinalState;
  readonly code: string | null;
  readonly message: string | null;
  readonly before: Json;
  readonly after: Json;
  readonly reason: string | null;
  /** Microsoft Graph's request-id. */
  readonly requestId: string | null;
  /** Idempotency key of the job. */
  readonly key: string | null;
  readonly jobId: string | null;
}

/** An entry in its place: 1, 2, 3 …, each naming the hash of the one before it. */
export interface AuditEntry extends NewAuditEntry {
  readonly seq: number;
  readonly previousHash: string;
  readonly hash: string;
}

/** Which entries; what is absent restricts nothing. */
export interface AuditQuery {
  readonly tenantIds?: readonly string[];
  readonly callers?: readonly string[];
  readonly verbs?: readonly string[];
  readonly target?: string;
  readonly states?: readonly FinalState[];
  readonly jobId?: string;
  readonly key?: string;
  /** Milliseconds since 1970, included. */
  readonly since?: number;
  /** Milliseconds since 1970, not included. */
  readonly until?: number;
}
