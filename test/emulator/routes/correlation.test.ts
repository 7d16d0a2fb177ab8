import { startEmulator } from '../../../emulator/startEmulator.js';
import type { Emulator } from '../../../emulator/startEmulator.js';
import type { Row, TenantWorld } from '../../../emulator/world/World.js';
import { CONTOSO, FABRIKAM, NORTHWIND, TestClient } from '../http/TestClient.js';
import type { Json } from '../http/TestClient.js';

let emulator: Emulator;
let client: TestClient;
let tenant: TenantWorld;
/** With more than one alert each, newest first. */
let incidents: Row[];

beforeAll(async () => {
  emulator = await startEmulator({ throttling: false });
  client = new TestClient(emulator);
});
afterAll(() => emulator.stop());
beforeEach(() => {
  emulator.reset();
  tenant = emulator.world.tenants.get(CONTOSO.tenantId) as TenantWorld;
  incidents = [...tenant.incidents].filter((row) => alertIdsOf(row).length > 1);
});

const MOVE = '/v1.0/security/alerts_v2/moveAlerts';
const MERGE = '/v1.0/security/incidents/mergeIncidents';

function alertIdsOf({ id }: Row): string[] {
  return [...tenant.alerts].filter((row) => row['incidentId'] === id).map((row) => row.id);
}

async function alertsIn(incidentId: string): Promise<Json[]> {
  return (await client.get(`/v1.0/security/incidents/${incidentId}/alerts?$top=1000`)).body.value;
}

const instant = (row: Json): number => Date.parse(row.lastUpdateDateTime);

describe('moveAlerts', () => {
  test('takes an alert from one incident into another: both lists, the alert and all three watermarks follow', async () => {
    const [to, from] = incidents as [Row, Row];
    const [id] = alertIdsOf(from) as [string];
    const before = [await alertsIn(to.id), await alertsIn(from.id)].map(({ length }) => length);

    const { status, body } = await client.post(MOVE, {
      alertIds: [id],
      incidentId: to.id,
      alertComment: 'Same machine.',
      newCorrelationReasons: 'sameAsset, temporalProximity',
    });

    expect(status).toBe(200);
    expect(body).toEqual({
      '@odata.context': expect.stringContaining('#microsoft.graph.security.mergeResponse'),
      targetIncidentId: to.id,
    });
    const after = [await alertsIn(to.id), await alertsIn(from.id)].map(({ length }) => length);
    expect(after).toEqual([before[0]! + 1, before[1]! - 1]);
    const alert = (await client.get(`/v1.0/security/alerts_v2/${id}`)).body;
    expect(alert).toMatchObject({ incidentId: to.id, incidentWebUrl: to['incidentWebUrl'] });
    expect(alert.comments.at(-1).comment).toBe('Same machine.');
    const incidentsNow = [to, from].map((row) => tenant.incidents.get(row.id) as Json);
    for (const moved of [alert, ...incidentsNow])
      expect(instant(moved)).toBeGreaterThanOrEqual(emulator.clock.now().getTime());
  });

  test('makes a new incident, as severe as the worst alert, where none is named', async () => {
    const alerts = [...tenant.alerts].filter((row) => row['severity'] !== 'high').slice(0, 3);
    const ids = [...alerts.map(({ id }) => id), [...tenant.alerts].find((row) => row['severity'] === 'high')!.id];

    const { body } = await client.post(MOVE, { alertIds: ids, incidentId: null });

    expect(incidents.map(({ id }) => id)).not.toContain(body.targetIncidentId);
    expect((await alertsIn(body.targetIncidentId)).map(({ id }) => id).sort()).toEqual([...ids].sort());
    const list = await client.get('/v1.0/security/incidents?$top=1');
    expect(list.body.value[0]).toMatchObject({ id: body.targetIncidentId, severity: 'high' });
  });

  test('changes nothing about alerts that are there already', async () => {
    const [to] = incidents as [Row];
    const ids = alertIdsOf(to);

    const { status } = await client.post(MOVE, { alertIds: ids, incidentId: to.id });

    expect(status).toBe(200);
    expect(tenant.incidents.get(to.id)).toEqual(to);
  });

  test.each<[string, (body: Json) => object, number]>([
    ['no ids', (body) => ({ ...body, alertIds: [] }), 400],
    ['an unknown alert beside a known one', (body) => ({ ...body, alertIds: [...body.alertIds, 'none'] }), 404],
    ['an unknown incident', (body) => ({ ...body, incidentId: '1' }), 404],
    ['a reason that is none', (body) => ({ ...body, newCorrelationReasons: 'sameAsset, mood' }), 400],
    ['a comment that is no text', (body) => ({ ...body, alertComment: 7 }), 400],
  ])('with %s is refused, and nothing has moved', async (_, spoil, status) => {
    const [to, from] = incidents as [Row, Row];
    const alertIds = alertIdsOf(from);

    const answer = await client.post(MOVE, spoil({ alertIds, incidentId: to.id }));

    expect(answer.status).toBe(status);
    expect(alertIdsOf(from)).toEqual(alertIds);
  });
});

