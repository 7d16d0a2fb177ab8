import type { Expression } from './ast.js';
import { compile, type Scope } from './compile.js';
import { semanticFault } from './KqlFault.js';
import { compare, keyOf, type Cells, type Column, type ColumnType, type Value } from './values.js';

/** One aggregate over the rows of a group; `arg_max` answers several columns. */
export interface Aggregate {
  readonly columns: readonly Column[];
  readonly of: (rows: readonly Cells[]) => readonly Value[];
}

type Call = Extract<Expression, { kind: 'call' }>;
type Make = (call: Call, name: string | null, scope: Scope) => Aggregate;

/** @throws KqlFault when the expression is no aggregate */
export function aggregate(expression: Expression, name: string | null, scope: Scope): Aggregate {
  const make = expression.kind === 'call' ? AGGREGATES[expression.name] : undefined;
  if (expression.kind !== 'call' || !make) {
    throw semanticFault('summarize', 'An aggregation function is expected', expression.mark);
  }
  return make(expression, name, scope);
}

const AGGREGATES: Readonly<Record<string, Make>> = {
  count: (_call, name) => one(name ?? 'count_', 'Int64', (rows) => rows.length),
  countif: (call, name, scope) => {
    const { of } = argument(call, 0, scope);
    return one(name ?? 'countif_', 'Int64', (rows) => rows.filter((row) => of(row) === true).length);
  },
  dcount: (call, name, scope) => {
    const { of } = argument(call, 0, scope);
    return one(name ?? named('dcount', call), 'Int64', (rows) => distinct(rows.map(of)).length);
  },
  make_set: (call, name, scope) => {
    const { of } = argument(call, 0, scope);
    const most = limitOf(call, scope);
    return one(name ?? named('set', call), 'Object', (rows) => distinct(rows.map(of)).slice(0, most));
  },
  make_list: (call, name, scope) => {
    const { of } = argument(call, 0, scope);
    const most = limitOf(call, scope);
    return one(name ?? named('list', call), 'Object', (rows) => rows.map(of).filter((value) => value !== null).slice(0, most)); // prettier-ignore
  },
  max: extreme('max', 1),
  min: extreme('min', -1),
  sum: (call, name, scope) => {
    const { of, type } = argument(call, 0, scope);
    return one(name ?? named('sum', call), type, (rows) =>
      rows.reduce((total, row) => total + (Number(of(row) ?? 0) || 0), 0),
    );
  },
  any: (call, name, scope) => {
    const { of, type } = argument(call, 0, scope);
    return one(name ?? named('any', call), type, (rows) => of(rows[0] ?? {}));
  },
  arg_max: whole(1),
  arg_min: whole(-1),
};

function one(name: string, type: ColumnType, of: (rows: readonly Cells[]) => Value): Aggregate {
  return { columns: [{ name, type }], of: (rows) => [of(rows)] };
}

function extreme(word: string, sign: 1 | -1): Make {
  return (call, name, scope) => {
    const { of, type } = argument(call, 0, scope);
    const better = (best: Value, value: Value): Value => {
      if (value === null) return best;
      return best === null || sign * compare(value, best) > 0 ? value : best;
    };
    return one(name ?? named(word, call), type, (rows) => rows.map(of).reduce(better, null));
  };
}

/** `arg_max(Timestamp, *)`: the row with the latest, whole or in part. */
function whole(sign: 1 | -1): Make {
  return (call, name, scope) => {
    const by = argument(call, 0, scope);
    const label = name ?? named('', call);
    const rest = call.args.slice(1);
    const isAll = rest.some((item) => item.kind === 'literal' && item.value === '*');
    const parts = isAll
      ? scope.columns.filter((column) => column.name !== label).map((column) => ({ column, of: (row: Cells) => row[column.name] ?? null })) // prettier-ignore
      : rest.map((item, index) => {
          const { type, of } = compile(item, scope);
          return { column: { name: item.kind === 'name' ? item.name : `arg_${index}`, type }, of };
        });
    return {
      columns: [{ name: label, type: by.type }, ...parts.map(({ column }) => column)],
      of: (rows) => {
        const best = rows.reduce((top, row) => (sign * compare(by.of(row), by.of(top)) > 0 ? row : top), rows[0] ?? {});
        return [by.of(best), ...parts.map(({ of }) => of(best))];
      },
    };
  };
}

function argument(call: Call, index: number, scope: Scope) {
  const item = call.args[index];
  if (!item) throw semanticFault('summarize', `${call.name}(): function expects ${index + 1} argument(s)`, call.mark);
  return compile(item, scope);
}

/** How many at most, where the second argument says so; the engine's own bound otherwise. */
function limitOf(call: Call, scope: Scope): number {
  const item = call.args[1];
  return item ? Number(compile(item, { ...scope, columns: [] }).of({})) : 1_048_576;
}

function named(prefix: string, { args: [first] }: Call): string {
  const name = first?.kind === 'name' ? first.name : '';
  return prefix === '' ? name : `${prefix}_${name}`;
}

function distinct(values: readonly Value[]): Value[] {
  const seen = new Map<string, Value>();
  for (const value of values) if (value !== null && value !== '') seen.set(keyOf([value]), value);
  return [...seen.values()];
}
