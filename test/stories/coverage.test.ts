import { FakeClock } from '../support/fakeClock.js';
import { COLD, callsOf, example, openHouse, type House } from '../support/house.js';

const PEOPLE = `query ($tenant: String!) {
  users(first: 3, tenants: [$tenant]) {
    nodes { displayName risk { level } }
    coverage { source state message remedy tenant { displayName } }
  }
}`;
const MACHINES = `query ($tenant: String!) {
  hosts(first: 3, tenants: [$tenant]) { nodes { name intune { complianceState } } coverage { source state remedy } }
}`;
const TENANTS = '{ tenants { displayName defaultDomain coverage { source state message remedy } } }';

type Row = { source: string; state: string; message: string; remedy: string };

describe('what a tenant cannot give is data, with the remedy', () => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse({ env: COLD });
  });
  afterAll(() => house.stop());

  test('Fabrikam has no P2: the risk is null, the coverage names the licence, and nothing is an error', async () => {
    const told = await house.ask(PEOPLE, { tenant: 'fabrikam' });

    const { nodes, coverage } = told.data.users as { nodes: { risk: unknown }[]; coverage: Row[] };
    expect(told.errors).toEqual([]);
    expect(nodes.map(({ risk }) => risk)).toEqual([null, null, null]);
    expect(coverage).toContainEqual({
      source: 'RISKY_USERS',
      state: 'NO_LICENSE',
      message: expect.stringContaining('Fabrikam'),
      remedy: expect.stringContaining('Microsoft Entra ID P2'),
      tenant: { displayName: 'Fabrikam' },
    });
    expect(told.extensions.coverage).toMatchObject([{ source: 'RISKY_USERS', state: 'NO_LICENSE' }]);
  });

  test('Fabrikam has no Intune: the record is null, and the coverage names the licence', async () => {
    const told = await house.ask(MACHINES, { tenant: 'fabrikam' });

    const { nodes, coverage } = told.data.hosts as {
      nodes: { intune: unknown }[];
      coverage: Row[];
    };
    expect(told.errors).toEqual([]);
    expect(nodes.map(({ intune }) => intune)).toEqual([null, null, null]);
    expect(coverage).toContainEqual({
      source: 'MANAGED_DEVICES',
      state: 'NO_LICENSE',
      remedy: expect.stringContaining('Microsoft Intune'),
    });
  });

  test('Northwind has not consented: the permission is named', async () => {
    const told = await house.ask(PEOPLE, { tenant: 'northwind' });

    const { nodes, coverage } = told.data.users as { nodes: { risk: unknown }[]; coverage: Row[] };
    expect(told.errors).toEqual([]);
    expect(nodes.every(({ risk }) => risk === null)).toBe(true);
    expect(coverage.find(({ source }) => source === 'RISKY_USERS')).toMatchObject({
      state: 'NO_CONSENT',
      remedy: 'Let an administrator of Northwind consent to IdentityRiskyUser.Read.All.',
    });
  });

  test('Northwind has no Defender: it has legacy alerts only, and the coverage says why', async () => {
    const told = await house.ask(
      '{ alerts(first: 50, tenants: ["northwind"]) { nodes { api } pageInfo { hasNextPage } coverage { source state remedy } } }',
    );

    expect(told.errors).toEqual([]);
    expect(told.data.alerts.nodes).toEqual(Array(30).fill({ api: 'LEGACY' }));
    expect(told.data.alerts.pageInfo.hasNextPage).toBe(false);
    expect(told.data.alerts.coverage).toEqual([
      { source: 'ALERTS', state: 'NO_LICENSE', remedy: expect.stringContaining('Microsoft Defender XDR') },
      { source: 'LEGACY_ALERTS', state: 'COMPLETE', remedy: null },
    ]);
  });

  test('a refusal is remembered: who asks again does not ask Graph in vain', async () => {
    const again = await house.ask(PEOPLE, { tenant: 'northwind' });

    expect(callsOf(again.requests).filter((call) => call.includes('/riskyUsers'))).toEqual([]);
    expect(again.data.users.coverage).toContainEqual(
      expect.objectContaining({ source: 'RISKY_USERS', state: 'NO_CONSENT' }),
    );
  });

  test('one tenant without a licence does not spoil the answer of another', async () => {
    const told = await house.ask(example('triage'), { tenants: ['contoso', 'northwind', 'fabrikam'], first: 60 });

    const coverage = told.data.alerts.coverage as Row[];
    expect(told.errors).toEqual([]);
    expect(told.data.alerts.nodes).toHaveLength(60);
    expect(coverage.filter(({ state }) => state !== 'COMPLETE')).not.toEqual([]);
  });

  test('tenants say of each source whether it answers', async () => {
    const told = await house.ask(TENANTS);

    const byTenant = new Map(
      (told.data.tenants as { displayName: string; coverage: Row[] }[]).map(({ displayName, coverage }) => [
        displayName,
        Object.fromEntries(coverage.map(({ source, state }) => [source, state])),
      ]),
    );
    const complete = {
      ALERTS: 'COMPLETE',
      USERS: 'COMPLETE',
      DEVICES: 'COMPLETE',
      MANAGED_DEVICES: 'COMPLETE',
      RISKY_USERS: 'COMPLETE',
      GROUPS: 'COMPLETE',
    };
    expect(told.errors).toEqual([]);
    expect(byTenant.get('Contoso')).toMatchObject({ ...complete, LEGACY_ALERTS: 'DISABLED' });
    expect(byTenant.get('Fabrikam')).toMatchObject({
      ...complete,
      MANAGED_DEVICES: 'NO_LICENSE',
      RISKY_USERS: 'NO_LICENSE',
      LEGACY_ALERTS: 'PARTIAL',
    });
    expect(byTenant.get('Northwind')).toMatchObject({
      ...complete,
      ALERTS: 'NO_LICENSE',
      RISKY_USERS: 'NO_CONSENT',
      LEGACY_ALERTS: 'COMPLETE',
    });
    expect(byTenant.get('Adatum Federal')).toMatchObject(complete);
  });
});

describe('a refusal', () => {
  test('is forgotten after two minutes, so that a consent that was given counts', async () => {
    const clock = new FakeClock();
    const house = await openHouse({ env: COLD, clock });
    const asksForRisk = async (): Promise<boolean> => {
      const { requests } = await house.ask(PEOPLE, { tenant: 'northwind' });
      return callsOf(requests).some((call) => call.includes('/riskyUsers'));
    };

    const asked = [await asksForRisk(), await asksForRisk()];
    await clock.advance(121_000);
    asked.push(await asksForRisk());
    await house.stop();

    expect(asked).toEqual([true, false, true]);
  });
});
