import type { ControlProfile } from '../../schema/ControlProfile.js';
import type { ControlOrderBy } from '../../schema/enums.js';
import type { ControlFilter, ControlOrder } from '../../schema/filters.js';
import type { ControlScore, ScoreCategory, ScoredControl } from '../../schema/SecureScore.js';

/** Profiles by the name of their control. */
export type Profiles = Readonly<Record<string, ControlProfile>>;

/** What of a profile decides about points. */
type Points = Pick<ControlProfile, 'maxScore' | 'deprecated'>;

/** Part of a whole in percent, with two decimals, 0 to 100; 0 of nothing is 0. */
export function percentOf(part: number, whole: number): number {
  if (!(whole > 0)) return 0;
  return hundredths(Math.min(100, Math.max(0, (100 * part) / whole)));
}

/** The controls of a score, joined to their profiles; those that Microsoft has given up are left out. */
export function controlScores(
  tenantId: string,
  scored: readonly ScoredControl[],
  profiles: Readonly<Record<string, Points>>,
): ControlScore[] {
  return scored.flatMap((control) => {
    const profile = profiles[control.name];
    return profile?.deprecated ? [] : [controlScore(tenantId, control, profile ?? null)];
  });
}

/** One control of a score. Without a profile nobody knows what it can bring. */
export function controlScore(
  tenantId: string,
  { name, category, score, percent, implementationStatus }: ScoredControl,
  profile: Points | null,
): ControlScore {
  const max = profile && profile.maxScore > 0 ? profile.maxScore : null;
  return {
    __typename: 'ControlScore',
    tenantId,
    name,
    category,
    score,
    max,
    percent: max === null ? percent : percentOf(score, max),
    gap: max === null ? null : hundredths(Math.max(0, max - score)),
    implementationStatus,
  };
}

/** Points by category, over the controls whose profile says what they can bring. Names in the order of the alphabet. */
export function scoreCategories(controls: readonly ControlScore[]): ScoreCategory[] {
  const sums = new Map<string, { score: number; max: number; controls: number }>();
  for (const { category, score, max } of controls) {
    if (max === null) continue;
    const sum = sums.get(category) ?? { score: 0, max: 0, controls: 0 };
    sums.set(category, { score: sum.score + score, max: sum.max + max, controls: sum.controls + 1 });
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, sum]) => ({
      name,
      score: hundredths(sum.score),
      max: hundredths(sum.max),
      percent: percentOf(sum.score, sum.max),
      gap: hundredths(Math.max(0, sum.max - sum.score)),
      controls: sum.controls,
    }));
}

/** In the order asked; equal ones by name, and what has no value last in either direction. */
export function ordered(
  controls: readonly ControlScore[],
  { by, direction }: ControlOrder,
  profiles: Readonly<Record<string, Pick<ControlProfile, 'rank'>>>,
): ControlScore[] {
  const sign = direction === 'ASC' ? 1 : -1;
  const valueOf = (control: ControlScore) => VALUES[by](control, profiles[control.name]?.rank ?? null);
  return [...controls].sort((a, b) => {
    const [left, right] = [valueOf(a), valueOf(b)];
    if (left === right || left === null || right === null) {
      return Number(left === null) - Number(right === null) || (a.name < b.name ? -1 : 1);
    }
    return left < right ? -sign : sign;
  });
}

const VALUES: Readonly<Record<ControlOrderBy, (control: ControlScore, rank: number | null) => number | string | null>> =
  {
    GAP: ({ gap }) => gap,
    SCORE: ({ score }) => score,
    MAX: ({ max }) => max,
    PERCENT: ({ percent }) => percent,
    RANK: (_, rank) => rank,
    NAME: ({ name }) => name,
  };

/** Whether a profile fits a filter. */
export function fitsControl(profile: ControlProfile, filter: ControlFilter): boolean {
  const { category, service, tier, state, implementationCost, userImpact, deprecated = false, text } = filter;
  return (
    isOneOf(profile.category, category) &&
    isOneOf(profile.service, service) &&
    isOneOf(profile.tier, tier) &&
    isOneOf(profile.state, state) &&
    isOneOf(profile.implementationCost, implementationCost) &&
    isOneOf(profile.userImpact, userImpact) &&
    (deprecated === null || profile.deprecated === deprecated) &&
    (!text || `${profile.title}\n${profile.graphId}`.toLowerCase().includes(text.toLowerCase()))
  );
}

function isOneOf(value: string | null, words: readonly string[] | null | undefined): boolean {
  if (!words) return true;
  return value !== null && words.some((word) => word.toLowerCase() === value.toLowerCase());
}

type Ranked = Pick<ControlProfile, 'rank' | 'graphId'>;

/** Microsoft's own order; what has no place in it comes last. */
export function byRank(a: Ranked, b: Ranked): number {
  const [left, right] = [a.rank ?? Number.MAX_SAFE_INTEGER, b.rank ?? Number.MAX_SAFE_INTEGER];
  return left - right || compareText(a.graphId, b.graphId);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Points come as decimals: sums of them would show the error of the machine. */
export function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
