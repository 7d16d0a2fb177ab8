import type { Key, OwnerKey, UserKey } from './Key.js';
import { ONE_EACH, pivot, type Args, type Pivot } from './Pivot.js';

interface UserParent {
  readonly tenantId: string;
  readonly graphId: string;
  readonly expanded?: { readonly manager?: unknown };
}

const byObjectId = ({ tenantId, graphId }: UserParent): Key => ({ tenantId, id: graphId.toLowerCase() });

/** An account that is named by its object id tells the key of the user before the user is read. */
const objectIdAhead = ({ tenantId, reference }: UserKey): Key | null =>
  reference.objectId ? { tenantId, id: reference.objectId.toLowerCase() } : null;

/** At most `first`, and rarely more than `usual`. */
const few = (usual: number) => (args: Args) => Math.min(Number(args['first'] ?? usual), usual);

export const userPivots: readonly Pivot[] = [
  pivot<UserParent>({
    from: 'User',
    field: 'manager',
    relation: 'managerOf',
    key: (user): OwnerKey => ({ ...byObjectId(user), expanded: user.expanded?.manager }),
    shortcut: 'manager',
    price: ONE_EACH,
  }),
  pivot<UserParent, UserKey>({
    from: 'User',
    field: 'managerChain',
    relation: 'managerChainOf',
    key: byObjectId,
    ahead: objectIdAhead,
    price: ONE_EACH,
    fanOut: () => 4,
  }),
  pivot<UserParent, UserKey>({
    from: 'User',
    field: 'directReports',
    relation: 'directReportsOf',
    key: byObjectId,
    ahead: objectIdAhead,
    price: ONE_EACH,
    fanOut: few(6),
  }),
  pivot<UserParent, UserKey>({
    from: 'User',
    field: 'groups',
    relation: 'groupsOf',
    key: byObjectId,
    ahead: objectIdAhead,
    price: ONE_EACH,
    fanOut: few(8),
  }),
  pivot<UserParent, UserKey>({
    from: 'User',
    field: 'devices',
    relation: 'devicesOf',
    key: byObjectId,
    ahead: objectIdAhead,
    price: { workload: 'directory', keysPerPart: 0.5 },
    fanOut: () => 2,
  }),
  pivot<UserParent, UserKey>({
    from: 'User',
    field: 'risk',
    relation: 'riskOf',
    key: byObjectId,
    ahead: objectIdAhead,
    price: { workload: 'identityProtection', keysPerPart: Infinity, fixedParts: 1 },
  }),
];
