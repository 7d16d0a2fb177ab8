import { startEmulator } from '../../../emulator/startEmulator.js';
import type { Emulator } from '../../../emulator/startEmulator.js';
import { AZURE_SCOPE, DEFENDER_SCOPE, sendAs } from '../http/audiences.js';
import { CONTOSO, FABRIKAM, NORTHWIND, TestClient, type Answer, type Json } from '../http/TestClient.js';

const VERSION = '?api-version=2024-02-01-preview';
const INDICATOR = {
  type: 'indicator',
  spec_version: '2.1',
  id: 'indicator--10000003-71a2-445c-ab86-927291df48f8',
  name: 'Test indicator',
  created: '2010-02-26T18:29:07.778Z',
  modified: '2011-02-26T18:29:07.778Z',
  pattern: "[ipv4-addr:value = '172.29.6.7']",
  pattern_type: 'stix',
  valid_from: '2015-02-26T18:29:07.778Z',
};

let emulator: Emulator;
let client: TestClient;

beforeAll(async () => {
  emulator = await startEmulator({ throttling: false });
  client = new TestClient(emulator);
});
afterAll(() => emulator.stop());
beforeEach(() => emulator.reset());

const pathOf = (workspaceId = CONTOSO.sentinelWorkspaceId ?? '', version = VERSION): string =>
  `/workspaces/${workspaceId}/threat-intelligence-stix-objects:upload${version}`;
const upload = (stixobjects: unknown, by = client, path = pathOf()): Promise<Answer> =>
  sendAs(by, AZURE_SCOPE, 'POST', path, { sourcesystem: 'Secgraph', stixobjects });
const kept = (): Json[] => [...(emulator.world.tenants.get(CONTOSO.tenantId)?.sentinel?.objects ?? [])];

