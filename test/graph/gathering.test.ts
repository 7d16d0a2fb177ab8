import { GraphClient } from '../../src/graph/GraphClient.js';
import { FakeClock, settle, until } from '../support/fakeClock.js';
import { answering, callAt, failureOf, GraphServer, json, read, tenantAt } from '../support/graphServer.js';

describe('gathering', () => {
  let server: GraphServer;
  let graph: GraphClient;
  let clock: FakeClock;

  beforeEach(async () => {
    clock = new FakeClock();
    server = await GraphServer.start(
      answering(({ url }) => ({ body: { asked: url }, headers: { 'x-ms-resource-unit': '2' } })),
    );
    graph = new GraphClient({ clock });
  });
  afterEach(async () => {
    await graph.close();
    await server.stop();
  });

  test('a request asked alone travels plain', async () => {
    const call = callAt(clock);

    const answer = await graph.send(tenantAt(server.url), read('/users?$select=id'), call);

    expect(answer).toMatchObject({ status: 200, body: { asked: '/users?$select=id' } });
    expect(server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /v1.0/users?$select=id']);
    expect(call.receipt).toMatchObject({ requests: 1, batches: 0, parts: 1, resourceUnits: 2, waitedMs: 0 });
  });

  test('45 requests of one turn travel in three batches, each answer to its own request', async () => {
    const call = callAt(clock);
    const paths = Array.from({ length: 45 }, (_, index) => `/users/${index}`);

    const answers = await Promise.all(paths.map((path) => graph.send(tenantAt(server.url), read(path), call)));

    expect(answers.map(({ body }) => (body as { asked: string }).asked)).toEqual(paths);
    expect(server.seen.map(({ url }) => url)).toEqual(Array(3).fill('/v1.0/$batch'));
    expect([0, 1, 2].map((index) => server.parts(index).length).sort()).toEqual([20, 20, 5]);
    expect(call.receipt).toMatchObject({ requests: 3, batches: 3, parts: 45, resourceUnits: 90 });
  });

  test('what the continuations of one answer ask joins one batch', async () => {
    const call = callAt(clock);
    const tenant = tenantAt(server.url);
    const first = graph.send(tenant, read('/users'), call);
    const next = async (path: string): Promise<void> => {
      await first;
      await Promise.resolve();
      await graph.send(tenant, read(path), call);
    };

    await Promise.all([next('/devices'), next('/groups'), next('/organization')]);

    expect(server.seen.map(({ url }) => url)).toEqual(['/v1.0/users', '/v1.0/$batch']);
    expect(server.parts(1)).toHaveLength(3);
  });

  test('tenants, partitions, versions, and reads and changes never share a batch', async () => {
    const tenant = tenantAt(server.url);
    const other = tenantAt(server.url, { tenantId: 'fab51ca0-0002-4000-8000-000000000002', displayName: 'Fabrikam' });
    const app = callAt(clock);
    const user = callAt(clock, { partition: 'user:1:x' });
    const pair = (send: (path: string) => Promise<unknown>, name: string): Promise<unknown>[] => [
      send(`/${name}/a`),
      send(`/${name}/b`),
    ];

    await Promise.all([
      ...pair((path) => graph.send(tenant, read(path), app), 'one'),
      ...pair((path) => graph.send(other, read(path), app), 'two'),
      ...pair((path) => graph.send(tenant, read(path), user), 'three'),
      ...pair((path) => graph.send(tenant, read(path, { version: 'beta' }), app), 'four'),
      ...pair((path) => graph.send(tenant, read(path, { method: 'PATCH', body: {} }), app), 'five'),
    ]);

    const batches = server.seen.map((_, index) => server.parts(index).map(({ url }) => url));
    expect(batches.map((urls) => urls.map((url) => url.split('/')[1]))).toEqual(
      expect.arrayContaining(['one', 'two', 'three', 'four', 'five'].map((name) => [name, name])),
    );
    expect(batches).toHaveLength(5);
  });

  test('a POST that only reads rides with the reads', async () => {
    const tenant = tenantAt(server.url);
    const call = callAt(clock);
    const getByIds = read('/directoryObjects/getByIds?$select=id', {
      method: 'POST',
      isRead: true,
      body: { ids: ['1'] },
    });

    await Promise.all([graph.send(tenant, getByIds, call), graph.send(tenant, read('/devices'), call)]);

    expect(server.parts(0)).toEqual([
      expect.objectContaining({
        method: 'POST',
        body: { ids: ['1'] },
        headers: expect.objectContaining({ 'content-type': 'application/json' }),
      }),
      expect.objectContaining({ method: 'GET', url: '/devices' }),
    ]);
  });

  test('a slow family never rides in a batch', async () => {
    const tenant = tenantAt(server.url);
    const call = callAt(clock);
    const hunting = read('/security/runHuntingQuery', {
      method: 'POST',
      isRead: true,
      alone: true,
      workload: 'hunting',
      body: {},
    });

    await Promise.all([graph.send(tenant, hunting, call), graph.send(tenant, read('/users'), call)]);

    expect(server.seen.map(({ url }) => url).sort()).toEqual(['/v1.0/security/runHuntingQuery', '/v1.0/users']);
  });

  test('a URL longer than Graph takes travels inside a batch', async () => {
    const path = `/users?$filter=${'x'.repeat(2000)}`;

    const answer = await graph.send(tenantAt(server.url), read(path), callAt(clock));

    expect(answer.body).toEqual({ asked: path });
    expect(server.seen[0]?.url).toBe('/v1.0/$batch');
  });

  test('one that travels alone does so, too, in a batch of one', async () => {
    const slow = read(`/security/alerts?$filter=${'x'.repeat(2000)}`, { alone: true });

    await Promise.all([
      graph.send(tenantAt(server.url), slow, callAt(clock)),
      graph.send(tenantAt(server.url), read('/users'), callAt(clock)),
    ]);

    expect(server.seen.map(({ url }) => url).sort()).toEqual(['/v1.0/$batch', '/v1.0/users']);
  });

  test('every call and part carries its own client-request-id, the Prefer header and who we are', async () => {
    const tenant = tenantAt(server.url);
    const call = callAt(clock);
    const advanced = read('/users', { headers: { ConsistencyLevel: 'eventual', Prefer: 'odata.maxpagesize=5' } });

    await Promise.all([graph.send(tenant, advanced, call), graph.send(tenant, read('/devices'), call)]);

    const [outer] = server.seen;
    const parts = server.parts(0);
    expect(outer?.headers).toMatchObject({
      authorization: 'Bearer token-1',
      'accept-encoding': 'gzip',
      'user-agent': 'secgraph/0.1.0',
      sdkversion: 'secgraph/0.1.0',
      prefer: 'include-unknown-enum-members',
    });
    expect(parts[0]?.headers).toMatchObject({
      consistencylevel: 'eventual',
      prefer: 'include-unknown-enum-members, odata.maxpagesize=5',
    });
    const ids = [outer?.headers['client-request-id'], ...parts.map(({ headers }) => headers['client-request-id'])];
    expect(new Set(ids).size).toBe(3);
    expect(JSON.stringify(parts)).not.toContain('token-1');
  });

  test('identical reads in flight are one, also across callers of one partition', async () => {
    const tenant = tenantAt(server.url);
    const mine = callAt(clock);
    const yours = callAt(clock, { caller: 'other' });

    const answers = await Promise.all([mine, mine, yours].map((call) => graph.send(tenant, read('/users'), call)));

    expect(server.seen).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(answers.map(({ receipt }) => receipt)).toEqual([mine.receipt, mine.receipt, yours.receipt]);
    expect(mine.receipt).toMatchObject({ requests: 1, parts: 1, merged: 1 });
    expect(yours.receipt).toMatchObject({ requests: 0, parts: 0, merged: 1 });
  });

  test('who wants nothing older than now does not share what was asked for before', async () => {
    const tenant = tenantAt(server.url);
    const early = graph.send(tenant, read('/users'), callAt(clock));
    await clock.advance(1);
    const strict = callAt(clock, { freshSince: clock.now() });

    const answers = await Promise.all([
      early,
      ...[strict, strict].map((call) => graph.send(tenant, read('/users'), call)),
    ]);

    expect(server.seen).toHaveLength(2);
    expect(answers[1]!.body).toBe(answers[2]!.body);
    expect(answers[0].body).not.toBe(answers[1]!.body);
  });

  test('what differs in partition, headers, body or version is not merged, nor is a change', async () => {
    const tenant = tenantAt(server.url);
    const call = callAt(clock);
    const post = { method: 'POST', isRead: true } as const;

    await Promise.all([
      graph.send(tenant, read('/users'), call),
      graph.send(tenant, read('/users'), callAt(clock, { partition: 'user:1:x', receipt: call.receipt })),
      graph.send(tenant, read('/users', { headers: { ConsistencyLevel: 'eventual' } }), call),
      graph.send(tenant, read('/users', { version: 'beta' }), call),
      graph.send(tenant, read('/users', { ...post, body: 1 }), call),
      graph.send(tenant, read('/users', { ...post, body: 2 }), call),
      graph.send(tenant, read('/users/1', { method: 'PATCH', body: {} }), call),
      graph.send(tenant, read('/users/1', { method: 'PATCH', body: {} }), call),
    ]);

    expect(call.receipt).toMatchObject({ merged: 0, parts: 8 });
  });

  test('the same read asked after its answer is sent again', async () => {
    const tenant = tenantAt(server.url);
    await graph.send(tenant, read('/users'), callAt(clock));

    await graph.send(tenant, read('/users'), callAt(clock));

    expect(server.seen).toHaveLength(2);
  });

  test('beyond maxRequests to one tenant nothing is sent; another tenant has its own count', async () => {
    const tenant = tenantAt(server.url);
    const call = callAt(clock, { maxRequests: 2 });
    await graph.send(tenant, read('/users'), call);
    await graph.send(tenant, read('/devices'), call);

    const failure = await failureOf(graph.send(tenant, read('/groups'), call));
    await graph.send(tenantAt(server.url, { tenantId: 'other' }), read('/groups'), call);

    expect(failure).toMatchObject({
      code: 'UPSTREAM_BUDGET_EXCEEDED',
      facts: { tenantId: tenant.tenantId, workload: 'directory' },
    });
    expect(server.seen).toHaveLength(3);
  });

  test('in a shared batch only the operation that is out of requests stays behind', async () => {
    const tenant = tenantAt(server.url);
    const poor = callAt(clock, { maxRequests: 0 });
    const rich = callAt(clock);

    const [failed, answered] = await Promise.allSettled([
      graph.send(tenant, read('/users'), poor),
      graph.send(tenant, read('/devices'), rich),
    ]);

    expect([failed?.status, answered?.status]).toEqual(['rejected', 'fulfilled']);
    expect(server.seen.map(({ url }) => url)).toEqual(['/v1.0/devices']);
  });

  test.each(['/../beta/users', '/%2e%2e/beta/users', 'users', '/a b', '/a#b', '/a\nb'])(
    'the path %j is never sent',
    async (path) => {
      const failure = await failureOf(graph.send(tenantAt(server.url), read(path), callAt(clock)));

      expect(failure.code).toBe('INTERNAL_SERVER_ERROR');
      expect(server.seen).toHaveLength(0);
    },
  );

  test('members named like prototypes pollute nothing', async () => {
    await server.stop();
    server = await GraphServer.start((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        '{"responses":[{"id":"1","status":200,"headers":{"__proto__":"x"},"body":{"__proto__":{"polluted":true}}},{"id":"__proto__","status":200},{"id":"2","status":200,"body":{}}]}',
      );
    });
    const tenant = tenantAt(server.url);

    await Promise.all(['/a', '/b'].map((path) => graph.send(tenant, read(path), callAt(clock))));

    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('leaving', () => {
  let server: GraphServer;
  let graph: GraphClient;
  let clock: FakeClock;
  let release: () => void;
  /** Requests whose connection was closed before they were answered. */
  let cutOff: number;

  beforeEach(async () => {
    clock = new FakeClock();
    let open: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    release = open;
    cutOff = 0;
    server = await GraphServer.start((_, response) => {
      response.on('close', () => (cutOff += Number(!response.writableEnded)));
      void opened.then(() => json(response, { value: [] }));
    });
    graph = new GraphClient({ clock });
  });
  afterEach(async () => {
    release();
    await graph.close();
    await server.stop();
  });

  test('a caller who leaves is answered at once, and the request is given up when nobody else waits', async () => {
    const leaving = new AbortController();
    const sent = graph.send(tenantAt(server.url), read('/users'), callAt(clock, { signal: leaving.signal }));
    await until(() => server.seen.length === 1);

    leaving.abort(new Error('left'));

    expect(await failureOf(sent)).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    await until(() => cutOff === 1, 'the server to see it');
  });

  test('a merged request goes on for whoever still waits', async () => {
    const tenant = tenantAt(server.url);
    const leaving = new AbortController();
    const first = graph.send(tenant, read('/users'), callAt(clock, { signal: leaving.signal }));
    const second = graph.send(tenant, read('/users'), callAt(clock));
    await until(() => server.seen.length === 1);

    leaving.abort(new Error('left'));
    await failureOf(first);
    release();

    expect(await second).toMatchObject({ status: 200, body: { value: [] } });
    expect(server.seen).toHaveLength(1);
  });

  test('after the abort no new request begins', async () => {
    const leaving = new AbortController();
    const call = callAt(clock, { signal: leaving.signal });
    const early = graph.send(tenantAt(server.url), read('/users'), call);
    leaving.abort(new Error('left'));
    const late = graph.send(tenantAt(server.url), read('/devices'), call);

    expect((await failureOf(early)).code).toBe('DEADLINE_EXCEEDED');
    expect((await failureOf(late)).code).toBe('DEADLINE_EXCEEDED');
    await settle();
    expect(server.seen).toHaveLength(0);
    expect(call.receipt.requests).toBe(0);
  });

  test('a deadline that has passed sends nothing', async () => {
    const call = callAt(clock, { deadlineMs: clock.monotonicMs() });

    expect((await failureOf(graph.send(tenantAt(server.url), read('/users'), call))).code).toBe('DEADLINE_EXCEEDED');
    expect(server.seen).toHaveLength(0);
  });

  test('a change whose caller leaves after it was sent has an unknown outcome and is not called back', async () => {
    const leaving = new AbortController();
    const patch = read('/security/alerts_v2/1', {
      method: 'PATCH',
      workload: 'security',
      body: { status: 'resolved' },
    });
    const sent = graph.send(tenantAt(server.url), patch, callAt(clock, { signal: leaving.signal }));
    await until(() => server.seen.length === 1);

    leaving.abort(new Error('left'));

    expect(await failureOf(sent)).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    await settle();
    expect(cutOff).toBe(0);
  });

  test('an operation of a hundred calls puts one listener on its signal', async () => {
    const warnings: string[] = [];
    const listen = (warning: Error): void => void warnings.push(warning.name);
    process.on('warning', listen);
    const leaving = new AbortController();
    const call = callAt(clock, { signal: leaving.signal });
    const tenant = tenantAt(server.url);

    const all = Array.from({ length: 100 }, (_, index) => failureOf(graph.send(tenant, read(`/users/${index}`), call)));
    leaving.abort(new Error('left'));
    await Promise.all(all);
    await settle();
    process.off('warning', listen);

    expect(warnings).toEqual([]);
  });
});
