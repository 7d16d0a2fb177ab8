import type { Told } from '../support/house.js';
import { codesOf, openFronted, type FrontedHouse } from './support/fronted.js';

jest.setTimeout(60_000);

let house: FrontedHouse;
beforeAll(async () => {
  house = await openFronted({
    env: { CACHE_USERS_SECONDS: '0', CACHE_HOSTS_SECONDS: '0', MAX_EXPECTED_REQUESTS: '20' },
  });
  await house.ask('{ me { name } }');
});
beforeEach(() => house.front.behave());
afterAll(() => house.stop());

const nested = (depth: number): string => (depth === 0 ? 'id' : `manager { ${nested(depth - 1)} }`);
const chain = (length: number): string =>
  Array.from(
    { length },
    (_, n) => `fragment F${n} on User { ${n + 1 < length ? `...F${n + 1} ...F${n + 1}` : 'id'} }`,
  ).join('\n');

/** Levels of so many fragments, each of which uses all of the next level one field deeper. */
const fan = (levels: number, width: number): string =>
  Array.from({ length: levels * width }, (_, n) => {
    const level = Math.floor(n / width) + 1;
    const next = Array.from({ length: width }, (_unused, place) => `...F${level}_${place}`).join(' ');
    return `fragment F${level - 1}_${n % width} on User { manager { ${level < levels ? next : 'id'} } }`;
  }).join('\n');

const COSTLY: readonly [string, string, object?][] = [
  ['too deep', `{ user(id: "x", tenant: "contoso") { ${nested(20)} } }`],
  [
    'too deep through fragments',
    `{ user(id: "x", tenant: "contoso") { ...A } } fragment A on User { manager { manager { manager { manager { ...B } } } } } fragment B on User { manager { manager { manager { manager { manager { manager { manager { id } } } } } } } }`,
  ],
  ['too many aliases', `{ me { ${Array.from({ length: 80 }, (_, n) => `a${n}: name`).join(' ')} } }`],
  ['too many aliases of __typename', `{ ${Array.from({ length: 80 }, (_, n) => `a${n}: __typename`).join(' ')} }`],
  ['too many fields at the top', `{ ${Array.from({ length: 30 }, (_, n) => `a${n}: me { name }`).join(' ')} }`],
  ['too many directives', `{ me { name ${'@skip(if: false) '.repeat(60)} } }`],
  ['too many words', `{ me { ${'name '.repeat(4_100)} } }`],
  [
    'fragments that double thirty times',
    `{ user(id: "x", tenant: "contoso") { a: id ...F0 } } ${chain(30).replaceAll(' on User { id }', ' on User { x: id y: id }').replace('id }', 'x: id y: id }')}`,
  ],
  [
    'fragments that double a hundred times, with no alias anywhere',
    `{ user(id: "x", tenant: "contoso") { ...F0 } } ${chain(100)}`,
  ],
  ['fragments that use ten others, ten times over', `{ user(id: "x", tenant: "contoso") { ...F0_0 } } ${fan(8, 10)}`],
  [
    'too many nodes by page sizes',
    '{ users(first: 100) { nodes { directReports(first: 100) { directReports(first: 100) { id } } } } }',
  ],
  [
    'too many nodes by a variable',
    'query ($n: Int!) { users(first: 100) { nodes { directReports(first: $n) { directReports(first: $n) { id } } } } }',
    { n: 100 },
  ],
  [
    'too many calls to Graph',
    '{ alerts(first: 500, tenants: ["contoso"]) { nodes { hosts { host { intune { complianceState } } } } } }',
  ],
  ['introspection in circles', `{ __schema { types { ${'fields { type { '.repeat(12)} name ${'} } '.repeat(12)} } } }`],
];

