import fc from 'fast-check';
import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import { MODELS } from '../../emulator/model/index.js';
import { createWorld } from '../../emulator/world/createWorld.js';
import type { Row } from '../../emulator/world/World.js';
import type { AlertFilter } from '../../schema/filters.js';
import { alertFilters } from '../../src/filter/alertFilter.js';
import { legacyAlertFilters } from '../../src/filter/legacyAlertFilter.js';
import { readLegacyAlert } from '../../src/sources/legacy/readLegacyAlert.js';
import { ask, ids } from '../emulator/odata/support.js';
import { tenantAt } from '../support/graphServer.js';

const world = createWorld({ seed: 'filter', startAt: new Date('2026-11-23T08:00:00Z'), scale: 'story', live: false });
const rows: Row[] = DEMO_TENANTS.flatMap(({ tenantId }) => [...world.tenants.get(tenantId)!.legacyAlerts]).map(
  (row, index) => (index % 5 === 0 ? { ...row, lastModifiedDateTime: null } : row),
);
const alerts = rows.map((record) => readLegacyAlert(tenantAt('http://127.0.0.1'), { record, asOf: '' }));

const moment = fc
  .integer({ min: 0, max: 167 })
  .map((hours) => new Date(Date.UTC(2026, 10, 16, 8) + hours * 3_600_000).toISOString());
const leaf: fc.Arbitrary<AlertFilter> = fc.oneof(
  fc.subarray(['HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL'] as const).map((severity) => ({ severity })),
  fc.subarray(['NEW', 'IN_PROGRESS', 'RESOLVED', 'DISMISSED'] as const).map((status) => ({ status })),
  fc
    .subarray(['UNKNOWN', 'TRUE_POSITIVE', 'FALSE_POSITIVE', 'INFORMATIONAL_EXPECTED_ACTIVITY'] as const)
    .map((classification) => ({ classification })),
  moment.map((createdAfter) => ({ createdAfter })),
  moment.map((createdBefore) => ({ createdBefore })),
  moment.map((updatedAfter) => ({ updatedAfter })),
  moment.map((updatedBefore) => ({ updatedBefore })),
  fc.constantFrom('asc', 'IPC', 'Office 365 Security and Compliance', 'Else').map((one) => ({ provider: [one] })),
  fc
    .constantFrom('MICROSOFTSENTINEL', 'microsoftDefenderForOffice365', 'microsoft365Defender')
    .map((word) => ({ serviceSource: [word] })),
  fc.boolean().map((unassigned) => ({ unassigned })),
  fc.constantFrom('currency', 'phish').map((text) => ({ text })),
  fc.constantFrom('reviewed', 'vip').map((tag) => ({ tag: [tag] })),
);
const filters = fc.oneof(
  leaf,
  fc.tuple(leaf, leaf).map(([a, b]) => ({ ...a, ...b })),
  fc.array(leaf, { maxLength: 3 }).map((or) => ({ or })),
  leaf.map((not) => ({ not })),
);

test('a row that fits the filter always fits the clause, and what is not finished here is the whole of it', () => {
  fc.assert(
    fc.property(filters, (filter) => {
      const { clause, finishedHere } = legacyAlertFilters.pushDown(filter);
      const query = clause === null ? '$top=1000' : `$top=1000&$filter=${clause}`;
      const told = new Set(ids(ask(MODELS.legacyAlert, rows, query)));
      const fitting = alerts.filter((alert) => alertFilters.fits(alert, filter)).map(({ graphId }) => graphId);

      expect(fitting.filter((id) => !told.has(id))).toEqual([]);
      const isByTime = 'updatedAfter' in filter || 'updatedBefore' in filter || 'or' in filter;
      if (finishedHere.length === 0 && !isByTime) expect(told.size).toBe(fitting.length);
    }),
    { numRuns: 300 },
  );
});

test('the clause is in the words of the old API', () => {
  expect(
    legacyAlertFilters.pushDown({
      severity: ['HIGH'],
      status: ['NEW', 'DISMISSED'],
      classification: ['INFORMATIONAL_EXPECTED_ACTIVITY'],
      serviceSource: ['microsoftSentinel'],
      assignedTo: 'nadia',
    }),
  ).toEqual({
    clause:
      "severity eq 'high' and (status eq 'newAlert' or status eq 'dismissed') and feedback eq 'benignPositive' and assignedTo eq 'nadia' and vendorInformation/provider eq 'Azure Sentinel'",
    finishedHere: [],
  });
  expect(legacyAlertFilters.pushDown({ user: 'a', host: 'b', unassigned: true }).clause).toBeNull();
});
