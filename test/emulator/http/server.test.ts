import fc from 'fast-check';
import { startEmulator } from '../../../emulator/startEmulator.js';
import type { Emulator } from '../../../emulator/startEmulator.js';
import { CONTOSO, TestClient } from './TestClient.js';

let emulator: Emulator;
let client: TestClient;

beforeAll(async () => {
  emulator = await startEmulator({ throttling: false });
  client = new TestClient(emulator);
});
afterAll(() => emulator.stop());
beforeEach(() => emulator.clearRequests());

describe('every answer', () => {
  test("carries Graph's headers", async () => {
    const { headers } = await client.get('/v1.0/organization');

    expect(headers.get('content-type')).toBe(
      'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
    );
    expect(headers.get('odata-version')).toBe('4.0');
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect(headers.get('vary')).toBe('Accept-Encoding');
    expect(headers.get('date')).toBe('Mon, 23 Nov 2026 08:00:00 GMT');
    expect(JSON.parse(headers.get('x-ms-ags-diagnostic') ?? '')).toHaveProperty('ServerInfo.DataCenter');
    expect(headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('echoes client-request-id when it is a GUID, and only then', async () => {
    const id = '0b6f9d2e-3d4f-4a5b-8c6d-7e8f90a1b2c3';

    const echoed = await client.get('/v1.0/organization', { 'client-request-id': id });
    const dropped = await client.get('/v1.0/organization', { 'client-request-id': 'mine' });

    expect(echoed.headers.get('client-request-id')).toBe(id);
    expect(dropped.headers.get('client-request-id')).toBe(dropped.headers.get('request-id'));
  });

  test('says which preference was honoured', async () => {
    const prefer = { prefer: 'include-unknown-enum-members' };

    const alerts = await client.get('/v1.0/security/alerts_v2?$top=1', prefer);

    expect(alerts.headers.get('preference-applied')).toBe('include-unknown-enum-members');
    expect((await client.get('/v1.0/security/alerts_v2?$top=1')).headers.get('preference-applied')).toBeNull();
  });

  test('is zipped when asked', async () => {
    const token = `Bearer ${await client.token()}`;

    const zipped = await client.rawSend('GET', '/v1.0/users', { authorization: token, 'accept-encoding': 'gzip' });
    const plain = await client.rawSend('GET', '/v1.0/users', { authorization: token });

    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(zipped.text.length).toBeLessThan(plain.text.length / 2);
  });

  test('directory answers say what they cost, others do not', async () => {
    const users = await client.get('/v1.0/users?$top=50');
    const selected = await client.get('/v1.0/users?$select=id&$top=15');
    const alerts = await client.get('/v1.0/security/alerts_v2?$top=1');

    expect(users.headers.get('x-ms-resource-unit')).toBe('2');
    expect(selected.headers.get('x-ms-resource-unit')).toBe('1');
    expect(alerts.headers.get('x-ms-resource-unit')).toBeNull();
  });
});

test('behind a front that terminates TLS, links carry the root of the front', async () => {
  const front = { 'x-forwarded-host': 'graph.microsoft.com', 'x-forwarded-proto': 'https' };

  const { body } = await client.get('/v1.0/users?$top=1&$select=id', front);
  const odd = await client.get('/v1.0/users?$top=1&$select=id', { 'x-forwarded-host': 'a b/c' });

  expect(body['@odata.nextLink']).toMatch(/^https:\/\/graph\.microsoft\.com\/v1\.0\/users\?/);
  expect(body['@odata.context']).toMatch(/^https:\/\/graph\.microsoft\.com\/v1\.0\/\$metadata#users/);
  expect(odd.body['@odata.nextLink']).toMatch(new RegExp(`^${emulator.url}/v1`));
});

describe('an error', () => {
  test('has code, message and an inner error with date and ids', async () => {
    const { status, body, headers } = await client.get('/v1.0/nothing');

    expect(status).toBe(400);
    expect(body.error).toEqual({
      code: 'BadRequest',
      message: "Resource not found for the segment 'nothing'.",
      innerError: {
        date: '2026-11-23T08:00:00',
        'request-id': headers.get('request-id'),
        'client-request-id': headers.get('client-request-id'),
      },
    });
  });

  test.each([
    ['GET', '/v2.0/users', 400, 'Invalid version: v2.0'],
    ['DELETE', '/v1.0/users', 405, 'Specified HTTP method is not allowed for the request target.'],
    ['GET', '/v1.0/$batch', 405, 'Specified HTTP method is not allowed for the request target.'],
    ['GET', '/v1.0/users?$nonsense=1', 400, "The query parameter '$nonsense' is not supported."],
  ])('%s %s is %i', async (method, path, status, message) => {
    const answer = await client.authorized(method, path);

    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toBe(message);
  });

  test('a body that is no JSON, or says it is none, is 400', async () => {
    const path = '/v1.0/directoryObjects/getByIds';
    const authorization = `Bearer ${await client.token()}`;

    const broken = await client.send('POST', path, {
      headers: { authorization, 'content-type': 'application/json' },
      raw: '{',
    });
    const untyped = await client.send('POST', path, {
      headers: { authorization, 'content-type': 'text/plain' },
      raw: '{}',
    });

    expect([broken.status, untyped.status]).toEqual([400, 400]);
    expect(broken.body.error.message).toContain('Unable to read JSON request payload');
  });

  test('a body beyond 4 MB is 413', async () => {
    const answer = await client.post('/v1.0/directoryObjects/getByIds', { ids: ['x'.repeat(4 * 1024 * 1024)] });

    expect(answer.status).toBe(413);
  });
});

describe('nothing brings it down', () => {
  test.each([
    '/v1.0/users/%',
    '/v1.0/users/%E0%A4%A',
    '/%',
    '//',
    '/v1.0/users?$filter=%',
    '/v1.0/users?%',
    '*',
    '/_emulator/%',
  ])('%s is refused', async (target) => {
    const token = await client.token();

    const { status } = await client.rawSend('GET', target, { authorization: `Bearer ${token}` });

    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });

  test('whatever path and query are sent, the answer is no 5xx and the next call is served', async () => {
    const token = `Bearer ${await client.token()}`;
    const piece = fc.constantFrom(
      'users',
      'security',
      'alerts_v2',
      "('",
      "')",
      '%',
      '%00',
      '%2F',
      '$filter',
      '=',
      '?',
      '&',
      "'",
      '$batch',
      '/',
      '$count',
      '..',
      'a(',
      '$expand=',
      '$top=-1',
      '__proto__',
      'constructor',
    );

    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE', 'HEAD'),
        fc.array(piece, { maxLength: 8 }),
        async (method, pieces) => {
          const { status } = await client.rawSend(method, `/v1.0/${pieces.join('')}`, { authorization: token });
          return status >= 200 && status < 500;
        },
      ),
      { numRuns: 200 },
    );

    expect((await client.get('/v1.0/organization')).status).toBe(200);
  });

  test('a name that is not loopback is refused: no web page reaches it by rebinding its name', async () => {
    const rebound = await client.rawSend('GET', '/_emulator/requests', { host: 'evil.example' });
    const page = await client.rawSend('POST', '/_emulator/reset', { origin: 'https://evil.example' });

    expect([rebound.status, page.status]).toEqual([403, 403]);
  });
});

describe('the record of requests', () => {
  test('has method, url as received, status, tenant, and only headers that are no secret', async () => {
    await client.get('/v1.0/users/a%40b?$select=id', { prefer: 'x', cookie: 'secret=1' });

    const [record, ...rest] = emulator.requests();

    expect(rest).toEqual([]);
    expect(record).toMatchObject({
      method: 'GET',
      url: '/v1.0/users/a%40b?$select=id',
      status: 404,
      tenantId: CONTOSO.tenantId,
      parts: [],
    });
    expect(Object.keys(record?.headers ?? {})).not.toEqual(expect.arrayContaining(['authorization']));
    expect(JSON.stringify(record)).not.toContain('secret');
  });

  test('onRequest hears of each before its answer leaves', async () => {
    const heard: string[] = [];
    const own = await startEmulator({ onRequest: ({ url, status }) => heard.push(`${status} ${url}`) });

    await new TestClient(own).get('/v1.0/organization');
    await own.stop();

    expect(heard).toEqual(['200 /v1.0/organization']);
  });
});

test('a port in use is reported, not swallowed', async () => {
  await expect(startEmulator({ port: emulator.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
