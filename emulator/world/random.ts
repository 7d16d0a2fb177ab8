import { createHash } from 'node:crypto';

/** A stream of choices that is the same for the same seed, on every machine and every day. */
export interface Random {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(choices: readonly T[]): T;
  shuffled<T>(items: readonly T[]): T[];
  /** Lower-case hexadecimal digits. */
  hex(length: number): string;
}

/** A stream for a text. Two texts give two unrelated streams. */
export function seededRandom(seed: string): Random {
  return numberedRandom(hashOf(seed));
}

/** A stream for a number: cheap enough to make one for each of a hundred thousand rows. */
export function numberedRandom(seed: number): Random {
  return new Mulberry32(seed);
}

/** Tommy Ettinger's mulberry32: one word of state, good enough to tell a world by. */
class Mulberry32 implements Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  whole(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(choices: readonly T[]): T {
    return at(choices, this.whole(0, choices.length - 1));
  }

  shuffled<T>(items: readonly T[]): T[] {
    const cards = [...items];
    for (let last = cards.length - 1; last > 0; last -= 1) {
      const other = this.whole(0, last);
      const card = at(cards, last);
      cards[last] = at(cards, other);
      cards[other] = card;
    }
    return cards;
  }

  hex(length: number): string {
    return Array.from({ length }, () => this.whole(0, 15).toString(16)).join('');
  }
}

/** A 32-bit number for a text (FNV-1a with a final mix, so that neighbours part). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Worlds are made again and again in one process, with the same names; large ones have more than are worth keeping. */
const guids = new Map<string, string>();
const MOST_GUIDS = 20_000;

/** The GUID that belongs to a name in this world, the same for every seed. Shaped like a version 4 GUID. */
export function guidOf(name: string): string {
  const guid = guids.get(name) ?? newGuid(name);
  if (guids.size < MOST_GUIDS) guids.set(name, guid);
  return guid;
}

function newGuid(name: string): string {
  const hex = digest('sha256', name);
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) & 3);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Lower-case hexadecimal digest of a text. */
export function digest(algorithm: 'md5' | 'sha1' | 'sha256', text: string): string {
  return createHash(algorithm).update(text).digest('hex');
}

function at<T>(items: readonly T[], index: number): T {
  if (index < 0 || index >= items.length) throw new RangeError('There is nothing to pick from: the list is empty.');
  return items[index] as T;
}
