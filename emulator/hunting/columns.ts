import { momentOf, type Cells, type Column, type ColumnType, type Moment, type Value } from '../kql/values.js';

const TYPES: Readonly<Record<string, ColumnType>> = {
  date: 'DateTime',
  long: 'Int64',
  int: 'Int32',
  real: 'Double',
  bool: 'Boolean',
  dynamic: 'Object',
};

/** Columns as `Timestamp:date AlertId FileSize:long`; without a type it is a String. */
export function columnsOf(written: string): readonly Column[] {
  return written
    .trim()
    .split(/\s+/)
    .map((column) => {
      const [name = '', type = ''] = column.split(':');
      return { name, type: TYPES[type] ?? 'String' };
    });
}

/** A moment of a record, for a cell. */
export function at(value: unknown): Moment | null {
  return typeof value === 'string' ? momentOf(value) : null;
}

/** A text of a record, for a cell; the engine knows no null texts. */
export function cell(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A row with every column of its table: what is not given is empty or null. */
export function filled(columns: readonly Column[], known: Cells): Cells {
  return Object.fromEntries(
    columns.map(({ name, type }): [string, Value] => [name, known[name] ?? (type === 'String' ? '' : null)]),
  );
}
