import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import { openHouse, type House } from '../support/house.js';
import { alertId, changesIn, changing, incidentId, rowOf, rowsOf } from '../support/triage.js';

const THINGS = {
  alerts: {
    rows: 'alerts',
    ids: alertId,
    path: 'alerts_v2',
    field: 'commentOnAlerts',
    said: '... on AlertUpdated { id notes thing: alert { comments { text by } } } ... on AlertRefused { id code message }',
  },
  incidents: {
    rows: 'incidents',
    ids: incidentId,
    path: 'incidents',
    field: 'commentOnIncidents',
    said: '... on IncidentUpdated { id notes thing: incident { comments { text by } } } ... on IncidentRefused { id code message }',
  },
} as const;
const TENANTS = [DEMO_TENANTS[0]!.tenantId, DEMO_TENANTS[3]!.tenantId];

describe.each(Object.entries(THINGS))('a comment on %s', (_what, { rows, ids, path, field, said }) => {
  const SAY = `mutation ($ids: [ID!]!, $comment: String!, $dryRun: Boolean, $key: String) {
    told: ${field}(ids: $ids, comment: $comment, dryRun: $dryRun, idempotencyKey: $key) {
      job { isFinished }
      outcomes { __typename ${said} }
    }
  }`;
  let house: House;
  beforeAll(async () => {
    // The world of today: what was said before is told apart by its time.
    house = await openHouse({ emulator: { startAt: new Date() }, env: { CACHE_ALERTS_SECONDS: '60' } });
  });
  afterEach(() => house.emulator.reset());
  afterAll(() => house.stop());

  const some = (tenantId: string, count: number): string[] =>
    rowsOf(house, tenantId, rows)
      .slice(0, count)
      .map((row) => ids(tenantId, row));
  const commentsOn = (index: number): { comment: string }[] => {
    const { id } = rowsOf(house, TENANTS[0]!, rows)[index]!;
    return rowOf(house, TENANTS[0]!, rows, id)['comments'] as { comment: string }[];
  };

  test('is one call for each, twenty in a request, and is read by whoever asks next', async () => {
    const named = [...some(TENANTS[0]!, 5), ...some(TENANTS[1]!, 2)];
    const read = `{ nodes(ids: ${JSON.stringify(named)}) { ... on Alert { comments { text } } ... on Incident { comments { text } } } }`;
    await house.ask(read);

    const { data, errors, requests } = await house.ask(SAY, { ids: named, comment: 'Seen by the night shift.' });

    expect(errors).toEqual([]);
    expect(data.told.outcomes.map(({ id }: { id: string }) => id)).toEqual(named);
    for (const { thing, notes } of data.told.outcomes) {
      expect({ notes, last: thing.comments.at(-1) }).toMatchObject({
        notes: [],
        last: { text: 'Seen by the night shift.' },
      });
    }
    expect(changesIn(requests)).toHaveLength(7);
    expect(changing(requests)).toHaveLength(2);
    const again = await house.ask(read);
    expect(again.requests).toEqual([]);
    expect(again.data.nodes[0].comments.at(-1)).toEqual({ text: 'Seen by the night shift.' });
  });

  test('is said once, though its answer is lost', async () => {
    house.emulator.addChaos({ match: { method: 'POST', path: `${path}/.*/comments` }, after: true, reset: true });

    const { data, requests } = await house.ask(SAY, { ids: some(TENANTS[0]!, 1), comment: 'Once.' });

    expect(data.told.outcomes).toMatchObject([
      { notes: [], thing: { comments: expect.arrayContaining([]) as object } },
    ]);
    expect(commentsOn(0).filter(({ comment }) => comment === 'Once.')).toHaveLength(1);
    expect(changesIn(requests)).toHaveLength(1);
  });

  test('that was lost on its way is told as unknown, and not said again', async () => {
    house.emulator.addChaos({ match: { method: 'POST', path: `${path}/.*/comments` }, status: 503 });

    const { data, requests } = await house.ask(SAY, { ids: some(TENANTS[0]!, 1), comment: 'Once.' });

    expect(data.told.outcomes).toMatchObject([{ code: 'OUTCOME_UNKNOWN' }]);
    expect(changesIn(requests)).toHaveLength(1);
  });

  test('whose words have stood there for days is not taken for the one that was lost', async () => {
    const [row] = rowsOf(house, TENANTS[0]!, rows);
    const old = { comment: 'Once.', createdByDisplayName: 'Somebody', createdDateTime: '2026-01-01T00:00:00Z' };
    house.emulator.world.tenants.get(TENANTS[0]!)![rows].put({ ...row!, comments: [old] });
    house.emulator.addChaos({ match: { method: 'POST', path: `${path}/.*/comments` }, reset: true });

    const { data } = await house.ask(SAY, { ids: some(TENANTS[0]!, 1), comment: 'Once.' });

    expect(data.told.outcomes).toMatchObject([{ code: 'OUTCOME_UNKNOWN' }]);
  });

  test('with the same key is said once', async () => {
    const variables = { ids: some(TENANTS[0]!, 1), comment: 'Once.', key: `comment-of-${field}` };
    await house.ask(SAY, variables);

    const again = await house.ask(SAY, variables);

    expect(changesIn(again.requests)).toEqual([]);
    expect(commentsOn(0).filter(({ comment }) => comment === 'Once.')).toHaveLength(1);
  });

  test('is not said in a dry run', async () => {
    const { data, requests } = await house.ask(SAY, { ids: some(TENANTS[0]!, 1), comment: 'Never.', dryRun: true });

    expect(data.told).toMatchObject({
      job: null,
      outcomes: [{ __typename: expect.stringMatching(/Preview$/) as string }],
    });
    expect(requests).toEqual([]);
  });

  test.each(['', '   ', 'x'.repeat(1001)])('says something, and not too much', async (comment) => {
    const { errors, requests } = await house.ask(SAY, { ids: some(TENANTS[0]!, 1), comment });

    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'comment' } }]);
    expect(requests).toEqual([]);
  });
});
