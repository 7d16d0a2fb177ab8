import type { RequestRecord } from '../../emulator/startEmulator.js';
import { isBatch, openHouse, type House, type Told } from '../support/house.js';

const UPDATE = `mutation Update($ids: [ID!], $where: AlertFilter, $atMost: Int, $tenants: [String!], $set: AlertChanges!, $since: DateTime, $dryRun: Boolean, $key: String) {
  updateAlerts(ids: $ids, where: $where, atMost: $atMost, tenants: $tenants, set: $set, ifUnchangedSince: $since, dryRun: $dryRun, idempotencyKey: $key) {
    job { id isFinished finished total verb }
    outcomes {
      __typename
      ... on AlertUpdated { id after { status assignedTo classification determination } notes alert { id status assignedTo } }
      ... on AlertRefused { id code message current { status } }
      ... on AlertPending { id message }
      ... on AlertPreview { id changes notes alert { status } }
    }
  }
}`;

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());
afterEach(() => house.emulator.clearChaos());

interface Seen {
  readonly id: string;
  readonly graphId: string;
  readonly status: string;
  readonly updatedAt: string;
}

async function alertsOf(tenant: string, first: number): Promise<Seen[]> {
  const { data } = await house.ask(
    'query($tenants: [String!], $first: Int!) { alerts(tenants: $tenants, first: $first) { nodes { id graphId api status updatedAt } } }',
    { tenants: [tenant], first: first + 50 },
  );
  return data.alerts.nodes.filter(({ api }: { api: string }) => api === 'V2').slice(0, first);
}

const idsOf = async (tenant: string, first: number): Promise<string[]> =>
  (await alertsOf(tenant, first)).map(({ id }) => id);

function outcomes({ data }: Told): { __typename: string; code?: string; id: string; message?: string }[] {
  return data.updateAlerts.outcomes;
}

function written(requests: readonly RequestRecord[]): RequestRecord[] {
  return requests.filter((request) =>
    isBatch(request) ? request.parts.some(({ method }) => method !== 'GET') : request.method !== 'GET',
  );
}

test('a hundred alerts over three tenants cost ceil(n / 20) requests each, and their outcomes stand in the order asked', async () => {
  const parts = await Promise.all([idsOf('contoso', 45), idsOf('fabrikam', 30), idsOf('adatum', 25)]);
  const ids = parts.flat();

  const told = await house.ask(UPDATE, { ids, set: { status: 'IN_PROGRESS', assignedTo: 'me' } });

  expect(told.errors).toEqual([]);
  expect(outcomes(told).map(({ id }) => id)).toEqual(ids);
  expect(new Set(outcomes(told).map(({ __typename }) => __typename))).toEqual(new Set(['AlertUpdated']));
  expect(told.data.updateAlerts.outcomes[0]).toMatchObject({
    after: { status: 'IN_PROGRESS', assignedTo: 'tomas.reyes@contoso.example' },
    notes: [],
    alert: { id: ids[0], status: 'IN_PROGRESS', assignedTo: 'tomas.reyes@contoso.example' },
  });
  expect(parts.map(({ length }) => length)).toEqual([45, 30, 25]);
  const requests = parts.reduce((sum, { length }) => sum + Math.ceil(length / 20), 0);
  expect(written(told.requests)).toHaveLength(requests);
  expect(told.requests).toHaveLength(requests);
  expect(told.data.updateAlerts.job).toMatchObject({ isFinished: true, finished: ids.length, verb: 'updateAlerts' });
});

test('a stale write is refused with the current state, and nothing is written', async () => {
  const [seen] = await alertsOf('contoso', 1);
  await house.ask(UPDATE, { ids: [seen!.id], set: { status: 'RESOLVED' } });

  const told = await house.ask(UPDATE, { ids: [seen!.id], set: { status: 'NEW' }, since: seen!.updatedAt });

  expect(outcomes(told)[0]).toMatchObject({ code: 'CONFLICT', current: { status: 'RESOLVED' } });
  expect(written(told.requests)).toEqual([]);
});

test('the same key with the same input is answered as it stands and sends nothing; with another input it is refused', async () => {
  const ids = await idsOf('contoso', 3);
  const key = 'key-of-this-story';
  const first = await house.ask(UPDATE, { ids, set: { status: 'RESOLVED' }, key });

  const again = await house.ask(UPDATE, { ids, set: { status: 'RESOLVED' }, key });
  const other = await house.ask(UPDATE, { ids, set: { status: 'NEW' }, key });

  expect(again.data).toEqual(first.data);
  expect(written(again.requests)).toEqual([]);
  expect(other.errors).toMatchObject([{ extensions: { code: 'IDEMPOTENCY_KEY_REUSED' } }]);
  expect(other.requests).toEqual([]);
});

