import { COLD, callsOf, example, openHouse, type House } from '../support/house.js';

const CONTOSO = 'c0a7050e-0001-4000-8000-000000000001';

describe('secure scores', () => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse({ env: COLD, measuresDepth: true });
  });
  afterEach(() => house.emulator.clearChaos());
  afterAll(() => house.stop());

  test('the report costs one request: the score, its controls and a month of scores travel together', async () => {
    const { data, errors, requests, depth, parts } = await house.ask(example('score-report'));

    const { categories, controls, ignored, max } = data.secureScore;
    expect(errors).toEqual([]);
    expect({ requests: requests.length, depth, parts }).toEqual({ requests: 1, depth: 1, parts: 3 });
    expect(categories.map(({ name }: { name: string }) => name)).toEqual([
      'Apps',
      'Data',
      'Device',
      'Identity',
      'Infrastructure',
    ]);
    const reachable = (categories as { max: number }[]).reduce((sum, category) => sum + category.max, 0);
    expect(max - reachable).toBe(3); // what Microsoft scores and has not published a profile for
    expect(controls).toHaveLength(64);
    expect(controls.at(-1)).toMatchObject({ name: 'mdo_preview_qrcodes', max: null, gap: null, profile: null });
    expect(controls[0].gap).toBeGreaterThanOrEqual(controls[1].gap);
    expect(ignored).toMatchObject([{ name: 'aad_linkedin_connection_disables' }]);
    expect(data.secureScores.nodes).toHaveLength(30);
  });

  test('what was done after the attack shows in the scores of the days', async () => {
    const { data } = await house.ask(
      `query ($a: DateTime!, $b: DateTime!) {
        before: secureScore(tenant: "contoso", date: $a) { ...mfa }
        after: secureScore(tenant: "contoso", date: $b) { ...mfa }
        never: secureScore(tenant: "contoso", date: "2020-01-01T00:00:00Z") { current }
      }
      fragment mfa on SecureScore { date controls { name score } }`,
      { a: '2026-11-20T23:59:59Z', b: '2026-11-23T01:30:00+00:00' },
    );

    const mfa = (score: { controls: { name: string; score: number }[] }) =>
      score.controls.find(({ name }) => name === 'AdminMFAV2')?.score;
    expect(data.before.date).toBe('2026-11-20T00:00:00Z');
    expect([mfa(data.before), mfa(data.after)]).toEqual([2.5, 10]);
    expect(data.never).toBeNull();
  });

  test('averages are percentages, and one that does not exist is null', async () => {
    const { data } = await house.ask('{ secureScore(tenant: "contoso") { comparisons { basis percent } } }');

    expect(data.secureScore.comparisons).toEqual([
      { basis: 'ALL_TENANTS', percent: expect.any(Number) },
      { basis: 'TOTAL_SEATS', percent: expect.any(Number) },
      { basis: 'INDUSTRY_TYPES', percent: null },
    ]);
  });

  test('every tenant with its categories costs one request each', async () => {
    const { data, errors, requests, depth } = await house.ask(
      '{ tenants { displayName secureScore { percent categories { name percent } } } }',
    );

    expect(errors).toEqual([]);
    expect({ requests: requests.length, depth }).toEqual({ requests: data.tenants.length, depth: 1 });
    expect(data.tenants.every((tenant: { secureScore: object | null }) => tenant.secureScore)).toBe(true);
  });

  test('scores of several tenants come day by day, and pages join without a gap', async () => {
    const ask = (first: number, after: string | null) =>
      house.ask(
        `query ($first: Int!, $after: Cursor) {
          secureScores(first: $first, after: $after, tenants: ["contoso", "fabrikam"]) {
            nodes { date tenant { displayName } } pageInfo { hasNextPage endCursor }
          }
        }`,
        { first, after },
      );
    const whole = (await ask(21, null)).data.secureScores.nodes;
    const first = (await ask(8, null)).data.secureScores;
    const second = (await ask(13, first.pageInfo.endCursor)).data.secureScores;

    expect([...first.nodes, ...second.nodes]).toEqual(whole);
    expect(whole.slice(0, 3)).toEqual([
      { date: '2026-11-23T00:00:00Z', tenant: { displayName: 'Contoso' } },
      { date: '2026-11-23T00:00:00Z', tenant: { displayName: 'Fabrikam' } },
      { date: '2026-11-22T00:00:00Z', tenant: { displayName: 'Contoso' } },
    ]);
  });

  test('a tenant has ninety days of scores', async () => {
    const { data } = await house.ask(
      '{ secureScores(first: 90, tenants: ["contoso"]) { nodes { percent } pageInfo { hasNextPage } } }',
    );

    expect(data.secureScores.nodes).toHaveLength(90);
    expect(data.secureScores.pageInfo.hasNextPage).toBe(false);
  });

  test('where $select is refused, whole scores come, and the tenant is remembered for it', async () => {
    const question = '{ secureScores(first: 5, tenants: ["adatum"]) { nodes { date percent } } }';
    const plain = (await house.ask(question)).data;
    house.emulator.addChaos({ match: { path: 'secureScores\\?.*\\$select' }, status: 400 });

    const refused = await house.ask(question);
    const again = await house.ask(question);

    expect(refused.errors).toEqual([]);
    expect(refused.data).toEqual(plain);
    expect(again.data).toEqual(plain);
    expect([refused.requests.length, again.requests.length]).toEqual([2, 1]);
  });

  test('controls come in the order of Microsoft, without those that were given up, each with what it brings', async () => {
    const { data, errors, requests } = await house.ask(
      `{ controlProfiles(first: 3, tenants: ["contoso"]) {
        totalCount pageInfo { hasNextPage } nodes { graphId rank deprecated score { score max gap profile { title } } }
      } }`,
    );

    expect(errors).toEqual([]);
    expect(requests).toHaveLength(2);
    expect(data.controlProfiles).toMatchObject({
      totalCount: 63,
      pageInfo: { hasNextPage: true },
      nodes: [
        { graphId: 'AdminMFAV2', rank: 1, score: { score: 10, max: 10, gap: 0 } },
        { graphId: 'MFARegistrationV2', rank: 2 },
        { graphId: 'BlockLegacyAuthentication', rank: 3 },
      ],
    });
  });

  test('controls are filtered, and pages of them join without a gap', async () => {
    const ask = (first: number, after: string | null) =>
      house.ask(
        `query ($first: Int!, $after: Cursor, $filter: ControlFilter) {
          controlProfiles(first: $first, after: $after, tenants: ["contoso", "northwind"], filter: $filter) {
            totalCount nodes { graphId tenant { displayName } } pageInfo { hasNextPage endCursor }
          }
        }`,
        { first, after, filter: { category: ['Identity'], implementationCost: ['LOW'], deprecated: null } },
      );
    const whole = (await ask(100, null)).data.controlProfiles;
    const nodes: unknown[] = [];
    let after: string | null = null;
    do {
      const { data } = await ask(4, after);
      nodes.push(...data.controlProfiles.nodes);
      expect(data.controlProfiles.totalCount).toBe(whole.totalCount);
      after = data.controlProfiles.pageInfo.endCursor as string | null;
    } while (after !== null);

    expect(nodes).toEqual(whole.nodes);
    expect(nodes).toHaveLength(whole.totalCount);
  });

  test('decisions have a history, and a word that nobody knows is told as it is', async () => {
    const { data } = await house.ask(
      '{ controlProfiles(first: 100, tenants: ["contoso"]) { nodes { graphId state stateRaw stateHistory { state comment updatedBy } actionUrl } } }',
    );

    const one = (id: string) => data.controlProfiles.nodes.find(({ graphId }: { graphId: string }) => graphId === id);
    expect(one('azure_disk_encryption')).toMatchObject({
      state: 'REVIEWED',
      stateHistory: [{ state: 'REVIEWED' }, { state: 'IGNORED', comment: 'No budget this quarter.' }],
    });
    expect(one('AATP_HoneyToken')).toMatchObject({ state: 'UNKNOWN', stateRaw: 'PlannedNextQuarter' });
    expect(one('teams_external_access').actionUrl).toBeNull();
  });

  test('a score and a control are found again by their global ids', async () => {
    const { data } = await house.ask(
      '{ secureScore(tenant: "contoso") { id controls(orderBy: { by: RANK, direction: ASC }) { profile { id } } } }',
    );
    const ids = [data.secureScore.id, data.secureScore.controls[0].profile.id];
    const found = await house.ask(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on SecureScore { graphId } ... on ControlProfile { title } } }',
      { ids },
    );

    expect(found.data.nodes).toEqual([
      { id: ids[0], graphId: `${CONTOSO}_2026-11-23` },
      { id: ids[1], title: expect.stringContaining('second factor') },
    ]);
  });

  test('without the consent scores are null, and the coverage names the permission', async () => {
    house.emulator.addChaos({ match: { path: 'secureScore' }, status: 403, code: 'Forbidden' });

    const { data, errors } = await house.ask(
      `{ secureScore(tenant: "northwind") { current categories { name } }
         controlProfiles(tenants: ["northwind"]) { nodes { id } totalCount coverage { source state remedy } } }`,
    );

    expect(errors).toEqual([]);
    expect(data.secureScore).toBeNull();
    expect(data.controlProfiles.nodes).toEqual([]);
    expect(data.controlProfiles.coverage).toContainEqual({
      source: 'CONTROL_PROFILES',
      state: 'NO_CONSENT',
      remedy: expect.stringContaining('SecurityEvents.Read.All'),
    });
  });

  test('when the controls cannot be read, the score stands and one error says why', async () => {
    house.emulator.addChaos({ match: { path: 'secureScoreControlProfiles' }, status: 500 });

    const { data, errors } = await house.ask(
      '{ secureScore(tenant: "adatum") { percent categories { name } controls { name } } }',
    );

    expect(data.secureScore).toMatchObject({ percent: expect.any(Number), categories: null, controls: null });
    expect(errors).toHaveLength(1);
    expect(errors[0]!.path?.[0]).toBe('secureScore');
  });

  test.each([
    ['secureScores(first: 91)', 'first'],
    ['controlProfiles(first: 501)', 'first'],
    ['secureScore', 'tenant'],
  ])('%s is refused, and %s is named', async (field, argument) => {
    const selection = field === 'secureScore' ? '{ id }' : '{ nodes { id } }';

    const { errors } = await house.ask(`{ ${field} ${selection} }`);

    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect(errors[0]!.message).toContain(argument);
  });
});

test('asked again within the hour, the report costs the month of scores alone', async () => {
  const house = await openHouse();
  try {
    await house.ask(example('score-report'));
    const { data, requests } = await house.ask(
      '{ secureScore(tenant: "contoso") { freshness controls { profile { freshness } } } }',
    );
    const again = await house.ask(example('score-report'));

    expect(requests).toEqual([]);
    expect(data.secureScore).toMatchObject({ freshness: 'CACHE', controls: expect.any(Array) });
    expect(data.secureScore.controls[0].profile.freshness).toBe('CACHE');
    expect(callsOf(again.requests)).toEqual([expect.stringContaining('/security/secureScores?$top=30')]);
  } finally {
    await house.stop();
  }
});
