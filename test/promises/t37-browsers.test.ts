import { request } from 'node:http';
import { openHouse, type House } from '../support/house.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());

const JSON_TYPE = { 'content-type': 'application/json' };
const ME = '{"query":"{ me { name } }"}';
const URL_OF_ME = '/graphql?query=%7Bme%7Bname%7D%7D';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Exactly these headers: fetch would add some and forbid others. */
function send(
  method: string,
  path: string,
  headers: Record<string, string>,
  body: string | Buffer = '',
): Promise<Answer> {
  const { port } = new URL(house.url);
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, text: Buffer.concat(chunks).toString() }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

test.each([
  ['a form', 'POST', '/graphql', { 'content-type': 'application/x-www-form-urlencoded' }, 'query={me{name}}'],
  ['plain text', 'POST', '/graphql', { 'content-type': 'text/plain' }, ME],
  ['no content type', 'POST', '/graphql', {}, ME],
  ['multipart', 'POST', '/graphql', { 'content-type': 'multipart/form-data; boundary=x' }, ME],
  ['a link', 'GET', URL_OF_ME, {}, ''],
  ['a link with a content type of forms', 'GET', URL_OF_ME, { 'content-type': 'text/plain' }, ''],
  [
    'another charset',
    'POST',
    '/graphql',
    { 'content-type': 'application/json; charset=utf-16le' },
    Buffer.from(ME, 'utf16le'),
  ],
  ['more than 256 kB', 'POST', '/graphql', JSON_TYPE, `{"query":"{ me { name } }","x":"${'x'.repeat(262_144)}"}`],
  ['a batch of operations', 'POST', '/graphql', JSON_TYPE, `[${ME},${ME}]`],
  ['TRACE', 'TRACE', '/graphql', {}, ''],
])('T37: what a foreign page could send is refused: %s', async (_what, method, path, headers, body) => {
  const { status, text } = await send(method, path, headers, body);

  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(text).not.toContain('"demo"');
});

test('T37: what a page of this service sends is answered', async () => {
  expect((await send('POST', '/graphql', JSON_TYPE, ME)).text).toContain('"demo"');
  expect((await send('GET', URL_OF_ME, { 'apollo-require-preflight': '1' })).text).toContain('"demo"');
});

test.each([
  'https://evil.example',
  'null',
  'http://127.0.0.1.evil.example',
  'https://studio.apollographql.com.evil.example',
])('T37: a page of %s may not read answers', async (origin) => {
  const answer = await send('POST', '/graphql', { ...JSON_TYPE, origin }, ME);
  const preflight = await send('OPTIONS', '/graphql', { origin, 'access-control-request-method': 'POST' });

  for (const { headers } of [answer, preflight]) {
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers['access-control-allow-credentials']).toBeUndefined();
  }
});

test.each(['evil.example', '127.0.0.1.evil.example:4000', 'localhost.evil.example', '192.168.0.1'])(
  'T37: under the name "%s" nobody is answered: it may be a name that was pointed here',
  async (host) => {
    const { status } = await send('POST', '/graphql', { ...JSON_TYPE, host }, ME);

    expect([400, 403]).toContain(status);
  },
);

test.each(['/graphql', '/healthz', '/nowhere', '/schema.graphql', '/metrics'])(
  'T37: %s is answered with nosniff and no-store, and does not say what made it',
  async (path) => {
    const { headers } = await send('GET', path, {});

    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['server']).toBeUndefined();
  },
);

test('T37: two lengths, or a length and chunks, are no way to smuggle', async () => {
  for (const headers of [{ ...JSON_TYPE, 'content-length': '5', 'transfer-encoding': 'chunked' }]) {
    const outcome = await send('POST', '/graphql', headers, ME).catch(() => ({ status: 400 }));
    expect(outcome.status).toBeGreaterThanOrEqual(400);
  }
});
