import { CAST } from '../../emulator/world/cast.js';
import { callsOf, COLD, openHouse, type House } from '../support/house.js';

const ALERTS = `query ($first: Int, $after: Cursor, $filter: AlertFilter, $orderBy: AlertOrder, $tenants: [String!] = ["contoso"]) {
  alerts(first: $first, after: $after, filter: $filter, orderBy: $orderBy, tenants: $tenants) {
    nodes { graphId createdAt updatedAt severity status title tenant { tenantId } }
    pageInfo { hasNextPage endCursor }
    totalCount
    coverage { source state message }
  }
}`;
const USERS = `query ($first: Int, $after: Cursor, $filter: UserFilter, $search: String, $tenants: [String!] = ["contoso"]) {
  users(first: $first, after: $after, filter: $filter, search: $search, tenants: $tenants) {
    nodes { graphId displayName department userType accountEnabled }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`;
const HOSTS = `query ($first: Int, $after: Cursor, $filter: HostFilter, $search: String, $tenants: [String!] = ["contoso"]) {
  hosts(first: $first, after: $after, filter: $filter, search: $search, tenants: $tenants) {
    nodes { graphId name operatingSystem isCompliant }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`;

interface Node {
  readonly graphId: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly severity: string;
  readonly title: string;
  readonly tenant: { readonly tenantId: string };
  readonly displayName: string;
  readonly department: string;
  readonly name: string;
}

interface Page {
  readonly nodes: Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount: number | null;
  readonly coverage: { source: string; state: string; message: string | null }[];
}

const SAME_MOMENT = '2026-11-20T12:00:00.1234567Z';

