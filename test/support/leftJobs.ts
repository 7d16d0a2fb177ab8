import { randomUUID } from 'node:crypto';
import type { Job, NewJob } from '../../src/journal/Job.js';
import type { Journal } from '../../src/journal/Journal.js';
import type { SkippingClock } from './SkippingClock.js';

/** Longer than a runner waits before it looks around again. */
export const A_WHILE_MS = 25_000;

/**
 * The same job once more, as a process leaves it that dies when everything is on its way.
 *
 * @param createdAt wall clock, milliseconds since 1970
 */
export async function leave(
  journal: Journal,
  { items, ...job }: Job,
  createdAt = journal.clock.now(),
): Promise<string> {
  const copy: NewJob = {
    ...job,
    ...{ id: randomUUID(), key: null, createdAt },
    items: items.map(({ tenantId, app, target, change }) => ({ tenantId, app, target, change })),
  };
  await journal.jobs.begin(copy, 'a process that has died', 0);
  await journal.jobs.sent(
    copy.id,
    copy.items.map((_, index) => index),
  );
  return copy.id;
}

/** How the items of a job have ended, when somebody has looked around. */
export async function ended(journal: Journal, clock: SkippingClock, id: string): Promise<string[]> {
  const giveUpAt = performance.now() + 8000;
  clock.skip(A_WHILE_MS);
  for (;;) {
    const job = await journal.jobs.find({ id });
    const states = job!.items.map(({ state }) => state);
    if (!states.includes('PENDING') && !states.includes('SENT')) return states;
    if (performance.now() > giveUpAt) throw new Error(`The job stands still: ${states.join(', ')}.`);
    await new Promise(setImmediate);
  }
}
