import { DEFENDER_AUDIENCE } from '../../../emulator/auth/defender.js';
import { startEmulator } from '../../../emulator/startEmulator.js';
import type { Emulator } from '../../../emulator/startEmulator.js';
import { CAST } from '../../../emulator/world/cast.js';
import type { Row, TenantWorld } from '../../../emulator/world/World.js';
import { ADATUM, CONTOSO, FABRIKAM, NORTHWIND, TestClient } from '../http/TestClient.js';
import type { Json } from '../http/TestClient.js';

/** Asks with tokens of Defender's. */
class DefenderClient extends TestClient {
  override goodForm(): Record<string, string> {
    return { ...super.goodForm(), scope: `${DEFENDER_AUDIENCE}/.default` };
  }
}

let emulator: Emulator;
let client: DefenderClient;

beforeAll(async () => {
  emulator = await startEmulator({ throttling: false });
  client = new DefenderClient(emulator);
});
afterAll(() => emulator.stop());
beforeEach(() => emulator.reset());

const MACHINE = CAST.clerkLaptop.defenderId;
const ISOLATE = { Comment: 'Token theft.', IsolationType: 'Full' };
const post = (verb: string, body: unknown, machine = MACHINE): Promise<Json> =>
  client.post(`/api/machines/${machine}/${verb}`, body);
const statusOf = async (id: string): Promise<string> => (await client.get(`/api/machineactions/${id}`)).body.status;

