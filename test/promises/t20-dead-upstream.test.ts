import { FakeClock } from '../support/fakeClock.js';
import { codesOf, openFronted, type FrontedHouse } from './support/fronted.js';
import { json } from './support/Front.js';
import { whileTimeGoesBy } from './support/time.js';

jest.setTimeout(60_000);

let house: FrontedHouse;
let clock: FakeClock;
beforeEach(async () => {
  clock = new FakeClock();
  house = await openFronted({ clock });
});
afterEach(() => house.stop());

const one = (index: number, tenant = 'contoso') =>
  whileTimeGoesBy(clock, house.ask(`{ alert(id: "da${index}", tenant: "${tenant}") { id } }`), 3_000);

/** Asks until the circuit opens, at most forty times. */
async function wearOut(): Promise<void> {
  for (let index = 0; index < 40; index += 1) {
    const before = house.front.seen.length;
    await one(index);
    if (house.front.seen.length === before) return;
  }
  throw new Error('The circuit did not open.');
}

test('T20: a Graph that only fails is left alone for five seconds; one probe finds out whether it is back', async () => {
  house.front.instead = (_seen, response) => json(response, {}, 503);
  await wearOut();
  const asked = house.front.seen.length;
  expect(asked).toBeGreaterThanOrEqual(20);
  expect(asked).toBeLessThanOrEqual(40);

  const told = await one(100);
  expect(codesOf(told)).toEqual(['UPSTREAM_UNAVAILABLE']);
  expect(told.errors[0]?.extensions['retryAfterSeconds']).toBeGreaterThan(0);
  expect(house.front.seen).toHaveLength(asked);

  await clock.advance(5_000);
  house.front.instead = () => false;
  const back = await one(101);
  expect(codesOf(back)).toEqual([]);
  expect(house.front.seen).toHaveLength(asked + 1);
});

test('T20: other workloads and other tenants go on meanwhile', async () => {
  house.front.instead = ({ url, headers }, response) =>
    url.includes('/security/') && headers.authorization === contosoToken() ? json(response, {}, 503) : false;
  await wearOut();

  const told = await house.ask(
    '{ users(first: 1, tenants: ["contoso"]) { nodes { id } } alerts(first: 1, tenants: ["fabrikam"]) { nodes { id } } }',
  );

  expect(told.data.users.nodes).toHaveLength(1);
  expect(told.data.alerts.nodes).toHaveLength(1);
});

test.each([
  ['404', 404],
  ['400', 400],
  ['429', 429],
])('T20: %s is an answer, not a failure: the circuit stays closed', async (_what, status) => {
  house.front.instead = (_seen, response) => json(response, { error: { code: 'x' } }, status, { 'retry-after': '0' });
  for (let index = 0; index < 30; index += 1) await one(index);

  house.front.behave();
  await one(100);

  expect(house.front.seen).toHaveLength(1);
});

/** The token of the first request, which is one of Contoso. */
function contosoToken(): string | undefined {
  return house.front.seen[0]?.headers.authorization;
}
