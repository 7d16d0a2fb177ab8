import { connect } from 'node:net';
import type { GraphQLObjectType } from 'graphql';
import type { Caller } from '../../src/auth/Caller.js';
import { Receipt } from '../../src/observability/Receipt.js';
import { openTestDoor, post, type Answer, type OpenDoor } from './door.js';

let door: OpenDoor;
const open = async (...args: Parameters<typeof openTestDoor>): Promise<OpenDoor> =>
  (door = await openTestDoor(...args));
afterEach(async () => {
  door.letGo();
  await door.stop();
});

describe('one operation', () => {
  test('is answered with its receipt', async () => {
    await open();

    const { status, body } = await door.ask('{ hello }');

    expect(status).toBe(200);
    expect(body.data).toEqual({ hello: 'world' });
    expect(body.extensions?.['upstream']).toMatchObject({ requests: 0, batches: 0, parts: 0, merged: 0, cacheHits: 0 });
  });

  test('sees the very context that was opened, private members and all', async () => {
    class Context {
      readonly #secret = 'kept';
      readonly receipt = new Receipt();
      constructor(
        readonly caller: Caller,
        readonly signal: AbortSignal,
      ) {}
      get secret(): string {
        return this.#secret;
      }
      extensions(): Record<string, unknown> {
        return {};
      }
      notices(): [] {
        return [];
      }
    }
    await open({}, { openContext: (caller, signal) => new Context(caller, signal) });
    door.parts.schema.getQueryType()!.getFields()['hello']!.resolve = (_root, _args, context: Context) =>
      context.secret;

    expect((await door.ask('{ hello }')).body.data).toEqual({ hello: 'kept' });
  });

  test('that was refused has no receipt', async () => {
    await open();

    const { body } = await door.ask('{ nothing }');

    expect(body.extensions).toBeUndefined();
  });

  test('with @defer comes in parts, the receipt with the last one', async () => {
    await open();

    const response = await post(
      door.url,
      { query: '{ alerts { nodes { title ... @defer { late } } } }' },
      { accept: 'multipart/mixed;deferSpec=20220824, application/json' },
    );
    const text = await response.text();

    expect(response.headers.get('content-type')).toContain('multipart/mixed');
    const parts = text.split('\r\n---').filter((part) => part.includes('{'));
    expect(parts).toHaveLength(2);
    expect(parts[0]).toContain('"hasNext":true');
    expect(parts[1]).toContain('"late":"later"');
    expect(parts[1]).toContain('"extensions":{"upstream":{');
  });
});

describe('the size of an answer', () => {
  const SMALL = { MAX_ANSWER_BYTES: '65536' };
  const refused = {
    message:
      'The answer would have more than 65536 bytes (MAX_ANSWER_BYTES). Ask for smaller pages or for fewer fields at once.',
    extensions: { code: 'QUERY_TOO_COSTLY', limit: 'MAX_ANSWER_BYTES', allowed: 65_536 },
  };
  const times = (count: number): string =>
    `{ ${Array.from({ length: count }, (_, place) => `large${place}: large`).join(' ')} }`;

  test('is bounded: one that would be larger says so, with its receipt and nothing else', async () => {
    await open(SMALL);

    const [fits, tooLarge] = [await door.ask(times(5)), await door.ask(times(6))];

    expect(Object.keys(fits.body.data ?? {})).toHaveLength(5);
    expect(fits.body.errors).toBeUndefined();
    expect(tooLarge.body).toEqual({
      errors: [refused],
      data: null,
      extensions: { upstream: expect.objectContaining({ requests: 0 }) },
    });
  });

  test('counts deferred parts: the one that would be too much is left out, and the stream ends well', async () => {
    await open(SMALL);
    const alert = door.parts.schema.getType('Alert') as GraphQLObjectType;
    alert.getFields()['late']!.resolve = () => Promise.resolve('x'.repeat(66_000));

    const response = await post(
      door.url,
      { query: '{ alerts { nodes { title ... @defer { late } } } }' },
      { accept: 'multipart/mixed;deferSpec=20220824, application/json' },
    );
    const [first, last] = (await response.text())
      .split('\r\n---')
      .filter((part) => part.includes('{'))
      .map((part) => JSON.parse(part.slice(part.indexOf('{'))) as { incremental: unknown[]; data: unknown });

    expect(first!.data).toEqual({ alerts: { nodes: [{ title: 'phish' }] } });
    expect(last).toMatchObject({ hasNext: false, incremental: [{ data: null, errors: [refused] }] });
    expect(JSON.stringify(last)).not.toContain('xxx');
  });
});

