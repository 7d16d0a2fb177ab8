/** Names that a log line may carry beside its message. What is not listed here never reaches a log. */
export interface LogFields {
  /** Ours for requests of callers, Microsoft Graph's for calls to it. */
  readonly requestId?: string | null;
  /** Ours for one call to Microsoft Graph. */
  readonly clientRequestId?: string | null;
  readonly caller?: string;
  readonly operation?: string | null;
  readonly code?: string | null;
  readonly graphCode?: string | null;
  readonly reason?: string | null;
  readonly path?: string | null;
  readonly method?: string;
  readonly status?: number | null;
  readonly ms?: number;
  readonly bytes?: number;
  readonly tenantId?: string | null;
  readonly workload?: string | null;
  readonly retryAfterSeconds?: number | null;
  readonly parts?: number;
  readonly count?: number;
  readonly origin?: string;
  /** A person's name or address: written as a pseudonym. */
  readonly user?: string;
  /** Only its kind, its place in our code and its causes are written, addresses and tokens taken out. */
  readonly error?: unknown;
}

/** The log of the house. Messages are constant texts; what varies goes into the fields. */
export interface Logger {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}
