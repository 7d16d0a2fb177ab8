import fc from 'fast-check';
import { callsOf, openHouse, type House, type Told } from '../support/house.js';
import { codesOf, openFronted } from './support/fronted.js';

jest.setTimeout(60_000);

let house: House;
beforeAll(async () => {
  house = await openHouse({ env: { CACHE_USERS_SECONDS: '0', CACHE_HOSTS_SECONDS: '0' } });
});
afterAll(() => house.stop());

/** Where a text of a caller can reach a `$filter`: the question, and the clause that it must become. */
const PLACES: readonly [string, (text: string) => string, (literal: string) => string][] = [
  [
    'alerts.filter.assignedTo',
    () =>
      `query ($text: String!) { alerts(first: 1, tenants: ["contoso"], filter: { assignedTo: $text }) { nodes { id } } }`,
    (literal) => `assignedTo eq ${literal}`,
  ],
  [
    'users.filter.displayNameStartsWith',
    () =>
      `query ($text: String!) { users(first: 1, tenants: ["contoso"], filter: { displayNameStartsWith: $text }) { nodes { id } } }`,
    (literal) => `startsWith(displayName,${literal})`,
  ],
  [
    'hosts.filter.nameStartsWith',
    () =>
      `query ($text: String!) { hosts(first: 1, tenants: ["contoso"], filter: { nameStartsWith: $text }) { nodes { id } } }`,
    (literal) => `startsWith(displayName,${literal})`,
  ],
  [
    'hosts.filter.operatingSystem',
    () =>
      `query ($text: String!) { hosts(first: 1, tenants: ["contoso"], filter: { operatingSystem: [$text] }) { nodes { id } } }`,
    (literal) => `operatingSystem eq ${literal}`,
  ],
];

const NASTY = [
  "'",
  "''",
  ' or 1 eq 1',
  '#',
  '&$top=999',
  '%27',
  '%',
  '/',
  '\\',
  '$',
  '?',
  '+',
  '"',
  ')',
  '\n',
  '\u0000',
  '\u2028',
  '😀',
  '\ud800',
  'é',
];
const nasty = fc
  .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ maxLength: 8 })), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''))
  .filter((text) => text !== '');

/** Either the argument is refused and nothing was sent, or the text arrived as one literal and nothing else. */
function judge(told: Told, text: string, clause: (literal: string) => string): void {
  if (told.errors.length > 0) {
    expect(codesOf(told)).toEqual(['BAD_USER_INPUT']);
    expect(told.requests).toEqual([]);
    return;
  }
  const sent = told.requests.map(({ url }) => new URL(url, 'http://graph.example'));
  expect(sent).toHaveLength(1);
  for (const { searchParams, hash } of sent) {
    const names = [...searchParams.keys()];
    expect(new Set(names).size).toBe(names.length);
    expect(hash).toBe('');
    expect(searchParams.get('$filter')?.toLowerCase()).toContain(
      clause(`'${Buffer.from(text).toString().replaceAll("'", "''")}'`).toLowerCase(),
    );
    expect(searchParams.get('$top')).not.toBe('999');
  }
}

describe.each(PLACES)('T8: %s', (_place, document, clause) => {
  test('takes any text, and it reaches Graph as a literal or not at all', async () => {
    await fc.assert(
      fc.asyncProperty(nasty, async (text) => judge(await house.ask(document(text), { text }), text, clause)),
      { numRuns: 40 },
    );
  });

  test.each(["O'Brien", "x' or '1' eq '1", 'a&$filter=x', '100%', 'a#b', 'a\ud800b'])('takes %j', async (text) => {
    judge(await house.ask(document(text), { text }), text, clause);
  });

  test('a text of 20 kB is refused before it reaches Graph', async () => {
    const told = await house.ask(document(''), { text: 'x'.repeat(20_000) });

    expect(codesOf(told)).toEqual(['BAD_USER_INPUT']);
    expect(told.errors[0]?.extensions['argument']).toBe('filter');
    expect(told.requests).toEqual([]);
  });
});

test('T8: a quotation mark does not leave $search', async () => {
  for (const search of ['a" OR "b', 'a\\', '"', 'x\ny']) {
    const told = await house.ask(
      'query ($search: String) { users(search: $search, tenants: ["contoso"]) { nodes { id } } }',
      {
        search,
      },
    );
    expect(codesOf(told)).toEqual(['BAD_USER_INPUT']);
    expect(told.requests).toEqual([]);
  }
});

test('T8: there is no argument that takes a filter of Graph as text', async () => {
  const told = await house.ask('{ alerts(filter: "severity eq \'high\'") { nodes { id } } }');

  expect(told.status).toBe(400);
  expect(told.requests).toEqual([]);
});

test('T8: a lone surrogate anywhere is no crash', async () => {
  const told = await house.ask('query ($name: String) { host(name: $name, tenant: "contoso") { id } }', {
    name: 'a\ud800b',
  });

  expect(codesOf(told)).not.toContain('INTERNAL_SERVER_ERROR');
  expect(callsOf(told.requests).join()).not.toContain('\ud800');
});

test.each([true, false])(
  'T8: nor does a text that Graph itself sent break out, in $filter (%s) or in a hunting query',
  async (evidenceFilter) => {
    const evil = `x') | take 1 //' or 1 eq 1 "\\`;
    const fronted = await openFronted({ emulator: { evidenceFilter } });
    fronted.front.alter = ({ url, body }) => {
      if (!url.startsWith('/users')) return;
      for (const row of body.value ?? [])
        Object.assign(row, { userPrincipalName: evil, onPremisesSecurityIdentifier: evil });
    };

    await fronted.ask(
      '{ users(first: 1, tenants: ["contoso"]) { nodes { userPrincipalName alerts(first: 1) { nodes { id } } } } }',
    );
    const asked = fronted.front.seen
      .map(({ url, body }) => decodeURIComponent(url) + body)
      .filter((text) => text.includes('take 1 //'));
    await fronted.stop();

    expect(asked.length).toBeGreaterThan(0);
    for (const text of asked) {
      const isHunting = text.startsWith('/v1.0/security/runHuntingQuery');
      const plain = isHunting ? Object.values(JSON.parse(text.slice(text.indexOf('{'))) as object).join() : text;
      expect(plain).not.toMatch(/[^'\\]'\) \| take 1/);
    }
  },
);
