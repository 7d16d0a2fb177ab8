import { gzipSync } from 'node:zlib';
import { FakeClock, until } from '../support/fakeClock.js';
import { codesOf, openFronted, type FrontedHouse } from './support/fronted.js';
import { json } from './support/Front.js';
import { whileTimeGoesBy } from './support/time.js';

jest.setTimeout(60_000);

const ALERTS =
  'query ($first: Int = 5) { alerts(first: $first, tenants: ["contoso"]) { nodes { id } pageInfo { hasNextPage } coverage { state message } } }';
const MB = 1024 * 1024;

let house: FrontedHouse;
let clock: FakeClock;
beforeAll(async () => {
  clock = new FakeClock();
  house = await openFronted({ clock });
});
beforeEach(() => house.front.behave());
afterAll(() => house.stop());

test('T12: an answer that unpacks to 400 MB is dropped, and the process does not grow by it', async () => {
  const bomb = bombOf(400);
  house.front.instead = (_seen, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bomb);
  };
  const before = process.memoryUsage().rss;

  const told = await house.ask(ALERTS);

  expect(JSON.stringify(told)).toContain('more bytes than we read');
  expect(process.memoryUsage().rss - before).toBeLessThan(120 * MB);
  expect(bomb.length).toBeLessThan(MB);
});

test('T12: a plain answer beyond 8 MiB is cut off while it comes', async () => {
  let written = 0;
  house.front.instead = (_seen, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const chunk = Buffer.alloc(256 * 1024, 0x20);
    const write = (): void => {
      while (!response.destroyed && written < 64 * MB && response.write(chunk)) written += chunk.length;
    };
    response.on('drain', write);
    write();
  };

  const told = await house.ask(ALERTS);

  expect(JSON.stringify(told)).toContain('more bytes than we read');
  expect(written).toBeLessThan(32 * MB);
});

test('T12: pages without end come to an end, empty ones too', async () => {
  house.front.instead = (seen, response) =>
    json(response, {
      value: [],
      '@odata.nextLink': `${house.front.url}${seen.url.split('&$skiptoken')[0]!}&$skiptoken=${house.front.seen.length}`,
    });

  const told = await house.ask(ALERTS);

  expect(house.front.seen.length).toBeGreaterThan(1);
  expect(house.front.seen.length).toBeLessThanOrEqual(120);
  expect(told.data.alerts.nodes).toEqual([]);
});

test('T12: pages that lead in a circle are noticed at the first repetition', async () => {
  house.front.instead = (seen, response) =>
    json(response, { value: [], '@odata.nextLink': `${house.front.url}${seen.url}` });

  const told = await house.ask(ALERTS);

  expect(house.front.seen).toHaveLength(1);
  expect(JSON.stringify(told)).toContain('circle');
});

test('T12: an answer that drips for ever is given up when the time of a call is over', async () => {
  let drip: NodeJS.Timeout | undefined;
  house.front.instead = (_seen, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    drip = setInterval(() => response.write(' '), 5);
    response.on('close', () => clearInterval(drip));
  };

  const answer = house.ask(ALERTS);
  await until(() => house.front.seen.length > 0, 'the call');
  const told = await whileTimeGoesBy(clock, answer, 20_000);

  expect(JSON.stringify(told)).toMatch(/not answered in time|deadline/);
  await until(() => house.front.seen.every(({ isGivenUp }) => isGivenUp), 'the connection to be let go');
});

test('T12: more rows than were asked for are not all read', async () => {
  const row = { id: 'x', createdDateTime: '2026-11-23T07:00:00Z', lastUpdateDateTime: '2026-11-23T07:00:00Z' };
  house.front.instead = (_seen, response) =>
    json(response, { value: Array.from({ length: 20_000 }, (_, n) => ({ ...row, id: `a${n}` })) });

  const told = await house.ask(ALERTS);

  expect(told.data.alerts.nodes).toHaveLength(5);
  expect(codesOf(told)).toEqual([]);
});

test('T12: a record that is nested a hundred thousand deep is shown down to a hundred levels', async () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const row = '"id":"a1","createdDateTime":"2026-11-23T07:00:00Z","lastUpdateDateTime":"2026-11-23T07:00:00Z"';
  house.front.instead = (_seen, response) => {
    const body = `{"value":[{${row},"additionalData":${deep}}]}`;
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  };

  const told = await house.ask('{ alerts(first: 1, tenants: ["contoso"]) { nodes { graphId raw } } }');

  expect([told.status, codesOf(told)]).toEqual([200, []]);
  const [{ graphId, raw }] = told.data.alerts.nodes;
  expect([graphId, raw.id]).toEqual(['a1', 'a1']);
  expect(JSON.stringify(raw.additionalData)).toBe(`${'['.repeat(99)}null${']'.repeat(99)}`);
});

test('T12: a cell of hunting that is nested a hundred thousand deep is no mistake of ours, either', async () => {
  const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
  house.front.instead = (_seen, response) => {
    const body = `{"schema":[{"name":"Fields","type":"Object"}],"results":[{"Fields":${deep}}]}`;
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  };

  const told = await house.ask('{ hunt(tenant: "contoso", query: "AlertInfo | take 1") { rows { values } } }');

  expect([told.status, codesOf(told)]).toEqual([200, []]);
  expect(JSON.stringify(told.data.hunt.rows[0].values).length).toBeLessThan(1_000);
});

function bombOf(megabytes: number): Buffer {
  const piece = gzipSync(Buffer.alloc(MB, 0x20), { level: 9 });
  // Members of gzip may follow each other: the file unpacks to all of them.
  return Buffer.concat([gzipSync('{"value":['), ...Array.from({ length: megabytes }, () => piece), gzipSync(']}')]);
}
