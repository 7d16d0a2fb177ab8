/**
 * The only way foreign text gets into a URL of Graph: a literal is quoted here and percent-encoded with its query, a
 * segment is encoded whole. Nothing else builds filters or paths. Text that no identifier or name contains (control
 * characters) is refused with a RangeError; who knows the argument's name turns it into an error for the caller.
 *
 * @see https://learn.microsoft.com/graph/query-parameters
 */

/** Values of query options by name, `$` included; undefined, null and empty ones are left out. */
export type QueryOptions = Readonly<Record<string, string | number | boolean | null | undefined>>;

const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * OData string literal: quoted, quotes doubled, lone surrogates replaced. Not yet percent-encoded.
 *
 * @throws RangeError when the text holds control characters
 */
export function literal(text: string): string {
  return `'${clean(text).replaceAll("'", "''")}'`;
}

/** `property in ('a','b')`. */
export function isOneOf(property: string, values: readonly string[]): string {
  return `${property} in (${values.map(literal).join(',')})`;
}

/** `property eq 'a' or property eq 'b'`, flat: Graph refuses an expression higher than three. */
export function equalsOneOf(property: string, values: readonly string[]): string {
  return values.map((value) => `${property} eq ${literal(value)}`).join(' or ');
}

/** A `$search` clause: `"property:text"`. Quotes and backslashes are escaped. */
export function searchClause(property: string, text: string): string {
  return `"${property}:${clean(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** A `$search` without a property: the words in quotes. Quotes and backslashes are escaped. */
export function textSearch(text: string): string {
  return `"${clean(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/**
 * One path segment, percent-encoded.
 *
 * @throws RangeError for control characters and for the segments that would walk elsewhere: empty, `.` and `..`
 */
export function segment(id: string): string {
  if (id === '' || id === '.' || id === '..') throw new RangeError('A path segment may not be empty, "." or "..".');
  return encodeURIComponent(clean(id)).replaceAll("'", '%27');
}

/** `?name=value&…` with percent-encoded values, or nothing when no option is set. */
export function encodeQuery(options: QueryOptions): string {
  const parts = Object.entries(options)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => `${name}=${encoded(String(value))}`);
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}

/** Path with its query options. */
export function withQuery(path: string, options: QueryOptions): string {
  return path + encodeQuery(options);
}

/** True for the usual form of a GUID, upper or lower case, without braces. */
export function isGuid(text: string): boolean {
  return GUID.test(text);
}

/** Percent-encoded, but for what is harmless in a query and makes it readable. */
function encoded(text: string): string {
  return encodeURIComponent(clean(text)).replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%24', '$');
}

/** A lone surrogate would make encodeURIComponent throw; UTF-8 turns it into U+FFFD. */
function clean(text: string): string {
  if (CONTROL.test(text)) throw new RangeError('Control characters are not allowed.');
  return Buffer.from(text, 'utf8').toString('utf8');
}
