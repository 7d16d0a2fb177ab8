import { once } from 'node:events';
import { connect } from 'node:net';
import { FakeClock } from '../support/fakeClock.js';
import { openHouse } from '../support/house.js';

jest.setTimeout(60_000);

/** Some 15 MB, more than the system takes from us before anybody reads. */
const LARGE = `{ alerts(first: 250, tenants: ["contoso"]) { nodes { ${Array.from({ length: 11 }, (_, n) => `a${n}: raw`).join(' ')} } } }`;

test('T24: who asks and does not read the answer loses his place to others half a minute after his deadline', async () => {
  const clock = new FakeClock();
  const house = await openHouse({ clock, env: { MAX_CONCURRENT: '1', MAX_QUEUED: '0' } });
  const isReady = async (): Promise<boolean> => (await fetch(`${house.url}/readyz`)).status === 200;
  const body = JSON.stringify({ query: LARGE });
  const reader = connect(Number(new URL(house.url).port), '127.0.0.1');
  reader.on('error', () => undefined);
  reader.write(
    `POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  await once(reader, 'readable');

  await clock.advance(44_000);
  expect(await isReady()).toBe(false);

  await clock.advance(1_000);
  for (let tries = 0; tries < 100 && !(await isReady()); tries += 1) await new Promise(setImmediate);
  expect(await isReady()).toBe(true);

  reader.destroy();
  await house.stop();
});
