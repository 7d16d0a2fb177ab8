import { SecgraphError } from '../../errors/SecgraphError.js';
import { chunks } from '../../util/chunks.js';
import { failed } from '../sending.js';
import type { Sending } from '../Verb.js';

/** What a target says of a bulk that is too large, or that one bad item or one unknown id has spoiled. */
const SPOILED: ReadonlySet<unknown> = new Set([400, 404, 413]);
/** Enough to find three bad items among five hundred. */
const MOST_HALVINGS = 32;

/**
 * Sends things in bulks of at most `size`, side by side. A bulk that is refused as a whole is sent again in halves, so that
 * one that is too large fits, and what spoils it is found and refused alone; a bounded number of times.
 *
 * @param send answers one Sending for each thing; what it throws is the answer for all of them
 */
export async function inChunks<T>(
  things: readonly T[],
  size: number,
  send: (some: readonly T[]) => Promise<readonly Sending[]>,
): Promise<Sending[]> {
  const sent = await Promise.all(chunks(things, size).map((some) => halving(some, send, { left: MOST_HALVINGS })));
  return sent.flat();
}

async function halving<T>(
  some: readonly T[],
  send: (some: readonly T[]) => Promise<readonly Sending[]>,
  halvings: { left: number },
): Promise<readonly Sending[]> {
  try {
    return await send(some);
  } catch (thrown) {
    if (some.length === 1 || !isSpoiled(thrown) || halvings.left === 0) {
      const sending = failed(thrown);
      return some.map(() => sending);
    }
    halvings.left -= 1;
    const middle = Math.ceil(some.length / 2);
    const halves = [some.slice(0, middle), some.slice(middle)];
    return (await Promise.all(halves.map((half) => halving(half, send, halvings)))).flat();
  }
}

function isSpoiled(thrown: unknown): boolean {
  return thrown instanceof SecgraphError && thrown.code !== 'OUTCOME_UNKNOWN' && SPOILED.has(thrown.facts.status);
}

/**
 * Does once more what may be done twice, where no answer came. What keeps the second try from being done says nothing of the
 * first; only what is wrong with the things themselves was wrong with them before.
 */
export async function onceMore<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (first) {
    if (!(first instanceof SecgraphError) || first.code !== 'OUTCOME_UNKNOWN') throw first;
    return await send().catch((second: unknown) => {
      throw isSpoiled(second) ? second : first;
    });
  }
}
