import { CAST } from '../../emulator/world/cast.js';
import { callsOf, COLD, openHouse, type House, type Told } from '../support/house.js';

const ALERTS_OF_USERS = `query ($first: Int!, $alerts: Int!) {
  users(first: $first, tenants: ["contoso"]) {
    nodes { graphId alerts(first: $alerts) { nodes { graphId createdAt users { user { graphId } } } pageInfo { hasNextPage endCursor } coverage { source state message } } }
  }
}`;

interface AlertsOfUser {
  readonly graphId: string;
  readonly alerts: {
    readonly nodes: readonly {
      graphId: string;
      createdAt: string;
      users: readonly { user: { graphId: string } | null }[];
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly coverage: readonly { source: string; state: string; message: string | null }[];
  };
}

const usersOf = (told: Told): readonly AlertsOfUser[] => told.data.users.nodes as readonly AlertsOfUser[];
const idsByUser = (told: Told): [string, string[]][] =>
  usersOf(told).map(({ graphId, alerts }) => [graphId, alerts.nodes.map((alert) => alert.graphId)]);
const pathsOf = (told: Told): string[] => callsOf(told.requests).map((call) => call.split('?', 1)[0]!);

describe('alerts of users', () => {
  let house: House;
  beforeAll(async () => (house = await openHouse({ env: COLD })));
  afterAll(() => house.stop());

  test('30 users cost one list and two filters of 15 in one batch, and at most one more page of them', async () => {
    const told = await house.ask(
      'query { users(first: 30, tenants: ["contoso"]) { nodes { alerts(first: 3) { nodes { title } } } } }',
    );

    expect(told.errors).toEqual([]);
    expect(told.requests.length).toBeLessThanOrEqual(3);
    expect(told.requests[1]!.parts).toHaveLength(2);
    for (const { url } of told.requests[1]!.parts) expect(decodeURIComponent(url)).toContain('evidence/any(');
  });

  test('every alert that is listed names the user, newest first, and no more than asked', async () => {
    const told = await house.ask(ALERTS_OF_USERS, { first: 30, alerts: 3 });

    const all = usersOf(told);
    expect(all.some(({ alerts }) => alerts.nodes.length > 0)).toBe(true);
    for (const { graphId, alerts } of all) {
      expect(alerts.nodes.length).toBeLessThanOrEqual(3);
      const times = alerts.nodes.map(({ createdAt }) => Date.parse(createdAt));
      expect(times).toEqual([...times].sort((a, b) => b - a));
      for (const { users } of alerts.nodes) expect(users.map(({ user }) => user?.graphId)).toContain(graphId);
    }
  });

  test('pages of two, followed by their cursors, give what one large page gives', async () => {
    const ask = (first: number, after: string | null): Promise<Told> =>
      house.ask(
        'query ($id: ID!, $first: Int!, $after: Cursor) { user(id: $id, tenant: "contoso") { alerts(first: $first, after: $after) { nodes { graphId } pageInfo { hasNextPage endCursor } } } }',
        { id: CAST.clerk.id, first, after },
      );
    const whole = (await ask(100, null)).data.user.alerts;
    expect(whole.nodes.length).toBeGreaterThan(4);

    const walked: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page = (await ask(2, after)).data.user.alerts as AlertsOfUser['alerts'];
      walked.push(...page.nodes.map(({ graphId }) => graphId));
      more = page.pageInfo.hasNextPage;
      after = page.pageInfo.endCursor;
    }

    expect(walked).toEqual(whole.nodes.map(({ graphId }: { graphId: string }) => graphId));
  });

  test('a cursor of one user is refused for another, by the name of the argument', async () => {
    const ask = (id: string, after?: string) =>
      house.ask(
        'query ($id: ID!, $after: Cursor) { user(id: $id, tenant: "contoso") { alerts(first: 1, after: $after) { pageInfo { endCursor } } } }',
        { id, after },
      );
    const cursor = (await ask(CAST.clerk.id)).data.user.alerts.pageInfo.endCursor;

    const { errors } = await ask(CAST.admin.id, cursor);

    expect(errors).toHaveLength(1);
    expect(errors[0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'after' });
  });
});

