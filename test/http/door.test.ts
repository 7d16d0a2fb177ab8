import { request } from 'node:http';
import { gunzipSync, brotliDecompressSync } from 'node:zlib';
import { openTestDoor, post, type Answer, type OpenDoor } from './door.js';

let door: OpenDoor;
let app: OpenDoor;
const KEY = 'k'.repeat(24);

beforeAll(async () => {
  door = await openTestDoor();
  app = await openTestDoor({ API_KEYS: `soc:${KEY}`, INTROSPECTION: 'off', CORS_ORIGINS: 'https://soc.example.com' });
});
afterAll(() => Promise.all([door.stop(), app.stop()]));

describe('who may come in', () => {
  test('in demo mode this machine, without a key', async () => {
    expect((await door.ask('{ caller }')).body.data).toEqual({ caller: 'demo' });
  });

  test.each(['evil.example', 'evil.example:4000', '127.0.0.1.evil.example'])(
    'in demo mode nobody under the name "%s"',
    async (host) => {
      const { status, body } = await raw(
        door,
        { method: 'POST', headers: { host, ...JSON_TYPE } },
        '{"query":"{ hello }"}',
      );

      expect(status).toBe(403);
      expect(body).toContain('FORBIDDEN');
    },
  );

  test('with keys configured only who has one, and the reason is 401 with WWW-Authenticate', async () => {
    const without = await post(app.url, { query: '{ caller }' });
    const wrong = await post(app.url, { query: '{ caller }' }, { authorization: `Bearer ${'x'.repeat(24)}` });
    const right = await post(app.url, { query: '{ caller }' }, { authorization: `Bearer ${KEY}` });

    expect([without.status, wrong.status, right.status]).toEqual([401, 401, 200]);
    expect(without.headers.get('www-authenticate')).toBe('Bearer');
    expect(((await without.json()) as Answer).errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    expect(((await right.json()) as Answer).data).toEqual({ caller: 'soc' });
  });

  test('without a key no body is read', async () => {
    const { status } = await raw(
      app,
      { method: 'POST', headers: { host: 'localhost', ...JSON_TYPE, 'content-length': '1000000000' } },
      '{',
    );

    expect(status).toBe(401);
  });
});

describe('bodies', () => {
  test.each([
    ['malformed JSON', '{"query": secret-token', {}, 400],
    ['no body', '', {}, 400],
    ['an array of operations', '[{"query":"{ hello }"}]', {}, 400],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), {}, 400],
    ['another charset', '{"query":"{ hello }"}', { 'content-type': 'application/json; charset=utf-16' }, 415],
    ['a form', 'query={hello}', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['plain text', '{"query":"{ hello }"}', { 'content-type': 'text/plain' }, 415],
    ['a compressed body', '{"query":"{ hello }"}', { 'content-encoding': 'gzip' }, 415],
    ['more than 256 kB', `{"query":"{ hello }","x":"${'x'.repeat(262_144)}"}`, {}, 413],
  ])('%s is refused, and nothing of it is repeated in answer or log', async (_what, body, headers, expected) => {
    const { status, body: text } = await raw(door, { method: 'POST', headers: { ...JSON_TYPE, ...headers } }, body);

    expect(status).toBe(expected);
    expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    expect(text).not.toMatch(/secret-token|stack|node_modules/);
    expect(JSON.stringify(door.lines)).not.toContain('secret-token');
  });

  test('a member named __proto__ changes nothing', async () => {
    const { status } = await raw(
      door,
      { method: 'POST', headers: JSON_TYPE },
      '{"query":"{ hello }","variables":{"__proto__":{"polluted":1}},"__proto__":{"polluted":1}}',
    );

    expect(status).toBe(200);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('answers', () => {
  test('carry nosniff, no-store, a request id of ours, and nothing about what made them', async () => {
    const response = await post(door.url, { query: '{ hello }' }, { 'x-request-id': 'forged' });

    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(response.headers.get('x-powered-by')).toBeNull();
    expect(response.headers.get('server')).toBeNull();
  });

  test.each([
    ['br', 'gzip, deflate, br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['gzip', 'br;q=0, gzip', gunzipSync],
  ])('are compressed with %s when asked by "%s"', async (coding, asked, open) => {
    const { headers, bytes } = await raw(
      door,
      { method: 'POST', headers: { ...JSON_TYPE, 'accept-encoding': asked } },
      '{"query":"{ large }"}',
    );

    expect(headers['content-encoding']).toBe(coding);
    expect(headers['vary']).toContain('Accept-Encoding');
    expect(bytes.length).toBeLessThan(1_000);
    expect(JSON.parse(open(bytes).toString())).toMatchObject({
      data: { large: expect.stringContaining('alert') as string },
    });
  });

  test('are left as they are when nobody asked', async () => {
    const { headers, body } = await raw(door, { method: 'POST', headers: JSON_TYPE }, '{"query":"{ large }"}');

    expect(headers['content-encoding']).toBeUndefined();
    expect(body.length).toBeGreaterThan(10_000);
  });
});

describe('methods and addresses', () => {
  test.each([
    ['TRACE', '/graphql', 405],
    ['PUT', '/graphql', 405],
    ['DELETE', '/graphql', 405],
    ['GET', '/nothing/../here?token=secret', 404],
    ['GET', '/%', 400],
  ])('%s %s is %d', async (method, path, expected) => {
    const { status, body } = await raw(door, { method, path, headers: {} });

    expect(status).toBe(expected);
    expect(body).not.toContain('secret');
  });

  test('a mutation by GET is 405, a query by GET needs a header that no form can send', async () => {
    const query = encodeURIComponent('{ hello }');
    const simple = await fetch(`${door.url}/graphql?query=${query}`);
    const preflighted = await fetch(`${door.url}/graphql?query=${query}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    const mutation = await fetch(`${door.url}/graphql?query=${encodeURIComponent('mutation { touch }')}`, {
      headers: { 'apollo-require-preflight': '1' },
    });

    expect([simple.status, preflighted.status, mutation.status]).toEqual([400, 200, 405]);
  });

  test('persisted queries are not offered', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
    const answer = (await (await post(door.url, { extensions })).json()) as Answer;

    expect(answer.errors?.[0]?.extensions['code']).toBe('PERSISTED_QUERY_NOT_SUPPORTED');
  });
});

describe('other web pages', () => {
  const preflight = (url: string, origin: string) =>
    fetch(`${url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    });

  test('the hosted Sandbox may connect in demo mode, others may not', async () => {
    const sandbox = await preflight(door.url, 'https://studio.apollographql.com');
    const other = await preflight(door.url, 'https://evil.example');

    expect(sandbox.status).toBe(204);
    expect(sandbox.headers.get('access-control-allow-origin')).toBe('https://studio.apollographql.com');
    expect(sandbox.headers.get('access-control-allow-headers')).toContain('content-type');
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('the origins of CORS_ORIGINS may connect', async () => {
    const listed = await preflight(app.url, 'https://soc.example.com');

    expect(listed.headers.get('access-control-allow-origin')).toBe('https://soc.example.com');
  });
});

describe('introspection and pages', () => {
  test('the Sandbox page is served to browsers, at /graphql', async () => {
    const response = await fetch(`${door.url}/graphql`, { headers: { accept: 'text/html,application/xhtml+xml' } });

    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('embeddable-sandbox');
  });

  test('the explorer names no outside host and has the examples open', async () => {
    const response = await fetch(`${door.url}/explorer`);
    const page = await response.text();
    const script = /src="(main-[^"]+\.js|[^"]+\.js)"/.exec(page)?.[1];

    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(page).toContain('query Triage');
    expect(page.replace(/xmlns="[^"]*"|http:\/\/www\.w3\.org\/[^"']*/g, '')).not.toMatch(/(src|href)="https?:/);
    expect((await fetch(`${door.url}/explorer/${script}`)).status).toBe(200);
  });

  test('without introspection there is no page, no schema and no suggestion', async () => {
    const authorization = { authorization: `Bearer ${KEY}` };
    const asked = async (query: string) => (await (await post(app.url, { query }, authorization)).json()) as Answer;

    const page = await fetch(`${app.url}/graphql`, { headers: { accept: 'text/html', ...authorization } });
    expect(page.headers.get('content-type')).not.toContain('text/html');
    expect((await fetch(`${app.url}/explorer`)).status).toBe(404);
    expect((await asked('{ __schema { types { name } } }')).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    expect((await asked('{ helo }')).errors?.[0]?.message).not.toContain('Did you mean');
    expect((await door.ask('{ helo }')).body.errors?.[0]?.message).toContain('Did you mean');
  });

  test('the schema is published as a file, to those who may ask', async () => {
    const open = await fetch(`${door.url}/schema.graphql`);

    expect(await open.text()).toContain('type AlertConnection');
    expect((await fetch(`${app.url}/schema.graphql`)).status).toBe(401);
  });

  test('health, readiness and metrics are answered', async () => {
    await door.ask('{ hello }');

    expect(await (await fetch(`${door.url}/healthz`)).json()).toEqual({ status: 'ok' });
    expect(await (await fetch(`${door.url}/readyz`)).json()).toEqual({ status: 'ready', journal: 'reachable' });
    expect(await (await fetch(`${door.url}/metrics`)).text()).toMatch(/secgraph_operations_total\{outcome="ok"\} \d/);
  });

  test('metrics are closed to other names of this machine', async () => {
    expect((await raw(app, { method: 'GET', path: '/metrics', headers: { host: 'evil.example' } })).status).toBe(401);
    expect(
      (
        await raw(app, {
          method: 'GET',
          path: '/metrics',
          headers: { host: 'x.example', authorization: `Bearer ${KEY}` },
        })
      ).status,
    ).toBe(200);
  });
});

const JSON_TYPE = { 'content-type': 'application/json' };

interface RawAnswer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly bytes: Buffer;
  readonly body: string;
}

/** A request with exactly these headers; fetch would add and forbid some. */
function raw(
  to: OpenDoor,
  { method, path = '/graphql', headers }: { method: string; path?: string; headers: Record<string, string> },
  body: string | Buffer = '',
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: to.port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        sent.destroy();
        resolve({ status: response.statusCode!, headers: response.headers, bytes, body: bytes.toString() });
      });
    });
    sent.on('error', reject);
    if (headers['content-length']) {
      sent.write(body);
    } else {
      sent.end(body);
    }
  });
}
