import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator } from '../../emulator/startEmulator.js';
import { until } from '../support/fakeClock.js';

jest.setTimeout(90_000);

/** `npx secgraph`, without the compiler. */
function start(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', ...args], {
    env: { PATH: process.env['PATH'], JOURNAL_FILE: ':memory:', ...env },
  });
  const text = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (text.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text.err += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, text, ended };
}

test('help names every command, and a command line that nobody understands ends with 2 and no stack', async () => {
  const help = start(['help']);
  const wrong = start(['export', 'everything']);

  expect(await help.ended).toBe(0);
  for (const command of ['doctor', 'export', 'audit', 'explain'])
    expect(help.text.out).toContain(`secgraph ${command}`);
  expect(await wrong.ended).toBe(2);
  expect(wrong.text).toEqual({
    out: '',
    err: 'export takes one of: alerts, incidents, users, hosts.\nsecgraph help shows all commands.\n',
  });
});

test('a reader that leaves early is no mistake', async () => {
  const { child, text, ended } = start(['export', 'alerts', '--tenants', 'contoso']);

  child.stdout.once('data', () => child.stdout.destroy());

  expect(await ended).toBe(0);
  expect(text.err).toBe('');
});

test('an export that is told to end by a signal ends with 1, and another process goes on with it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'secgraph-process-'));
  const out = join(folder, 'alerts.csv');
  const emulator = await startEmulator();
  const args = ['export', 'alerts', '--tenants', 'contoso', '--fields', 'graphId', '--out', out];
  const env = { EMULATOR: 'off', EMULATOR_PORT: String(emulator.port) };
  try {
    emulator.addChaos({ match: { path: 'createdDateTime le' }, latencyMs: 7_000 });
    const first = start(args, env);
    const asked = (): boolean => emulator.requests().length >= 1 && rowsOf(`${out}.cursor`) === 200;
    for (let tries = 0; !asked() && tries < 10; tries += 1) await until(asked).catch(() => undefined);
    first.child.kill('SIGINT');
    expect(await first.ended).toBe(1);
    expect(first.text.err).toMatch(/Interrupted after 200 alerts\. Go on with the same command and --resume\./);
    emulator.clearChaos();

    const second = start([...args, '--resume'], env);

    expect(await second.ended).toBe(0);
    const rows = readFileSync(out, 'utf8').trim().split('\r\n').slice(1);
    const [contoso] = emulator.world.tenants.values();
    expect(new Set(rows)).toEqual(new Set([...contoso!.alerts].map(({ id }) => id)));
    expect(rows).toHaveLength(contoso!.alerts.size);
  } finally {
    await emulator.stop();
    rmSync(folder, { recursive: true });
  }
});

function rowsOf(path: string): number | null {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as { rows: number }).rows : null;
}
