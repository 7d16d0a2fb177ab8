import fc from 'fast-check';
import type { ControlProfile } from '../../schema/ControlProfile.js';
import type { ScoredControl } from '../../schema/SecureScore.js';
import { byRank, controlScores, fitsControl, ordered, percentOf, scoreCategories } from '../../src/score/controls.js';

const scored = (name: string, score: number, category = 'Identity', percent: number | null = null): ScoredControl => ({
  ...{ name, score, category, percent },
  implementationStatus: null,
});
const profile = (maxScore: number, rank: number | null = null, deprecated = false) => ({ maxScore, rank, deprecated });
const join = (controls: ScoredControl[], profiles: Record<string, ReturnType<typeof profile>>) =>
  controlScores('t', controls, profiles);

test('a control takes its maximum from its profile: what is missing is the gap', () => {
  expect(join([scored('mfa', 2.5)], { mfa: profile(10) })).toMatchObject([
    { score: 2.5, max: 10, percent: 25, gap: 7.5 },
  ]);
});

test('a control that Microsoft has given up is left out', () => {
  expect(join([scored('old', 3), scored('new', 1)], { old: profile(9, 1, true), new: profile(2) })).toMatchObject([
    { name: 'new' },
  ]);
});

test('a control without a profile, or with one of no points, stands with its own percentage and no maximum', () => {
  const controls = join([scored('unlisted', 1, 'Apps', 40), scored('free', 0)], { free: profile(0) });

  expect(controls).toMatchObject([
    { name: 'unlisted', score: 1, max: null, percent: 40, gap: null },
    { name: 'free', max: null, percent: null, gap: null },
  ]);
});

test('more points than the profile allows are no negative gap', () => {
  expect(join([scored('generous', 12)], { generous: profile(10) })).toMatchObject([{ percent: 100, gap: 0 }]);
});

test('categories sum what has a maximum, and show no error of the machine', () => {
  const controls = join([scored('a', 0.1), scored('b', 0.2), scored('c', 4, 'Data'), scored('d', 9, 'Apps')], {
    a: profile(1),
    b: profile(2),
    c: profile(8),
  });

  expect(scoreCategories(controls)).toEqual([
    { name: 'Data', score: 4, max: 8, percent: 50, gap: 4, controls: 1 },
    { name: 'Identity', score: 0.3, max: 3, percent: 10, gap: 2.7, controls: 2 },
  ]);
});

test('the order puts what has no value last in either direction', () => {
  const profiles = { a: profile(5, 2), b: profile(9, 1) };
  const controls = join([scored('z', 1), scored('a', 1), scored('b', 1)], profiles);
  const names = (by: 'GAP' | 'RANK' | 'NAME', direction: 'ASC' | 'DESC') =>
    ordered(controls, { by, direction }, profiles).map(({ name }) => name);

  expect(names('GAP', 'DESC')).toEqual(['b', 'a', 'z']);
  expect(names('GAP', 'ASC')).toEqual(['a', 'b', 'z']);
  expect(names('RANK', 'ASC')).toEqual(['b', 'a', 'z']);
  expect(names('NAME', 'DESC')).toEqual(['z', 'b', 'a']);
});

test('categories hold all points of their controls, and percentages stay between 0 and 100', () => {
  const points = fc.double({ min: 0, max: 50, noNaN: true });
  const control = fc.record({ score: points, max: points, category: fc.constantFrom('Apps', 'Data', 'Identity') });

  fc.assert(
    fc.property(fc.array(control, { maxLength: 30 }), (all) => {
      const profiles = Object.fromEntries(all.map(({ max }, index) => [`c${index}`, profile(max)]));
      const controls = join(
        all.map(({ score, category }, index) => scored(`c${index}`, score, category)),
        profiles,
      );
      const categories = scoreCategories(controls);
      const sum = categories.reduce((total, { max }) => total + max, 0);

      expect(sum).toBeCloseTo(
        all.reduce((total, { max }) => total + max, 0),
        0,
      );
      for (const { percent } of [...categories, ...controls.filter(({ max }) => max !== null)]) {
        expect(percent).toBeGreaterThanOrEqual(0);
        expect(percent).toBeLessThanOrEqual(100);
      }
    }),
  );
});

test("Microsoft's order: by rank, then by name, and who has no rank comes last; the same one is neither before nor behind", () => {
  const at = (graphId: string, rank: number | null) => ({ graphId, rank });
  const all = [at('c', null), at('b', 2), at('a', 2), at('z', 1), at('d', null)];

  expect([...all].sort(byRank).map(({ graphId }) => graphId)).toEqual(['z', 'a', 'b', 'c', 'd']);
  expect(all.map((one) => byRank(one, { ...one }))).toEqual([0, 0, 0, 0, 0]);
});

test('percent of nothing is nothing', () => {
  expect([percentOf(3, 0), percentOf(-1, 10), percentOf(1, 3)]).toEqual([0, 0, 33.33]);
});

describe('a filter of controls', () => {
  const mfa = {
    ...{
      title: 'Require a second factor',
      graphId: 'AdminMFAV2',
      category: 'Identity',
      service: 'AzureAD',
      tier: 'Core',
    },
    ...{ state: 'DEFAULT', implementationCost: 'LOW', userImpact: null, deprecated: false },
  } as unknown as ControlProfile;

  test.each([
    [{}, true],
    [{ category: ['data', 'identity'] }, true],
    [{ category: [] }, false],
    [{ userImpact: ['LOW' as const] }, false],
    [{ state: ['DEFAULT' as const], implementationCost: ['LOW' as const] }, true],
    [{ text: 'adminmfa' }, true],
    [{ text: 'firewall' }, false],
    [{ deprecated: true }, false],
    [{ deprecated: null }, true],
  ])('%j', (filter, fits) => {
    expect(fitsControl(mfa, filter)).toBe(fits);
  });

  test('leaves out what was given up, unless it is asked for', () => {
    const old = { ...mfa, deprecated: true };

    expect([{}, { deprecated: true }, { deprecated: null }].map((filter) => fitsControl(old, filter))).toEqual([
      false,
      true,
      true,
    ]);
  });
});
