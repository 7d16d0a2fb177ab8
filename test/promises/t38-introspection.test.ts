import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { openHouse, type House } from '../support/house.js';
import { as, codesOf, KEYS } from './support/fronted.js';

const SHORT = '{ __schema { queryType { name } } }';
const HIDDEN = [
  SHORT,
  '{ __type(name: "Alert") { name } }',
  '{ me { name } ...F } fragment F on Query { __schema { types { name } } }',
  'query A { me { name } } query B { __schema { types { name } } }',
  '{ x: __schema { types { name } } }',
];

let demo: House;
let house: House;
beforeAll(async () => {
  demo = await openHouse();
  const keys = `plain:${KEYS.a};tool:${KEYS.b}:*:introspection`;
  house = await openHouse({ env: { API_KEYS: keys, INTROSPECTION: 'off' } });
});
afterAll(() => Promise.all([demo.stop(), house.stop()]));

test('T38: in demo mode the schema may be asked for, whole', async () => {
  const { data } = await demo.ask(getIntrospectionQuery());

  expect(
    buildClientSchema(data as IntrospectionQuery)
      .getQueryType()
      ?.getFields(),
  ).toHaveProperty('alerts');
});

test.each(HIDDEN)('T38: where it is off, a caller without the role does not learn the schema by %s', async (query) => {
  const told = await house.ask(query, {}, as(KEYS.a));
  const named = await fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...as(KEYS.a) },
    body: JSON.stringify({ query, operationName: query.includes('query B') ? 'B' : undefined }),
  });

  expect(told.data).toBeNull();
  expect(told.status).toBeGreaterThanOrEqual(400);
  expect(named.status).toBe(403);
  expect(await named.text()).toContain('role introspection');
});

test('T38: a caller with the role does, and sees the role in me', async () => {
  const told = await house.ask('{ __schema { queryType { name } } me { name roles } }', {}, as(KEYS.b));

  expect(codesOf(told)).toEqual([]);
  expect(told.data).toEqual({
    __schema: { queryType: { name: 'Query' } },
    me: { name: 'tool', roles: ['introspection'] },
  });
  expect(codesOf(await house.ask(getIntrospectionQuery(), {}, as(KEYS.b)))).toEqual([]);
});

test('T38: __typename is not introspection', async () => {
  expect((await house.ask('{ __typename me { __typename } }', {}, as(KEYS.a))).data).toEqual({
    __typename: 'Query',
    me: { __typename: 'Caller' },
  });
});

test('T38: where it is off there is no page to explore, and the schema is a file for callers', async () => {
  expect((await fetch(`${house.url}/explorer`, { headers: as(KEYS.b) })).status).toBe(404);
  expect((await fetch(`${house.url}/schema.graphql`)).status).toBe(401);
  expect(await (await fetch(`${house.url}/schema.graphql`, { headers: as(KEYS.a) })).text()).toContain('type Alert');
});

test.each<[string, string, object]>([
  [
    'a variable of a wrong word',
    'query ($k: [AlertSeverity!]) { alerts(filter: { severity: $k }) { nodes { id } } }',
    { k: ['HIGHH'] },
  ],
  [
    'a variable of a wrong field',
    'query ($f: AlertFilter) { alerts(filter: $f) { nodes { id } } }',
    { f: { severty: ['HIGH'] } },
  ],
  ['a document of a wrong field', '{ alerts { nodes { titel } } }', {}],
])('T38: where it is off, %s is told without what it might have been', async (_what, query, variables) => {
  const [open, closed] = [await demo.ask(query, variables), await house.ask(query, variables, as(KEYS.a))];

  expect(open.errors[0]?.message).toContain('Did you mean');
  expect(closed.errors[0]?.message).not.toContain('Did you mean');
  expect(closed.errors[0]?.message).toBe(open.errors[0]!.message.replace(/ Did you mean.*$/, ''));
});

test("Graph's own record of an alert is for the role alerts:raw, which the demo has", async () => {
  const RAW = '{ alerts(first: 1, tenants: ["contoso"]) { nodes { graphId raw } } }';
  const [open, closed] = [await demo.ask(RAW), await house.ask(RAW, {}, as(KEYS.a))];

  expect(open.data.alerts.nodes[0].raw).toMatchObject({ id: open.data.alerts.nodes[0].graphId });
  expect(closed.data.alerts.nodes[0].raw).toBeNull();
  expect(codesOf(closed)).toEqual(['FORBIDDEN']);
});

test('hunt is for the role hunt, which the demo has; without it nothing is sent, and the price is told all the same', async () => {
  const HUNT = '{ hunt(tenant: "contoso", query: "AlertInfo | take 1") { rowCount } me { name } }';
  const [open, closed] = [await demo.ask(HUNT), await house.ask(HUNT, {}, as(KEYS.a))];

  expect(open.data.hunt.rowCount).toBe(1);
  expect(closed.data).toEqual({ hunt: null, me: { name: 'plain' } });
  expect(closed.errors).toMatchObject([{ path: ['hunt'], message: expect.stringContaining('role hunt') }]);
  expect(codesOf(closed)).toEqual(['FORBIDDEN']);
  expect(closed.requests).toEqual([]);
  expect(await explained(HUNT)).toMatchObject({ expected: { requests: 1 } });
});

async function explained(query: string): Promise<unknown> {
  const response = await fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...as(KEYS.a) },
    body: JSON.stringify({ query, extensions: { explain: true } }),
  });
  return ((await response.json()) as { extensions: { explain: unknown } }).extensions.explain;
}
