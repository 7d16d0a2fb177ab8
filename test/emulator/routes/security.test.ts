import { startEmulator } from '../../../emulator/startEmulator.js';
import type { Emulator } from '../../../emulator/startEmulator.js';
import type { Row, TenantWorld } from '../../../emulator/world/World.js';
import { CONTOSO, TestClient } from '../http/TestClient.js';

let emulator: Emulator;
let client: TestClient;
let tenant: TenantWorld;
let alert: Row;
let incident: Row;

beforeAll(async () => {
  emulator = await startEmulator({ throttling: false });
  client = new TestClient(emulator);
});
afterAll(() => emulator.stop());
beforeEach(() => {
  emulator.reset();
  tenant = emulator.world.tenants.get(CONTOSO.tenantId) as TenantWorld;
  [alert] = [...tenant.alerts] as [Row];
  incident = tenant.incidents.get(String(alert['incidentId'])) as Row;
});

const alerts = '/v1.0/security/alerts_v2';
const incidents = '/v1.0/security/incidents';

describe('alerts_v2', () => {
  test('lists newest first, with a link to the next page that works as it stands', async () => {
    const first = await client.get(`${alerts}?$top=3&$select=id,createdDateTime`);
    const next = await client.get(String(first.body['@odata.nextLink']).slice(emulator.url.length));
    const ids = [...first.body.value, ...next.body.value].map(({ id }) => id);

    expect(first.body['@odata.nextLink']).toMatch(new RegExp(`^${emulator.url}${alerts.replaceAll('.', '\\.')}\\?`));
    expect(ids).toEqual([...tenant.alerts].slice(0, 6).map(({ id }) => id));
  });

  test('answers one alert with its evidence, and 404 for an unknown id', async () => {
    const one = await client.get(`${alerts}/${alert.id}`);
    const none = await client.get(`${alerts}/nothing`);

    expect(one.body).toMatchObject({ id: alert.id, title: alert['title'] });
    expect(one.body.evidence).toHaveLength((alert['evidence'] as unknown[]).length);
    expect(none.status).toBe(404);
    expect(none.body.error.code).toBe('ResourceNotFound');
  });

  test('PATCH of the four settable properties answers 200 with the alert, its lastUpdateDateTime moved, twice in one moment too', async () => {
    const changes = { status: 'resolved', classification: 'truePositive', determination: 'malware', assignedTo: 'a@b' };

    const { status, body } = await client.patch(`${alerts}/${alert.id}`, changes);
    const again = await client.patch(`${alerts}/${alert.id}`, { status: 'inProgress' });

    expect(status).toBe(200);
    expect(body).toMatchObject({ id: alert.id, ...changes });
    expect(Date.parse(body.lastUpdateDateTime)).toBeGreaterThan(Date.parse(String(alert['lastUpdateDateTime'])));
    expect(body.resolvedDateTime).toBe(body.lastUpdateDateTime);
    expect(Date.parse(again.body.lastUpdateDateTime)).toBeGreaterThan(Date.parse(body.lastUpdateDateTime));
    expect(again.body.resolvedDateTime).toBeNull();
    expect((await client.get(`${alerts}/${alert.id}`)).body.status).toBe('inProgress');
  });

  test.each([
    ['severity', { severity: 'low' }],
    ['tags', { systemTags: ['x'] }],
    ['an unknown status', { status: 'gone' }],
    ['a number', { assignedTo: 7 }],
    ['the sentinel', { status: 'unknownFutureValue' }],
    ['no object', []],
  ])('PATCH with %s is 400, and nothing has changed', async (_name, change) => {
    const { status } = await client.patch(`${alerts}/${alert.id}`, change);

    expect(status).toBe(400);
    expect(tenant.alerts.get(alert.id)).toEqual(alert);
  });

  test('PATCH is done and answers the values from before where old values are echoed', async () => {
    emulator.change({ echoOldValues: true });

    const { status, body } = await client.patch(`${alerts}/${alert.id}`, { assignedTo: 'new@contoso.example' });

    expect([status, body.assignedTo, body.lastUpdateDateTime]).toEqual([
      200,
      alert['assignedTo'],
      alert['lastUpdateDateTime'],
    ]);
    expect((await client.get(`${alerts}/${alert.id}`)).body.assignedTo).toBe('new@contoso.example');
  });

  test('POST comments answers 200 with all comments', async () => {
    const comment = { '@odata.type': 'microsoft.graph.security.alertComment', comment: 'Seen.' };

    const { status, body } = await client.post(`${alerts}/${alert.id}/comments`, comment);

    expect(status).toBe(200);
    expect(body['@odata.context']).toContain(`alerts_v2('${alert.id}')/comments`);
    expect(body.value).toEqual([
      ...(alert['comments'] as unknown[]),
      { comment: 'Seen.', createdByDisplayName: expect.any(String), createdDateTime: '2026-11-23T08:00:00.000Z' },
    ]);
    expect((await client.post(`${alerts}/${alert.id}/comments`, { comment: ' ' })).status).toBe(400);
  });

  test('filters on evidence can be switched off', async () => {
    const filter = "evidence/any(e: e/microsoft.graph.security.userEvidence/userAccount/userPrincipalName eq 'a@b')";
    const without = await startEmulator({ evidenceFilter: false });
    const path = `${alerts}?$filter=${encodeURIComponent(filter)}`;

    const [on, off] = [await client.get(path), await new TestClient(without).get(path)];
    await without.stop();

    expect([on.status, off.status]).toEqual([200, 400]);
  });
});