describe('mergeIncidents', () => {
  test('the oldest takes all alerts; the others are redirected to it and stay readable', async () => {
    const [newest, middle, oldest] = incidents.slice(0, 3) as [Row, Row, Row];
    const all = [newest, middle, oldest].flatMap(alertIdsOf);

    const { status, body } = await client.post(MERGE, {
      incidentIds: [newest.id, oldest.id, middle.id],
      incidentComment: 'One campaign.',
      mergeReasons: 'sameCampaign, sameActor',
    });

    expect([status, body.targetIncidentId]).toEqual([200, oldest.id]);
    expect((await alertsIn(oldest.id)).map(({ id }) => id).sort()).toEqual(all.sort());
    const now = emulator.clock.now().getTime();
    for (const { id } of [newest, middle]) {
      const redirected = (await client.get(`/v1.0/security/incidents/${id}?$expand=alerts`)).body;
      expect(redirected).toMatchObject({ status: 'redirected', redirectIncidentId: oldest.id, alerts: [] });
      expect(instant(redirected)).toBeGreaterThanOrEqual(now);
    }
    const target = (await client.get(`/v1.0/security/incidents/${oldest.id}`)).body;
    expect(target.comments.at(-1).comment).toBe('One campaign.');
    expect(instant(target)).toBeGreaterThanOrEqual(now);
  });

  test('one that was merged can neither be merged again nor take alerts', async () => {
    const [newest, , oldest] = incidents.slice(0, 3) as [Row, Row, Row];
    await client.post(MERGE, { incidentIds: [newest.id, oldest.id] });

    const again = await client.post(MERGE, { incidentIds: [newest.id, incidents[1]!.id] });
    const into = await client.post(MOVE, { alertIds: alertIdsOf(oldest), incidentId: newest.id });

    expect([again.status, into.status]).toEqual([400, 400]);
    expect(again.body.error.message).toContain(`into incident '${oldest.id}'`);
  });

  test.each([
    ['one incident', [0]],
    ['the same twice', [0, 0]],
  ])('of %s is refused', async (_, places) => {
    const { status } = await client.post(MERGE, { incidentIds: places.map((place) => incidents[place]!.id) });

    expect(status).toBe(400);
  });

  test('the namespace of the action may be written, too', async () => {
    const path = '/v1.0/security/incidents/microsoft.graph.security.mergeIncidents';

    const { status } = await client.post(path, { incidentIds: incidents.slice(0, 2).map(({ id }) => id) });

    expect(status).toBe(200);
  });

  test('needs a permission of its own and Defender', async () => {
    const fabrikam = emulator.world.tenants.get(FABRIKAM.tenantId) as TenantWorld;
    const incidentIds = [...fabrikam.incidents].slice(0, 2).map(({ id }) => id);

    const allowed = await client.of(FABRIKAM).post(MERGE, { incidentIds });
    const refused = await client.of(NORTHWIND).post(MERGE, { incidentIds });

    expect(allowed.status).toBe(200);
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain('SecurityData.Manage.All');
  });
});