describe('a tenant that refuses the evidence filter', () => {
  let [filtering, hunting]: House[] = [];
  beforeAll(async () => {
    filtering = await openHouse({ env: COLD });
    hunting = await openHouse({ env: COLD, emulator: { evidenceFilter: false } });
  });
  afterAll(async () => {
    await filtering!.stop();
    await hunting!.stop();
  });

  test('is hunted with one query for all users, and gives the same alerts; the coverage says so', async () => {
    const expected = await filtering!.ask(ALERTS_OF_USERS, { first: 5, alerts: 3 });

    const told = await hunting!.ask(ALERTS_OF_USERS, { first: 5, alerts: 3 });

    expect(idsByUser(told)).toEqual(idsByUser(expected));
    expect(pathsOf(told).filter((path) => path.endsWith('runHuntingQuery'))).toHaveLength(1);
    expect(usersOf(told)[0]!.alerts.coverage).toContainEqual({
      source: 'ALERTS',
      state: 'PARTIAL',
      message: 'Found by advanced hunting, which sees 30 days.',
    });
  });

  test('is asked for the filter once', async () => {
    const told = await hunting!.ask(ALERTS_OF_USERS, { first: 5, alerts: 2 });

    expect(callsOf(told.requests).some((call) => call.includes('evidence/any('))).toBe(false);
  });

  test('and does not let us hunt is scanned, to a bound that the coverage names', async () => {
    hunting!.emulator.addChaos({
      match: { path: 'runHuntingQuery' },
      status: 403,
      body: { error: { code: 'Forbidden', message: 'Missing application roles.' } },
    });
    const expected = await filtering!.ask(ALERTS_OF_USERS, { first: 5, alerts: 3 });

    const told = await hunting!.ask(ALERTS_OF_USERS, { first: 5, alerts: 3 });

    hunting!.emulator.clearChaos();
    expect(idsByUser(told)).toEqual(idsByUser(expected));
    expect(pathsOf(told).filter((path) => path === '/v1.0/security/alerts_v2').length).toBeGreaterThanOrEqual(1);
  });
});

describe('alerts of machines, observables and alerts', () => {
  let house: House;
  beforeAll(async () => (house = await openHouse({ env: COLD })));
  afterAll(() => house.stop());

  test('a machine leads to the alerts that name it, by its device id or its name', async () => {
    const told = await house.ask(
      'query ($id: String!) { host(deviceId: $id, tenant: "contoso") { name alerts(first: 50) { nodes { hosts { host { deviceId } } } } } }',
      { id: CAST.clerkLaptop.deviceId },
    );

    const { nodes } = told.data.host.alerts as { nodes: { hosts: { host: { deviceId: string } | null }[] }[] };
    expect(nodes.length).toBeGreaterThan(1);
    for (const { hosts } of nodes) expect(hosts.map(({ host }) => host?.deviceId)).toContain(CAST.clerkLaptop.deviceId);
  });

  test('an address leads to every alert that names it', async () => {
    const told = await house.ask(
      `query ($id: ID!) { alert(id: $id, tenant: "contoso") { indicators { value alerts(first: 50) { nodes { indicators { value } } } } } }`,
      { id: CAST.attack['stolen-cookie'] },
    );

    const { indicators } = told.data.alert as {
      indicators: { value: string; alerts: { nodes: { indicators: { value: string }[] }[] } }[];
    };
    expect(indicators.length).toBeGreaterThan(0);
    for (const { value, alerts } of indicators) {
      expect(alerts.nodes.length).toBeGreaterThan(0);
      for (const other of alerts.nodes) expect(other.indicators.map((one) => one.value)).toContain(value);
    }
  });

  test('an application leads to the alerts that name it, by its own id or that of its service principal', async () => {
    const told = await house.ask(
      `query ($id: ID!) { alert(id: $id, tenant: "contoso") { evidence(kinds: [OAUTH_APPLICATION]) { ... on OAuthApplicationEvidence { servicePrincipal { appId alerts(first: 50) { nodes { graphId evidence { ... on OAuthApplicationEvidence { appId } ... on ServicePrincipalEvidence { appId } } } } } } } } }`,
      { id: CAST.attack['app-consent'] },
    );

    const [found] = told.data.alert.evidence as {
      servicePrincipal: { appId: string; alerts: { nodes: { graphId: string; evidence: { appId?: string }[] }[] } };
    }[];
    expect(told.errors).toEqual([]);
    const { appId, alerts } = found!.servicePrincipal;
    expect(alerts.nodes.map(({ graphId }) => graphId)).toContain(CAST.attack['app-consent']);
    for (const { evidence } of alerts.nodes) expect(evidence.map((one) => one.appId)).toContain(appId);
  });

  test('the alerts of the attack are related, the most related first, with what they share', async () => {
    const told = await house.ask(
      `query ($id: ID!) { alert(id: $id, tenant: "contoso") { related(first: 10) { score because shared alert { graphId } } } }`,
      { id: CAST.attack['click'] },
    );

    const related = told.data.alert.related as {
      score: number;
      because: string[];
      shared: string[];
      alert: { graphId: string };
    }[];
    const attack = new Set<string>(Object.values(CAST.attack));
    expect(related.slice(0, 3).every(({ alert }) => attack.has(alert.graphId))).toBe(true);
    expect(related.map(({ score }) => score)).toEqual(related.map(({ score }) => score).sort((a, b) => b - a));
    expect(related.every(({ shared, because }) => shared.length >= because.length)).toBe(true);
    expect(related.some(({ alert }) => alert.graphId === CAST.attack['click'])).toBe(false);
  });

  test('a value that is excluded relates nothing', async () => {
    const ask = (excluding: string[]) =>
      house.ask(
        `query ($id: ID!, $x: [String!]) { alert(id: $id, tenant: "contoso") { related(by: [IP], excluding: $x) { shared } } }`,
        { id: CAST.attack['stolen-cookie'], x: excluding },
      );
    const before = (await ask([])).data.alert.related as { shared: string[] }[];
    const addresses = [...new Set(before.flatMap(({ shared }) => shared))];
    expect(addresses.length).toBeGreaterThan(0);

    expect((await ask(addresses)).data.alert.related).toEqual([]);
  });
});

