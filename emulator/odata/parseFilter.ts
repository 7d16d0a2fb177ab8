import type { Comparison, FilterNode, Literal, Path, TextFunction } from './FilterNode.js';
import { GraphFault } from './GraphFault.js';
import { lexFilter, syntaxFault, type Token } from './lexFilter.js';

const MIRRORED: Readonly<Record<Comparison, Comparison>> = {
  eq: 'eq',
  ne: 'ne',
  gt: 'lt',
  ge: 'le',
  lt: 'gt',
  le: 'ge',
};
const FUNCTIONS = new Set<string>(['startswith', 'endswith', 'contains']);
/** OData's own default for the depth of a filter; also keeps the recursion small. */
const MAX_DEPTH = 100;

/**
 * Parses Graph's `$filter` dialect. Keywords and function names in any case; `not(...)` with or without a space.
 *
 * @throws GraphFault 400, with the position, for whatever is not a filter
 */
export function parseFilter(text: string): FilterNode {
  return new FilterParser(text).parse();
}

class FilterParser {
  private readonly tokens: readonly Token[];
  private next = 0;
  private depth = 0;

  constructor(private readonly text: string) {
    this.tokens = lexFilter(text);
  }

  parse(): FilterNode {
    const node = this.either();
    if (this.next < this.tokens.length) throw this.fault();
    return node;
  }

  private either(): FilterNode {
    return this.deeper(() => this.chain('or', () => this.chain('and', () => this.unary())));
  }

  private chain(kind: 'and' | 'or', part: () => FilterNode): FilterNode {
    const first = part();
    if (!this.isWord(kind)) return first;
    const children = [first];
    while (this.takeWord(kind)) children.push(part());
    return { kind, children };
  }

  private unary(): FilterNode {
    if (this.takeWord('not')) return { kind: 'not', child: this.deeper(() => this.unary()) };
    if (this.takeMark('(')) {
      const node = this.either();
      this.expectMark(')');
      return node;
    }
    return this.clause();
  }

  private clause(): FilterNode {
    const token = this.tokens[this.next];
    if (token?.kind === 'literal' || this.isConstant(token)) return this.mirrored();
    if (token?.kind !== 'word') throw this.fault();
    if (this.isMark('(', 1)) return this.call(token.text);
    const path = this.path();
    if (this.takeMark('(')) return this.lambda(path);
    if (this.takeWord('in')) return { kind: 'in', path, values: this.values() };
    const operator = this.takeComparison();
    return operator ? { kind: 'compare', operator, path, value: this.literal() } : { kind: 'flag', path };
  }

  /** `'Sales' eq department`, with the sides exchanged. */
  private mirrored(): FilterNode {
    const value = this.literal();
    const operator = this.takeComparison();
    if (!operator) throw this.fault();
    return { kind: 'compare', operator: MIRRORED[operator], path: this.path(), value };
  }

  private call(written: string): FilterNode {
    const name = written.toLowerCase();
    if (!FUNCTIONS.has(name)) {
      throw new GraphFault(
        400,
        'BadRequest',
        `Invalid filter clause: An unknown function with name '${written}' was found.`,
      );
    }
    this.next += 2;
    const path = this.path();
    this.expectMark(',');
    const value = this.literal();
    if (value.kind !== 'string') throw this.fault(-1);
    this.expectMark(')');
    const node: FilterNode = { kind: 'call', name: name as TextFunction, path, value: value.value };
    return this.comparedWithFlag(node);
  }

  /** `startswith(a,'b') eq true` is the call itself, `eq false` its negation. */
  private comparedWithFlag(call: FilterNode): FilterNode {
    const operator = this.takeComparison();
    if (!operator) return call;
    const value = this.literal();
    if (value.kind !== 'boolean' || (operator !== 'eq' && operator !== 'ne')) throw this.fault(-1);
    return value.value === (operator === 'eq') ? call : { kind: 'not', child: call };
  }

  private lambda(pathWithName: Path): FilterNode {
    const kind = pathWithName.at(-1)?.toLowerCase();
    const path = pathWithName.slice(0, -1);
    if ((kind !== 'any' && kind !== 'all') || path.length === 0) throw this.fault(-1);
    if (kind === 'any' && this.takeMark(')')) return { kind, path, variable: null, body: null };
    const variable = this.tokens[this.next];
    if (variable?.kind !== 'word' || variable.text.includes('.')) throw this.fault();
    this.next++;
    this.expectMark(':');
    const body = this.either();
    this.expectMark(')');
    return { kind, path, variable: variable.text, body };
  }

  private values(): Literal[] {
    this.expectMark('(');
    const values = [this.literal()];
    while (this.takeMark(',')) values.push(this.literal());
    this.expectMark(')');
    return values;
  }

  private path(): Path {
    const segments: string[] = [];
    do {
      const token = this.tokens[this.next];
      if (token?.kind !== 'word') throw this.fault();
      segments.push(token.text);
      this.next++;
    } while (this.takeMark('/'));
    return segments;
  }

  private literal(): Literal {
    const token = this.tokens[this.next];
    this.next++;
    if (token?.kind === 'literal') return token.literal;
    if (token?.kind === 'word' && this.isConstant(token)) {
      const word = token.text.toLowerCase();
      return word === 'null' ? { kind: 'null', value: null } : { kind: 'boolean', value: word === 'true' };
    }
    throw this.fault(-1);
  }

  private isConstant(token: Token | undefined): boolean {
    return token?.kind === 'word' && /^(null|true|false)$/i.test(token.text);
  }

  private takeComparison(): Comparison | undefined {
    const token = this.tokens[this.next];
    const word = token?.kind === 'word' ? token.text.toLowerCase() : '';
    if (!Object.hasOwn(MIRRORED, word)) return undefined;
    this.next++;
    return word as Comparison;
  }

  private isWord(word: string): boolean {
    const token = this.tokens[this.next];
    return token?.kind === 'word' && token.text.toLowerCase() === word;
  }

  private takeWord(word: string): boolean {
    const taken = this.isWord(word);
    if (taken) this.next++;
    return taken;
  }

  private isMark(mark: string, ahead = 0): boolean {
    const token = this.tokens[this.next + ahead];
    return token?.kind === 'mark' && token.text === mark;
  }

  private takeMark(mark: string): boolean {
    const taken = this.isMark(mark);
    if (taken) this.next++;
    return taken;
  }

  private expectMark(mark: string): void {
    if (!this.takeMark(mark)) throw this.fault();
  }

  private deeper(part: () => FilterNode): FilterNode {
    if (++this.depth > MAX_DEPTH) {
      throw new GraphFault(400, 'BadRequest', 'Invalid filter clause: The recursion limit has been exceeded.');
    }
    const node = part();
    this.depth--;
    return node;
  }

  private fault(ahead = 0): GraphFault {
    return syntaxFault(this.text, this.tokens[this.next + ahead]?.at ?? this.text.length);
  }
}
