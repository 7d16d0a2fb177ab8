import type { Job as JobNoun } from '../../schema/Job.js';
import type { Job, JobItem, Json } from '../journal/Job.js';
import { nounOfJob } from '../loaders/jobs.js';

/** How one item of a mutation stands: the four kinds of outcomes that every verb has. */
export type Standing =
  | {
      readonly kind: 'done';
      readonly before: Json;
      readonly after: Json;
      /** What was noticed while it was sent. */
      readonly noted: readonly string[];
    }
  /** Not done, or not known to be: the code tells which. `before`: what the verb has kept of the refusal. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string; readonly before: Json }
  | { readonly kind: 'pending'; readonly message: string }
  /** Of a dry run: nothing was sent. */
  | { readonly kind: 'preview' };

/** What is told of everything that is pending. */
const WAITS =
  'It waits for the limits of the service that it goes to, and goes on by itself. Ask for the job to see how far it is.';

/**
 * The part that the payloads of all mutations share: the job, and an outcome for each item, in the order asked.
 *
 * @param job null for a dry run
 * @param outcomeOf how the verb words the standing of an item
 */
export function toldItems<Outcome>(
  items: readonly JobItem[],
  job: Job | null,
  outcomeOf: (item: JobItem, standing: Standing) => Outcome,
): { job: JobNoun | null; outcomes: Outcome[] } {
  return {
    job: job && nounOfJob(job),
    outcomes: items.map((item) => outcomeOf(item, standingOf(item, job === null))),
  };
}

function standingOf({ state, outcome }: JobItem, isDryRun: boolean): Standing {
  if (outcome === null) return isDryRun ? { kind: 'preview' } : { kind: 'pending', message: WAITS };
  const { code, message, before, after } = outcome;
  if (state === 'DONE') return { kind: 'done', before, after, noted: notedIn(after) };
  return { kind: 'refused', code: code ?? '', message: message ?? '', before };
}

function notedIn(after: Json): readonly string[] {
  return (after as { readonly noted?: readonly string[] } | null)?.noted ?? [];
}
