import { GraphFault } from './GraphFault.js';
import type { Literal } from './FilterNode.js';

export type Token =
  | { readonly kind: 'mark'; readonly text: '(' | ')' | ',' | ':' | '/'; readonly at: number }
  | { readonly kind: 'word'; readonly text: string; readonly at: number }
  | { readonly kind: 'literal'; readonly literal: Literal; readonly text: string; readonly at: number };

const WORD = /[A-Za-z_$][\w$.]*/y;
const QUOTED = /'(?:[^']|'')*'/y;
const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])/iy;
const DATE = /\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,12})?)?(?:Z|[+-]\d\d:\d\d))?(?![\w:.-])/iy;
const NUMBER = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.-])/iy;
const SPACE = /\s+/y;

/** @throws GraphFault 400 with the position of what is no token */
export function lexFilter(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    at += (match(SPACE, text, at) ?? '').length;
    if (at >= text.length) break;
    const token = readToken(text, at);
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

function readToken(text: string, at: number): Token {
  const char = text[at];
  if (char === '(' || char === ')' || char === ',' || char === ':' || char === '/') {
    return { kind: 'mark', text: char, at };
  }
  const literal = readLiteral(text, at);
  if (literal) return literal;
  const word = match(WORD, text, at);
  if (word === undefined) throw syntaxFault(text, at);
  const value = word.includes('.') ? match(QUOTED, text, at + word.length) : undefined;
  if (value === undefined) return { kind: 'word', text: word, at };
  return { kind: 'literal', literal: { kind: 'enum', typeName: word, value: unquote(value) }, text: word + value, at };
}

function readLiteral(text: string, at: number): Token | undefined {
  const quoted = match(QUOTED, text, at);
  if (quoted !== undefined) return token({ kind: 'string', value: unquote(quoted) }, quoted, at);
  const guid = match(GUID, text, at);
  if (guid !== undefined) return token({ kind: 'guid', value: guid }, guid, at);
  const date = match(DATE, text, at);
  if (date !== undefined) {
    if (Number.isNaN(Date.parse(date))) throw syntaxFault(text, at);
    return token({ kind: 'date', value: date }, date, at);
  }
  const number = match(NUMBER, text, at);
  if (number === undefined || !Number.isFinite(Number(number))) return undefined;
  return token({ kind: 'number', value: Number(number) }, number, at);
}

function token(literal: Literal, text: string, at: number): Token {
  return { kind: 'literal', literal, text, at };
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function unquote(quoted: string): string {
  return quoted.slice(1, -1).replaceAll("''", "'");
}

/** Graph's message for text that is no filter. */
export function syntaxFault(text: string, at: number): GraphFault {
  return new GraphFault(400, 'BadRequest', `Invalid filter clause: Syntax error at position ${at} in '${text}'.`);
}
