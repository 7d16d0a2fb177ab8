import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { connect, createServer, type AddressInfo } from 'node:net';

jest.setTimeout(60_000);

interface Run {
  readonly child: ChildProcessWithoutNullStreams;
  /** What the process has written so far. */
  readonly text: { out: string; err: string };
  readonly ended: Promise<number | null>;
}

const runs: Run[] = [];
afterAll(() => runs.forEach(({ child }) => child.kill('SIGKILL')));

/** `npm start`, without the compiler. */
function start(env: Record<string, string>, ...args: string[]): Run {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', ...args], {
    env: { PATH: process.env['PATH'], PORT: '0', EMULATOR_PORT: '0', JOURNAL_FILE: ':memory:', ...env },
  });
  const text = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (text.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text.err += chunk.toString()));
  const run = { child, text, ended: new Promise<number | null>((resolve) => child.once('close', resolve)) };
  runs.push(run);
  return run;
}

/** The lines of the start, once they are all there. */
function welcomeOf({ child, text, ended }: Run): Promise<string> {
  return new Promise((resolve, reject) => {
    void ended.then((code) => reject(new Error(`ended with ${code}: ${text.err}`)));
    child.stdout.on('data', () => {
      if (text.out.includes('npm start')) resolve(text.out);
    });
  });
}

test('demo mode tells what runs, where to explore and what to ask, and ends with 0 when told to stop', async () => {
  const run = start({});
  const lines = await welcomeOf(run);
  const url = /GraphQL +(http:\S+)\/graphql/.exec(lines)![1]!;

  expect(lines).toContain('open to this machine only');
  expect(lines).toContain(`${url}/explorer`);
  expect(lines).toContain('curl -s http://127.0.0.1');
  expect(lines).toContain('TENANTS_FILE=');
  expect((await fetch(`${url}/healthz`)).status).toBe(200);

  run.child.kill('SIGTERM');

  expect(await run.ended).toBe(0);
  expect(run.text.err).toBe('');
});

test('T26: a second signal ends the process at once', async () => {
  const run = start({});
  const url = /GraphQL +(http:\S+)\/graphql/.exec(await welcomeOf(run))![1]!;
  const { port } = new URL(url);
  const half = connect(Number(port), '127.0.0.1');
  half.on('error', () => undefined);
  await new Promise<void>((resolve) => half.write('POST /graphql HTTP/1.1\r\nhost: localhost\r\n', () => resolve()));

  run.child.kill('SIGTERM');
  await closed(url);
  run.child.kill('SIGTERM');

  expect(await run.ended).toBe(1);
});

test('a journal that cannot be opened is told in one line without a password, and nothing is left running', async () => {
  const runs = [
    start({ JOURNAL_FILE: '/dev/null/journal.db' }),
    start({ JOURNAL_FILE: '', DATABASE_URL: 'postgres://secgraph:s3cret@127.0.0.1:1/soc' }),
  ];

  expect(await Promise.all(runs.map(({ ended }) => ended))).toEqual([1, 1]);
  const [file, database] = runs.map(({ text }) => text.err.split('\n'));
  const title = 'Secgraph cannot start without what it keeps for good.';
  expect(file).toEqual([title, expect.stringMatching(/^JOURNAL_FILE \/dev\/null\/journal\.db cannot be written/), '']);
  expect(database).toEqual([
    title,
    'DATABASE_URL: PostgreSQL at 127.0.0.1:1/soc cannot be used: nothing listens there.',
    '',
  ]);
});

test('a port in use is told in one line', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => holder.once('listening', resolve));
  const { port } = holder.address() as AddressInfo;

  const run = start({ PORT: String(port) });

  expect(await run.ended).toBe(1);
  expect(run.text.err.trim()).toBe(
    `Port ${port} is in use. Set PORT (the server) or EMULATOR_PORT (the emulator) to a free one.`,
  );
  holder.close();
});

test('a wrong setting stops the start with its name and the reason, without a stack', async () => {
  const run = start({ HOST: '0.0.0.0', MAX_DEPTH: '12' });

  expect(await run.ended).toBe(1);
  expect(run.text.err).toContain('HOST 0.0.0.0 is reachable from outside');
  expect(run.text.err).not.toContain('    at ');
});

test('an unknown command shows which there are', async () => {
  const run = start({}, 'dance');

  expect(await run.ended).toBe(1);
  expect(run.text.err).toContain('secgraph [start]');
});

async function closed(url: string): Promise<void> {
  while ((await fetch(`${url}/healthz`).catch(() => null)) !== null)
    await new Promise((resolve) => setImmediate(resolve));
}
