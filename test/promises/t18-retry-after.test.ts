import { FakeClock, until } from '../support/fakeClock.js';
import { codesOf, openFronted, type FrontedHouse } from './support/fronted.js';
import { whileTimeGoesBy } from './support/time.js';

const ALERTS = '{ alerts(first: 1, tenants: ["contoso"]) { nodes { id } coverage { state message } } }';
const OTHERS = '{ alerts(first: 2, tenants: ["contoso"]) { nodes { id } } }';
const USERS = '{ users(first: 1, tenants: ["contoso"]) { nodes { id } } }';
const FABRIKAM = '{ alerts(first: 1, tenants: ["fabrikam"]) { nodes { id } } }';

let house: FrontedHouse;
let clock: FakeClock;
beforeEach(async () => {
  clock = new FakeClock();
  house = await openFronted({ clock });
  await house.ask(USERS);
  await house.ask(FABRIKAM);
});
afterEach(() => house.stop());

/** When each call to the alerts of today came, on the clock. */
function throttleOnce(retryAfter: string | number | null, count = 1): number[] {
  house.emulator.addChaos({ match: { path: '/security/alerts' }, status: 429, retryAfter, count });
  const times: number[] = [];
  house.front.instead = ({ url }) => {
    if (url.includes('/security/alerts_v2')) times.push(clock.monotonicMs());
    return false;
  };
  return times;
}

test.each([
  ['2', 2_000],
  ['2.128', 2_128],
  ['0.5', 500],
])('T18: Retry-After %s is waited for, not a millisecond less', async (retryAfter, ms) => {
  const times = throttleOnce(retryAfter);

  const told = await whileTimeGoesBy(clock, house.ask(ALERTS));

  expect(codesOf(told)).toEqual([]);
  expect(told.data.alerts.nodes).toHaveLength(1);
  expect(times).toHaveLength(2);
  expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(ms);
  expect(told.extensions.upstream).toMatchObject({ retried: 1, requests: 2 });
});

test('T18: a date is waited for', async () => {
  const times = throttleOnce(new Date(clock.now() + 4_000).toUTCString());

  await whileTimeGoesBy(clock, house.ask(ALERTS));

  expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(3_000);
});

test('T18: a wait that does not fit the deadline fails at once, with the seconds', async () => {
  throttleOnce('60');
  const begun = clock.monotonicMs();

  const told = await house.ask(ALERTS);

  expect(JSON.stringify(told)).toMatch(/throttled|60 s/i);
  expect(told.data.alerts.coverage[0].state).toBe('THROTTLED');
  expect(clock.monotonicMs()).toBe(begun);
  expect(told.requests).toHaveLength(1);
});

test('T18: without the header the wait is ours, and it goes on', async () => {
  throttleOnce(null);

  const told = await whileTimeGoesBy(clock, house.ask(ALERTS));

  expect(told.data.alerts.nodes).toHaveLength(1);
});

test('T18: a cool-down holds for everybody in that tenant and workload, and for nobody else', async () => {
  const times = throttleOnce('3');
  const first = house.ask(ALERTS);
  await until(() => times.length === 1 && clock.naps.some((nap) => nap === 3_000), 'the cool-down');

  const second = house.ask(OTHERS);
  const [users, elsewhere] = await Promise.all([house.ask(USERS), house.ask(FABRIKAM)]);

  expect(times).toHaveLength(2);
  expect(users.data.users.nodes).toHaveLength(1);
  expect(elsewhere.data.alerts.nodes).toHaveLength(1);
  await whileTimeGoesBy(clock, Promise.all([first, second]));
  const [last] = house.front.seen.slice(-1);
  expect(house.emulator.requests().at(-1)?.parts).toHaveLength(2);
  expect(last?.url).toContain('$batch');
  expect(clock.monotonicMs() - times[0]!).toBeGreaterThanOrEqual(3_000);
});