describe('incidents', () => {
  test('a page holds at most 50; more is refused with an empty code', async () => {
    const { status, body } = await client.get(`${incidents}?$top=51`);

    expect(status).toBe(400);
    expect(body.error.code).toBe('');
    expect(body.error.message).toContain("limit of '50' for Top query");
  });

  test('$expand=alerts and /{id}/alerts bring the same alerts', async () => {
    const expanded = await client.get(`${incidents}/${incident.id}?$expand=alerts`);
    const own = await client.get(`${incidents}/${incident.id}/alerts?$top=1000`);
    const ids = own.body.value.map(({ id }: Row) => id);

    expect(ids).toContain(alert.id);
    expect(expanded.body.alerts.map(({ id }: Row) => id)).toEqual(ids);
    expect(own.body.value.every((one: Row) => one['incidentId'] === incident.id)).toBe(true);
  });

  test('an alert that arrives is found under its incident at once', async () => {
    await client.get(`${incidents}/${incident.id}/alerts`);
    const added = emulator.world.injectAlert(CONTOSO.tenantId, { incidentId: incident.id });

    const { body } = await client.get(`${incidents}/${incident.id}/alerts?$top=1000`);

    expect(body.value.map(({ id }: Row) => id)).toContain(added.id);
  });

  test('PATCH sets customTags too and answers 200 with the incident', async () => {
    const { status, body } = await client.patch(`${incidents}/${incident.id}`, {
      customTags: ['vip', 'fin'],
      status: 'inProgress',
    });

    expect(status).toBe(200);
    expect(body).toMatchObject({ id: incident.id, customTags: ['vip', 'fin'], status: 'inProgress' });
    expect((await client.patch(`${incidents}/${incident.id}`, { customTags: 'vip' })).status).toBe(400);
  });

  test.each(['redirected', 'awaitingAction', 'new'])('PATCH cannot set the status %s', async (status) => {
    expect((await client.patch(`${incidents}/${incident.id}`, { status })).status).toBe(400);
    expect(tenant.incidents.get(incident.id)).toEqual(incident);
  });

  test('POST comments answers 200 with all comments', async () => {
    const { body } = await client.post(`${incidents}/${incident.id}/comments`, { comment: 'Mine.' });

    expect(body.value.at(-1).comment).toBe('Mine.');
  });
});

describe('risky users', () => {
  test('list and single; who is not risky is 404', async () => {
    const list = await client.get('/v1.0/identityProtection/riskyUsers?$top=500');
    const [first] = list.body.value;

    expect(list.body.value).toHaveLength(tenant.riskyUsers.size);
    expect((await client.get(`/v1.0/identityProtection/riskyUsers/${first.id}`)).body.riskLevel).toBe(first.riskLevel);
    expect((await client.get(`/v1.0/identityProtection/riskyUsers/${CONTOSO.tenantId}`)).status).toBe(404);
  });
});

describe('managed devices', () => {
  test('list and single', async () => {
    const list = await client.get('/v1.0/deviceManagement/managedDevices');
    const [first] = list.body.value;

    const one = await client.get(`/v1.0/deviceManagement/managedDevices/${first.id}?$select=id,deviceName`);

    expect(list.body.value).toHaveLength(tenant.managedDevices.size);
    expect(one.body).toMatchObject({ id: first.id, deviceName: first.deviceName });
    expect((await client.get('/v1.0/deviceManagement/managedDevices/none')).status).toBe(404);
  });
});
