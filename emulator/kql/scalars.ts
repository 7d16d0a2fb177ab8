import { compare, Moment, momentOf, plain, Span, textOf, type ColumnType, type Value } from './values.js';

/** What a function of one row does. `types` tells the type of its answer from those of its arguments. */
export interface Scalar {
  readonly min: number;
  readonly max: number;
  readonly type: ColumnType | ((types: readonly ColumnType[]) => ColumnType);
  readonly apply: (values: readonly Value[], now: Moment) => Value;
}

const text = (apply: (value: string) => Value, type: ColumnType = 'String'): Scalar => ({
  min: 1,
  max: 1,
  type,
  apply: ([value = null]) => apply(textOf(value)),
});
const number = (value: Value): number | null => {
  const read = typeof value === 'string' && value.trim() === '' ? NaN : Number(plain(value));
  return value === null || Number.isNaN(read) ? null : read;
};
const truncated = (value: Value): Value => {
  const read = number(value);
  return read === null ? null : Math.trunc(read);
};
const choose: Scalar = {
  min: 3,
  max: 3,
  type: (types) => types[1] ?? 'String',
  apply: ([condition, yes = null, no = null]) => (condition === true ? yes : no),
};
const whole = (type: ColumnType): Scalar => ({ min: 1, max: 1, type, apply: ([value = null]) => truncated(value) });
const parsed: Scalar = { min: 1, max: 1, type: 'Object', apply: ([value = null]) => dynamicOf(value) };

export const SCALARS: Readonly<Record<string, Scalar>> = {
  now: { min: 0, max: 1, type: 'DateTime', apply: ([offset], now) => shifted(now, offset ?? null, 1) },
  ago: { min: 1, max: 1, type: 'DateTime', apply: ([span], now) => shifted(now, span ?? null, -1) },
  tolower: text((value) => value.toLowerCase()),
  toupper: text((value) => value.toUpperCase()),
  strlen: text((value) => value.length, 'Int64'),
  tostring: text((value) => value),
  toint: whole('Int32'),
  tolong: whole('Int64'),
  todouble: { min: 1, max: 1, type: 'Double', apply: ([value = null]) => number(value) },
  todatetime: text((value) => momentOf(value), 'DateTime'),
  todynamic: parsed,
  parse_json: parsed,
  isempty: text((value) => value === '', 'Boolean'),
  isnotempty: text((value) => value !== '', 'Boolean'),
  isnull: { min: 1, max: 1, type: 'Boolean', apply: ([value]) => value === null },
  isnotnull: { min: 1, max: 1, type: 'Boolean', apply: ([value]) => value !== null },
  not: { min: 1, max: 1, type: 'Boolean', apply: ([value]) => value !== true },
  strcat: { min: 1, max: 64, type: 'String', apply: (values) => values.map(textOf).join('') },
  coalesce: {
    min: 2,
    max: 64,
    type: (types) => types[0] ?? 'String',
    apply: (values) => values.find((value) => value !== null && value !== '') ?? null,
  },
  iff: choose,
  iif: choose,
  array_length: {
    min: 1,
    max: 1,
    type: 'Int64',
    apply: ([value = null]) => (Array.isArray(value) ? value.length : null),
  },
  bin: {
    min: 2,
    max: 2,
    type: (types) => types[0] ?? 'Int64',
    apply: ([value = null, size = null]) => bin(value, size),
  },
  startofday: {
    min: 1,
    max: 1,
    type: 'DateTime',
    apply: ([value = null]) => bin(value, new Span(86_400_000)),
  },
};

function shifted(now: Moment, span: Value, sign: 1 | -1): Moment {
  return span instanceof Span ? new Moment(now.ms + sign * span.ms) : now;
}

function bin(value: Value, size: Value): Value {
  const [of, by] = [plain(value), plain(size)];
  if (typeof of !== 'number' || typeof by !== 'number' || by <= 0) return null;
  const floor = Math.floor(of / by) * by;
  if (value instanceof Moment) return new Moment(floor);
  return value instanceof Span ? new Span(floor) : floor;
}

function dynamicOf(value: Value): Value {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as Value;
  } catch {
    // What is no JSON is a text, says parse_json.
    return value;
  }
}

type Compare = (left: Value, right: Value) => Value;

const lower = (value: Value): string => textOf(value).toLowerCase();
const isEqual: Compare = (left, right) =>
  left === null || right === null ? textOf(left) === textOf(right) : compare(left, right) === 0;
const ordered =
  (fits: (order: number) => boolean): Compare =>
  (left, right) =>
    left === null || right === null ? null : fits(compare(left, right));
const folded =
  (fits: (left: string, right: string) => boolean): Compare =>
  (left, right) =>
    fits(lower(left), lower(right));
const not =
  (compared: Compare): Compare =>
  (left, right) =>
    compared(left, right) !== true;

/** A term is a run of letters and digits: `corp` has no match in `corporate`. */
const hasTerm = (left: string, right: string): boolean => {
  for (let at = left.indexOf(right); at !== -1; at = left.indexOf(right, at + 1)) {
    const before = left[at - 1] ?? ' ';
    const after = left[at + right.length] ?? ' ';
    if (!/[a-z0-9]/i.test(before) && !/[a-z0-9]/i.test(after)) return true;
  }
  return false;
};

const contains = folded((left, right) => left.includes(right));
const has = folded(hasTerm);
const startsWith = folded((left, right) => left.startsWith(right));
const endsWith = folded((left, right) => left.endsWith(right));
const isAlike = folded((left, right) => left === right);

export const COMPARE: Readonly<Record<string, Compare>> = {
  '==': isEqual,
  '!=': not(isEqual),
  '=~': isAlike,
  '!~': not(isAlike),
  '<': ordered((order) => order < 0),
  '<=': ordered((order) => order <= 0),
  '>': ordered((order) => order > 0),
  '>=': ordered((order) => order >= 0),
  has,
  '!has': not(has),
  has_cs: (left, right) => hasTerm(textOf(left), textOf(right)),
  contains,
  '!contains': not(contains),
  contains_cs: (left, right) => textOf(left).includes(textOf(right)),
  startswith: startsWith,
  '!startswith': not(startsWith),
  endswith: endsWith,
  '!endswith': not(endsWith),
};

/** `+` and its kin over numbers, moments and lengths of time; null where they mean nothing. */
export function arithmetic(operator: string, left: Value, right: Value): Value {
  const [a, b] = [plain(left), plain(right)];
  if (typeof a !== 'number' || typeof b !== 'number') return null;
  const result = { '+': a + b, '-': a - b, '*': a * b, '/': b === 0 ? NaN : a / b, '%': b === 0 ? NaN : a % b }[
    operator
  ];
  if (result === undefined || Number.isNaN(result)) return null;
  const areTimes = left instanceof Moment && right instanceof Moment;
  if (areTimes) return new Span(result);
  if (left instanceof Moment || right instanceof Moment) return new Moment(result);
  const isSpan = left instanceof Span || right instanceof Span;
  if (isSpan) return new Span(result);
  const areWhole = Number.isInteger(a) && Number.isInteger(b);
  return operator === '/' && areWhole ? Math.trunc(result) : result;
}

export function arithmeticType(operator: string, left: ColumnType, right: ColumnType): ColumnType {
  if (left === 'DateTime' && right === 'DateTime') return operator === '-' ? 'TimeSpan' : 'DateTime';
  if (left === 'DateTime' || right === 'DateTime') return 'DateTime';
  if (left === 'TimeSpan' || right === 'TimeSpan') return 'TimeSpan';
  return left === 'Double' || right === 'Double' ? 'Double' : 'Int64';
}
