import { startEmulator } from '../../../emulator/startEmulator.js';
import type { Emulator } from '../../../emulator/startEmulator.js';
import { DEFENDER_SCOPE, sendAs } from '../http/audiences.js';
import { CONTOSO, NORTHWIND, TestClient, type Answer, type Json } from '../http/TestClient.js';

const SHA1 = '220e7d15b011d7fac48f2bd61114db1022197f7f';
const FILE = {
  indicatorValue: SHA1,
  indicatorType: 'FileSha1',
  action: 'Block',
  title: 'Bad file',
  description: 'Seen in a report',
};
const VALUES: Readonly<Record<string, string>> = {
  FileSha1: SHA1,
  FileSha256: 'a'.repeat(64),
  FileMd5: 'b'.repeat(32),
  CertificateThumbprint: 'c'.repeat(40),
  IpAddress: '192.0.2.77',
  DomainName: 'bad.example',
  Url: 'https://bad.example/a',
};

let emulator: Emulator;
let client: TestClient;

beforeAll(async () => {
  emulator = await startEmulator({ throttling: false });
  client = new TestClient(emulator);
});
afterAll(() => emulator.stop());
beforeEach(() => emulator.reset());

const send = (method: string, path: string, body?: unknown, by = client): Promise<Answer> =>
  sendAs(by, DEFENDER_SCOPE, method, `/api/indicators${path}`, body);
const submit = (indicator: object, by = client): Promise<Answer> => send('POST', '', indicator, by);
const rows = (of = emulator): Json[] => [...(of.world.tenants.get(CONTOSO.tenantId)?.defenderIndicators ?? [])];

describe('one indicator', () => {
  test('is created with the stamps of the application, and found by filter', async () => {
    const { status, body } = await submit({
      ...FILE,
      application: 'feed',
      rbacGroupNames: ['Servers'],
      externalID: 'e',
    });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...FILE,
      ...{ application: 'feed', rbacGroupNames: ['Servers'], externalID: 'e', severity: 'Informational' },
      ...{ generateAlert: false, sourceType: 'AadApp', createdBy: CONTOSO.clientId, expirationTime: null },
      creationTimeDateTimeUtc: '2026-11-23T08:00:00.000Z',
    });
    const found = await send('GET', `?$filter=indicatorValue eq '${SHA1}'`);
    expect(found.body.value.map(({ id }: Json) => id)).toEqual([body.id]);
  });

  test('of the same value and type is updated, whatever its case; its application stays', async () => {
    const first = (await submit({ ...FILE, application: 'feed' })).body;
    emulator.clock.advance(60_000);

    const second = await submit({ ...FILE, indicatorValue: SHA1.toUpperCase(), title: 'New', application: 'other' });

    expect(second.status).toBe(200);
    expect(second.body).toMatchObject({ id: first.id, title: 'New', application: 'feed' });
    expect(second.body.creationTimeDateTimeUtc).toBe(first.creationTimeDateTimeUtc);
    expect(second.body.lastUpdateTime).toBe('2026-11-23T08:01:00.000Z');
    expect(rows().filter(({ id }) => id === first.id)).toHaveLength(1);
  });

  const ACTIONS = ['Allowed', 'Audit', 'Warn', 'Block', 'BlockAndRemediate'];
  const MATRIX: Readonly<Record<string, string>> = {
    FileSha1: '11111',
    FileSha256: '11111',
    FileMd5: '11111',
    IpAddress: '11110',
    DomainName: '11110',
    Url: '11110',
    CertificateThumbprint: '10001',
  };
  test.each(Object.entries(MATRIX))('%s may do what the matrix says', async (indicatorType, may) => {
    const statuses: number[] = [];
    for (const action of ACTIONS) {
      const indicator = { ...FILE, indicatorType, indicatorValue: VALUES[indicatorType], action, generateAlert: true };
      statuses.push((await submit(indicator)).status);
    }

    expect(statuses.map((status) => (status === 200 ? '1' : '0')).join('')).toBe(may);
  });

  test.each([
    ['FileSha1', 'Alert', 'Audit'],
    ['DomainName', 'Alert', 'Audit'],
    ['FileSha256', 'AlertAndBlock', 'BlockAndRemediate'],
    ['IpAddress', 'AlertAndBlock', 'Block'],
  ])('%s with the old action %s is kept as %s', async (indicatorType, action, kept) => {
    const { body } = await submit({ ...FILE, indicatorType, indicatorValue: VALUES[indicatorType], action });

    expect([body.action, body.generateAlert]).toEqual([kept, true]);
  });

  const ip = { ...FILE, indicatorType: 'IpAddress' };
  test.each([
    ['a value', { ...FILE, indicatorValue: '' }, /indicatorValue is required/],
    ['a title', { ...FILE, title: undefined }, /title is required/],
    ['a description', { ...FILE, description: undefined }, /description is required/],
    ['a type that there is', { ...FILE, indicatorType: 'Mutex' }, /indicatorType must be one of FileSha1/],
    ['40 digits of SHA-1', { ...FILE, indicatorValue: 'abc' }, /has to have 40 hexadecimal digits/],
    ['64 digits of SHA-256', { ...FILE, indicatorType: 'FileSha256' }, /has to have 64 hexadecimal digits/],
    ['32 digits of MD5', { ...FILE, indicatorType: 'FileMd5' }, /has to have 32 hexadecimal digits/],
    ['an address and no network', { ...ip, indicatorValue: '192.0.2.0/24' }, /cannot be in CIDR notation/],
    ['IPv6 written out', { ...ip, indicatorValue: '2001:db8::1' }, /all its eight groups/],
    ['no wildcard in a domain', { ...FILE, indicatorType: 'DomainName', indicatorValue: '*.bad.example' }, /wildcard/],
    ['no wildcard in a URL', { ...FILE, indicatorType: 'Url', indicatorValue: 'https://a.example/*' }, /wildcard/],
    ['a domain', { ...FILE, indicatorType: 'DomainName', indicatorValue: 'https://a.example' }, /not a domain name/],
    ['a URL', { ...FILE, indicatorType: 'Url', indicatorValue: 'a b' }, /is not a URL/],
    ['an alert with Audit', { ...FILE, action: 'Audit' }, /generateAlert must be true/],
    ['a severity that there is', { ...FILE, severity: 'Critical' }, /severity must be one of/],
    ['an expiry to come', { ...FILE, expirationTime: '2026-11-23T08:00:00Z' }, /must be in the future/],
    ['something to teach', { ...FILE, educateUrl: 'https://a.example' }, /educateUrl goes only with/],
    ['a text for a title', { ...FILE, title: 3 }, /'title' is not of the type Edm.String/],
  ])('needs %s, else 400', async (_, indicator, message) => {
    const before = rows().length;

    const { status, body } = await submit(indicator);

    expect([status, body.error.code]).toEqual([400, 'InvalidInput']);
    expect(body.error.message).toMatch(message);
    expect(rows()).toHaveLength(before);
  });

  test('IPv6 with eight groups, and a page that teaches who is blocked', async () => {
    const v6 = await submit({ ...ip, indicatorValue: '2001:db8:0:0:0:0:0:1' });
    const url = await submit({
      ...FILE,
      indicatorType: 'Url',
      indicatorValue: VALUES['Url'],
      educateUrl: 'https://a.example',
    });

    expect([v6.status, url.status]).toEqual([200, 200]);
  });

  test('is deleted once', async () => {
    const { id } = (await submit(FILE)).body;

    expect([(await send('DELETE', `/${id}`)).status, (await send('DELETE', `/${id}`)).status]).toEqual([204, 404]);
  });
});

