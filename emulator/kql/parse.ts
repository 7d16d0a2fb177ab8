import type { Expression, Named, Operator, Pipeline, Query, Sorting } from './ast.js';
import { syntaxFault, type Mark } from './KqlFault.js';
import { tokensOf, type Token } from './lex.js';
import { momentOf, spanOf, type Value } from './values.js';

const COMPARISONS = new Set(['==', '!=', '=~', '!~', '<', '<=', '>', '>=', 'has', '!has', 'has_cs', 'contains', '!contains', 'contains_cs', 'startswith', '!startswith', 'endswith', '!endswith']); // prettier-ignore
const MEMBERSHIPS = new Set(['in', '!in', 'in~', '!in~', 'has_any', 'between']);
const MAX_DEPTH = 60;

/** @throws KqlFault with the position of the first token that does not fit */
export function parseQuery(text: string): Query {
  return new Parser(tokensOf(text)).query();
}

class Parser {
  #at = 0;
  #depth = 0;

  constructor(readonly tokens: readonly Token[]) {}

  query(): Query {
    const lets: { name: string; value: Expression | Pipeline }[] = [];
    while (this.#take('let')) {
      const name = this.#name();
      this.#expect('=');
      lets.push({ name, value: this.#isPipeline() ? this.#pipeline() : this.#expression() });
      this.#expect(';');
    }
    const pipeline = this.#pipeline();
    this.#take(';');
    if (this.#token.kind !== 'end') throw this.#fault();
    return { lets, pipeline };
  }

  #isPipeline(): boolean {
    const next = this.tokens[this.#at + 1]?.text;
    return this.#token.kind === 'name' && (next === '|' || next === ';');
  }

  #pipeline(): Pipeline {
    const { mark } = this.#token;
    const isBracketed = this.#take('(');
    if (isBracketed) {
      const inner = this.#pipeline();
      this.#expect(')');
      return { ...inner, operators: [...inner.operators, ...this.#operators()] };
    }
    return { source: { name: this.#name(), mark }, operators: this.#operators() };
  }

  #operators(): Operator[] {
    const operators: Operator[] = [];
    while (this.#take('|')) operators.push(this.#operator());
    return operators;
  }

  #operator(): Operator {
    const { text: word, mark } = this.#token;
    const read = OPERATORS[word];
    if (this.#token.kind !== 'name' || !read) throw this.#fault();
    this.#at += 1;
    return read(this.#grammar, mark);
  }

  readonly #grammar: Grammar = {
    expression: () => this.#expression(),
    columns: () => this.#list(() => this.#namedColumn()),
    names: () => this.#list(() => this.#name()),
    sorting: () => this.#list(() => this.#sorting()),
    count: () => this.#wholeNumber(),
    expect: (word) => this.#expect(word),
    take: (word) => this.#take(word),
    isAt: (...words) => words.includes(this.#token.text) || this.#token.kind === 'end',
    joinKind: () => this.#joinKind(),
    table: () => {
      const { mark } = this.#token;
      if (!this.#take('(')) return { source: { name: this.#name(), mark }, operators: [] };
      const pipeline = this.#pipeline();
      this.#expect(')');
      return pipeline;
    },
    keys: () => this.#list(() => this.#joinKey()),
  };

  #joinKind(): 'inner' | 'leftouter' | 'innerunique' {
    if (!this.#take('kind')) return 'innerunique';
    this.#expect('=');
    const { text } = this.#token;
    if (text !== 'inner' && text !== 'leftouter' && text !== 'innerunique') throw this.#fault();
    this.#at += 1;
    return text;
  }

  /** `AlertId`, or `$left.AlertId == $right.Id`. */
  #joinKey(): readonly [string, string] {
    const name = this.#name();
    if (name !== '$left') return [name, name];
    this.#expect('.');
    const left = this.#name();
    this.#expect('==');
    this.#expect('$right');
    this.#expect('.');
    return [left, this.#name()];
  }

  #namedColumn(): Named {
    const next = this.tokens[this.#at + 1]?.text;
    if (this.#token.kind !== 'name' || next !== '=') return { name: null, expression: this.#expression() };
    const name = this.#name();
    this.#expect('=');
    return { name, expression: this.#expression() };
  }

  #sorting(): Sorting {
    const expression = this.#expression();
    const isAscending = this.#take('asc');
    if (!isAscending) this.#take('desc');
    if (this.#take('nulls') && !this.#take('first')) this.#expect('last');
    return { expression, isAscending };
  }

  #expression(): Expression {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw this.#fault();
    const expression = this.#chain(['or'], () => this.#chain(['and'], () => this.#comparison()));
    this.#depth -= 1;
    return expression;
  }

  #chain(operators: readonly string[], next: () => Expression): Expression {
    let left = next();
    for (;;) {
      const { text: operator, mark, kind } = this.#token;
      if (kind === 'string' || !operators.includes(operator)) return left;
      this.#at += 1;
      left = { kind: 'binary', operator, left, right: next(), mark };
    }
  }

  #comparison(): Expression {
    const left = this.#sum();
    const { text: operator, mark, kind } = this.#token;
    if (kind === 'string') return left;
    if (COMPARISONS.has(operator)) {
      this.#at += 1;
      return { kind: 'binary', operator, left, right: this.#sum(), mark };
    }
    if (!MEMBERSHIPS.has(operator)) return left;
    this.#at += 1;
    this.#expect('(');
    const list = operator === 'between' ? this.#range() : this.#members();
    this.#expect(')');
    return { kind: 'in', operator, left, list, mark };
  }

  #range(): Expression[] {
    const from = this.#sum();
    this.#expect('..');
    return [from, this.#sum()];
  }

  #members(): Expression[] {
    const { mark } = this.#token;
    if (this.#token.kind === 'name' && this.tokens[this.#at + 1]?.text === '|') {
      return [{ kind: 'table', pipeline: this.#pipeline(), mark }];
    }
    return this.#list(() => this.#expression());
  }

  #sum(): Expression {
    return this.#chain(['+', '-'], () => this.#chain(['*', '/', '%'], () => this.#unary()));
  }

  #unary(): Expression {
    const { mark } = this.#token;
    if (this.#token.kind !== 'string' && this.#take('-')) {
      const zero = { kind: 'literal', value: 0, mark } as const;
      return { kind: 'binary', operator: '-', left: zero, right: this.#primary(), mark };
    }
    return this.#primary();
  }

  #primary(): Expression {
    const { kind, text, mark } = this.#token;
    if (kind === 'symbol' && this.#take('(')) {
      const inner = this.#expression();
      this.#expect(')');
      return inner;
    }
    const value = literalOf(this.#token);
    if (value !== undefined) {
      this.#at += 1;
      return { kind: 'literal', value, mark };
    }
    if (kind !== 'name') throw this.#fault();
    this.#at += 1;
    if (!this.#isAtBracket()) return { kind: 'name', name: text, mark };
    if (text === 'datetime' || text === 'dynamic') return this.#special(text, mark);
    this.#expect('(');
    if (this.#take(')')) return { kind: 'call', name: text, args: [], mark };
    const args = this.#list(() => this.#expression());
    this.#expect(')');
    return { kind: 'call', name: text, args, mark };
  }

  /** `datetime(2026-11-23 08:00)` and `dynamic(["a", "b"])` are literals with a grammar of their own. */
  #special(name: string, mark: Mark): Expression {
    this.#expect('(');
    const inside: Token[] = [];
    for (let open = 1; ; this.#at += 1) {
      const token = this.#token;
      if (token.kind === 'end') throw this.#fault();
      if (token.kind === 'symbol') open += Number(token.text === '(') - Number(token.text === ')');
      if (open === 0) break;
      inside.push(token);
    }
    const value = name === 'datetime' ? dateIn(inside) : jsonIn(inside);
    if (value === undefined) throw this.#fault();
    this.#expect(')');
    return { kind: 'literal', value, mark };
  }

  #wholeNumber(): number {
    const { kind, text } = this.#token;
    if (kind !== 'number' || text.includes('.')) throw this.#fault();
    this.#at += 1;
    return Number(text);
  }

  #list<T>(read: () => T): T[] {
    const items = [read()];
    while (this.#take(',')) items.push(read());
    return items;
  }

  #isAtBracket(): boolean {
    const { kind, text } = this.#token;
    return kind === 'symbol' && text === '(';
  }

  get #token(): Token {
    return this.tokens[this.#at]!;
  }

  #name(): string {
    const { kind, text } = this.#token;
    if (kind !== 'name' || text.startsWith('!')) throw this.#fault();
    this.#at += 1;
    return text;
  }

  #take(text: string): boolean {
    const token = this.#token;
    if (token.kind === 'string' || token.text !== text) return false;
    this.#at += 1;
    return true;
  }

  #expect(text: string): void {
    if (!this.#take(text)) throw this.#fault();
  }

  #fault(): Error {
    return syntaxFault(this.#token.text, this.#token.mark);
  }
}

/** What an operator's own grammar is made of. */
interface Grammar {
  expression(): Expression;
  columns(): Named[];
  names(): string[];
  sorting(): Sorting[];
  count(): number;
  expect(word: string): void;
  take(word: string): boolean;
  isAt(...words: readonly string[]): boolean;
  joinKind(): 'inner' | 'leftouter' | 'innerunique';
  /** A table, or a query in brackets. */
  table(): Pipeline;
  keys(): (readonly [string, string])[];
}

const where = (grammar: Grammar, mark: Mark): Operator => ({ kind: 'where', condition: grammar.expression(), mark });
const take = (grammar: Grammar, mark: Mark): Operator => ({ kind: 'take', count: grammar.count(), mark });
const sort = (grammar: Grammar, mark: Mark): Operator => {
  grammar.expect('by');
  return { kind: 'sort', by: grammar.sorting(), mark };
};

const OPERATORS: Readonly<Record<string, (grammar: Grammar, mark: Mark) => Operator>> = {
  where,
  filter: where,
  take,
  limit: take,
  sort,
  order: sort,
  project: (grammar, mark) => ({ kind: 'project', columns: grammar.columns(), mark }),
  extend: (grammar, mark) => ({ kind: 'extend', columns: grammar.columns(), mark }),
  distinct: (grammar, mark) => ({ kind: 'distinct', columns: grammar.columns(), mark }),
  'project-away': (grammar, mark) => ({ kind: 'project-away', names: grammar.names(), mark }),
  count: (_grammar, mark) => ({ kind: 'count', mark }),
  summarize: (grammar, mark) => {
    const aggregates = grammar.isAt('by', '|', ')') ? [] : grammar.columns();
    return { kind: 'summarize', aggregates, by: grammar.take('by') ? grammar.columns() : [], mark };
  },
  top: (grammar, mark) => {
    const count = grammar.count();
    grammar.expect('by');
    return { kind: 'top', count, by: grammar.sorting(), mark };
  },
  join: (grammar, mark) => {
    const how = grammar.joinKind();
    const right = grammar.table();
    grammar.expect('on');
    return { kind: 'join', how, right, on: grammar.keys(), mark };
  },
};

function literalOf({ kind, text }: Token): Value | undefined {
  if (kind === 'string') return text;
  if (kind === 'number') return Number(text);
  if (kind === 'timespan') return spanOf(text);
  if (kind === 'name' && (text === 'true' || text === 'false')) return text === 'true';
  return kind === 'symbol' && text === '*' ? '*' : undefined;
}

function dateIn(tokens: readonly Token[]): Value | undefined {
  const last = tokens.at(-1);
  if (!last) return undefined;
  // A blank stands between date and time only.
  const text = tokens
    .map((token, index) => {
      const before = tokens[index - 1];
      const isApart =
        before && token.mark.line === before.mark.line && token.mark.column > before.mark.column + before.text.length;
      return `${isApart ? 'T' : ''}${token.text}`;
    })
    .join('');
  const isTimeWithoutZone = /T/i.test(text) && !/(Z|[+-]\d{2}:\d{2})$/i.test(text);
  return momentOf(isTimeWithoutZone ? `${text}Z` : text) ?? undefined;
}

function jsonIn(tokens: readonly Token[]): Value | undefined {
  const text = tokens.map((token) => (token.kind === 'string' ? JSON.stringify(token.text) : token.text)).join('');
  try {
    return JSON.parse(text) as Value;
  } catch {
    // The caller says where: what JSON.parse says of joined tokens means nothing to whoever wrote the query.
    return undefined;
  }
}
