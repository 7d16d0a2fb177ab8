import { badInput } from '../../errors/SecgraphError.js';
import { foldTag, TAGS_PER_ALERT } from '../../journal/TagStore.js';

/** Tags to give and to take away. */
export interface TagWords {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

const MOST_TAG = 50;

/**
 * The tags that a caller names, each once, without space around them.
 *
 * @throws SecgraphError BAD_USER_INPUT that names the argument
 */
export function tagWords(add: readonly string[], remove: readonly string[]): TagWords {
  if (add.length + remove.length === 0) throw badInput('add', 'give at least one tag to add or to remove.');
  const words = { add: wordsIn('add', add), remove: wordsIn('remove', remove) };
  const removed = new Set(words.remove.map(foldTag));
  if (!words.add.some((tag) => removed.has(foldTag(tag)))) return words;
  throw badInput('remove', 'it names a tag that is to be added, too.');
}

/** Tags as a change leaves them: those that are there keep their letters and their place. */
export function changedTags(tags: readonly string[], { add, remove }: TagWords): string[] {
  const removed = new Set(remove.map(foldTag));
  const kept = tags.filter((tag) => !removed.has(foldTag(tag)));
  const known = new Set(kept.map(foldTag));
  return [...kept, ...add.filter((tag) => !known.has(foldTag(tag)))];
}

/** Whether tags are as the change wants them. */
export function areChanged(tags: readonly string[], { add, remove }: TagWords): boolean {
  const known = new Set(tags.map(foldTag));
  return add.every((tag) => known.has(foldTag(tag))) && !remove.some((tag) => known.has(foldTag(tag)));
}

function wordsIn(argument: string, given: readonly string[]): string[] {
  const tags = given.map((tag) => tag.trim().normalize());
  const isGood = tags.every((tag) => tag !== '' && tag.length <= MOST_TAG && !/[\p{Cc}\p{Cs}]/u.test(tag));
  if (isGood && tags.length <= TAGS_PER_ALERT) return tags.filter((tag, index) => isFirst(tag, index, tags));
  const what = `give at most ${TAGS_PER_ALERT} tags of 1 to ${MOST_TAG} characters, without control characters.`;
  throw badInput(argument, what);
}

function isFirst(tag: string, index: number, tags: readonly string[]): boolean {
  return tags.findIndex((one) => foldTag(one) === foldTag(tag)) === index;
}
