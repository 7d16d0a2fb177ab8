import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readApiKeys, type DeclaredKey, type NamedTenant } from './apiKeys.js';
import { isLoopback } from './loopback.js';
import { SETTINGS, type Written } from './shape.js';
import { readTenants, type DeclaredTenant, type Surroundings } from './tenantsFile.js';

/** What a request may ask for at most. Units are in the names; counts otherwise. */
export interface Limits {
  readonly bodyBytes: number;
  /** All deferred parts together. */
  readonly answerBytes: number;
  readonly tokens: number;
  readonly depth: number;
  /** Each use of a fragment counted. */
  readonly fields: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
  /** Product of page sizes. */
  readonly nodes: number;
  /** HTTP requests to Graph per tenant, expected before execution. */
  readonly expectedRequests: number;
  /** HTTP requests to Graph per tenant, after which an operation reads no further. */
  readonly requests: number;
  readonly errors: number;
  readonly coercionErrors: number;
  readonly concurrent: number;
  readonly queued: number;
  readonly operationMs: number;
  readonly upstreamMs: number;
  readonly shutdownMs: number;
}

/** How long what was read may be answered from memory, in seconds; 0 = never. */
export interface Freshness {
  readonly users: number;
  readonly hosts: number;
  readonly groups: number;
  readonly risk: number;
  readonly scores: number;
  readonly indicators: number;
  readonly intelligence: number;
  readonly alerts: number;
}

/** Where what is kept for good is: a file, or a database of PostgreSQL. */
export type JournalPlace = { readonly file: string } | { readonly url: string };

/** How long it is kept, in days. */
export interface Retention {
  /** null = for ever. */
  readonly auditDays: number | null;
  readonly jobDays: number;
  readonly actionDays: number;
}

/** The file of the tenants, which may change while the service runs. */
export interface TenantsFile {
  readonly path: string;
  /**
   * The tenants that are in it now.
   *
   * @throws SettingsError
   */
  readonly read: () => readonly DeclaredTenant[];
}

/** The settings of one start, checked as a whole. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  /** True without TENANTS_FILE: the tenants of the emulated world, open to this machine only. */
  readonly isDemo: boolean;
  /** User principal name of the person who sits before the demo; null outside demo mode. */
  readonly demoAnalyst: string | null;
  /** Empty in demo mode. */
  readonly tenants: readonly DeclaredTenant[];
  /** Where they are declared; null in demo mode. */
  readonly tenantsFile: TenantsFile | null;
  readonly apiKeys: readonly DeclaredKey[];
  readonly cursorSecret: string;
  readonly corsOrigins: readonly string[];
  readonly isIntrospectionOn: boolean;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly emulator: { readonly isOn: boolean; readonly port: number; readonly isLive: boolean };
  /** Overrides the Graph root of the demo tenants. */
  readonly graphRoot: string | null;
  readonly limitsScale: number;
  readonly limits: Limits;
  readonly freshnessSeconds: Freshness;
  readonly cacheEntries: number;
  readonly journal: JournalPlace;
  readonly retention: Retention;
}

/** Settings that cannot be used: one sentence per problem, each beginning with the name of the setting. */
export class SettingsError extends Error {
  constructor(problems: readonly string[], options: { cause?: unknown } = {}) {
    super(problems.join('\n'), options);
    this.name = 'SettingsError';
  }
}

/** Tenants of the emulated world, as far as API keys may name them, and the person who sits before the demo. */
export type DemoNames = readonly (NamedTenant & { readonly analyst?: string })[];

type Env = Readonly<Record<string, string | undefined>>;

const SANDBOX = 'https://studio.apollographql.com';

/**
 * The settings that these environment variables make. An empty variable counts as unset.
 *
 * @param opensDoor false for commands of the terminal: nobody calls, so nobody needs a key
 * @throws SettingsError
 */
