/**
 * Readers for what comes over the wire: each takes one property of a foreign record and gives it back with its type, or
 * null when it is absent, empty or of another type. Only own properties are read, so that no record can speak for
 * `Object.prototype`. A wrong type costs that one property, never the record, and is noted where the record came from.
 */

/** A JSON object of which nothing is known yet. */
export type WireRecord = Readonly<Record<string, unknown>>;

/** Words of the wire, in lower case and without underscores, and what they mean to us. */
export type WordMap<Word extends string> = ReadonlyMap<string, Word>;

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,12})?(?:Z|[+-]\d{2}:\d{2})$/;
/** How .NET services write "never". */
const NEVER = '0001-01-01T00:00:00';
const MAX_INT = 2 ** 31 - 1;

/** Is told of each property whose value has a type that it should not have. */
export type MisfitNote = (property: string) => void;

const notes = new WeakMap<WireRecord, MisfitNote>();

/** Lets a record, and what is nested in it, note its misfits. */
export function noting(record: WireRecord, note: MisfitNote): WireRecord {
  notes.set(record, note);
  return record;
}

function misfit(record: WireRecord, name: string, value: unknown): void {
  if (value !== undefined && value !== null) notes.get(record)?.(name);
}

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
  if (typeof value === 'string') return value.trim() !== '' ? value : null;
  misfit(record, name, value);
  return null;
}

/** The texts of a list; other elements are left out; [] when there is no list. */
export function texts(record: WireRecord, name: string): string[] {
  return list(record, name).filter((value): value is string => {
    if (typeof value === 'string') return value.trim() !== '';
    misfit(record, name, value);
    return false;
  });
}

/** A whole number that fits GraphQL's Int, which is what Int32 of OData fits. */
export function integer(record: WireRecord, name: string): number | null {
  const value = long(record, name);
  if (value === null || (value >= -MAX_INT - 1 && value <= MAX_INT)) return value;
  misfit(record, name, value);
  return null;
}

/** A whole number up to 2^53 (Int64 of OData), also when it was sent as a text of digits (IEEE754Compatible). */
export function long(record: WireRecord, name: string): number | null {
  const value = raw(record, name);
  const number = typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value;
  if (Number.isSafeInteger(number)) return (number as number) + 0;
  misfit(record, name, value);
  return null;
}

/** Any finite number. */
export function decimal(record: WireRecord, name: string): number | null {
  const value = raw(record, name);
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  misfit(record, name, value);
  return null;
}

export function bool(record: WireRecord, name: string): boolean | null {
  const value = raw(record, name);
  if (typeof value === 'boolean') return value;
  misfit(record, name, value);
  return null;
}

/** A moment as Graph wrote it, all seven decimals; null for the .NET "never" of the year 1. */
export function moment(record: WireRecord, name: string): string | null {
  const value = raw(record, name);
  if (value === '' || (typeof value === 'string' && value.startsWith(NEVER))) return null;
  if (typeof value === 'string' && MOMENT.test(value) && !Number.isNaN(Date.parse(value))) return value;
  misfit(record, name, value);
  return null;
}

/** A nested record. */
export function record(parent: WireRecord, name: string): WireRecord | null {
  const value = raw(parent, name);
  const own = asRecord(value);
  if (!own) misfit(parent, name, value);
  return own && inherits(own, parent);
}

/** The records of a list; other elements are left out. */
export function records(parent: WireRecord, name: string): WireRecord[] {
  return list(parent, name).flatMap((value) => {
    const own = asRecord(value);
    if (own) return [inherits(own, parent)];
    misfit(parent, name, value);
    return [];
  });
}

function inherits(child: WireRecord, parent: WireRecord): WireRecord {
  const note = notes.get(parent);
  return note ? noting(child, note) : child;
}

/** The list itself; [] when the property is none. */
export function list(parent: WireRecord, name: string): readonly unknown[] {
  const value = raw(parent, name);
  if (Array.isArray(value)) return value as readonly unknown[];
  misfit(parent, name, value);
  return [];
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
