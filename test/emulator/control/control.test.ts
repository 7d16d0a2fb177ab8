import { standingClock } from '../../../emulator/EmulatorClock.js';
import { startEmulator } from '../../../emulator/startEmulator.js';
import type { ChaosRule, Emulator } from '../../../emulator/startEmulator.js';
import { CONTOSO, NORTHWIND, TestClient } from '../http/TestClient.js';

let emulator: Emulator;
let client: TestClient;

beforeAll(async () => {
  emulator = await startEmulator({ throttling: false });
  client = new TestClient(emulator);
});
afterAll(() => emulator.stop());
beforeEach(() => emulator.reset());

const alerts = '/v1.0/security/alerts_v2';
const users = '/v1.0/users?$top=1&$select=id';

describe('/_emulator/', () => {
  test('GET requests tells what was received since the last clear, DELETE clears', async () => {
    await client.get(users);

    const { body } = await client.control('GET', 'requests');
    await client.control('DELETE', 'requests');

    expect(body.requests).toMatchObject([{ method: 'GET', url: users, status: 200 }]);
    expect(body).toHaveProperty('tokenRequests');
    expect((await client.control('GET', 'requests')).body.requests).toEqual([]);
  });

  test('POST chaos strikes plain calls as often as it says, DELETE ends it', async () => {
    await client.control('POST', 'chaos', { match: { path: '/users' }, status: 503, retryAfter: 2, count: 2 });
    await client.control('POST', 'chaos', [{ match: { path: '/devices' }, status: 504 }]);

    const first = await client.get(users);
    const second = await client.get(users);
    const third = await client.get(users);
    const devices = await client.get('/v1.0/devices');
    await client.control('DELETE', 'chaos');

    expect([first.status, second.status, third.status, devices.status]).toEqual([503, 503, 200, 504]);
    expect(first.headers.get('retry-after')).toBe('2');
    expect((await client.get('/v1.0/devices')).status).toBe(200);
  });

  test('chaos on one part leaves the others alone', async () => {
    await client.control('POST', 'chaos', {
      match: { path: '/devices', part: true },
      status: 429,
      retryAfter: '2.128',
    });

    const parts = await client.batch([
      { id: 'd', method: 'GET', url: '/devices?$top=1' },
      { id: 'u', method: 'GET', url: '/users?$top=1' },
    ]);

    expect(parts.get('d')).toMatchObject({ status: 429, headers: { 'Retry-After': '2.128' } });
    expect(parts.get('u').status).toBe(200);
    expect((await client.get('/v1.0/devices?$top=1')).status).toBe(200);
  });

  test('chaos in one tenant leaves the others alone, and the token endpoint can fail too', async () => {
    const other = client.of(NORTHWIND);
    await other.token();
    await client.control('POST', 'chaos', { match: { tenantId: CONTOSO.tenantId }, status: 500 });

    expect((await client.get(users)).status).toBe(500);
    expect((await other.get(users)).status).toBe(200);
    expect((await client.tokenRequest(client.goodForm())).status).toBe(500);
  });

  test('a reset and a truncated body break the connection; a malformed body does not parse', async () => {
    emulator.addChaos({ match: { path: '/users' }, reset: true, count: 1 });
    await expect(client.get(users)).rejects.toThrow();
    emulator.addChaos({ match: { path: '/users' }, truncate: true, count: 1 });
    await expect(client.get(users)).rejects.toThrow();
    emulator.addChaos({ match: { path: '/users' }, malformed: true, count: 1 });

    const malformed = await client.get(users);

    expect(malformed).toMatchObject({ status: 200, body: undefined, text: '{"value":[{"id":' });
    expect((await client.get(users)).status).toBe(200);
    expect(emulator.requests().map(({ status }) => status)).toEqual([0, 200, 200, 200]);
  });

  test.each<[string, ChaosRule]>([
    ['reset', { reset: true }],
    ['truncate', { truncate: true }],
    ['a 503', { status: 503 }],
    ['a 429', { status: 429 }],
  ])('a write whose answer is lost by %s was done all the same with `after`', async (_name, rule) => {
    const [{ id }] = (await client.get(`${alerts}?$top=1&$select=id`)).body.value;
    emulator.addChaos({ match: { method: 'PATCH' }, ...rule, after: true, count: 1 });

    const answer = await client
      .patch(`${alerts}/${id}`, { assignedTo: 'lost@contoso.example' })
      .catch(() => ({ status: 'no answer' }));

    expect(answer.status).toBe(rule.status ?? 'no answer');
    expect((await client.get(`${alerts}/${id}`)).body.assignedTo).toBe('lost@contoso.example');
  });

  test('a part of a batch whose answer is lost was done all the same with `after`', async () => {
    const [{ id }] = (await client.get(`${alerts}?$top=1&$select=id`)).body.value;
    emulator.addChaos({ match: { method: 'PATCH', part: true }, status: 504, after: true, count: 1 });
    const headers = { 'content-type': 'application/json' };

    const parts = await client.batch([
      {
        id: '1',
        method: 'PATCH',
        url: `/security/alerts_v2/${id}`,
        headers,
        body: { assignedTo: 'lost@contoso.example' },
      },
    ]);

    expect(parts.get('1').status).toBe(504);
    expect((await client.get(`${alerts}/${id}`)).body.assignedTo).toBe('lost@contoso.example');
  });

  test('a write that a rule answers without `after` was never done', async () => {
    const [{ id, assignedTo }] = (await client.get(`${alerts}?$top=1`)).body.value;
    emulator.addChaos({ match: { method: 'PATCH' }, status: 503, count: 1 });

    await client.patch(`${alerts}/${id}`, { assignedTo: 'lost@contoso.example' });

    expect((await client.get(`${alerts}/${id}`)).body.assignedTo).toBe(assignedTo);
  });

  test('POST switches changes some, GET switches tells all, and a reset brings back those of the start', async () => {
    const other = await startEmulator({ echoOldValues: true });
    const caller = new TestClient(other);

    const changed = await caller.control('POST', 'switches', { echoOldValues: false });
    other.reset();
    const { body } = await caller.control('GET', 'switches');
    await other.stop();

    expect([changed.body.echoOldValues, body.echoOldValues]).toEqual([false, true]);
  });

  test('POST clock moves the time that answers carry', async () => {
    const { body } = await client.control('POST', 'clock', { now: '2026-12-24T12:00:00Z' });
    await client.control('POST', 'clock', { advanceMs: 90_000 });

    expect(body.now).toBe('2026-12-24T12:00:00.000Z');
    const { headers } = await client.send('GET', '/v1.0/users');
    expect(headers.get('date')).toBe('Thu, 24 Dec 2026 12:01:30 GMT');
  });

  test('POST alerts puts an alert on top of the list', async () => {
    const alert = { title: 'Injected by a test', severity: 'high' };

    const { status, body } = await client.control('POST', 'alerts', { tenantId: CONTOSO.tenantId, alert });
    const list = await client.get('/v1.0/security/alerts_v2?$top=1');

    expect(status).toBe(201);
    expect(list.body.value[0]).toMatchObject({ id: body.id, title: 'Injected by a test', severity: 'high' });
  });

  test('a live world gets new alerts as its clock moves on', async () => {
    const clock = standingClock(new Date('2026-11-23T08:00:00Z'));
    const live = await startEmulator({ live: true, startAt: clock.now(), clock });
    const caller = new TestClient(live);
    const newest = async (): Promise<string> =>
      (await caller.get('/v1.0/security/alerts_v2?$top=1&$select=id,createdDateTime')).body.value[0].createdDateTime;

    const before = await newest();
    await caller.control('POST', 'clock', { advanceMs: 600_000 });
    const after = await newest();
    await live.stop();

    expect(Date.parse(before)).toBeLessThanOrEqual(Date.parse('2026-11-23T08:00:00Z'));
    expect(Date.parse(after)).toBeGreaterThan(Date.parse('2026-11-23T08:00:00Z'));
    expect(Date.parse(after)).toBeLessThanOrEqual(clock.now().getTime());
  });

  test('POST reset brings back the world, the clock and the limits of the start', async () => {
    const before = await client.get('/v1.0/security/alerts_v2?$top=1');
    const [alert] = before.body.value;
    await client.patch(`/v1.0/security/alerts_v2/${alert.id}`, { assignedTo: 'someone@contoso.example' });
    await client.control('POST', 'clock', { advanceMs: 60_000 });

    await client.control('POST', 'reset');

    expect(emulator.clock.now().toISOString()).toBe('2026-11-23T08:00:00.000Z');
    expect((await client.get('/v1.0/security/alerts_v2?$top=1')).body).toEqual(before.body);
  });

  test.each([
    ['POST', 'chaos', { status: 1 }, 400],
    ['POST', 'chaos', { match: { path: '(' } }, 400],
    ['POST', 'chaos', ['x'], 400],
    ['POST', 'switches', { echoOldValues: 'no' }, 400],
    ['POST', 'switches', { constructor: true }, 400],
    ['POST', 'clock', {}, 400],
    ['POST', 'clock', { now: 'soon' }, 400],
    ['POST', 'alerts', { tenantId: 'nobody', alert: {} }, 400],
    ['POST', 'alerts', { tenantId: CONTOSO.tenantId, alert: null }, 400],
    ['GET', 'nothing', undefined, 404],
    ['DELETE', 'constructor', undefined, 404],
  ])('%s %s with %j is refused with a hint', async (method, path, body, status) => {
    const answer = await client.control(method, path, body);

    expect(answer.status).toBe(status);
    expect(answer.body.error.message.length).toBeGreaterThan(20);
  });
});
