import { FakeClock } from '../support/fakeClock.js';
import { example, openHouse, type House } from '../support/house.js';

jest.setTimeout(60_000);

const TRIAGE = example('triage');
const MINUTE_MS = 60_000;

let house: House;
let clock: FakeClock;
beforeAll(async () => {
  clock = new FakeClock();
  house = await openHouse({ clock });
});
afterAll(() => house.stop());

function herd(count: number): Promise<number> {
  house.emulator.clearRequests();
  const asked = Array.from({ length: count }, () =>
    fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: TRIAGE }),
    }).then((response) => response.json() as Promise<{ data: unknown }>),
  );
  return Promise.all(asked).then((answers) => {
    expect(answers[0]?.data).toMatchObject({ alerts: { coverage: expect.any(Array) as unknown } });
    expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1);
    return house.emulator.requests().length;
  });
}

test('T21: thirty callers who ask the same at once, cold, cost hardly more than one', async () => {
  house.emulator.addChaos({ latencyMs: 150 });

  expect(await herd(30)).toBeLessThanOrEqual(6);
});

test('T21: nor when what was remembered has expired', async () => {
  await clock.skip(30 * MINUTE_MS);

  expect(await herd(30)).toBeLessThanOrEqual(6);
});

test('T21: what was read together does not expire together', async () => {
  house.emulator.clearChaos();
  const parts: number[] = [];
  await clock.skip(30 * MINUTE_MS);
  const whole = (await house.ask(TRIAGE)).parts;
  await clock.skip(4.4 * MINUTE_MS);
  for (let step = 0; step < 16; step += 1) {
    await clock.advance(5_000);
    parts.push((await house.ask(TRIAGE)).parts);
  }

  expect(parts.some((count) => count > 1 && count < whole)).toBe(true);
});
