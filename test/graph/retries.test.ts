import { gzipSync } from 'node:zlib';
import { GraphClient } from '../../src/graph/GraphClient.js';
import type { GraphClientOptions } from '../../src/graph/GraphClient.js';
import { FakeClock, settle, until } from '../support/fakeClock.js';
import {
  answering,
  callAt,
  failureOf,
  GraphServer,
  json,
  partsOf,
  read,
  tenantAt,
  type Answer,
} from '../support/graphServer.js';

describe('when Graph does not simply answer', () => {
  let server: GraphServer;
  let graph: GraphClient;
  let clock: FakeClock;

  beforeEach(() => {
    clock = new FakeClock();
  });
  afterEach(async () => {
    await graph.close();
    await server.stop();
  });

  async function given(
    answer: Answer,
    options: Partial<GraphClientOptions> = {},
  ): Promise<ReturnType<typeof tenantAt>> {
    server = await GraphServer.start(answer);
    graph = new GraphClient({ clock, random: () => 1, ...options });
    return tenantAt(server.url);
  }

  test('only the throttled part is sent again, after its own Retry-After, whatever the case of its name', async () => {
    const tenant = await given(
      answering(({ url }, index) =>
        url === '/devices' && index === 0 ? { status: 429, headers: { 'retry-AFTER': '2.128' } } : { body: { url } },
      ),
    );
    const call = callAt(clock);
    const paths = ['/users', '/devices', '/groups'];
    const workloads = ['security', 'directory', 'intune'] as const;
    const sent = paths.map((path, index) => graph.send(tenant, read(path, { workload: workloads[index]! }), call));
    await Promise.all([sent[0], sent[2]]);

    await clock.advance(2127);
    expect(server.seen).toHaveLength(1);
    await clock.advance(1);

    expect((await sent[1])?.body).toEqual({ url: '/devices' });
    expect(server.seen.map(({ url }) => url)).toEqual(['/v1.0/$batch', '/v1.0/devices']);
    expect(call.receipt).toMatchObject({ requests: 2, parts: 4, retried: 1, waitedMs: 2128 });
  });

  test('a cool-down holds for everybody who asks that workload of that tenant, and for nobody else', async () => {
    const tenant = await given(
      answering((_, index) => (index === 0 ? { status: 429, headers: { 'Retry-After': '5' } } : {})),
    );
    const first = graph.send(tenant, read('/users'), callAt(clock));
    await until(() => clock.naps.includes(5000));

    const second = graph.send(tenant, read('/groups'), callAt(clock, { caller: 'other' }));
    await graph.send(tenant, read('/security/incidents', { workload: 'security' }), callAt(clock));
    expect(server.seen).toHaveLength(2);
    expect(graph.budgetsOf(tenant).find(({ workload }) => workload === 'directory')?.throttledUntil).toBe(
      clock.now() + 5000,
    );
    await clock.advance(5000);
    await Promise.all([first, second]);

    expect(
      server
        .parts(2)
        .map(({ url }) => url)
        .sort(),
    ).toEqual(['/groups', '/users']);
  });

  test('a Retry-After beyond the deadline is told at once, with the seconds', async () => {
    const tenant = await given(answering(() => ({ status: 429, headers: { 'Retry-After': '60' } })));

    const failure = await failureOf(graph.send(tenant, read('/users'), callAt(clock)));
    const next = await failureOf(graph.send(tenant, read('/groups'), callAt(clock)));

    expect(failure).toMatchObject({
      code: 'UPSTREAM_THROTTLED',
      facts: { retryAfterSeconds: 60, workload: 'directory' },
    });
    expect(next).toMatchObject({ code: 'UPSTREAM_THROTTLED', facts: { retryAfterSeconds: 60 } });
    expect(server.seen).toHaveLength(1);
  });

  test('a Retry-After that is a date is a date', async () => {
    const date = new Date(Math.ceil(clock.now() / 1000) * 1000 + 4000).toUTCString();
    const tenant = await given(
      answering((_, index) => (index === 0 ? { status: 429, headers: { 'Retry-After': date } } : {})),
    );
    const sent = graph.send(tenant, read('/users'), callAt(clock));
    await until(() => clock.naps.includes(4000));
    await clock.advance(4000);

    expect(await sent).toMatchObject({ status: 200 });
  });

  test('two retries, then the failure is told', async () => {
    const tenant = await given(
      answering(() => ({ status: 503, body: { error: { code: 'serviceNotAvailable', message: 'secret' } } })),
    );
    const call = callAt(clock);
    const failing = failureOf(graph.send(tenant, read('/users'), call));
    await until(() => clock.naps.includes(500));
    await clock.advance(500);
    await until(() => clock.naps.includes(1000));
    await clock.advance(1000);

    const failure = await failing;

    expect(failure).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      facts: { status: 503, graphCode: 'serviceNotAvailable' },
    });
    expect(failure.message).not.toContain('secret');
    expect(call.receipt).toMatchObject({ requests: 3, retried: 2, waitedMs: 1500 });
  });

  test('parts that failed together go together again', async () => {
    const tenant = await given(
      answering((_, index) => (index === 0 ? { status: 503 } : {})),
      { random: () => 0.3 },
    );
    const all = Promise.all(
      Array.from({ length: 20 }, (_, index) => graph.send(tenant, read(`/users/${index}`), callAt(clock))),
    );
    await until(() => clock.naps.includes(150));
    await clock.advance(150);
    await all;

    expect(server.seen).toHaveLength(2);
    expect(server.parts(1)).toHaveLength(20);
  });

  test('no more than three of a few calls are repeated at the same time', async () => {
    const tenant = await given(answering(() => ({ status: 503 })));
    const failing = Array.from({ length: 8 }, (_, index) =>
      failureOf(graph.send(tenant, read(`/users/${index}`, { alone: true }), callAt(clock))),
    );
    await until(() => server.seen.length === 8);
    await Promise.race(failing);
    await settle();

    expect(clock.naps.filter((ms) => ms === 500)).toHaveLength(3);
    for (let round = 0; round < 2; round += 1) {
      await until(() => clock.naps.filter((ms) => ms === 500 * 2 ** round).length >= 3);
      await clock.advance(500 * 2 ** round);
    }
    await Promise.all(failing);
    expect(server.seen).toHaveLength(8 + 6);
  });

  test('an outer 424 still holds its parts', async () => {
    const tenant = await given((seen, response) =>
      json(response, { responses: partsOf(seen).map(({ id }) => ({ id, status: 200, body: {} })) }, 424),
    );

    const answers = await Promise.all(['/a', '/b'].map((path) => graph.send(tenant, read(path), callAt(clock))));

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });

  test('a part that is missing is asked again and then an error of that part alone', async () => {
    const tenant = await given((seen, response) => {
      if (!seen.url.endsWith('$batch')) return json(response, { value: 1 });
      json(response, { responses: [{ id: '2', status: 200, body: {} }] });
    });
    const [lost, found] = ['/a', '/b'].map((path) => graph.send(tenant, read(path), callAt(clock)));
    await found;
    await until(() => clock.naps.includes(500));
    await clock.advance(500);

    expect((await lost)?.body).toEqual({ value: 1 });
  });

  test('a lost connection is tried again for a read', async () => {
    const tenant = await given((_, response, index) =>
      index === 0 ? response.socket?.destroy() : json(response, { value: 1 }),
    );
    const sent = graph.send(tenant, read('/users'), callAt(clock));
    await until(() => clock.naps.includes(500));
    await clock.advance(500);

    expect((await sent).body).toEqual({ value: 1 });
  });

  test.each<[string, Answer]>([
    ['a lost connection', (_, response) => response.socket?.destroy()],
    ['a 500', (_, response) => json(response, {}, 500)],
    ['a 503 that says when to come back', (_, response) => json(response, {}, 503, { 'retry-after': '1' })],
    ['no JSON', (_, response) => response.end('<html>')],
  ])('after %s a change is not repeated: its outcome is unknown', async (_name, answer) => {
    const tenant = await given(answer);
    const call = callAt(clock);

    const failure = await failureOf(
      graph.send(tenant, read('/users/1', { method: 'PATCH', body: { accountEnabled: false } }), call),
    );

    expect(failure.code).toBe('OUTCOME_UNKNOWN');
    expect(call.receipt).toMatchObject({ requests: 1, retried: 0 });
  });

  test('a change that was throttled is repeated once', async () => {
    const tenant = await given(answering(() => ({ status: 429, headers: { 'retry-after': '1' } })));
    const failing = failureOf(graph.send(tenant, read('/users/1', { method: 'PATCH', body: {} }), callAt(clock)));
    await until(() => clock.naps.includes(1000));
    await clock.advance(1000);

    expect((await failing).code).toBe('UPSTREAM_THROTTLED');
    expect(server.seen).toHaveLength(2);
  });

  test('in a lost batch of changes every outcome is unknown', async () => {
    const tenant = await given((_, response) => response.socket?.destroy());

    const failures = await Promise.all(
      ['/users/1', '/users/2'].map((path) =>
        failureOf(graph.send(tenant, read(path, { method: 'PATCH', body: {} }), callAt(clock))),
      ),
    );

    expect(failures.map(({ code }) => code)).toEqual(['OUTCOME_UNKNOWN', 'OUTCOME_UNKNOWN']);
    expect(server.seen).toHaveLength(1);
  });

  test('a drip of bytes does not outlast the request timeout', async () => {
    const tenant = await given(
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{');
      },
      { requestTimeoutMs: 8000 },
    );
    const failing = failureOf(
      graph.send(tenant, read('/users'), callAt(clock, { deadlineMs: clock.monotonicMs() + 8100 })),
    );
    await until(() => server.seen.length === 1);
    await clock.advance(8000);

    expect((await failing).code).toBe('UPSTREAM_TIMEOUT');
  });

  test('what the deadline cuts off is DEADLINE_EXCEEDED', async () => {
    const tenant = await given(() => undefined);
    const failing = failureOf(
      graph.send(tenant, read('/users'), callAt(clock, { deadlineMs: clock.monotonicMs() + 3000 })),
    );
    await until(() => server.seen.length === 1);
    await clock.advance(3000);

    expect((await failing).code).toBe('DEADLINE_EXCEEDED');
  });

  test('nobody there is UPSTREAM_UNAVAILABLE, for changes too', async () => {
    const tenant = await given(() => undefined);
    await server.stop();

    const failure = await failureOf(graph.send(tenant, read('/users/1', { method: 'PATCH', body: {} }), callAt(clock)));

    expect(failure).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', facts: { tenantId: tenant.tenantId } });
  });

  test('gzip is read, and a bomb is not', async () => {
    const tenant = await given(
      ({ url }, response) => {
        const text = url.includes('bomb') ? JSON.stringify({ value: 'x'.repeat(3_000_000) }) : '{"value":1}';
        response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
        response.end(gzipSync(text));
      },
      { maxResponseBytes: 1_000_000 },
    );

    const answer = await graph.send(tenant, read('/users'), callAt(clock));
    const failure = await failureOf(graph.send(tenant, read('/bomb'), callAt(clock)));

    expect(answer.body).toEqual({ value: 1 });
    expect(failure).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE' });
    expect(server.seen).toHaveLength(2);
  });

  test('a batch that is too large comes again part by part', async () => {
    const tenant = await given(
      answering(() => ({ body: { value: 'x'.repeat(600_000) } })),
      { maxResponseBytes: 1_000_000 },
    );

    const answers = await Promise.all(['/a', '/b'].map((path) => graph.send(tenant, read(path), callAt(clock))));

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(server.seen.map(({ url }) => url).sort()).toEqual(['/v1.0/$batch', '/v1.0/a', '/v1.0/b']);
  });

  test('an operation that has read 32 MiB reads no more', async () => {
    const tenant = await given(answering(() => ({ body: { value: 'x'.repeat(7 * 1024 * 1024) } })));
    const call = callAt(clock);
    for (const path of ['/a', '/b', '/c', '/d', '/e']) await graph.send(tenant, read(path), call);

    const failure = await failureOf(graph.send(tenant, read('/f'), call));

    expect(failure.code).toBe('UPSTREAM_BUDGET_EXCEEDED');
    expect(server.seen).toHaveLength(5);
  });

  test('a redirect is not followed', async () => {
    const tenant = await given((_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end());

    const failure = await failureOf(graph.send(tenant, read('/users'), callAt(clock)));

    expect(failure).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE', facts: { status: 302 } });
    expect(server.seen).toHaveLength(1);
  });

  test('a Graph root that is neither https nor on this machine gets no token', async () => {
    await given(() => undefined);

    const failure = await failureOf(graph.send(tenantAt('http://graph.example'), read('/users'), callAt(clock)));

    expect(failure.code).toBe('UPSTREAM_UNAUTHENTICATED');
  });

  test('a refused token is renewed once for all parts of a batch, then the refusal is told', async () => {
    const tenant = await given((seen, response) =>
      seen.headers.authorization === 'Bearer token-1'
        ? json(response, { error: { code: 'InvalidAuthenticationToken' } }, 401)
        : answering(() => ({}))(seen, response, 0),
    );

    await Promise.all(
      Array.from({ length: 5 }, (_, index) => graph.send(tenant, read(`/users/${index}`), callAt(clock))),
    );

    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  test('a token that is refused again is UPSTREAM_UNAUTHENTICATED', async () => {
    const tenant = await given((_, response) => json(response, { error: { code: 'InvalidAuthenticationToken' } }, 401));

    const failure = await failureOf(graph.send(tenant, read('/users'), callAt(clock)));

    expect(failure).toMatchObject({
      code: 'UPSTREAM_UNAUTHENTICATED',
      facts: { graphCode: 'InvalidAuthenticationToken' },
    });
    expect(server.seen).toHaveLength(2);
  });

  test('a workload that keeps failing is left alone for five seconds, then tried by one call', async () => {
    let isBroken = true;
    const tenant = await given((_, response) => json(response, {}, isBroken ? 500 : 200), { random: () => 0 });
    for (let round = 0; round < 7; round += 1) await failureOf(graph.send(tenant, read('/users'), callAt(clock)));
    const asked = server.seen.length;

    const refused = await failureOf(graph.send(tenant, read('/groups'), callAt(clock)));
    expect(refused).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', facts: { retryAfterSeconds: 5 } });
    expect(server.seen).toHaveLength(asked);
    isBroken = false;
    await clock.advance(5000);
    const [probe, other] = await Promise.allSettled(
      ['/a', '/b'].map((path) => graph.send(tenant, read(path, { alone: true }), callAt(clock))),
    );

    expect([probe?.status, other?.status]).toEqual(['fulfilled', 'rejected']);
    expect(await graph.send(tenant, read('/c'), callAt(clock))).toMatchObject({ status: 200 });
  });

  test('closing turns away who waits', async () => {
    const tenant = await given(answering(() => ({ status: 429, headers: { 'retry-after': '5' } })));
    const failing = failureOf(graph.send(tenant, read('/users'), callAt(clock)));
    await until(() => clock.naps.includes(5000));

    await graph.close();

    expect((await failing).code).toBe('UPSTREAM_UNAVAILABLE');
    expect((await failureOf(graph.send(tenant, read('/users'), callAt(clock)))).code).toBe('UPSTREAM_UNAVAILABLE');
  });
});
