import type { Comment } from '../../../schema/Comment.js';
import { badInput, SecgraphError } from '../../errors/SecgraphError.js';
import type { JobItem } from '../../journal/Job.js';
import type { Updated } from '../../sources/answers.js';
import { unknownToTenant } from '../patching.js';
import { failed } from '../sending.js';
import type { Desk, Sending } from '../Verb.js';

/** Graph does not say how long a comment may be; its portal takes so many characters. */
const MOST_COMMENT = 1000;
/** So far the clocks of Graph and of this service may be apart. */
const CLOCKS_APART_MS = 300_000;

/** What the item of a comment carries. */
export interface CommentItem {
  readonly key: string;
  readonly set: { readonly comment: string };
}

/** A kind of thing that is commented: how it is said, and where it then stands. */
export interface Commented {
  /** For messages: `alert`. */
  readonly word: string;
  readonly post: (key: string, comment: string, desk: Desk) => Promise<Updated<readonly Comment[]>>;
  /** All that was said; null where the tenant does not know the thing. */
  readonly read: (key: string, desk: Desk) => Promise<readonly Comment[] | null>;
  /** What is known of it is too old now. */
  readonly forget: (key: string, desk: Desk) => Promise<void>;
}

/** @throws SecgraphError BAD_USER_INPUT for a comment that says nothing, or too much */
export function checkComment(comment: string): void {
  if (comment.trim() !== '' && comment.length <= MOST_COMMENT) return;
  throw badInput('comment', `say something, in 1 to ${MOST_COMMENT} characters.`);
}

/** Says it once. Where the answer is lost, whether it stands there decides. */
export async function say(kind: Commented, { change }: JobItem, desk: Desk): Promise<Sending> {
  const { key, set } = change as unknown as CommentItem;
  try {
    const { noun: comments, requestId } = await kind.post(key, set.comment, desk);
    const isShown = comments.some(({ text }) => text === set.comment);
    const noted = isShown ? [] : ['Microsoft Graph took the comment and does not show it yet.'];
    return { kind: 'done', after: { noted }, requestId };
  } catch (thrown) {
    const sending = failed(thrown);
    if (sending.kind !== 'unknown') return sending;
    const comments = await kind.read(key, desk).catch(() => null);
    return comments && wasSaid(comments, set.comment, desk) ? { kind: 'done', after: {} } : sending;
  } finally {
    await kind.forget(key, desk);
  }
}

/** After a crash: done where it stands there; what does not by now was never said. */
export async function lookForComment(kind: Commented, { change }: JobItem, desk: Desk): Promise<Sending> {
  const { key, set } = change as unknown as CommentItem;
  const comments = await kind.read(key, desk);
  if (!comments) return { kind: 'refused', error: unknownToTenant(kind.word) };
  if (wasSaid(comments, set.comment, desk)) return { kind: 'done', after: {} };
  const message = 'The service ended before the comment was written.';
  return { kind: 'later', error: new SecgraphError('OUTCOME_UNKNOWN', message) };
}

/** Since it was asked for: the same words may have been said before. */
function wasSaid(comments: readonly Comment[], said: string, { job }: Desk): boolean {
  return comments.some(
    ({ text, at }) => text === said && at !== null && Date.parse(at) >= job.createdAt - CLOCKS_APART_MS,
  );
}
