import { startEmulator } from '../../../emulator/startEmulator.js';
import type { Emulator } from '../../../emulator/startEmulator.js';
import type { Row } from '../../../emulator/world/World.js';
import { CONTOSO, FABRIKAM, NORTHWIND, TestClient, type Json } from '../http/TestClient.js';

let emulator: Emulator;
let northwind: TestClient;
let fabrikam: TestClient;

beforeAll(async () => {
  emulator = await startEmulator({ throttling: false });
  northwind = new TestClient(emulator, NORTHWIND);
  fabrikam = new TestClient(emulator, FABRIKAM);
});
afterAll(() => emulator.stop());
beforeEach(() => emulator.reset());

const alerts = '/v1.0/security/alerts';
const rowsOf = ({ tenantId }: typeof CONTOSO): Row[] => [...emulator.world.tenants.get(tenantId)!.legacyAlerts];
const providerOf = (row: Json): string => row.vendorInformation.provider as string;

test('a tenant without Defender has legacy alerts all the same; one that never had any has none', async () => {
  const some = await northwind.get(alerts);
  const none = await northwind.of(CONTOSO).get(alerts);

  expect(some.status).toBe(200);
  expect(some.body.value).toHaveLength(30);
  expect(none.body.value).toEqual([]);
});

test('$top holds for each provider, and the link goes on behind it', async () => {
  const first = await northwind.get(`${alerts}?$top=2`);
  const next = await northwind.get(String(first.body['@odata.nextLink']).slice(emulator.url.length));
  const ids = [...first.body.value, ...next.body.value].map(({ id }: Json) => id);

  expect(first.body.value).toHaveLength(8);
  expect(new Set(first.body.value.map(providerOf)).size).toBe(4);
  expect(new Set(ids).size).toBe(16);
});

test('a provider that does not answer is told in Warning, with 206 and what the others say', async () => {
  const { status, headers, body } = await fabrikam.get(alerts);

  expect(status).toBe(206);
  expect(headers.get('warning')).toBe('199 - "Microsoft/Azure Advanced Threat Protection/504/10021"');
  expect(body.value).toHaveLength(24);
  expect(rowsOf(FABRIKAM)).toHaveLength(28);
});

test('a provider that is known to be silent can be told to answer', async () => {
  const calm = await startEmulator({ throttling: false, silentProviders: false });
  const { status, body } = await new TestClient(calm, FABRIKAM).get(alerts);
  await calm.stop();

  expect([status, body.value.length]).toEqual([200, 28]);
});

test.each([
  ['$top=1001', 400],
  ['$top=1000', 200],
  ['$skip=501', 400],
  ['$skip=500', 200],
  ['$skiptoken=nonsense', 400],
  ["$filter=userStates/any(u:u/userPrincipalName eq 'a')", 400],
  ["$filter=hostStates/any(h:h/fqdn eq 'a')", 200],
  ["$filter=networkConnections/any(d:d/destinationAddress eq '203.0.113.200')", 200],
  ["$filter=vendorInformation/provider eq 'ASC'", 200],
  ["$filter=severity eq 'extreme'", 400],
  ['$expand=evidence', 400],
  ['$orderby=createdDateTime desc', 200],
])('%s is answered with %i', async (query, status) => {
  expect((await northwind.get(`${alerts}?${query}`)).status).toBe(status);
});

test('a filter by provider is obeyed by all but the one that takes no filters', async () => {
  const { body } = await northwind.get(`${alerts}?$filter=vendorInformation/provider eq 'IPC'`);

  expect([...new Set(body.value.map(providerOf))].sort()).toEqual(['IPC', 'Office 365 Security and Compliance']);
});

test('every state that the type declares occurs', () => {
  const rows = [...rowsOf(FABRIKAM), ...rowsOf(NORTHWIND)];
  const lists = Object.keys(rows[0]!).filter((name) => Array.isArray(rows[0]![name]));

  const empty = lists.filter((name) => rows.every((row) => (row[name] as unknown[]).length === 0));

  expect(lists.length).toBeGreaterThan(18);
  expect(empty).toEqual(['incidentIds']);
});

