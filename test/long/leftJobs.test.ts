import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import type { Journal } from '../../src/journal/Journal.js';
import { openJournal } from '../../src/journal/openJournal.js';
import { globalId } from '../../src/util/globalId.js';
import { openHouse, type House } from '../support/house.js';
import { A_WHILE_MS, ended, leave } from '../support/leftJobs.js';
import { SkippingClock } from '../support/SkippingClock.js';
import { alertId, changesIn, incidentId, legacyId, rowsOf } from '../support/triage.js';

const [CONTOSO, FABRIKAM] = DEMO_TENANTS.map(({ tenantId }) => tenantId) as [string, string];

const listOf = (ids: readonly string[]): string => JSON.stringify(ids);
const alerts = (house: House): string[] =>
  rowsOf(house, CONTOSO, 'alerts')
    .slice(0, 3)
    .map((row) => alertId(CONTOSO, row));
const incidents = (house: House): string[] =>
  rowsOf(house, CONTOSO, 'incidents')
    .filter(({ status }) => status !== 'redirected')
    .slice(0, 3)
    .map((row) => incidentId(CONTOSO, row));
const legacy = (house: House): string[] =>
  rowsOf(house, FABRIKAM, 'legacyAlerts')
    .filter((row) => (row['vendorInformation'] as { provider: string }).provider === 'Microsoft Defender ATP')
    .map((row) => legacyId(FABRIKAM, row));

const HOUR_MS = 3_600_000;
const CONTROLS = ['AdminMFAV2', 'IntegratedApps'].map((name) => globalId('ControlProfile', CONTOSO, name));

const CHANGES: Readonly<Record<string, (house: House) => string>> = {
  updateAlerts: (house) => `updateAlerts(ids: ${listOf(alerts(house))}, set: { assignedTo: "ann@contoso.example" }`,
  'updateAlerts of legacy ones': (house) => `updateAlerts(ids: ${listOf(legacy(house))}, set: { status: DISMISSED }`,
  commentOnAlerts: (house) => `commentOnAlerts(ids: ${listOf(alerts(house))}, comment: "Left."`,
  moveAlerts: (house) => `moveAlerts(ids: ${listOf(alerts(house))}, toIncident: ${JSON.stringify(elsewhere(house))}`,
  'moveAlerts into a new incident': (house) => `moveAlerts(ids: ${listOf(alerts(house))}`,
  'tagAlerts, mirrored,': (house) => `tagAlerts(ids: ${listOf(alerts(house))}, add: ["left"], mirrorToIncident: true`,
  setControlState: () => `setControlState(controls: ${listOf(CONTROLS)}, state: REVIEWED, comment: "Left."`,
  updateIncidents: (house) => `updateIncidents(ids: ${listOf(incidents(house))}, set: { customTags: ["left"] }`,
  commentOnIncidents: (house) => `commentOnIncidents(ids: ${listOf(incidents(house))}, comment: "Left."`,
  mergeIncidents: (house) => `mergeIncidents(ids: ${listOf(incidents(house))}`,
};

/** An incident that has none of the alerts. */
function elsewhere(house: House): string {
  const taken = rowsOf(house, CONTOSO, 'alerts')
    .slice(0, 3)
    .map((row) => row['incidentId']);
  const open = rowsOf(house, CONTOSO, 'incidents').find(
    (row) => row['status'] !== 'redirected' && !taken.includes(row.id),
  );
  return incidentId(CONTOSO, open!);
}

const folder = mkdtempSync(join(tmpdir(), 'secgraph-left-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let clock: SkippingClock;
let journal: Journal;
let house: House;
beforeEach(async () => {
  clock = new SkippingClock();
  const file = join(folder, `${randomUUID()}.db`);
  journal = await openJournal({ file, clock });
  house = await openHouse({ clock, env: { JOURNAL_FILE: file }, emulator: { startAt: new Date(clock.now()) } });
});
afterEach(async () => {
  await house.stop();
  await journal.close();
});

test.each(Object.keys(CHANGES))(
  '%s that was on its way is found where it is there, and sent where it is not',
  async (name) => {
    const question = CHANGES[name]!(house);
    const { errors, requests } = await house.ask(
      `mutation { ${question}, idempotencyKey: "of-the-one-who-dies") { job { id } } }`,
    );
    expect(errors).toEqual([]);
    const job = (await journal.jobs.find({ caller: 'demo', key: 'of-the-one-who-dies' }))!;
    const done = job.items.map(() => 'DONE');
    expect(job.items.map(({ state }) => state)).toEqual(done);

    house.emulator.clearRequests();
    expect(await ended(journal, clock, await leave(journal, job))).toEqual(done);
    expect(changesIn(house.emulator.requests())).toEqual([]);

    // The world as it was before.
    house.emulator.reset();
    expect(await ended(journal, clock, await leave(journal, job))).toEqual(done);
    expect(changesIn(house.emulator.requests())).toEqual(changesIn(requests));
  },
);

test('what somebody has changed meanwhile is told as unknown, and left as it is', async () => {
  const question = CHANGES['updateAlerts']!(house);
  await house.ask(`mutation { ${question}, idempotencyKey: "of-the-one-who-dies") { job { id } } }`);
  const job = (await journal.jobs.find({ caller: 'demo', key: 'of-the-one-who-dies' }))!;
  const id = await leave(journal, job);
  house.emulator.clock.advance(A_WHILE_MS);
  await house.ask(
    `mutation { updateAlerts(ids: ${listOf(alerts(house))}, set: { assignedTo: "lee@contoso.example" }) { job { id } } }`,
  );
  house.emulator.clearRequests();

  expect(await ended(journal, clock, id)).toEqual(['UNKNOWN', 'UNKNOWN', 'UNKNOWN']);
  expect(changesIn(house.emulator.requests())).toEqual([]);
});

test.each(['commentOnAlerts', 'moveAlerts into a new incident', 'mergeIncidents'])(
  '%s that was done, and cannot be looked at for an hour, is unknown, and not done a second time',
  async (name) => {
    const question = CHANGES[name]!(house);
    await house.ask(`mutation { ${question}, idempotencyKey: "of-the-one-who-dies") { job { id } } }`);
    const job = (await journal.jobs.find({ caller: 'demo', key: 'of-the-one-who-dies' }))!;
    const id = await leave(journal, job);
    house.emulator.clearRequests();
    house.emulator.addChaos({ match: { method: 'GET' }, status: 429, retryAfter: 600 });
    clock.skip(HOUR_MS);

    expect(await ended(journal, clock, id)).toEqual(job.items.map(() => 'UNKNOWN'));
    expect(changesIn(house.emulator.requests())).toEqual([]);
  },
);
