import { SecgraphError } from '../errors/SecgraphError.js';
import type { JobItem, Json } from '../journal/Job.js';
import type { Updated } from '../sources/answers.js';
import { compareMoments } from '../util/moments.js';
import { failed } from './sending.js';
import type { Desk, Sending } from './Verb.js';

/** What the item of every PATCH carries. */
export interface PatchItem {
  /** The key in the global id. */
  readonly key: string;
  /** Fields that are sent, and their new values. */
  readonly set: Readonly<Record<string, unknown>>;
  /** Refuse it where it was updated after this, ISO 8601. */
  readonly ifUnchangedSince: string | null;
  /** Whether it is read first, from memory where that is fresh. */
  readonly readsFirst: boolean;
}

/** A kind of thing that is changed by PATCH: how it is read, written and remembered. */
export interface Patchable<Noun extends { readonly updatedAt: string }, Item extends PatchItem> {
  /** For messages: `alert`. */
  readonly word: string;
  /** As Graph has it now; null where the tenant does not know it. */
  readonly read: (item: Item, desk: Desk) => Promise<Noun | null>;
  /** The same, from memory where that is fresh. */
  readonly recall: (item: Item, desk: Desk) => Promise<Noun | null>;
  /** Answers it as Graph then shows it; null where Graph shows nothing. */
  readonly write: (item: Item, desk: Desk) => Promise<Updated<Noun | null>>;
  readonly remember: (noun: Noun, desk: Desk) => Promise<void>;
  /** What can be changed of it, for the journal. */
  readonly stateOf: (noun: Noun) => Readonly<Record<string, Json>>;
  readonly isShown: (noun: Noun, item: Item) => boolean;
}

/** Read, check, write. Between the check and the write somebody else may write: see docs/writing.md. */
export async function patch<Noun extends { readonly updatedAt: string }, Item extends PatchItem>(
  kind: Patchable<Noun, Item>,
  { change }: JobItem,
  desk: Desk,
): Promise<Sending> {
  const item = change as unknown as Item;
  const found = item.ifUnchangedSince ? await kind.read(item, desk) : await recalled(kind, item, desk);
  if (found === null) return { kind: 'refused', error: unknownToTenant(kind.word) };
  const before = found ? kind.stateOf(found) : null;
  const stale = found && staleSince(kind.word, found, item.ifUnchangedSince);
  if (stale) return { kind: 'refused', error: stale, before };
  try {
    const { noun, requestId } = await kind.write(item, desk);
    return { ...(await done(kind, noun, item, desk)), before, requestId };
  } catch (thrown) {
    const sending = failed(thrown);
    if (sending.kind !== 'unknown') return { ...sending, before };
    // No answer came: the thing itself says whether the change is there.
    const noun = await kind.read(item, desk).catch(() => null);
    return noun && kind.isShown(noun, item)
      ? { ...(await done(kind, noun, item, desk)), before }
      : { ...sending, before };
  }
}

/** After a crash: done where the change is there; sent again where nobody has touched the thing since it was asked for. */
export async function lookForPatch<Noun extends { readonly updatedAt: string }, Item extends PatchItem>(
  kind: Patchable<Noun, Item>,
  { change }: JobItem,
  desk: Desk,
): Promise<Sending> {
  const item = change as unknown as Item;
  const noun = await kind.read(item, desk);
  if (!noun) return { kind: 'refused', error: unknownToTenant(kind.word) };
  if (kind.isShown(noun, item)) return done(kind, noun, item, desk);
  const message = `The service ended while the change was on its way, and the ${kind.word} has been changed since.`;
  const error = new SecgraphError('OUTCOME_UNKNOWN', message);
  const isUntouched = Date.parse(noun.updatedAt) < desk.job.createdAt;
  return { kind: isUntouched ? 'later' : 'unknown', error };
}

/** Why a thing is refused that somebody has updated since; null where nobody has. */
export function staleSince(word: string, { updatedAt }: { readonly updatedAt: string }, since: string | null) {
  if (since === null || compareMoments(updatedAt, since) <= 0) return null;
  const message = `The ${word} was updated at ${updatedAt}, after ${since}. Look at it as it is now, and decide again.`;
  return new SecgraphError('CONFLICT', message);
}

export function unknownToTenant(word: string): SecgraphError {
  return new SecgraphError('UPSTREAM_NOT_FOUND', `The tenant does not know the ${word}.`);
}

/** undefined: it is not needed. */
function recalled<Noun extends { readonly updatedAt: string }, Item extends PatchItem>(
  kind: Patchable<Noun, Item>,
  item: Item,
  desk: Desk,
): Promise<Noun | null> | undefined {
  return item.readsFirst ? kind.recall(item, desk) : undefined;
}

/** Some answers show the thing from before the change, or nothing: then it is read once more. */
async function done<Noun extends { readonly updatedAt: string }, Item extends PatchItem>(
  kind: Patchable<Noun, Item>,
  answered: Noun | null,
  item: Item,
  desk: Desk,
): Promise<Sending & { kind: 'done' }> {
  const isThere = answered !== null && kind.isShown(answered, item);
  const noun = isThere ? answered : ((await kind.read(item, desk).catch(() => null)) ?? answered);
  if (noun) await kind.remember(noun, desk);
  const noted = noun && kind.isShown(noun, item) ? [] : ['Microsoft Graph took the change and does not show it yet.'];
  return { kind: 'done', after: { ...(noun ? kind.stateOf(noun) : {}), noted } };
}
