import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { codesOf, openFronted, type FrontedHouse } from './support/fronted.js';

const ALERTS = `query ($after: Cursor) {
  alerts(first: 300, after: $after, tenants: ["contoso"]) { nodes { id } pageInfo { hasNextPage } coverage { state message } }
}`;
const USERS = `query ($after: Cursor) { users(first: 5, after: $after, tenants: ["contoso"]) { nodes { id } pageInfo { endCursor } } }`;

let house: FrontedHouse;
let foreign: Server;
let foreignPort: number;
const visits: string[] = [];

beforeAll(async () => {
  house = await openFronted();
  foreign = createServer((request, response) => {
    visits.push(request.headers.authorization ?? 'without a token');
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"value":[{"id":"believed"}]}');
  });
  await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
  foreignPort = (foreign.address() as AddressInfo).port;
});
beforeEach(() => house.front.behave());
afterEach(() => expect(visits).toEqual([]));
afterAll(async () => {
  await house.stop();
  foreign.closeAllConnections();
  foreign.close();
});

const LINKS: readonly [string, (root: string) => string][] = [
  ['another host', () => `http://localhost:${foreignPort}/v1.0/security/alerts_v2?$skiptoken=x`],
  ['another port', () => `http://127.0.0.1:${foreignPort}/v1.0/security/alerts_v2?$skiptoken=x`],
  ['a user in front of another host', (root) => `${root}@127.0.0.1:${foreignPort}/v1.0/security/alerts_v2`],
  ['another version', (root) => `${root}/beta/security/alerts_v2?$skiptoken=x`],
  ['a way out of the version', (root) => `${root}/v1.0/../_emulator/requests`],
  ['a way out that is encoded', (root) => `${root}/v1.0/%2e%2e/_emulator/requests`],
  ['no scheme', () => `//127.0.0.1:${foreignPort}/v1.0/security/alerts_v2`],
  ['a backslash', (root) => `${root}/v1.0/\\127.0.0.1:${foreignPort}/x`],
  ['a file', () => 'file:///etc/passwd'],
];

test.each(LINKS)(
  'T6: a nextLink of alerts with %s is not followed, and nothing foreign is believed',
  async (_what, link) => {
    house.front.alter = ({ url, body }) => {
      if (url.startsWith('/security/alerts_v2')) body['@odata.nextLink'] = link(house.front.url);
    };

    const told = await house.ask(ALERTS);

    expect(house.front.seen).toHaveLength(1);
    expect(JSON.stringify(told)).not.toContain('believed');
    expect(JSON.stringify(told)).toContain('leaves its own address');
    expect(JSON.stringify(told)).not.toContain(String(foreignPort));
  },
);

test.each(LINKS)('T6: a nextLink of users with %s is not followed', async (_what, link) => {
  house.front.alter = ({ url, body }) => {
    if (url.startsWith('/users')) body['@odata.nextLink'] = link(house.front.url);
  };

  const first = await house.ask(USERS);
  const after = first.data?.users?.pageInfo?.endCursor;
  if (after) await house.ask(USERS, { after });

  expect(JSON.stringify(first)).not.toContain('believed');
  expect(house.front.seen.every(({ url }) => url.startsWith('/v1.0/'))).toBe(true);
});

test.each([301, 302, 303, 307, 308])('T6: a redirect with status %d is not followed', async (status) => {
  house.front.instead = (_seen, response) => {
    response.writeHead(status, { location: `http://127.0.0.1:${foreignPort}/v1.0/x` }).end();
  };

  const told = await house.ask(ALERTS);

  expect(JSON.stringify(told)).toContain('none of Graph');
  expect(codesOf(told).every((code) => code === 'UPSTREAM_INVALID_RESPONSE')).toBe(true);
});

test('T6: @odata.id and other links inside records are data, nobody follows them', async () => {
  house.front.alter = ({ body }) => {
    for (const row of body.value ?? []) {
      row['@odata.id'] = `http://127.0.0.1:${foreignPort}/v1.0/users/x`;
      row['manager@odata.navigationLink'] = `http://127.0.0.1:${foreignPort}/v1.0/users/y`;
    }
  };

  const { data } = await house.ask(
    '{ users(first: 5, tenants: ["contoso"]) { nodes { id manager { id department } } } }',
  );

  expect(data.users.nodes).toHaveLength(5);
});