describe('an upload', () => {
  test('is kept, and answered with nothing', async () => {
    const { status, text } = await upload([INDICATOR]);

    expect([status, text]).toEqual([200, '']);
    expect(kept()).toEqual([{ ...INDICATOR, sourcesystem: 'Secgraph' }]);
    const control = await client.control('GET', 'workspaces');
    expect(control.body.workspaces).toEqual([
      { tenantId: CONTOSO.tenantId, workspaceId: CONTOSO.sentinelWorkspaceId, objects: kept() },
      { tenantId: NORTHWIND.tenantId, workspaceId: NORTHWIND.sentinelWorkspaceId, objects: [] },
    ]);
    expect(emulator.requests()).toMatchObject([
      { method: 'POST', url: pathOf(), status: 200, tenantId: CONTOSO.tenantId },
    ]);
  });

  test('with one bad object in it is still 200, says which, and keeps the others', async () => {
    const { id: _, ...nameless } = INDICATOR;
    const others = [1, 2, 3].map((n) => ({ ...INDICATOR, id: `indicator--1000000${n}-71a2-445c-ab86-927291df48f8` }));

    const { status, body } = await upload([...others, nameless]);

    expect(status).toBe(200);
    expect(body).toEqual({
      errors: [
        { recordIndex: 3, errorMessages: ['Error for Property=id: Required property is missing. Actual value: NULL.'] },
      ],
    });
    expect(kept()).toHaveLength(3);
  });

  const uuid = '10000003-71a2-445c-ab86-927291df48f8';
  const { created, modified } = INDICATOR;
  test.each([
    { type: 'attack-pattern', id: `attack-pattern--${uuid}`, created, modified, name: 'Phishing' },
    { type: 'threat-actor', id: `threat-actor--${uuid}`, created, modified, name: 'Storm' },
    { type: 'identity', id: `identity--${uuid}`, created, modified, name: 'SOC', identity_class: 'organization' },
    {
      ...{ type: 'relationship', id: `relationship--${uuid}`, created, modified, relationship_type: 'indicates' },
      ...{ source_ref: INDICATOR.id, target_ref: `threat-actor--${uuid}` },
    },
  ])('takes $type', async (object) => {
    expect((await upload([object])).text).toBe('');
    expect(kept()).toHaveLength(1);
  });

  test.each([
    ['type', { type: 'malware' }, /not supported/],
    ['id', { id: '1' }, /the type, two hyphens and a UUID/],
    ['id', { id: `identity--${uuid}` }, /the type, two hyphens and a UUID/],
    ['created', { created: 'yesterday' }, /must be a timestamp/],
    ['modified', { modified: null }, /Required property is missing/],
    ['pattern', { pattern: undefined }, /Required property is missing/],
    ['pattern', { pattern: 'evil.example' }, /not a valid STIX pattern. Actual value: evil.example/],
    ['pattern_type', { pattern_type: undefined }, /Required property is missing/],
    ['valid_from', { valid_from: undefined }, /Required property is missing/],
    ['valid_until', { valid_until: '2014-01-01T00:00:00Z' }, /later than valid_from/],
    ['confidence', { confidence: 101 }, /from 0 to 100/],
    ['confidence', { confidence: '50' }, /from 0 to 100/],
    ['revoked', { revoked: 'no' }, /must be a boolean/],
    ['labels', { labels: 'one' }, /must be a list of strings/],
    ['spec_version', { spec_version: '1.2' }, /Only 2\.0 and 2\.1/],
    ['name', { name: 5 }, /must be a string/],
    ['created_by_ref', { created_by_ref: 'me' }, /must be the id of a STIX object/],
  ])('refuses an object for its %s (%j)', async (property, wrong, message) => {
    const { status, body } = await upload([{ ...INDICATOR, ...wrong }]);

    expect(status).toBe(200);
    const { errorMessages } = body.errors[0];
    expect(errorMessages[0]).toMatch(new RegExp(`^Error for Property=${property}: `));
    expect(errorMessages.join()).toMatch(message);
    expect(kept()).toEqual([]);
  });

  test('a newer version takes the place of the older, not the other way round, and revoked is for good', async () => {
    await upload([INDICATOR]);
    await upload([{ ...INDICATOR, name: 'Older', modified: '2010-12-31T00:00:00Z' }]);
    const first = kept()[0].name;
    await upload([{ ...INDICATOR, name: 'Newer', modified: '2012-01-01T00:00:00Z', revoked: true }]);
    await upload([{ ...INDICATOR, name: 'Risen', modified: '2013-01-01T00:00:00Z', revoked: false }]);

    expect(first).toBe('Test indicator');
    expect(kept()).toMatchObject([{ name: 'Newer', revoked: true }]);
  });

  test.each([
    ['no source', { stixobjects: [INDICATOR] }, /sourcesystem is required/],
    ['the source that is not to be', { sourcesystem: 'Microsoft Sentinel', stixobjects: [INDICATOR] }, /cannot be/],
    ['no objects', { sourcesystem: 'a' }, /must be a list/],
    ['an empty list', { sourcesystem: 'a', stixobjects: [] }, /not empty/],
    [
      '101 objects',
      { sourcesystem: 'a', stixobjects: Array.from({ length: 101 }, () => INDICATOR) },
      /has 101 objects/,
    ],
    ['a list for a body', [INDICATOR], /JSON/],
  ])('with %s is 400, in the words of the gateway', async (_, sent, message) => {
    const { status, body } = await sendAs(client, AZURE_SCOPE, 'POST', pathOf(), sent);

    expect(status).toBe(400);
    expect(body).toEqual({ statusCode: 400, message: expect.stringMatching(message) });
    expect(kept()).toEqual([]);
  });

  test('takes a hundred objects, and needs the version', async () => {
    const many = Array.from({ length: 100 }, (_, n) => ({
      ...INDICATOR,
      id: `indicator--1${String(n).padStart(7, '0')}-71a2-445c-ab86-927291df48f8`,
    }));

    expect((await upload(many)).status).toBe(200);
    expect(kept()).toHaveLength(100);
    expect((await upload(many, client, pathOf(undefined, ''))).status).toBe(400);
    expect((await upload(many, client, pathOf(undefined, '?api-version=2022-07-01'))).status).toBe(400);
  });
});

