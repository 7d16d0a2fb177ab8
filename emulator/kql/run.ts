import { aggregate } from './aggregates.js';
import type { Expression, Named, Operator, Pipeline, Query, Sorting } from './ast.js';
import { compile, type Compiled, type Scope } from './compile.js';
import { semanticFault, type Mark } from './KqlFault.js';
import { parseQuery } from './parse.js';
import { compare, keyOf, Moment, type Cells, type Column, type Table, type Value } from './values.js';

/** What there is to ask. */
export interface Database {
  table(name: string): Table | undefined;
  readonly now: Moment;
  /** Rows that are older are not seen by any query, nor are newer ones. Only tables with a Timestamp are cut. */
  readonly from: Moment;
  readonly until: Moment;
}

/**
 * Runs a query of the Kusto language, as far as this engine knows it: where, project, project-away, extend, summarize,
 * sort, top, take, distinct, join, count, let.
 *
 * @throws KqlFault worded as the service words it
 */
export function runQuery(text: string, database: Database): Table {
  return new Run(database, parseQuery(text)).table();
}

type Kind<K extends Operator['kind']> = Extract<Operator, { kind: K }>;

class Run {
  readonly #constants = new Map<string, Value>();
  readonly #tables = new Map<string, Pipeline>();

  constructor(
    readonly database: Database,
    readonly query: Query,
  ) {}

  table(): Table {
    for (const { name, value } of this.query.lets) {
      if ('operators' in value) this.#tables.set(name, value);
      else this.#constants.set(name, compile(value, this.#scope([], 'let')).of({}));
    }
    return this.#run(this.query.pipeline);
  }

  #run({ source, operators }: Pipeline): Table {
    const named = this.#tables.get(source.name);
    const first = operators[0]?.kind ?? 'query';
    let table = named ? this.#run(named) : this.#source(source.name, first, source.mark);
    for (const operator of operators) table = this.#apply(table, operator);
    return table;
  }

  #source(name: string, operator: string, mark: Mark): Table {
    const { database } = this;
    const found = database.table(name);
    if (!found) throw semanticFault(operator, `Failed to resolve table or column expression named '${name}'`, mark);
    if (!found.columns.some((column) => column.name === 'Timestamp')) return found;
    const isSeen = ({ Timestamp: at }: Cells): boolean =>
      at instanceof Moment && at.ms >= database.from.ms && at.ms <= database.until.ms;
    return { columns: found.columns, rows: lazily(() => filtered(found.rows, isSeen)) };
  }

  #apply(table: Table, operator: Operator): Table {
    const scope = this.#scope(table.columns, operator.kind);
    switch (operator.kind) {
      case 'where': {
        const condition = compile(operator.condition, scope);
        return { ...table, rows: lazily(() => filtered(table.rows, (row) => condition.of(row) === true)) };
      }
      case 'project':
        return projected(table, columnsOf(operator.columns, scope));
      case 'project-away':
        return without(table, operator);
      case 'extend':
        return extended(table, columnsOf(operator.columns, scope));
      case 'distinct':
        return distinct(table, operator, scope);
      case 'summarize':
        return summarized(table, operator, scope);
      case 'sort':
        return sorted(table, operator.by, scope, Infinity);
      case 'top':
        return sorted(table, operator.by, scope, operator.count);
      case 'take':
        return { ...table, rows: lazily(() => taken(table.rows, operator.count)) };
      case 'count':
        return { columns: [{ name: 'Count', type: 'Int64' }], rows: lazily(() => [{ Count: sizeOf(table.rows) }]) };
      case 'join':
        return joined(table, this.#run(operator.right), operator);
    }
  }

  #scope(columns: readonly Column[], operator: string): Scope {
    const { now } = this.database;
    return { columns, operator, now, constants: this.#constants, run: (pipeline) => this.#run(pipeline) };
  }
}

interface NamedColumn {
  readonly column: Column;
  readonly of: Compiled['of'];
}

function columnsOf(columns: readonly Named[], scope: Scope): NamedColumn[] {
  return columns.map(({ name, expression }, index) => {
    const { type, of } = compile(expression, scope);
    return { column: { name: name ?? nameOf(expression, index), type }, of };
  });
}

/** `bin(Timestamp, 1d)` keeps the name of its column; what has no name is `Column1`. */
function nameOf(expression: Expression, index: number): string {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind === 'call' && expression.args[0]?.kind === 'name') return expression.args[0].name;
  return `Column${index + 1}`;
}

function projected(table: Table, columns: readonly NamedColumn[]): Table {
  return { columns: columns.map(({ column }) => column), rows: lazily(() => mapped(table.rows, columns, false)) };
}

function extended(table: Table, columns: readonly NamedColumn[]): Table {
  const added = new Map(columns.map(({ column }) => [column.name, column]));
  const kept = table.columns.map((column) => added.get(column.name) ?? column);
  const known = new Set(table.columns.map(({ name }) => name));
  return {
    columns: [...kept, ...[...added.values()].filter(({ name }) => !known.has(name))],
    rows: lazily(() => mapped(table.rows, columns, true)),
  };
}

function without(table: Table, { names }: Kind<'project-away'>): Table {
  const columns = table.columns.filter(({ name }) => !names.includes(name));
  return projected(table, columns.map((column) => ({ column, of: (row) => row[column.name] ?? null }))); // prettier-ignore
}

