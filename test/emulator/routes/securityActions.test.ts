import { startEmulator } from '../../../emulator/startEmulator.js';
import type { Emulator } from '../../../emulator/startEmulator.js';
import { ADATUM, CONTOSO, FABRIKAM, NORTHWIND, TestClient } from '../http/TestClient.js';
import type { Json } from '../http/TestClient.js';

let emulator: Emulator;
let client: TestClient;

beforeAll(async () => {
  emulator = await startEmulator({ throttling: false });
  client = new TestClient(emulator);
});
afterAll(() => emulator.stop());
beforeEach(() => emulator.reset());

const path = '/beta/security/securityActions';
/** As the documentation prints it. */
const BLOCK = {
  name: 'BlockIp',
  actionReason: 'Test',
  parameters: [{ name: 'IP', value: '1.2.3.4' }],
  vendorInformation: { provider: 'Windows Defender ATP', vendor: 'Microsoft' },
};
const read = async (id: string): Promise<Json> => (await client.get(`${path}/${id}`)).body;

test('is created with 201, runs and completes on the clock of the emulator, and keeps its history', async () => {
  const { status, body } = await client.post(path, BLOCK);
  const seen = [body.status];
  for (const ms of [10_000, 20_000]) {
    emulator.clock.advance(ms);
    seen.push((await read(body.id)).status);
  }
  const ended = await read(body.id);

  expect(status).toBe(201);
  expect(body).toMatchObject({
    ...BLOCK,
    vendorInformation: expect.objectContaining(BLOCK.vendorInformation),
    appId: CONTOSO.clientId,
    azureTenantId: CONTOSO.tenantId,
    completedDateTime: null,
  });
  expect(seen).toEqual(['notStarted', 'running', 'completed']);
  expect(ended.states.map((state: Json) => state.status)).toEqual(seen);
  expect(Date.parse(ended.completedDateTime) - Date.parse(body.createdDateTime)).toBe(30_000);
  expect(ended.errorInfo).toBeNull();
});

test('fails where it was told to, and says why', async () => {
  emulator.change({ failingActions: ['BlockIp'] });
  const { body } = await client.post(path, BLOCK);

  emulator.clock.advance(30_000);

  expect(await read(body.id)).toMatchObject({
    status: 'failed',
    errorInfo: { code: 500, message: expect.any(String) },
  });
});

test('is cancelled with 200 and nothing in it; never after its end', async () => {
  const { body } = await client.post(path, BLOCK);
  const cancelled = await client.post(`${path}/${body.id}/cancelSecurityAction`, undefined);
  emulator.clock.advance(60_000);
  const again = await client.post(`${path}/${body.id}/cancelSecurityAction`, undefined);

  expect([cancelled.status, cancelled.text]).toEqual([200, '']);
  expect(await read(body.id)).toMatchObject({ status: 'failed', errorInfo: { message: 'The action was cancelled.' } });
  expect(again.status).toBe(400);
});

test('the name is understood without its capital, too, as samples write it', async () => {
  const { status, body } = await client.post(path, { ...BLOCK, name: 'blockIp' });

  expect([status, body.name]).toEqual([201, 'blockIp']);
});

test('the list is newest first', async () => {
  const { body } = await client.post(path, BLOCK);

  const { value } = (await client.get(path)).body;

  expect(value.map(({ name }: Json) => name)).toEqual(['BlockIp', 'BlockDomain', 'BlockUrl']);
  expect(value[0].id).toBe(body.id);
});

test.each<[string, object]>([
  ['an unknown name', { name: 'BlockEverything' }],
  ['no parameters', { parameters: [] }],
  ['a parameter without value', { parameters: [{ name: 'IP' }] }],
  ['another provider', { vendorInformation: { provider: 'ASC', vendor: 'Microsoft' } }],
  ['no provider', { vendorInformation: undefined }],
  ['a long context', { clientContext: 'x'.repeat(257) }],
])('with %s is refused', async (_, special) => {
  expect((await client.post(path, { ...BLOCK, ...special })).status).toBe(400);
  expect((await client.get(path)).body.value).toHaveLength(2);
});

test('is of beta and the worldwide cloud; Northwind has given no consent', async () => {
  const answers = [
    await client.get(path.replace('beta', 'v1.0')),
    await client.of(ADATUM).post(path, BLOCK),
    await client.of(FABRIKAM).post(path, BLOCK),
    await client.of(NORTHWIND).post(path, BLOCK),
  ];

  expect(answers.map(({ status }) => status)).toEqual([400, 400, 201, 403]);
  expect(answers[3]?.body.error.message).toContain('SecurityActions.ReadWrite.All');
});
