/** One of several processes that open the same journal at once, begin a job under the same key, and say how that went. */
import type { ItemOutcome } from '../../../src/journal/Job.js';
import { openJournal } from '../../../src/journal/openJournal.js';
import { systemClock } from '../../../src/util/clock.js';
import { item, job } from './made.js';

process.once('message', (place: { file: string } | { url: string }) => {
  void (async () => {
    const journal = await openJournal({ ...place, clock: systemClock });
    const begun = await journal.jobs.begin(job([item('alert-1')], { key: 'once' }), String(process.pid), 1000);
    for (let round = 0; round < 20; round += 1) {
      await journal.jobs.begin(job([item('alert-1', { outcome: REFUSED })]), String(process.pid), 1000);
    }
    await journal.close();
    process.send?.({ kind: begun.kind });
    process.disconnect();
  })();
});
process.send?.('ready');

const REFUSED: ItemOutcome = {
  ...{ state: 'REFUSED', code: 'BAD_USER_INPUT', message: 'no', before: null, after: null },
  ...{ requestId: null, at: 1 },
};
