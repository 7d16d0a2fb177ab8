/** A moment as the table has it, and as a number. */
export class Moment {
  constructor(
    readonly ms: number,
    readonly text = new Date(ms).toISOString(),
  ) {}

  toJSON(): string {
    return this.text;
  }
}

/** A length of time. */
export class Span {
  constructor(readonly ms: number) {}

  /** `1.02:03:04`, as .NET writes it. */
  toJSON(): string {
    const seconds = Math.floor(Math.abs(this.ms) / 1000);
    const pad = (value: number): string => String(value).padStart(2, '0');
    const days = Math.floor(seconds / 86_400);
    const time = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60].map(pad).join(':');
    return `${this.ms < 0 ? '-' : ''}${days > 0 ? `${days}.` : ''}${time}`;
  }
}

/** Anything a cell may hold; objects and lists are `dynamic`. */
export type Value =
  null | string | number | boolean | Moment | Span | readonly Value[] | { readonly [key: string]: Value };

/** The type words of the answer's schema. */
export type ColumnType = 'String' | 'DateTime' | 'Int32' | 'Int64' | 'Double' | 'Boolean' | 'TimeSpan' | 'Object';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

export type Cells = Readonly<Record<string, Value>>;

/** Rows are made as they are read, so that `take 10` makes ten. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: Iterable<Cells>;
}

const UNITS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

export function spanOf(text: string): Span {
  const [, amount = '0', unit = 's'] = /^([\d.]+)(d|h|m|s|ms)$/.exec(text) ?? [];
  return new Span(Number(amount) * (UNITS[unit] ?? 0));
}

export function momentOf(text: string): Moment | null {
  const ms = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
  return Number.isNaN(ms) ? null : new Moment(ms, /[Zz]$/.test(text) ? text : new Date(ms).toISOString());
}

export function typeOfValue(value: Value): ColumnType {
  if (value === null || typeof value === 'string') return 'String';
  if (typeof value === 'number') return Number.isInteger(value) ? 'Int64' : 'Double';
  if (typeof value === 'boolean') return 'Boolean';
  if (value instanceof Moment) return 'DateTime';
  return value instanceof Span ? 'TimeSpan' : 'Object';
}

/** As `tostring()` shows it; nothing for null. */
export function textOf(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Moment) return value.text;
  return typeof value === 'object' && !(value instanceof Span) ? JSON.stringify(value) : String(plain(value));
}

/** What two values are compared by. */
export function plain(value: Value): string | number | boolean | null {
  if (value instanceof Moment || value instanceof Span) return value.ms;
  if (value !== null && typeof value === 'object') return JSON.stringify(value);
  return value;
}

/** Order of two values; null comes last in descending order, as the engine's default has it. */
export function compare(a: Value, b: Value): number {
  const [left, right] = [plain(a), plain(b)];
  if (left === right) return 0;
  if (left === null) return -1;
  if (right === null) return 1;
  return left < right ? -1 : 1;
}

/** Equal cells have equal keys. */
export function keyOf(values: readonly Value[]): string {
  return JSON.stringify(values.map((value) => [typeof value, plain(value)]));
}
