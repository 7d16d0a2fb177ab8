import fc from 'fast-check';
import { NOUNS } from '../../src/pivots/nouns.js';
import { globalId } from '../../src/util/globalId.js';
import { codesOf, openFronted, type FrontedHouse } from './support/fronted.js';

jest.setTimeout(60_000);

let house: FrontedHouse;
beforeAll(async () => {
  house = await openFronted();
});
beforeEach(() => house.front.behave());
afterAll(() => house.stop());

const ONE: readonly [string, string][] = [
  ['alert(id)', 'query ($id: ID!) { alert(id: $id, tenant: "contoso") { id } }'],
  ['user(id)', 'query ($id: ID!) { user(id: $id, tenant: "contoso") { id } }'],
  ['user(userPrincipalName)', 'query ($id: String!) { user(userPrincipalName: $id, tenant: "contoso") { id } }'],
  ['user(sid)', 'query ($id: String!) { user(sid: $id, tenant: "contoso") { id } }'],
  ['host(id)', 'query ($id: ID!) { host(id: $id, tenant: "contoso") { id } }'],
  ['node(id)', 'query ($id: ID!) { node(id: $id) { id } }'],
  ['nodes(ids)', 'query ($id: ID!) { nodes(ids: [$id]) { id } }'],
];
const HOSTILE = [
  '',
  '.',
  '..',
  '../users',
  'a/b',
  'a/../../beta/users',
  'a%2fb',
  '%2e%2e',
  'a?$top=1',
  'a#b',
  "a'b",
  'a\nb',
  'a\u0000b',
  'a b',
  '\ud800',
  '__proto__/x',
  'a\\b',
  'x'.repeat(400),
];

describe.each(ONE)('T9: %s', (_field, document) => {
  test.each(HOSTILE)('does not let %j out of its segment', async (id) => {
    const told = await house.ask(document, { id });

    expect(new Set(codesOf(told))).toEqual(new Set(['BAD_USER_INPUT']));
    expect(told.errors[0]?.extensions['argument']).toEqual(expect.any(String));
    expect(told.requests).toEqual([]);
  });
});

const CONTOSO = 'c0a7050e-0001-4000-8000-000000000001';
// Controls are looked up in a list that is read whole, whatever their name.
const OURS = [...NOUNS.keys()].filter((noun) => noun !== 'ControlProfile');
const INSIDE = HOSTILE.filter((key) => /^[^\p{Cc}\p{Cs}]{1,200}$/u.test(key));

describe.each(OURS)('T9: a global id of %s, which anybody can write,', (noun) => {
  test.each([...INSIDE, '\u0085', '\u2028'])('does not carry %j into a request', async (key) => {
    const told = await house.ask(ONE[5]![1], { id: globalId(noun, CONTOSO, key) });

    expect(codesOf(told)).toEqual(['BAD_USER_INPUT']);
    expect(told.requests).toEqual([]);
  });
});

test.each(['alert', 'incident', 'user', 'host', 'servicePrincipal'])(
  'T9: %s(id) does not carry a walk into a request, written as a global id',
  async (field) => {
    const noun = field[0]!.toUpperCase() + field.slice(1);
    const told = await house.ask(`query ($id: ID!) { ${field}(id: $id, tenant: "contoso") { id } }`, {
      id: globalId(noun, CONTOSO, '../../users'),
    });

    // The text of a global id is a possible id of Graph's own, and one that nothing has.
    if (told.errors.length > 0) expect(codesOf(told)).toEqual(['BAD_USER_INPUT']);
    else expect(told.data[field]).toBeNull();
    expect(JSON.stringify(told.requests)).not.toMatch(/%2f|\.\./i);
  },
);

test('T9: whatever the id, Graph is asked for one segment below alerts_v2 or not at all', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 30 }), async (id) => {
      const told = await house.ask(ONE[0]![1], { id });
      if (told.errors.length > 0) return expect(codesOf(told)).toEqual(['BAD_USER_INPUT']);
      for (const { url } of told.requests) expect(url).toMatch(/^\/v1\.0\/security\/alerts_v2\/[\w.:%-]+(\?[^/]*)?$/);
    }),
    { numRuns: 100 },
  );
});

test('T9: an alert that is not the one asked for is not shown', async () => {
  const { data } = await house.ask('{ alerts(first: 2, tenants: ["contoso"]) { nodes { graphId } } }');
  const [asked, other] = data.alerts.nodes.map(({ graphId }: { graphId: string }) => graphId);
  house.front.alter = ({ body }) => Object.assign(body, { id: other });

  const told = await house.ask('query ($id: ID!) { alert(id: $id, tenant: "contoso") { graphId title } }', {
    id: asked,
  });

  expect(told.data.alert).toBeNull();
  expect(codesOf(told)).toEqual(['UPSTREAM_INVALID_RESPONSE']);
});

test('T9: users and hosts that nobody asked for are not shown', async () => {
  const { data } = await house.ask('{ users(first: 2, tenants: ["contoso"]) { nodes { graphId } } }');
  const [asked, other] = data.users.nodes.map(({ graphId }: { graphId: string }) => graphId);
  house.front.alter = ({ body }) => {
    for (const row of body.value ?? []) row.id = other;
  };

  const told = await house.ask('query ($id: ID!) { user(id: $id, tenant: "contoso") { graphId } }', { id: asked });

  expect(told.data.user).toBeNull();
});

test.each(['.', '..', "a'b", 'a&b', 'a$b'])('T9: a host named %j is looked for by that very name', async (name) => {
  const told = await house.ask('query ($name: String!) { host(name: $name, tenant: "contoso") { id } }', { name });

  expect(told.data).toEqual({ host: null });
  for (const { url } of told.requests) {
    const { pathname, searchParams } = new URL(url, 'http://graph.example');
    // Entra first; who is not there may be known to Intune.
    expect(['/v1.0/devices', '/v1.0/deviceManagement/managedDevices']).toContain(pathname);
    expect(searchParams.get('$filter')).toContain(`'${name.replaceAll("'", "''")}'`);
  }
});

test.each(HOSTILE.filter((name) => !['.', '..', "a'b"].includes(name)))('T9: %j is no name of a host', async (name) => {
  const told = await house.ask('query ($name: String!) { host(name: $name, tenant: "contoso") { id } }', { name });

  expect(codesOf(told)).toEqual(['BAD_USER_INPUT']);
  expect(told.requests).toEqual([]);
});
