import type { GraphQLFormattedError } from 'graphql';
import { SecgraphError } from '../errors/SecgraphError.js';
import { extensionsOf } from './errors.js';

/** Down to the fields of a node in a list of a root field, answers are written piece by piece. */
const PIECES_DOWN_TO = 6;

/**
 * An answer as JSON; null when that would have more bytes than this. It is written piece by piece, because one long
 * record may stand in it a thousand times, and only its text takes the room: what is too large is not written to its end.
 * An answer of 500 alerts, 500 kB, takes 3.8 ms instead of 1.6.
 */
export function answerText(answer: object, mostBytes: number): string | null {
  const pieces: string[] = [];
  let left = mostBytes;
  return write(answer, PIECES_DOWN_TO) ? pieces.join('') : null;

  function write(value: unknown, levels: number): boolean {
    if (levels === 0 || !isPlain(value)) return add(JSON.stringify(value) ?? 'null');
    return Array.isArray(value) ? writeList(value, levels) : writeObject(value, levels);
  }

  function writeList(list: readonly unknown[], levels: number): boolean {
    let before = '[';
    for (const item of list) {
      if (!add(before) || !write(item, levels - 1)) return false;
      before = ',';
    }
    return add(list.length === 0 ? '[]' : ']');
  }

  function writeObject(object: Readonly<Record<string, unknown>>, levels: number): boolean {
    let before = '{';
    for (const name of Object.keys(object)) {
      if (object[name] === undefined) continue;
      if (!add(`${before}${JSON.stringify(name)}:`) || !write(object[name], levels - 1)) return false;
      before = ',';
    }
    return add(before === '{' ? '{}' : '}');
  }

  function add(piece: string): boolean {
    pieces.push(piece);
    left -= Buffer.byteLength(piece);
    return left >= 0;
  }
}

/** What stands in the place of an answer, or a deferred part of one, that would be too large. */
export function tooLarge(mostBytes: number): GraphQLFormattedError {
  const error = new SecgraphError(
    'QUERY_TOO_COSTLY',
    `The answer would have more than ${mostBytes} bytes (MAX_ANSWER_BYTES). Ask for smaller pages or for fewer fields at once.`,
    { limit: 'MAX_ANSWER_BYTES', allowed: mostBytes },
  );
  return { message: error.message, extensions: extensionsOf(error) };
}

/** Lists and objects that say nothing of their own about how they are written. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !('toJSON' in value);
}
