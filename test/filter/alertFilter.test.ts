import fc from 'fast-check';
import { CAST } from '../../emulator/world/cast.js';
import { createWorld } from '../../emulator/world/createWorld.js';
import type { Alert } from '../../schema/Alert.js';
import type { AlertFilter } from '../../schema/filters.js';
import { alertFilters } from '../../src/filter/alertFilter.js';
import { readAlert } from '../../src/sources/AlertSource.js';
import { tenantAt } from '../support/graphServer.js';

const world = createWorld({ seed: 'filter', startAt: new Date('2026-11-23T08:00:00Z'), scale: 'story', live: false });
const alerts: Alert[] = [...world.tenants.get(CAST.tenantId)!.alerts].map((record) =>
  readAlert(tenantAt('http://127.0.0.1'), { record, asOf: '2026-11-23T08:00:00Z' }),
);

const leaf: fc.Arbitrary<AlertFilter> = fc.oneof(
  fc.subarray(['HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL'] as const).map((severity) => ({ severity })),
  fc.subarray(['NEW', 'IN_PROGRESS', 'RESOLVED', 'DISMISSED'] as const).map((status) => ({ status })),
  fc.boolean().map((unassigned) => ({ unassigned })),
  fc.integer({ min: 0, max: 167 }).map((hours) => ({
    createdAfter: new Date(Date.UTC(2026, 10, 16, 8) + hours * 3_600_000).toISOString(),
  })),
  fc.constantFrom('token', 'mail', 'no alert').map((text) => ({ text })),
  fc.constantFrom('T1566', 'T1078').map((technique) => ({ technique: [technique] })),
  fc
    .constantFrom('microsoftSentinel', 'MICROSOFTDEFENDERFORENDPOINT', 'something newer')
    .map((word) => ({ serviceSource: [word] })),
);
const filters = fc.letrec<{ filter: AlertFilter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('filter'), { maxLength: 3 }).map((and) => ({ and })),
    fc.array(tie('filter'), { maxLength: 3 }).map((or) => ({ or })),
    tie('filter').map((not) => ({ not })),
    fc.tuple(leaf, leaf).map(([a, b]) => ({ ...a, ...b })),
  ),
})).filter;

const shownBy = (filter: AlertFilter): Alert[] => alerts.filter((alert) => alertFilters.fits(alert, filter));

test('and, or and not are those of logic', () => {
  fc.assert(
    fc.property(filters, filters, (a, b) => {
      const [ofA, ofB] = [new Set(shownBy(a)), new Set(shownBy(b))];

      expect(shownBy({ and: [a, b] })).toEqual(alerts.filter((alert) => ofA.has(alert) && ofB.has(alert)));
      expect(shownBy({ or: [a, b] })).toEqual(alerts.filter((alert) => ofA.has(alert) || ofB.has(alert)));
      expect(shownBy({ not: a })).toEqual(alerts.filter((alert) => !ofA.has(alert)));
    }),
    { numRuns: 50 },
  );
});

test('a filter that lets nothing through by its own words is finished here, so that no list is read without end', () => {
  const nothing: AlertFilter[] = [
    { severity: [] },
    { or: [] },
    { and: [{ or: [] }] },
    { serviceSource: ['something newer'] },
  ];

  for (const filter of nothing) {
    expect(shownBy(filter)).toEqual([]);
    expect(alertFilters.pushDown(filter).finishedHere).not.toEqual([]);
  }
});

test('what Graph does is a part of the filter: without rest, its clause is the whole of it', () => {
  expect(alertFilters.pushDown({ severity: ['HIGH'], or: [{ status: ['NEW'] }, { unassigned: true }] })).toEqual({
    clause: "severity eq 'high' and (status eq 'new' or assignedTo eq null)",
    finishedHere: [],
  });
  expect(alertFilters.pushDown({ severity: ['HIGH'], or: [{ status: ['NEW'] }, { text: 'token' }] })).toEqual({
    clause: "severity eq 'high'",
    finishedHere: ['or'],
  });
  expect(alertFilters.pushDown({ status: ['NEW', 'DISMISSED'] })).toEqual({ clause: null, finishedHere: ['status'] });
  expect(alertFilters.pushDown({ serviceSource: ['MicrosoftSentinel'] }).clause).toBe(
    "serviceSource eq 'microsoftSentinel'",
  );
});

test('fields of the alert that a filter looks at are known before the alert is read', () => {
  const read = alertFilters.readsOf({ text: 'x', or: [{ technique: ['T1'] }], not: { user: 'u' } });

  expect(read.sort()).toEqual(['description', 'mitreTechniques', 'title', 'users']);
});
