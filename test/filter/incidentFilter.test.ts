import { incidentFilters } from '../../src/filter/incidentFilter.js';
import { readIncident } from '../../src/sources/IncidentSource.js';

const TENANT = { tenantId: 'c0a7050e-0001-4000-8000-000000000001' } as Parameters<typeof readIncident>[0];
const incident = readIncident(TENANT, {
  asOf: '2026-11-23T08:00:00Z',
  record: {
    id: '4210',
    displayName: 'Multi-stage incident',
    severity: 'High',
    status: 'awaitingAction',
    classification: 'unknown',
    customTags: ['AiTM'],
    systemTags: ['Attack Disruption'],
    comments: [{ comment: 'Seen.', createdBy: 'nadia', createdTime: '2026-11-23T07:00:00Z' }],
    createdDateTime: '2026-11-20T10:00:00Z',
    lastUpdateDateTime: '2026-11-23T06:00:00Z',
    incidentWebUrl: 'javascript:alert(1)',
    priorityScore: '96',
  },
});

describe('incidents as Graph sends them', () => {
  test('words in any case are read, the unknown classification is none, and a link that is no address is dropped', () => {
    expect(incident).toMatchObject({
      severity: 'HIGH',
      severityRaw: 'High',
      status: 'AWAITING_ACTION',
      classification: null,
      webUrl: null,
      priorityScore: 96,
      comments: [{ text: 'Seen.', by: 'nadia', at: '2026-11-23T07:00:00Z' }],
    });
  });

  test('a word that is not known is UNKNOWN, and kept beside it', () => {
    const later = readIncident(TENANT, { asOf: '2026-11-23T08:00:00Z', record: { id: '1', status: 'parked' } });

    expect(later).toMatchObject({ status: 'UNKNOWN', statusRaw: 'parked', severity: 'UNKNOWN' });
  });
});

describe('filters of incidents', () => {
  test('go to Graph as far as it documents them', () => {
    const filter = { severity: ['HIGH' as const], unassigned: true, tag: ['aitm'], text: 'stage' };

    expect(incidentFilters.pushDown(filter)).toEqual({
      clause: "severity eq 'high' and assignedTo eq null",
      finishedHere: ['tag', 'text'],
    });
    expect(incidentFilters.fits(incident, filter)).toBe(true);
    expect(incidentFilters.readsOf(filter)).toEqual([
      'severity',
      'assignedTo',
      'customTags',
      'systemTags',
      'displayName',
      'description',
      'summary',
    ]);
  });

  test('"or" goes whole or not at all, "not" never', () => {
    expect(incidentFilters.pushDown({ or: [{ status: ['ACTIVE'] }, { severity: ['LOW'] }] })).toEqual({
      clause: "(status eq 'active' or severity eq 'low')",
      finishedHere: [],
    });
    expect(incidentFilters.pushDown({ or: [{ status: ['ACTIVE'] }, { tag: ['x'] }] }).finishedHere).toEqual(['or']);
    expect(incidentFilters.pushDown({ not: { status: ['ACTIVE'] } })).toEqual({ clause: null, finishedHere: ['not'] });
    expect(incidentFilters.fits(incident, { not: { status: ['ACTIVE'] } })).toBe(true);
  });

  test('a state that Graph has no word for is looked for here', () => {
    expect(incidentFilters.pushDown({ status: ['UNKNOWN', 'ACTIVE'] })).toEqual({
      clause: null,
      finishedHere: ['status'],
    });
  });
});
