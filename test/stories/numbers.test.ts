import { CAST } from '../../emulator/world/cast.js';
import type { TenantWorld } from '../../emulator/world/World.js';
import { callsOf, COLD, example, isBatch, openHouse, type House, type Told } from '../support/house.js';

const TRIAGE = example('triage');
const SPARE_RISKS = 600;

const alertWith = (users: string) =>
  `query ($id: ID!) { alert(id: $id, tenant: "contoso") { users { user { ${users} } } } }`;
const ONE_ALERT = `query ($id: ID!) {
  alert(id: $id, tenant: "contoso") {
    title
    users { user { displayName manager { displayName } risk { level } groups { displayName } } }
    hosts { host { name owners { displayName } } }
    indicators { kind value }
  }
}`;
const hostsWith = (fields: string) =>
  `query ($first: Int) { alerts(first: $first, tenants: ["contoso"]) { nodes { hosts { host { ${fields} } } } } }`;
const HOSTS_ONLY = hostsWith('isCompliant');
const HOSTS_ONLY_INTUNE = hostsWith('isCompliant intune { complianceState }');
const WITH_INTUNE = TRIAGE.replace('isCompliant', 'isCompliant intune { complianceState }');

function contosoOf(house: House): TenantWorld {
  return house.emulator.world.tenants.get(CAST.tenantId)!;
}

function isIntune(call: string): boolean {
  return call.includes('/managedDevices');
}

function deviceEvidence({ deviceId, displayName }: Record<string, unknown>): object {
  return {
    '@odata.type': '#microsoft.graph.security.deviceEvidence',
    createdDateTime: '2026-11-23T07:59:00Z',
    azureAdDeviceId: deviceId,
    hostName: displayName,
  };
}

/** The measure of every row: HTTP requests, billed parts, round trips. */
function cost({ requests, parts, depth, errors }: Told) {
  return { requests: requests.length, parts, depth, errors: errors.length };
}

describe('the triage question on one tenant', () => {
  let house: House;
  let cold: Told;

  beforeAll(async () => {
    house = await openHouse({ measuresDepth: true });
    cold = await house.ask(TRIAGE);
  });
  afterAll(() => house.stop());

  test('50 alerts with about 60 users and 60 hosts cost two HTTP requests, at most 13 parts and two round trips', () => {
    const nodes = cold.data.alerts.nodes as { users: { user: object | null }[]; hosts: { host: object | null }[] }[];
    const people = new Set(nodes.flatMap(({ users }) => users.map(({ user }) => JSON.stringify(user))));
    const machines = new Set(nodes.flatMap(({ hosts }) => hosts.map(({ host }) => JSON.stringify(host))));

    expect(nodes).toHaveLength(50);
    expect(people.size).toBeGreaterThan(50);
    expect(machines.size).toBeGreaterThan(55);
    expect(cost(cold)).toEqual({ requests: 2, parts: expect.any(Number), depth: 2, errors: 0 });
    expect(cold.parts).toBeLessThanOrEqual(13);
  });

  test('the receipt says what Graph received', () => {
    const { requests, batches, parts } = cold.extensions.upstream!;

    expect({ requests, batches, parts }).toEqual({
      requests: cold.requests.length,
      batches: cold.requests.filter(isBatch).length,
      parts: cold.parts,
    });
  });

  test('the same question again costs one request, for the alerts', async () => {
    const again = await house.ask(TRIAGE);

    expect(cost(again)).toEqual({ requests: 1, parts: 1, depth: 1, errors: 0 });
    expect(again.data).toEqual(cold.data);
  });

  test('asked twice at the same time it costs what it costs once', async () => {
    const { ask } = house;
    const [first, second] = await Promise.all([ask(TRIAGE), ask(TRIAGE)]);

    expect(second.data).toEqual(first.data);
    expect(house.emulator.requests()).toHaveLength(1);
  });
});

