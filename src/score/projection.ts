import type { ControlProfile } from '../../schema/ControlProfile.js';
import type { Level } from '../../schema/enums.js';
import type {
  LeftOutControl,
  LeftOutReason,
  ProjectionPlan,
  ProjectionStep,
  ScoreProjection,
} from '../../schema/ScoreProjection.js';
import type { ControlScore, SecureScore } from '../../schema/SecureScore.js';
import { bestSet } from './bestSet.js';
import { caveatsOf } from './caveats.js';
import { byRank, controlScores, hundredths, percentOf, scoreCategories, type Profiles } from './controls.js';

/** The controls that are to be done, by name, or what may be spent on them. */
export type Wish = { readonly controls: readonly string[] } | { readonly plan: ProjectionPlan };

/** A control that counts for the tenant and has points missing. */
export interface Candidate {
  readonly name: string;
  readonly gain: number;
  readonly category: string;
  readonly profile: ControlProfile;
}

/** What is known of a tenant's controls today. */
export interface Standing {
  readonly score: SecureScore;
  readonly profiles: Profiles;
  /** False where there are more profiles than were read. */
  readonly isComplete: boolean;
}

interface Chosen {
  readonly steps: readonly Candidate[];
  readonly leftOut: readonly LeftOutControl[];
  /** Points that a better plan could bring at most, beyond this one; 0: there is none. */
  readonly missedAtMost: number;
}

/**
 * What the newest score would be with these controls done in full. Only controls that count for the tenant today are
 * taken: a profile without a score is not part of what the tenant can reach.
 */
export function projectScore(standing: Standing, wish: Wish): ScoreProjection {
  const { score, profiles } = standing;
  const controls = onceEach(controlScores(score.tenantId, score.scoredControls, profiles));
  const candidates = candidatesOf(controls, profiles);
  const chosen =
    'plan' in wish ? byPlan(candidates, controls, wish.plan) : byList(candidates, controls, standing, wish.controls);
  const steps = stepsOf(chosen.steps, score);
  const uncut = hundredths(score.current + sumOf(chosen.steps));
  const projected = capped(uncut, score);
  const unaccounted = hundredths(score.max - controls.reduce((sum, { max }) => sum + (max ?? 0), 0));
  return {
    from: score,
    projected,
    projectedPercent: percentOf(projected, score.max),
    gain: Math.max(0, hundredths(projected - score.current)),
    steps,
    byCategory: scoreCategories(doneIn(controls, new Set(chosen.steps.map(({ name }) => name)))),
    unaccounted,
    leftOut: chosen.leftOut,
    caveats: caveatsOf({ ...standing, steps, unaccounted, uncut, missedAtMost: chosen.missedAtMost }),
  };
}

/** Controls of a score with points missing, joined to their profiles. */
export function candidatesOf(controls: readonly ControlScore[], profiles: Profiles): Candidate[] {
  return controls.flatMap(({ name, gap, category }) => {
    const profile = profiles[name];
    return profile && gap !== null && gap > 0 ? [{ name, gain: gap, category, profile }] : [];
  });
}

function onceEach(controls: readonly ControlScore[]): ControlScore[] {
  return [...new Map(controls.map((control) => [control.name, control])).values()];
}

function byList(
  candidates: readonly Candidate[],
  controls: readonly ControlScore[],
  { score, profiles }: Standing,
  names: readonly string[],
): Chosen {
  const byName = new Map(candidates.map((candidate) => [candidate.name, candidate]));
  const present = new Map(controls.map((control) => [control.name, control]));
  const scored = new Set(score.scoredControls.map(({ name }) => name));
  const reasonOf = (name: string): LeftOutReason => {
    if (profiles[name]?.deprecated) return 'GIVEN_UP';
    if (!scored.has(name)) return profiles[name] ? 'NOT_SCORED' : 'UNKNOWN_CONTROL';
    return present.get(name)?.gap === 0 ? 'DONE' : 'NO_PROFILE';
  };
  const asked = [...new Set(names)];
  return {
    steps: asked.flatMap((name) => byName.get(name) ?? []),
    leftOut: asked.filter((name) => !byName.has(name)).map((name) => ({ name, reason: reasonOf(name), gain: null })),
    missedAtMost: 0,
  };
}

