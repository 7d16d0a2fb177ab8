import { FakeClock } from '../support/fakeClock.js';
import { openFronted, type FrontedHouse } from './support/fronted.js';
import { json } from './support/Front.js';
import { whileTimeGoesBy } from './support/time.js';

jest.setTimeout(60_000);

let house: FrontedHouse;
let clock: FakeClock;
beforeEach(async () => {
  clock = new FakeClock();
  house = await openFronted({ clock });
  await house.ask('{ tenants { id defaultDomain } }');
  house.front.behave();
});
afterEach(() => house.stop());

const one = (index: number) => house.ask(`{ alert(id: "da${index}", tenant: "contoso") { id } }`);

test('T19: one call is tried three times at most', async () => {
  house.front.instead = (_seen, response) => json(response, {}, 503);

  const told = await whileTimeGoesBy(clock, one(1));

  expect(told.errors).toHaveLength(1);
  expect(house.front.seen).toHaveLength(3);
});

test('T19: sixty callers before a Graph that only fails make a fifth more requests, not three times as many', async () => {
  house.front.instead = (_seen, response) => json(response, {}, 503);

  const callers = Array.from({ length: 60 }, (_, index) => one(index));
  const told = await whileTimeGoesBy(clock, Promise.all(callers));

  expect(told.every(({ errors }) => errors.length === 1)).toBe(true);
  expect(told.every(({ errors }) => errors[0]?.extensions.code === 'UPSTREAM_UNAVAILABLE')).toBe(true);
  // At any moment a fifth of what is under way may be repetitions, each at most twice.
  expect(house.front.seen.length).toBeLessThanOrEqual(60 + 2 * 12);
});
