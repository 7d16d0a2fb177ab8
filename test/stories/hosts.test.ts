import { CAST } from '../../emulator/world/cast.js';
import { callsOf, COLD, example, openHouse, type House } from '../support/house.js';

let house: House;
beforeAll(async () => {
  house = await openHouse({ env: COLD, measuresDepth: true });
});
afterAll(() => house.stop());

const ID =
  'query ($defenderId: String, $deviceId: String, $name: String, $id: ID, $tenant: TenantId = "contoso") { host(defenderId: $defenderId, deviceId: $deviceId, name: $name, id: $id, tenant: $tenant) { id graphId name } }';
const { fileServer } = CAST;
const { knownToDefenderOnly, intuneOnly, unregistered, twinLive } = CAST.oddMachines;

test.each([
  ['in all services', fileServer],
  ['in Intune only', intuneOnly],
  ['known to Defender only', knownToDefenderOnly],
])('every key of a machine that is %s leads to the same host', async (_what, machine) => {
  const byDefender = await house.ask(ID, { defenderId: machine.defenderId });
  const { id } = byDefender.data.host;
  const byId = await house.ask(ID, { id });
  const byName = await house.ask(ID, { name: machine.name });

  expect(byId.data.host.id).toBe(id);
  // Nothing but its own id leads to what Defender alone knows.
  expect(byName.data.host?.id ?? id).toBe(id);
});

test('a machine that is registered nowhere is found by its name, and again by its global id', async () => {
  const byName = await house.ask(ID, { name: unregistered.name });
  const byId = await house.ask(ID, { id: byName.data.host.id });

  expect(byName.data.host).toMatchObject({ graphId: null, name: unregistered.name });
  expect(byId.data.host).toEqual(byName.data.host);
});

test('Entra, Intune and Defender are joined by the device id; a stale device of the same name is a candidate', async () => {
  const told = await house.ask(
    'query ($name: String!) { host(name: $name, tenant: "contoso") { deviceId defenderId intuneId dnsName defender { entraDeviceId } intune { name } identity { by confidence conflict candidates { id ... on Host { accountEnabled } } } } }',
    { name: twinLive.name },
  );

  const { deviceId, defenderId, intuneId } = twinLive;
  expect(told.errors).toEqual([]);
  expect(told.data.host).toMatchObject({
    ...{ deviceId, defenderId, intuneId },
    dnsName: twinLive.name.toLowerCase(),
    defender: { entraDeviceId: deviceId },
    identity: { by: 'DEVICE_ID', confidence: 'EXACT', conflict: null, candidates: [{ accountEnabled: false }] },
  });
});

test('thirty hosts with their Defender records cost two requests more, for fifteen go to one', async () => {
  const told = await house.ask(
    '{ hosts(first: 30, tenants: ["contoso"]) { nodes { name defenderId defender { riskScore } } } }',
  );

  expect(told.errors).toEqual([]);
  expect(callsOf(told.requests).filter((call) => call.startsWith('/api/machines'))).toHaveLength(2);
  expect(told.requests).toHaveLength(3);
  expect(told.data.hosts.nodes.filter(({ defenderId }: { defenderId: string }) => defenderId).length).toBeGreaterThan(
    15,
  );
});

test('vulnerabilities of thirty hosts cost one hunting query; null is not known, the worst come first', async () => {
  const told = await house.ask(
    '{ hosts(first: 30, tenants: ["contoso"]) { nodes { name vulnerabilities(first: 3) { cveId cvss } } } }',
  );

  const lists = told.data.hosts.nodes.map(
    ({ vulnerabilities }: { vulnerabilities: { cvss: number }[] | null }) => vulnerabilities,
  );
  expect(told.requests).toHaveLength(2);
  expect(lists).toContain(null);
  for (const list of lists) {
    const scores = (list ?? []).map(({ cvss }: { cvss: number }) => cvss);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(scores.length).toBeLessThanOrEqual(3);
  }
});

test('who is signed in is looked up in the directory', async () => {
  const told = await house.ask(
    'query ($deviceId: String!) { host(deviceId: $deviceId, tenant: "contoso") { loggedOnUsers { accountName user { graphId } } } }',
    { deviceId: CAST.clerkLaptop.deviceId },
  );

  expect(told.data.host.loggedOnUsers).toMatchObject([{ user: { graphId: CAST.clerk.id } }]);
});

test('a tenant without Defender has hosts without Defender records, and coverage that says why', async () => {
  const told = await house.ask(
    '{ hosts(first: 3, tenants: ["northwind"]) { nodes { name defender { riskScore } loggedOnUsers { accountName } } coverage { source state remedy } } }',
  );

  expect(told.errors).toEqual([]);
  expect(told.data.hosts.nodes).toHaveLength(3);
  expect(told.data.hosts.nodes[0]).toMatchObject({ defender: null, loggedOnUsers: null });
  expect(told.data.hosts.coverage).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ source: 'DEFENDER_MACHINES', state: 'NO_LICENSE' }),
      expect.objectContaining({ source: 'HUNTING', state: 'NO_LICENSE' }),
    ]),
  );
});

test('when Defender is down, its fields are null with one error, and the rest of the host stands', async () => {
  house.emulator.addChaos({ match: { path: '^/api/machines' }, status: 503, retryAfter: 60 });

  const told = await house.ask(
    'query ($deviceId: String!) { host(deviceId: $deviceId, tenant: "contoso") { name defenderId defender { riskScore } } }',
    { deviceId: fileServer.deviceId },
  );
  house.emulator.clearChaos();

  expect(told.data.host).toEqual({ name: fileServer.name, defenderId: null, defender: null });
  expect(told.errors.map(({ extensions }) => extensions.code)).toEqual(['UPSTREAM_UNAVAILABLE']);
});

test('a machine id that is none is refused by name', async () => {
  const told = await house.ask(ID, { defenderId: "x' or 1 eq 1" });

  expect(told.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'defenderId' });
  expect(told.requests).toEqual([]);
});

test.each(['FS01', CAST.clerkLaptop.name])(
  'examples/investigate-host.graphql on %s costs at most 6 requests and 3 round trips',
  async (name) => {
    const told = await house.ask(example('investigate-host'), { name });

    expect(told.errors).toEqual([]);
    expect(told.data.host).toMatchObject({ name, defender: { riskScore: 'High' }, identity: { by: 'DEVICE_ID' } });
    expect(told.requests.length).toBeLessThanOrEqual(6);
    expect(told.depth).toBeLessThanOrEqual(3);
  },
);