/** The most points within the limits. What a third party does takes no effort, and so none of the limits. */
function byPlan(candidates: readonly Candidate[], controls: readonly ControlScore[], plan: ProjectionPlan): Chosen {
  const reasons = new Map(candidates.map((candidate) => [candidate, ruledOut(candidate, plan)]));
  const allowed = candidates.filter((candidate) => reasons.get(candidate) === null);
  const achieved = allowed.filter(isAchieved);
  const open = allowed.filter((candidate) => !isAchieved(candidate));
  const choices = open.map(({ gain, profile: { implementationCost, userImpact } }) => ({
    gain: Math.round(100 * gain),
    cost: weightOf(implementationCost),
    impact: weightOf(userImpact),
  }));
  const best = bestSet(choices, {
    cost: plan.maxCost ?? Infinity,
    impact: plan.maxImpact ?? Infinity,
    steps: plan.maxSteps ?? Infinity,
  });
  const steps = [...achieved, ...best.chosen.map((place) => open[place]!)];
  const taken = new Set(steps);
  return {
    steps,
    leftOut: [
      ...candidates
        .filter((candidate) => !taken.has(candidate))
        .map((one) => ({ name: one.name, reason: reasons.get(one) ?? ('BEYOND_LIMITS' as const), gain: one.gain })),
      ...controls
        .filter(({ max }) => max === null)
        .map(({ name }) => ({ name, reason: 'NO_PROFILE' as const, gain: null })),
    ],
    missedAtMost: hundredths(best.atMost / 100 - sumOf(best.chosen.map((place) => open[place]!))),
  };
}

function ruledOut(candidate: Candidate, plan: ProjectionPlan): LeftOutReason | null {
  const { category, profile } = candidate;
  const excluded = plan.excludeCategories ?? [];
  if (excluded.some((word) => word.toLowerCase() === category.toLowerCase())) return 'EXCLUDED_CATEGORY';
  if (isAchieved(candidate)) return plan.countThirdParty === false ? 'THIRD_PARTY' : null;
  if (profile.state === 'IGNORED' && !plan.includeIgnored) return 'IGNORED';
  const isAbove = (level: Level | null, most: Level | null | undefined): boolean =>
    Boolean(most) && weightOf(level) > weightOf(most!);
  const { costAtMost, impactAtMost } = plan;
  if (isAbove(profile.implementationCost, costAtMost) || isAbove(profile.userImpact, impactAtMost)) {
    return 'ABOVE_LEVEL';
  }
  return null;
}

const WEIGHTS: Readonly<Record<Level, number>> = { LOW: 1, MODERATE: 2, HIGH: 3, UNKNOWN: 3 };

/** What Microsoft does not say may be much: a plan that hoped otherwise could break its limits. */
function weightOf(level: Level | null): number {
  return level === null ? WEIGHTS.UNKNOWN : WEIGHTS[level];
}

function isAchieved({ profile }: Candidate): boolean {
  return profile.state === 'THIRD_PARTY';
}

function effortOf(candidate: Candidate): number {
  if (isAchieved(candidate)) return 0;
  return weightOf(candidate.profile.implementationCost) + weightOf(candidate.profile.userImpact);
}

/** Most points per effort first; what takes none before all others. */
function stepsOf(chosen: readonly Candidate[], score: SecureScore): ProjectionStep[] {
  const inOrder = [...chosen].sort(
    (a, b) => b.gain * effortOf(a) - a.gain * effortOf(b) || b.gain - a.gain || byRank(a.profile, b.profile),
  );
  let sum = score.current;
  return inOrder.map((candidate) => {
    const { gain, profile } = candidate;
    sum += gain;
    const cumulative = capped(hundredths(sum), score);
    return {
      control: { ...profile },
      gain,
      cumulative,
      cumulativePercent: percentOf(cumulative, score.max),
      cost: profile.implementationCost,
      impact: profile.userImpact,
      isAchieved: isAchieved(candidate),
    };
  });
}

/** Never more than can be reached. */
function capped(points: number, { max }: SecureScore): number {
  return Math.min(max, points);
}

function doneIn(controls: readonly ControlScore[], names: ReadonlySet<string>): ControlScore[] {
  return controls.map((control) =>
    names.has(control.name) && control.max !== null ? { ...control, score: control.max } : control,
  );
}

function sumOf(candidates: readonly Candidate[]): number {
  return hundredths(candidates.reduce((sum, { gain }) => sum + gain, 0));
}
