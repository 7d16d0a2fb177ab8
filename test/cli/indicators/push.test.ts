import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../../emulator/startEmulator.js';
import { indicators } from '../../../src/cli/indicators/indicators.js';
import { run as runAlone, type Ran, type TerminalOptions } from '../../support/terminal.js';

const CONTOSO = 'c0a7050e-0001-4000-8000-000000000001';
let emulator: Emulator;
let onRequest = (): void => undefined;
let folder: string;
let file: string;

beforeAll(async () => {
  emulator = await startEmulator({ limitsScale: 1000, onRequest: () => onRequest() });
});
afterAll(() => emulator.stop());
beforeEach(() => {
  emulator.reset();
  onRequest = () => undefined;
  folder = mkdtempSync(join(tmpdir(), 'secgraph-push-'));
  file = join(folder, 'feed.csv');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Each is a process of its own in everything but the emulated world and the journal. */
function push(args: readonly string[], options: TerminalOptions = {}): Promise<Ran> {
  const journal = { JOURNAL_FILE: join(folder, 'journal.db') };
  const env = { EMULATOR: 'off', EMULATOR_PORT: String(emulator.port), ...journal };
  return runAlone(indicators, ['push', file, '--tenant', 'contoso', ...args], { ...options, env });
}

const rows = (count: number, more: readonly string[] = []): string =>
  [
    'value,title,action,externalId',
    ...Array.from({ length: count }, (_, n) => `d${n}.evil.example,Feed,BLOCK,f${n}`),
    ...more,
  ].join('\n');
const uploads = () => emulator.requests().filter(({ url }) => url.startsWith('/workspaces/'));
const imports = () => emulator.requests().filter(({ url }) => url.includes('/import'));
const objects = () => [...emulator.world.tenants.get(CONTOSO)!.sentinel!.objects];

test('1,200 lines go to Defender in 3 imports and to Sentinel in 12 uploads, and the summary says so', async () => {
  writeFileSync(file, rows(1200));

  const { code, out, told } = await push(['--target', 'defender', '--target', 'sentinel']);

  expect(out).toBe('1,201 lines, 1,200 indicators: 2,400 done, 0 refused, 0 unknown, 0 not understood.\n');
  expect([code, told]).toEqual([0, '']);
  expect([imports().length, uploads().length]).toEqual([3, 12]);
  expect(objects()).toHaveLength(1200);
});

test('a bad line is told by its number and does not stop the rest', async () => {
  writeFileSync(
    file,
    rows(2, ['nonsense,Feed,BLOCK,x', 'fine.example,Feed,SMASH,y', 'fine.example,Feed,ALLOW,z', '"']),
  );

  const { code, out } = await push(['--target', 'SENTINEL']);

  expect(code).toBe(1);
  expect(out.split('\n').filter((line) => line !== '')).toEqual([
    expect.stringMatching(/^line 5\tNOT_UNDERSTOOD\taction: .*SMASH/),
    expect.stringMatching(/^line 7\tNOT_UNDERSTOOD\t/),
    expect.stringMatching(/^line 4\tBAD_USER_INPUT\tContoso\tSENTINEL\t.*nonsense/),
    expect.stringMatching(/^line 6\tUNSUPPORTED_CHANGE\tContoso\tSENTINEL\t/),
    '7 lines, 4 indicators: 2 done, 2 refused, 0 unknown, 2 not understood.',
  ]);
});

test('an interrupted push goes on where it was, and sends nothing twice', async () => {
  writeFileSync(file, rows(1500));
  const ending = new AbortController();
  onRequest = () => {
    if (uploads().length === 7) ending.abort(new Error('interrupted'));
  };
  const args = ['--target', 'sentinel'];

  const first = await push(args, { signal: ending.signal });
  const before = uploads().length;
  const resumed = await push([...args, '--resume']);
  const again = await push([...args, '--resume']);

  expect(first.code).toBe(1);
  expect(first.out).toContain('Interrupted');
  expect(before).toBe(10);
  expect(resumed).toMatchObject({ code: 0, out: expect.stringContaining('1,500 done') });
  expect(again).toMatchObject({ code: 0, out: expect.stringContaining('1,500 done') });
  expect(uploads()).toHaveLength(15);
  expect(objects()).toHaveLength(1500);
});

test('without --resume the file is pushed anew, and what is there is changed and not doubled', async () => {
  writeFileSync(file, rows(3));

  await push(['--target', 'sentinel']);
  await push(['--target', 'sentinel']);

  expect(uploads()).toHaveLength(2);
  expect(objects()).toHaveLength(3);
});

test('a dry run tells what would be refused and sends nothing', async () => {
  writeFileSync(file, rows(2, ['10.0.0.0/8,Feed,BLOCK,r']));

  const { code, out } = await push(['--target', 'defender', '--dry-run']);

  expect(code).toBe(1);
  expect(out).toContain('line 4\tUNSUPPORTED_CHANGE\tContoso\tDEFENDER_FOR_ENDPOINT');
  expect(out).toContain('2 would be sent, 1 refused');
  expect(emulator.requests()).toEqual([]);
});

test('a bundle of STIX goes to Graph with what --set adds', async () => {
  file = join(folder, 'bundle.json');
  const pattern = "[domain-name:value = 'evil.example']";
  const objectsOfFile = [
    { type: 'indicator', id: 'indicator--1', name: 'Evil', pattern },
    { type: 'malware', id: 'm' },
  ];
  writeFileSync(file, JSON.stringify({ type: 'bundle', id: 'bundle--1', objects: objectsOfFile }, null, 2));
  const set = JSON.stringify({ tlp: 'GREEN', threatType: 'Malware', expiresAt: '2027-01-01T00:00:00Z' });

  const { out } = await push(['--target', 'graph', '--action', 'block', '--set', set]);

  expect(out).toContain('1 done, 0 refused');
  expect([...emulator.world.tenants.get(CONTOSO)!.tiIndicators]).toContainEqual(
    expect.objectContaining({
      externalId: 'indicator--1',
      domainName: 'evil.example',
      action: 'block',
      tlpLevel: 'green',
    }),
  );
});

test.each([
  [['push'], 'one FILE'],
  [['pull', 'x'], 'push FILE'],
  [['push', 'x'], '--target'],
  [['push', 'x', '--target', 'mars'], '--target'],
  [['push', 'x', '--target', 'graph', '--format', 'xml'], '--format'],
  [['push', 'x', '--target', 'graph', '--set', '{'], '--set'],
  [['push', '/nowhere', '--target', 'graph'], 'cannot be read'],
])('%j is refused', async (args, message) => {
  await expect(async () => runAlone(indicators, args)).rejects.toThrow(message);
});

test('whoever looks on sees how far the file is read', async () => {
  writeFileSync(file, rows(600));

  const { told } = await push(['--target', 'sentinel', '--dry-run'], { isWatched: true });

  const bars = told.split('\r').slice(1);
  expect(bars).toHaveLength(2);
  expect(bars.at(-1)).toBe('[########################] 100 %  600 indicators\n');
});