describe('the list', () => {
  test.each([
    "application eq 'x'",
    "createdByDisplayName ne 'x'",
    'expirationTime gt 2026-01-01T00:00:00Z',
    'generateAlert eq true',
    "title eq 'Fake VPN update'",
    "rbacGroupNames/any(name: name eq 'Servers')",
    "rbacGroupIds/any(id: id eq '12')",
    "indicatorValue eq '192.0.2.250'",
    "indicatorType eq 'Url'",
    'creationTimeDateTimeUtc lt 2026-11-23T08:00:00Z',
    "createdBy ne 'x'",
    "action eq 'Block'",
    "severity eq 'High'",
  ])('is filtered by %s', async (filter) => {
    const { status, body } = await send('GET', `?$filter=${filter}`);

    expect(status).toBe(200);
    expect(body.value.length).toBeLessThanOrEqual(rows().length);
  });

  test('is not filtered by anything else, and gives ten thousand at most', async () => {
    const others = ["description eq 'x'", "externalID eq 'x'", 'lastUpdateTime gt 2026-01-01T00:00:00Z'];
    const refused = await Promise.all(others.map((filter) => send('GET', `?$filter=${filter}`)));

    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400]);
    expect((await send('GET', '?$top=10000')).status).toBe(200);
    expect((await send('GET', '?$top=10001')).status).toBe(400);
    expect((await send('GET', '?$top=2&$skip=1')).body.value.map(({ id }: Json) => id)).toEqual(
      rows()
        .slice(1, 3)
        .map(({ id }) => id),
    );
  });
});