describe('what costs one more request and one more round trip', () => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse({ measuresDepth: true, env: COLD });
  });
  afterAll(() => house.stop());

  test('a key that is unknown while the reference has a weaker one', async () => {
    const hit = await house.ask(alertWith('displayName'), { id: CAST.attack['phish'] });
    const miss = await house.ask(alertWith('displayName'), { id: CAST.personas.deletedThenRecreated.alertId });

    expect(cost(hit)).toEqual({ requests: 2, parts: 2, depth: 2, errors: 0 });
    expect(cost(miss)).toEqual({ requests: 3, parts: 3, depth: 3, errors: 0 });
    expect(miss.data.alert.users[0].user.displayName).toBe(CAST.oddAccounts.recreated.displayName);
  });

  test('the manager of an account that is known by its sAMAccountName', async () => {
    const id = CAST.personas.accountNameOnly.alertId;
    const without = await house.ask(alertWith('displayName'), { id });
    const withManager = await house.ask(alertWith('displayName manager { displayName }'), { id });

    expect(cost(without)).toEqual({ requests: 2, parts: 2, depth: 2, errors: 0 });
    expect(cost(withManager)).toEqual({ requests: 3, parts: 3, depth: 3, errors: 0 });
  });

  test('a second page of the list of risky users', async () => {
    const { riskyUsers } = contosoOf(house);
    const [sample] = [...riskyUsers];
    const before = await house.ask(TRIAGE);
    for (let count = 0; count < SPARE_RISKS; count += 1) {
      riskyUsers.put({ ...sample!, id: `00000000-0000-4000-8000-${String(count).padStart(12, '0')}` });
    }

    const after = await house.ask(TRIAGE);
    house.emulator.reset();

    expect(cost(before)).toMatchObject({ requests: 2, depth: 2 });
    expect(cost(after)).toEqual({ requests: 3, parts: before.parts + 1, depth: 3, errors: 0 });
    expect(after.data).toEqual(before.data);
  });
});

describe('wider questions', () => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse({ measuresDepth: true, env: COLD });
  });
  afterAll(() => house.stop());

  test("Intune's record of every host costs its parts in batches of twenty, side by side", async () => {
    const { tenantId, devices } = contosoOf(house);
    for (const { displayName, deviceId } of [...devices].slice(0, 60)) {
      house.emulator.world.injectAlert(tenantId, { evidence: [deviceEvidence({ deviceId, displayName })] });
    }

    const plain = await house.ask(HOSTS_ONLY, { first: 60 });
    const told = await house.ask(HOSTS_ONLY_INTUNE, { first: 60 });
    house.emulator.reset();

    const intune = callsOf(told.requests).filter(isIntune);
    expect(intune).toHaveLength(60);
    expect(told.parts).toBe(plain.parts + 60);
    expect(told.requests.length).toBeLessThanOrEqual(plain.requests.length + Math.ceil(60 / 20));
    expect(told.depth).toBe(2);
  });

  test('Intune is asked by name where an alert gives no device id, in the same round trip as the directory', async () => {
    const plain = await house.ask(TRIAGE);
    const told = await house.ask(WITH_INTUNE);

    const intune = callsOf(told.requests).filter(isIntune);
    expect(told.parts).toBe(plain.parts + intune.length);
    expect(told.requests.length).toBeLessThanOrEqual(plain.requests.length + Math.ceil(intune.length / 20));
    expect(told.depth).toBe(plain.depth);
  });

  test('n tenants cost n times as much, at the same depth', async () => {
    const one = await house.ask(TRIAGE, { tenants: ['contoso'] });
    const two = await house.ask(TRIAGE, { tenants: ['contoso', 'adatum'], first: 120 });

    const perTenant = new Map<string, number>();
    for (const { tenantId } of two.requests) perTenant.set(tenantId!, (perTenant.get(tenantId!) ?? 0) + 1);
    expect(two.depth).toBe(one.depth);
    expect([...perTenant.values()]).toEqual([2, 2]);
  });

  test('one alert by its id, with everything around it, costs at most three requests and two round trips', async () => {
    for (const [name, id] of Object.entries(CAST.attack)) {
      const told = await house.ask(ONE_ALERT, { id });
      expect({ name, errors: told.errors }).toEqual({ name, errors: [] });
      expect(told.requests.length).toBeLessThanOrEqual(3);
      expect(told.depth).toBeLessThanOrEqual(2);
    }
  });
});

describe('500 alerts', () => {
  let house: House;

  beforeAll(async () => {
    const scale = { alerts: 700, users: 300, devices: 350 };
    house = await openHouse({ measuresDepth: true, env: COLD, emulator: { scale } });
  });
  afterAll(() => house.stop());

  test('cost their pages of 200, then the rest in batches of twenty, one round trip deeper than the pages', async () => {
    const told = await house.ask(TRIAGE, { first: 500 });

    const pages = 3;
    const read = callsOf(told.requests).filter((call) => call.includes('/alerts_v2'));
    expect(told.data.alerts.nodes).toHaveLength(500);
    expect(read).toHaveLength(pages);
    expect(told.requests).toHaveLength(pages + Math.ceil((told.parts - pages) / 20));
    expect(told.depth).toBe(pages + 1);
  });
});
