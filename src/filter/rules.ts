import { literal } from '../util/odata.js';

/** One field of a filter: how Graph is asked for it, what it needs of a noun, and when a noun fits. */
export interface Rule<Noun, Value> {
  /** Clause of `$filter`; null when Graph cannot be asked for this value. Absent: Graph cannot filter by it. */
  readonly clause?: (value: Value) => string | null;
  /** Fields of the noun that `fits` looks at. */
  readonly reads: readonly string[];
  readonly fits: (noun: Noun, value: Value) => boolean;
}

interface Combined<Filter> {
  readonly and?: readonly Filter[] | null;
  readonly or?: readonly Filter[] | null;
  readonly not?: Filter | null;
}

type Field<Filter> = Exclude<keyof Filter, 'and' | 'or' | 'not'>;

export type Rules<Noun, Filter> = { readonly [F in Field<Filter>]-?: Rule<Noun, NonNullable<Filter[F]>> };

/** What of a filter Graph does, and what is finished here. */
export interface Pushed {
  /** `$filter`; null when Graph can do nothing of it. */
  readonly clause: string | null;
  /** Fields of the filter that Graph cannot do. Empty: every row that Graph sends is one that was asked for. */
  readonly finishedHere: readonly string[];
}

/** A kind of filter, told by one rule for each of its fields. */
export class FilterRules<Noun, Filter extends Combined<Filter>> {
  readonly #rules: ReadonlyMap<string, Rule<Noun, unknown>>;

  constructor(rules: Rules<Noun, Filter>) {
    // Each rule is only ever given the value of its own field.
    this.#rules = new Map(Object.entries(rules as Readonly<Record<string, Rule<Noun, unknown>>>));
  }

  /** The part of a filter that Graph can do. A row that fits the filter always fits the clause. */
  pushDown(filter: Filter): Pushed {
    const parts = [
      ...this.#given(filter).map(([field, rule, value]) => fieldPart(field, rule, value)),
      ...(filter.and ?? []).map((one) => this.pushDown(one)),
      ...(filter.or ? [this.#orPart(filter.or)] : []),
      // `not` is not among the operators that /security documents.
      ...(filter.not ? [{ clause: null, finishedHere: ['not'] }] : []),
    ];
    const clauses = parts.map(({ clause }) => clause).filter((clause) => clause !== null);
    return {
      clause: clauses.length > 0 ? clauses.join(' and ') : null,
      finishedHere: [...new Set(parts.flatMap(({ finishedHere }) => finishedHere))],
    };
  }

  /** Whether a noun fits. Everything is looked at, also what Graph has filtered: providers are known to ignore filters. */
  fits(noun: Noun, filter: Filter): boolean {
    return (
      this.#given(filter).every(([, rule, value]) => rule.fits(noun, value)) &&
      (filter.and ?? []).every((one) => this.fits(noun, one)) &&
      (!filter.or || filter.or.some((one) => this.fits(noun, one))) &&
      (!filter.not || !this.fits(noun, filter.not))
    );
  }

  /** Fields of the noun that {@link fits} looks at. */
  readsOf(filter: Filter): string[] {
    const own = this.#given(filter).flatMap(([, rule]) => rule.reads);
    const inner = [...(filter.and ?? []), ...(filter.or ?? []), ...(filter.not ? [filter.not] : [])];
    return [...new Set([...own, ...inner.flatMap((one) => this.readsOf(one))])];
  }

  /** An "or" goes to Graph whole or not at all: a part of it would drop rows that fit. */
  #orPart(or: readonly Filter[]): Pushed {
    const parts = or.map((one) => this.pushDown(one));
    const clauses = parts.map(({ clause }) => clause);
    const isWhole =
      parts.length > 0 && parts.every(({ clause, finishedHere }) => clause !== null && finishedHere.length === 0);
    return isWhole ? { clause: anyOf(clauses as string[]), finishedHere: [] } : { clause: null, finishedHere: ['or'] };
  }

  /** The fields that the filter has, in the order of the rules. */
  #given(filter: Filter): [string, Rule<Noun, unknown>, unknown][] {
    const values = filter as Readonly<Record<string, unknown>>;
    return [...this.#rules].flatMap(([field, rule]) => {
      const value = values[field];
      return value === undefined || value === null ? [] : [[field, rule, value] as [string, typeof rule, unknown]];
    });
  }
}

function fieldPart<Noun>(field: string, rule: Rule<Noun, unknown>, value: unknown): Pushed {
  const clause = rule.clause?.(value) ?? null;
  return { clause, finishedHere: clause === null ? [field] : [] };
}

/** Null when one of the words is not Graph's: then Graph cannot be asked without losing rows. */
export function anyWord<Word extends string>(
  property: string,
  values: readonly Word[],
  words: Readonly<Record<Word, string | null>>,
): string | null {
  const graphWords = values.map((value) => words[value]);
  if (graphWords.includes(null)) return null;
  return anyOf(graphWords.map((word) => `${property} eq ${literal(word!)}`));
}

export function anyOf(clauses: readonly string[]): string | null {
  if (clauses.length === 0) return null;
  return clauses.length === 1 ? clauses[0]! : `(${clauses.join(' or ')})`;
}

export function hasText(values: readonly string[], text: string | null): boolean {
  return text !== null && values.some((value) => value.toLowerCase() === text.toLowerCase());
}

export function contains(text: string | null, part: string): boolean {
  return text?.toLowerCase().includes(part.toLowerCase()) ?? false;
}
