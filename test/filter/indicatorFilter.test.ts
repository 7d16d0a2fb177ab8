import type { Indicator } from '../../schema/Indicator.js';
import {
  fitsIndicator,
  isTargeted,
  newestIndicator,
  type IndicatorQuestion,
} from '../../src/filter/indicatorFilter.js';

const indicator = {
  graphId: '7',
  target: 'GRAPH_TI_INDICATORS',
  values: [{ kind: 'IPV4', value: '198.51.100.16/28', isRange: true, property: 'networkCidrBlock' }],
  action: 'BLOCK',
  severity: 'HIGH',
  tlp: 'AMBER',
  threatType: 'C2',
  tags: ['incident:4210'],
  externalId: 'soc-7',
  isActive: true,
  title: null,
  description: 'Rented range',
  createdAt: '2026-11-20T10:00:00.1234567Z',
  expiresAt: '2026-12-20T10:00:00Z',
} as unknown as Indicator;

test.each<IndicatorQuestion>([
  {},
  { target: ['GRAPH_TI_INDICATORS', 'SENTINEL'] },
  { kind: ['IPV4'], action: ['BLOCK'], severity: ['HIGH'], tlp: ['AMBER', 'RED'] },
  { threatType: ['C2'], tag: ['incident:4210'], externalId: ['soc-7'], isActive: true },
  { covers: { kind: 'IPV4', value: '198.51.100.20' } },
  { createdAfter: '2026-11-20T10:00:00.1234567Z', expiresBefore: '2026-12-20T10:00:01Z' },
  { text: 'RENTED' },
  { text: '100.16/' },
])('an indicator fits %j', (filter) => {
  expect(fitsIndicator(indicator, filter)).toBe(true);
});

test.each<IndicatorQuestion>([
  { target: ['DEFENDER_FOR_ENDPOINT'] },
  { kind: ['DOMAIN'] },
  { action: [] },
  { tlp: ['RED'] },
  { isActive: false },
  { covers: { kind: 'IPV4', value: '198.51.100.32' } },
  { createdAfter: '2026-11-20T10:00:00.1234568Z' },
  { expiresBefore: '2026-12-20T10:00:00Z' },
  { text: 'elsewhere' },
])('and does not fit %j', (filter) => {
  expect(fitsIndicator(indicator, filter)).toBe(false);
});

test('what never ends does not end before any moment, and what has no time was not created after one', () => {
  const timeless = { ...indicator, createdAt: null, expiresAt: null } as Indicator;

  expect(fitsIndicator(timeless, { expiresBefore: '2100-01-01T00:00:00Z' })).toBe(false);
  expect(fitsIndicator(timeless, { createdAfter: '2000-01-01T00:00:00Z' })).toBe(false);
});

test('a target is asked where it is named, or none is', () => {
  expect([isTargeted({}, 'SENTINEL'), isTargeted({ target: ['SENTINEL'] }, 'SENTINEL')]).toEqual([true, true]);
  expect(isTargeted({ target: ['SENTINEL'] }, 'DEFENDER_FOR_ENDPOINT')).toBe(false);
});

test('newest come first, equal ones by their id, those without a time last', () => {
  const rows = [
    { graphId: 'd', createdAt: null },
    { graphId: 'c', createdAt: '2026-11-20T10:00:00Z' },
    { graphId: 'a', createdAt: '2026-11-20T10:00:00.0000001Z' },
    { graphId: 'b', createdAt: '2026-11-20T10:00:00Z' },
  ];

  expect(rows.sort(newestIndicator).map(({ graphId }) => graphId)).toEqual(['a', 'b', 'c', 'd']);
});
