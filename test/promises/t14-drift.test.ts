import fc from 'fast-check';
import { codesOf, openFronted, type FrontedHouse } from './support/fronted.js';

jest.setTimeout(60_000);

const QUESTION = `{
  alerts(first: 20, tenants: ["contoso"]) {
    nodes {
      id graphId title description severity severityRaw status statusRaw categories classification determination createdAt updatedAt resolvedAt webUrl
      recommendedActions tags { name } comments { text } mitreTechniques { id }
      evidence { kind __typename verdict ... on DeviceEvidence { name } ... on ProcessEvidence { processId } }
      users { accountName verdict user { displayName accountEnabled createdAt manager { displayName } risk { level } } }
      hosts { name host { name isCompliant osVersion owners { displayName } } }
      indicators { kind value }
    }
  }
}`;

let house: FrontedHouse;
beforeAll(async () => {
  house = await openFronted({ env: { CACHE_USERS_SECONDS: '0', CACHE_HOSTS_SECONDS: '0', CACHE_RISK_SECONDS: '0' } });
});
beforeEach(() => house.front.behave());
afterAll(() => house.stop());

test('T14: words that no document knows are UNKNOWN, with the word beside it; the list stands', async () => {
  house.front.alter = ({ url, body }) => {
    if (!url.startsWith('/security/alerts_v2')) return;
    for (const row of body.value) {
      Object.assign(row, { severity: 'apocalyptic', status: 'pondering', classification: 'x', determination: 'y' });
      row.evidence.push({
        '@odata.type': '#microsoft.graph.security.quantumEvidence',
        verdict: 'perhaps',
        roles: ['spooky'],
      });
    }
  };

  const told = await house.ask(QUESTION);

  const { nodes } = told.data.alerts;
  expect(codesOf(told)).toEqual([]);
  expect(nodes).toHaveLength(20);
  expect(nodes[0]).toMatchObject({
    severity: 'UNKNOWN',
    severityRaw: 'apocalyptic',
    status: 'UNKNOWN',
    statusRaw: 'pondering',
  });
  expect(nodes[0].evidence.at(-1)).toMatchObject({ __typename: 'OtherEvidence', kind: 'OTHER', verdict: 'UNKNOWN' });
});

test('T14: a null where none may be costs that one value', async () => {
  const honest = await house.ask(QUESTION);
  house.front.alter = ({ body }) => nullEverything(body?.value?.[0], ['id', 'evidence']);

  const told = await house.ask(QUESTION);

  expect(codesOf(told)).not.toContain('INTERNAL_SERVER_ERROR');
  expect(told.data.alerts.nodes).toHaveLength(20);
  expect(
    told.data.alerts.nodes
      .slice(1)
      .map(({ title }: { title: string }) => title)
      .sort(),
  ).toEqual(
    honest.data.alerts.nodes
      .slice(1)
      .map(({ title }: { title: string }) => title)
      .sort(),
  );
});

test('T14: whatever type a property has, the answer fits the schema and the other rows stand', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.oneof(fc.constant(null), fc.jsonValue({ maxDepth: 2 })), async (seed, value) => {
      let place = seed;
      house.front.alter = ({ body }) => {
        place += 1;
        change(body?.value, place, value);
      };

      const told = await house.ask(QUESTION);

      expect(codesOf(told)).not.toContain('INTERNAL_SERVER_ERROR');
      expect(told.data.alerts.nodes.length).toBeGreaterThanOrEqual(19);
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['no list', { value: null }],
  ['a list of no rows', { value: [null, 1, 'x', [], true] }],
  ['a row without an id', { value: [{ title: 'x' }] }],
  ['an array', [1]],
  ['a number', 7],
  ['an empty object', {}],
])('T14: %s instead of alerts leaves the rest of the question standing', async (_what, answer) => {
  house.front.alter = (told) => {
    if (told.url.startsWith('/security/alerts_v2')) told.body = answer;
  };

  const told = await house.ask(
    '{ alerts(first: 5, tenants: ["contoso"]) { nodes { id } } users(first: 5, tenants: ["contoso"]) { nodes { id } } }',
  );

  expect(codesOf(told)).not.toContain('INTERNAL_SERVER_ERROR');
  expect(told.data.users.nodes).toHaveLength(5);
});

/** Puts the value in one place of one row. */
function change(rows: unknown, place: number, value: unknown): void {
  if (!Array.isArray(rows) || rows.length === 0) return;
  let here = rows[place % rows.length] as Record<string, unknown>;
  for (let depth = 0; depth < 4; depth += 1) {
    const names = Object.keys(here).filter((name) => name !== 'id');
    const name = names[(place + depth) % names.length];
    if (name === undefined) return;
    const below = here[name];
    if (typeof below !== 'object' || below === null || (place >> depth) % 3 === 0) {
      here[name] = value;
      return;
    }
    here = below as Record<string, unknown>;
  }
}

function nullEverything(row: Record<string, unknown> | undefined, except: readonly string[]): void {
  for (const name of Object.keys(row ?? {})) if (!except.includes(name)) row![name] = null;
}
