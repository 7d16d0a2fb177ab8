import { openHouse, type House } from '../support/house.js';

const FLEET = 200;

let house: House;

afterEach(() => house.stop());

test('200 tenants answer the first page of alerts in at most 200 requests and one round trip', async () => {
  house = await openHouse({ emulator: { extraTenants: FLEET }, measuresDepth: true });
  await house.ask('{ hosts(first: 1, tenants: ["fleet"]) { nodes { name } } }'); // everybody has a token

  const { data, errors, requests, depth } = await house.ask(
    '{ alerts(first: 50, tenants: ["fleet"]) { nodes { title createdAt tenant { displayName } } coverage { state } } }',
  );

  expect(errors).toEqual([]);
  expect(data.alerts.nodes).toHaveLength(50);
  expect(
    new Set(data.alerts.nodes.map((node: { tenant: { displayName: string } }) => node.tenant.displayName)).size,
  ).toBeGreaterThan(10);
  const times = (data.alerts.nodes as { createdAt: string }[]).map(({ createdAt }) => createdAt);
  expect(times).toEqual([...times].sort().reverse());
  expect(data.alerts.coverage).toHaveLength(FLEET);
  expect(requests.length).toBeLessThanOrEqual(FLEET);
  expect(depth).toBe(1);
}, 30_000);

test('a dead tenant costs its deadline once, and becomes coverage while the others answer', async () => {
  house = await openHouse({ emulator: { extraTenants: 5 }, env: { UPSTREAM_SECONDS: '1', OPERATION_SECONDS: '10' } });
  const question =
    '{ alerts(first: 50, tenants: ["fleet"]) { nodes { title } coverage { state source message tenant { displayName } } } }';
  await house.ask(question);
  const [dead] = (await house.ask('{ tenants { tenantId labels } }')).data.tenants.filter(
    ({ labels }: { labels: string[] }) => labels.includes('fleet-0003'),
  );
  house.emulator.addChaos({ match: { tenantId: dead.tenantId }, latencyMs: 3_000 });

  const begun = performance.now();
  const { data, errors, status } = await house.ask(question);
  const seconds = (performance.now() - begun) / 1000;

  expect(status).toBe(200);
  expect(errors).toEqual([]);
  expect(data.alerts.nodes.length).toBe(16);
  expect(data.alerts.coverage.filter(({ state }: { state: string }) => state !== 'COMPLETE')).toEqual([
    { state: 'UNAVAILABLE', source: 'ALERTS', tenant: { displayName: 'Fleet 0003' }, message: expect.any(String) },
  ]);
  expect(seconds).toBeLessThan(1.9);
}, 30_000);