test.each(COSTLY)(
  'T22: a document that is %s is refused in a moment, without a call to Graph',
  async (_what, query, variables = {}) => {
    const begun = performance.now();
    const told = await house.ask(query, variables);
    const ms = performance.now() - begun;

    expect(told.status).toBe(400);
    expect(['QUERY_TOO_COSTLY', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED']).toContain(codesOf(told)[0]);
    expect(told.requests).toEqual([]);
    // 50 ms on a machine that does nothing else.
    expect(ms).toBeLessThan(500);
  },
);

test('T22: a refusal for its price names the limit, the costliest paths and a page size that fits', async () => {
  const query =
    'query ($first: Int!) { alerts(first: $first, tenants: ["contoso"]) { nodes { hosts { host { intune { complianceState } } } } } }';
  const { errors } = await house.ask(query, { first: 500 });
  const facts = errors[0]?.extensions as {
    limit: string;
    costliest: { path: string }[];
    fittingPageSize: number;
    code: string;
  };

  expect(facts).toMatchObject({ code: 'QUERY_TOO_COSTLY', limit: 'MAX_EXPECTED_REQUESTS' });
  expect(facts.costliest.map(({ path }) => path)).toContain('alerts.nodes.hosts.host.intune');
  expect(codesOf(await house.ask(query, { first: facts.fittingPageSize }))).not.toContain('QUERY_TOO_COSTLY');
});

test('T22: the limits hold for a document in a URL, however the URL is written', async () => {
  const document = `{ me { ${Array.from({ length: 80 }, (_, n) => `a${n}: name`).join(' ')} } }`;
  const spellings = [
    `query=${encodeURIComponent(document)}`,
    `query=${encodeURIComponent(document)}%23%zz`,
    `quer%79=${encodeURIComponent(document)}`,
    `x=1&&query=${document.replaceAll(' ', '+').replaceAll('{', '%7b').replaceAll('}', '%7d')}`,
  ];
  for (const spelling of spellings) {
    const response = await fetch(`${house.url}/graphql?${spelling}`, { headers: { 'apollo-require-preflight': '1' } });
    const text = await response.text();
    expect(response.status).toBe(400);
    expect(text).toContain('QUERY_TOO_COSTLY');
  }
});

test('T22: what no estimate foresaw ends at the hard limit of calls, and the rest of the answer stands', async () => {
  const small = await openFronted({ env: { MAX_REQUESTS: '3', MAX_EXPECTED_REQUESTS: '1000' } });
  const told = await small.ask(
    '{ alerts(first: 200, tenants: ["contoso"]) { nodes { title hosts { host { intune { complianceState } } } } } }',
  );
  await small.stop();

  expect(told.data.alerts.nodes).toHaveLength(200);
  expect(new Set(codesOf(told))).toEqual(new Set(['UPSTREAM_BUDGET_EXCEEDED']));
  expect(told.requests.length).toBeLessThanOrEqual(3);
});

test('T22: the triage question passes', async () => {
  const told = await house.ask(
    '{ alerts(first: 50, tenants: ["contoso"]) { nodes { users { user { manager { displayName } risk { level } } } hosts { host { owners { displayName } } } } } }',
  );

  expect(codesOf(told)).toEqual([]);
});

const NOTHING = { text: 'a' };

test.each<[string, object]>([
  ['thousands of texts', { or: Array.from({ length: 15_000 }, () => NOTHING) }],
  ['tens of thousands of words', { provider: Array.from({ length: 40_000 }, () => 'a') }],
  ['filters thirty deep', Array.from({ length: 30 }).reduce<object>((inner) => ({ not: inner }), NOTHING)],
])('T22: a filter of %s is refused in a moment, for alerts and for incidents', async (_what, filter) => {
  for (const [list, type] of [
    ['alerts', 'AlertFilter'],
    ['incidents', 'IncidentFilter'],
  ] as const) {
    if (list === 'incidents' && 'provider' in filter) continue;
    const told = await house.ask(
      `query ($filter: ${type}) { ${list}(filter: $filter, tenants: ["contoso"]) { nodes { id } } }`,
      { filter },
    );

    expect(codesOf(told)).toEqual(['BAD_USER_INPUT']);
    expect(told.errors[0]?.extensions['argument']).toBe('filter');
    expect(told.requests).toEqual([]);
  }
});

test('T22: a filter of thousands of names is refused for indicators, too, before any list is read', async () => {
  const filter = { externalId: Array.from({ length: 20_000 }, (_, place) => `soc-${place}`) };

  const told = await house.ask('query ($filter: IndicatorFilter) { indicators(filter: $filter) { nodes { id } } }', {
    filter,
  });

  expect(codesOf(told)).toEqual(['BAD_USER_INPUT']);
  expect(told.errors[0]?.message).toContain('20000 values');
  expect(told.requests).toEqual([]);
});

test.each([{}, { explain: true }])(
  'T22: variables that are thousands of lists deep are refused and no mistake of ours, with extensions %j',
  async (extensions) => {
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    const variables = `{ "ids": ${'['.repeat(20_000)}${']'.repeat(20_000)} }`;
    const response = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{ "query": ${JSON.stringify(query)}, "variables": ${variables}, "extensions": ${JSON.stringify(extensions)} }`,
    });

    expect(response.status).toBe(400);
    expect(codesOf((await response.json()) as Told)).toEqual(['QUERY_TOO_COSTLY']);
  },
);
