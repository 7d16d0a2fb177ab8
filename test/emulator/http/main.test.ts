import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startEmulator } from '../../../emulator/startEmulator.js';

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Starting a process with its compiler takes seconds on a busy machine. */
const TIMEOUT_MS = 30_000;
const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Runs the command; `whenSaid` gets what it prints first, and may stop it. */
function run(
  env: Record<string, string>,
  whenSaid: (out: string, stop: () => void) => void = () => undefined,
): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'emulator/main.ts'], {
    cwd: root,
    env: { ...process.env, ...env },
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.out += chunk.toString();
    whenSaid(said.out, () => child.kill('SIGTERM'));
  });
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...said })));
}

describe('the emulator alone', () => {
  test(
    'says what runs and how to get a token, and ends on SIGTERM',
    async () => {
      const ended = await run({ EMULATOR_PORT: '0' }, (out, stop) => {
        if (out.includes('alerts_v2')) stop();
      });

      expect(ended.code).toBe(0);
      expect(ended.out).toMatch(/http:\/\/127\.0\.0\.1:\d+\/v1\.0/);
      expect(ended.out).toContain('/oauth2/v2.0/token');
      expect(ended.err).toBe('');
    },
    TIMEOUT_MS,
  );

  test(
    'a port in use gives one clear line and exit code 1',
    async () => {
      const other = await startEmulator();

      const ended = await run({ EMULATOR_PORT: String(other.port) });
      await other.stop();

      expect(ended).toEqual({
        code: 1,
        out: '',
        err: `The emulator could not start: Port ${other.port} is in use. Set EMULATOR_PORT to a free one.\n`,
      });
    },
    TIMEOUT_MS,
  );

  test(
    'a bad setting stops the start',
    async () => {
      const ended = await run({ EMULATOR_PORT: '0', EMULATOR_SCALE: 'alerts=5' });

      expect(ended.code).toBe(1);
      expect(ended.err).toContain('EMULATOR_SCALE');
    },
    TIMEOUT_MS,
  );
});
