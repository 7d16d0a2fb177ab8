import type { ControlProfile } from '../../schema/ControlProfile.js';
import type { ScoredControl } from '../../schema/SecureScore.js';
import { NEWEST, type OwnerKey } from './Key.js';
import { pivot, type Pivot, type Price } from './Pivot.js';

const SCORE: Price = { workload: 'security', keysPerPart: 1 };
/** One list for all of them; five pages at most. */
export const PROFILES: Price = { workload: 'security', keysPerPart: Infinity, fixedParts: 1, mostParts: 5 };
const NEWEST_SCORE: Price = { workload: 'security', keysPerPart: Infinity, fixedParts: 1, mostParts: 1 };

interface ScoreParent {
  readonly tenantId: string;
  readonly graphId: string;
  readonly scoredControls: readonly ScoredControl[];
}

const controlsOf = ({ tenantId, graphId, scoredControls }: ScoreParent): OwnerKey => ({
  tenantId,
  id: graphId,
  expanded: scoredControls,
});

export const scorePivots: readonly Pivot[] = [
  pivot<{ tenantId: string }>({
    from: 'Tenant',
    field: 'secureScore',
    relation: 'secureScore',
    key: ({ tenantId }) => ({ tenantId, id: NEWEST }),
    price: SCORE,
  }),
  pivot<ScoreParent>({
    from: 'SecureScore',
    field: 'categories',
    relation: 'scoreCategoriesOf',
    key: controlsOf,
    reads: ['scoredControls'],
    price: PROFILES,
    fanOut: () => 5,
  }),
  pivot<ScoreParent>({
    from: 'SecureScore',
    field: 'controls',
    relation: 'scoreControls',
    key: controlsOf,
    reads: ['scoredControls'],
    price: PROFILES,
    fanOut: () => 60,
  }),
  pivot<{ tenantId: string; name: string }>({
    from: 'ControlScore',
    field: 'profile',
    relation: 'controlProfile',
    key: ({ tenantId, name }) => ({ tenantId, id: name }),
    price: PROFILES,
  }),
  pivot<ControlProfile>({
    from: 'ControlProfile',
    field: 'score',
    relation: 'controlScoreOf',
    key: (profile): OwnerKey => ({ tenantId: profile.tenantId, id: profile.graphId, expanded: profile }),
    reads: ['maxScore', 'deprecated'],
    price: NEWEST_SCORE,
  }),
];