describe('errors', () => {
  test('of ours carry code, tenant, workload, wait and the request id of Graph', async () => {
    await open();

    const { status, body } = await door.ask('{ hello fails(how: "ours") }');

    expect(status).toBe(200);
    expect(body.data).toEqual({ hello: 'world', fails: null });
    expect(body.errors?.[0]).toEqual({
      message: 'Microsoft Graph asks to wait.',
      locations: [{ line: 1, column: 9 }],
      path: ['fails'],
      extensions: {
        code: 'UPSTREAM_THROTTLED',
        tenant: 't-1',
        workload: 'security',
        retryAfterSeconds: 2.5,
        graphRequestId: 'graph-1',
        statusClass: '4xx',
      },
    });
  });

  test.each(['', 'development', 'test'])(
    'of any other kind say nothing but a request id, with NODE_ENV "%s"',
    async (mode) => {
      const before = process.env['NODE_ENV'];
      process.env['NODE_ENV'] = mode;
      await open();
      process.env['NODE_ENV'] = before;

      const response = await post(door.url, { query: '{ fails(how: "theirs") }' });
      const text = await response.text();
      const [error] = (JSON.parse(text) as Answer).errors!;

      expect(text).not.toMatch(/secret|passwd|anna|stack|\.ts|node_modules/);
      expect(error?.extensions).toEqual({
        code: 'INTERNAL_SERVER_ERROR',
        requestId: response.headers.get('x-request-id'),
      });
      expect(door.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
    },
  );

  test('are at most 20 in one answer, the rest is counted', async () => {
    await open();

    const { body } = await door.ask('{ manyFailures }');

    expect(body.errors).toHaveLength(20);
    expect(body.extensions?.['errorsOmitted']).toBe(30);
  });

  test('of the protocol keep their codes and are 400', async () => {
    await open();

    const parse = await door.ask('{ hello');
    const validate = await door.ask('{ helo }');
    const resolve = await door.ask('query A { hello } query B { hello }');
    const variable = await door.ask('query ($how: String!) { fails(how: $how) }', { how: 7 });

    expect([parse, validate, resolve, variable].map(({ status }) => status)).toEqual([400, 400, 400, 400]);
    expect([parse, validate, resolve, variable].map(({ body }) => body.errors?.[0]?.extensions)).toEqual([
      { code: 'GRAPHQL_PARSE_FAILED' },
      { code: 'GRAPHQL_VALIDATION_FAILED' },
      { code: 'OPERATION_RESOLUTION_FAILURE' },
      { code: 'BAD_USER_INPUT' },
    ]);
  });

  test('about variables are at most 5', async () => {
    await open();
    const names = Array.from({ length: 12 }, (_, place) => `v${place}`);
    const query = `query (${names.map((name) => `$${name}: Int!`).join()}) { hello ${names
      .map((name) => `${name}: alerts(first: $${name}) { nodes { title } }`)
      .join(' ')} }`;

    const { status, body } = await door.ask(query, Object.fromEntries(names.map((name) => [name, 'x'])));

    expect(status).toBe(400);
    expect(body.errors!.length).toBeLessThanOrEqual(6);
  });
});

describe('limits', () => {
  test.each([
    ['MAX_DEPTH', '{ alerts { nodes { users { user { displayName } } } } }', { MAX_DEPTH: '4' }],
    ['MAX_FIELDS', '{ ...A ...A } fragment A on Query { hello caller }', { MAX_FIELDS: '3' }],
    ['MAX_ALIASES', '{ a: __typename b: __typename c: __typename }', { MAX_ALIASES: '2' }],
    ['MAX_ROOT_FIELDS', '{ hello caller slow }', { MAX_ROOT_FIELDS: '2' }],
    ['MAX_DIRECTIVES', '{ hello @skip(if: true) @include(if: true) }', { MAX_DIRECTIVES: '1' }],
    ['MAX_NODES', '{ alerts(first: 11) { nodes { title } } }', { MAX_NODES: '10' }],
  ])('%s refuses before anything runs', async (limit, query, env) => {
    await open(env);

    const { status, body } = await door.ask(query);

    expect(status).toBe(400);
    expect(body.data).toBeUndefined();
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'QUERY_TOO_COSTLY', limit });
  });

  test('MAX_TOKENS refuses a long document as unparsable', async () => {
    await open();

    const { status, body } = await door.ask(`{ ${'hello '.repeat(4_100)} }`);

    expect(status).toBe(400);
    expect(body.errors?.[0]?.extensions['code']).toBe('GRAPHQL_PARSE_FAILED');
  });

  test('page sizes count with the values of variables', async () => {
    await open({ MAX_NODES: '100' });
    const query = 'query ($n: Int) { alerts(first: $n) { nodes { title } } }';

    expect((await door.ask(query, { n: 100 })).status).toBe(200);
    expect((await door.ask(query, { n: 101 })).status).toBe(400);
  });

  test('a document that needs too many calls learns the costliest paths and the page size that would fit', async () => {
    await open(
      {},
      {
        estimate: (document) => {
          const size = Number(
            /first: (\d+)/.exec(JSON.stringify(document).length ? printFirst(document) : '')?.[1] ?? 25,
          );
          return {
            expected: size,
            paths: [
              { path: 'alerts', requests: 1 },
              { path: 'alerts.users', requests: size - 1 },
            ],
          };
        },
      },
    );

    const { body } = await door.ask('{ alerts(first: 100) { nodes { title } } }');

    expect(body.errors?.[0]?.message).toContain('alerts.users (99), alerts (1)');
    expect(body.errors?.[0]?.extensions).toMatchObject({
      code: 'QUERY_TOO_COSTLY',
      limit: 'MAX_EXPECTED_REQUESTS',
      expected: 100,
      fittingPageSize: 60,
    });
  });
});

