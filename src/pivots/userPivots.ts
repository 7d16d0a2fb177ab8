import type { HostRef } from '../../schema/references.js';
import { groupKey, hostKey, signInKey, type Key, type OwnerKey, type UserKey } from './Key.js';
import {
  BY_FILTER,
  BY_OBJECT_ID,
  ONE_EACH,
  pivot,
  type Args,
  type Pivot,
  type Price,
  type RelationName,
} from './Pivot.js';

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

const ROLES: Price = { workload: 'directory', keysPerPart: Infinity, fixedParts: 2, mostParts: 30 };
/** Five calls in ten seconds are all that Graph allows: src/loaders/signIns.ts answers for no more users. */
const SIGN_INS: Price = { workload: 'reports', keysPerPart: 1, isAlone: true, mostParts: 5 };

/** A pivot that asks by the user's object id, one key a user. */
function ofUser(field: string, relation: RelationName, price: Price, fanOut?: (args: Args) => number): Pivot {
  return pivot<UserParent, UserKey>({
    ...{ from: 'User', field, relation, price, key: byObjectId, ahead: objectIdAhead },
    ...(fanOut ? { fanOut } : {}),
  });
}

function signIns(key: Key | null, { first, since }: Args): Key | null {
  return key && signInKey(key, Number(first ?? 20), typeof since === 'string' ? new Date(since).toISOString() : null);
}

export const userPivots: readonly Pivot[] = [
  pivot<UserParent>({
    from: 'User',
    field: 'manager',
    relation: 'managerOf',
    key: (user): OwnerKey => ({ ...byObjectId(user), expanded: user.expanded?.manager }),
    shortcut: 'manager',
    price: ONE_EACH,
  }),
  ofUser('managerChain', 'managerChainOf', ONE_EACH, () => 4),
  ofUser('directReports', 'directReportsOf', ONE_EACH, few(6)),
  ofUser('groups', 'groupsOf', ONE_EACH, few(8)),
  ofUser('devices', 'devicesOf', { workload: 'directory', keysPerPart: 1 / 3 }, () => 2),
  ofUser('risk', 'riskOf', { workload: 'identityProtection', keysPerPart: Infinity, fixedParts: 1, mostParts: 10 }),
  ofUser(
    'riskDetections',
    'riskDetectionsOf',
    { workload: 'identityProtection', keysPerPart: 1, mostParts: 4 },
    few(3),
  ),
  {
    ...ofUser('signIns', 'signInsOf', SIGN_INS),
    key: (user, args) => signIns(byObjectId(user), args),
    ahead: (key, args) => signIns(objectIdAhead(key), args),
    fanOut: ({ first }) => Number(first ?? 20),
    isBounded: true,
  },
  pivot<{ tenantId: string; hostRef: HostRef | null }>({
    from: 'SignIn',
    field: 'host',
    relation: 'host',
    pick: 'entity',
    key: ({ tenantId, hostRef }) => hostKey(tenantId, hostRef),
    price: BY_FILTER,
    spread: 0.1,
  }),
  ofUser('lastSignIn', 'lastSignInOf', { workload: 'signInActivity', keysPerPart: 1, mostParts: 5 }),
  ofUser('mfa', 'mfaOf', {
    ...{ workload: 'reports', isAlone: true },
    ...{ keysPerPart: Infinity, fixedParts: 1, mostParts: 10 },
  }),
  ofUser('directoryRoles', 'rolesOf', ROLES, () => 1),
  ofUser('isPrivileged', 'isPrivileged', ROLES),
  pivot<{ tenantId: string; groupId: string | null }>({
    from: 'DirectoryRole',
    field: 'group',
    relation: 'group',
    key: ({ tenantId, groupId }) => (groupId === null ? null : groupKey(tenantId, { objectId: groupId })),
    price: BY_OBJECT_ID,
    spread: 0.2,
  }),
  ofUser('licenses', 'licensesOf', ONE_EACH, () => 1),
  ofUser('oauthGrants', 'grantsOf', ONE_EACH, () => 1),
];