describe('one alert', () => {
  const ofProvider = (provider: string): Row =>
    [...rowsOf(NORTHWIND), ...rowsOf(FABRIKAM)].find((row) => providerOf(row) === provider)!;
  const vendorInformation = { provider: 'IPC', vendor: 'Microsoft' };

  test('is found by its id, and unknown where its provider is silent', async () => {
    const { id } = ofProvider('IPC');
    const silent = ofProvider('Azure Advanced Threat Protection').id;

    expect((await northwind.get(`${alerts}/${id}`)).body).toMatchObject({ id, vendorInformation });
    expect((await northwind.get(`${alerts}/nothing`)).status).toBe(404);
    expect((await fabrikam.get(`${alerts}/${silent}`)).status).toBe(404);
  });

  test('is changed with 204, or 200 and the alert where that is preferred', async () => {
    const { id } = ofProvider('IPC');
    const changes = { status: 'resolved', feedback: 'truePositive', tags: ['ours'], vendorInformation };

    const quiet = await northwind.patch(`${alerts}/${id}`, changes);
    const told = await northwind.authorized('PATCH', `${alerts}/${id}`, {
      headers: { prefer: 'return=representation' },
      body: { assignedTo: 'nadia', vendorInformation },
    });

    expect([quiet.status, quiet.text]).toEqual([204, '']);
    expect(told.status).toBe(200);
    expect(told.body).toMatchObject({ status: 'resolved', feedback: 'truePositive', assignedTo: 'nadia' });
    expect(told.body.lastUpdateDateTime).toBeUndefined();
    expect(Date.parse(told.body.lastModifiedDateTime)).toBeGreaterThanOrEqual(emulator.clock.now().getTime());
  });

  test.each([
    ['without vendorInformation', { status: 'resolved' }, 400],
    ['with half of it', { status: 'resolved', vendorInformation: { provider: 'IPC' } }, 400],
    ['of another provider', { status: 'resolved', vendorInformation: { ...vendorInformation, provider: 'ASC' } }, 404],
    ['with a comment of one’s own', { comments: ['Hello'], vendorInformation }, 400],
    ['of the title', { title: 'x', vendorInformation }, 400],
    ['to a state of today', { status: 'new', vendorInformation }, 400],
    ['with an allowed comment', { comments: ['Closed in MCAS'], vendorInformation }, 204],
  ])('a change %s', async (_, body, status) => {
    expect((await northwind.patch(`${alerts}/${ofProvider('IPC').id}`, body)).status).toBe(status);
  });

  test('keeps every change in its history', async () => {
    const { id } = ofProvider('IPC');
    await northwind.patch(`${alerts}/${id}`, { status: 'resolved', assignedTo: 'nadia', vendorInformation });

    const { body } = await northwind.get(`${alerts}/${id}`);

    expect(body.historyStates).toEqual([
      {
        ...{ appId: NORTHWIND.clientId, status: 'resolved', assignedTo: 'nadia', user: null },
        ...{ comments: body.comments, feedback: body.feedback, updatedDateTime: body.lastModifiedDateTime },
      },
    ]);
  });

  test('of a provider that takes no changes stays as it is', async () => {
    const row = ofProvider('Azure Sentinel');
    const client = rowsOf(NORTHWIND).includes(row) ? northwind : fabrikam;

    const { status } = await client.patch(`${alerts}/${row.id}`, {
      status: 'resolved',
      vendorInformation: row['vendorInformation'],
    });

    expect(status).toBe(400);
  });
});

describe('updateAlerts', () => {
  const path = '/beta/security/alerts/updateAlerts';
  const some = (): Json[] =>
    rowsOf(NORTHWIND)
      .filter((row) => ['IPC', 'ASC'].includes(providerOf(row)))
      .slice(0, 3)
      .map(({ id, vendorInformation }) => ({ id, vendorInformation, status: 'inProgress', assignedTo: 'nadia' }));

  test('changes alerts of several products at once and answers them', async () => {
    const value = some();

    const { status, body } = await northwind.post(path, { value });

    expect(status).toBe(200);
    expect(body.value.map(({ id }: Json) => id)).toEqual(value.map(({ id }) => id));
    expect(body.value.every((row: Json) => row.status === 'inProgress' && row.title !== undefined)).toBe(true);
    expect((await northwind.get(`${alerts}/${value[2].id}`)).body.assignedTo).toBe('nadia');
  });

  test('answers the values from before where old values are echoed', async () => {
    const value = some();
    const before = value.map(({ id }) => rowsOf(NORTHWIND).find((row) => row.id === id)!['assignedTo']);
    await northwind.control('POST', 'switches', { echoOldValues: true });

    const { body } = await northwind.post(path, { value });

    expect(body.value.map(({ assignedTo }: Json) => assignedTo)).toEqual(before);
    expect((await northwind.get(`${alerts}/${value[0].id}`)).body.assignedTo).toBe('nadia');
  });

  test.each<[string, (value: Json[]) => unknown, number]>([
    ['one of them has no vendor', ([first, ...rest]) => [...rest, { ...first, vendorInformation: undefined }], 400],
    ['one of them is unknown', (value) => [...value, { ...value[0], id: 'none' }], 404],
    ['it is no list', () => 'all', 400],
  ])('changes none where %s', async (_, spoil, status) => {
    const before = rowsOf(NORTHWIND);

    const answer = await northwind.post(path, { value: spoil(some()) });

    expect(answer.status).toBe(status);
    expect(rowsOf(NORTHWIND)).toEqual(before);
  });

  test('is of beta', async () => {
    const { status, body } = await northwind.post(path.replace('beta', 'v1.0'), { value: some() });

    expect([status, body.error.message]).toEqual([400, "Resource not found for the segment 'updateAlerts'."]);
  });
});
