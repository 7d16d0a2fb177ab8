import { openHouse, type House } from '../support/house.js';
import { as, KEYS } from './support/fronted.js';

jest.setTimeout(60_000);

const HINTS = /stack|node_modules|\.ts:|\.js:|\/tmp\/|\/work\/| {4}at |Apollo|fastify|undici/i;
const REFUSALS: readonly [string, string, Record<string, string>?][] = [
  ['a syntax error', JSON.stringify({ query: '{ me {' })],
  ['an unknown field', JSON.stringify({ query: '{ aletrs { nodes { id } } }' })],
  ['an unknown argument', JSON.stringify({ query: '{ alerts(frist: 1) { nodes { id } } }' })],
  ['a wrong type', JSON.stringify({ query: '{ alerts(first: "x") { nodes { id } } }' })],
  [
    'a wrong variable',
    JSON.stringify({ query: 'query ($n: Int!) { alerts(first: $n) { nodes { id } } }', variables: { n: 'x' } }),
  ],
  ['an unknown enum', JSON.stringify({ query: '{ alerts(filter: { severity: [HIHG] }) { nodes { id } } }' })],
  ['no operation', JSON.stringify({ query: 'fragment F on Alert { id }' })],
  ['several operations', JSON.stringify({ query: 'query A { me { name } } query B { me { name } }' })],
  ['a mutation', JSON.stringify({ query: 'mutation { x }' })],
  ['a subscription', JSON.stringify({ query: 'subscription { x }' })],
  ['a persisted query', JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } })],
  ['no document', '{}'],
  ['null', 'null'],
  ['a number', '7'],
  ['no JSON', '{'],
  ['variables of a wrong type', JSON.stringify({ query: '{ me { name } }', variables: 'x' })],
  ['a bad argument', JSON.stringify({ query: '{ alerts(first: -1) { nodes { id } } }' })],
  ['another content type', 'x', { 'content-type': 'text/plain' }],
];

describe.each(['production', 'development', 'test', ''])('T36: with NODE_ENV "%s"', (mode) => {
  const before = process.env['NODE_ENV'];
  let open: House;
  let closed: House;
  beforeAll(async () => {
    process.env['NODE_ENV'] = mode;
    [open, closed] = await Promise.all([
      openHouse(),
      openHouse({ env: { API_KEYS: `soc:${KEYS.a}`, INTROSPECTION: 'off' } }),
    ]);
  });
  afterAll(async () => {
    await Promise.all([open.stop(), closed.stop()]);
    process.env['NODE_ENV'] = before;
  });

  test.each(REFUSALS)('%s shows no stack, no path and no maker', async (_what, body, headers = {}) => {
    for (const house of [open, closed]) {
      const response = await fetch(`${house.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...as(KEYS.a), ...headers },
        body,
      });
      const text = await response.text();

      expect(text).not.toMatch(HINTS);
      expect((JSON.parse(text) as { errors: unknown[] }).errors.length).toBeGreaterThan(0);
      expect(response.status === 200 || (response.status >= 400 && response.status < 500)).toBe(true);
      if (house === closed) expect(text).not.toContain('Did you mean');
    }
  });
});

test('T36: a subscription, of which the schema has none, is no mistake of ours', async () => {
  const house = await openHouse();
  const told = await house.ask('subscription { x }');
  await house.stop();

  expect(told.status).toBe(400);
  expect(told.errors).toEqual([
    {
      message: 'The schema has no subscription; this service answers queries and mutations.',
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    },
  ]);
});
