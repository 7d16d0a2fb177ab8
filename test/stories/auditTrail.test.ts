import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import { as } from '../promises/support/fronted.js';
import { openHouse, type House, type Told } from '../support/house.js';

const KEYS = {
  soc: 'key-of-the-analysts-aaaaaaaa',
  auditor: 'key-of-the-auditor-bbbbbbbbb',
  regional: 'key-of-the-region-cccccccccc',
} as const;
const API_KEYS = [
  `soc@contoso.example:${KEYS.soc}::alerts:write`,
  `auditor:${KEYS.auditor}::audit:read`,
  `regional:${KEYS.regional}:fabrikam:audit:read,alerts:write`,
].join(';');
const TRAIL = `query Trail($filter: AuditFilter, $first: Int, $after: Cursor) {
  auditTrail(filter: $filter, first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    edges { cursor node { seq } }
    nodes {
      seq at caller app tenantId tenant { displayName } verb target outcome code message before after
      reason requestId idempotencyKey jobId hash previousHash
      node { id ... on Alert { status } }
    }
  }
}`;
const UPDATE = `mutation Update($ids: [ID!]!, $set: AlertChanges!, $reason: String, $key: String) {
  updateAlerts(ids: $ids, set: $set, reason: $reason, idempotencyKey: $key) {
    job { id }
    outcomes { __typename ... on AlertUpdated { before { status } } }
  }
}`;

let house: House;
const alerts = { contoso: [] as string[], fabrikam: [] as string[] };
let jobId: string;

const trail = (variables: object = {}, key: keyof typeof KEYS = 'auditor'): Promise<Told> =>
  house.ask(TRAIL, variables, as(KEYS[key]));
const found = async (filter: object, key: keyof typeof KEYS = 'auditor'): Promise<number[]> => {
  const { data, errors } = await trail({ filter }, key);
  expect(errors).toEqual([]);
  return data.auditTrail.nodes.map(({ seq }: { seq: number }) => seq);
};

beforeAll(async () => {
  house = await openHouse({ env: { API_KEYS } });
  for (const tenant of ['contoso', 'fabrikam'] as const) {
    const { data } = await house.ask(
      'query($t: [String!]) { alerts(tenants: $t, first: 40) { nodes { id api } } }',
      { t: [tenant] },
      as(KEYS.soc),
    );
    const own = data.alerts.nodes.filter(({ api }: { api: string }) => api === 'V2');
    alerts[tenant] = own.slice(0, 3).map(({ id }: { id: string }) => id);
  }
  const [first, second] = alerts.contoso;
  const done = await house.ask(
    UPDATE,
    { ids: [first, second, 'nonsense'], set: { status: 'RESOLVED' }, reason: 'A drill.', key: 'drill-0001' },
    as(KEYS.soc),
  );
  jobId = done.data.updateAlerts.job.id;
  await house.ask(UPDATE, { ids: [alerts.fabrikam[0]], set: { status: 'IN_PROGRESS' } }, as(KEYS.regional));
});
afterAll(() => house.stop());

test('who changed what, when, why, how it ended and what it is now, in one question that costs a read of what is shown', async () => {
  const told = await trail({ filter: { job: jobId } });

  expect(told.errors).toEqual([]);
  const { nodes, totalCount } = told.data.auditTrail;
  expect(totalCount).toBe(3);
  expect(nodes.map(({ target }: { target: string }) => target).sort()).toEqual(
    [...alerts.contoso.slice(0, 2), 'nonsense'].sort(),
  );
  const entry = nodes.find(({ target }: { target: string }) => target === alerts.contoso[0]);
  expect(entry).toMatchObject({
    caller: 'soc@contoso.example',
    app: DEMO_TENANTS[0]!.clientId,
    tenantId: DEMO_TENANTS[0]!.tenantId,
    tenant: { displayName: 'Contoso' },
    verb: 'updateAlerts',
    outcome: 'DONE',
    code: null,
    message: null,
    before: { status: expect.any(String) },
    after: { status: 'RESOLVED' },
    reason: 'A drill.',
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    idempotencyKey: 'drill-0001',
    jobId,
    node: { id: alerts.contoso[0], status: 'RESOLVED' },
  });
  const refused = nodes.find(({ target }: { target: string }) => target === 'nonsense');
  expect(refused).toMatchObject({
    ...{ outcome: 'REFUSED', code: 'BAD_USER_INPUT', tenantId: null, tenant: null, app: null, node: null },
    ...{ before: null, after: null, requestId: null },
  });
  expect(told.requests.length).toBeLessThanOrEqual(1);
});

