/**
 * Writes to the journal without a pause and says what was acknowledged, a line of JSON each, until it is killed. Started
 * by journalKilled.test.ts.
 */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openJournal } from '../../../src/journal/openJournal.js';
import { systemClock } from '../../../src/util/clock.js';
import { item, job, outcome } from '../../journal/support/made.js';

const ITEMS = 5;
const LEASE_MS = 3_600_000;
const OUTPUT = 1;
const place = JSON.parse(process.env['JOURNAL_PLACE']!) as { file: string } | { url: string };
const journal = await openJournal({ ...place, clock: systemClock });
const { jobs, tags } = journal;

function acknowledge(what: object): void {
  writeSync(OUTPUT, `${JSON.stringify(what)}\n`);
}

for (;;) {
  const asked = job(
    Array.from({ length: ITEMS }, (_, index) => item(`alert-${index}`)),
    { key: randomUUID() },
  );
  const { id } = asked;
  await jobs.begin(asked, 'writer', LEASE_MS);
  acknowledge({ kind: 'begun', id });
  await jobs.sent(id, [0, 1, 2]);
  acknowledge({ kind: 'sent', id, indexes: [0, 1, 2] });
  await jobs.settle(id, new Map([0, 1].map((index) => [index, outcome()])));
  acknowledge({ kind: 'settled', id, indexes: [0, 1] });
  await tags.change({ tenantId: 'contoso', alertId: id, add: ['x', 'y'], remove: [], by: 'writer', at: 1 });
  acknowledge({ kind: 'tagged', id });
  await jobs.settle(id, new Map([2, 3, 4].map((index) => [index, outcome('REFUSED')])));
  acknowledge({ kind: 'settled', id, indexes: [2, 3, 4] });
}
