import { startEmulator } from '../../../emulator/startEmulator.js';
import type { Emulator } from '../../../emulator/startEmulator.js';
import { TestClient } from '../http/TestClient.js';

let emulator: Emulator;
let client: TestClient;

beforeAll(async () => {
  emulator = await startEmulator();
  client = new TestClient(emulator);
});
afterAll(() => emulator.stop());
beforeEach(() => emulator.reset());

describe('throttling, by the numbers of the service', () => {
  test('security: the 151st call of a minute is 429 with Retry-After; after it there is room again', async () => {
    const path = '/v1.0/security/alerts_v2?$top=1&$select=id';
    const statuses = await Promise.all(Array.from({ length: 150 }, async () => (await client.get(path)).status));

    const refused = await client.get(path);
    emulator.clock.advance(Number(refused.headers.get('retry-after')) * 1000);

    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(refused.status).toBe(429);
    expect(refused.body.error).toMatchObject({
      code: 'TooManyRequests',
      message: 'Too many requests',
      innerError: { code: '429', message: 'Please retry after', status: '429' },
    });
    expect((await client.get(path)).status).toBe(200);
  });

  test('identity protection: a second call within a second is 429 without Retry-After', async () => {
    const path = '/v1.0/identityProtection/riskyUsers?$top=1';

    const [first, second] = [await client.get(path), await client.get(path)];
    emulator.clock.advance(1000);

    expect([first.status, second.status]).toEqual([200, 429]);
    expect(second.headers.get('retry-after')).toBeNull();
    expect((await client.get(path)).status).toBe(200);
  });

  test('a tenant does not feel what another one is refused', async () => {
    const path = '/v1.0/identityProtection/riskyUsers?$top=1';
    await client.get(path);

    const parts = await client.batch([
      { id: 'risk', method: 'GET', url: '/identityProtection/riskyUsers?$top=1' },
      { id: 'users', method: 'GET', url: '/users?$top=1&$select=id' },
    ]);

    expect(parts.get('risk').status).toBe(429);
    expect(parts.get('users').status).toBe(200);
  });

  test('the directory names the limit that refused', async () => {
    const small = await startEmulator({ limitsScale: 0.001 });
    const caller = new TestClient(small);
    await Promise.all(Array.from({ length: 5 }, () => caller.get('/v1.0/users?$select=id')));

    const refused = await caller.get('/v1.0/users?$select=id');
    await small.stop();

    expect(refused.status).toBe(429);
    expect(refused.headers.get('x-ms-throttle-information')).toBe('ResourceUnitLimitExceeded');
    expect(refused.headers.get('x-ms-throttle-scope')).toMatch(/^Tenant_Application\/Read\//);
    expect(refused.headers.get('retry-after')).toBe('2');
  });

  test('off means off', async () => {
    const free = await startEmulator({ throttling: false });
    const caller = new TestClient(free);
    const path = '/v1.0/identityProtection/riskyUsers?$top=1';

    const statuses = await Promise.all(Array.from({ length: 20 }, async () => (await caller.get(path)).status));
    await free.stop();

    expect(new Set(statuses)).toEqual(new Set([200]));
  });
});