describe('incidents and timelines', () => {
  let house: House;
  beforeAll(async () => (house = await openHouse({ env: COLD })));
  afterAll(() => house.stop());

  test('incidents of a user are those of the alerts that name the user', async () => {
    const told = await house.ask(
      `query ($id: ID!) { user(id: $id, tenant: "contoso") { incidents(first: 5) { graphId alerts(first: 50) { nodes { users { userPrincipalName user { graphId } } } } } } }`,
      { id: CAST.clerk.id },
    );

    const incidents = told.data.user.incidents as {
      graphId: string;
      alerts: { nodes: { users: { user: { graphId: string } | null }[] }[] };
    }[];
    expect(told.errors).toEqual([]);
    expect(incidents.length).toBeGreaterThan(0);
    for (const { alerts } of incidents) {
      const people = alerts.nodes.flatMap(({ users }) => users.map(({ user }) => user?.graphId));
      expect(people).toContain(CAST.clerk.id);
    }
  });

  test("a user's timeline tells alerts, sign-ins and risk detections, newest first", async () => {
    const told = await house.ask(
      `query ($id: ID!) { user(id: $id, tenant: "contoso") { timeline(within: "P10D", first: 200) { at kind title detail alert { title } signIn { ipAddress } riskDetection { level } } } }`,
      { id: CAST.clerk.id },
    );

    const events = told.data.user.timeline as {
      at: string;
      kind: string;
      alert: object | null;
      signIn: object | null;
    }[];
    expect(told.errors).toEqual([]);
    const kinds = new Set(events.map(({ kind }) => kind));
    for (const kind of ['ALERT_RAISED', 'SIGNED_IN', 'RISK_DETECTED']) expect(kinds).toContain(kind);
    const times = events.map(({ at }) => Date.parse(at));
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(events.every(({ kind, signIn }) => /SIGN/.test(kind) === (signIn !== null))).toBe(true);
  });

  test("an incident's timeline begins with its latest event and ends with its first", async () => {
    const told = await house.ask(
      `query ($id: ID!) { alert(id: $id, tenant: "contoso") { incident { timeline(first: 500) { at kind alert { graphId } } } } }`,
      { id: CAST.attack['click'] },
    );

    const events = told.data.alert.incident.timeline as {
      at: string;
      kind: string;
      alert: { graphId: string } | null;
    }[];
    expect(told.errors).toEqual([]);
    expect(events.map(({ kind }) => kind)).toContain('INCIDENT_OPENED');
    expect(events.map(({ alert }) => alert?.graphId)).toContain(CAST.attack['click']);
    expect(Date.parse(events[0]!.at)).toBeGreaterThanOrEqual(Date.parse(events.at(-1)!.at));
  });

  test('a machine has a timeline of its alerts, and a wrong length of time is refused by name', async () => {
    const ask = (within: string) =>
      house.ask(
        `query ($id: String!, $within: Duration!) { host(deviceId: $id, tenant: "contoso") { timeline(within: $within) { kind } incidents { graphId } } }`,
        { id: CAST.clerkLaptop.deviceId, within },
      );

    const told = await ask('P7D');
    const refused = await ask('seven days');

    expect(told.data.host.timeline.length).toBeGreaterThan(0);
    expect(told.data.host.incidents.length).toBeGreaterThan(0);
    expect(refused.errors[0]!.extensions.code).toBe('BAD_USER_INPUT');
  });
});
