/**
 * What every example costs and how fast it is answered, planned and unplanned side by side in one run.
 *
 *   npm run bench             all examples
 *   npm run bench -- triage   those whose name contains the word
 *
 * Nothing is remembered between two answers, and limits are out of the way: what is measured is the work itself.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { startEmulator, type Emulator } from '../emulator/startEmulator.js';
import { WaveGate } from '../test/support/WaveGate.js';
import { costOf, type Cost } from './cost.js';
import { loadOf } from './load.js';
import { Service } from './Service.js';
import { table } from './table.js';

const LOADS = [
  { callers: 1, latencyMs: 0 },
  { callers: 1, latencyMs: 60 },
  { callers: 50, latencyMs: 0 },
  { callers: 50, latencyMs: 60 },
];
const FOR_MS = 300;
const FOLDER = new URL('../examples/', import.meta.url);
const SETTINGS = {
  ...{
    PORT: '0',
    EMULATOR: 'off',
    LOG_LEVEL: 'silent',
    JOURNAL_FILE: ':memory:',
    GRAPH_LIMITS_SCALE: '100000',
    OPERATION_SECONDS: '60',
  },
  ...{ CACHE_USERS_SECONDS: '0', CACHE_HOSTS_SECONDS: '0', CACHE_GROUPS_SECONDS: '0', CACHE_RISK_SECONDS: '0' },
};

interface Example {
  readonly name: string;
  readonly query: string;
}

/** The same service twice: as it is, and with pivots loading as execution meets them. */
type Ways = readonly [planned: Service, unplanned: Service];

const emulator = await startEmulator({ limitsScale: 100_000 });
const asked = examples();
process.stdout.write(`${await prices(emulator, asked)}\n\n`);
process.stdout.write(`${await speeds(emulator, asked)}\n`);
await emulator.stop();

function examples(): Example[] {
  const words = process.argv.slice(2);
  return readdirSync(FOLDER)
    .map((file) => ({ name: file.replace('.graphql', ''), query: readFileSync(new URL(file, FOLDER), 'utf8') }))
    .filter(({ name }) => words.every((word) => name.includes(word)));
}

async function prices({ url, port }: Emulator, questions: readonly Example[]): Promise<string> {
  const gate = await WaveGate.open();
  gate.target = url;
  const ways = await startBoth({ EMULATOR_PORT: String(port), GRAPH_ROOT: gate.url });
  const rows: string[][] = [];
  for (const { name, query } of questions) {
    const planned = await costOf(ways[0].url, query, emulator, gate);
    const unplanned = await costOf(ways[1].url, query, emulator, gate);
    rows.push([name, ...cells(planned), ...cells(unplanned)]);
  }
  await stopBoth(ways);
  await gate.close();
  const names = ['requests', 'batches', 'parts', 'depth'];
  return table(['example', ...names, ...names.map((name) => `unplanned ${name}`)], rows);
}

function cells({ requests, batches, parts, depth }: Cost): string[] {
  return [requests, batches, parts, depth].map(String);
}

async function speeds(graph: Emulator, questions: readonly Example[]): Promise<string> {
  const ways = await startBoth({ EMULATOR_PORT: String(graph.port) });
  const rows: string[][] = [];
  for (const { name, query } of questions) {
    for (const { callers, latencyMs } of LOADS) {
      graph.clearChaos();
      if (latencyMs > 0) graph.addChaos({ match: { part: false }, latencyMs });
      const planned = await speed(ways[0], query, callers);
      const unplanned = await speed(ways[1], query, callers);
      rows.push([name, String(callers), String(latencyMs), ...planned, ...unplanned]);
      graph.clearRequests();
    }
  }
  await stopBoth(ways);
  const names = ['p50 ms', 'p95 ms', 'answers/s', 'RSS MB'];
  return table(['example', 'callers', 'Graph ms', ...names, ...names.map((name) => `unplanned ${name}`)], rows);
}

async function speed(way: Service, query: string, callers: number): Promise<string[]> {
  way.forgetPeak();
  const { p50, p95, perSecond, failed } = await loadOf(way.url, query, callers, FOR_MS);
  if (failed > 0) throw new Error(`${failed} answers had errors: the figures would mean nothing.`);
  return [p50, p95, perSecond, await way.peakMegabytes()].map((number) => number.toFixed(number < 10 ? 1 : 0));
}

async function startBoth(env: Readonly<Record<string, string>>): Promise<Ways> {
  const all = { ...SETTINGS, ...env };
  return [await Service.start(all), await Service.start(all, false)];
}

async function stopBoth(ways: Ways): Promise<void> {
  await Promise.all(ways.map((way) => way.stop()));
}
