import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import { audit } from '../../src/cli/audit.js';
import type { NewAuditEntry } from '../../src/journal/AuditEntry.js';
import type { Journal } from '../../src/journal/Journal.js';
import { openJournal } from '../../src/journal/openJournal.js';
import { FakeClock } from '../support/fakeClock.js';
import { run, type Ran } from '../support/terminal.js';

const DAY_MS = 86_400_000;
const MONDAY = Date.UTC(2026, 10, 23);
const clock = new FakeClock(MONDAY);

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'secgraph-audit-'));
  file = join(folder, 'journal.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function inJournal(work: (journal: Journal) => Promise<unknown>): Promise<void> {
  const journal = await openJournal({ file, clock });
  await work(journal);
  await journal.close();
}

const entry = (more: Partial<NewAuditEntry> = {}): NewAuditEntry => ({
  ...{ at: MONDAY, caller: 'soc', app: 'app', tenantId: DEMO_TENANTS[0]!.tenantId, verb: 'updateAlerts' },
  ...{ target: 'alert-1', state: 'DONE', code: null, message: null, reason: 'A drill: "ü\u2028\n\u009b".' },
  ...{ before: { b: [1.5, -0, 1e21], a: 'x' }, after: null, requestId: null, key: null, jobId: null },
  ...more,
});

const command = (...args: string[]): Promise<Ran> => run(audit, args, { env: { JOURNAL_FILE: file } });
const lines = ({ out }: Ran): string[] => out.split('\n').slice(0, -1);
const targets = (ran: Ran): unknown[] =>
  lines(ran).map((line) => (JSON.parse(line) as { entry: { target: string } }).entry.target);

test('verify says in one line that the trail is whole, how long it is, and its last hash', async () => {
  expect(await command('verify')).toEqual({ code: 0, told: '', out: `${file}: no entries yet.\n` });
  let hash = '';
  await inJournal(async ({ audit: trail }) => {
    for (let count = 0; count < 3; count += 1) ({ hash } = await trail.append(entry()));
  });

  const { code, out } = await command('verify');

  expect(code).toBe(0);
  expect(out).toBe(`${file}: whole. 3 entries, 1 to 3; the hash of the last one is ${hash}.\n`);
});

test('verify says which entry is broken and why, and ends with 1', async () => {
  await inJournal(async ({ audit: trail, db }) => {
    for (let count = 0; count < 4; count += 1) await trail.append(entry());
    await db.updateTable('audit').set({ caller: 'somebody-else' }).where('seq', '=', 3).execute();
  });

  expect(await command('verify')).toEqual({
    ...{ code: 1, told: '' },
    out: `${file}: BROKEN at entry 3. Entry 3 was changed after it was written. What is before it holds: 2 entries, 1 to 2.\n`,
  });

  await inJournal(async ({ db }) => db.deleteFrom('auditHead').execute());
  expect(await command('verify')).toMatchObject({
    code: 1,
    out: expect.stringContaining('has lost its head') as string,
  });
});

test('every line of an export is checked with nothing but SHA-256, and names the line before it', async () => {
  await inJournal(async ({ audit: trail }) => {
    for (let count = 0; count < 3; count += 1) await trail.append(entry({ target: `alert-${count}` }));
  });

  const ran = await command('export');

  let before = '0'.repeat(64);
  expect(ran.code).toBe(0);
  expect(targets(ran)).toEqual(['alert-0', 'alert-1', 'alert-2']);
  for (const line of lines(ran)) {
    const [, text, hash] = /^\{"entry":(.*),"hash":"([0-9a-f]{64})"\}$/s.exec(line)!;
    expect(createHash('sha256').update(text!, 'utf8').digest('hex')).toBe(hash);
    expect(JSON.parse(text!)).toMatchObject({ previousHash: before, caller: 'soc' });
    before = hash!;
  }
});

test('export keeps to times, until left out, and to tenants, those included that are known no more', async () => {
  const gone = '99999999-0001-4000-8000-000000000001';
  await inJournal(async ({ audit: trail }) => {
    await trail.append(entry({ target: 'sunday', at: MONDAY - DAY_MS }));
    await trail.append(entry({ target: 'monday', tenantId: gone }));
    await trail.append(entry({ target: 'tuesday', at: MONDAY + DAY_MS }));
    await trail.append(entry({ target: 'journal', tenantId: null, at: MONDAY + DAY_MS }));
  });

  expect(targets(await command('export', '--since', '2026-11-23', '--until', '2026-11-24'))).toEqual(['monday']);
  expect(targets(await command('export', '--until', '2026-11-23T01:00:00+01:00'))).toEqual(['sunday']);
  expect(targets(await command('export', '--tenant', 'contoso'))).toEqual(['sunday', 'tuesday']);
  expect(targets(await command('export', '--tenant', gone, '--tenant', 'contoso', '--since', '2026-11-23'))).toEqual([
    ...['monday', 'tuesday'],
  ]);
});

test('an export of many entries is written as it is read, and stops when it is told to', async () => {
  await inJournal(async ({ jobs }) => {
    const outcome = { ...entry(), requestId: null, at: MONDAY, state: 'REFUSED' } as const;
    const items = Array.from({ length: 1200 }, (_, index) => ({
      ...{ tenantId: 't', app: 'a', target: `alert-${index}`, change: null },
      outcome: { ...outcome, code: 'CONFLICT', message: 'x', before: null, after: null },
    }));
    const job = { id: 'job', caller: 'soc', key: null, verb: 'updateAlerts', inputHash: 'x', reason: null };
    await jobs.begin({ ...job, shared: null, createdAt: MONDAY, items }, 'owner', 1);
  });
  const ending = new AbortController();
  ending.abort();

  expect(lines(await command('export'))).toHaveLength(1200);
  const stopped = await run(audit, ['export'], { env: { JOURNAL_FILE: file }, signal: ending.signal });
  expect(stopped).toEqual({ code: 1, out: '', told: 'Interrupted after 0 entries.\n' });
});

test.each([
  [[], /audit takes one of: verify, export/],
  [['forge'], /audit takes one of: verify, export/],
  [['verify', 'it'], /audit verify takes nothing more/],
  [['export', 'trail.ndjson'], /redirect it with >/],
  [['export', '--since', 'yesterday'], /--since takes a day or a moment/],
  [['export', '--until', '2026-13-01'], /--until takes a day or a moment/],
  [['export', '--tenant', 'nobody'], /Tenant "nobody" is unknown/],
])('audit %j is refused in one line', async (args, reason) => {
  await expect(command(...args)).rejects.toThrow(reason);
});
