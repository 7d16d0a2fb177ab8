import { DEMO_TENANTS } from '../../../emulator/demoTenants.js';
import type { DemoTenant } from '../../../emulator/demoTenants.js';
import { startEmulator } from '../../../emulator/startEmulator.js';
import type { Emulator } from '../../../emulator/startEmulator.js';
import { CONTOSO, FABRIKAM, NORTHWIND, TestClient, type Answer, type Json } from '../http/TestClient.js';

const ADATUM = DEMO_TENANTS[3] as DemoTenant;
const INTEL = '/v1.0/security/threatIntelligence';

let emulator: Emulator;
let client: TestClient;

beforeAll(async () => {
  emulator = await startEmulator({ throttling: false });
  client = new TestClient(emulator);
});
afterAll(() => emulator.stop());

async function atDefender(path: string, tenant = CONTOSO): Promise<Answer> {
  const scope = 'https://api.securitycenter.microsoft.com/.default';
  const asked = client.of(tenant);
  const { body } = await asked.tokenRequest({ ...asked.goodForm(), scope });
  return asked.send('GET', path, { headers: { authorization: `Bearer ${String(body.access_token)}` } });
}

describe('indicators of Graph', () => {
  test('an application sees its own and no others', async () => {
    const all = [...(emulator.world.tenants.get(CONTOSO.tenantId)?.tiIndicators ?? [])];
    const foreign = all.find((row) => row['ownerAppId'] !== CONTOSO.clientId);
    const { body } = await client.get('/beta/security/tiIndicators');

    const values = body.value as Json[];
    expect(values).toHaveLength(all.length - 1);
    expect(values.every((one: Json) => !('ownerAppId' in one))).toBe(true);
    expect((await client.get(`/beta/security/tiIndicators/${values[0].id}`)).body.domainName).toBe(
      'contoso-portal.example',
    );
    expect((await client.get(`/beta/security/tiIndicators/${foreign?.id}`)).status).toBe(404);
  });

  test('pages follow each other', async () => {
    const first = (await client.get('/beta/security/tiIndicators?$top=4')).body;
    const second = (await client.get(first['@odata.nextLink'].replace(emulator.url, ''))).body;

    expect([first.value.length, second.value.length]).toEqual([4, 4]);
    expect(second.value[0].id).not.toBe(first.value[0].id);
  });

  test('they are in beta and in the worldwide cloud, and nowhere else', async () => {
    const answers = [
      await client.get('/v1.0/security/tiIndicators'),
      await client.of(ADATUM).get('/beta/security/tiIndicators'),
      await client.of(NORTHWIND).get('/beta/security/tiIndicators'),
    ];

    expect(answers.map(({ status }) => status)).toEqual([400, 400, 403]);
    expect(answers[0]?.body.error.message).toBe("Resource not found for the segment 'tiIndicators'.");
  });
});

describe('indicators of Defender for Endpoint', () => {
  test('are filtered as its documents say', async () => {
    const { body } = await atDefender("/api/indicators?$filter=action eq 'Block' and severity eq 'High'");

    expect(body.value.map(({ indicatorValue }: Json) => indicatorValue)).toEqual([
      'ledger-cdn.example',
      '198.51.100.23',
    ]);
    expect((await atDefender("/api/indicators?$filter=description eq 'x'")).status).toBe(400);
  });

  test('a tenant without Defender has none, and a token of Graph opens nothing', async () => {
    expect((await atDefender('/api/indicators', NORTHWIND)).status).toBe(403);
    expect((await client.get('/api/indicators')).status).toBe(401);
  });
});

describe('threat intelligence', () => {
  test('hosts are asked for by name, in any case', async () => {
    const name = (await client.get(`${INTEL}/hosts/SYNC.ledger-cdn.example`)).body;
    const address = (await client.get(`${INTEL}/hosts/198.51.100.23`)).body;

    expect([name['@odata.type'], name.id]).toEqual(['#microsoft.graph.security.hostname', 'sync.ledger-cdn.example']);
    expect([address['@odata.type'], address.netblock]).toEqual([
      '#microsoft.graph.security.ipAddress',
      '198.51.100.16/28',
    ]);
    expect((await client.get(`${INTEL}/hosts/unknown.example/reputation`)).status).toBe(404);
    expect((await client.get(`${INTEL}/hosts`)).status).toBe(400);
  });

  test('a name leads to its addresses, and an address back to its names', async () => {
    const forward = (await client.get(`${INTEL}/hosts/sync.ledger-cdn.example/passiveDns`)).body.value as Json[];
    const back = (await client.get(`${INTEL}/hosts/198.51.100.23/passiveDnsReverse`)).body.value as Json[];

    expect(forward.map(({ artifact }) => artifact.id)).toEqual(['198.51.100.23', '198.51.100.27']);
    expect(back.map(({ artifact }) => artifact.id)).toEqual(['sync.ledger-cdn.example', 'ledger-cdn.example']);
  });

  test('articles and profiles are searched, and filtered by nothing but the kind of a profile', async () => {
    const articles = (await client.get(`${INTEL}/articles?$search="203.0.113.90"`)).body.value as Json[];
    const tools = (await client.get(`${INTEL}/intelProfiles?$filter=kind eq 'tool'`)).body.value as Json[];

    expect(articles.map(({ id }) => id)).toEqual(['d90a44c3']);
    expect(tools.map(({ title }) => title)).toEqual(['VpnHelper']);
    expect((await client.get(`${INTEL}/articles?$filter=title eq 'x'`)).status).toBe(400);
    expect((await client.get(`${INTEL}/articles?$search=""`)).status).toBe(400);
  });

  test('a tenant that has not bought it is told so', async () => {
    const { status, body } = await client.of(FABRIKAM).get(`${INTEL}/articles`);

    expect(status).toBe(403);
    expect(body.error.message).toMatch(/not licensed/);
  });
});
