import fc from 'fast-check';
import { FakeClock } from '../support/fakeClock.js';
import { openHouse, type House } from '../support/house.js';
import { as, codesOf, KEYS } from './support/fronted.js';

jest.setTimeout(60_000);

const DAY_MS = 24 * 3600 * 1000;
const ALERTS = `query ($after: Cursor, $tenants: [String!] = ["contoso"], $filter: AlertFilter) {
  alerts(first: 5, after: $after, tenants: $tenants, filter: $filter) { nodes { graphId } pageInfo { endCursor } }
}`;
const USERS = `query ($after: Cursor) { users(first: 5, after: $after, tenants: ["contoso"]) { nodes { id } pageInfo { endCursor } } }`;

let house: House;
let clock: FakeClock;
const a = as(KEYS.a);
beforeAll(async () => {
  clock = new FakeClock();
  house = await openHouse({ env: { API_KEYS: `a:${KEYS.a};b:${KEYS.b}` }, clock });
});
afterAll(() => house.stop());

async function cursor(): Promise<string> {
  return (await house.ask(ALERTS, {}, a)).data.alerts.pageInfo.endCursor as string;
}

async function refused(document: string, variables: object, headers = a): Promise<void> {
  const told = await house.ask(document, variables, headers);
  expect(codesOf(told)).toEqual(['BAD_USER_INPUT']);
  expect(told.errors[0]?.message).toContain('after');
  expect(told.requests).toEqual([]);
}

test('T7: a cursor goes on where its page ended, and tells nothing of Graph', async () => {
  const after = await cursor();
  const next = await house.ask(ALERTS, { after }, a);

  expect(next.data.alerts.nodes).toHaveLength(5);
  const inside = Buffer.from(after, 'base64url').toString('latin1');
  expect(inside).not.toMatch(/https?:|skiptoken|DateTime|c0a7050e|eyJ/);
});

test('T7: a cursor that was altered anywhere is BAD_USER_INPUT, and Graph is not asked', async () => {
  const after = await cursor();
  const letters = 'ABCabc019_-';

  await fc.assert(
    fc.asyncProperty(fc.nat(after.length - 2), fc.constantFrom(...letters), async (place, letter) => {
      fc.pre(after[place] !== letter);
      await refused(ALERTS, { after: after.slice(0, place) + letter + after.slice(place + 1) });
    }),
    { numRuns: 60 },
  );
});

test.each([
  '',
  'x',
  'null',
  'aHR0cDovLzEyNy4wLjAuMS8',
  'http://127.0.0.1/v1.0/users?$skiptoken=1',
  '../..',
  'A'.repeat(5_000),
])('T7: %j is no cursor', (after) => refused(ALERTS, { after }));

test('T7: a cursor is good for its caller, its field and its arguments only', async () => {
  const after = await cursor();

  await refused(ALERTS, { after }, as(KEYS.b));
  await refused(USERS, { after });
  await refused(ALERTS, { after, tenants: ['fabrikam'] });
  await refused(ALERTS, { after, filter: { severity: ['HIGH'] } });
  expect(codesOf(await house.ask(ALERTS.replace('first: 5', 'first: 7'), { after }, a))).toEqual([]);
});

test('T7: a cursor ends after a day', async () => {
  const after = await cursor();
  await clock.skip(DAY_MS + 1);

  await refused(ALERTS, { after });
});

test('T7: replicas that share the secret share cursors, others do not', async () => {
  const env = { API_KEYS: `a:${KEYS.a}`, CURSOR_SECRET: 'a secret that the replicas share' };
  const [one, two, stranger] = await Promise.all([
    openHouse({ env }),
    openHouse({ env }),
    openHouse({ env: { ...env, CURSOR_SECRET: 'a secret that nobody else may know' } }),
  ]);
  const after = (await one.ask(ALERTS, {}, a)).data.alerts.pageInfo.endCursor;

  const [here, there] = [await one.ask(ALERTS, { after }, a), await two.ask(ALERTS, { after }, a)];
  const elsewhere = await stranger.ask(ALERTS, { after }, a);
  await Promise.all([one, two, stranger].map(({ stop }) => stop()));

  expect(there.data.alerts.nodes).toEqual(here.data.alerts.nodes);
  expect(codesOf(elsewhere)).toEqual(['BAD_USER_INPUT']);
});
