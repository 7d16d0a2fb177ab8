import type { ErrorCode } from '../errors/codes.js';
import { SecgraphError } from '../errors/SecgraphError.js';
import type { JobItem } from '../journal/Job.js';
import { asError } from '../loaders/tenantwise.js';
import type { Sending } from './Verb.js';

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

/** Sends all items in one call, which does all of them or none. */
export async function sendTogether(
  items: readonly JobItem[],
  send: () => Promise<Sending>,
): Promise<readonly Sending[]> {
  const sending = await send().catch(failed);
  return items.map(() => sending);
}

/** How a sending went that has thrown. */
export function failed(thrown: unknown): Sending {
  const error = asError(thrown);
  if (error.code === 'OUTCOME_UNKNOWN') return { kind: 'unknown', error };
  return { kind: LATER.has(error.code) ? 'later' : 'refused', error };
}

/** A refusal of ours. */
export function refused(code: ErrorCode, message: string): Sending {
  return { kind: 'refused', error: new SecgraphError(code, message) };
}
