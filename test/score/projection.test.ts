import fc from 'fast-check';
import type { ControlProfile } from '../../schema/ControlProfile.js';
import type { ControlState, Level } from '../../schema/enums.js';
import type { SecureScore } from '../../schema/SecureScore.js';
import type { Profiles } from '../../src/score/controls.js';
import { projectScore, type Standing } from '../../src/score/projection.js';
import { rankControls } from '../../src/score/ranking.js';

interface Given {
  readonly name: string;
  readonly score?: number;
  readonly max?: number | null;
  readonly cost?: Level | null;
  readonly impact?: Level | null;
  readonly category?: string;
  readonly state?: ControlState;
  readonly deprecated?: boolean;
  readonly isScored?: boolean;
}

/** A tenant with these controls; `max: null` is a control without a profile. */
function standing(controls: readonly Given[], changed: Partial<SecureScore> = {}, tenantId = 't'): Standing {
  const scored = controls.filter(({ isScored = true }) => isScored);
  const counted = scored.filter(({ deprecated }) => !deprecated);
  const entries = Object.fromEntries(
    controls.flatMap(({ name, max = 10, cost = 'LOW', impact = 'LOW', state = 'DEFAULT', deprecated = false }, rank) =>
      max === null
        ? []
        : [
            [
              name,
              {
                ...{ tenantId, graphId: name, title: `Do ${name}`, rank, maxScore: max, state, deprecated },
                ...{ implementationCost: cost, userImpact: impact },
              } as ControlProfile,
            ],
          ],
    ),
  );
  const profiles: Profiles = Object.assign(Object.create(null) as object, entries);
  const score = {
    tenantId,
    current: counted.reduce((sum, { score: points = 0 }) => sum + points, 0),
    max: counted.reduce((sum, { max = 10 }) => sum + (max ?? 0), 0),
    scoredControls: scored.map(({ name, score: points = 0, category = 'Identity' }) => ({
      ...{ name, category, score: points, percent: null, implementationStatus: null },
    })),
    ...changed,
  } as SecureScore;
  return { score, profiles, isComplete: true };
}

const names = (steps: readonly { control: { graphId: string } }[]) => steps.map(({ control }) => control.graphId);

describe('by list', () => {
  test('the score rises by what is missing of each control, and the curve says how far it is', () => {
    const tenant = standing([{ name: 'a', score: 2 }, { name: 'b', score: 4, max: 30 }, { name: 'c' }]);

    const { projected, projectedPercent, gain, steps } = projectScore(tenant, { controls: ['a', 'b', 'a'] });

    expect({ projected, projectedPercent, gain }).toEqual({ projected: 40, projectedPercent: 80, gain: 34 });
    expect(steps).toMatchObject([
      { control: { graphId: 'b' }, gain: 26, cumulative: 32, cumulativePercent: 64 },
      { control: { graphId: 'a' }, gain: 8, cumulative: 40, cumulativePercent: 80 },
    ]);
  });

  test('what brings most for its cost and impact comes first', () => {
    const tenant = standing([
      { name: 'dear', max: 12, cost: 'HIGH', impact: 'HIGH' },
      { name: 'cheap', max: 6 },
      { name: 'middling', max: 8, cost: 'MODERATE' },
    ]);

    expect(names(projectScore(tenant, { controls: ['dear', 'cheap', 'middling'] }).steps)).toEqual([
      'cheap',
      'middling',
      'dear',
    ]);
  });

  test('each control that brings nothing says why', () => {
    const tenant = standing([
      { name: 'done', score: 10 },
      { name: 'old', deprecated: true },
      { name: 'unbought', isScored: false },
      { name: 'unlisted', max: null },
      { name: 'free', max: 0 },
    ]);
    const asked = ['done', 'old', 'unbought', 'unlisted', 'free', 'constructor'];

    const { gain, steps, leftOut } = projectScore(tenant, { controls: asked });

    expect({ gain, steps }).toEqual({ gain: 0, steps: [] });
    expect(Object.fromEntries(leftOut.map(({ name, reason }) => [name, reason]))).toEqual({
      done: 'DONE',
      old: 'GIVEN_UP',
      unbought: 'NOT_SCORED',
      unlisted: 'NO_PROFILE',
      free: 'NO_PROFILE',
      constructor: 'UNKNOWN_CONTROL',
    });
  });

  test('a named control whose risk is accepted counts, with a caveat', () => {
    const { gain, caveats } = projectScore(standing([{ name: 'a', state: 'IGNORED' }]), { controls: ['a'] });

    expect(gain).toBe(10);
    expect(caveats).toContainEqual(expect.stringContaining('accepted'));
  });
});

