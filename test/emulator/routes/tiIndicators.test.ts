import { startEmulator } from '../../../emulator/startEmulator.js';
import type { Emulator } from '../../../emulator/startEmulator.js';
import { DEMO_TENANTS, type DemoTenant } from '../../../emulator/demoTenants.js';
import { CONTOSO, FABRIKAM, NORTHWIND, TestClient, type Answer, type Json } from '../http/TestClient.js';

const PATH = '/beta/security/tiIndicators';
const ADATUM = DEMO_TENANTS[3] as DemoTenant;
const SHA256 = 'aa64428647b57bf51524d1756b2ed746e5a3f31b67cf7fe5b5d8a9daf07ca313';

const SENTINEL = {
  action: 'alert',
  description: 'Seen in a report',
  domainName: 'bad.example',
  expirationDateTime: '2026-12-23T08:00:00Z',
  externalId: 'ours-1',
  targetProduct: 'Azure Sentinel',
  threatType: 'C2',
  tlpLevel: 'amber',
};
const DEFENDER = {
  action: 'block',
  expirationDateTime: '2026-12-23T08:00:00Z',
  fileHashType: 'sha256',
  fileHashValue: SHA256,
  targetProduct: 'Microsoft Defender ATP',
};

let emulator: Emulator;
let client: TestClient;

beforeAll(async () => {
  emulator = await startEmulator({ throttling: false });
  client = new TestClient(emulator);
});
afterAll(() => emulator.stop());
beforeEach(() => emulator.reset());

const rows = (tenant = CONTOSO): Json[] => [...(emulator.world.tenants.get(tenant.tenantId)?.tiIndicators ?? [])];
const remove = (id: string): Promise<Answer> => client.authorized('DELETE', `${PATH}/${id}`);
const act = (name: string, value: unknown): Promise<Answer> => client.post(`${PATH}/${name}`, { value });

async function created(indicator: object): Promise<Json> {
  const { status, body } = await client.post(PATH, indicator);
  expect(status).toBe(201);
  return body;
}

