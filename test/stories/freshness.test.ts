import type { Clock } from '../../src/util/clock.js';
import { systemClock } from '../../src/util/clock.js';
import { openHouse, type House } from '../support/house.js';

const QUESTION =
  '{ user(userPrincipalName: "anna.berg@contoso.example", tenant: "contoso") { displayName freshness asOf } }';

/** A clock that runs, and can be set forward. */
class ShiftedClock implements Clock {
  shiftMs = 0;
  now = (): number => systemClock.now() + this.shiftMs;
  monotonicMs = (): number => systemClock.monotonicMs() + this.shiftMs;
  sleep = (ms: number, signal?: AbortSignal): Promise<void> => systemClock.sleep(ms, signal);
}

let house: House;
let clock: ShiftedClock;
let upn: string;

beforeAll(async () => {
  clock = new ShiftedClock();
  house = await openHouse({ clock });
  upn = (await house.ask('{ users(first: 1, tenants: ["contoso"]) { nodes { userPrincipalName } } }')).data.users
    .nodes[0].userPrincipalName;
  await ask();
});

afterAll(() => house.stop());

function ask(cacheControl?: string) {
  const question = QUESTION.replace('anna.berg@contoso.example', upn);
  return house.ask(question, {}, cacheControl === undefined ? {} : { 'cache-control': cacheControl });
}

test('within its time a user comes from memory, and says so', async () => {
  const { data, requests } = await ask();

  expect(requests).toHaveLength(0);
  expect(data.user).toMatchObject({ freshness: 'CACHE' });
});

test('no-cache reads anew, and what it read serves the next one', async () => {
  const before = (await ask()).data.user.asOf as string;

  const anew = await ask('no-cache');
  const next = await ask();

  expect(anew.requests).toHaveLength(1);
  expect(anew.data.user.freshness).toBe('LIVE');
  expect(Date.parse(anew.data.user.asOf as string)).toBeGreaterThanOrEqual(Date.parse(before));
  expect(next.requests).toHaveLength(0);
  expect(next.data.user).toMatchObject({ freshness: 'CACHE', asOf: anew.data.user.asOf });
});

test('max-age takes from memory what is young enough, and reads what is older', async () => {
  await ask('no-cache');
  clock.shiftMs += 60_000;

  const young = await ask('max-age=120');
  const old = await ask('max-age=30');

  expect(young.requests).toHaveLength(0);
  expect(old.requests).toHaveLength(1);
});

test('max-age makes nothing last longer than the settings say', async () => {
  await ask('no-cache');
  clock.shiftMs += 3_600_000;

  expect((await ask('max-age=86400')).requests).toHaveLength(1);
});

test('a header that is not well formed changes nothing', async () => {
  await ask('no-cache');

  const { requests, errors } = await ask('max-age=soon, nonsense="');

  expect(errors).toEqual([]);
  expect(requests).toHaveLength(0);
});

test('a refusal that is remembered is asked again when the caller wants it anew', async () => {
  const question = '{ users(first: 1, tenants: ["northwind"]) { nodes { risk { level } } } }';
  await house.ask(question);

  const remembered = await house.ask(question);
  const anew = await house.ask(question, {}, { 'cache-control': 'no-cache' });

  expect(remembered.parts).toBe(1);
  expect(anew.parts).toBe(2);
});
