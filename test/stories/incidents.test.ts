/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as manifold as questions */
import { CAST } from '../../emulator/world/cast.js';
import { callsOf, COLD, example, openHouse, type House } from '../support/house.js';

const { attack, redirected } = CAST.incidents;
const FABRIKAM = 'fab51ca0-0002-4000-8000-000000000002';
const NORTHWIND = '0a7d0000-0003-4000-8000-000000000003';

describe('incidents', () => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse({ env: { ...COLD, MAX_DEPTH: '20' }, measuresDepth: true });
  });
  afterAll(() => house.stop());

  test('the story of an incident costs 2 HTTP requests and 2 round trips, whatever it touches', async () => {
    const told = await house.ask(example('incident-story'));

    expect(told.errors).toEqual([]);
    expect(told.requests.length).toBeLessThanOrEqual(2);
    expect(told.depth).toBeLessThanOrEqual(2);
    const { incident } = told.data;
    expect(incident).toMatchObject({
      severity: 'HIGH',
      status: 'IN_PROGRESS',
      customTags: ['AiTM', 'Finance', 'Priority'],
    });
    expect(incident.assignee.displayName).toBe('Nadia Novak');
    expect(incident.alerts.totalCount).toBe(incident.alerts.nodes.length);
    expect(incident.users.map(({ user }: any) => user?.displayName)).toEqual(
      expect.arrayContaining(['Pia Lindqvist', 'Ravi Menon']),
    );
    expect(incident.comments).toHaveLength(2);
  });

  test('50 alerts lead to their incidents in one more round trip, each incident asked for once', async () => {
    const told = await house.ask('{ alerts(first: 50, tenants: ["contoso"]) { nodes { incident { graphId } } } }');

    expect(told.errors).toEqual([]);
    const asked = callsOf(told.requests).filter((call) => call.startsWith('/v1.0/security/incidents/'));
    const named = new Set(told.data.alerts.nodes.map(({ incident }: any) => incident.graphId));
    expect(asked).toHaveLength(named.size);
    expect(told.requests.length).toBe(1 + Math.ceil(named.size / 20));
    expect(told.depth).toBe(2);
  });

  test('users, hosts and indicators of an incident are those of its alerts, each once', async () => {
    const { data, errors } = await house.ask(
      `query ($id: ID!) {
        incident(id: $id, tenant: "contoso") {
          users { userPrincipalName sid accountName } hosts { name } indicators { kind value }
          alerts(first: 100) { nodes { users { userPrincipalName sid accountName } hosts { name } indicators { kind value } } }
        }
      }`,
      { id: attack },
    );

    expect(errors).toEqual([]);
    const { users, hosts, indicators, alerts } = data.incident;
    const of = (field: string, name: (thing: any) => string): Set<string> =>
      new Set(alerts.nodes.flatMap((alert: any) => alert[field].map(name)));
    const observable = ({ kind, value }: any): string => `${kind} ${value}`;
    expect(indicators.map(observable)).toHaveLength(of('indicators', observable).size);
    expect(new Set(indicators.map(observable))).toEqual(of('indicators', observable));
    expect(new Set(hosts.map(({ name }: any) => name.toLowerCase()))).toEqual(
      of('hosts', ({ name }) => name.toLowerCase()),
    );
    expect(hosts).toHaveLength(of('hosts', ({ name }) => name.toLowerCase()).size);
    const accounts = of('users', ({ accountName }) => accountName);
    expect(new Set(users.map(({ accountName }: any) => accountName))).toEqual(accounts);
  });

  test('pages of its alerts, followed by their cursors, give every alert once and the same count', async () => {
    const page = (after: string | null) =>
      house.ask(
        `query ($id: ID!, $after: Cursor) { incident(id: $id, tenant: "contoso") {
          alerts(first: 7, after: $after) { totalCount nodes { id createdAt } pageInfo { hasNextPage endCursor } } } }`,
        { id: attack, after },
      );
    const whole = await house.ask(
      `{ incident(id: "${attack}", tenant: "contoso") { alerts(first: 100) { totalCount nodes { id createdAt } } } }`,
    );
    const nodes: unknown[] = [];
    const counts = new Set<number>();
    for (let after: string | null = null, more = true; more;) {
      const { data, errors } = await page(after);
      expect(errors).toEqual([]);
      const { alerts } = data.incident;
      nodes.push(...alerts.nodes);
      counts.add(alerts.totalCount);
      ({ hasNextPage: more, endCursor: after } = alerts.pageInfo);
    }

    expect(nodes).toEqual(whole.data.incident.alerts.nodes);
    expect([...counts]).toEqual([nodes.length]);
  });

  test('a cursor of one incident is refused for another', async () => {
    const ask = (id: string, after?: string) =>
      house.ask(
        `query ($id: ID!, $after: Cursor) { incident(id: $id, tenant: "contoso") { alerts(first: 2, after: $after) { pageInfo { endCursor } } } }`,
        { id, after },
      );
    const { data } = await ask(attack);

    const { errors } = await ask('4214', data.incident.alerts.pageInfo.endCursor);

    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect(errors[0]!.message).toContain('after');
  });

  test('a merged incident leads to the one it was merged into', async () => {
    const { data, errors } = await house.ask(
      `{ incident(id: "${redirected}", tenant: "contoso") { status redirectedTo { graphId redirectedTo { id } } alerts { nodes { id } } } }`,
    );

    expect(errors).toEqual([]);
    expect(data.incident).toEqual({
      status: 'REDIRECTED',
      redirectedTo: { graphId: attack, redirectedTo: null },
      alerts: { nodes: [] },
    });
  });

  test('an incident is found by its global id, by node, and is null when nobody knows it', async () => {
    const { data } = await house.ask(`{ incident(id: "${attack}", tenant: "contoso") { id displayName } }`);

    const again = await house.ask(
      `query ($id: ID!) { incident(id: $id) { id displayName } node(id: $id) { id ... on Incident { displayName users { accountName } } } unknown: incident(id: "99999999", tenant: "contoso") { alerts { nodes { id } } users { accountName } } }`,
      { id: data.incident.id },
    );

    expect(again.errors).toEqual([]);
    expect(again.data.incident).toEqual(data.incident);
    expect(again.data.node).toMatchObject(data.incident);
    expect(again.data.node.users.length).toBeGreaterThan(3);
    expect(again.data.unknown).toBeNull();
  });

  test('the list merges tenants by time, in pages of at most 50, and a refused tenant is coverage', async () => {
    const { data, errors, requests } = await house.ask(
      '{ incidents(first: 60) { nodes { createdAt tenant { tenantId } } coverage { tenant { tenantId } source state } } }',
    );

    expect(errors).toEqual([]);
    const times = data.incidents.nodes.map(({ createdAt }: any) => createdAt);
    expect(times).toEqual([...times].sort().reverse());
    expect(data.incidents.nodes.length).toBeGreaterThan(30);
    expect(callsOf(requests).every((call) => Number(/\$top=(\d+)/.exec(call)?.[1]) <= 50)).toBe(true);
    const refused = data.incidents.coverage.find(({ tenant }: any) => tenant.tenantId === NORTHWIND);
    expect(refused).toMatchObject({ source: 'INCIDENTS', state: expect.stringMatching(/^NO_/) });
  });

  test('a filter goes to Graph as far as Graph can, and is finished here', async () => {
    const told = await house.ask(
      '{ incidents(tenants: ["contoso"], filter: { severity: [HIGH], status: [IN_PROGRESS], tag: ["finance"] }) { totalCount nodes { graphId } } }',
    );

    expect(told.errors).toEqual([]);
    expect(told.data.incidents).toEqual({ totalCount: null, nodes: [{ graphId: attack }] });
    expect(told.extensions.upstream?.filters).toEqual([
      {
        tenantId: CAST.tenantId,
        path: '/security/incidents',
        sent: "severity eq 'high' and status eq 'inProgress'",
        appliedHere: ['tag'],
      },
    ]);
  });

  test('alerts of an incident by its global id or Graph’s own', async () => {
    const { data } = await house.ask(
      `{ incident(id: "${attack}", tenant: "contoso") { id alerts(first: 100) { nodes { id } } } }`,
    );
    const ask = (incident: string) =>
      house.ask(
        'query ($f: AlertFilter) { alerts(first: 100, tenants: ["contoso", "fabrikam"], filter: $f) { nodes { id } } }',
        {
          f: { incident },
        },
      );

    const [own, global] = [await ask(attack), await ask(data.incident.id)];

    expect(global.data.alerts.nodes).toEqual(data.incident.alerts.nodes);
    expect(own.data.alerts.nodes).toEqual(data.incident.alerts.nodes);
  });

  test('where incidents may not be read, alerts stand, their incidents are null without an error, and coverage tells what to do', async () => {
    house.emulator.addChaos({ match: { path: '/security/incidents', tenantId: FABRIKAM }, status: 403 });
    const told = await house.ask(
      '{ alerts(first: 5, tenants: ["fabrikam"]) { nodes { title incident { displayName alerts { totalCount } } } coverage { source state remedy } } }',
    );
    house.emulator.clearChaos();

    expect(told.errors).toEqual([]);
    expect(told.data.alerts.nodes).toHaveLength(5);
    expect(told.data.alerts.nodes.every(({ incident }: any) => incident === null)).toBe(true);
    const incidents = told.data.alerts.coverage.find(({ source }: any) => source === 'INCIDENTS');
    expect(incidents.state).toBe('NO_CONSENT');
    expect(incidents.remedy).toContain('SecurityIncident.Read.All');
  });

  test('a filter by the id of something else is refused by name', async () => {
    const { data } = await house.ask('{ alerts(first: 1, tenants: ["contoso"]) { nodes { id } } }');

    const { errors } = await house.ask('query ($f: AlertFilter) { alerts(filter: $f) { nodes { id } } }', {
      f: { and: [{ incident: data.alerts.nodes[0].id }] },
    });

    expect(errors).toHaveLength(1);
    expect(errors[0]!.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors[0]!.message).toContain('filter.incident');
  });

  test('a failing incident costs itself, with one error', async () => {
    house.emulator.addChaos({ match: { path: '/security/incidents/4214$' }, status: 500 });
    const { data, errors } = await house.ask(
      '{ alerts(first: 20, tenants: ["contoso"]) { nodes { incident { graphId } } } }',
    );
    house.emulator.clearChaos();

    expect(errors).toHaveLength(1);
    const known = data.alerts.nodes.filter(({ incident }: any) => incident !== null);
    expect(known.length).toBeGreaterThan(10);
  });
});

