import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../emulator/startEmulator.js';
import { CommandError, UsageError, type Command } from '../../src/cli/Command.js';
import { LISTS, pageDocument } from '../../src/cli/export/document.js';
import { exportList } from '../../src/cli/export/export.js';
import { buildGraphQLSchema } from '../../resolvers/index.js';
import { run as runAlone, type TerminalOptions } from '../support/terminal.js';

const schema = buildGraphQLSchema();
let emulator: Emulator;
let onRequest = (): void => undefined;
let folder: string;
let out: string;

beforeAll(async () => {
  emulator = await startEmulator({ limitsScale: 1000, onRequest: () => onRequest() });
});

afterAll(() => emulator.stop());

/** All exports read the same emulated world; each is a process of its own in everything else. */
function run(command: Command, args: readonly string[], options: TerminalOptions = {}) {
  return runAlone(command, args, { ...options, env: { EMULATOR: 'off', EMULATOR_PORT: String(emulator.port) } });
}

beforeEach(() => {
  emulator.clearRequests();
  emulator.clearChaos();
  onRequest = () => undefined;
  folder = mkdtempSync(join(tmpdir(), 'secgraph-export-'));
  out = join(folder, 'alerts.csv');
});

afterEach(() => rmSync(folder, { recursive: true }));

const CONTOSO = ['alerts', '--tenants', 'contoso'];

function linesOf(text: string): string[] {
  return text.split('\r\n').filter((line) => line !== '');
}

test.each(Object.keys(LISTS))('the standard columns of %s are fields of the schema', (list) => {
  expect(() => pageDocument(schema, list, LISTS[list]!.fields)).not.toThrow();
});

test('alerts are written as CSV page by page: a head and one line each, 250 alerts in 2 requests', async () => {
  const fields = 'graphId,severity,tenant.displayName';

  const { code, out: csv, told } = await run(exportList, [...CONTOSO, '--fields', fields]);

  const lines = linesOf(csv);
  expect(code).toBe(0);
  expect(told).toBe('');
  expect(lines[0]).toBe('graphId,severity,tenant.displayName');
  expect(lines.length - 1).toBe([...emulator.world.tenants.values()][0]!.alerts.size);
  expect(new Set(lines).size).toBe(lines.length);
  expect(emulator.requests()).toHaveLength(Math.ceil((lines.length - 1) / 200));
});

test('NDJSON has one node a line, with the fields that were asked for', async () => {
  const { out: text } = await run(exportList, [
    ...['users', '--tenants', 'fabrikam', '--format', 'ndjson'],
    ...['--fields', 'displayName,manager.displayName'],
  ]);

  const nodes = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { displayName: string });
  expect(nodes).toHaveLength(20);
  expect(Object.keys(nodes[0]!)).toEqual(['displayName', 'manager']);
});

test.each(['hosts', 'incidents'])('%s are exported, too', async (list) => {
  const { code, out: csv } = await run(exportList, [list, '--tenants', 'contoso']);

  expect(code).toBe(0);
  expect(linesOf(csv).length).toBeGreaterThan(25);
});

test('a filter is that of the list', async () => {
  const { out: csv } = await run(exportList, [...CONTOSO, '--fields', 'severity', '--filter', '{"severity":["HIGH"]}']);

  const [, ...rows] = linesOf(csv);
  expect(rows.length).toBeGreaterThan(3);
  expect(new Set(rows)).toEqual(new Set(['HIGH']));
});

test('a tenant that may not be read is a warning, and the others are written', async () => {
  const { code, out: csv, told } = await run(exportList, ['incidents', '--fields', 'tenant.displayName']);

  expect(code).toBe(0);
  expect(new Set(linesOf(csv).slice(1))).toEqual(new Set(['Contoso', 'Fabrikam', 'Adatum Federal']));
  expect(told.match(/warning: Northwind INCIDENTS NO_\w+/g)).toHaveLength(1);
});

test('progress is told to who looks, and to nobody else', async () => {
  expect((await run(exportList, CONTOSO, { isWatched: true })).told).toMatch(/\r200 alerts\r2\d\d alerts\n$/);
  expect((await run(exportList, CONTOSO)).told).toBe('');
});

