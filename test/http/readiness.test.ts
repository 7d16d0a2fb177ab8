import { FakeClock, until } from '../support/fakeClock.js';
import { openTestDoor, type OpenDoor } from './door.js';

let door: OpenDoor;
afterEach(() => door.stop());

const ready = async (): Promise<[number, unknown]> => {
  const response = await fetch(`${door.url}/readyz`);
  return [response.status, await response.json()];
};

test('a process under pressure is not ready, but lives', async () => {
  door = await openTestDoor({}, { pressure: { isHigh: true } });

  expect((await fetch(`${door.url}/healthz`)).status).toBe(200);
  expect(await ready()).toEqual([503, { status: 'overloaded', journal: 'reachable' }]);
});

test('a journal that fails is told, and the process goes on with what needs none', async () => {
  door = await openTestDoor({}, { checkJournal: () => Promise.reject(new Error('connect ECONNREFUSED db.example')) });

  expect(await ready()).toEqual([200, { status: 'ready', journal: 'unreachable' }]);
});

test('a journal that does not answer within a second is told, and nobody waits longer', async () => {
  const clock = new FakeClock();
  door = await openTestDoor({}, { clock, checkJournal: () => new Promise(() => undefined) });

  const asked = ready();
  await until(() => clock.naps.includes(1000), 'the patience of a second');
  await clock.advance(1000);

  expect(await asked).toEqual([200, { status: 'ready', journal: 'unreachable' }]);
});
