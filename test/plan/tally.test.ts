import fc from 'fast-check';
import type { AlertDimension } from '../../schema/enums.js';
import { technique } from '../../src/mitre/technique.js';
import { Tally, tallyReads } from '../../src/plan/lists/tally.js';

type Facts = Parameters<Tally['add']>[0];

function alert(given: Partial<Facts> = {}): Facts {
  return {
    tenantId: 't1',
    severity: 'LOW',
    status: 'NEW',
    provider: {
      vendor: 'Microsoft',
      product: 'Defender',
      serviceSource: 'mde',
      detectionSource: null,
      detectorId: null,
      alertId: null,
    },
    categories: ['InitialAccess'],
    mitreTechniques: [],
    assignedTo: null,
    createdAt: '2026-11-23T08:15:00.1234567Z',
    ...given,
  };
}

function counted(tally: Tally): unknown[] {
  return tally.buckets().map(({ values, count }) => [...values.map(({ value }) => value), count]);
}

describe('counting alerts', () => {
  test('severities come worst first, whatever came first', () => {
    const tally = new Tally(['SEVERITY'], null);
    for (const severity of ['LOW', 'HIGH', 'INFORMATIONAL', 'HIGH', 'UNKNOWN'] as const) tally.add(alert({ severity }));

    expect(counted(tally)).toEqual([
      ['HIGH', 2],
      ['LOW', 1],
      ['INFORMATIONAL', 1],
      ['UNKNOWN', 1],
    ]);
  });

  test('an alert of two categories and two techniques is in four buckets, and counts once', () => {
    const tally = new Tally(['CATEGORY', 'TECHNIQUE'], null);
    tally.add(alert({ categories: ['B', 'A'], mitreTechniques: [technique('T1566'), technique('T1078')] }));

    expect(tally.total).toBe(1);
    expect(counted(tally)).toEqual([
      ['A', 'T1078', 1],
      ['A', 'T1566', 1],
      ['B', 'T1078', 1],
      ['B', 'T1566', 1],
    ]);
  });

  test('alerts without a value are counted for null, last', () => {
    const tally = new Tally(['ASSIGNEE'], null);
    for (const assignedTo of [null, 'zoe@contoso.example', 'adam@contoso.example']) tally.add(alert({ assignedTo }));

    expect(counted(tally)).toEqual([
      ['adam@contoso.example', 1],
      ['zoe@contoso.example', 1],
      [null, 1],
    ]);
  });

  test('intervals begin at whole multiples since 1970, and the earliest comes first', () => {
    const tally = new Tally([], 3_600_000);
    for (const createdAt of ['2026-11-23T09:00:00Z', '2026-11-23T08:59:59.9999999Z', '2026-11-23T08:00:00Z']) {
      tally.add(alert({ createdAt }));
    }

    expect(tally.buckets()).toEqual([
      { values: [], from: '2026-11-23T08:00:00.000Z', to: '2026-11-23T09:00:00.000Z', count: 2 },
      { values: [], from: '2026-11-23T09:00:00.000Z', to: '2026-11-23T10:00:00.000Z', count: 1 },
    ]);
  });

  test('only what is looked at is read', () => {
    expect(tallyReads(['TENANT'])).toEqual([]);
    expect(tallyReads(['PROVIDER', 'SERVICE_SOURCE', 'SEVERITY'])).toEqual(['provider', 'severity']);
  });

  test('in whatever order alerts come, buckets are the same, and by dimensions of one value they sum up to the total', () => {
    const facts = fc.record({
      severity: fc.constantFrom('LOW' as const, 'HIGH' as const),
      status: fc.constantFrom('NEW' as const, 'RESOLVED' as const),
      assignedTo: fc.option(fc.constantFrom('a', 'b')),
      createdAt: fc.integer({ min: 0, max: 10_000 }).map((minutes) => new Date(minutes * 60_000).toISOString()),
    });
    const by: readonly AlertDimension[] = ['SEVERITY', 'STATUS', 'ASSIGNEE'];
    const of = (list: readonly Partial<Facts>[]): Tally => {
      const tally = new Tally(by, 86_400_000);
      for (const one of list) tally.add(alert(one));
      return tally;
    };
    fc.assert(
      fc.property(fc.array(facts), (list) => {
        const tally = of(list);

        expect(of([...list].reverse()).buckets()).toEqual(tally.buckets());
        expect(tally.buckets().reduce((sum, { count }) => sum + count, 0)).toBe(list.length);
      }),
    );
  });
});
