import type { Level } from '../../schema/enums.js';
import type { ProjectionStep } from '../../schema/ScoreProjection.js';
import type { SecureScore } from '../../schema/SecureScore.js';

/** What decides how far a projection can be believed. */
export interface Grounds {
  readonly score: Pick<SecureScore, 'max'>;
  /** False where there are more profiles than were read. */
  readonly isComplete: boolean;
  readonly steps: readonly ProjectionStep[];
  readonly unaccounted: number;
  /** Points with all steps done, before they are cut at the maximum. */
  readonly uncut: number;
  /** Points that a better plan could bring at most. */
  readonly missedAtMost: number;
}

/** What to know before the figures of a projection are believed. */
export function caveatsOf({ score: { max }, isComplete, steps, unaccounted, uncut, missedAtMost }: Grounds): string[] {
  const count = (fits: (step: ProjectionStep) => boolean): number => steps.filter(fits).length;
  const achieved = count(({ isAchieved }) => isAchieved);
  const ignored = count(({ control }) => control.state === 'IGNORED');
  const reviewed = count(({ control }) => control.state === 'REVIEWED');
  const unsaid = count(({ isAchieved, cost, impact }) => !isAchieved && (isUnsaid(cost) || isUnsaid(impact)));
  const caveats: readonly (readonly [applies: boolean, text: string])[] = [
    [true, 'An estimate: Microsoft computes the score anew once a day, and what was done shows after one or two days.'],
    [!(max > 0), 'There is nothing to reach: Microsoft gives this tenant a maximum of 0 points.'],
    [!isComplete, 'There are more controls than this service reads: some are missing, and so are their points.'],
    [unaccounted > 0, `${unaccounted} of the ${max} points that can be reached have no profile: no step brings them.`],
    [unaccounted < 0, `The profiles promise ${-unaccounted} points more than the score says can be reached.`],
    [max > 0 && uncut > max, `All steps together would make ${uncut} points: cut at the maximum of ${max}.`],
    [
      achieved > 0,
      `Steps that a product of somebody else does: ${achieved}. Their points are expected without any work.`,
    ],
    [ignored > 0, `Steps whose risk is accepted today: ${ignored}. Microsoft gives them no points while it is.`],
    [reviewed > 0, `Steps in state REVIEWED: ${reviewed}. They may be done in another way, and need no work then.`],
    [unsaid > 0, `Steps whose cost or impact Microsoft does not say: ${unsaid}. They count as HIGH.`],
    [missedAtMost > 0, `The search was cut off: there may be a plan that brings up to ${missedAtMost} points more.`],
  ];
  return caveats.flatMap(([applies, text]) => (applies ? [text] : []));
}

function isUnsaid(level: Level | null): boolean {
  return level === null || level === 'UNKNOWN';
}