describe('alert statistics', () => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.stop());

  test('the example counts every alert of every tenant and source, in pages of 200', async () => {
    const told = await house.ask(example('alert-stats'), { tenants: ['contoso', 'fabrikam'] });

    expect(told.errors).toEqual([]);
    const { total, truncated, pagesRead, buckets } = told.data.alertStats;
    expect({ total, truncated, pagesRead }).toEqual({ total: 314, truncated: false, pagesRead: 4 });
    expect(told.requests).toHaveLength(4);
    expect(buckets.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(total);
    expect(callsOf(told.requests).every((call) => !/evidence|States/.test(call))).toBe(true);
  });

  test('only the newest 2,000 alerts are counted, and the answer says so', async () => {
    const large = await openHouse({ emulator: { scale: { alerts: 2500, users: 50, devices: 50 } } });
    const { data, errors, requests } = await large.ask(
      '{ alertStats(by: [STATUS], tenants: ["contoso"]) { total truncated pagesRead coverage { state message } } }',
    );
    await large.stop();

    expect(errors).toEqual([]);
    expect(requests).toHaveLength(10);
    expect(data.alertStats).toMatchObject({ total: 2000, truncated: true, pagesRead: 10 });
    expect(data.alertStats.coverage).toEqual([
      { state: 'PARTIAL', message: expect.stringContaining('newest 10 pages') },
    ]);
  });

  test.each(['PT30S', 'P1M', 'soon'])('an interval of %s is refused by name', async (interval) => {
    const { errors } = await house.ask('query ($i: Duration) { alertStats(by: [], interval: $i) { total } }', {
      i: interval,
    });

    expect(errors).toHaveLength(1);
    expect(errors[0]!.extensions.code).toBe('BAD_USER_INPUT');
  });
});