describe('by plan', () => {
  const tenant = standing([
    { name: 'mfa', max: 10 },
    { name: 'legacy', max: 9, cost: 'MODERATE', impact: 'HIGH' },
    { name: 'disk', max: 8, cost: 'HIGH', category: 'Device' },
    { name: 'unsaid', max: 7, cost: null, impact: 'UNKNOWN' },
    { name: 'accepted', max: 6, state: 'IGNORED' },
    { name: 'bought', max: 5, cost: 'HIGH', impact: 'HIGH', state: 'THIRD_PARTY' },
  ]);

  test('without limits everything but accepted risks is done', () => {
    const { steps, leftOut } = projectScore(tenant, { plan: {} });

    expect(names(steps).sort()).toEqual(['bought', 'disk', 'legacy', 'mfa', 'unsaid']);
    expect(leftOut).toEqual([{ name: 'accepted', reason: 'IGNORED', gain: 6 }]);
    expect(names(projectScore(tenant, { plan: { includeIgnored: true } }).steps)).toContain('accepted');
  });

  test.each([
    [{ maxCost: 3 }, ['bought', 'mfa', 'legacy']],
    [{ maxImpact: 2 }, ['bought', 'mfa', 'disk']],
    [{ maxSteps: 1 }, ['bought', 'mfa']],
    [{ maxSteps: 0 }, ['bought']],
    [{ excludeCategories: ['device', 'identity'] }, []],
  ])('%j', (plan, expected) => {
    expect(names(projectScore(tenant, { plan }).steps)).toEqual(expected);
  });

  test('one control may not cost more, or be noticed more, than the plan says; what nobody says is much', () => {
    const { steps, leftOut } = projectScore(tenant, { plan: { costAtMost: 'MODERATE', impactAtMost: 'LOW' } });

    expect(names(steps)).toEqual(['bought', 'mfa']);
    expect(leftOut.filter(({ reason }) => reason === 'ABOVE_LEVEL').map(({ name }) => name)).toEqual([
      'legacy',
      'disk',
      'unsaid',
    ]);
  });

  test('what a third party does comes first, spends nothing, and can be left out', () => {
    const { steps, caveats } = projectScore(tenant, { plan: { maxCost: 1 } });
    const without = projectScore(tenant, { plan: { maxCost: 1, countThirdParty: false } });

    expect(steps.map(({ isAchieved, cumulative }) => [isAchieved, cumulative])).toEqual([
      [true, 5],
      [false, 15],
    ]);
    expect(caveats).toContainEqual(expect.stringContaining('somebody else does: 1'));
    expect(names(without.steps)).toEqual(['mfa']);
    expect(without.leftOut).toContainEqual({ name: 'bought', reason: 'THIRD_PARTY', gain: 5 });
  });

  test('a control that may be done in another way stays a step, with a caveat', () => {
    const { steps, caveats } = projectScore(standing([{ name: 'a', state: 'REVIEWED' }]), { plan: {} });

    expect(steps).toMatchObject([{ isAchieved: false }]);
    expect(caveats).toContainEqual(expect.stringContaining('REVIEWED: 1'));
  });

  test('levels that Microsoft does not say count as HIGH, with a caveat', () => {
    const { steps, caveats } = projectScore(standing([{ name: 'a', cost: null, impact: 'UNKNOWN' }]), {
      plan: { maxCost: 3, maxImpact: 3 },
    });

    expect(steps).toMatchObject([{ cost: null, impact: 'UNKNOWN' }]);
    expect(caveats).toContainEqual(expect.stringContaining('count as HIGH'));
    expect(projectScore(standing([{ name: 'a', cost: null }]), { plan: { maxCost: 2 } }).steps).toEqual([]);
  });
});

describe('figures', () => {
  test('categories stand as they would with the steps done', () => {
    const tenant = standing([
      { name: 'a', score: 4 },
      { name: 'b', score: 1, category: 'Data' },
      { name: 'c', score: 5, category: 'Data' },
    ]);

    expect(projectScore(tenant, { controls: ['b'] }).byCategory).toEqual([
      { name: 'Data', score: 15, max: 20, percent: 75, gap: 5, controls: 2 },
      { name: 'Identity', score: 4, max: 10, percent: 40, gap: 6, controls: 1 },
    ]);
  });

  test('points that no profile explains are unaccounted, on either side', () => {
    const more = projectScore(standing([{ name: 'a' }], { max: 13 }), { plan: {} });
    const less = projectScore(standing([{ name: 'a' }], { max: 8 }), { plan: {} });

    expect(more).toMatchObject({ unaccounted: 3, projected: 10, projectedPercent: 76.92 });
    expect(less).toMatchObject({ unaccounted: -2, projected: 8, projectedPercent: 100, gain: 8 });
    expect(less.caveats).toContainEqual(expect.stringContaining('cut at the maximum of 8'));
  });

  test('a tenant that can reach nothing is at 0 percent', () => {
    expect(projectScore(standing([]), { plan: {} })).toMatchObject({
      ...{ projected: 0, projectedPercent: 0, gain: 0, unaccounted: 0 },
      caveats: expect.arrayContaining([expect.stringContaining('maximum of 0')]),
    });
  });

  test('when controls are missing, a caveat says so', () => {
    const { caveats } = projectScore({ ...standing([{ name: 'a' }]), isComplete: false }, { plan: {} });

    expect(caveats).toContainEqual(expect.stringContaining('some are missing'));
  });

  test('sums show no error of the machine', () => {
    const tenant = standing([
      { name: 'a', score: 0.1, max: 0.2 },
      { name: 'b', score: 0.2, max: 0.4 },
    ]);

    expect(projectScore(tenant, { plan: {} })).toMatchObject({ projected: 0.6, gain: 0.3, unaccounted: 0 });
  });
});

