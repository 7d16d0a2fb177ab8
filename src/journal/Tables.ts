import type { ActionState } from './Action.js';
import type { FinalState, ItemState } from './Job.js';

/** The tables of the journal. Times are milliseconds since 1970; members called after a `Json` hold its text. */
export interface Tables {
  readonly job: JobTable;
  readonly jobItem: JobItemTable;
  readonly audit: AuditTable;
  readonly auditHead: AuditHeadTable;
  readonly alertTag: AlertTagTable;
  readonly action: ActionTable;
}

export interface JobTable {
  id: string;
  caller: string;
  key: string | null;
  verb: string;
  inputHash: string;
  reason: string | null;
  shared: string;
  createdAt: number;
  /** Items that are PENDING or SENT. */
  openItems: number;
  finishedAt: number | null;
  leaseOwner: string;
  leaseUntil: number;
}

export interface JobItemTable {
  jobId: string;
  position: number;
  tenantId: string;
  app: string;
  target: string;
  change: string;
  state: ItemState;
  outcome: string | null;
}

export interface AuditTable {
  seq: number;
  at: number;
  caller: string;
  app: string | null;
  tenantId: string | null;
  verb: string;
  target: string;
  state: FinalState;
  code: string | null;
  message: string | null;
  before: string;
  after: string;
  reason: string | null;
  requestId: string | null;
  key: string | null;
  jobId: string | null;
  previousHash: string;
  hash: string;
}

/** One row: where the chain of the audit trail begins and ends. */
export interface AuditHeadTable {
  id: number;
  lastSeq: number;
  lastHash: string;
  /** The last entry that was purged; the first one that is kept follows it. */
  purgedSeq: number;
  purgedHash: string;
}

export interface AlertTagTable {
  tenantId: string;
  alertId: string;
  tag: string;
  /** By which it is compared: without upper case. */
  folded: string;
  addedBy: string;
  addedAt: number;
}

export interface ActionTable {
  id: string;
  jobId: string;
  itemIndex: number;
  kind: string;
  slot: string;
  tenantId: string;
  target: string;
  targetLabel: string;
  state: ActionState;
  remoteKind: string | null;
  remoteId: string | null;
  parameters: string;
  reason: string;
  requestedBy: string;
  requestedAt: number;
  updatedAt: number;
  finishedAt: number | null;
  message: string | null;
  requestId: string | null;
  cancelledBy: string | null;
}