describe('an export that is interrupted', () => {
  const SMALL = ['users', '--fields', 'graphId,displayName', '--out'];

  async function whole(): Promise<string> {
    const file = join(folder, 'whole.csv');
    await run(exportList, [...SMALL, file]);
    return readFileSync(file, 'utf8');
  }

  /** Ends when Graph is asked for the n-th time. */
  async function interrupted(n: number, path = out) {
    const ending = new AbortController();
    onRequest = () => {
      n -= 1;
      if (n === 0) ending.abort(new Error('interrupted'));
    };
    return run(exportList, [...SMALL, path, '--resume'], { signal: ending.signal });
  }

  test('goes on where it was, without a row lost or doubled, however often', async () => {
    const expected = await whole();

    const first = await run(exportList, [...SMALL, out, '--format', 'csv'], {
      signal: AbortSignal.abort(new Error('interrupted')),
    });
    expect(first).toMatchObject({ code: 1, told: expect.stringContaining('--resume') });
    expect(existsSync(`${out}.cursor`)).toBe(true);
    for (const n of [1, 2]) expect((await interrupted(n)).code).toBe(1);
    const last = await run(exportList, [...SMALL, out, '--resume']);

    expect(last.code).toBe(0);
    expect(readFileSync(out, 'utf8')).toBe(expected);
    expect(existsSync(`${out}.cursor`)).toBe(false);
  });

  test('cuts off what was written after the last word of the cursor file', async () => {
    const expected = await whole();
    await run(exportList, [...SMALL, out], { signal: AbortSignal.abort(new Error('interrupted')) });
    writeFileSync(out, `${readFileSync(out, 'utf8')}half a li`);

    await run(exportList, [...SMALL, out, '--resume']);

    expect(readFileSync(out, 'utf8')).toBe(expected);
  });

  test('is no other export: other fields are refused', async () => {
    await interrupted(1);

    const other = run(exportList, ['users', '--fields', 'mail', '--out', out, '--resume']);

    await expect(other).rejects.toThrow(/begun as another export/);
  });

  test('is begun anew without --resume', async () => {
    await interrupted(1);

    await run(exportList, [...SMALL, out]);

    expect(readFileSync(out, 'utf8')).toBe(await whole());
    expect(existsSync(`${out}.cursor`)).toBe(false);
  });

  test('keeps its secret and its rows for its owner', async () => {
    await interrupted(1);

    expect(statSync(`${out}.cursor`).mode & 0o777).toBe(0o600);
    expect(statSync(out).mode & 0o777).toBe(0o600);
  });

  test('that is complete needs nothing more', async () => {
    await run(exportList, [...SMALL, out]);
    const before = readFileSync(out, 'utf8');

    const { code, told } = await run(exportList, [...SMALL, out, '--resume']);

    expect(code).toBe(0);
    expect(told).toContain('complete');
    expect(readFileSync(out, 'utf8')).toBe(before);
  });

  test('by a source that fails for a moment waits for it and loses nothing', async () => {
    const expected = await whole();

    emulator.addChaos({ match: { path: '/users' }, status: 503, count: 3 });

    const { code } = await run(exportList, [...SMALL, out], { clock: impatient });

    expect(code).toBe(0);
    expect(linesOf(readFileSync(out, 'utf8')).sort()).toEqual(linesOf(expected).sort());
  });
});

/** Does not wait longer than a moment, whatever it is told. */
const impatient = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: (ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, ms > 5_000 ? ms : 1);
      signal?.addEventListener('abort', () => (clearTimeout(timer), reject(signal.reason as Error)), { once: true });
    }),
};

test.each([
  [['things'], /takes one of: alerts, incidents, users, hosts/],
  [['alerts', 'users'], /takes one of/],
  [['alerts', '--format', 'xlsx'], /--format takes one of: csv, ndjson/],
  [['alerts', '--fields', 'title{'], /is no field/],
  [['alerts', '--fields', 'nonsense'], /Cannot query field "nonsense"/],
  [['alerts', '--fields', 'hosts'], /must have a selection/],
  [['users', '--fields', 'alerts.nodes.title'], /cut off/],
  [['alerts', '--filter', 'HIGH'], /is not JSON/],
  [['alerts', '--filter', '[]'], /must be a JSON object/],
  [['alerts', '--resume'], /give --out FILE/],
  [['alerts', '--colour'], /--colour/],
])('export %j is refused in one line', async (args, reason) => {
  const refused = run(exportList, args);

  await expect(refused).rejects.toThrow(UsageError);
  await expect(refused).rejects.toThrow(reason);
});

test('a filter that means nothing, and a tenant that is not there, are told in one line', async () => {
  const told = run(exportList, ['alerts', '--filter', '{"severity":["LOUD"]}']);
  const foreign = run(exportList, ['alerts', '--tenants', 'wingtip']);

  await expect(told).rejects.toThrow(/LOUD/);
  await expect(foreign).rejects.toThrow(CommandError);
});
