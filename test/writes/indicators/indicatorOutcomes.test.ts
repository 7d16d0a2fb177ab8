import type { JobItem } from '../../../src/journal/Job.js';
import { tellDeleted, tellSubmitted } from '../../../src/writes/indicators/indicatorOutcomes.js';

test('what was done in a tenant that was closed since is told without its id', () => {
  const item: JobItem = {
    ...{ index: 0, tenantId: 'closed', app: 'app', target: 'bad.example', change: null, state: 'DONE' },
    outcome: { state: 'DONE', code: null, message: null, before: null, after: null, requestId: null, at: 0 },
  };
  const told = { indicatorId: null, indicatorKey: null, notes: [] };

  expect(tellSubmitted([item], null).outcomes).toMatchObject([
    { __typename: 'IndicatorDone', deed: 'SUBMITTED', ...told },
  ]);
  expect(tellDeleted([item], null).outcomes).toMatchObject([{ __typename: 'IndicatorDone', deed: 'DELETED', ...told }]);
});