describe('many indicators', () => {
  test('import takes five hundred, each for itself', async () => {
    const value = Array.from({ length: 499 }, (_, n) => ({
      ...FILE,
      indicatorType: 'DomainName',
      indicatorValue: `n${n}.example`,
    }));

    const { status, body } = await send('POST', '/import', {
      Indicators: [...value, { ...ip(), indicatorValue: '192.0.2.0/24' }],
    });

    expect(status).toBe(200);
    expect(body.value).toHaveLength(500);
    expect(body.value[0]).toEqual({
      id: expect.stringMatching(/^\d+$/),
      indicator: 'n0.example',
      isFailed: false,
      failureReason: null,
    });
    expect(body.value[499]).toEqual({
      id: null,
      indicator: '192.0.2.0/24',
      isFailed: true,
      failureReason: 'indicatorValue of the type IpAddress cannot be in CIDR notation.',
    });
    expect(rows().filter(({ indicatorValue }) => /^n\d+\.example$/.test(indicatorValue))).toHaveLength(499);
  });

  test('the same value twice in one import is one indicator', async () => {
    const { body } = await send('POST', '/import', { Indicators: [FILE, { ...FILE, title: 'Again' }] });

    expect(body.value[0].id).toBe(body.value[1].id);
    expect(rows().find(({ id }) => id === body.value[0].id).title).toBe('Again');
  });

  test.each([
    ['/import', 'Indicators', FILE],
    ['/BatchDelete', 'IndicatorIds', '995'],
  ])('%s refuses more than five hundred, none, and a body without its list', async (path, name, item) => {
    const before = rows().length;

    const answers = [
      await send('POST', path, { [name]: Array.from({ length: 501 }, () => item) }),
      await send('POST', path, { [name]: [] }),
      await send('POST', path, {}),
    ];

    expect(answers.map(({ status, body }) => [status, body.error.code])).toEqual(
      answers.map(() => [400, 'InvalidInput']),
    );
    expect(rows()).toHaveLength(before);
  });

  test('BatchDelete deletes all, or nothing where one is unknown or no id', async () => {
    const unknown = await send('POST', '/BatchDelete', { IndicatorIds: ['995', '123456789'] });
    const wrong = await send('POST', '/BatchDelete', { IndicatorIds: ['995', 'x'] });
    const before = rows().length;
    const done = await send('POST', '/BatchDelete', { IndicatorIds: ['995', '996'] });

    expect([unknown.status, wrong.status, done.status, done.text]).toEqual([404, 400, 204, '']);
    expect(rows()).toHaveLength(before - 2);
  });

  test('the tenant has a quota: new ones fail, known ones are still updated', async () => {
    const full = await startEmulator({ throttling: false, indicatorQuota: 1 });
    const caller = new TestClient(full);
    const known = rows(full).find(({ id }) => id === '997');

    const imported = await send('POST', '/import', { Indicators: [FILE, { ...FILE, indicatorType: 'FileSha256', indicatorValue: known.indicatorValue }] }, caller); // prettier-ignore
    const single = await submit(FILE, caller);
    await full.stop();

    expect(imported.body.value.map(({ isFailed }: Json) => isFailed)).toEqual([true, false]);
    expect(imported.body.value[0].failureReason).toBe('The tenant has reached its limit of 1 active indicators.');
    expect([single.status, single.body.error.code]).toEqual([400, 'InvalidInput']);
  });
});

describe('who may, and how often', () => {
  test('Ti.ReadWrite changes the indicators of the application, Ti.ReadWrite.All those of everybody', async () => {
    const foreign = rows().find(({ id }) => id === '995');
    const ours = rows().find(({ id }) => id === '997');
    const overwrite = { ...FILE, indicatorType: foreign.indicatorType, indicatorValue: foreign.indicatorValue };
    const tenant = emulator.world.tenants.get(CONTOSO.tenantId);
    Object.assign(tenant as object, { granted: ['Ti.ReadWrite'] });

    const statuses = [
      await submit(overwrite),
      await send('DELETE', `/${foreign.id}`),
      await send('POST', '/BatchDelete', { IndicatorIds: [ours.id, foreign.id] }),
      await send('DELETE', `/${ours.id}`),
      await submit(FILE),
    ].map(({ status }) => status);
    const imported = await send('POST', '/import', { Indicators: [overwrite] });
    Object.assign(tenant as object, { granted: ['Ti.ReadWrite.All'] });

    expect(statuses).toEqual([403, 404, 404, 204, 200]);
    expect(imported.body.value[0].failureReason).toMatch(/created by another application/);
    expect((await submit(overwrite)).body).toMatchObject({ id: foreign.id, title: 'Bad file' });
  });

  test('nobody without the permission, without Defender, or with a token of Graph', async () => {
    const ofGraph = await client.post('/api/indicators', FILE);
    const withoutDefender = await submit(FILE, client.of(NORTHWIND));
    Object.assign(emulator.world.tenants.get(CONTOSO.tenantId) as object, { granted: ['Machine.Read.All'] });
    const withoutPermission = await submit(FILE);

    expect([ofGraph.status, withoutDefender.status, withoutPermission.status]).toEqual([401, 403, 403]);
    expect(withoutPermission.body.error.message).toMatch(/Ti\.ReadWrite, Ti\.ReadWrite\.All/);
  });

  test('a hundred calls a minute, thirty imports and thirty deletions of many, each for itself', async () => {
    const small = await startEmulator({ limitsScale: 0.1 });
    const caller = new TestClient(small);
    const count = async (path: string, body: object): Promise<number> => {
      let taken = 0;
      while ((await send('POST', path, body, caller)).status !== 429) taken += 1;
      return taken;
    };

    const taken = [
      await count('/import', { Indicators: [FILE] }),
      await count('/BatchDelete', { IndicatorIds: [] }),
      await count('', FILE),
    ];
    small.clock.advance(60_000);
    const later = await send('POST', '/import', { Indicators: [FILE] }, caller);
    await small.stop();

    expect(taken).toEqual([3, 3, 10]);
    expect(later.status).toBe(200);
  });
});

function ip(): object {
  return { ...FILE, indicatorType: 'IpAddress' };
}
