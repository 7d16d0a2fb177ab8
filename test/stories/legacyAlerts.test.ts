import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import type { Row } from '../../emulator/world/World.js';
import { globalId } from '../../src/util/globalId.js';
import { callsOf, COLD, example, isBatch, openHouse, type House } from '../support/house.js';

const [CONTOSO, FABRIKAM, NORTHWIND] = DEMO_TENANTS;
const LIST = `query ($first: Int, $after: Cursor, $filter: AlertFilter, $orderBy: AlertOrder, $tenants: [String!] = ["northwind", "fabrikam"]) {
  alerts(first: $first, after: $after, filter: $filter, orderBy: $orderBy, tenants: $tenants) {
    nodes { id graphId api createdAt updatedAt severity status provider { product } tenant { displayName } }
    pageInfo { hasNextPage endCursor }
    totalCount
    coverage { source state message remedy providers { vendor provider status latencyMs } tenant { displayName } }
  }
}`;
const ONE = `query ($id: ID!, $tenant: TenantId) {
  alert(id: $id, tenant: $tenant) { id graphId api title evidence { kind } users { user { displayName } } }
}`;
const NODE = 'query ($id: ID!) { node(id: $id) { id ... on Alert { graphId api title } } }';
const SILENT = 'Azure Advanced Threat Protection';

interface Node {
  readonly id: string;
  readonly graphId: string;
  readonly api: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly severity: string;
  readonly status: string;
  readonly provider: { readonly product: string };
}

