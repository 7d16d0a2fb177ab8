import type { Row } from '../world/World.js';
import type { Bound, Place } from './Bound.js';
import type { Comparison, Literal } from './FilterNode.js';
import { instantKey } from './instant.js';

type Test = (row: Row, slots: unknown[]) => boolean;

/** Makes a predicate of a filter, once per request. Text compares without regard to case, moments by instant. */
export function compileFilter(node: Bound): (row: Row) => boolean {
  const test = compile(node);
  const slots: unknown[] = [];
  return (row) => test(row, slots);
}

function compile(node: Bound): Test {
  switch (node.kind) {
    case 'and': {
      const tests = node.children.map(compile);
      return (row, slots) => tests.every((test) => test(row, slots));
    }
    case 'or': {
      const tests = node.children.map(compile);
      return (row, slots) => tests.some((test) => test(row, slots));
    }
    case 'not': {
      const test = compile(node.child);
      return (row, slots) => !test(row, slots);
    }
    case 'compare':
      return compileComparison(node.place, node.operator, node.value);
    case 'in':
      return compileIn(node.place, node.values);
    case 'call': {
      const { read } = node.place;
      const wanted = node.value.toLowerCase();
      const holds = TEXT_FUNCTIONS[node.name];
      return (row, slots) => {
        const value = read(row, slots);
        return typeof value === 'string' && holds(value.toLowerCase(), wanted);
      };
    }
    case 'flag': {
      const { read } = node.place;
      return (row, slots) => read(row, slots) === true;
    }
    case 'any':
    case 'all':
      return compileLambda(node);
  }
}

const TEXT_FUNCTIONS = {
  startswith: (value: string, wanted: string) => value.startsWith(wanted),
  endswith: (value: string, wanted: string) => value.endsWith(wanted),
  contains: (value: string, wanted: string) => value.includes(wanted),
};

function compileComparison({ read, property }: Place, operator: Comparison, literal: Literal): Test {
  if (literal.kind === 'null') {
    if (operator !== 'eq' && operator !== 'ne') return () => false;
    const wantsNull = operator === 'eq';
    return (row, slots) => ((read(row, slots) ?? null) === null) === wantsNull;
  }
  const toKey = keyOf(property.kind);
  const wanted = toKey(literal.value);
  const holds = COMPARISONS[operator];
  const whenNull = operator === 'ne';
  return (row, slots) => {
    const value = read(row, slots) ?? null;
    return value === null ? whenNull : holds(toKey(value), wanted);
  };
}

function compileIn({ read, property }: Place, values: readonly Literal[]): Test {
  const toKey = keyOf(property.kind);
  const keys = new Set(values.filter(({ kind }) => kind !== 'null').map(({ value }) => toKey(value)));
  const hasNull = values.some(({ kind }) => kind === 'null');
  return (row, slots) => {
    const value = read(row, slots) ?? null;
    return value === null ? hasNull : keys.has(toKey(value));
  };
}

function compileLambda({ kind, place, slot, body }: Bound & { kind: 'any' | 'all' }): Test {
  const { read } = place;
  const test = body ? compile(body) : () => true;
  const wanted = kind === 'any';
  return (row, slots) => {
    const list = read(row, slots);
    if (Array.isArray(list)) {
      for (const element of list as unknown[]) {
        slots[slot] = element;
        if (test(row, slots) === wanted) return wanted;
      }
    }
    return !wanted;
  };
}

type Key = string | number | boolean;

function keyOf(kind: Place['property']['kind']): (value: unknown) => Key {
  if (kind === 'date') return (value) => instantKey(String(value));
  if (kind === 'number' || kind === 'boolean') return (value) => value as number | boolean;
  return (value) => String(value).toLowerCase();
}

const COMPARISONS: Readonly<Record<Comparison, (a: Key, b: Key) => boolean>> = {
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b,
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
};
