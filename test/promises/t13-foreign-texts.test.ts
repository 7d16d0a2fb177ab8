import { FakeClock } from '../support/fakeClock.js';
import { openLog, openFronted, type FrontedHouse } from './support/fronted.js';
import { json } from './support/Front.js';

const SECRETS = [
  'eyJhbGciOiJSUzI1NiJ9.eyJzZWNyZXQiOjF9.c2lnbmF0dXJl',
  'graph-backend-07.internal',
  "startsWith(displayName,'Anna')",
  'anna.secret@contoso.example',
  'ClientSecret~42',
];
const TEXT = SECRETS.join(' ');
const QUESTION =
  '{ alerts(first: 5, tenants: ["contoso"]) { nodes { title users { user { displayName } } } coverage { state message remedy } } users(first: 2, tenants: ["contoso"]) { nodes { displayName } coverage { message } } }';

let house: FrontedHouse;
const { log, lines } = openLog();
const clock = new FakeClock();
beforeAll(async () => {
  house = await openFronted({ log, clock });
});
beforeEach(async () => {
  house.front.behave();
  // Cool-downs and circuits of the test before are over.
  await clock.advance(120_000);
});
afterAll(() => house.stop());

const BODIES: readonly [string, unknown][] = [
  [
    "Graph's shape",
    { error: { code: 'TooManySecrets', message: TEXT, innerError: { code: TEXT, message: TEXT, 'request-id': TEXT } } },
  ],
  ['another shape', { message: TEXT, stack: TEXT }],
  ['a text', TEXT],
];

describe.each(BODIES)('T13: an error in %s', (_shape, body) => {
  test.each([400, 401, 403, 404, 409, 410, 429, 500, 502, 503])(
    'with status %d leaks nothing to caller or log',
    async (status) => {
      house.front.instead = (_seen, response) =>
        json(response, body, status, {
          'x-secret': TEXT,
          'request-id': 'aaaaaaaa-0000-4000-8000-000000000000',
          'retry-after': '99',
        });

      const told = JSON.stringify(await house.ask(QUESTION));

      for (const secret of SECRETS) {
        expect(told).not.toContain(secret);
        expect(lines.join('\n')).not.toContain(secret);
      }
      expect(told).not.toContain('TooManySecrets');
    },
  );
});

test("T13: a code of Graph that we know is passed on, with Graph's request id", async () => {
  const requestId = 'aaaaaaaa-0000-4000-8000-000000000001';
  house.front.instead = (_seen, response) =>
    json(response, { error: { code: 'Request_BadRequest', message: TEXT } }, 400, { 'request-id': requestId });
  const refused = await house.ask('{ alert(id: "da1", tenant: "contoso") { id } }');
  house.front.instead = (_seen, response) =>
    json(response, { error: { code: 'Authorization_RequestDenied', message: TEXT } }, 403, { 'request-id': requestId });
  const forbidden = await house.ask(QUESTION);

  expect(forbidden.extensions.coverage).toContainEqual(
    expect.objectContaining({ source: 'ALERTS', state: 'NO_CONSENT', requestId }),
  );
  expect(refused.errors[0]?.extensions).toMatchObject({
    code: 'UPSTREAM_REFUSED',
    graphCode: 'Request_BadRequest',
    graphRequestId: requestId,
    statusClass: '4xx',
  });
});

test('T13: a refusal of the token service says nothing of what Entra wrote', async () => {
  const other = await openFronted({ log, emulator: { seed: 'other' } });
  other.emulator.addChaos({
    match: { path: '/oauth2/' },
    status: 401,
    body: { error: 'invalid_client', error_description: TEXT },
  });

  const told = JSON.stringify(await other.ask(QUESTION));
  await other.stop();

  for (const secret of SECRETS) expect(told + lines.join()).not.toContain(secret);
  expect(told).toContain('Entra did not accept our credential for tenant Contoso.');
});