describe('legacy alerts', () => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse({ env: COLD, measuresDepth: true });
  });
  afterEach(() => house.emulator.reset());
  afterAll(() => house.stop());

  const rowsOf = (tenantId: string): Row[] => [...house.emulator.world.tenants.get(tenantId)!.legacyAlerts];
  const providerOf = (row: Row): string => (row['vendorInformation'] as { provider: string }).provider;
  const told = (): Row[] =>
    [...rowsOf(NORTHWIND!.tenantId), ...rowsOf(FABRIKAM!.tenantId)].filter((row) => providerOf(row) !== SILENT);
  const legacyCalls = (calls: readonly string[]): string[] =>
    calls.filter((call) => call.includes('/security/alerts?'));

  async function walk(variables: object): Promise<Node[]> {
    const nodes: Node[] = [];
    for (let after: string | null = null, page = 0; page < 200; page += 1) {
      const { data, errors } = await house.ask(LIST, { ...variables, after });
      expect(errors).toEqual([]);
      nodes.push(...(data.alerts.nodes as Node[]));
      after = data.alerts.pageInfo.endCursor as string | null;
      if (after === null) return nodes;
    }
    throw new Error('The walk does not end.');
  }

  test('the example costs one request for each source and one batch, two round trips deep', async () => {
    const { requests, depth, errors, data } = await house.ask(example('legacy-alerts'));

    expect(errors).toEqual([]);
    expect({ requests: requests.length, depth }).toEqual({ requests: 3, depth: 2 });
    expect(requests.filter(isBatch)).toHaveLength(1);
    expect(new Set(data.alerts.nodes.map(({ api }: Node) => api))).toEqual(new Set(['V2', 'LEGACY']));
  });

  test('a provider that does not answer is told by name, status and latency, and costs nobody else', async () => {
    const { data, errors } = await house.ask(LIST, { first: 100, tenants: ['fabrikam'] });

    expect(errors).toEqual([]);
    expect(data.alerts.coverage).toEqual([
      expect.objectContaining({ source: 'ALERTS', state: 'COMPLETE' }),
      {
        source: 'LEGACY_ALERTS',
        state: 'PARTIAL',
        message: `Providers of legacy alerts that did not answer: ${SILENT} (504).`,
        remedy: null,
        providers: [{ vendor: 'Microsoft', provider: SILENT, status: 504, latencyMs: 10021 }],
        tenant: { displayName: 'Fabrikam' },
      },
    ]);
    expect(data.alerts.nodes).toHaveLength(64);
    expect(data.alerts.totalCount).toBeNull();
  });

  test.each([
    [1, 'CREATED', 'DESC'],
    [7, 'CREATED', 'DESC'],
    [7, 'CREATED', 'ASC'],
    [11, 'UPDATED', 'DESC'],
    [500, 'CREATED', 'DESC'],
  ])('pages of %i by %s %s show every alert of both APIs exactly once, in order', async (first, by, direction) => {
    const filter = first === 1 ? { severity: ['HIGH'] } : {};
    const nodes = await walk({ first, filter, orderBy: { by, direction } });

    const ids = [...told(), ...house.emulator.world.tenants.get(FABRIKAM!.tenantId)!.alerts].filter(
      ({ severity }) => first > 1 || severity === 'high',
    );
    expect(nodes.map(({ graphId }) => graphId).sort()).toEqual(ids.map(({ id }) => id).sort());
    const times = nodes.map(({ createdAt, updatedAt }) => Date.parse(by === 'CREATED' ? createdAt : updatedAt));
    expect(times).toEqual([...times].sort((a, b) => (direction === 'ASC' ? a - b : b - a)));
  });

  test('a filter is sent in the words of the old API, and looked at again, for one provider ignores it', async () => {
    const filter = { status: ['NEW', 'DISMISSED'], severity: ['MEDIUM', 'HIGH'], provider: ['ASC', 'IPC'] };
    const { data, requests, extensions } = await house.ask(LIST, { first: 50, filter, tenants: ['northwind'] });

    const sent =
      "(severity eq 'high' or severity eq 'medium') and (status eq 'newAlert' or status eq 'dismissed') and (vendorInformation/provider eq 'ASC' or vendorInformation/provider eq 'IPC')";
    const fitting = rowsOf(NORTHWIND!.tenantId).filter(
      (row) =>
        ['newAlert', 'dismissed'].includes(String(row['status'])) &&
        ['medium', 'high'].includes(String(row['severity'])) &&
        ['ASC', 'IPC'].includes(providerOf(row)),
    );
    expect(fitting.length).toBeGreaterThan(2);
    expect(data.alerts.nodes.map(({ graphId }: Node) => graphId)).toEqual(fitting.map(({ id }) => id));
    expect(legacyCalls(callsOf(requests))[0]).toContain(
      sent.replace("severity eq 'high' or severity eq 'medium'", "severity eq 'medium' or severity eq 'high'"),
    );
    expect(extensions.upstream?.filters).toContainEqual(
      expect.objectContaining({ path: '/security/alerts', appliedHere: [] }),
    );
  });

  test('what no provider filters by is finished here', async () => {
    const [{ userStates }] = rowsOf(NORTHWIND!.tenantId) as [{ userStates: { userPrincipalName: string }[] } & Row];
    const { data } = await house.ask(LIST, { first: 50, filter: { user: userStates[0]!.userPrincipalName } });

    expect(data.alerts.nodes.length).toBeGreaterThan(0);
    expect(data.alerts.totalCount).toBeNull();
  });

  test('both kinds of id lead to the alert: the global one with one request, Graph’s own after Defender XDR was asked', async () => {
    const { data: list } = await house.ask(LIST, { first: 50, tenants: ['fabrikam'] });
    const { id, graphId } = (list.alerts.nodes as Node[]).find(({ api }) => api === 'LEGACY')!;

    const global = await house.ask(ONE, { id });
    const own = await house.ask(ONE, { id: graphId, tenant: FABRIKAM!.tenantId });
    const node = await house.ask(NODE, { id });

    expect(global.errors).toEqual([]);
    expect(global.data.alert).toMatchObject({ id, graphId, api: 'LEGACY' });
    expect(callsOf(global.requests)[0]).toMatch(new RegExp(`/security/alerts/${graphId}$`));
    expect(own.data.alert).toEqual(global.data.alert);
    expect(callsOf(own.requests).slice(0, 2)).toEqual([
      expect.stringContaining(`/security/alerts_v2/${graphId}`),
      expect.stringContaining(`/security/alerts/${graphId}`),
    ]);
    expect(node.data.node).toMatchObject({ id, graphId, api: 'LEGACY' });
    expect(node.requests).toHaveLength(1);
  });

  test.each(['legacy~..', 'legacy~', 'legacy~a/b'])('a global id of %s is none', async (key) => {
    const id = globalId('Alert', FABRIKAM!.tenantId, key);
    const { errors, requests } = await house.ask(NODE, { id });

    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(requests).toEqual([]);
  });

  test('an id that nobody knows is null; where legacy alerts are off, nobody is asked for them', async () => {
    const id = '00000000-0000-4000-8000-000000000000';
    const on = await house.ask(ONE, { id, tenant: FABRIKAM!.tenantId });
    const off = await house.ask(ONE, { id, tenant: CONTOSO!.tenantId });

    expect([on.data.alert, off.data.alert]).toEqual([null, null]);
    expect([on.errors, off.errors]).toEqual([[], []]);
    expect([on.requests.length, off.requests.length]).toEqual([2, 1]);
  });

  test('an alert of each API with the same id of Graph keeps its own evidence', async () => {
    const { tenantId } = FABRIKAM!;
    const { alerts, legacyAlerts } = house.emulator.world.tenants.get(tenantId)!;
    const [v2] = alerts;
    legacyAlerts.put({ ...rowsOf(tenantId).find((row) => providerOf(row) === 'MCAS')!, id: v2!.id });

    const { data } = await house.ask(
      '{ alerts(first: 100, tenants: ["fabrikam"]) { nodes { graphId api evidence { kind } } } }',
    );

    const twins = data.alerts.nodes.filter(({ graphId }: Node) => graphId === v2!.id);
    expect(twins.map(({ api }: Node) => api).sort()).toEqual(['LEGACY', 'V2']);
    expect(twins[0].evidence).not.toEqual(twins[1].evidence);
  });

  test.each([404, 410])('an endpoint that answers %i is retired: data with a remedy, and no error', async (status) => {
    house.emulator.addChaos({ match: { path: '/security/alerts\\?' }, status });

    const { data, errors } = await house.ask(LIST, { first: 100, tenants: ['fabrikam'] });

    expect(errors).toEqual([]);
    expect(data.alerts).toMatchObject({ totalCount: 40, pageInfo: { hasNextPage: false } });
    expect(data.alerts.coverage).toContainEqual(
      expect.objectContaining({
        source: 'LEGACY_ALERTS',
        state: 'RETIRED',
        remedy: 'Set legacyAlerts of Fabrikam to off in TENANTS_FILE.',
      }),
    );
  });

  test('one that has no alert at all any more is retired, too', async () => {
    const { legacyAlerts } = house.emulator.world.tenants.get(NORTHWIND!.tenantId)!;
    for (const { id } of rowsOf(NORTHWIND!.tenantId)) legacyAlerts.delete(id);

    const { data, errors } = await house.ask(LIST, { first: 10, tenants: ['northwind'] });
    const filtered = await house.ask(LIST, { first: 10, tenants: ['northwind'], filter: { severity: ['HIGH'] } });

    const stateOf = ({ coverage }: { coverage: { source: string; state: string }[] }) =>
      coverage.find(({ source }) => source === 'LEGACY_ALERTS')?.state;
    expect(errors).toEqual([]);
    expect(stateOf(data.alerts)).toBe('RETIRED');
    // That nothing is severe says nothing about the endpoint.
    expect(stateOf(filtered.data.alerts)).toBe('COMPLETE');
  });

  test('a source that breaks costs its own alerts only, and the next page has them', async () => {
    house.emulator.addChaos({ match: { path: '/security/alerts\\?' }, status: 400, count: 1 });

    const broken = await house.ask(LIST, { first: 100, tenants: ['fabrikam'] });
    const rest = await house.ask(LIST, {
      first: 100,
      tenants: ['fabrikam'],
      after: broken.data.alerts.pageInfo.endCursor,
    });

    expect(broken.data.alerts.coverage).toContainEqual(
      expect.objectContaining({ source: 'LEGACY_ALERTS', state: 'UNAVAILABLE' }),
    );
    expect(broken.data.alerts.nodes).toHaveLength(40);
    expect(rest.data.alerts.nodes).toHaveLength(24);
  });

  test('a consent that is missing is named', async () => {
    house.emulator.addChaos({ match: { path: '/security/alerts\\?' }, status: 403, code: 'Forbidden' });

    const { data, errors } = await house.ask(LIST, { first: 10, tenants: ['fabrikam'] });

    expect(errors).toEqual([]);
    expect(data.alerts.coverage).toContainEqual(
      expect.objectContaining({
        source: 'LEGACY_ALERTS',
        state: 'NO_CONSENT',
        remedy: 'Let an administrator of Fabrikam consent to SecurityEvents.Read.All.',
      }),
    );
  });

  test('people and machines do not find their legacy alerts, and say so', async () => {
    const { data } = await house.ask(
      '{ users(first: 2, tenants: ["fabrikam"]) { nodes { alerts(first: 2) { nodes { api } coverage { source state message } } } } }',
    );

    for (const { alerts } of data.users.nodes) {
      expect(alerts.coverage).toContainEqual({
        source: 'LEGACY_ALERTS',
        state: 'PARTIAL',
        message: expect.stringContaining('not searched'),
      });
    }
  });

  test('a list of many pages asks each provider once for each page', async () => {
    const { requests } = await house.ask(LIST, { first: 50, tenants: ['northwind'] });

    expect(legacyCalls(callsOf(requests))).toHaveLength(1);
    expect(requests.every((request) => !isBatch(request))).toBe(true);
  });
});
