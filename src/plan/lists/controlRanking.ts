import type { ControlRanking } from '../../../schema/ScoreProjection.js';
import { pageSizeOf } from '../../loaders/cursors.js';
import type { Operation } from '../../loaders/Operation.js';
import { standingIn } from '../../loaders/projection.js';
import type { Args } from '../../pivots/Pivot.js';
import { rankControls } from '../../score/ranking.js';
import { list } from './list.js';

const MAX_RANKED = 500;

/** Controls by what they would bring over all tenants. A tenant that does not answer is in the coverage only. */
export const controlRanking = list(rank);

async function rank(args: Args, _want: unknown, operation: Operation): Promise<ControlRanking> {
  const first = pageSizeOf(args, MAX_RANKED);
  const tenantIds = operation.select(args['tenants'] as readonly string[] | null).map(({ tenantId }) => tenantId);
  const read = await Promise.all(tenantIds.map((tenantId) => standingIn(operation, operation.place(tenantId))));
  const standings = read.flatMap((standing) => (standing && !(standing instanceof Error) ? [standing] : []));
  return {
    ...rankControls(standings, first, args['includeIgnored'] === true),
    coverage: operation.coverage.of(tenantIds),
  };
}
