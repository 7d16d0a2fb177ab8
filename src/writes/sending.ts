import type { ErrorCode } from '../errors/codes.js';
import { SecgraphError } from '../errors/SecgraphError.js';
import type { JobItem } from '../journal/Job.js';
import { asError } from '../loaders/tenantwise.js';
import type { Finding, NotDone, Sending } from './Verb.js';

/** What says for certain that nothing has happened, and that it may tomorrow: limits of Graph's and of ours. */
const LATER: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'UPSTREAM_THROTTLED',
  'UPSTREAM_BUDGET_EXCEEDED',
  'OVERLOADED',
  'DEADLINE_EXCEEDED',
]);

/** Sends each item by itself, all in the same turn; one that fails, fails alone. */
export function sendEach(
  items: readonly JobItem[],
  send: (item: JobItem, position: number) => Promise<Sending>,
): Promise<readonly Sending[]> {
  return Promise.all(items.map((item, position) => send(item, position).catch(failed)));
}

/** Looks after each item by itself. That one cannot be looked at says nothing of what has become of it. */
export function lookEach(
  items: readonly JobItem[],
  look: (item: JobItem) => Promise<Sending>,
): Promise<readonly Finding[]> {
  return Promise.all(items.map((item) => look(item).catch(unseen)));
}

/** Sends all items in one call, which does all of them or none. */
export async function sendTogether(
  items: readonly JobItem[],
  send: () => Promise<Sending>,
): Promise<readonly Sending[]> {
  const sending = await send().catch(failed);
  return items.map(() => sending);
}

/** How a sending went that has thrown. */
export function failed(thrown: unknown): NotDone {
  const error = asError(thrown);
  // A mistake of ours may have come after the change.
  if (error.code === 'OUTCOME_UNKNOWN' || error.code === 'INTERNAL_SERVER_ERROR') return { kind: 'unknown', error };
  return { kind: LATER.has(error.code) ? 'later' : 'refused', error };
}

/** What is known of an item whose looking after has thrown: nothing, and perhaps more in a while. */
export function unseen(thrown: unknown): Finding {
  const { code, message, facts } = asError(thrown);
  const isForNow = LATER.has(code) || code === 'UPSTREAM_UNAVAILABLE';
  const told = `The service ended while it was on its way, and cannot look what has become of it: ${message} Look at the thing before repeating the change.`;
  return { kind: isForNow ? 'unseen' : 'unknown', error: new SecgraphError('OUTCOME_UNKNOWN', told, facts) };
}

/** A refusal of ours. */
export function refused(code: ErrorCode, message: string): NotDone {
  return { kind: 'refused', error: new SecgraphError(code, message) };
}
