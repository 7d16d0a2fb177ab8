import type { ServerResponse } from 'node:http';
import { FakeClock, settle, until } from '../support/fakeClock.js';
import { codesOf, openFronted, type FrontedHouse } from './support/fronted.js';

const QUESTION =
  '{ alerts(first: 20, tenants: ["contoso"]) { nodes { title users { user { displayName manager { displayName department } } } } } users(first: 2, tenants: ["contoso"]) { nodes { id } } }';

let house: FrontedHouse;
let clock: FakeClock;
beforeEach(async () => {
  clock = new FakeClock();
  house = await openFronted({ clock });
});
afterEach(() => house.stop());

function ask(signal: AbortSignal): Promise<unknown> {
  return fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUESTION }),
    signal,
  }).catch((error: unknown) => error);
}

test('T23: when the caller leaves, calls under way are let go and no new one begins', async () => {
  house.front.instead = () => true;
  const caller = new AbortController();
  const answer = ask(caller.signal);
  await until(() => house.front.seen.length > 0, 'the first call');
  await settle();
  const begun = house.front.seen.length;

  caller.abort();
  await answer;

  await until(() => house.front.seen.every(({ isGivenUp }) => isGivenUp), 'the calls to be let go');
  await clock.advance(60_000);
  expect(house.front.seen).toHaveLength(begun);
});

test('T23: nor does the next level begin when the answer of the first comes after the caller has left', async () => {
  const held: ServerResponse[] = [];
  let isHolding = true;
  house.front.instead = (seen, response) => {
    if (!isHolding || !seen.url.includes('alerts_v2')) return false;
    held.push(response);
    return true;
  };
  const [leaver, stayer] = [new AbortController(), new AbortController()];
  const left = ask(leaver.signal);
  await until(() => house.front.seen.length > 0, 'the first call');
  leaver.abort();
  await left;
  isHolding = false;
  for (const response of held) response.destroy();
  await settle();
  const before = house.front.seen.length;

  await clock.advance(30_000);
  expect(house.front.seen).toHaveLength(before);
  stayer.abort();
});

test('T23: a caller who stays gets the answer that another has left', async () => {
  let response: ServerResponse | null = null;
  house.front.instead = (seen, held) => {
    if (!seen.url.includes('alerts_v2') || response) return false;
    response = held;
    return true;
  };
  const ALERTS = '{ alerts(first: 3, tenants: ["contoso"]) { nodes { id } } }';
  const caller = new AbortController();
  const left = fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: ALERTS }),
    signal: caller.signal,
  }).catch((error: unknown) => error);
  await until(() => response !== null, 'the call');
  const stays = house.ask(ALERTS);
  await settle();
  await settle();
  caller.abort();
  await left;
  await settle();

  (response as unknown as ServerResponse).writeHead(200, { 'content-type': 'application/json' }).end('{"value":[]}');

  const told = await stays;
  expect(codesOf(told)).toEqual([]);
  expect(house.front.seen.filter(({ url }) => url.includes('alerts_v2')).length).toBeLessThanOrEqual(2);
});

test('T23: at the deadline the answer comes with what is there; calls under way are let go', async () => {
  house.front.instead = () => house.front.seen.length > 1;

  const answer = house.ask(QUESTION);
  await until(() => house.front.seen.length > 1, 'the calls');
  let isOver = false;
  void answer.finally(() => (isOver = true));
  for (let seconds = 0; !isOver && seconds < 20; seconds += 1) await clock.advance(1_000);
  const told = await answer;

  expect(told.data.alerts.nodes).toHaveLength(20);
  expect(codesOf(told).length + (told.extensions.coverage?.length ?? 0)).toBeGreaterThan(0);
  await until(() => house.front.seen.slice(1).every(({ isGivenUp }) => isGivenUp), 'the calls to be let go');
});
