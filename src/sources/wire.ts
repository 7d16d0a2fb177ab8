/**
 * Readers for what comes over the wire: each takes one property of a foreign record and gives it back with its type, or
 * null when it is absent, empty or of another type. Only own properties are read, so that no record can speak for
 * `Object.prototype`. A wrong type costs that one property, never the record.
 */

/** A JSON object of which nothing is known yet. */
export type WireRecord = Readonly<Record<string, unknown>>;

/** Words of the wire, in lower case and without underscores, and what they mean to us. */
export type WordMap<Word extends string> = ReadonlyMap<string, Word>;

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,12})?(?:Z|[+-]\d{2}:\d{2})$/;
/** How .NET services write "never". */
const NEVER = '0001-01-01T00:00:00';
const MAX_INT = 2 ** 31 - 1;

/** The value as a record; null for anything else, lists included. */
export function asRecord(value: unknown): WireRecord | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as WireRecord) : null;
}

/** The property itself, of whatever type; undefined when the record does not own it. */
export function raw(record: WireRecord, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Text as it was sent; null when it is blank, too, which is how several services write "unknown". */
export function text(record: WireRecord, name: string): string | null {
  const value = raw(record, name);
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** The texts of a list; other elements are left out; [] when there is no list. */
export function texts(record: WireRecord, name: string): string[] {
  return list(record, name).filter((value): value is string => typeof value === 'string' && value.trim() !== '');
}

/** A whole number that fits GraphQL's Int, which is what Int32 of OData fits. */
export function integer(record: WireRecord, name: string): number | null {
  const value = long(record, name);
  return value !== null && value >= -MAX_INT - 1 && value <= MAX_INT ? value : null;
}

/** A whole number up to 2^53 (Int64 of OData), also when it was sent as a text of digits (IEEE754Compatible). */
export function long(record: WireRecord, name: string): number | null {
  const value = raw(record, name);
  const number = typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) ? (number as number) + 0 : null;
}

/** Any finite number. */
export function decimal(record: WireRecord, name: string): number | null {
  const value = raw(record, name);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export function bool(record: WireRecord, name: string): boolean | null {
  const value = raw(record, name);
  return typeof value === 'boolean' ? value : null;
}

/** A moment as Graph wrote it, all seven decimals; null for the .NET "never" of the year 1. */
export function moment(record: WireRecord, name: string): string | null {
  const value = raw(record, name);
  if (typeof value !== 'string' || !MOMENT.test(value) || value.startsWith(NEVER)) return null;
  return Number.isNaN(Date.parse(value)) ? null : value;
}

/** A nested record. */
export function record(parent: WireRecord, name: string): WireRecord | null {
  return asRecord(raw(parent, name));
}

/** The records of a list; other elements are left out. */
export function records(parent: WireRecord, name: string): WireRecord[] {
  return list(parent, name)
    .map(asRecord)
    .filter((value) => value !== null);
}

/** The list itself; [] when the property is none. */
export function list(parent: WireRecord, name: string): readonly unknown[] {
  const value = raw(parent, name);
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/**
 * Reads an enum of ours from Graph's camelCase words: `commandAndControl` is COMMAND_AND_CONTROL.
 *
 * @param also words of the wire that are not spelled like the member they mean
 */
export function wordMap<Word extends string>(
  members: Readonly<Record<Word, Word>>,
  also: Readonly<Record<string, Word>> = {},
): WordMap<Word> {
  const own = Object.values<Word>(members).map((member): [string, Word] => [plain(member), member]);
  return new Map([...own, ...Object.entries(also).map(([word, member]): [string, Word] => [plain(word), member])]);
}

/** Our word for a word of the wire, upper and lower case alike; `otherwise` for a missing or unknown one. */
export function word<Word extends string, Otherwise extends Word | null>(
  map: WordMap<Word>,
  value: unknown,
  otherwise: Otherwise,
): Word | Otherwise {
  return typeof value === 'string' ? (map.get(plain(value)) ?? otherwise) : otherwise;
}

function plain(value: string): string {
  return value.replaceAll('_', '').toLowerCase();
}
