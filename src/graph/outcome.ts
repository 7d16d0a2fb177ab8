import type { GraphAnswer } from './GraphRequest.js';
import type { SecgraphError } from '../errors/SecgraphError.js';

/** What Graph answered to one part or one plain call when it was not 2xx. Header names in lower case. */
export interface Refusal {
  readonly kind: 'refused';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON, or null when it was none. */
  readonly body: unknown;
  readonly requestId: string | null;
}

/**
 * Why no usable answer came.
 * - `unreachable`: no connection was made, so nothing was sent
 * - `reset`: the connection was lost on the way
 * - `timeout`: Graph had the time we give every call; `deadline`: it had only what was left of the operation
 * - `malformed`: an answer that is not what Graph promises; `missing`: a batch without this part
 * - `tooLarge`: more bytes than we read; `aborted`: everybody who had asked has left
 */
export type BreakReason =
  'unreachable' | 'reset' | 'timeout' | 'deadline' | 'malformed' | 'missing' | 'tooLarge' | 'aborted';

export interface Breakage {
  readonly kind: 'broken';
  readonly reason: BreakReason;
  readonly requestId: string | null;
  readonly cause?: unknown;
}

/** How one attempt at one request ended. `failed` never reached Graph, for a reason that a repetition cannot mend. */
export type Outcome =
  | { readonly kind: 'answered'; readonly answer: GraphAnswer }
  | Refusal
  | Breakage
  | { readonly kind: 'failed'; readonly error: SecgraphError };
