import { CAST } from '../../emulator/world/cast.js';
import { callsOf, example, openHouse, type House } from '../support/house.js';

let house: House;
beforeAll(async () => {
  house = await openHouse({ measuresDepth: true });
});
afterAll(() => house.stop());

const HUNT = `query ($query: String!, $tenant: TenantId = "contoso") {
  hunt(query: $query, tenant: $tenant) {
    columns { name type typeRaw } rows { values alert { graphId } user { graphId } host { name } } rowCount truncated
    coverage { source state remedy }
  }
}`;

test('the rows of a query pivot into alerts, users and hosts in one more round trip, each once', async () => {
  const query = `AlertEvidence | where EntityType == 'User' and AccountObjectId == '${CAST.clerk.id}'
    | project AlertId, AccountObjectId, Timestamp | take 5`;

  const told = await house.ask(HUNT, { query });

  expect(told.errors).toEqual([]);
  expect(told.data.hunt.columns).toEqual([
    { name: 'AlertId', type: 'STRING', typeRaw: 'String' },
    { name: 'AccountObjectId', type: 'STRING', typeRaw: 'String' },
    { name: 'Timestamp', type: 'DATE_TIME', typeRaw: 'DateTime' },
  ]);
  expect(told.data.hunt.rows.length).toBeGreaterThan(1);
  for (const { values, alert, user, host } of told.data.hunt.rows) {
    expect(alert).toEqual({ graphId: values.AlertId });
    expect(user).toEqual({ graphId: CAST.clerk.id });
    expect(host).toBeNull();
  }
  expect(told.requests).toHaveLength(2);
  expect(callsOf(told.requests)[0]).toBe('/v1.0/security/runHuntingQuery');
});

test('a query that cannot be run is the caller to blame, with line and column, and costs one call', async () => {
  const told = await house.ask(HUNT, { query: 'AlertInfo\n| where Nothing == 1' });

  expect(told.data).toEqual({ hunt: null });
  expect(told.errors).toHaveLength(1);
  expect(told.errors[0]?.message).toContain("named 'Nothing'");
  expect(told.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'query', line: 2, column: 9 });
  expect(told.requests).toHaveLength(1);
});

test('rows beyond 10,000 are cut and said to be', async () => {
  const chaos = {
    schema: [{ name: 'N', type: 'Int64' }],
    results: Array.from({ length: 10_001 }, (_, N) => ({ n: N })),
  };
  house.emulator.addChaos({ match: { path: 'runHuntingQuery' }, status: 200, body: chaos });

  const told = await house.ask(HUNT, { query: 'AlertInfo | project N = 1' });
  house.emulator.clearChaos();

  expect(told.data.hunt).toMatchObject({ rowCount: 10_000, truncated: true });
  expect(told.data.hunt.rows[7].values).toEqual({ N: 7 });
});

test('a tenant without Defender is not hunted in: no rows, no error, and the coverage says what is missing', async () => {
  const told = await house.ask(HUNT, { query: 'AlertInfo', tenant: 'northwind' });

  expect(told.errors).toEqual([]);
  expect(told.data.hunt).toMatchObject({ rows: null, rowCount: null });
  expect(told.data.hunt.coverage).toMatchObject([{ source: 'HUNTING', state: 'NO_LICENSE' }]);
});

test.each(['', ' \n', 'x'.repeat(10_001)])('a query of %j is refused before it is sent', async (query) => {
  const told = await house.ask(HUNT, { query });

  expect(told.errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  expect(told.requests).toEqual([]);
});

test('identical queries of one document are one call', async () => {
  const told = await house.ask(
    '{ a: hunt(query: "AlertInfo | take 1", tenant: "contoso") { rowCount } b: hunt(query: "AlertInfo | take 1", tenant: "contoso") { rowCount } }',
  );

  expect(told.data).toEqual({ a: { rowCount: 1 }, b: { rowCount: 1 } });
  expect(told.requests).toHaveLength(1);
});

test('examples/hunt.graphql costs at most 2 requests and 2 round trips', async () => {
  const told = await house.ask(example('hunt'));

  expect(told.errors).toEqual([]);
  expect(told.data.hunt.rows.length).toBeGreaterThan(3);
  expect(told.requests.length).toBeLessThanOrEqual(2);
  expect(told.depth).toBeLessThanOrEqual(2);
});
