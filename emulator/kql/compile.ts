import type { Expression, Pipeline } from './ast.js';
import { semanticFault } from './KqlFault.js';
import { arithmetic, arithmeticType, COMPARE, SCALARS } from './scalars.js';
import { keyOf, plain, textOf, typeOfValue, type Cells, type Column, type ColumnType, type Moment, type Table, type Value } from './values.js'; // prettier-ignore

/** An expression whose names are known: its type, and its value for a row. */
export interface Compiled {
  readonly type: ColumnType;
  readonly of: (row: Cells) => Value;
}

/** Where an expression stands. */
export interface Scope {
  readonly columns: readonly Column[];
  /** For messages: the operator it belongs to. */
  readonly operator: string;
  readonly now: Moment;
  readonly constants: ReadonlyMap<string, Value>;
  readonly run: (pipeline: Pipeline) => Table;
}

/** @throws KqlFault for a name that is no column, and for a function that is none or has other arguments */
export function compile(expression: Expression, scope: Scope): Compiled {
  switch (expression.kind) {
    case 'literal':
      return { type: typeOfValue(expression.value), of: () => expression.value };
    case 'name':
      return named(expression, scope);
    case 'call':
      return called(expression, scope);
    case 'binary':
      return binary(expression, scope);
    case 'in':
      return membership(expression, scope);
    case 'table':
      throw semanticFault(scope.operator, 'A table is not expected here', expression.mark);
  }
}

type Of<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>;

function named({ name, mark }: Of<'name'>, scope: Scope): Compiled {
  const column = scope.columns.find((one) => one.name === name);
  if (column) return { type: column.type, of: (row) => row[name] ?? null };
  const constant = scope.constants.get(name);
  if (constant !== undefined) return { type: typeOfValue(constant), of: () => constant };
  throw semanticFault(scope.operator, `Failed to resolve column or scalar expression named '${name}'`, mark);
}

function called({ name, args, mark }: Of<'call'>, scope: Scope): Compiled {
  const scalar = SCALARS[name];
  if (!scalar) throw semanticFault(scope.operator, `Unknown function: '${name}'`, mark);
  if (args.length < scalar.min || args.length > scalar.max) {
    const expected = scalar.min === scalar.max ? String(scalar.min) : `${scalar.min} to ${scalar.max}`;
    throw semanticFault(scope.operator, `${name}(): function expects ${expected} argument(s)`, mark);
  }
  const parts = args.map((arg) => compile(arg, scope));
  const type = typeof scalar.type === 'string' ? scalar.type : scalar.type(parts.map((part) => part.type));
  return { type, of: (row) => scalar.apply(parts.map((part) => part.of(row)), scope.now) }; // prettier-ignore
}

function binary({ operator, left: first, right: second }: Of<'binary'>, scope: Scope): Compiled {
  const left = compile(first, scope);
  const right = compile(second, scope);
  if (operator === 'and') return { type: 'Boolean', of: (row) => left.of(row) === true && right.of(row) === true };
  if (operator === 'or') return { type: 'Boolean', of: (row) => left.of(row) === true || right.of(row) === true };
  const compared = COMPARE[operator];
  if (compared) return { type: 'Boolean', of: (row) => compared(left.of(row), right.of(row)) };
  const type = arithmeticType(operator, left.type, right.type);
  return { type, of: (row) => arithmetic(operator, left.of(row), right.of(row)) };
}

function membership({ operator, left: first, list }: Of<'in'>, scope: Scope): Compiled {
  const left = compile(first, scope);
  if (operator === 'between') return between(left, list, scope);
  const values = list.flatMap((item) => members(item, scope));
  if (operator === 'has_any') {
    const has = COMPARE['has']!;
    return { type: 'Boolean', of: (row) => values.some((value) => has(left.of(row), value) === true) };
  }
  const isFolded = operator.endsWith('~');
  const key = (value: Value): string => (isFolded ? textOf(value).toLowerCase() : keyOf([value]));
  const keys = new Set(values.map(key));
  const isWanted = !operator.startsWith('!');
  return { type: 'Boolean', of: (row) => keys.has(key(left.of(row))) === isWanted };
}

/** Constants, dynamic lists, and the first column of a table. */
function members(item: Expression, scope: Scope): readonly Value[] {
  if (item.kind === 'table') {
    const table = scope.run(item.pipeline);
    const [first] = table.columns;
    return first ? [...table.rows].map((row) => row[first.name] ?? null) : [];
  }
  const value = compile(item, { ...scope, columns: [] }).of({});
  return Array.isArray(value) ? (value as readonly Value[]) : [value];
}

function between(left: Compiled, [from, to]: readonly Expression[], scope: Scope): Compiled {
  const low = compile(from!, scope);
  const high = compile(to!, scope);
  return {
    type: 'Boolean',
    of: (row) => {
      const [value = null, least = null, most = null] = [left, low, high].map((part) => plain(part.of(row)));
      if (value === null || least === null || most === null) return false;
      return value >= least && value <= most;
    },
  };
}
