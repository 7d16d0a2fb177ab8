import { serverAudits } from 'graphql-http';
import { openTestDoor, type OpenDoor } from './door.js';

/**
 * Audits that wish 200 for a refused document under application/json. A refusal is a 4xx here, whatever the content
 * type: clients and proxies that never look into a body must see it.
 *
 * @see https://graphql.github.io/graphql-over-http/draft/#sec-application-json
 */
const DECLINED = new Set([
  'SHOULD use 200 status code on document parsing failure when accepting application/json',
  'SHOULD use 200 status code on document validation failure when accepting application/json',
  'SHOULD use a status code of 200 on variable coercion failure when accepting application/json',
]);

let door: OpenDoor;
beforeAll(async () => {
  door = await openTestDoor();
});
afterAll(() => door.stop());

const audits = serverAudits({ url: () => `${door.url}/graphql`, fetchFn: fetch });

test.each(audits.filter(({ name }) => name.startsWith('MUST')).map((audit) => [audit.name, audit] as const))(
  '%s',
  async (_name, audit) => {
    expect(await audit.fn()).toMatchObject({ status: 'ok' });
  },
);

test.each(audits.filter(({ name }) => name.startsWith('SHOULD')).map((audit) => [audit.name, audit] as const))(
  '%s',
  async (name, audit) => {
    expect(await audit.fn()).toMatchObject({ status: DECLINED.has(name) ? 'warn' : 'ok' });
  },
);
