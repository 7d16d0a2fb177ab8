import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import { tickingClock } from '../../emulator/EmulatorClock.js';
import { startEmulator, type Emulator, type RequestRecord } from '../../emulator/startEmulator.js';
import type { Job } from '../../src/journal/Job.js';
import { openJournal } from '../../src/journal/openJournal.js';
import { systemClock } from '../../src/util/clock.js';
import { globalId } from '../../src/util/globalId.js';
import { changesIn } from '../support/triage.js';
import { Random } from './support/random.js';

const KILLS = 8;
/** More than are sent at a time. */
const ALERTS = 150;
/** The lease of a process that was killed runs out meanwhile. */
const MEANWHILE_MS = 90_000;
const CONTOSO = DEMO_TENANTS[0]!.tenantId;
const BULK = `mutation ($ids: [ID!]!, $to: String!, $key: String!) {
  updateAlerts(ids: $ids, set: { status: IN_PROGRESS, assignedTo: $to }, reason: "Killed in the middle.", idempotencyKey: $key) { job { id } }
}`;
const SAY = `mutation ($ids: [ID!]!, $comment: String!, $key: String!) {
  commentOnAlerts(ids: $ids, comment: $comment, idempotencyKey: $key) { job { id } }
}`;
const JOB = 'query ($key: String!) { job(idempotencyKey: $key) { isFinished } }';

let emulator: Emulator;
let folder: string;
let aheadMs = 0;
const received: RequestRecord[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'secgraph-killed-'));
  emulator = await startEmulator({
    ...{ clock: tickingClock(new Date()), startAt: new Date(), scale: { alerts: 2000, users: 50, devices: 50 } },
    limitsScale: 100,
    onRequest: (request) => received.push(request),
  });
  // Each answer takes a moment, so that there is a middle in which to be killed.
  emulator.addChaos({ match: { method: 'POST', path: '\\$batch' }, latencyMs: 25 });
});
afterAll(async () => {
  await emulator.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function serve(): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(join(__dirname, 'support/serveLater.ts'), {
    cwd: join(__dirname, '../..'),
    execArgv: ['--import', 'tsx'],
    env: {
      ...process.env,
      ...{ PORT: '0', EMULATOR: 'off', EMULATOR_PORT: String(emulator.port), LOG_LEVEL: 'silent' },
      ...{ GRAPH_LIMITS_SCALE: '100', JOURNAL_FILE: join(folder, 'journal.db'), AHEAD_MS: String(aheadMs) },
    },
  });
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  return { child, url };
}

interface Answer {
  readonly data?: { readonly job?: { readonly isFinished: boolean } | null } | null;
  readonly errors?: unknown;
}

async function ask(url: string, query: string, variables: object): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  expect((await ended)[1]).toBe('SIGKILL');
  aheadMs += MEANWHILE_MS;
  emulator.clock.advance(MEANWHILE_MS);
}

test(`a service that is killed ${KILLS} times in the middle of bulks ends every one of them, and changes nothing twice`, async () => {
  const random = new Random(20261124);
  const rows = [...emulator.world.tenants.get(CONTOSO)!.alerts.heads()].map(({ id }) => id);
  const bulks = Array.from({ length: KILLS }, (_, bulk) => ({
    ids: rows.slice(bulk * ALERTS, (bulk + 1) * ALERTS).map((id) => globalId('Alert', CONTOSO, id)),
    to: `shift-${bulk}@contoso.example`,
    key: `bulk-that-is-killed-${bulk}`,
  }));

  const left = new Map<string, number>();
  for (const { ids, to, key } of bulks) {
    const { child, url } = await serve();
    const begun = received.length;
    const answers = [
      ask(url, BULK, { ids, to, key }),
      ask(url, SAY, { ids: ids.slice(0, 30), comment: `Said by ${to}.`, key: `${key}-said` }),
    ].map((answer) => answer.catch(() => null));
    while (received.length < begun + 1 + random.below(6)) await new Promise(setImmediate);
    await kill(child);
    await Promise.all(answers);
    for (const state of await openStates()) left.set(state, (left.get(state) ?? 0) + 1);
  }
  // Else nobody was killed in the middle of anything.
  expect([...left.keys()].sort()).toEqual(['PENDING', 'SENT']);

  const { child, url } = await serve();
  const keys = bulks.flatMap(({ key }) => [key, `${key}-said`]);
  // What was never acknowledged may never have begun: its caller asks again, under its key.
  for (const { ids, to, key } of bulks) {
    expect((await ask(url, BULK, { ids, to, key })).errors).toBeUndefined();
    expect(
      (await ask(url, SAY, { ids: ids.slice(0, 30), comment: `Said by ${to}.`, key: `${key}-said` })).errors,
    ).toBeUndefined();
  }
  for (const key of keys) {
    const giveUpAt = performance.now() + 100_000;
    while (!(await ask(url, JOB, { key })).data?.job?.isFinished) {
      if (performance.now() > giveUpAt) throw new Error(`${key} stands still.`);
      await systemClock.sleep(250);
    }
  }
  await kill(child);

  const journal = await openJournal({ file: join(folder, 'journal.db'), clock: systemClock });
  const jobs = await Promise.all(keys.map((key) => journal.jobs.find({ caller: 'demo', key })));
  const verified = await journal.audit.verify();
  const entries = await journal.db.selectFrom('audit').select('target').execute();
  await journal.close();

  expect(verified).toMatchObject({ brokenAt: null, why: null });
  const items = (jobs as Job[]).flatMap((job) => job.items);
  expect(items).toHaveLength(KILLS * (ALERTS + 30));
  expect(items.filter(({ state }) => state !== 'DONE')).toEqual([]);
  expect(entries).toHaveLength(items.length);
  expectEachOnce(bulks);
});

/** States of all items that have not ended. */
async function openStates(): Promise<string[]> {
  const journal = await openJournal({ file: join(folder, 'journal.db'), clock: systemClock });
  const rows = await journal.db.selectFrom('jobItem').select('state').where('outcome', 'is', null).execute();
  await journal.close();
  return rows.map(({ state }) => state);
}

/** Every alert is as it was to be, was never sent anything else, and every comment stands there once. */
function expectEachOnce(bulks: readonly { readonly ids: readonly string[]; readonly to: string }[]): void {
  const { alerts } = emulator.world.tenants.get(CONTOSO)!;
  for (const { ids, to } of bulks) {
    ids.forEach((id, place) => {
      const row = alerts.get(Buffer.from(id, 'base64url').toString().split(':').at(-1)!)!;
      expect(row).toMatchObject({ status: 'inProgress', assignedTo: to });
      const said = ((row['comments'] as { comment: string }[] | null) ?? []).map(({ comment }) => comment);
      expect(said.filter((comment) => comment.startsWith('Said by'))).toEqual(place < 30 ? [`Said by ${to}.`] : []);
    });
  }
  expect(changesIn(received).length).toBeGreaterThanOrEqual(KILLS * (ALERTS + 30));
}
