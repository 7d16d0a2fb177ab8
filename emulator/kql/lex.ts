import { syntaxFault, type Mark } from './KqlFault.js';

export interface Token {
  readonly kind: 'name' | 'string' | 'number' | 'timespan' | 'symbol' | 'end';
  /** Of a string: its value. */
  readonly text: string;
  readonly mark: Mark;
}

/** Longest first. */
const SYMBOLS = ['..', '==', '!=', '=~', '!~', '<=', '>=', '<', '>', '=', '|', '(', ')', '[', ']', ',', ';', '+', '-', '*', '/', '%', '{', '}', ':', '.']; // prettier-ignore
const SPACE = /(?:\s+|\/\/[^\n]*)+/y;
const NUMBER = /\d+(?:\.\d+)?/y;
const TIMESPAN = /\d+(?:\.\d+)?(?:d|h|ms|m|s)(?!\w)/y;
/** `project-away`, `in~` and `!in` are names to us: what they mean, the parser knows. */
const NAME = /project-away\b|!?\$?[A-Za-z_]\w*~?/y;
const MAX_TOKENS = 20_000;

/** @throws KqlFault at the first character that begins nothing */
export function tokensOf(query: string): Token[] {
  const tokens: Token[] = [];
  const reader = new Reader(query);
  for (;;) {
    const token = reader.next();
    tokens.push(token);
    if (token.kind === 'end') return tokens;
    if (tokens.length > MAX_TOKENS) throw syntaxFault(token.text, token.mark);
  }
}

class Reader {
  #at = 0;
  #line = 1;
  #lineStart = 0;

  constructor(readonly query: string) {}

  next(): Token {
    this.#match(SPACE);
    const mark = { line: this.#line, column: this.#at - this.#lineStart + 1 };
    const char = this.query[this.#at];
    if (char === undefined) return { kind: 'end', text: '', mark };
    if (char === '"' || char === "'" || /^@["']/.test(this.query.slice(this.#at, this.#at + 2))) {
      return { kind: 'string', text: this.#string(mark), mark };
    }
    for (const [kind, pattern] of [
      ['timespan', TIMESPAN],
      ['number', NUMBER],
      ['name', NAME],
    ] as const) {
      const text = this.#match(pattern);
      if (text !== '') return { kind, text, mark };
    }
    const symbol = SYMBOLS.find((one) => this.query.startsWith(one, this.#at));
    if (symbol === undefined) throw syntaxFault(char, mark);
    this.#at += symbol.length;
    return { kind: 'symbol', text: symbol, mark };
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const text = pattern.exec(this.query)?.[0] ?? '';
    for (let index = 0; index < text.length; index += 1) {
      if (text[index] !== '\n') continue;
      this.#line += 1;
      this.#lineStart = this.#at + index + 1;
    }
    this.#at += text.length;
    return text;
  }

  /** `'…'` and `"…"` with backslashes, `@'…'` as it stands with its quote doubled. */
  #string(mark: Mark): string {
    const isVerbatim = this.query[this.#at] === '@';
    if (isVerbatim) this.#at += 1;
    const quote = this.query[this.#at]!;
    let value = '';
    for (this.#at += 1; ; this.#at += 1) {
      const char = this.query[this.#at];
      if (char === undefined || char === '\n') throw syntaxFault(quote, mark);
      if (char === quote && isVerbatim && this.query[this.#at + 1] === quote) this.#at += 1;
      else if (char === quote) break;
      if (char === '\\' && !isVerbatim) value += this.#escaped(mark);
      else value += char;
    }
    this.#at += 1;
    return value;
  }

  #escaped(mark: Mark): string {
    this.#at += 1;
    const char = this.query[this.#at] ?? '';
    const code = /^u([0-9a-fA-F]{4})/.exec(this.query.slice(this.#at, this.#at + 5))?.[1];
    if (code !== undefined) {
      this.#at += 4;
      return String.fromCharCode(Number.parseInt(code, 16));
    }
    const value = ESCAPES[char];
    if (value === undefined) throw syntaxFault(`\\${char}`, mark);
    return value;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', "'": "'", '"': '"' };
