import { COLD, callsOf, example, openHouse, type House } from '../support/house.js';

interface Step {
  readonly control: { readonly graphId: string };
  readonly gain: number;
  readonly cumulative: number;
  readonly cost: 'LOW' | 'MODERATE' | 'HIGH';
  readonly impact: 'LOW' | 'MODERATE' | 'HIGH';
  readonly isAchieved: boolean;
}

const NORTHWIND = '0a7d0000-0003-4000-8000-000000000003';
const WEIGHT = { LOW: 1, MODERATE: 2, HIGH: 3 };

describe('what a score would be', () => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse({ env: COLD, measuresDepth: true });
  });
  afterEach(() => house.emulator.clearChaos());
  afterAll(() => house.stop());

  test('the example costs one request for each tenant, and one round trip', async () => {
    const { data, errors, requests, depth } = await house.ask(example('score-what-if'));

    expect(errors).toEqual([]);
    expect({ requests: requests.length, depth }).toEqual({ requests: 4, depth: 1 });
    expect(callsOf(requests.filter(({ tenantId }) => tenantId?.startsWith('c0a7050e'))).sort()).toEqual([
      '/v1.0/security/secureScoreControlProfiles',
      '/v1.0/security/secureScores?$top=1',
    ]);
    expect(data.best.from.date).toBe('2026-11-23T00:00:00Z');
    expect(data.controlRanking.controls).toHaveLength(5);
  });

  test('two projections of one tenant, their score and their controls cost one request', async () => {
    const { data, errors, requests, depth } = await house.ask(
      `{
        a: projectScore(tenant: "contoso", plan: { maxSteps: 2 }) { ...p }
        b: projectScore(tenant: "contoso", controls: ["MFARegistrationV2"]) { ...p }
        secureScore(tenant: "contoso") { current }
      }
      fragment p on ScoreProjection {
        from { current tenant { displayName } categories { name } }
        steps { control { title score { gap } } gain }
      }`,
    );

    expect(errors).toEqual([]);
    expect({ requests: requests.length, depth }).toEqual({ requests: 1, depth: 1 });
    expect(data.a.from).toMatchObject({ current: data.secureScore.current, tenant: { displayName: 'Contoso' } });
    for (const { control, gain } of [...data.a.steps, ...data.b.steps]) expect(control.score.gap).toBe(gain);
  });

  test('the plan keeps its limits, and what a third party does comes with it', async () => {
    const { data } = await house.ask(example('score-what-if'));

    const { steps, projected, from, gain, leftOut, byCategory } = data.best;
    const work = (steps as Step[]).filter(({ isAchieved }) => !isAchieved);
    expect(steps[0]).toMatchObject({ control: { graphId: 'mcas_oauth_policies' }, isAchieved: true });
    expect(work.length).toBeLessThanOrEqual(8);
    expect(work.reduce((sum, { cost }) => sum + WEIGHT[cost], 0)).toBeLessThanOrEqual(12);
    expect(work.reduce((sum, { impact }) => sum + WEIGHT[impact], 0)).toBeLessThanOrEqual(10);
    expect(steps.at(-1).cumulative).toBe(projected);
    expect(projected - from.current).toBeCloseTo(gain, 5);
    expect(projected).toBeLessThanOrEqual(from.max);
    expect(leftOut).toContainEqual({ name: 'mdo_preview_qrcodes', reason: 'NO_PROFILE', gain: null });
    expect(leftOut).toContainEqual({
      name: 'aad_linkedin_connection_disables',
      reason: 'IGNORED',
      gain: expect.any(Number),
    });
    expect(leftOut.some(({ reason }: { reason: string }) => reason === 'EXCLUDED_CATEGORY')).toBe(true);
    expect(byCategory.map(({ name }: { name: string }) => name)).toContain('Device');
    expect(data.best.unaccounted).toBe(3); // what Microsoft scores and has not published a profile for
  });

  test('the ranking sums over tenants, and a tenant without the consent is in the coverage only', async () => {
    const question = `{ controlRanking(first: 500) {
      totalCount controls { name gain tenants { gain control { graphId tenant { displayName } } } }
      coverage { tenant { displayName } source state remedy }
    } }`;
    house.emulator.addChaos({ match: { path: 'secureScore', tenantId: NORTHWIND }, status: 403, code: 'Forbidden' });

    const { data, errors, requests } = await house.ask(question);

    const { controls, totalCount, coverage } = data.controlRanking;
    expect(errors).toEqual([]);
    expect(requests).toHaveLength(4);
    expect(controls).toHaveLength(totalCount);
    for (const { name, gain, tenants } of controls) {
      expect(tenants.reduce((sum: number, one: { gain: number }) => sum + one.gain, 0)).toBeCloseTo(gain, 5);
      for (const { control } of tenants) {
        expect(control.graphId).toBe(name);
        expect(control.tenant.displayName).not.toBe('Northwind');
      }
    }
    expect(coverage).toContainEqual({
      tenant: { displayName: expect.stringContaining('Northwind') },
      source: 'CONTROL_PROFILES',
      state: 'NO_CONSENT',
      remedy: expect.stringContaining('SecurityEvents.Read.All'),
    });
  });

  test('without the consent there is no projection, and no error', async () => {
    house.emulator.addChaos({ match: { path: 'secureScoreControlProfiles' }, status: 403, code: 'Forbidden' });

    const { data, errors, extensions } = await house.ask('{ projectScore(tenant: "fabrikam", plan: {}) { gain } }');

    expect(errors).toEqual([]);
    expect(data.projectScore).toBeNull();
    expect(extensions['coverage']).toMatchObject([{ source: 'CONTROL_PROFILES', state: 'NO_CONSENT' }]);
  });

  test('when the score cannot be read, one error says why', async () => {
    house.emulator.addChaos({ match: { path: 'secureScores' }, status: 500 });

    const { data, errors } = await house.ask(
      '{ projectScore(tenant: "adatum", plan: {}) { gain } controlRanking(tenants: ["adatum"]) { totalCount } }',
    );

    expect(data).toMatchObject({ projectScore: null, controlRanking: { totalCount: 0 } });
    expect(errors).toHaveLength(1);
    expect(errors[0]!.path).toEqual(['projectScore']);
  });

  test.each([
    ['projectScore(tenant: "contoso")', 'controls'],
    ['projectScore(tenant: "contoso", controls: ["a"], plan: {})', 'plan'],
    ['projectScore(tenant: "contoso", controls: [])', 'controls'],
    ['projectScore(plan: {})', 'tenant'],
    ['projectScore(tenant: "contoso", plan: { maxCost: -1 })', 'plan.maxCost'],
    ['projectScore(tenant: "contoso", plan: { costAtMost: UNKNOWN })', 'plan.costAtMost'],
    ['controlRanking(first: 0)', 'first'],
  ])('%s is refused, and %s is named', async (field, argument) => {
    const selection = field.startsWith('projectScore') ? '{ gain }' : '{ totalCount }';

    const { errors, requests } = await house.ask(`{ ${field} ${selection} }`);

    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(errors[0]!.message).toContain(argument);
    expect(requests).toEqual([]);
  });
});

test('within the hour another plan costs nothing', async () => {
  const house = await openHouse();
  try {
    await house.ask('{ secureScore(tenant: "contoso") { categories { name } } }');

    const { data, requests } = await house.ask(
      '{ projectScore(tenant: "contoso", plan: { maxCost: 3 }) { from { freshness } steps { control { freshness } } } }',
    );

    expect(requests).toEqual([]);
    expect(data.projectScore.from.freshness).toBe('CACHE');
    expect(data.projectScore.steps[0].control.freshness).toBe('CACHE');
  } finally {
    await house.stop();
  }
});
