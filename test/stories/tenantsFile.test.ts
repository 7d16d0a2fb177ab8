import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import { startEmulator, type Emulator } from '../../emulator/startEmulator.js';
import { readSettings } from '../../src/config/settings.js';
import type { LogFields, Logger } from '../../src/observability/Logger.js';
import { startServer, type RunningServer } from '../../src/server.js';
import { until } from '../support/fakeClock.js';

const ALL = 'k'.repeat(24);
const EUROPE = 'e'.repeat(24);
const [contoso, fabrikam, northwind] = DEMO_TENANTS;

let folder: string;
let file: string;
let emulator: Emulator;
let server: RunningServer;
const lines: { level: string; fields: LogFields; message: string }[] = [];

const log = Object.fromEntries(
  ['debug', 'info', 'warn', 'error'].map((level) => [
    level,
    (fields: LogFields, message: string) => lines.push({ level, fields, message }),
  ]),
) as unknown as Logger;

function declared({ tenantId, displayName, clientId, clientSecret, labels }: (typeof DEMO_TENANTS)[number]) {
  const credential = { kind: 'secret', clientId, secret: clientSecret };
  return { tenantId, displayName, labels, credential, graphRoot: emulator.url, authority: emulator.url };
}

/** As editors do it: a new file in the place of the old one. */
function write(text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

async function ask(query: string, key = ALL) {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as { data?: any; errors?: { message: string }[] }; // eslint-disable-line @typescript-eslint/no-explicit-any
}

async function names(key = ALL): Promise<string[]> {
  const { data } = await ask('{ tenants { displayName } }', key);
  return (data.tenants as { displayName: string }[]).map(({ displayName }) => displayName);
}

beforeAll(async () => {
  emulator = await startEmulator();
  folder = mkdtempSync(join(tmpdir(), 'secgraph-tenants-'));
  file = join(folder, 'tenants.json');
  write(JSON.stringify([declared(contoso!), declared(northwind!)]));
  const keys = `all:${ALL};eu:${EUROPE}:region:eu`;
  const env = { PORT: '0', TENANTS_FILE: file, API_KEYS: keys, LOG_LEVEL: 'silent', JOURNAL_FILE: ':memory:' };
  server = await startServer(readSettings(env), { log });
});

afterAll(async () => {
  await server.stop();
  await emulator.stop();
  rmSync(folder, { recursive: true });
});

beforeEach(() => {
  lines.length = 0;
});

test('a tenant of the file that is an emulator on this machine answers over http', async () => {
  const { data, errors } = await ask('{ alerts(first: 2, tenants: ["contoso"]) { nodes { title } } }');

  expect(errors).toBeUndefined();
  expect(data.alerts.nodes).toHaveLength(2);
});

test('a tenant that is added is there without a restart, for the keys whose label it has, too; its token requests only', async () => {
  const tokens = emulator.tokenRequests();
  write(JSON.stringify([declared(contoso!), declared(northwind!), declared(fabrikam!)]));

  await until(() => lines.some(({ message }) => message.includes('has changed')));

  expect(await names()).toEqual(['Contoso', 'Northwind', 'Fabrikam']);
  expect(await names(EUROPE)).toEqual(['Contoso', 'Fabrikam']);
  await ask('{ alerts(first: 1) { nodes { title } } }', EUROPE);
  expect(emulator.tokenRequests() - tokens).toBe(1);
});

test('a file that is wrong is refused whole with one line that says why, and the tenants before it stay', async () => {
  write(
    JSON.stringify([
      { ...declared(contoso!), displayName: 'Renamed' },
      { ...declared(fabrikam!), cloud: 'MOON' },
    ]),
  );

  await until(() => lines.length > 0);

  expect(lines).toEqual([
    {
      level: 'error',
      message: 'TENANTS_FILE is refused: the tenants before it stay in force.',
      fields: { reason: expect.stringMatching(/TENANTS_FILE .*\[1\]\.cloud/) },
    },
  ]);
  expect(await names()).toEqual(['Contoso', 'Northwind', 'Fabrikam']);
});

test('a tenant that is changed or removed is so without a restart; a key that names nobody any more opens nothing', async () => {
  write(JSON.stringify([{ ...declared(northwind!), displayName: 'Northwind Traders' }]));

  await until(() => lines.some(({ message }) => message.includes('has changed')));

  expect(await names()).toEqual(['Northwind Traders']);
  expect(await names(EUROPE)).toEqual([]);
  const { errors } = await ask('{ alerts(first: 1, tenants: ["contoso"]) { nodes { title } } }');
  expect(errors![0]!.message).toMatch(/unknown to this service or not open to you/);
});

test('a question that has begun ends with the tenants it began with', async () => {
  write(JSON.stringify([declared(fabrikam!)]));
  await until(() => lines.length === 1);
  emulator.clearRequests();
  emulator.addChaos({ match: { path: 'alerts_v2' }, latencyMs: 700, count: 1 });
  const slow = ask(
    '{ alerts(first: 1, tenants: ["fabrikam"]) { nodes { users { user { displayName } } tenant { displayName } } } }',
  );
  await until(() => emulator.requests().some(({ url }) => url.includes('alerts_v2')));
  write(JSON.stringify([declared(contoso!)]));
  await until(() => lines.length === 2);

  const { data, errors } = await slow;

  expect(await names()).toEqual(['Contoso']);
  expect(errors).toBeUndefined();
  expect(data.alerts.nodes[0].tenant).toEqual({ displayName: 'Fabrikam' });
});
