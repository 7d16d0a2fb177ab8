import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import fc from 'fast-check';
import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import { startEmulator, type Emulator } from '../../emulator/startEmulator.js';

jest.setTimeout(60_000);

let emulator: Emulator;
let token: string;
beforeAll(async () => {
  emulator = await startEmulator({ throttling: false });
  const [{ tenantId, clientId, clientSecret }] = DEMO_TENANTS as [(typeof DEMO_TENANTS)[number]];
  const response = await fetch(`${emulator.url}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      ...{ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret },
      scope: `${emulator.url}/.default`,
    }),
  });
  token = ((await response.json()) as { access_token: string }).access_token;
});
afterAll(() => emulator.stop());

/** Sends bytes as they are; the first line of the answer, or nothing where the connection was cut. */
function raw(text: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(emulator.port, '127.0.0.1');
    let answer = '';
    socket.setTimeout(5_000, () => socket.destroy());
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer.split('\r\n', 1)[0]!));
    // Who hangs up halfway gets no answer from Node: whole requests ask the server to close.
    if (String(text).includes('connection: close')) socket.write(text);
    else socket.end(text);
  });
}

function get(path: string): Promise<string> {
  return raw(`GET ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}\r\nconnection: close\r\n\r\n`);
}

const alive = async (): Promise<boolean> => / 200 /.test(await get('/v1.0/users?$top=1'));

const PATHS = [
  ...[
    '/%',
    '/v1.0/%',
    '/v1.0/users/%',
    '/v1.0/users?%',
    '/v1.0/users?$filter=%',
    '/v1.0/users?$filter=%ff',
    '/%00',
    '/v1.0/..%2f..%2f',
    '//evil',
    '/\\',
  ],
  ...[
    '/v1.0/users?$filter=' + '('.repeat(1_500),
    '/v1.0/users?$filter=' + 'not '.repeat(400) + 'x',
    "/v1.0/users?$filter=displayName eq '".replaceAll(' ', '%20') + 'x'.repeat(6_000),
  ],
  ...[
    '/v1.0/users?$select=__proto__',
    '/v1.0/users?$filter=__proto__%20eq%20null',
    '/v1.0/users?$orderby=constructor',
    '/v1.0/users?$expand=__proto__',
    '/v1.0/__proto__',
    '/v1.0/users/__proto__',
    '/__proto__/oauth2/v2.0/token',
  ],
  ...[
    '/v1.0/users?$top=-1',
    '/v1.0/users?$top=1e9',
    '/v1.0/users?$top=99999999999999999999',
    '/v1.0/users?$skiptoken=x',
    '/v1.0/users?$skip=-5',
    '/v1.0/users?$count=maybe',
  ],
  ...[
    '/v1.0/security/alerts_v2?$filter=evidence/any(' + 'a:a/any('.repeat(200),
    '/v1.0/users?$expand=manager($expand=manager('.repeat(50),
  ],
  ...['/_emulator/', '/_emulator/../v1.0/users', '/_emulator/__proto__', '/_emulator/clock?x=%'],
];

test.each(PATHS.map((path) => [path.slice(0, 50), path]))(
  'T39: GET %j … does not end the emulator',
  async (_start, path) => {
    const status = await get(path);

    expect(status).toMatch(/^HTTP\/1\.1 [2-4]\d\d/);
    expect(await alive()).toBe(true);
  },
);

test.each([
  ['no HTTP', 'hello\r\n\r\n'],
  ['bytes', Buffer.from([0, 255, 254, 13, 10, 13, 10])],
  ['TLS', Buffer.from('16030100', 'hex')],
  ['half a request', 'GET /v1.0/users HTTP/1.1\r\nhost: loc'],
  ['a header without an end', `GET / HTTP/1.1\r\nx: ${'x'.repeat(100_000)}`],
  ['a strange method', 'BREW /v1.0/users HTTP/1.1\r\nhost: localhost\r\n\r\n'],
  ['two lengths', 'POST /v1.0/$batch HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nx'],
  ['a length that lies', 'POST /v1.0/$batch HTTP/1.1\r\nhost: localhost\r\ncontent-length: 500\r\n\r\nx'],
])('T39: %s does not end the emulator', async (_what, text) => {
  await raw(text);

  expect(await alive()).toBe(true);
});

test('T39: any body of a batch is answered, none with a mistake of the emulator', async () => {
  const part = fc.record(
    {
      id: fc.oneof(fc.string(), fc.integer(), fc.constant(null)),
      method: fc.oneof(fc.constantFrom('GET', 'POST', 'PATCH', 'get', '__proto__'), fc.jsonValue()),
      url: fc.oneof(
        fc.constantFrom('/users', '/$batch', '//x', '/users?$filter=(', '/%', 'http://evil/'),
        fc.jsonValue(),
      ),
      headers: fc.jsonValue({ maxDepth: 2 }),
      body: fc.jsonValue({ maxDepth: 2 }),
      dependsOn: fc.oneof(fc.constant(['1']), fc.jsonValue({ maxDepth: 1 })),
    },
    { requiredKeys: [] },
  );
  const bodies = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.record({ requests: fc.array(part, { maxLength: 25 }) }));
  await fc.assert(
    fc.asyncProperty(bodies, async (body) => {
      const response = await fetch(`${emulator.url}/v1.0/$batch`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      });
      const text = await response.text();
      expect(response.status).toBeLessThan(500);
      expect(text).not.toContain('made a mistake');
    }),
    { numRuns: 150 },
  );
});

test('T39: nothing outside of this machine reaches it: it listens on 127.0.0.1, and answers to loopback names', async () => {
  const others = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of others) {
    const outcome = await new Promise<string>((resolve) => {
      const socket = connect({ host: address, port: emulator.port, timeout: 2_000 });
      socket.on('connect', () => resolve('connected'));
      socket.on('error', () => resolve('refused'));
      socket.on('timeout', () => resolve('refused'));
    });
    expect(outcome).toBe('refused');
  }
  for (const head of [
    'host: evil.example',
    'host: localhost\r\norigin: https://evil.example',
    'host: 127.0.0.1.evil.example',
  ]) {
    const status = await raw(
      `GET /v1.0/users HTTP/1.1\r\n${head}\r\nauthorization: Bearer ${token}\r\nconnection: close\r\n\r\n`,
    );
    expect(status).toContain('403');
  }
});
