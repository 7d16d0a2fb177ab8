import type { Receipt } from '../observability/Receipt.js';
import type { Workload } from '../util/workload.js';

/** One call to Microsoft Graph, as a source words it. It travels alone or as a part of a `$batch`; the source cannot tell. */
export interface GraphRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the version root, percent-encoded, with a leading slash: `/users?$filter=…&$select=id`. */
  readonly path: string;
  readonly workload: Workload;
  /**
   * Default `v1.0`. `api` is Defender for Endpoint, `workspaces` Microsoft Sentinel, services of their own beside Graph:
   * requests to them travel alone.
   */
  readonly version?: 'v1.0' | 'beta' | 'api' | 'workspaces';
  /** Result-changing headers, such as `ConsistencyLevel`. `Prefer: include-unknown-enum-members` is always added. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** True for POSTs that only read (getByIds, hunting): they may be repeated. Default: GET only. */
  readonly isRead?: boolean;
  /** True for slow families: never rides in a `$batch`. */
  readonly alone?: boolean;
}

/** A 2xx answer. Anything else is thrown as a SecgraphError. */
export interface GraphAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON; null for an empty body. */
  readonly body: unknown;
  readonly requestId: string | null;
  /** Wall clock of the answer, milliseconds since 1970. */
  readonly asOf: number;
  /** The row of the limits table that it counted against; absent before it is known whose answer it is. */
  readonly workload?: Workload;
  /** True for the answer to a change: then it has happened, whatever the answer says. */
  readonly isChange?: boolean;
  /** Of the operation that it was given to: who reads the answer notes there what does not fit. */
  readonly receipt?: Receipt;
}

/** What goes with every call of one operation: who asks, until when, and who counts. */
export interface Call {
  /** Aborts when the caller has left or the deadline has passed. */
  readonly signal: AbortSignal;
  /** On Clock.monotonicMs(). No wait is begun that ends after it. */
  readonly deadlineMs: number;
  readonly receipt: Receipt;
  /** Permission partition of caches and in-flight sharing: `app:<clientId>` or `user:<oid>:<scope hash>`. */
  readonly partition: string;
  readonly lane: 'interactive' | 'changes' | 'reports';
  /** Name of the caller, for fair shares. */
  readonly caller: string;
  /** Hard limit of HTTP requests to one tenant in this operation; beyond it nothing is sent. */
  readonly maxRequests: number;
  /** Wall clock, milliseconds since 1970: what was asked of Graph before that is too old. Default: nothing is. */
  readonly freshSince?: number;
}

/** True when a request changes nothing, so that it may be shared, batched with other reads and repeated. */
export function isReadOnly({ method, isRead }: GraphRequest): boolean {
  return method === 'GET' || isRead === true;
}
