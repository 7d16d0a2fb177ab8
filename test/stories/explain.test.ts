import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import { COLD, example, openHouse, type House } from '../support/house.js';

const FABRIKAM = DEMO_TENANTS[1]!.tenantId;
const NAMES = readdirSync(join(__dirname, '../../examples')).map((file) => file.replace('.graphql', ''));

interface Explained {
  readonly expected: { readonly requests: number; readonly parts: number };
  readonly atMost: { readonly requests: number; readonly parts: number | null };
  readonly depth: number;
  readonly paths: readonly { readonly path: string; readonly workload: string; readonly level: number }[];
  readonly tenants: readonly { readonly displayName: string; readonly shortOf: readonly string[] }[];
}

describe('a question that is to be explained', () => {
  let house: House;
  beforeAll(async () => (house = await openHouse({ env: COLD, measuresDepth: true })));
  afterAll(() => house.stop());

  const explain = async (query: string, variables: object = {}): Promise<{ explain: Explained; data: unknown }> => {
    const response = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables, extensions: { explain: true } }),
    });
    const { data, extensions } = (await response.json()) as { data: unknown; extensions: { explain: Explained } };
    return { explain: extensions.explain, data };
  };

  const mostPerTenant = async (name: string): Promise<number> => {
    const { requests } = await house.ask(example(name));
    const perTenant = new Map<string | null, number>();
    for (const { tenantId } of requests) perTenant.set(tenantId, (perTenant.get(tenantId) ?? 0) + 1);
    return Math.max(0, ...perTenant.values());
  };

  test('is not asked: Graph hears nothing of it', async () => {
    house.emulator.clearRequests();

    const { data } = await explain(example('triage'));

    expect(data).toBeNull();
    expect(house.emulator.requests()).toEqual([]);
    expect(house.emulator.tokenRequests()).toBe(0);
  });

  test('is told path by path, with workload and round trip, and for each tenant what is left', async () => {
    const { explain: plan } = await explain(example('triage'));

    expect(plan.depth).toBe(2);
    expect(plan.paths).toContainEqual(expect.objectContaining({ path: 'alerts', workload: 'security', level: 1 }));
    expect(plan.paths.find(({ path }) => path === 'alerts.nodes.users.user.risk')).toMatchObject({
      workload: 'identityProtection',
      level: 2,
    });
    expect(plan.tenants.map(({ displayName }) => displayName)).toEqual(['Contoso']);
    expect(plan.tenants[0]!.shortOf).toEqual([]);
  });

  test('that reads all tenants is explained for all of them', async () => {
    const { explain: plan } = await explain(example('mssp-morning'));

    expect(plan.tenants).toHaveLength(4);
  });

  test('may be too costly to be asked, and is explained all the same', async () => {
    const { explain: plan } = await explain(
      'query { users(first: 100, tenants: ["contoso"]) { nodes { groups { displayName } directReports { directReports { groups { id } } } } } }',
    );

    expect(plan.expected.requests).toBeGreaterThan(20);
  });

  test('a filter that is finished here over several pages of two sources never costs more than at most', async () => {
    const query =
      '{ alerts(first: 5, tenants: ["fabrikam"], filter: { text: "no alert says this" }) { nodes { id } } }';
    const large = { createdDateTime: '2026-11-20T12:00:00Z' };
    for (let count = 0; count < 1200; count += 1) house.emulator.world.injectAlert(FABRIKAM, large);

    const { explain: plan } = await explain(query);
    const { requests } = await house.ask(query);
    house.emulator.reset();

    expect(requests.length).toBeGreaterThan(5);
    expect(plan.atMost.requests).toBeGreaterThanOrEqual(requests.length);
  });

  test.each([
    [
      'the roles of users',
      '{ users(first: 5, tenants: ["contoso"]) { nodes { isPrivileged directoryRoles { displayName } } } }',
    ],
    [
      'the indicators that cover observables',
      '{ a: observable(value: "203.0.113.9", tenant: "contoso") { indicators { id } } b: observable(value: "evil.example", tenant: "contoso") { indicators { id } } }',
    ],
    [
      'risky users, in two lists',
      '{ users(first: 5, tenants: ["contoso"]) { nodes { risk { level } } } hosts(first: 5, tenants: ["contoso"]) { nodes { owners { risk { level } } } } }',
    ],
  ])('%s are a list that is read once, and counted once, however many places ask for it', async (_what, query) => {
    const { explain: plan } = await explain(query);

    const { parts } = await house.ask(query);

    expect(plan.expected.parts).toBe(parts);
  });

  test.each(NAMES)(
    '%s: what is expected is within a factor of two of what happens, and never more than at most',
    async (name) => {
      const { explain: plan } = await explain(example(name));

      const happened = await mostPerTenant(name);

      expect(plan.atMost.requests).toBeGreaterThanOrEqual(happened);
      expect({ name, happened, expected: plan.expected.requests }).toEqual({
        name,
        happened,
        expected:
          plan.expected.requests >= happened / 2 && plan.expected.requests <= happened * 2
            ? plan.expected.requests
            : `${happened / 2} to ${happened * 2}`,
      });
    },
  );
});
