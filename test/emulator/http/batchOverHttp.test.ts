import { startEmulator } from '../../../emulator/startEmulator.js';
import type { Emulator } from '../../../emulator/startEmulator.js';
import { TestClient } from './TestClient.js';
import type { Json } from './TestClient.js';

let emulator: Emulator;
let client: TestClient;

beforeAll(async () => {
  emulator = await startEmulator();
  client = new TestClient(emulator);
});
afterAll(() => emulator.stop());
beforeEach(() => emulator.reset());

const get = (id: string, url: string, more: object = {}): object => ({ id, method: 'GET', url, ...more });

describe('$batch', () => {
  test('answers 200 whatever its parts say, each part as it would be alone', async () => {
    const requests = [get('1', '/organization?$select=id'), get('2', '/nothing'), get('3', 'users/nobody')];

    const outer = await client.post('/v1.0/$batch', { requests });
    const alone = await client.get('/v1.0/organization?$select=id');
    const parts = new Map<string, Json>(outer.body.responses.map((part: { id: string }) => [part.id, part]));

    expect(outer.status).toBe(200);
    expect(parts.get('1')).toMatchObject({ status: 200, body: alone.body });
    expect(parts.get('1').headers).toMatchObject({ 'x-ms-resource-unit': '1', 'OData-Version': '4.0' });
    expect(parts.get('2')).toMatchObject({ status: 400, body: { error: { code: 'BadRequest' } } });
    expect(parts.get('3')).toMatchObject({ status: 404, body: { error: { code: 'Request_ResourceNotFound' } } });
  });

  test('answers out of order, and always in the same disorder', async () => {
    const requests = Array.from({ length: 20 }, (_, index) => get(String(index), '/organization?$select=id'));
    const order = async (): Promise<string[]> =>
      (await client.post('/v1.0/$batch', { requests })).body.responses.map(({ id }: { id: string }) => id);

    const first = await order();

    expect(await order()).toEqual(first);
    expect(first).not.toEqual(requests.map((_, index) => String(index)));
    expect([...first].sort()).toEqual(requests.map((_, index) => String(index)).sort());
  });

  test("headers count where they stand: the envelope's do not reach the parts", async () => {
    const url = '/users?$count=true&$select=id&$top=1';
    const eventual = { ConsistencyLevel: 'eventual' };

    const parts = await client.batch([get('1', url, { headers: eventual }), get('2', url)]);
    const outer = await client.post('/v1.0/$batch', { requests: [get('2', url)] }, eventual);

    expect(parts.get('1').body['@odata.count']).toBeGreaterThan(50);
    expect(parts.get('2').body).not.toHaveProperty('@odata.count');
    expect(outer.body.responses[0].body).not.toHaveProperty('@odata.count');
  });

  test('a part may post, with its type', async () => {
    const [user] = emulator.world.tenants.get(client.tenant.tenantId)?.users ?? [];
    const headers = { 'Content-Type': 'application/json' };
    const part = {
      id: 'u',
      method: 'POST',
      url: '/directoryObjects/getByIds?$select=id',
      headers,
      body: { ids: [user?.id] },
    };

    const parts = await client.batch([part]);

    expect(parts.get('u').body.value).toEqual([{ '@odata.type': '#microsoft.graph.user', id: user?.id }]);
  });

  test('each part is throttled on its own, with its own Retry-After; a switch brings the old outer 424', async () => {
    const old = await startEmulator({ outerBatch424: true, limitsScale: 0.1 });
    const requests = Array.from({ length: 20 }, (_, index) =>
      get(String(index), '/security/alerts_v2?$top=1&$select=id'),
    );

    const outer = await new TestClient(old).post('/v1.0/$batch', { requests });
    await old.stop();
    const refused = outer.body.responses.filter(({ status }: { status: number }) => status === 429);

    expect(outer.status).toBe(424);
    expect(refused).toHaveLength(5);
    expect(refused[0].headers['Retry-After']).toMatch(/^\d+$/);
    expect(refused[0].body.error.code).toBe('TooManyRequests');
  });

  test('a failed dependency is 424, and a wrong method 405, in the part alone', async () => {
    const parts = await client.batch([
      get('a', '/users/nobody'),
      get('b', '/organization', { dependsOn: ['a'] }),
      { id: 'c', method: 'DELETE', url: '/users' },
      { id: 'd', method: 'POST', url: '/$batch' },
    ]);

    expect([...parts].map(([id, { status }]) => [id, status]).sort()).toEqual([
      ['a', 404],
      ['b', 424],
      ['c', 405],
      ['d', 400],
    ]);
  });

  test('is one request in the record, with its parts in the order asked', async () => {
    await client.batch([get('x', '/organization'), get('y', '/nothing')]);

    expect(emulator.requests()).toMatchObject([
      {
        method: 'POST',
        url: '/v1.0/$batch',
        status: 200,
        parts: [
          { id: 'x', method: 'GET', url: '/organization', status: 200 },
          { id: 'y', method: 'GET', url: '/nothing', status: 400 },
        ],
      },
    ]);
  });

  test.each([
    ['21 parts', Array.from({ length: 21 }, (_, index) => get(String(index), '/organization'))],
    ['the same id twice', [get('1', '/users'), get('1', '/users')]],
    ['nothing', []],
  ])('%s is refused as a whole', async (_name, requests) => {
    const { status, body } = await client.post('/v1.0/$batch', { requests });

    expect(status).toBe(400);
    expect(body.error.code).toBe('BadRequest');
  });

  test('beta has its own', async () => {
    const { body } = await client.post('/beta/$batch', { requests: [get('1', '/organization')] });

    expect(body.responses[0].body['@odata.context']).toContain('/beta/$metadata#organization');
  });
});