export function readSettings(
  env: Env,
  demoNames: DemoNames = [],
  { readText = readFile, opensDoor = true }: { readText?: (path: string) => string; opensDoor?: boolean } = {},
): Settings {
  const given = Object.keys(SETTINGS.shape).map((name) => [name, env[name] === '' ? undefined : env[name]]);
  const parsed = SETTINGS.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    throw new SettingsError(parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`));
  }
  const written = parsed.data;
  refuseTwoJournals(env);
  const tenantsFile = tenantsFileOf(written, { env, readText });
  const tenants = tenantsFile?.read() ?? null;
  const apiKeys = keysOf(written, tenants ?? demoNames, readText);
  refuseOpenDoors(written, tenants === null, opensDoor ? apiKeys.length : null);
  const demoAnalyst = tenants === null ? (demoNames.find(({ analyst }) => analyst)?.analyst ?? null) : null;
  return { ...arrange(written, tenants, tenantsFile, apiKeys), demoAnalyst };
}

function readFile(path: string): string {
  return readFileSync(path, 'utf8');
}

function tenantsFileOf({ TENANTS_FILE: path }: Written, around: Surroundings): TenantsFile | null {
  if (path === undefined) return null;
  const read = () => named(`TENANTS_FILE ${path}`, () => readTenants(textOf(path, around.readText), around));
  return { path, read };
}

function keysOf(written: Written, tenants: DemoNames, readText: (path: string) => string): DeclaredKey[] {
  const { API_KEYS: keys, API_KEYS_FILE: path } = written;
  const fromFile = path === undefined ? '' : named('API_KEYS_FILE', () => textOf(path, readText));
  return named('API_KEYS', () => readApiKeys(`${keys ?? ''}\n${fromFile}`, tenants));
}

function textOf(path: string, readText: (path: string) => string): string {
  try {
    return readText(path);
  } catch (cause) {
    const { code = 'unknown reason' } = cause as NodeJS.ErrnoException;
    throw new RangeError(`${path} cannot be read (${code})`, { cause });
  }
}

function named<T>(setting: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof RangeError) throw new SettingsError([`${setting}: ${cause.message}.`], { cause });
    throw cause;
  }
}

function refuseTwoJournals({ JOURNAL_FILE: file = '', DATABASE_URL: url = '' }: Env): void {
  if (file === '' || url === '') return;
  throw new SettingsError([
    'JOURNAL_FILE and DATABASE_URL say two places for what is kept for good. Unset one of them.',
  ]);
}

/** T2 and T39: nobody reaches tenants without a key, except from this machine to the emulated world. */
function refuseOpenDoors(
  { HOST: host, EMULATOR: emulator, GRAPH_ROOT: root }: Written,
  isDemo: boolean,
  keys: number | null,
): void {
  const problems: string[] = [];
  if (isDemo && host !== undefined && !isLoopback(host)) {
    problems.push(
      `HOST ${host} is reachable from outside, and demo mode is open to whoever reaches it. Unset HOST, or set TENANTS_FILE and API_KEYS.`,
    );
  }
  if (!isDemo && keys === 0) {
    problems.push(
      'API_KEYS must name at least one caller, because TENANTS_FILE gives access to real tenants. Example: API_KEYS="soc:<24 characters or more>".',
    );
  }
  if (!isDemo && emulator === 'on') {
    problems.push('EMULATOR on goes with demo mode only. Unset EMULATOR or TENANTS_FILE.');
  }
  if (!isDemo && root !== undefined) {
    problems.push('GRAPH_ROOT goes with demo mode only. Set graphRoot in TENANTS_FILE.');
  }
  if (problems.length > 0) throw new SettingsError(problems);
}

function arrange(
  written: Written,
  tenants: readonly DeclaredTenant[] | null,
  tenantsFile: TenantsFile | null,
  apiKeys: DeclaredKey[],
): Omit<Settings, 'demoAnalyst'> {
  const isDemo = tenants === null;
  const { INTROSPECTION: introspection, LOG_LEVEL: logLevel, EMULATOR: emulator } = written;
  return {
    port: written.PORT,
    host: written.HOST ?? '127.0.0.1',
    isDemo,
    tenants: tenants ?? [],
    tenantsFile,
    apiKeys,
    cursorSecret: written.CURSOR_SECRET ?? randomBytes(32).toString('base64'),
    corsOrigins: isDemo ? [...written.CORS_ORIGINS, SANDBOX] : written.CORS_ORIGINS,
    isIntrospectionOn: introspection === 'auto' ? isDemo : introspection === 'on',
    logLevel: logLevel !== 'auto' ? logLevel : isDemo ? 'warn' : 'info',
    emulator: { isOn: isDemo && emulator !== 'off', port: written.EMULATOR_PORT, isLive: written.EMULATOR_LIVE },
    graphRoot: written.GRAPH_ROOT?.replace(/\/+$/, '') ?? null,
    limitsScale: written.GRAPH_LIMITS_SCALE,
    limits: limitsOf(written),
    freshnessSeconds: {
      users: written.CACHE_USERS_SECONDS,
      hosts: written.CACHE_HOSTS_SECONDS,
      groups: written.CACHE_GROUPS_SECONDS,
      risk: written.CACHE_RISK_SECONDS,
      scores: written.CACHE_SCORES_SECONDS,
      indicators: written.CACHE_INDICATORS_SECONDS,
      intelligence: written.CACHE_INTELLIGENCE_SECONDS,
      alerts: written.CACHE_ALERTS_SECONDS,
    },
    cacheEntries: written.CACHE_ENTRIES,
    journal: written.DATABASE_URL === undefined ? { file: written.JOURNAL_FILE } : { url: written.DATABASE_URL },
    retention: { auditDays: written.AUDIT_DAYS, jobDays: written.JOB_DAYS, actionDays: written.ACTION_DAYS },
  };
}

function limitsOf(written: Written): Limits {
  return {
    bodyBytes: written.MAX_BODY_BYTES,
    answerBytes: written.MAX_ANSWER_BYTES,
    tokens: written.MAX_TOKENS,
    depth: written.MAX_DEPTH,
    fields: written.MAX_FIELDS,
    aliases: written.MAX_ALIASES,
    rootFields: written.MAX_ROOT_FIELDS,
    directives: written.MAX_DIRECTIVES,
    nodes: written.MAX_NODES,
    expectedRequests: written.MAX_EXPECTED_REQUESTS,
    requests: written.MAX_REQUESTS,
    errors: written.MAX_ERRORS,
    coercionErrors: written.MAX_COERCION_ERRORS,
    concurrent: written.MAX_CONCURRENT,
    queued: written.MAX_QUEUED,
    operationMs: written.OPERATION_SECONDS * 1000,
    upstreamMs: written.UPSTREAM_SECONDS * 1000,
    shutdownMs: written.SHUTDOWN_SECONDS * 1000,
  };
}
