import { CAST } from '../../emulator/world/cast.js';
import { startEmulator, type Emulator } from '../../emulator/startEmulator.js';
import { EmulatorCredential } from '../../src/graph/credentials.js';
import { GraphClient } from '../../src/graph/GraphClient.js';
import type { GraphRequest } from '../../src/graph/GraphRequest.js';
import type { GraphTenant } from '../../src/graph/GraphTenant.js';
import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import { FakeClock } from '../support/fakeClock.js';
import { callAt, failureOf } from '../support/graphServer.js';
import { whileTimeGoesBy } from './support/time.js';

let emulator: Emulator;
let clock: FakeClock;
let graph: GraphClient;
let tenant: GraphTenant;
const change: GraphRequest = {
  method: 'PATCH',
  path: `/security/alerts_v2/${CAST.attack['phish']}`,
  workload: 'security',
  body: { status: 'inProgress' },
};
const comment: GraphRequest = {
  method: 'POST',
  path: `/security/alerts_v2/${CAST.attack['phish']}/comments`,
  workload: 'security',
  body: { '@odata.type': 'microsoft.graph.security.alertComment', comment: 'said once' },
};
const read: GraphRequest = { method: 'GET', path: '/users?$top=1', workload: 'directory' };

beforeEach(async () => {
  emulator = await startEmulator();
  clock = new FakeClock();
  graph = new GraphClient({ clock });
  const [contoso] = DEMO_TENANTS;
  const { tenantId, displayName, labels, clientId, clientSecret } = contoso!;
  const credential = new EmulatorCredential({ authority: emulator.url, tenantId, clientId, clientSecret });
  tenant = { tenantId, displayName, labels, clientId, cloud: 'EMULATED', graphRoot: emulator.url, credential };
});
afterEach(async () => {
  await graph.close();
  await emulator.stop();
});

function statuses(): number[] {
  return emulator.requests().map(({ status }) => status);
}

test.each([
  ['a reset', { reset: true }],
  ['half an answer', { truncate: true }],
  ['nonsense', { malformed: true }],
  ['500', { status: 500 }],
  ['503 with Retry-After', { status: 503, retryAfter: '1' }],
  ['504', { status: 504 }],
])(
  'T16: a change that is answered with %s is not repeated, and its outcome is told to be unknown',
  async (_what, fault) => {
    emulator.addChaos({ match: { method: 'PATCH' }, ...fault });

    const failure = await whileTimeGoesBy(clock, failureOf(graph.send(tenant, change, callAt(clock))));

    expect(failure.code).toBe('OUTCOME_UNKNOWN');
    expect(statuses()).toHaveLength(1);
  },
);

test('T16: a change that Graph says it has not done, by 429, is repeated once', async () => {
  emulator.addChaos({ match: { method: 'PATCH' }, status: 429, retryAfter: '2.5', count: 1 });
  const begun = clock.monotonicMs();

  const answer = await whileTimeGoesBy(clock, graph.send(tenant, change, callAt(clock)));

  expect(answer.status).toBe(200);
  expect(statuses()).toEqual([429, 200]);
  expect(clock.monotonicMs() - begun).toBeGreaterThanOrEqual(2_500);

  emulator.clearRequests();
  emulator.addChaos({ match: { method: 'PATCH' }, status: 429, retryAfter: '1' });
  const failure = await whileTimeGoesBy(clock, failureOf(graph.send(tenant, change, callAt(clock))));
  expect(failure.code).toBe('UPSTREAM_THROTTLED');
  expect(statuses()).toEqual([429, 429]);
});

test('T16: a refusal of a change is its outcome', async () => {
  emulator.addChaos({ match: { method: 'PATCH' }, status: 403 });

  const failure = await failureOf(graph.send(tenant, change, callAt(clock)));

  expect(failure.code).toBe('UPSTREAM_FORBIDDEN');
  expect(statuses()).toHaveLength(1);
});

test('T16: a change that failed on the way changed the world at most once', async () => {
  emulator.addChaos({ match: { method: 'POST', path: 'comments' }, truncate: true });

  await whileTimeGoesBy(clock, failureOf(graph.send(tenant, comment, callAt(clock))));

  const comments = emulator.world.tenants.get(tenant.tenantId)!.alerts.get(CAST.attack['phish']!)![
    'comments'
  ] as object[];
  expect(JSON.stringify(comments).split('said once').length - 1).toBe(1);
  expect(statuses()).toHaveLength(1);
});

test('T16: reads are repeated: a GET, and a POST that only reads', async () => {
  const byIds: GraphRequest = {
    ...{ method: 'POST', path: '/directoryObjects/getByIds', workload: 'directory', isRead: true },
    body: { ids: [], types: ['user'] },
  };
  for (const request of [read, byIds]) {
    emulator.clearRequests();
    emulator.addChaos({ match: { path: '/v1.0/' }, reset: true, count: 1 });
    await whileTimeGoesBy(clock, graph.send(tenant, request, callAt(clock))).catch(() => undefined);
    expect(statuses()).toHaveLength(2);
  }
});
