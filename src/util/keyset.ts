import { createHash } from 'node:crypto';

/** 48 bits: a cursor holds one of these for each row of one and the same moment. */
const SHORT = 8;

/**
 * Where reading of a list ordered by time goes on: the time of the last row that was read, and which rows with exactly
 * that time were read. New rows do not shift it, as they would shift a number of rows to skip. Plain JSON.
 */
export interface KeysetPosition {
  readonly time: string;
  /** Short hashes of ids. */
  readonly seen: readonly string[];
}

/** The position behind a row. */
export function behind(position: KeysetPosition | null, time: string, id: string): KeysetPosition {
  const seen = position?.time === time ? position.seen : [];
  return { time, seen: [...seen, shortHash(id)] };
}

/** Whether a row was read before the position. */
export function wasRead(position: KeysetPosition | null, time: string, id: string): boolean {
  return position !== null && position.time === time && position.seen.includes(shortHash(id));
}

function shortHash(id: string): string {
  return createHash('sha256').update(id).digest('base64url').slice(0, SHORT);
}
