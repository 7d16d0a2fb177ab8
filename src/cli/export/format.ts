/** How rows are written. Every text ends with a line break, so that files can be cut and gone on with between rows. */
export interface Format {
  /** Once at the top; empty for none. */
  readonly head: (fields: readonly string[]) => string;
  readonly row: (node: unknown, fields: readonly string[]) => string;
}

export const FORMATS: Readonly<Record<string, Format>> = {
  csv: {
    head: (fields) => csvLine(fields),
    row: (node, fields) => csvLine(fields.map((field) => cellOf(valueAt(node, field.split('.'))))),
  },
  ndjson: { head: () => '', row: (node) => `${JSON.stringify(node)}\n` },
};

/** RFC 4180: lines end with CRLF. */
function csvLine(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) || cell.trim() !== cell ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** What is reached by a path; lists on the way are followed item by item. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  if (Array.isArray(value)) return value.flatMap((item) => valueAt(item, path));
  const [step, ...rest] = path;
  if (step === undefined || value === null || typeof value !== 'object') return path.length > 0 ? null : value;
  return valueAt((value as Record<string, unknown>)[step], rest);
}

/** Several values stand in one cell, separated by semicolons; what is null is left out. */
export function cellOf(value: unknown): string {
  if (Array.isArray(value)) {
    return harmless(
      value
        .filter((item) => item !== null && item !== undefined)
        .map(plain)
        .join('; '),
    );
  }
  return typeof value === 'string' ? harmless(value) : plain(value);
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * Spreadsheets run a cell that begins like a formula, and titles and names come from attackers. An apostrophe before it
 * makes it text: at the beginning, and behind everything that begins a cell where semicolons or tabs part them, as in the
 * Excel of half of Europe. There quotes do not hold a cell together that has something else before them.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
function harmless(text: string): string {
  const inside = text.replace(/(?<=[;\t\r\n])(?=[\s\p{Cc}]{0,20}[=+\-@＝＋－＠])/gu, "'");
  return /^[\s\p{Cc}]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text) ? `'${inside}` : inside;
}
