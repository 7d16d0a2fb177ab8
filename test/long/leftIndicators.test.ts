import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job } from '../../src/journal/Job.js';
import type { Journal } from '../../src/journal/Journal.js';
import { openJournal } from '../../src/journal/openJournal.js';
import { openHouse, type House } from '../support/house.js';
import { ALL, contosoIn, DELETE, domains, SUBMIT, UPDATE, writes } from '../support/indicators.js';
import { ended, leave } from '../support/leftJobs.js';
import { SkippingClock } from '../support/SkippingClock.js';

const folder = mkdtempSync(join(tmpdir(), 'secgraph-left-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let clock: SkippingClock;
let journal: Journal;
let house: House;
beforeEach(async () => {
  clock = new SkippingClock();
  const file = join(folder, `${randomUUID()}.db`);
  journal = await openJournal({ file, clock });
  // Graph's clock stands still.
  const startAt = new Date(clock.now() + A_MINUTE_MS);
  house = await openHouse({ clock, env: { JOURNAL_FILE: file }, emulator: { startAt } });
});
afterEach(async () => {
  await house.stop();
  await journal.close();
});

const A_MINUTE_MS = 60_000;
const FAR = '2100-01-01T00:00:00Z';
const indicators = domains(3).map((one) => ({ ...one, expiresAt: FAR }));
const submit = () => house.ask(SUBMIT, { indicators, targets: ALL, tenants: ['contoso'] });
const jobOf = async ({ data }: { data: unknown }): Promise<Job> => {
  const { job } = Object.values(data as object)[0] as { job: { id: string } };
  return (await journal.jobs.find({ id: job.id }))!;
};
const paths = (): string[] =>
  writes(house.emulator.requests()).map(({ url }) => url.replace(/\?.*/, '').split('/').at(-1)!);
const again = async (job: Job, createdAt?: number): Promise<string[]> => {
  house.emulator.clearRequests();
  return ended(journal, clock, await leave(journal, job, createdAt));
};
const withJob = (document: string): string => document.replace('job {', 'job { id');

test('indicators that were on their way are found in the list of Graph, sent once more elsewhere, and doubled nowhere', async () => {
  const job = await jobOf(await house.ask(withJob(SUBMIT), { indicators, targets: ALL, tenants: ['contoso'] }));
  const done = job.items.map(() => 'DONE');

  expect(await again(job, job.createdAt)).toEqual(done);
  expect(paths().sort()).toEqual(['import', 'threat-intelligence-stix-objects:upload']);
  expect(contosoIn(house).rowsAt('feed-d1.evil.example')).toMatchObject({ graph: [{}], defender: [{}] });
  expect(contosoIn(house).objects()).toHaveLength(3);

  // The world as it was before: nothing has come.
  house.emulator.reset();
  expect(await again(job)).toEqual(done);
  expect(paths().sort()).toEqual(['import', 'submitTiIndicators', 'threat-intelligence-stix-objects:upload']);
  expect(contosoIn(house).rowsAt('feed-d1.evil.example')).toMatchObject({ graph: [{}], defender: [{}] });
});

test('indicators that Graph had before are brought up to date by what was on its way, and not told to be so', async () => {
  const [first] = indicators;
  const targets = ['GRAPH_TI_INDICATORS'];
  const severe = { indicators: [{ ...first, severity: 'LOW' }], targets, tenants: ['contoso'] };
  const job = await jobOf(await house.ask(withJob(SUBMIT), severe));
  await house.ask(SUBMIT, { ...severe, indicators: [first] });

  expect(await again(job, job.createdAt + 2 * A_MINUTE_MS)).toEqual(['DONE']);

  expect(paths()).toEqual(['updateTiIndicators']);
  expect(contosoIn(house).rowsAt(first!.externalId).graph).toMatchObject([{ severity: 2 }]);
});

test('changes that were on their way are sent once more, which changes nothing', async () => {
  await submit();
  const at = (target: string) => ({
    externalId: 'feed-d1.evil.example',
    target,
    tenant: 'contoso',
    set: { severity: 'LOW' },
  });
  const job = await jobOf(await house.ask(withJob(UPDATE), { changes: ALL.slice(0, 2).map(at) }));

  expect(await again(job)).toEqual(['DONE', 'DONE']);
  expect(contosoIn(house).rowsAt('feed-d1.evil.example')).toMatchObject({
    graph: [{ severity: 2 }],
    defender: [{ severity: 'Low' }],
  });
});

test.each(ALL.slice(0, 2))(
  'deletions at %s that were on their way are told as done where it is gone, and done where it is not',
  async (target) => {
    await submit();
    const which = { externalIds: ['feed-d1.evil.example'], target, tenants: ['contoso'] };
    const job = await jobOf(await house.ask(withJob(DELETE), which));

    expect(await again(job)).toEqual(['DONE']);
    expect(paths()).toEqual([]);

    // The world as it was before: nothing has gone.
    house.emulator.reset();
    await submit();
    expect(await again(job)).toEqual(['DONE']);
    expect(paths()).toHaveLength(1);
    const { graph, defender } = contosoIn(house).rowsAt('feed-d1.evil.example');
    expect(target === 'GRAPH_TI_INDICATORS' ? graph : defender).toEqual([]);
  },
);