describe('lists', () => {
  let house: House;
  /** Whether there are alerts that are not of the world. */
  let hasArrived = false;

  beforeAll(async () => {
    house = await openHouse({ env: COLD });
  });
  afterEach(() => {
    if (hasArrived) house.emulator.reset();
    house.emulator.clearChaos();
    hasArrived = false;
  });
  afterAll(() => house.stop());

  async function pageOf(document: string, variables: object): Promise<Page> {
    const { data, errors } = await house.ask(document, variables);
    expect(errors).toEqual([]);
    return Object.values(data as Record<string, Page>)[0]!;
  }

  /** Every page to the end; `between` happens after each. */
  async function walk(document: string, variables: object, between: (page: number) => void = () => undefined) {
    const pages: Page[] = [];
    let after: string | null = null;
    do {
      const page: Page = await pageOf(document, { ...variables, after });
      pages.push(page);
      between(pages.length);
      after = page.pageInfo.endCursor;
      expect(page.pageInfo.hasNextPage).toBe(after !== null);
    } while (after !== null && pages.length < 1000);
    return { pages, nodes: pages.flatMap(({ nodes }) => nodes) };
  }

  function arrives(createdDateTime: string): { readonly id: string } {
    hasArrived = true;
    return house.emulator.world.injectAlert(CAST.tenantId, { createdDateTime });
  }

  const idsOf = (rows: Iterable<{ readonly id: string }>): string[] => [...rows].map(({ id }) => id);
  const tenantOf = (tenantId = CAST.tenantId) => house.emulator.world.tenants.get(tenantId)!;

  describe('of alerts', () => {
    test.each([1, 7, 50, 500])('pages of %i show every alert exactly once, newest first', async (first) => {
      const { nodes } = await walk(ALERTS, { first, ...(first === 1 ? { filter: { status: ['IN_PROGRESS'] } } : {}) });

      const rows = [...tenantOf().alerts].filter(({ status }) => first > 1 || status === 'inProgress');
      expect(nodes.map(({ graphId }) => graphId)).toEqual(idsOf(rows));
    });

    test('tenants are merged in one order, and walking ends with every alert of each', async () => {
      const tenants = ['contoso', 'fabrikam', 'adatum'];
      const { nodes } = await walk(ALERTS, { first: 33, tenants });

      const created = nodes.map(({ createdAt }) => createdAt.slice(0, -1));
      const all = [...house.emulator.world.tenants.values()].flatMap(
        ({ displayName, alerts, legacyAlerts, silentProviders }) =>
          displayName === 'Northwind'
            ? []
            : [
                ...idsOf(alerts),
                ...[...legacyAlerts]
                  .filter(
                    (row) => !silentProviders.includes((row['vendorInformation'] as { provider: string }).provider),
                  )
                  .map(({ id }) => id),
              ],
      );
      expect(created).toEqual([...created].sort().reverse());
      expect(nodes.map(({ graphId }) => graphId).sort()).toEqual(all.sort());
    });

    test('the oldest update first', async () => {
      const { nodes } = await walk(ALERTS, { first: 90, orderBy: { by: 'UPDATED', direction: 'ASC' } });

      const updated = nodes.map(({ updatedAt }) => updatedAt.slice(0, -1));
      expect(updated).toHaveLength(250);
      expect(updated).toEqual([...updated].sort());
    });

    test('alerts of one and the same moment are neither lost nor shown twice', async () => {
      const ids = Array.from({ length: 40 }, () => arrives(SAME_MOMENT)).map(({ id }) => id);

      const { nodes } = await walk(ALERTS, {
        first: 7,
        filter: { createdAfter: '2026-11-20T11:59:59Z', createdBefore: '2026-11-20T12:00:01Z' },
      });

      expect(nodes.map(({ graphId }) => graphId).sort()).toEqual(expect.arrayContaining([...ids].sort()));
      expect(new Set(nodes.map(({ graphId }) => graphId)).size).toBe(nodes.length);
    });

    test('600 alerts of one and the same moment can be walked by pages of 500', async () => {
      for (let count = 0; count < 600; count += 1) {
        arrives(SAME_MOMENT);
      }

      const { nodes } = await walk(ALERTS, {
        first: 500,
        filter: { createdAfter: SAME_MOMENT, createdBefore: '2026-11-20T12:00:00.1234568Z' },
      });

      expect(new Set(nodes.map(({ graphId }) => graphId)).size).toBe(600);
      expect(nodes).toHaveLength(600);
    });

    test('alerts that arrive while somebody walks move nothing: what was there is shown exactly once', async () => {
      const before = idsOf(tenantOf().alerts);

      const { nodes } = await walk(ALERTS, { first: 23 }, (page) => {
        arrives(`2026-11-23T08:00:0${page % 10}Z`);
      });

      const shown = nodes.map(({ graphId }) => graphId);
      expect(shown.filter((id) => before.includes(id))).toEqual(before);
      expect(new Set(shown).size).toBe(shown.length);
    });

    test('the count is of the whole list, on every page', async () => {
      const { pages } = await walk(ALERTS, { first: 100 });

      expect(pages.map(({ totalCount }) => totalCount)).toEqual([250, 250, 250]);
    });

    test('what Graph can filter is sent to Graph, and shown', async () => {
      const filter = { severity: ['HIGH', 'MEDIUM'], status: ['NEW'], createdAfter: '2026-11-21T00:00:00Z' };
      const told = await house.ask(ALERTS, { first: 500, filter });

      const sent =
        "(severity eq 'high' or severity eq 'medium') and createdDateTime ge 2026-11-21T00:00:00Z and status eq 'new'";
      const fitting = [...tenantOf().alerts].filter(
        ({ severity, status, createdDateTime }) =>
          ['high', 'medium'].includes(String(severity)) && status === 'new' && String(createdDateTime) >= '2026-11-21',
      );
      expect(told.extensions.upstream?.filters).toEqual([
        { tenantId: CAST.tenantId, path: '/security/alerts_v2', sent, appliedHere: [] },
      ]);
      expect(callsOf(told.requests)[0]).toContain(`$filter=${sent}&`);
      expect(told.data.alerts.nodes.map(({ graphId }: Node) => graphId)).toEqual(idsOf(fitting));
      expect(told.data.alerts.totalCount).toBe(fitting.length);
    });

    test('what Graph cannot filter is finished here, over all pages, without a count', async () => {
      const filter = { text: 'token', severity: ['HIGH'] };
      const told = await house.ask(ALERTS, { first: 50, filter });

      const fitting = [...tenantOf().alerts].filter(
        ({ title, description, severity }) =>
          severity === 'high' && `${String(title)} ${String(description)}`.toLowerCase().includes('token'),
      );
      expect(fitting.length).toBeGreaterThan(0);
      expect(told.extensions.upstream?.filters).toMatchObject([{ sent: "severity eq 'high'", appliedHere: ['text'] }]);
      expect(told.data.alerts.nodes.map(({ graphId }: Node) => graphId)).toEqual(idsOf(fitting));
      expect(told.data.alerts.totalCount).toBeNull();
    });

    test('an alert that is asked for by whom it names is found', async () => {
      const { userPrincipalName } = CAST.clerk;
      const told = await pageOf(ALERTS, { first: 50, filter: { user: userPrincipalName } });

      expect(told.nodes.map(({ graphId }) => graphId)).toContain(CAST.attack['phish']);
    });
  });

  describe('of users and hosts', () => {
    test.each([1, 13, 100])('pages of %i show every user exactly once', async (first) => {
      const variables = first === 1 ? { first, filter: { department: ['Finance'] } } : { first };
      const { nodes, pages } = await walk(USERS, variables);

      const rows = [...tenantOf().users].filter(({ department }) => first > 1 || department === 'Finance');
      expect(nodes.map(({ graphId }) => graphId).sort()).toEqual(idsOf(rows).sort());
      expect(new Set(pages.map(({ totalCount }) => totalCount))).toEqual(new Set([rows.length]));
    });

    test('hosts of two tenants come one tenant after the other, each once', async () => {
      const { nodes } = await walk(HOSTS, { first: 17, tenants: ['adatum', 'fabrikam'] });

      const rows = [...house.emulator.world.tenants.values()]
        .slice(1)
        .filter(({ displayName }) => displayName !== 'Northwind');
      expect(nodes.map(({ graphId }) => graphId).sort()).toEqual(rows.flatMap(({ devices }) => idsOf(devices)).sort());
    });

    test('a search finds words of the name', async () => {
      const { nodes } = await walk(USERS, { first: 10, search: 'Lindqvist' });
      const { nodes: machines } = await walk(HOSTS, { first: 10, search: 'MEETING-ROOM-4' });

      expect(nodes.map(({ displayName }) => displayName)).toEqual(['Pia Lindqvist']);
      expect(machines.map(({ name }) => name)).toEqual(['MEETING-ROOM-4', 'MEETING-ROOM-4']);
    });

    test('filters are Graph’s own', async () => {
      const filter = { isCompliant: false, operatingSystem: ['Windows'], nameStartsWith: 'LAP-' };
      const told = await house.ask(HOSTS, { first: 100, filter });

      const rows = [...tenantOf().devices].filter(
        ({ isCompliant, operatingSystem, displayName }) =>
          isCompliant === false && operatingSystem === 'Windows' && String(displayName).startsWith('LAP-'),
      );
      expect(rows.length).toBeGreaterThan(0);
      expect(told.data.hosts.nodes.map(({ graphId }: Node) => graphId)).toEqual(idsOf(rows));
      expect(told.extensions.upstream?.filters).toHaveLength(1);
    });

    test('each page costs one request and no more', async () => {
      const { pages } = await walk(USERS, { first: 13 });
      const first = await pageOf(USERS, { first: 13 });
      const next = await house.ask(USERS, { first: 13, after: first.pageInfo.endCursor });

      expect(pages).toHaveLength(Math.ceil(tenantOf().users.size / 13));
      expect(next.requests).toHaveLength(1);
    });

    test('a page that asks for other fields than the one before is refused, and told why', async () => {
      const first = await pageOf(USERS, { first: 10 });
      const other =
        'query ($after: Cursor) { users(first: 10, after: $after, tenants: ["contoso"]) { nodes { mail } } }';
      const next = await house.ask(other, { after: first.pageInfo.endCursor });

      expect(next.data).toBeNull();
      expect(next.errors).toMatchObject([
        { path: ['users'], extensions: { code: 'BAD_USER_INPUT', argument: 'after' } },
      ]);
    });

    test('managers come along on every page', async () => {
      const document = USERS.replace('totalCount', '').replace('graphId', 'graphId manager { displayName }');
      const { nodes, pages } = await walk(document, { first: 30 });

      expect(pages).toHaveLength(3);
      expect(nodes).toHaveLength(tenantOf().users.size);
    });

    test('the next page may be of another size', async () => {
      const first = await pageOf(USERS, { first: 10 });
      const next = await pageOf(USERS, { first: 25, after: first.pageInfo.endCursor });

      const ids = [...first.nodes, ...next.nodes].map(({ graphId }) => graphId);
      expect(ids).toEqual(idsOf(tenantOf().users).slice(0, 35));
    });
  });

  describe('a source that fails midway', () => {
    test('is told in the coverage, and the next page goes on where it stopped', async () => {
      const walkAll = await walk(ALERTS, { first: 30, tenants: ['contoso', 'adatum'] });
      house.emulator.addChaos({ match: { tenantId: CAST.tenantId, path: 'alerts_v2.*skip' }, status: 400, count: 1 });

      const broken = await pageOf(ALERTS, { first: 270, tenants: ['contoso', 'adatum'] });
      const rest = await pageOf(ALERTS, {
        first: 270,
        tenants: ['contoso', 'adatum'],
        after: broken.pageInfo.endCursor,
      });

      const shown = [...broken.nodes, ...rest.nodes].map(({ graphId }) => graphId).sort();
      expect(broken.coverage).toContainEqual(expect.objectContaining({ source: 'ALERTS', state: 'UNAVAILABLE' }));
      expect(broken.pageInfo.hasNextPage).toBe(true);
      expect(shown).toEqual(walkAll.nodes.map(({ graphId }) => graphId).sort());
    });

    test('loses no user', async () => {
      house.emulator.addChaos({ match: { path: '/users\\?.*skiptoken' }, status: 400, count: 1 });

      const broken = await pageOf(USERS, { first: 40, tenants: ['adatum', 'contoso'] });
      const { nodes } = await walk(USERS, { first: 40, tenants: ['adatum', 'contoso'] });
      const rest: Node[] = [];
      for (let after = broken.pageInfo.endCursor; after !== null;) {
        const page = await pageOf(USERS, { first: 40, tenants: ['adatum', 'contoso'], after });
        rest.push(...page.nodes);
        after = page.pageInfo.endCursor;
      }

      expect([...broken.nodes, ...rest].map(({ graphId }) => graphId)).toEqual(nodes.map(({ graphId }) => graphId));
    });
  });
});

describe('a filter that hardly anything fits', () => {
  test('reads five pages of 200, says that the answer is partial, and goes on with the cursor', async () => {
    const house = await openHouse({ env: COLD, emulator: { scale: { alerts: 2300, users: 40, devices: 40 } } });
    const ask = (after: string | null) =>
      house.ask(ALERTS, { first: 10, after, filter: { text: 'no alert says this' } });

    const first = await ask(null);
    const second = await ask(first.data.alerts.pageInfo.endCursor as string);
    const third = await ask(second.data.alerts.pageInfo.endCursor as string);
    await house.stop();

    expect([first, second, third].map(({ requests }) => requests.length)).toEqual([5, 5, 2]);
    expect(first.errors).toEqual([]);
    expect(first.data.alerts).toMatchObject({
      nodes: [],
      pageInfo: { hasNextPage: true },
      coverage: [{ source: 'ALERTS', state: 'PARTIAL', message: expect.stringContaining('cursor') }],
    });
    expect(third.data.alerts).toMatchObject({
      pageInfo: { hasNextPage: false, endCursor: null },
      coverage: [{ source: 'ALERTS', state: 'COMPLETE' }],
    });
  });
});