test('a dry run says what would be sent, sends nothing and leaves no job', async () => {
  const ids = await idsOf('contoso', 2);

  const told = await house.ask(UPDATE, {
    where: { severity: ['HIGH'] },
    tenants: ['contoso'],
    atMost: 500,
    set: { status: 'RESOLVED' },
    dryRun: true,
  });

  expect(told.errors).toEqual([]);
  expect(told.data.updateAlerts.job).toBeNull();
  expect(outcomes(told).length).toBeGreaterThan(0);
  expect(outcomes(told)[0]).toMatchObject({ __typename: 'AlertPreview', changes: ['status'], notes: [] });
  expect(written(told.requests)).toEqual([]);
  expect(ids).toHaveLength(2);
});

test('ids that are none, of other nouns, named twice or of closed tenants are refused by name; the rest is done', async () => {
  const [id] = await idsOf('contoso', 1);
  const other = Buffer.from('Alert:99999999-0001-4000-8000-000000000001:da1', 'utf8').toString('base64url');
  const user = Buffer.from(
    'User:c0a7050e-0001-4000-8000-000000000001:c0a7050e-0001-4000-8000-000000000001',
    'utf8',
  ).toString('base64url');

  const told = await house.ask(UPDATE, { ids: ['nonsense', user, other, id, id], set: { status: 'IN_PROGRESS' } });

  expect(outcomes(told).map(({ __typename, code }) => code ?? __typename)).toEqual([
    ...['BAD_USER_INPUT', 'BAD_USER_INPUT', 'FORBIDDEN', 'AlertUpdated', 'BAD_USER_INPUT'],
  ]);
  expect(told.requests).toHaveLength(1);
});

test('a change whose answer is lost is looked for, and told as done where it is there', async () => {
  const [id] = await idsOf('contoso', 1);
  house.emulator.addChaos({ match: { method: 'PATCH', path: '/alerts_v2/' }, after: true, reset: true, count: 1 });

  const told = await house.ask(UPDATE, { ids: [id], set: { status: 'NEW', assignedTo: null } });

  expect(outcomes(told)).toMatchObject([{ __typename: 'AlertUpdated', after: { status: 'NEW', assignedTo: null } }]);
  expect(written(told.requests)).toHaveLength(1);
});

test('a change that was lost on its way is told as unknown, and not repeated', async () => {
  const [id] = await idsOf('contoso', 1);
  house.emulator.addChaos({ match: { method: 'PATCH', path: '/alerts_v2/' }, status: 503, count: 1 });

  const told = await house.ask(UPDATE, { ids: [id], set: { status: 'RESOLVED' } });

  expect(outcomes(told)).toMatchObject([{ code: 'OUTCOME_UNKNOWN', current: { status: 'NEW' } }]);
  expect(written(told.requests)).toHaveLength(1);
});

test.each([
  [{ set: {} }, 'set'],
  [{ set: { classification: 'TRUE_POSITIVE', determination: 'NOT_MALICIOUS' } }, 'set.determination'],
  [{ set: { classification: 'UNKNOWN' } }, 'set.classification'],
  [{ set: { assignedTo: 'somebody' } }, 'set.assignedTo'],
  [{ set: { status: 'NEW' }, ids: [] }, 'ids'],
  [{ set: { status: 'NEW' }, where: {} }, 'ids'],
  [{ set: { status: 'NEW' }, key: 'short' }, 'idempotencyKey'],
])('%j is refused by the name of the argument before anything is sent', async (variables, argument) => {
  const told = await house.ask(UPDATE, { ids: ['any'], ...variables });

  expect(told.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
  expect(told.requests).toEqual([]);
});

test('where alerts may not be read, a change that has to read them says so, and not that they are unknown', async () => {
  const [id] = await idsOf('contoso', 1);
  house.emulator.addChaos({ match: { method: 'GET', path: '/alerts_v2/' }, status: 403, code: 'Forbidden' });

  const told = await house.ask(
    'mutation($ids: [ID!]) { updateAlerts(ids: $ids, set: {status: NEW}) { outcomes { __typename ... on AlertUpdated { before { status } } ... on AlertRefused { code } } } }',
    { ids: [id] },
  );

  expect(outcomes(told)).toMatchObject([{ code: 'UPSTREAM_FORBIDDEN' }]);
  expect(written(told.requests)).toEqual([]);
});

test('a change that was answered with no alert is looked for, and told as done where it is there', async () => {
  const [id] = await idsOf('contoso', 1);
  house.emulator.addChaos({ match: { method: 'PATCH', path: '/alerts_v2/' }, after: true, body: [], count: 1 });

  const told = await house.ask(UPDATE, { ids: [id], set: { status: 'IN_PROGRESS' } });

  expect(outcomes(told)).toMatchObject([{ __typename: 'AlertUpdated', after: { status: 'IN_PROGRESS' } }]);
  expect(told.requests.map(({ method }) => method)).toEqual(['PATCH', 'GET']);
});
