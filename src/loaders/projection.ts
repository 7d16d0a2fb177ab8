import type { ControlProfile } from '../../schema/ControlProfile.js';
import type { ProjectionPlan } from '../../schema/ScoreProjection.js';
import { keyText } from '../pivots/Key.js';
import type { Args } from '../pivots/Pivot.js';
import { projectScore as project, type Standing, type Wish } from '../score/projection.js';
import type { Profiles } from '../score/controls.js';
import type { Place } from '../sources/Place.js';
import type { ProfileList } from '../sources/ScoreSource.js';
import type { Operation } from './Operation.js';
import type { Relation } from './Relation.js';
import { newest, profiles } from './scores.js';
import { failure, inEachTenant } from './tenantwise.js';
import type { WholeList } from './WholeList.js';

/** What the newest score of a tenant would be; null where there is none, or the tenant does not let us read it. */
export const projectScore: Relation = {
  load: (keys, _want, args, operation) =>
    inEachTenant(keys, operation, null, async (place, own) => {
      const standing = await standingIn(operation, place);
      const answer = standing && !(standing instanceof Error) ? project(standing, wishOf(args)) : standing;
      return new Map(own.map((key) => [keyText(key), answer]));
    }),
};

/**
 * The newest score and all profiles, read side by side: one batch. What failed is in the coverage.
 *
 * @returns null where there is no score, or a refusal; an Error where we do not know
 */
export async function standingIn(operation: Operation, place: Place): Promise<Standing | Error | null> {
  const [today, list] = await Promise.all([read(newest, operation, place), read(profiles, operation, place)]);
  if (today === null || today instanceof Error) return today;
  if (list === null || list instanceof Error) return list;
  const { score, freshness } = today;
  return score && { score: { ...score, freshness }, profiles: namedIn(list), isComplete: list.isComplete };
}

async function read<List extends { readonly isComplete: boolean }>(
  list: WholeList<List>,
  operation: Operation,
  place: Place,
): Promise<List | Error | null> {
  const { tenantId } = place.tenant;
  try {
    const refusal = operation.refusalOf(tenantId, list.how.source);
    if (refusal) throw refusal;
    return await list.get(operation, place);
  } catch (thrown) {
    return failure(operation, tenantId, list.how.source, thrown);
  }
}

/** The list knows for all of them whether they were read now. */
function namedIn({ byName, freshness }: ProfileList): Profiles {
  const profiles = Object.create(null) as Record<string, ControlProfile>;
  for (const [name, profile] of Object.entries(byName)) profiles[name] = { ...profile, freshness };
  return profiles;
}

function wishOf({ controls, plan }: Args): Wish {
  return controls ? { controls: controls as readonly string[] } : { plan: plan as ProjectionPlan };
}
