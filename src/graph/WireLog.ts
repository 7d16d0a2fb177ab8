/** What the wire tells a log: counts, times, codes and request ids; never a body, a token, an id of a person or a query. */
export type WireFields = Readonly<Record<string, string | number | boolean | null>>;

export interface WireLog {
  debug(fields: WireFields, message: string): void;
  warn(fields: WireFields, message: string): void;
}