function distinct(table: Table, { columns }: Kind<'distinct'>, scope: Scope): Table {
  const isAll = columns.some(({ expression }) => expression.kind === 'literal' && expression.value === '*');
  const narrow = isAll ? table : projected(table, columnsOf(columns, scope));
  const names = narrow.columns.map(({ name }) => name);
  return {
    columns: narrow.columns,
    rows: lazily(() => {
      const seen = new Map<string, Cells>();
      for (const row of narrow.rows) {
        const key = keyOf(names.map((name) => row[name] ?? null));
        if (!seen.has(key)) seen.set(key, row);
      }
      return seen.values();
    }),
  };
}

function summarized(table: Table, { aggregates, by }: Kind<'summarize'>, scope: Scope): Table {
  const keys = columnsOf(by, scope);
  const parts = aggregates.map(({ name, expression }) => aggregate(expression, name, scope));
  const names = new Set(keys.map(({ column }) => column.name));
  const answers = parts.flatMap((part) => part.columns).filter(({ name }) => !names.has(name));
  const columns = [...keys.map(({ column }) => column), ...answers];
  return {
    columns,
    rows: lazily(() => {
      const groups = new Map<string, { readonly values: readonly Value[]; readonly rows: Cells[] }>();
      for (const row of table.rows) {
        const values = keys.map(({ of }) => of(row));
        const key = keyOf(values);
        const group = groups.get(key) ?? { values, rows: [] };
        group.rows.push(row);
        groups.set(key, group);
      }
      if (keys.length === 0 && groups.size === 0) groups.set('', { values: [], rows: [] });
      return [...groups.values()].map(({ values, rows }) => {
        const cells: Record<string, Value> = {};
        keys.forEach(({ column }, index) => (cells[column.name] = values[index] ?? null));
        for (const part of parts) {
          const answered = part.of(rows);
          part.columns.forEach(({ name }, index) => {
            if (!names.has(name)) cells[name] = answered[index] ?? null;
          });
        }
        return cells;
      });
    }),
  };
}

function joined(left: Table, right: Table, { how, on, mark }: Kind<'join'>): Table {
  for (const [from, to] of on) {
    const lacks = !left.columns.some(({ name }) => name === from) ? from : !right.columns.some(({ name }) => name === to) ? to : null; // prettier-ignore
    if (lacks) throw semanticFault('join', `Failed to resolve column or scalar expression named '${lacks}'`, mark);
  }
  const taken = new Set(left.columns.map(({ name }) => name));
  const renamed = right.columns.map((column) => ({ column, name: taken.has(column.name) ? `${column.name}1` : column.name })); // prettier-ignore
  const keyFrom = (row: Cells, side: 0 | 1): string => keyOf(on.map((pair) => row[pair[side]] ?? null));
  return {
    columns: [...left.columns, ...renamed.map(({ column, name }) => ({ name, type: column.type }))],
    rows: lazily(function* () {
      const matches = new Map<string, Cells[]>();
      for (const row of right.rows) {
        const key = keyFrom(row, 1);
        const same = matches.get(key);
        const cells = Object.fromEntries(renamed.map(({ column, name }) => [name, row[column.name] ?? null]));
        if (same) same.push(cells);
        else matches.set(key, [cells]);
      }
      const used = new Set<string>();
      for (const row of left.rows) {
        const key = keyFrom(row, 0);
        if (how === 'innerunique' && used.has(key)) continue;
        used.add(key);
        const same = matches.get(key) ?? (how === 'leftouter' ? [{}] : []);
        for (const cells of same) yield { ...row, ...cells };
      }
    }),
  };
}

function sorted(table: Table, by: readonly Sorting[], scope: Scope, count: number): Table {
  const keys = by.map(({ expression, isAscending }) => ({
    of: compile(expression, scope).of,
    sign: isAscending ? 1 : -1,
  }));
  const order = (a: Cells, b: Cells): number => {
    for (const { of, sign } of keys) {
      const difference = sign * compare(of(a), of(b));
      if (difference !== 0) return difference;
    }
    return 0;
  };
  return { columns: table.columns, rows: lazily(() => [...table.rows].sort(order).slice(0, count)) };
}

function* filtered(rows: Iterable<Cells>, fits: (row: Cells) => boolean): Generator<Cells> {
  for (const row of rows) if (fits(row)) yield row;
}

function* mapped(rows: Iterable<Cells>, columns: readonly NamedColumn[], isKept: boolean): Generator<Cells> {
  for (const row of rows) {
    const cells: Record<string, Value> = isKept ? { ...row } : {};
    for (const { column, of } of columns) cells[column.name] = of(row);
    yield cells;
  }
}

function* taken(rows: Iterable<Cells>, count: number): Generator<Cells> {
  let left = count;
  if (left === 0) return;
  for (const row of rows) {
    yield row;
    left -= 1;
    if (left === 0) return;
  }
}

function sizeOf(rows: Iterable<Cells>): number {
  let size = 0;
  for (const _row of rows) size += 1;
  return size;
}

/** Rows that are made anew each time they are read. */
export function lazily(make: () => Iterable<Cells>): Iterable<Cells> {
  return { [Symbol.iterator]: () => make()[Symbol.iterator]() };
}
