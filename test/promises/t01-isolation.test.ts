import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import { openHouse, type House, type Told } from '../support/house.js';
import { as, codesOf, KEYS } from './support/fronted.js';

const QUESTION = `{
  alerts(first: 20) { nodes { id title tenant { id } users { user { id displayName } } hosts { host { id name } } } pageInfo { endCursor } }
}`;
const [contoso, fabrikam] = DEMO_TENANTS.map(({ tenantId }) => tenantId) as [string, string];

describe('T1: what one caller has read never reaches another who may not read it', () => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse({
      env: { API_KEYS: `a:${KEYS.a}:contoso;b:${KEYS.b}:fabrikam`, CACHE_ALERTS_SECONDS: '60' },
    });
  });
  afterAll(() => house.stop());

  test('two callers who ask the same at the same time each get their own tenant, cold and warm', async () => {
    for (const _round of ['cold', 'warm', 'warm']) {
      const [a, b] = await Promise.all([house.ask(QUESTION, {}, as(KEYS.a)), house.ask(QUESTION, {}, as(KEYS.b))]);

      expect(tenantsIn(a.data)).toEqual([contoso]);
      expect(tenantsIn(b.data)).toEqual([fabrikam]);
      expect(a.data.alerts.nodes.length).toBeGreaterThan(0);
      expect(b.data.alerts.nodes.length).toBeGreaterThan(0);
      expect(codesOf(a)).toEqual([]);
    }
  });

  test('the global id of a thing that another has just read opens nothing', async () => {
    const { data } = await house.ask(QUESTION, {}, as(KEYS.a));
    const { id } = data.alerts.nodes[0];
    const document = `query ($id: ID!) { node(id: $id) { id } alert(id: $id) { title } nodes(ids: [$id]) { id } }`;

    const own = await house.ask(document, { id }, as(KEYS.a));
    const foreign = await house.ask(document, { id }, as(KEYS.b));

    expect(own.data.alert.title).toEqual(expect.any(String));
    expect(JSON.stringify(foreign.data)).not.toContain(id);
    expect(new Set(codesOf(foreign))).toEqual(new Set(['FORBIDDEN']));
    expect(foreign.requests).toEqual([]);
  });

  test('a tenant that is not granted and one that does not exist are answered alike', async () => {
    const ask = (tenant: string) =>
      house.ask(`query ($tenant: String!) { alerts(tenants: [$tenant]) { nodes { id } } }`, { tenant }, as(KEYS.a));

    const [notGranted, unknown] = [await ask('fabrikam'), await ask('nobody')];

    expect(codesOf(notGranted)).toEqual(['FORBIDDEN']);
    expect(notGranted.errors[0]?.message.replace('fabrikam', 'nobody')).toBe(unknown.errors[0]?.message);
    expect(notGranted.requests).toEqual([]);
  });

  test.each(['fabrikam', 'nobody'])(
    'what a question would cost in %s is not told, and that is no mistake',
    async (tenant) => {
      const response = await fetch(`${house.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...as(KEYS.a) },
        body: JSON.stringify({
          query: `{ alerts(tenants: ["${tenant}"]) { nodes { id } } }`,
          extensions: { explain: true },
        }),
      });
      const told = (await response.json()) as Told;

      expect(response.status).toBe(403);
      expect(codesOf(told)).toEqual(['FORBIDDEN']);
      expect(told.errors[0]?.message).toContain(`Tenant "${tenant}" is unknown to this service or not open to you.`);
    },
  );

  test('callers and tenants never share a batch: each request carries calls of one tenant', async () => {
    const all = await openHouse();
    const told = await all.ask(QUESTION.replace('first: 20', 'first: 60'));
    await all.stop();

    const tenants = new Set(told.requests.map(({ tenantId }) => tenantId));
    expect(tenants.size).toBe(DEMO_TENANTS.length);
    expect(tenants).not.toContain(null);
  });
});

test('T1: callers who may share an answer share the request for it', async () => {
  const house = await openHouse({ env: { API_KEYS: `a:${KEYS.a}:contoso;b:${KEYS.b}:contoso` } });
  const [a, b] = await Promise.all([house.ask(QUESTION, {}, as(KEYS.a)), house.ask(QUESTION, {}, as(KEYS.b))]);
  const requests = house.emulator.requests().length;
  await house.stop();

  expect(a.data.alerts.nodes).toEqual(b.data.alerts.nodes);
  expect(requests).toBe(2);
});

/** Ids of tenants anywhere in an answer, told by the global ids and the tenant fields. */
function tenantsIn(data: unknown): string[] {
  const text = JSON.stringify(data);
  const ids = [...text.matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id!);
  const plain = ids.map((id) => `${id} ${Buffer.from(id, 'base64url').toString()}`).join(' ');
  return DEMO_TENANTS.map(({ tenantId }) => tenantId).filter((tenantId) => plain.includes(tenantId));
}