describe('one indicator', () => {
  test('is created, stamped by the service, and read under its new id', async () => {
    const body = await created({ ...SENTINEL, id: 'mine', azureTenantId: 'mine', colour: 'of an open type' });

    expect(body['@odata.context']).toBe(`${emulator.url}/beta/$metadata#security/tiIndicators/$entity`);
    expect(body).toMatchObject({ ...SENTINEL, expirationDateTime: '2026-12-23T08:00:00.000Z' });
    expect(body).toMatchObject({
      azureTenantId: CONTOSO.tenantId,
      ingestedDateTime: '2026-11-23T08:00:00.000Z',
      ...{ isActive: true, severity: 3, killChain: [], url: null },
    });
    expect(body).not.toHaveProperty('colour');
    const { '@odata.context': _, ...read } = (await client.get(`${PATH}/${body.id}`)).body;
    const { '@odata.context': __, ...written } = body;
    expect(read).toEqual(written);
  });

  test('the same calls make the same ids', async () => {
    const first = [(await created(SENTINEL)).id, (await created(DEFENDER)).id];
    emulator.reset();
    const second = [(await created(SENTINEL)).id, (await created(DEFENDER)).id];

    expect(second).toEqual(first);
    expect(first[0]).toMatch(/^[0-9a-f]{8}-/);
    expect(first[1]).toMatch(/^\d+$/);
  });

  test('of the same external id there may be two', async () => {
    await created(SENTINEL);
    await created(SENTINEL);

    expect(rows().filter(({ externalId }) => externalId === 'ours-1')).toHaveLength(2);
  });

  test.each([
    ['a field that Sentinel needs', { ...SENTINEL, tlpLevel: undefined }, /'tlpLevel' is required for Azure Sentinel/],
    ['its action', { ...DEFENDER, action: undefined }, /'action' is required for Microsoft Defender ATP/],
    ['its product', { ...SENTINEL, targetProduct: undefined }, /'targetProduct' is required/],
    ['a product that there is', { ...SENTINEL, targetProduct: 'Other' }, /'targetProduct' is required and must be/],
    ['an expiry', { ...DEFENDER, expirationDateTime: undefined }, /'expirationDateTime' is required/],
    ['an expiry to come', { ...SENTINEL, expirationDateTime: '2026-11-23T08:00:00Z' }, /must be in the future/],
    ['an observable', { ...SENTINEL, domainName: undefined }, /has no observable/],
    ['one group of observables', { ...SENTINEL, emailSubject: 'Bill' }, /mixes observables: network, email/],
    ['a short description', { ...SENTINEL, description: 'x'.repeat(101) }, /has 101 characters; it may have 100/],
    ['a threat type that there is', { ...SENTINEL, threatType: 'Bad' }, /'threatType' must be one of Botnet/],
    ['steps of the kill chain', { ...SENTINEL, killChain: ['C2', 'Lunch'] }, /'killChain' takes only/],
    ['a confidence to 100', { ...SENTINEL, confidence: 101 }, /'confidence' must be between 0 and 100/],
    ['a severity to 5', { ...SENTINEL, severity: 6 }, /'severity' must be between 0 and 5/],
    ['64 digits of SHA-256', { ...DEFENDER, fileHashValue: SHA256.slice(1) }, /no sha256: that has 64/],
    ['40 digits of SHA-1', { ...DEFENDER, fileHashType: 'sha1' }, /no sha1: that has 40/],
    ['32 digits of MD5', { ...DEFENDER, fileHashType: 'md5' }, /no md5: that has 32/],
    ['the type of a hash', { ...DEFENDER, fileHashType: undefined }, /need each other/],
    [
      'an address',
      { ...SENTINEL, domainName: undefined, networkIPv4: '1.2.3' },
      /'networkIPv4' must be an IPv4 address/,
    ],
    ['a network', { ...SENTINEL, domainName: undefined, networkCidrBlock: '192.0.2.0' }, /in CIDR notation/],
    ['a domain', { ...SENTINEL, domainName: 'localhost' }, /must be a domain name/],
    ['a URL', { ...SENTINEL, domainName: undefined, url: 'not a url' }, /must be a URL/],
    ['destinations for Defender', { ...DEFENDER, fileHashType: null, fileHashValue: null, networkSourceIPv4: '192.0.2.1' }, /'networkSourceIPv4' is not supported by Microsoft Defender ATP/], // prettier-ignore
    ['no network for Defender', { ...DEFENDER, fileHashType: null, fileHashValue: null, networkDestinationCidrBlock: '192.0.2.0/24' }, /not supported/], // prettier-ignore
    ['one thing for Defender', { ...DEFENDER, fileHashType: null, fileHashValue: null, url: 'https://a.example/', domainName: 'a.example' }, /exactly one of/], // prettier-ignore
    ['something to do for Defender', { ...DEFENDER, action: 'unknown' }, /must be allow, block or alert/],
    ['a word of the enum', { ...SENTINEL, action: 'warn' }, /Cannot convert the value of the property 'action'/],
    ['a whole number', { ...SENTINEL, severity: '3' }, /expected type 'Edm.Int32'/],
    ['an instant', { ...SENTINEL, expirationDateTime: 'tomorrow' }, /expected type 'Edm.DateTimeOffset'/],
    ['a list', { ...SENTINEL, tags: 'one' }, /expected type 'Collection\(Edm.String\)'/],
  ])('needs %s, else 400 and nothing is kept', async (_, indicator, message) => {
    const before = rows().length;

    const { status, body } = await client.post(PATH, indicator);

    expect([status, body.error.code]).toEqual([400, 'BadRequest']);
    expect(body.error.message).toMatch(message);
    expect(rows()).toHaveLength(before);
  });

  test.each([
    ['sha1', 40],
    ['sha256', 64],
    ['md5', 32],
    ['authenticodeHash256', 64],
    ['ctph', 7],
  ])('a hash of the type %s has %i digits', async (fileHashType, digits) => {
    const body = await created({ ...DEFENDER, fileHashType, fileHashValue: 'a'.repeat(digits) });

    expect(body.fileHashType).toBe(fileHashType);
  });

  test('is changed where expiry and product are repeated: 204, or 200 where the indicator is preferred', async () => {
    const { id } = await created(SENTINEL);
    const change = { expirationDateTime: '2027-01-01T00:00:00Z', targetProduct: 'Azure Sentinel', severity: 5 };

    const silent = await client.patch(`${PATH}/${id}`, change);
    const told = await client.authorized('PATCH', `${PATH}/${id}`, {
      body: { ...change, id, tags: ['late'] },
      headers: { prefer: 'return=representation' },
    });

    expect([silent.status, silent.text]).toEqual([204, '']);
    expect(told.status).toBe(200);
    expect(told.body).toMatchObject({ id, severity: 5, tags: ['late'], domainName: 'bad.example' });
    expect(told.body.expirationDateTime).toBe('2027-01-01T00:00:00.000Z');
  });

  test.each([
    ['without an expiry', SENTINEL, { targetProduct: 'Azure Sentinel' }, /'expirationDateTime' is required on every/],
    ['without the product', SENTINEL, { targetProduct: null }, /'targetProduct' is required on every update/],
    ['with another product', SENTINEL, { targetProduct: 'Microsoft Defender ATP' }, /of this indicator is 'Azure/],
    ['with an expiry in the past', SENTINEL, { expirationDateTime: '2020-01-01T00:00:00Z' }, /must be in the future/],
    ['of the observable', SENTINEL, { domainName: 'other.example' }, /'domainName' cannot be updated/],
    ['of the threat type', SENTINEL, { threatType: 'Proxy' }, /'threatType' cannot be updated/],
    ['of tags in Defender', DEFENDER, { tags: ['a'] }, /'tags' cannot be updated for Microsoft Defender ATP/],
  ])('a change %s is refused', async (_, indicator, change, message) => {
    const { id } = await created(indicator);
    const { targetProduct, expirationDateTime } = indicator;
    const sent = message.source.includes('expirationDateTime')
      ? change
      : { targetProduct, expirationDateTime, ...(change as object) };

    const { status, body } = await client.patch(`${PATH}/${id}`, sent);

    expect(status).toBe(400);
    expect(body.error.message).toMatch(message);
  });

  test('Defender takes another expiry, severity and description', async () => {
    const { id } = await created(DEFENDER);
    const { targetProduct, expirationDateTime } = DEFENDER;

    const change = { targetProduct, expirationDateTime, severity: 1, description: 'Less' };

    expect((await client.patch(`${PATH}/${id}`, change)).status).toBe(204);
    expect((await client.get(`${PATH}/${id}`)).body).toMatchObject({ severity: 1, description: 'Less' });
  });

  test('is deleted once', async () => {
    const { id } = await created(SENTINEL);

    expect([(await remove(id)).status, (await remove(id)).status]).toEqual([204, 404]);
    expect((await client.get(`${PATH}/${id}`)).status).toBe(404);
  });

  test('of another application is out of reach', async () => {
    const foreign = rows().find((row) => row['ownerAppId'] !== CONTOSO.clientId);
    const { targetProduct, expirationDateTime } = SENTINEL;

    expect((await remove(foreign.id)).status).toBe(404);
    expect((await client.patch(`${PATH}/${foreign.id}`, { targetProduct, expirationDateTime })).status).toBe(404);
    expect((await act('deleteTiIndicators', [foreign.id])).body.value[0].code).toBe(404);
    expect((await act('deleteTiIndicatorsByExternalId', [foreign.externalId])).body.value[0].code).toBe(404);
    expect((await act('updateTiIndicators', [{ id: foreign.id, targetProduct, expirationDateTime }])).status).toBe(206);
    expect(rows()).toContainEqual(foreign);
  });
});

describe('many indicators', () => {
  test.each(['submitTiIndicators', 'microsoft.graph.submitTiIndicators'])('%s takes a hundred', async (action) => {
    const value = Array.from({ length: 100 }, (_, n) => ({ ...SENTINEL, domainName: `n${n}.bad.example` }));

    const { status, body } = await act(action, value);

    expect(status).toBe(200);
    expect(body['@odata.context']).toBe(`${emulator.url}/beta/$metadata#Collection(microsoft.graph.tiIndicator)`);
    expect(body.value.map(({ domainName }: Json) => domainName)).toEqual(value.map(({ domainName }) => domainName));
    expect(new Set(body.value.map((one: Json) => one.id)).size).toBe(100);
    expect(body.value[0]['@odata.type']).toBe('#microsoft.graph.tiIndicator');
  });

  test.each(['submitTiIndicators', 'updateTiIndicators', 'deleteTiIndicators', 'deleteTiIndicatorsByExternalId'])(
    '%s refuses more than a hundred, none, and what is no list',
    async (action) => {
      const before = rows().length;

      const answers = [
        await act(
          action,
          Array.from({ length: 101 }, () => SENTINEL),
        ),
        await act(action, []),
        await act(action, 'all'),
      ];

      expect(answers.map(({ status, body }) => [status, body.error.code])).toEqual(
        answers.map(() => [400, 'BadRequest']),
      );
      expect(answers[0]?.body.error.message).toMatch(/has 101 items; it may have 100/);
      expect(rows()).toHaveLength(before);
    },
  );

  test('a body beyond 4 MB is too large', async () => {
    const { status, body } = await act('submitTiIndicators', [
      { ...SENTINEL, additionalInformation: 'x'.repeat(4_200_000) },
    ]);

    expect([status, body.error.code]).toEqual([413, 'RequestEntityTooLarge']);
  });

  test('what cannot be taken fails in its place, and the others are taken: 206', async () => {
    const { status, body } = await act('submitTiIndicators', [
      SENTINEL,
      { ...SENTINEL, externalId: 'ours-2', expirationDateTime: '2020-01-01T00:00:00Z' },
      { ...DEFENDER, externalId: 'ours-3' },
    ]);

    expect(status).toBe(206);
    const [first, second, third] = body.value;
    expect([first.externalId, third.externalId]).toEqual(['ours-1', 'ours-3']);
    expect(second).toMatchObject({
      id: 'Failed to create, check Error element for reason',
      externalId: 'ours-2',
      azureTenantId: CONTOSO.tenantId,
    });
    expect(JSON.parse(second.Error)).toEqual({
      error: {
        code: 'InvalidInput',
        message: "The property 'expirationDateTime' must be in the future.",
        target: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    });
    expect(
      rows()
        .filter(({ externalId }) => /^ours-/.test(externalId))
        .map(({ externalId }) => externalId),
    ).toEqual(['ours-1', 'ours-3']);
  });

  test('one value of the wrong type spoils the whole body', async () => {
    const before = rows().length;

    const { status } = await act('submitTiIndicators', [SENTINEL, { ...SENTINEL, severity: 'high' }]);

    expect(status).toBe(400);
    expect(rows()).toHaveLength(before);
  });

  test.each(['updateTiIndicators', 'microsoft.graph.updateTiIndicators'])('%s: each for itself', async (action) => {
    const one = await created(SENTINEL);
    const inDefender = await created(DEFENDER);
    const { targetProduct, expirationDateTime } = SENTINEL;

    const { status, body } = await act(action, [
      { id: one.id, targetProduct, expirationDateTime, severity: 5 },
      { id: 'nobody', targetProduct, expirationDateTime },
      { id: one.id, severity: 1 },
      { id: inDefender.id, targetProduct: DEFENDER.targetProduct, expirationDateTime },
    ]);

    expect(status).toBe(206);
    expect(body.value[0]).toMatchObject({ id: one.id, severity: 5, domainName: 'bad.example' });
    const reasons = body.value.slice(1).map(({ Error: text }: Json) => JSON.parse(text).error.message);
    expect(reasons).toEqual([
      "Indicator 'nobody' was not found.",
      "The property 'expirationDateTime' is required on every update.",
      'Microsoft Defender ATP has no bulk update.',
    ]);
    expect((await client.get(`${PATH}/${one.id}`)).body.severity).toBe(5);
  });

  test.each(['deleteTiIndicators', 'microsoft.graph.deleteTiIndicators'])('%s: one result each', async (action) => {
    const one = await created(SENTINEL);
    const inDefender = await created(DEFENDER);

    const all = await act(action, [one.id]);
    const some = await act(action, [one.id, inDefender.id]);

    expect(all.status).toBe(200);
    expect(all.body['@odata.context']).toMatch(/#Collection\(microsoft\.graph\.resultInfo\)$/);
    expect(all.body.value).toEqual([{ code: 0, message: 'OK', subcode: 0 }]);
    expect(some.status).toBe(206);
    expect(some.body.value.map(({ code }: Json) => code)).toEqual([404, 400]);
    expect(rows().map(({ id }) => id)).toContain(inDefender.id);
  });

  test.each(['deleteTiIndicatorsByExternalId', 'microsoft.graph.deleteTiIndicatorsByExternalId'])(
    '%s deletes all of an external id',
    async (action) => {
      await created(SENTINEL);
      await created({ ...SENTINEL, domainName: 'worse.example' });

      const { status, body } = await act(action, ['ours-1', 'nobody']);

      expect(status).toBe(206);
      expect(body.value.map(({ code }: Json) => code)).toEqual([0, 404]);
      expect(rows().filter(({ externalId }) => externalId === 'ours-1')).toEqual([]);
    },
  );
});

describe('who may, where and how much', () => {
  test('in beta and the worldwide cloud alone, with the permission', async () => {
    const statuses = [
      await client.post('/v1.0/security/tiIndicators', SENTINEL),
      await client.post('/v1.0/security/tiIndicators/submitTiIndicators', { value: [SENTINEL] }),
      await client.of(ADATUM).post(PATH, SENTINEL),
      await client.of(NORTHWIND).post(PATH, SENTINEL),
      await client.of(FABRIKAM).post(PATH, SENTINEL),
    ].map(({ status }) => status);

    expect(statuses).toEqual([400, 400, 400, 403, 201]);
  });

  test('a batch writes, too, part by part', async () => {
    const parts = await client.post('/beta/$batch', {
      requests: [
        {
          id: 'a',
          method: 'POST',
          url: '/security/tiIndicators',
          headers: { 'content-type': 'application/json' },
          body: SENTINEL,
        },
        { id: 'b', method: 'DELETE', url: `/security/tiIndicators/${rows()[0].id}` },
      ],
    });

    const byId = new Map(parts.body.responses.map(({ id, status }: Json) => [id, status]));
    expect([byId.get('a'), byId.get('b')]).toEqual([201, 204]);
  });

  test('Defender has one quota for both ways into it; expired and withdrawn ones do not count', async () => {
    const nowMs = emulator.clock.now().getTime();
    const defender: Json[] = [...(emulator.world.tenants.get(CONTOSO.tenantId)?.defenderIndicators ?? [])];
    const inForce = defender.filter(({ expirationTime }) => !(Date.parse(expirationTime) <= nowMs)).length;
    const full = await startEmulator({ throttling: false, indicatorQuota: inForce + 1 });
    const caller = new TestClient(full);

    const bulk = await caller.post(`${PATH}/submitTiIndicators`, {
      value: [DEFENDER, { ...DEFENDER, fileHashValue: SHA256.replace('a', 'b') }, SENTINEL],
    });
    const single = await caller.post(PATH, DEFENDER);
    await caller.authorized('DELETE', `${PATH}/${bulk.body.value[0].id}`);
    const afterwards = await caller.post(PATH, DEFENDER);
    await full.stop();

    expect(bulk.status).toBe(206);
    expect(bulk.body.value.map((one: Json) => 'Error' in one)).toEqual([false, true, false]);
    expect(bulk.body.value[1].Error).toMatch(/limit of \d+ active indicators/);
    expect([single.status, afterwards.status]).toEqual([400, 201]);
  });

  test('a thousand calls a minute, and not one more', async () => {
    const small = await startEmulator({ limitsScale: 0.005 });
    const caller = new TestClient(small);

    const statuses: number[] = [];
    for (let call = 0; call < 6; call += 1) statuses.push((await caller.post(PATH, SENTINEL)).status);
    await small.stop();

    expect(statuses).toEqual([201, 201, 201, 201, 201, 429]);
  });
});
