import { createWorld } from '../../../emulator/world/createWorld.js';
import type { Row, TenantWorld } from '../../../emulator/world/World.js';
import { matchesOf, referencesIn } from './references.js';

const START = new Date('2026-11-24T08:00:00Z');

function large(scale = { alerts: 3000, users: 400, devices: 500 }): TenantWorld {
  const [tenant] = createWorld({ seed: 'large', startAt: START, scale, live: false }).tenants.values();
  if (!tenant) throw new Error('The world has no tenant.');
  return tenant;
}

const time = (row: Row): string => String(row['createdDateTime']).slice(0, -1);

describe('A large world', () => {
  const tenant = large();
  const heads = [...tenant.alerts.heads()];

  test('is as large as asked for', () => {
    expect([tenant.alerts.size, tenant.users.size, tenant.devices.size]).toEqual([3000, 400, 500]);
    expect(heads).toHaveLength(3000);
    expect(new Set([...tenant.users].map((user) => user['userPrincipalName'])).size).toBe(400);
    expect(new Set([...tenant.devices].map((device) => device['displayName'])).size).toBe(500);
  });

  test('lists its alerts newest first', () => {
    const times = heads.map(time);

    expect(times).toEqual([...times].sort().reverse());
  });

  test('heads say the same as bodies, in the cheap columns and only there', () => {
    for (const head of heads.slice(0, 200)) {
      const body = tenant.alerts.get(head.id);

      expect(Object.keys(head).sort()).toEqual([...(tenant.alerts.cheapColumns ?? [])].sort());
      expect(body).toMatchObject({ ...head });
    }
  });

  test('makes the same body twice, and in the order of the table', () => {
    const [first] = tenant.alerts;

    expect(first?.id).toBe(heads[0]?.id);
    expect(JSON.stringify(first)).toBe(JSON.stringify(large().alerts.get(first?.id ?? '')));
  });

  test('names people and machines that exist', () => {
    const references = [...tenant.alerts].slice(0, 60).flatMap((alert) => referencesIn(alert));

    expect(references.length).toBeGreaterThan(100);
    expect(references.filter((reference) => matchesOf(tenant, reference) !== 1)).toEqual([]);
  });

  test('gives every alert an incident that exists', () => {
    expect(heads.filter((head) => !tenant.incidents.get(String(head['incidentId'])))).toEqual([]);
  });

  test('knows no id that it did not make', () => {
    const id = heads[5]?.id ?? '';

    expect(tenant.alerts.get(`xx${id.slice(2)}`)).toBeUndefined();
    expect(tenant.alerts.get(id.replace('6391', '6391x'))).toBeUndefined();
    expect(tenant.alerts.get('da639199999999999999_-1')).toBeUndefined();
  });
});

describe('Writing to a large world', () => {
  test('what was put lies over what would be made, in bodies and heads, in its old place', () => {
    const { alerts } = large({ alerts: 50, users: 20, devices: 20 });
    const before = [...alerts];
    const third = before[2] as Row;

    alerts.put({ ...third, status: 'resolved', assignedTo: 'somebody@contoso.example' });

    expect(alerts.get(third.id)).toMatchObject({ assignedTo: 'somebody@contoso.example' });
    expect([...alerts.heads()][2]).toMatchObject({ id: third.id, status: 'resolved' });
    expect([...alerts].map((row) => row.id)).toEqual(before.map((row) => row.id));
    expect(alerts.size).toBe(50);
  });

  test('a new alert stands where its time says', () => {
    const { alerts } = large({ alerts: 50, users: 20, devices: 20 });
    const [first, second] = [...alerts] as [Row, Row];

    alerts.put({ ...first, id: 'new-1' });
    alerts.put({ ...second, id: 'new-2', createdDateTime: '2030-01-01T00:00:00Z' });

    expect([...alerts.heads()].slice(0, 1).map((row) => row.id)).toEqual(['new-2']);
    expect(alerts.size).toBe(52);
    expect([...alerts].map(time)).toEqual([...alerts].map(time).sort().reverse());
  });

  test('a deleted alert is gone, once', () => {
    const { alerts } = large({ alerts: 50, users: 20, devices: 20 });
    const [first] = [...alerts] as [Row];

    expect(alerts.delete(first.id)).toBe(true);
    expect(alerts.delete(first.id)).toBe(false);
    expect(alerts.get(first.id)).toBeUndefined();
    expect(alerts.size).toBe(49);
    expect([...alerts.heads()].some((row) => row.id === first.id)).toBe(false);
  });
});