test('the trail itself costs nothing upstream, and each entry names the hash of the one before it', async () => {
  const told = await house.ask(
    '{ auditTrail { nodes { seq hash previousHash tenant { displayName } } } }',
    {},
    as(KEYS.auditor),
  );

  const { nodes } = told.data.auditTrail;
  expect(told.requests).toEqual([]);
  expect(nodes.map(({ seq }: { seq: number }) => seq)).toEqual([4, 3, 2, 1]);
  for (let place = 0; place < 3; place += 1) expect(nodes[place].previousHash).toBe(nodes[place + 1].hash);
});

test('without the role nothing is shown', async () => {
  const { data, errors } = await trail({}, 'soc');

  expect(data).toBeNull();
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' }, message: expect.stringContaining('audit:read') }]);
});

test('a reader sees the entries of tenants that he may read, and no others', async () => {
  expect(await found({}, 'regional')).toEqual([4]);
  expect(await found({ job: jobId }, 'regional')).toEqual([]);
  expect(await found({ idempotencyKey: 'drill-0001' }, 'regional')).toEqual([]);
  expect(await found({ target: alerts.contoso[0] }, 'regional')).toEqual([]);
  const { errors, data } = await trail({ filter: { tenant: ['contoso'] } }, 'regional');
  expect(data).toBeNull();
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});

test('is filtered by caller, verb, target, tenant, outcome, key, job and time', async () => {
  const { at } = (await trail({ filter: { job: jobId } })).data.auditTrail.nodes.at(-1);
  const later = new Date(Date.parse(at) + 86_400_000).toISOString();

  expect(await found({ caller: ['regional'] })).toEqual([4]);
  expect(await found({ caller: ['regional', 'soc@contoso.example'] })).toEqual([4, 3, 2, 1]);
  expect(await found({ caller: [] })).toEqual([]);
  expect(await found({ verb: ['updateAlerts'] })).toEqual([4, 3, 2, 1]);
  expect(await found({ verb: ['submitIndicators'] })).toEqual([]);
  expect(await found({ target: alerts.fabrikam[0] })).toEqual([4]);
  expect(await found({ tenant: ['fabrikam'] })).toEqual([4]);
  expect(await found({ outcome: ['REFUSED'] })).toHaveLength(1);
  expect(await found({ outcome: ['REFUSED', 'DONE'], tenant: ['contoso'] })).toHaveLength(2);
  expect(await found({ idempotencyKey: 'drill-0001' })).toHaveLength(3);
  expect(await found({ since: at, until: later })).toHaveLength(4);
  expect(await found({ since: later })).toEqual([]);
});

test('is read page by page; a cursor is good for its reader and its question only', async () => {
  const first = (await trail({ first: 3 })).data.auditTrail;
  const second = (await trail({ first: 3, after: first.pageInfo.endCursor })).data.auditTrail;

  expect(first.nodes.map(({ seq }: { seq: number }) => seq)).toEqual([4, 3, 2]);
  expect(first.pageInfo.hasNextPage).toBe(true);
  expect(first.totalCount).toBeNull();
  expect(second.nodes.map(({ seq }: { seq: number }) => seq)).toEqual([1]);
  expect(second.pageInfo).toEqual({ hasNextPage: false, endCursor: null });
  const inside = (await trail({ first: 3, after: first.edges[0].cursor })).data.auditTrail;
  expect(inside.nodes.map(({ seq }: { seq: number }) => seq)).toEqual([3, 2, 1]);
  const after = first.pageInfo.endCursor;
  for (const told of [
    await trail({ after }, 'regional'),
    await trail({ after, filter: { verb: ['updateAlerts'] } }),
    await trail({ first: 0 }),
    await trail({ first: 201 }),
  ]) {
    expect(told.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  }
});
