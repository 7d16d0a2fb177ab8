import { connect } from 'node:net';
import fc from 'fast-check';
import { openHouse, type House } from '../support/house.js';

jest.setTimeout(120_000);

const RUNS = 400;
let house: House;
const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);
beforeAll(async () => {
  process.on('unhandledRejection', note);
  house = await openHouse();
});
afterAll(async () => {
  await house.stop();
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

/** Sends bytes as they are to a port of this machine; what came back before the connection ended. */
function send(port: number, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.setTimeout(3_000, () => socket.destroy());
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
    socket.end(bytes);
  });
}

const NASTY = [
  '%',
  '%00',
  '%ff',
  '..',
  '/',
  '\\',
  '//',
  '?',
  '#',
  '&',
  '=',
  "'",
  '"',
  '$',
  '(',
  ')',
  '{',
  '}',
  '[',
  ']',
  '\u0000',
  '\r\n',
  '__proto__',
  'constructor',
  'graphql',
  'v1.0',
  'users',
  '$filter',
  '$batch',
  '😀',
];
const path = fc
  .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ maxLength: 5 })), { maxLength: 12 })
  .map((parts) => `/${parts.join('')}`);
const method = fc.oneof(
  fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE', 'CONNECT', 'BREW'),
  fc.string({ maxLength: 6 }),
);
const headerLine = fc.oneof(
  fc.constantFrom(
    ...[
      'content-type: application/json',
      'content-type: text/plain',
      'content-length: 3',
      'content-length: -1',
      'transfer-encoding: chunked',
      'expect: 100-continue',
    ],
    ...[
      'host: evil.example',
      'origin: https://evil.example',
      'authorization: Bearer x',
      'accept: text/html',
      'accept-encoding: br;q=x',
      'upgrade: websocket',
      'connection: upgrade',
    ],
  ),
  fc.string({ maxLength: 40 }).map((text) => `x: ${text}`),
);
const attack = fc
  .tuple(method, path, fc.array(headerLine, { maxLength: 5 }), fc.string({ maxLength: 60 }))
  .map(
    ([verb, target, headers, body]) =>
      `${verb} ${target} HTTP/1.1\r\nhost: localhost\r\n${headers.join('\r\n')}\r\n\r\n${body}`,
  );

async function isAlive(): Promise<boolean> {
  const { data } = await house.ask('{ me { name } alerts(first: 1, tenants: ["contoso"]) { nodes { id } } }');
  return data.me.name === 'demo' && data.alerts.nodes.length === 1;
}

test.each(['server', 'emulator'])(
  `${RUNS} requests shaped like attacks: the %s shows no stack and goes on`,
  async (whom) => {
    const port = whom === 'server' ? Number(new URL(house.url).port) : house.emulator.port;
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          attack,
          fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
        ),
        async (bytes) => {
          const answer = await send(port, bytes);
          expect(answer).not.toMatch(/node_modules|at .*\.ts:\d|TypeError|ReferenceError/);
          expect(answer).not.toMatch(/^HTTP\/1\.1 500/);
        },
      ),
      { numRuns: RUNS, seed: 1 },
    );

    expect(await isAlive()).toBe(true);
  },
);

test(`${RUNS} bodies of any JSON are no way to a mistake of ours`, async () => {
  const members = {
    query: fc.oneof(fc.constant('{ me { name } }'), fc.jsonValue()),
    variables: fc.jsonValue(),
    operationName: fc.jsonValue(),
    extensions: fc.jsonValue(),
  };
  const body = fc.oneof(fc.jsonValue(), fc.record(members, { requiredKeys: [] }));
  await fc.assert(
    fc.asyncProperty(body, async (json) => {
      const response = await fetch(`${house.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(json),
      });
      const text = await response.text();
      expect(response.status).toBeLessThan(500);
      expect(text).not.toMatch(/INTERNAL_SERVER_ERROR|stack/);
    }),
    { numRuns: RUNS, seed: 2 },
  );

  expect(await isAlive()).toBe(true);
});

test('a hundred connections that say nothing do not keep others out', async () => {
  const port = Number(new URL(house.url).port);
  const silent = Array.from({ length: 100 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
  const half = Array.from({ length: 100 }, () => {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    socket.write(
      'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
    );
    return socket;
  });

  expect(await isAlive()).toBe(true);
  for (const socket of [...silent, ...half]) socket.destroy();
});
