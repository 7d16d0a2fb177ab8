import { startEmulator } from '../../../emulator/startEmulator.js';
import type { Emulator } from '../../../emulator/startEmulator.js';
import { CAST } from '../../../emulator/world/cast.js';
import { NORTHWIND, TestClient } from '../http/TestClient.js';
import type { Json } from '../http/TestClient.js';

let emulator: Emulator;
let client: TestClient;

beforeAll(async () => {
  emulator = await startEmulator({ throttling: false });
  client = new TestClient(emulator);
});
afterAll(() => emulator.stop());
beforeEach(() => emulator.reset());

const path = '/v1.0/security/collaboration/analyzedEmails';

/** The lure of the story in the clerk's mailbox. */
async function lure(): Promise<Json> {
  const filter = `recipientEmailAddress eq '${CAST.clerk.mail}' and senderDetail/fromAddress eq 'billing@nordwind-logistics.example'`;
  return (await client.get(`${path}?$filter=${encodeURIComponent(filter)}`)).body.value[0];
}

const order = { displayName: 'Purge the lure', description: 'INC 101', severity: 'high', remediateSendersCopy: false };

test('the messages of the story are those that its alert names', async () => {
  const { body: alert } = await client.get(`/v1.0/security/alerts_v2/${CAST.attack['phish']}`);
  const named = alert.evidence.flatMap((one: Json) => (one.recipientEmailAddress ? [one.networkMessageId] : []));

  const { body } = await client.get(`${path}?$filter=alertIds/any(a:a eq '${CAST.attack['phish']}')`);

  expect(body.value.map((row: Json) => row.networkMessageId).sort()).toEqual(named.sort());
  expect((await lure()).latestDelivery).toMatchObject({ action: 'delivered', location: 'inbox_folder' });
});

test('a message of an alert that has only just arrived is there, too', async () => {
  const { evidence } = (await client.get(`/v1.0/security/alerts_v2/${CAST.attack['phish']}`)).body;
  const message = evidence.find((one: Json) => one.recipientEmailAddress);
  await client.get(path);
  emulator.world.injectAlert(CAST.tenantId, {
    evidence: [{ ...message, networkMessageId: '00000000-0000-4000-8000-00000000000a' }],
  });

  const { body } = await client.get(`${path}?$filter=networkMessageId eq '00000000-0000-4000-8000-00000000000a'`);

  expect(body.value).toHaveLength(1);
});

test('remediate answers 202; the message lies elsewhere when the work is done, and its timeline says so', async () => {
  const { id, timelineEvents } = await lure();

  const { status, text } = await client.post(`${path}/remediate`, {
    ...order,
    action: 'softDelete',
    analyzedEmails: [{ id }],
  });
  const before = (await lure()).latestDelivery.location;
  emulator.clock.advance(30_000);
  const { body } = await client.get(`${path}/${id}`);

  expect([status, text, before]).toEqual([202, '', 'inbox_folder']);
  expect(body.latestDelivery.location).toBe('deletedFolder');
  expect(body.timelineEvents).toHaveLength(timelineEvents.length + 1);
  expect(body.timelineEvents.at(-1)).toMatchObject({ eventSource: 'admin', eventDetails: 'Purge the lure' });
});

test('a message is found by its network id and its mailbox, too', async () => {
  const { networkMessageId, recipientEmailAddress } = await lure();
  emulator.change({ actionMs: 0 });

  await client.post(`${path}/remediate`, {
    ...order,
    action: 'moveToQuarantine',
    analyzedEmails: [{ networkMessageId, recipientEmailAddress }],
  });

  expect((await lure()).latestDelivery.location).toBe('quarantine');
});

test('an action that is told to fail leaves the message where it is', async () => {
  const { id } = await lure();
  emulator.change({ failingActions: ['hardDelete'] });

  await client.post(`${path}/remediate`, { ...order, action: 'hardDelete', analyzedEmails: [{ id }] });
  emulator.clock.advance(60_000);

  expect((await lure()).latestDelivery.location).toBe('inbox_folder');
});

test.each<[string, object, number]>([
  ['an unknown action', { action: 'burn' }, 400],
  ['an unknown severity', { severity: 'huge' }, 400],
  ['no name', { displayName: ' ' }, 400],
  ['no messages', { analyzedEmails: [] }, 400],
  ['no objects', { analyzedEmails: ['x'] }, 400],
  ['an unknown message', { analyzedEmails: [{ id: 'x' }] }, 404],
])('with %s is refused', async (_, special, status) => {
  const body = { ...order, action: 'softDelete', analyzedEmails: [{ id: (await lure()).id }], ...special };

  expect((await client.post(`${path}/remediate`, body)).status).toBe(status);
});

test('needs Defender', async () => {
  expect((await client.of(NORTHWIND).get(path)).status).toBe(403);
});
