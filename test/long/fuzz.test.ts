import { parse, validate, type OperationDefinitionNode } from 'graphql';
import { CAST } from '../../emulator/world/cast.js';
import type { ChaosRule } from '../../emulator/startEmulator.js';
import { buildGraphQLSchema } from '../../resolvers/index.js';
import { openHouse, type House, type Told } from '../support/house.js';
import { misfits } from './support/misfits.js';
import { Random } from './support/random.js';
import { QueryMaker, type Samples } from './support/randomQuery.js';

jest.setTimeout(240_000);

const QUERIES = 500;
const DEPTH = 5;
const { clerk, clerkLaptop, attack, personas } = CAST;
const quoted = (...texts: string[]): string[] => texts.map((text) => JSON.stringify(text));

const SAMPLES: Samples = {
  tenants: ['"contoso"', '"contoso", "fabrikam"', '"region:us"', '"northwind"'],
  tenant: ['"contoso"', '"contoso"', '"fabrikam"', '"northwind"'],
  id: quoted(attack['phish']!, personas.accountNameOnly.alertId, clerk.id, clerkLaptop.deviceId, 'contoso', 'x'),
  ids: quoted('QWxlcnQ6', clerk.id),
  mail: quoted(clerk.userPrincipalName, 'nobody@contoso.example'),
  userPrincipalName: quoted(clerk.userPrincipalName, "o'brien@contoso.example"),
  sid: quoted('S-1-5-21-1-2-3-500', 'S-1-12-1-1-2-3-4'),
  name: quoted('MEETING-ROOM-4', clerkLaptop.name ?? 'LAP-1'),
  deviceId: quoted(clerkLaptop.deviceId),
  user: quoted(clerk.userPrincipalName, clerk.id),
  host: quoted('MEETING-ROOM-4'),
  observable: quoted('203.0.113.7', 'evil[.]example'),
  query: quoted('AlertEvidence | take 5', 'AlertInfo | take 2', 'nonsense |'),
  first: ['1', '2', '3', '7'],
  String: quoted('a', "O'Brien", 'microsoftDefenderForEndpoint', 'Windows', ''),
  ID: quoted('1', clerk.id),
  Int: ['1', '5'],
  Float: ['0.5'],
  Boolean: ['true', 'false'],
  DateTime: quoted('2026-11-20T00:00:00Z', '2026-11-23T08:00:00.1234567+01:00'),
  Duration: quoted('P1D', 'PT6H', 'P7D'),
  Cursor: quoted('x'),
  TenantId: quoted('contoso', 'fabrikam'),
  URL: quoted('https://contoso.example/'),
  JSON: ['1'],
};

const CHAOS: readonly ChaosRule[] = [
  { match: { path: '/(v1\\.0|beta)/' }, status: 429, retryAfter: 0, probability: 0.03 },
  { match: { path: '/(v1\\.0|beta)/' }, status: 503, probability: 0.03 },
  { match: { path: '/(v1\\.0|beta)/' }, status: 404, probability: 0.02 },
  { match: { path: '/(v1\\.0|beta)/' }, status: 403, probability: 0.01 },
  { match: { path: '/(v1\\.0|beta)/', part: false }, reset: true, probability: 0.03 },
  { match: { path: '/(v1\\.0|beta)/', part: false }, truncate: true, probability: 0.02 },
  { match: { path: '/(v1\\.0|beta)/' }, malformed: true, probability: 0.02 },
  {
    match: { path: '/(v1\\.0|beta)/' },
    body: { value: [{ id: 7 }, null, { id: 'x', evidence: 'y' }] },
    probability: 0.03,
  },
  { match: { path: '/(v1\\.0|beta)/' }, body: [], probability: 0.02 },
];