describe('who may, and how often', () => {
  test.each(['https://management.azure.com/', 'https://management.azure.com', 'https://management.core.windows.net/'])(
    'a token for %s is taken',
    async (audience) => {
      const body = { sourcesystem: 'a', stixobjects: [INDICATOR] };

      expect((await sendAs(client, `${audience}/.default`, 'POST', pathOf(), body)).status).toBe(200);
    },
  );

  test('no other token, and a token for Azure opens nothing else', async () => {
    const body = { sourcesystem: 'a', stixobjects: [INDICATOR] };
    const answers = [
      await client.post(pathOf(), body),
      await sendAs(client, DEFENDER_SCOPE, 'POST', pathOf(), body),
      await client.send('POST', pathOf(), { body }),
      await sendAs(client, AZURE_SCOPE, 'GET', '/v1.0/users'),
      await sendAs(client, AZURE_SCOPE, 'GET', '/api/indicators'),
    ];

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
    expect(answers[0]?.body).toEqual({
      statusCode: 401,
      message: 'Access token validation failure. Invalid audience.',
    });
    expect(answers[3]?.body.error.code).toBe('InvalidAuthenticationToken');
    expect(kept()).toEqual([]);
  });

  test('a workspace that nobody has is 404, one without a role in it 401', async () => {
    const nobodys = await upload([INDICATOR], client, pathOf('00000000-0000-4000-8000-000000000000'));
    const theirs = await upload([INDICATOR], client, pathOf(NORTHWIND.sentinelWorkspaceId));
    const ofFabrikam = await upload([INDICATOR], client.of(FABRIKAM), pathOf());
    const own = await upload([INDICATOR], client.of(NORTHWIND), pathOf(NORTHWIND.sentinelWorkspaceId));

    expect([nobodys.status, theirs.status, ofFabrikam.status, own.status]).toEqual([404, 401, 401, 200]);
    expect(nobodys.body).toEqual({ statusCode: 404, message: 'Resource not found.' });
    expect(FABRIKAM.sentinelWorkspaceId).toBeUndefined();
  });

  test('no batch leads there', async () => {
    const request = { id: '1', method: 'POST', url: pathOf(), headers: { 'content-type': 'application/json' } };
    const parts = await client.batch([{ ...request, body: { sourcesystem: 'a', stixobjects: [INDICATOR] } }]);
    const ofAzure = await sendAs(client, AZURE_SCOPE, 'POST', '/workspaces/$batch', { requests: [request] });

    expect(parts.get('1').status).toBe(400);
    expect(ofAzure.status).toBe(400);
    expect(kept()).toEqual([]);
  });

  test('a hundred requests a minute; the hundred and first is told how long to wait', async () => {
    const small = await startEmulator({ limitsScale: 0.02 });
    const caller = new TestClient(small);

    const answers = [
      await upload([INDICATOR], caller),
      await upload([INDICATOR], caller),
      await upload([INDICATOR], caller),
    ];
    const other = await upload([INDICATOR], caller.of(NORTHWIND), pathOf(NORTHWIND.sentinelWorkspaceId));
    const refused = answers[2] as Answer;
    small.clock.advance(Number(/in (\d+) seconds/.exec(refused.body.message)?.[1]) * 1000);
    const later = await upload([INDICATOR], caller);
    await small.stop();

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(refused.body).toEqual({
      statusCode: 429,
      message: expect.stringMatching(/^Rate limit is exceeded\. Try again in \d+ seconds\.$/),
    });
    expect([other.status, later.status]).toEqual([200, 200]);
  });

  test('is disturbed by chaos like everything else', async () => {
    emulator.addChaos({ match: { path: '/workspaces/' }, status: 503, count: 1 });

    const { status, body } = await upload([INDICATOR]);

    expect([status, body.statusCode]).toEqual([503, 503]);
    expect((await upload([INDICATOR])).status).toBe(200);
  });
});