describe('time and load', () => {
  test('an operation ends when its caller leaves', async () => {
    await open();
    const leave = new AbortController();
    const asked = post(door.url, { query: '{ slow }' });
    asked.catch(() => undefined);
    const left = fetch(`${door.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ slow }' }),
      signal: leave.signal,
    }).catch(() => 'left');
    await until(() => door.signals.length === 2);

    leave.abort();

    expect(await left).toBe('left');
    await until(() => door.signals.some(({ aborted }) => aborted));
    door.letGo();
    expect((await asked).status).toBe(200);
  });

  test('an operation is told when its deadline has passed', async () => {
    let pass = (): void => undefined;
    const clock = {
      now: () => 0,
      monotonicMs: () => 0,
      sleep: (ms: number, signal?: AbortSignal) =>
        new Promise<void>((resolve, reject) => {
          if (ms === 15_000) pass = resolve;
          signal?.addEventListener('abort', () => reject(signal.reason as Error));
        }),
    };
    await open({}, { clock });
    const asked = door.ask('{ slow }');
    await door.begun;

    pass();

    await until(() => door.signals[0]!.aborted);
    expect(door.signals[0]?.reason).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    door.letGo();
    await asked;
  });

  test('beyond the queue callers get 503 with Retry-After, and those who wait are answered', async () => {
    await open({ MAX_CONCURRENT: '1', MAX_QUEUED: '1' });
    const first = door.ask('{ slow }');
    await door.begun;
    const second = door.ask('{ hello }');
    await until(() => door.parts.gate.waiting === 1);

    const third = await post(door.url, { query: '{ hello }' });
    const ready = await fetch(`${door.url}/readyz`);

    expect(third.status).toBe(503);
    expect(third.headers.get('retry-after')).toBe('1');
    expect(((await third.json()) as Answer).errors?.[0]?.extensions['code']).toBe('OVERLOADED');
    expect(ready.status).toBe(503);
    door.letGo();
    expect((await first).body.data).toEqual({ slow: 'at last' });
    expect((await second).body.data).toEqual({ hello: 'world' });
    await until(() => door.parts.gate.running === 0);
  });

  test('a context that cannot be opened gives its place back and says nothing of the reason', async () => {
    await open(
      { MAX_CONCURRENT: '1' },
      {
        openContext: () => {
          throw new Error('secret reason');
        },
      },
    );

    const first = await door.ask('{ hello }');
    const second = await door.ask('{ hello }');

    expect([first.status, second.status]).toEqual([500, 500]);
    expect(JSON.stringify(first.body)).not.toContain('secret');
    expect(door.lines.filter(({ level }) => level === 'error')).toHaveLength(2);
    expect(door.parts.gate.running).toBe(0);
  });

  test('stopping finishes what runs and takes nothing new', async () => {
    await open();
    const running = door.ask('{ slow }');
    await door.begun;

    const stopped = door.stop();
    const refused = await post(door.url, { query: '{ hello }' }).then(
      ({ status }) => status,
      () => 'refused',
    );
    door.letGo();

    expect([503, 'refused']).toContain(refused);
    expect((await running).body.data).toEqual({ slow: 'at last' });
    await stopped;
  });

  test('an operation that does not end is cut off a second before the deadline', async () => {
    await open({ SHUTDOWN_SECONDS: '1' });
    const running = door.ask('{ slow }').catch(() => 'cut off');
    await door.begun;

    await door.stop();

    expect(await running).toBe('cut off');
    await until(() => door.signals[0]!.aborted);
  });

  test('a request sent by half does not keep the process', async () => {
    await open();
    const begun = performance.now();
    const socket = connect(door.port, '127.0.0.1');
    socket.on('error', () => undefined);
    await new Promise<void>((resolve) =>
      socket.write('POST /graphql HTTP/1.1\r\nhost: localhost\r\n', () => resolve()),
    );

    await door.stop();

    expect(performance.now() - begun).toBeLessThan(14_000);
    expect(await fetch(`${door.url}/healthz`).catch(() => 'closed')).toBe('closed');
    socket.destroy();
  });
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

function printFirst(document: object): string {
  const values: number[] = [];
  JSON.stringify(document, (key, value: unknown) => {
    const argument = value as { kind?: string; name?: { value: string }; value?: { value: string } } | null;
    if (argument?.kind === 'Argument' && argument.name?.value === 'first') values.push(Number(argument.value?.value));
    return key === 'loc' ? undefined : value;
  });
  return `first: ${values[0] ?? 25}`;
}