const points = fc.integer({ min: 0, max: 2000 }).map((hundredths) => hundredths / 100);
const anyLevel = fc.constantFrom('LOW', 'MODERATE', 'HIGH', 'UNKNOWN', null);
const given = fc.record({
  score: points,
  max: fc.oneof(points, fc.constant(null)),
  cost: anyLevel,
  impact: anyLevel,
  state: fc.constantFrom('DEFAULT', 'IGNORED', 'THIRD_PARTY', 'REVIEWED', 'UNKNOWN'),
  category: fc.constantFrom('Identity', 'Data', 'Device'),
  deprecated: fc.boolean(),
  isScored: fc.boolean(),
});
const limit = fc.option(fc.integer({ min: 0, max: 20 }), { nil: null });
const plans = fc.record({ maxCost: limit, maxImpact: limit, maxSteps: limit, includeIgnored: fc.boolean() });

test('whatever is there: never above what can be reached, a curve that rises, limits kept, every control once', () => {
  fc.assert(
    fc.property(fc.array(given, { maxLength: 25 }), points, plans, (all, max, plan) => {
      const tenant = standing(
        all.map((one, index) => ({ ...one, name: `c${index}` })),
        { max },
      );

      const { projected, projectedPercent, gain, steps, leftOut } = projectScore(tenant, { plan });

      expect(projected).toBeLessThanOrEqual(max);
      expect(projectedPercent >= 0 && projectedPercent <= 100).toBe(true);
      expect(gain).toBeGreaterThanOrEqual(0);
      const curve = steps.map(({ cumulative }) => cumulative);
      expect(curve).toEqual([...curve].sort((a, b) => a - b));
      if (steps.length > 0) expect(curve.at(-1)).toBe(projected);
      const work = steps.filter(({ isAchieved }) => !isAchieved);
      expect(work.length).toBeLessThanOrEqual(plan.maxSteps ?? Infinity);
      expect(work.length).toBeLessThanOrEqual(plan.maxCost ?? Infinity);
      const told = [...names(steps), ...leftOut.map(({ name }) => name)];
      expect(new Set(told).size).toBe(told.length);
      for (const { control } of steps) expect(control.deprecated).toBe(false);
    }),
  );
});

describe('the ranking over tenants', () => {
  const a = standing(
    [
      { name: 'mfa', score: 4 },
      { name: 'disk', max: 9 },
    ],
    {},
    'a',
  );
  const b = standing([{ name: 'mfa' }, { name: 'disk', max: 4, state: 'IGNORED' }], {}, 'b');
  const c = standing(
    [
      { name: 'mfa', state: 'THIRD_PARTY' },
      { name: 'disk', score: 10 },
    ],
    {},
    'c',
  );

  test('sums what is missing of a control over all tenants, what brings most first', () => {
    const { controls, totalCount } = rankControls([a, b, c], 10, false);

    expect(totalCount).toBe(2);
    expect(controls).toMatchObject([
      {
        ...{ name: 'mfa', title: 'Do mfa', gain: 16 },
        tenants: [
          { control: { tenantId: 'b' }, gain: 10, gainPercent: 71.43 },
          { control: { tenantId: 'a' }, gain: 6 },
        ],
      },
      { name: 'disk', gain: 9, tenants: [{ control: { tenantId: 'a' } }] },
    ]);
  });

  test('takes in accepted risks when asked, and counts what it cuts off', () => {
    const { controls, totalCount } = rankControls([a, b], 1, true);

    expect(controls.map(({ name, gain }) => [name, gain])).toEqual([['mfa', 16]]);
    expect(totalCount).toBe(2);
    expect(rankControls([a, b], 10, true).controls[1]).toMatchObject({ name: 'disk', gain: 13 });
  });
});
