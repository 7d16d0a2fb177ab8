import type { ControlProfile } from '../../../schema/ControlProfile.js';
import type { ControlFilter } from '../../../schema/filters.js';
import type { SecureScore } from '../../../schema/SecureScore.js';
import { profiles } from '../../loaders/scores.js';
import type { Operation } from '../../loaders/Operation.js';
import { byRank, fitsControl } from '../../score/controls.js';
import { DAYS_KEPT } from '../../sources/ScoreSource.js';
import { compareMoments } from '../../util/moments.js';
import { connection } from './connection.js';
import { list } from './list.js';
import { ScoreStream } from './ScoreStream.js';
import { SortedStream } from './SortedStream.js';

const MAX_CONTROLS = 500;

/** Scores over time and tenants, newest day first. */
export const secureScoreList = list((args, want, operation) =>
  connection<SecureScore>({
    ...{ operation, args },
    list: 'secureScores',
    maxFirst: DAYS_KEPT,
    isCountExact: false,
    compare: (a, b) => compareMoments(b.date, a.date),
    streams: (positions, tenantIds) =>
      tenantIds.map((tenantId) => {
        const place = operation.place(tenantId);
        const { scores } = operation.stores.sources;
        return new ScoreStream(operation, tenantId, positions.get(tenantId) ?? null, Number(args['first']), (query) =>
          scores.pages(place, query, want),
        );
      }),
  }),
);

/** Controls, tenant after tenant. */
export const controlProfileList = list((args, _want, operation) => {
  const filter = (args['filter'] as ControlFilter | null) ?? {};
  return connection<ControlProfile>({
    ...{ operation, args },
    list: 'controlProfiles',
    maxFirst: MAX_CONTROLS,
    isCountExact: true,
    compare: null,
    streams: (positions, tenantIds) =>
      tenantIds.map(
        (tenantId) =>
          new SortedStream(
            operation,
            tenantId,
            {
              id: tenantId,
              source: 'CONTROL_PROFILES',
              read: async () => (await profilesIn(operation, tenantId)).filter((one) => fitsControl(one, filter)),
              compare: byRank,
              placeOf: ({ rank, graphId }: ControlProfile) => ({ rank, graphId }),
            },
            positions.get(tenantId) ?? null,
          ),
      ),
  });
});

async function profilesIn(operation: Operation, tenantId: string): Promise<ControlProfile[]> {
  const { byName, freshness } = await profiles.get(operation, operation.place(tenantId));
  return Object.values(byName).map((profile) => ({ ...profile, freshness }));
}
