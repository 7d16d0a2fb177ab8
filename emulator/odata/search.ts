import type { EntityModel } from '../model/EntityModel.js';
import type { Row } from '../world/World.js';
import { badRequest, unknownProperty, unsupportedQuery } from './faults.js';

type Test = (row: Row) => boolean;

/** Only these are split into words; a search in any other property means "starts with". */
const TOKENISED = new Set(['displayName', 'description']);
const PIECE = /\s*(?:"((?:[^"\\]|\\.)*)"|(AND|OR)(?![A-Za-z])|([()]))/y;

/**
 * Makes a predicate of `$search`: `"displayName:wa" OR ("mail:a" AND "description:b")`.
 *
 * @throws GraphFault 400 for anything unquoted, a term without a property, or a property the type does not have
 */
export function compileSearch(search: string, model: EntityModel): Test {
  const pieces = split(search);
  let next = 0;
  const peek = (): string | undefined => pieces[next];
  const either = (): Test => {
    const tests = [both()];
    while (peek() === 'OR') {
      next++;
      tests.push(both());
    }
    return (row) => tests.some((test) => test(row));
  };
  const both = (): Test => {
    const tests = [one()];
    for (let piece = peek(); piece !== undefined && piece !== 'OR' && piece !== ')'; piece = peek()) {
      if (piece === 'AND') next++;
      tests.push(one());
    }
    return (row) => tests.every((test) => test(row));
  };
  const one = (): Test => {
    const piece = pieces[next++];
    if (piece === '(') {
      const inner = either();
      if (pieces[next++] !== ')') throw syntaxFault(search);
      return inner;
    }
    if (piece === undefined || !piece.startsWith('"')) throw syntaxFault(search);
    return term(piece.slice(1), model);
  };
  const test = either();
  if (next < pieces.length) throw syntaxFault(search);
  return test;
}

/** A search that names no property: the words, in quotes or without, stand somewhere in one of these properties. */
export function compileTextSearch(search: string, properties: readonly string[]): Test {
  const wanted = search
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .replace(/\\(.)/g, '$1')
    .toLowerCase();
  if (wanted === '') throw syntaxFault(search);
  return (row) =>
    properties.some((name) =>
      JSON.stringify(row[name] ?? '')
        .toLowerCase()
        .includes(wanted),
    );
}

/** Terms keep a leading quote, so that a quoted "AND" is not taken for the operator. */
function split(search: string): string[] {
  const pieces: string[] = [];
  let at = 0;
  while (search.slice(at).trim() !== '') {
    if (pieces.length > 200) throw badRequest('Invalid search clause: The recursion limit has been exceeded.');
    PIECE.lastIndex = at;
    const found = PIECE.exec(search);
    if (!found) throw syntaxFault(search);
    pieces.push(found[1] === undefined ? (found[2] ?? found[3] ?? '') : `"${found[1].replace(/\\(.)/g, '$1')}`);
    at = PIECE.lastIndex;
  }
  return pieces;
}

function term(text: string, model: EntityModel): Test {
  const at = text.indexOf(':');
  if (at < 1) throw unsupportedQuery(`Unrecognized query argument specified: '${text}'.`);
  const name = text.slice(0, at).trim();
  const property = Object.hasOwn(model.properties, name) ? model.properties[name] : undefined;
  if (!property) throw unknownProperty(name, model.type, 'search', model.engine);
  if (property.kind !== 'string') throw unsupportedQuery(`Property '${name}' does not support $search.`);
  const wanted = text
    .slice(at + 1)
    .trim()
    .toLowerCase();
  const words = tokens(wanted);
  return (row) => {
    const value = row[name];
    const texts = (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');
    return texts.some((each) => (TOKENISED.has(name) ? hasWords(each, words) : each.toLowerCase().startsWith(wanted)));
  };
}

function hasWords(text: string, words: readonly string[]): boolean {
  const own = tokens(text);
  return words.length > 0 && words.every((word) => own.some((token) => token.startsWith(word)));
}

/** Split at spaces and signs, between letters and digits, and where the case changes. */
function tokens(text: string): string[] {
  const parts = text.match(/\p{Lu}?[\p{Ll}\p{Lo}\p{M}]+|\p{Lu}+|\p{N}+/gu) ?? [];
  return parts.map((part) => part.toLowerCase());
}

function syntaxFault(search: string): Error {
  return badRequest(`Invalid search clause: Syntax error in '${search}'. Terms must stand in double quotes.`);
}
