import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import type { Emulator, RequestRecord } from '../../emulator/startEmulator.js';
import { readSettings } from '../../src/config/settings.js';
import { startServer, type StartOptions } from '../../src/server.js';
import { WaveGate } from './WaveGate.js';

/** One error of an answer, as a caller sees it. */
export interface ShownError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
}

/** What `extensions.upstream` says, as far as stories look at it. */
export interface Upstream {
  readonly requests: number;
  readonly batches: number;
  readonly parts: number;
  readonly cacheHits: number;
  readonly retried: number;
  readonly filters: readonly { tenantId: string; path: string; sent: string | null; appliedHere: string[] }[];
}

export interface Told {
  // Answers are as manifold as questions; stories say what they expect of them.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly data: any;
  readonly errors: readonly ShownError[];
  readonly extensions: {
    readonly upstream?: Upstream;
    readonly coverage?: readonly Readonly<Record<string, string | null>>[];
  };
  /** What the emulated Graph received meanwhile, token requests not. */
  readonly requests: readonly RequestRecord[];
  /** Billed calls: every part of a batch, and every plain request. */
  readonly parts: number;
  /** Round trips that had to wait for an earlier answer; 0 where the house does not measure it. */
  readonly depth: number;
  readonly status: number;
}

export interface HouseOptions extends StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Puts a gate before Graph that tells round trips apart; costs some 30 ms each. */
  readonly measuresDepth?: boolean;
}

export interface House {
  readonly url: string;
  readonly emulator: Emulator;
  ask(document: string, variables?: object, headers?: Readonly<Record<string, string>>): Promise<Told>;
  stop(): Promise<void>;
}

const FREE_PORTS = {
  PORT: '0',
  EMULATOR_PORT: '0',
  EMULATOR_LIVE: 'off',
  LOG_LEVEL: 'silent',
  JOURNAL_FILE: ':memory:',
};
/** Budgets are a story of their own: elsewhere nobody waits for them. */
const NO_HURRY = { GRAPH_LIMITS_SCALE: '1000' };
/** Nothing is remembered from one question to the next. */
export const COLD = {
  CACHE_USERS_SECONDS: '0',
  CACHE_HOSTS_SECONDS: '0',
  CACHE_GROUPS_SECONDS: '0',
  CACHE_RISK_SECONDS: '0',
  CACHE_SCORES_SECONDS: '0',
  CACHE_INDICATORS_SECONDS: '0',
  CACHE_INTELLIGENCE_SECONDS: '0',
};

/** The whole service before an emulated Graph with the story world, on free ports. */
export async function openHouse({ env = {}, measuresDepth = false, ...options }: HouseOptions = {}): Promise<House> {
  const gate = measuresDepth ? await WaveGate.open() : null;
  const settings = readSettings(
    { ...FREE_PORTS, ...NO_HURRY, ...(gate ? { GRAPH_ROOT: gate.url } : {}), ...env },
    DEMO_TENANTS,
  );
  const server = await startServer(settings, options);
  const emulator = server.emulator!;
  if (gate) gate.target = emulator.url;
  return {
    url: server.url,
    emulator,
    ask: async (document, variables = {}, headers = {}) => {
      emulator.clearRequests();
      gate?.forget();
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query: document, variables }),
      });
      const { data = null, errors = [], extensions = {} } = (await response.json()) as Partial<Told>;
      const requests = emulator.requests();
      const parts = requests.reduce((sum, request) => sum + (isBatch(request) ? request.parts.length : 1), 0);
      return { data, errors, extensions, requests, parts, depth: gate?.waves ?? 0, status: response.status };
    },
    stop: async () => {
      await server.stop();
      await gate?.close();
    },
  };
}

export function isBatch({ url }: RequestRecord): boolean {
  return url.endsWith('/$batch');
}

/** Every call that Graph received, plain or as part of a batch: version, path and query, percent-decoded. */
export function callsOf(requests: readonly RequestRecord[]): string[] {
  return requests
    .flatMap((request) => (isBatch(request) ? request.parts.map(({ url }) => `/v1.0${url}`) : [request.url]))
    .map((url) => decodeURIComponent(url));
}

/** The text of examples/<name>.graphql. */
export function example(name: string): string {
  return readFileSync(join(__dirname, '../../examples', `${name}.graphql`), 'utf8');
}
