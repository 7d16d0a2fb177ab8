import type { GraphClient } from '../../src/graph/GraphClient.js';
import type { GraphTenant } from '../../src/graph/GraphTenant.js';
import { Capabilities } from '../../src/sources/Capabilities.js';
import type { Place } from '../../src/sources/Place.js';
import { readProfile, readScore, ScoreSource } from '../../src/sources/ScoreSource.js';
import { FakeClock } from '../support/fakeClock.js';

const TENANT = { tenantId: 'c0a7050e-0001-4000-8000-000000000001', displayName: 'Contoso' } as GraphTenant;
const asOf = '2026-11-23T08:00:00.000Z';
const score = (record: object) => readScore(TENANT, { record: record as never, asOf });
const profile = (record: object) => readProfile(TENANT, { record: { id: 'AdminMFAV2', ...record }, asOf });

describe('a score on the wire', () => {
  test('an average of -1 is no average', () => {
    const { comparisons } = score({
      averageComparativeScores: [
        { basis: 'IndustryTypes', averageScore: -1 },
        {
          basis: 'AllTenants',
          averageScore: 46.3,
          identityScore: 41,
          identityScoreMax: 82,
          dataScore: 1,
          dataScoreMax: 0,
        },
        { basis: 'TotalSeats', averageScore: '51.7', SeatSizeRangeLowerValue: '1', SeatSizeRangeUpperValue: 100 },
        { basis: 'SameMoonPhase', averageScore: 342.94 },
      ],
    });

    expect(comparisons).toMatchObject([
      { basis: 'INDUSTRY_TYPES', percent: null },
      { basis: 'ALL_TENANTS', percent: 46.3, categories: [{ name: 'Identity', percent: 50 }] },
      { basis: 'TOTAL_SEATS', percent: 51.7, seatsFrom: 1, seatsTo: 100 },
      { basis: 'UNKNOWN', basisRaw: 'SameMoonPhase', percent: null },
    ]);
  });

  test('a maximum of 0 is 0 percent', () => {
    expect(score({ currentScore: 3, maxScore: 0 })).toMatchObject({ percent: 0 });
  });

  test('undeclared members of a control are read as numbers and as texts, and a control without a name is none', () => {
    const { scoredControls } = score({
      controlScores: [
        { controlName: 'a', controlCategory: 'Apps', score: 2, scoreInPercentage: '25', implementationStatus: 'Half.' },
        { controlName: 'b', score: 1, scoreInPercentage: 'much' },
        { score: 5 },
      ],
    });

    expect(scoredControls).toEqual([
      { name: 'a', category: 'Apps', score: 2, percent: 25, implementationStatus: 'Half.' },
      { name: 'b', category: 'Other', score: 1, percent: null, implementationStatus: null },
    ]);
  });
});

describe('a control profile on the wire', () => {
  test('the last decision is the state, whatever order they come in', () => {
    const update = (state: string, day: string) => ({ state, updatedDateTime: `2026-11-${day}T00:00:00Z` });

    expect(
      profile({ controlStateUpdates: [update('Ignored', '01'), update('ThirdParty', '20'), update('Default', '03')] }),
    ).toMatchObject({
      state: 'THIRD_PARTY',
      stateRaw: 'ThirdParty',
      stateHistory: [{ state: 'THIRD_PARTY' }, { state: 'DEFAULT' }, { state: 'IGNORED' }],
    });
    expect(profile({ controlStateUpdates: [update('PlannedNextQuarter', '01')] })).toMatchObject({
      state: 'UNKNOWN',
      stateRaw: 'PlannedNextQuarter',
    });
    expect(profile({})).toMatchObject({ state: 'DEFAULT', stateRaw: null, stateHistory: [] });
  });

  test('of decisions of one moment, or without one, the later in the list is the newer', () => {
    const updatedDateTime = '2026-11-20T00:00:00Z';
    const both = [
      { state: 'Ignored', updatedDateTime },
      { state: 'Reviewed', updatedDateTime },
    ];

    expect(profile({ controlStateUpdates: both })).toMatchObject({ state: 'REVIEWED' });
    expect(profile({ controlStateUpdates: [{ state: 'Ignored' }, { state: 'ThirdParty' }] })).toMatchObject({
      state: 'THIRD_PARTY',
    });
  });

  test.each([
    ['https://security.microsoft.com/securescore', 'https://security.microsoft.com/securescore'],
    ['javascript:alert(1)', null],
    ['http://security.microsoft.com/', null],
    ['https://microsoft.com@evil.example/', null],
    ['/relative', null],
    ['', null],
  ])('the address %j becomes %j', (actionUrl, shown) => {
    expect(profile({ actionUrl })?.actionUrl).toBe(shown);
  });

  test('HTML becomes text, a word for a level that nobody knows is UNKNOWN, and no points are 0', () => {
    expect(
      profile({ remediation: '<p>Do <b>it</b>.</p>', userImpact: 'Enormous', implementationCost: 'Low' }),
    ).toMatchObject({
      remediation: 'Do it.',
      userImpact: 'UNKNOWN',
      userImpactRaw: 'Enormous',
      implementationCost: 'LOW',
      maxScore: 0,
      title: 'AdminMFAV2',
    });
  });
});

test('no more than four calls of the family are under way in a tenant', async () => {
  let [now, most, calls] = [0, 0, 0];
  const graph = {
    send: async () => {
      calls += 1;
      most = Math.max(most, (now += 1));
      await new Promise(setImmediate);
      now -= 1;
      return { status: 200, headers: {}, body: { value: [] }, requestId: null, asOf: 0 };
    },
  };
  const source = new ScoreSource(graph as unknown as GraphClient, new Capabilities(new FakeClock()));
  const place = { tenant: TENANT, call: {} } as unknown as Place;

  await Promise.all(Array.from({ length: 20 }, () => source.newest(place)));

  expect({ calls, most }).toEqual({ calls: 20, most: 4 });
});
