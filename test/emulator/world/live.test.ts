import fc from 'fast-check';
import { CAST } from '../../../emulator/world/cast.js';
import { createWorld } from '../../../emulator/world/createWorld.js';
import { MOST_AT_ONCE } from '../../../emulator/world/live.js';
import type { Row, TenantWorld, World } from '../../../emulator/world/World.js';
import { matchesOf, referencesIn } from './references.js';

const START = new Date('2026-11-24T08:00:00Z');
const MINUTE_MS = 60_000;

function world(live = true): World {
  return createWorld({ seed: 'live', startAt: START, scale: 'story', live });
}

function contosoOf(of: World): TenantWorld {
  const tenant = of.tenants.get(CAST.tenantId);
  if (!tenant) throw new Error('The world has no Contoso.');
  return tenant;
}

const later = (minutes: number): Date => new Date(START.getTime() + minutes * MINUTE_MS);
const after = (rows: Iterable<Row>, column: string): Row[] =>
  [...rows].filter((row) => Date.parse(String(row[column])) > START.getTime());

describe('As time goes by', () => {
  test('one alert arrives every 20 to 40 seconds', () => {
    const live = world();
    const before = contosoOf(live).alerts.size;

    live.advance(later(60));

    const arrived = contosoOf(live).alerts.size - before;
    expect(arrived).toBeGreaterThanOrEqual(90);
    expect(arrived).toBeLessThanOrEqual(180);
    expect(after(contosoOf(live).alerts, 'createdDateTime')).toHaveLength(arrived);
  });

  test('new alerts stand first, and every reference of theirs resolves', () => {
    const live = world();
    live.advance(later(30));
    const { alerts } = contosoOf(live);
    const times = [...alerts].map((alert) => String(alert['createdDateTime']).slice(0, -1));
    const fresh = after(alerts, 'createdDateTime');

    expect(times).toEqual([...times].sort().reverse());
    expect([...alerts].slice(0, fresh.length)).toEqual(fresh);
    expect(
      fresh.flatMap((alert) => referencesIn(alert)).filter((reference) => matchesOf(contosoOf(live), reference) !== 1),
    ).toEqual([]);
  });

  test('now and then an older alert is taken up or closed, and its lastUpdateDateTime moves', () => {
    const live = world();
    live.advance(later(30));

    const touched = after(contosoOf(live).alerts, 'lastUpdateDateTime').filter(
      (alert) => alert['createdDateTime'] !== alert['lastUpdateDateTime'],
    );

    expect(touched.length).toBeGreaterThan(5);
    expect(touched.every((alert) => alert['status'] !== 'new' && alert['assignedTo'] !== null)).toBe(true);
  });

  test('looking often or once makes no difference', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 6 }), (stops) => {
        const [often, once] = [world(), world()];

        for (const minutes of [...stops].sort((left, right) => left - right)) often.advance(later(minutes));
        often.advance(later(40));
        once.advance(later(40));

        expect(JSON.stringify([...contosoOf(often).alerts])).toBe(JSON.stringify([...contosoOf(once).alerts]));
      }),
      { numRuns: 5 },
    );
  });

  test('a skipped month brings no more than the cap', () => {
    const live = world();
    const before = contosoOf(live).alerts.size;

    live.advance(later(30 * 24 * 60));

    expect(contosoOf(live).alerts.size - before).toBeLessThanOrEqual(MOST_AT_ONCE + 1);
    expect(contosoOf(live).alerts.size - before).toBeGreaterThan(200);
  });

  test('nothing happens in a world that is not live', () => {
    const still = world(false);
    const before = JSON.stringify([...contosoOf(still).alerts]);

    still.advance(later(60));

    expect(JSON.stringify([...contosoOf(still).alerts])).toBe(before);
  });
});

describe('An injected alert', () => {
  test('is dated now, stands first, and has every property that was not given', () => {
    const still = world(false);
    still.advance(later(5));

    const alert = still.injectAlert(CAST.tenantId, { title: 'Planted', severity: 'high' });

    expect(alert).toMatchObject({ title: 'Planted', severity: 'high', status: 'new', tenantId: CAST.tenantId });
    expect(Date.parse(String(alert['createdDateTime']))).toBe(later(5).getTime());
    expect([...contosoOf(still).alerts][0]).toBe(alert);
    expect(Object.keys(alert).sort()).toEqual(Object.keys([...contosoOf(still).alerts][1] ?? {}).sort());
  });

  test('two of them have two ids, and a given id is kept', () => {
    const still = world(false);

    const ids = [{}, {}, { id: 'mine' }].map((partial) => still.injectAlert(CAST.tenantId, partial).id);

    expect(new Set(ids).size).toBe(3);
    expect(ids[2]).toBe('mine');
  });

  test('into a tenant that does not exist is refused with the tenants that do', () => {
    expect(() => world(false).injectAlert('nowhere', {})).toThrow(/No tenant nowhere .*Contoso/);
  });
});