const schema = buildGraphQLSchema();
const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);
let house: House;
let wide: House;
beforeAll(async () => {
  process.on('unhandledRejection', note);
  house = await openHouse();
  wide = await openHouse({ env: { MAX_EXPECTED_REQUESTS: '10000', MAX_REQUESTS: '10000' } });
});
beforeEach(() => house.emulator.clearChaos());
afterAll(async () => {
  await Promise.all([house.stop(), wide.stop()]);
  process.off('unhandledRejection', note);
});

/** What is wrong with an answer, in words; null when nothing is. */
function faultOf(query: string, told: Told): string | null {
  const codes = told.errors.map(({ extensions }) => extensions.code);
  const set = (parse(query).definitions[0] as OperationDefinitionNode).selectionSet;
  if (codes.includes('INTERNAL_SERVER_ERROR')) return 'a mistake of ours';
  if (codes.includes('GRAPHQL_VALIDATION_FAILED')) return `not valid: ${told.errors[0]?.message}`;
  if (told.status >= 500) return `status ${told.status}`;
  return misfits(schema, set, told.data)[0] ?? null;
}

async function run(seed: number, count: number): Promise<{ faults: string[]; outcomes: Record<string, number> }> {
  const maker = new QueryMaker(schema, SAMPLES, new Random(seed));
  const faults: string[] = [];
  const outcomes: Record<string, number> = {};
  for (let index = 0; index < count; index += 1) {
    const query = maker.query(DEPTH);
    expect(validate(schema, parse(query))).toEqual([]);
    const told = await house.ask(query);
    const fault = faultOf(query, told) ?? (await brokenBound(query, told));
    if (fault !== null) faults.push(`${fault}\n  ${query}`);
    const outcome = told.errors[0]?.extensions.code ?? 'whole';
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    if (outcome === 'QUERY_TOO_COSTLY') faults.push(...(await wronglyRefused(query, told)));
  }
  return { faults, outcomes };
}

/** What explain says is the most of a tenant must not be less than what then happened; null when it is not. */
async function brokenBound(query: string, told: Told): Promise<string | null> {
  const response = await fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, extensions: { explain: true } }),
  });
  const { extensions } = (await response.json()) as { extensions?: { explain?: { atMost: { requests: number } } } };
  const bound = extensions?.explain?.atMost.requests;
  if (bound === undefined) return null;
  const perTenant = new Map<string | null, number>();
  for (const { tenantId } of told.requests) perTenant.set(tenantId, (perTenant.get(tenantId) ?? 0) + 1);
  const most = Math.max(0, ...perTenant.values());
  return most > bound ? `${most} requests where at most ${bound} were told` : null;
}

/** A refusal for the price must be for a price: the pages that it proposes pass, or the question is dear indeed. */
async function wronglyRefused(query: string, told: Told): Promise<string[]> {
  const { limit, expected, allowed } = told.errors[0]!.extensions as {
    limit?: string;
    expected?: number;
    allowed?: number;
  };
  if (limit !== 'MAX_EXPECTED_REQUESTS') return [];
  if (!(Number(expected) > Number(allowed))) return [`refused at ${expected} of ${allowed}\n  ${query}`];
  const { requests } = await wide.ask(query);
  return requests.length * 10 < Number(expected)
    ? [`${requests.length} requests were told to be ${expected}\n  ${query}`]
    : [];
}

test(`${QUERIES} questions of chance: no mistake of ours, no value of a wrong type, nobody refused for nothing`, async () => {
  const { faults, outcomes } = await run(1, QUERIES);

  expect(faults.slice(0, 5)).toEqual([]);
  expect(outcomes['whole']).toBeGreaterThan(QUERIES / 3);
  expect(unhandled).toEqual([]);
});

test(`${QUERIES} questions of chance to a Graph that throttles, fails, lies and hangs up: the same`, async () => {
  for (const rule of CHAOS) house.emulator.addChaos(rule);

  const { faults } = await run(2, QUERIES);

  expect(faults.slice(0, 5)).toEqual([]);
  expect(unhandled).toEqual([]);
});
