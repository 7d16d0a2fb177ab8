import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal } from '../../src/journal/openJournal.js';
import { systemClock } from '../../src/util/clock.js';
import { Front } from './support/Front.js';

jest.setTimeout(60_000);

let front: Front;
let child: ChildProcessWithoutNullStreams;
let url: string;
let folder: string;
let file: string;
let ended: Promise<number | null>;
const text = { out: '', err: '' };

beforeEach(async () => {
  front = await Front.open();
  folder = mkdtempSync(join(tmpdir(), 'secgraph-stopping-'));
  file = join(folder, 'journal.db');
  text.out = text.err = '';
  child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      EMULATOR_PORT: '0',
      JOURNAL_FILE: file,
      EMULATOR_LIVE: 'off',
      GRAPH_ROOT: front.url,
      SHUTDOWN_SECONDS: '4',
    },
  });
  ended = new Promise((resolve) => child.once('close', resolve));
  child.stderr.on('data', (chunk: Buffer) => (text.err += chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    void ended.then((code) => reject(new Error(`ended with ${code}: ${text.err}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      text.out += chunk.toString();
      if (text.out.includes('npm start')) resolve();
    });
  });
  url = /GraphQL +(http:\S+)\/graphql/.exec(text.out)![1]!;
  front.target = /Emulator +(http:\S+)\/v1\.0/.exec(text.out)![1]!;
});
afterEach(async () => {
  child.kill('SIGKILL');
  await ended;
  await front.close();
  rmSync(folder, { recursive: true });
});

const ALERTS = '{ alerts(first: 5, tenants: ["contoso"]) { nodes { id title users { user { displayName } } } } }';

const ask = (query = ALERTS) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ query }),
  });

function half(request: string): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
      socket.write(request, () => resolve(socket));
    });
    socket.on('error', () => undefined);
  });
}

async function turned(condition: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = performance.now() + 15_000;
  while (!(await condition())) {
    if (performance.now() > giveUpAt) throw new Error('It did not come.');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test('T26: told to stop, it finishes what runs, whole and once, takes nothing new, and ends with 0, half-sent requests or not', async () => {
  let held: ServerResponse | null = null;
  front.instead = (_seen, response) => {
    if (held) return false;
    held = response;
    return true;
  };
  const answer = ask();
  await turned(() => held !== null);
  await half('POST /graphql HTTP/1.1\r\nhost: localhost\r\n');
  await half(
    'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{"query":',
  );
  await half('');

  const toldAt = performance.now();
  child.kill('SIGTERM');
  await turned(() =>
    fetch(`${url}/healthz`, { headers: { connection: 'close' } }).then(
      () => false,
      () => true,
    ),
  );
  (held as unknown as ServerResponse).destroy();

  const response = await answer;
  const { data, errors } = (await response.json()) as { data: { alerts: { nodes: unknown[] } }; errors?: unknown };
  expect(response.status).toBe(200);
  expect(errors).toBeUndefined();
  expect(data.alerts.nodes).toHaveLength(5);
  expect(await ended).toBe(0);
  expect(performance.now() - toldAt).toBeLessThan(5_000);
  expect(text.err).not.toContain('    at ');
});

test('T26: idle, it ends at once', async () => {
  await (await ask()).text();

  child.kill('SIGTERM');

  expect(await ended).toBe(0);
});

test('T26: told to stop while a change is on its way, it waits for it, looks for what has no answer, tells it and keeps it', async () => {
  const { data } = (await (await ask()).json()) as { data: { alerts: { nodes: { id: string }[] } } };
  const [{ id }] = data.alerts.nodes as [{ id: string }];
  let held: ServerResponse | null = null;
  front.instead = ({ method, body }, response) => {
    if (method !== 'PATCH' && !body.includes('"PATCH"')) return false;
    held = response;
    return true;
  };
  const answer = ask(
    `mutation { updateAlerts(ids: ["${id}"], set: {status: RESOLVED}, idempotencyKey: "told-to-stop") { outcomes { __typename ... on AlertRefused { code } } } }`,
  );
  await turned(() => held !== null);

  child.kill('SIGTERM');
  await turned(
    () =>
      text.err !== '' ||
      fetch(`${url}/healthz`).then(
        () => false,
        () => true,
      ),
  );
  (held as unknown as ServerResponse).destroy();

  expect(await (await answer).json()).toMatchObject({
    data: { updateAlerts: { outcomes: [{ __typename: 'AlertRefused', code: 'OUTCOME_UNKNOWN' }] } },
  });
  expect(await ended).toBe(0);
  expect(front.seen.filter(({ method, body }) => method === 'PATCH' || body.includes('"PATCH"'))).toHaveLength(1);
  const journal = await openJournal({ file, clock: systemClock });
  const job = await journal.jobs.find({ caller: 'demo', key: 'told-to-stop' });
  const entries = await journal.audit.list({}, { before: null, limit: 10 });
  await journal.close();
  expect(job?.items.map(({ state }) => state)).toEqual(['UNKNOWN']);
  expect(entries).toMatchObject([{ target: id, state: 'UNKNOWN', key: 'told-to-stop' }]);
});
