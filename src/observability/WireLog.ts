/** Names that a log line may carry beside its message. What is not listed here never reaches a log. */
export interface LogFields {
  readonly requestId?: string;
  readonly caller?: string;
  readonly operation?: string | null;
  readonly code?: string;
  readonly path?: string;
  readonly method?: string;
  readonly status?: number;
  readonly durationMs?: number;
  readonly tenantId?: string | null;
  readonly workload?: string;
  /** Microsoft Graph's request-id. */
  readonly graphRequestId?: string | null;
  readonly retryAfterSeconds?: number | null;
  readonly attempt?: number;
  readonly requests?: number;
  readonly parts?: number;
  readonly count?: number;
  readonly origin?: string;
  /** A person's name or address: written as a pseudonym. */
  readonly user?: string;
  /** Only its kind, its place in our code and its causes are written, addresses and tokens taken out. */
  readonly error?: unknown;
}

/** What the wire needs of a log: no bodies, no tokens, no query strings. */
export interface WireLog {
  debug(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
}

/** The log of the house. */
export interface Logger extends WireLog {
  info(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}

export const silentLog: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing };

function nothing(): void {
  // A log that writes nothing, for tests and tools.
}
