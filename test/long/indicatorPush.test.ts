import { spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../emulator/startEmulator.js';

jest.setTimeout(900_000);

const CONTOSO = 'c0a7050e-0001-4000-8000-000000000001';
const LINES = 100_000;
const MOST_BYTES = 300 * 1024 * 1024;

let emulator: Emulator;
let folder: string;
beforeEach(async () => {
  emulator = await startEmulator({ limitsScale: 1000 });
  folder = mkdtempSync(join(tmpdir(), 'secgraph-push-'));
});
afterEach(async () => {
  await emulator.stop();
  rmSync(folder, { recursive: true });
});

/** A process of its own, whose peak of memory is watched while it runs. */
function push(file: string, args: readonly string[]) {
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      'src/main.ts',
      'indicators',
      'push',
      file,
      '--tenant',
      'contoso',
      '--target',
      'sentinel',
      ...args,
    ],
    {
      env: {
        PATH: process.env['PATH'],
        JOURNAL_FILE: join(folder, 'journal.db'),
        EMULATOR: 'off',
        EMULATOR_PORT: String(emulator.port),
        GRAPH_LIMITS_SCALE: '1000',
      },
    },
  );
  const seen = { out: '', err: '', peakBytes: 0 };
  child.stdout.on('data', (chunk: Buffer) => (seen.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (seen.err += chunk.toString()));
  const watching = setInterval(() => (seen.peakBytes = Math.max(seen.peakBytes, peakOf(child.pid!))), 200);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve)).finally(() =>
    clearInterval(watching),
  );
  return { child, seen, ended };
}

/** The kernel remembers the most that a process has had. */
function peakOf(pid: number): number {
  try {
    const [, kilobytes = '0'] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    // It has ended meanwhile.
    return 0;
  }
}

async function bundle(count: number): Promise<string> {
  const file = join(folder, 'bundle.json');
  const out = createWriteStream(file);
  out.write('{"type": "bundle", "id": "bundle--1", "objects": [\n');
  for (let n = 0; n < count; n += 1) {
    const id = `indicator--00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
    const pattern = `[domain-name:value = 'd${n}.evil.example']`;
    const object = { type: 'indicator', spec_version: '2.1', id, name: `Feed ${n}`, pattern, pattern_type: 'stix' };
    if (!out.write(`${n === 0 ? '' : ',\n'}${JSON.stringify(object)}`))
      await new Promise<void>((go) => out.once('drain', () => go()));
  }
  await new Promise<void>((go) => out.end('\n]}\n', () => go()));
  return file;
}

const uploads = () => emulator.requests().filter(({ url }) => url.startsWith('/workspaces/'));
const objects = () => [...emulator.world.tenants.get(CONTOSO)!.sentinel!.objects];

test('100,000 indicators of a bundle are pushed in less than 300 MB', async () => {
  const file = await bundle(LINES);

  const { seen, ended } = push(file, []);
  const code = await ended;

  expect(seen.err).toBe('');
  expect(seen.out).toBe('100,001 lines, 100,000 indicators: 100,000 done, 0 refused, 0 unknown, 0 not understood.\n');
  expect(code).toBe(0);
  expect(uploads()).toHaveLength(LINES / 100);
  expect(objects()).toHaveLength(LINES);
  expect(seen.peakBytes).toBeGreaterThan(50 * 1024 * 1024);
  expect(seen.peakBytes).toBeLessThan(MOST_BYTES);
  console.info(`peak ${Math.round(seen.peakBytes / 1024 / 1024)} MB`);
});

test('a push that is killed goes on where it was: nothing is lost, and nothing but the last piece is sent again', async () => {
  const file = await bundle(5000);

  const first = push(file, []);
  while (uploads().length < 23) await new Promise((go) => setTimeout(go, 20));
  first.child.kill('SIGKILL');
  await first.ended;
  const resumed = push(file, ['--resume']);
  const code = await resumed.ended;

  expect(resumed.seen).toMatchObject({ err: '', out: expect.stringContaining('5,000 done, 0 refused, 0 unknown') });
  expect(code).toBe(0);
  expect(objects()).toHaveLength(5000);
  expect(uploads().length).toBeGreaterThanOrEqual(50);
  expect(uploads().length).toBeLessThanOrEqual(60);
});