test.each([
  ['isolate', ISOLATE, { type: 'Isolate', scope: 'Full' }],
  ['isolate', { Comment: 'x' }, { type: 'Isolate', scope: 'Full' }],
  ['unisolate', { Comment: 'x' }, { type: 'Unisolate', scope: null }],
  ['restrictCodeExecution', { Comment: 'x' }, { type: 'RestrictCodeExecution' }],
  ['unrestrictCodeExecution', { comment: 'x' }, { type: 'UnrestrictCodeExecution' }],
  ['runAntiVirusScan', { Comment: 'x', ScanType: 'Quick' }, { type: 'RunAntiVirusScan', scope: 'Quick' }],
  ['collectInvestigationPackage', { Comment: 'x' }, { type: 'CollectInvestigationPackage' }],
  [
    'StopAndQuarantineFile',
    { Comment: 'x', Sha1: '87662bc3d60e4200ceaf7aae249d1c343f4b83c9' },
    {
      type: 'StopAndQuarantineFile',
      relatedFileInfo: { fileIdentifier: '87662bc3d60e4200ceaf7aae249d1c343f4b83c9', fileIdentifierType: 'Sha1' },
    },
  ],
])('%s %j answers 201 with a pending action', async (verb, body, expected) => {
  const answer = await post(verb, body);

  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({
    ...expected,
    '@odata.context': expect.stringMatching(/\/api\/\$metadata#MachineActions\/\$entity$/),
    status: 'Pending',
    machineId: MACHINE,
    requestor: CONTOSO.clientId,
    requestSource: 'PublicApi',
  });
});

test('goes from pending over in progress to succeeded on the clock of the emulator', async () => {
  const { body } = await post('isolate', ISOLATE);
  const seen = [await statusOf(body.id)];
  for (const ms of [10_000, 19_999, 1]) {
    emulator.clock.advance(ms);
    seen.push(await statusOf(body.id));
  }

  expect(seen).toEqual(['Pending', 'InProgress', 'InProgress', 'Succeeded']);
  const { lastUpdateDateTimeUtc } = (await client.get(`/api/machineactions/${body.id}`)).body;
  expect(Date.parse(lastUpdateDateTimeUtc) - Date.parse(body.creationDateTimeUtc)).toBe(30_000);
});

test('how long it takes, and whether it fails, can be told', async () => {
  emulator.change({ actionMs: 1000, failingActions: ['Isolate'] });
  const [isolation, scan] = [
    await post('isolate', ISOLATE),
    await post('runAntiVirusScan', { Comment: 'x', ScanType: 'Full' }),
  ];

  emulator.clock.advance(1000);

  expect([await statusOf(isolation.body.id), await statusOf(scan.body.id)]).toEqual(['Failed', 'Succeeded']);
});

test('a machine that says nothing lets an order wait for three days and then run out', async () => {
  const { defenderMachines } = emulator.world.tenants.get(CONTOSO.tenantId) as TenantWorld;
  const silent = [...defenderMachines].find((row) => row['healthStatus'] !== 'Active') as Row;
  const { body } = await post('isolate', ISOLATE, silent.id);

  emulator.clock.advance(3_000_000);
  const anHourLater = await statusOf(body.id);
  emulator.clock.advance(3 * 86_400_000);
  client = new DefenderClient(emulator);

  expect([anHourLater, await statusOf(body.id)]).toEqual(['Pending', 'TimeOut']);
});

test('a second order of the kind is refused while the first goes on, and taken afterwards', async () => {
  await post('isolate', ISOLATE);

  const second = await post('isolate', { Comment: 'again' });
  const other = await post('unisolate', { Comment: 'other kind' });
  emulator.clock.advance(30_000);
  const later = await post('isolate', ISOLATE);

  expect([second.status, other.status, later.status]).toEqual([400, 201, 201]);
  expect(second.body.error).toMatchObject({ message: 'Action is already in progress' });
});

test('is cancelled while it goes on and stays cancelled; what has ended is not', async () => {
  const { body } = await post('isolate', ISOLATE);
  const cancelled = await client.post(`/api/machineactions/${body.id}/cancel`, { Comment: 'Wrong machine.' });
  emulator.clock.advance(60_000);
  const again = await client.post(`/api/machineactions/${body.id}/cancel`, { Comment: 'x' });
  const unknown = await client.post('/api/machineactions/none/cancel', { Comment: 'x' });

  expect(cancelled.body).toMatchObject({
    status: 'Cancelled',
    cancellationComment: 'Wrong machine.',
    cancellationRequestor: CONTOSO.clientId,
  });
  expect([cancelled.status, await statusOf(body.id), again.status, unknown.status]).toEqual([
    200,
    'Cancelled',
    400,
    404,
  ]);
});

test('the list is newest first, filtered by machine and status, and paged', async () => {
  const { body } = await post('isolate', ISOLATE);
  const all = await client.get('/api/machineactions?$top=2');
  const filter = `machineId eq '${MACHINE}' and status eq 'Pending'`;
  const mine = await client.get(`/api/machineactions?$filter=${encodeURIComponent(filter)}`);
  const next = await client.get(String(all.body['@odata.nextLink']).slice(emulator.url.length));

  expect(all.body.value[0].id).toBe(body.id);
  expect(all.body.value).toHaveLength(2);
  expect(next.body.value).toHaveLength(2);
  expect(mine.body.value.map(({ id }: Json) => id)).toEqual([body.id]);
});

test('the story has isolated two machines, one of them twice', async () => {
  const filter = encodeURIComponent("type eq 'Isolate'");

  const { body } = await client.get(`/api/machineactions?$filter=${filter}`);

  expect(body.value.map(({ machineId }: Json) => machineId)).toEqual([
    CAST.fileServer.defenderId,
    CAST.adminLaptop.defenderId,
    CAST.adminLaptop.defenderId,
  ]);
});

test.each([
  ['isolate', {}],
  ['isolate', { Comment: ' ' }],
  ['isolate', { Comment: 'x', IsolationType: 'Half' }],
  ['runAntiVirusScan', { Comment: 'x' }],
  ['StopAndQuarantineFile', { Comment: 'x', Sha1: 'abc' }],
  ['StopAndQuarantineFile', { Comment: 'x' }],
])('%s %j is refused', async (verb, body) => {
  const before = (await client.get('/api/machineactions')).body.value.length;

  expect((await post(verb, body)).status).toBe(400);
  expect((await client.get('/api/machineactions')).body.value).toHaveLength(before);
});

test('an unknown machine is 404', async () => {
  expect((await post('isolate', ISOLATE, '0'.repeat(40))).status).toBe(404);
});

test('each kind needs its own permission, which Adatum has not given for all; Northwind has no Defender', async () => {
  const adatum = new DefenderClient(emulator, ADATUM);
  const { defenderMachines } = emulator.world.tenants.get(ADATUM.tenantId) as TenantWorld;
  const [machine] = [...defenderMachines] as [Row];

  const allowed = await adatum.post(`/api/machines/${machine.id}/isolate`, ISOLATE);
  const refused = await adatum.post(`/api/machines/${machine.id}/collectInvestigationPackage`, { Comment: 'x' });
  const unlicensed = await new DefenderClient(emulator, NORTHWIND).post('/api/machines/x/isolate', ISOLATE);
  const withGraphToken = await new TestClient(emulator, FABRIKAM).post('/api/machines/x/isolate', ISOLATE);

  expect([allowed.status, refused.status, unlicensed.status, withGraphToken.status]).toEqual([201, 403, 403, 401]);
  expect(refused.body.error.message).toContain('Machine.CollectForensics');
});
