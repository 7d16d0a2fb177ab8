import type { Match } from '../../schema/Involved.js';
import type { Group } from '../../schema/Group.js';
import type { UserRef } from '../../schema/references.js';
import { userKeys, type UserKey as LookUpKey } from '../identity/keys.js';
import { confidenceOf, rankUsers } from '../identity/rank.js';
import { keyText, userKey, userReference, type Key, type OwnerKey, type UserKey } from '../pivots/Key.js';
import type { Args } from '../pivots/Pivot.js';
import { hasFields, type Want } from '../pivots/Want.js';
import { EXPANDED_USER_FIELDS, userProperty, type FoundUser } from '../sources/UserSource.js';
import { eachKey } from './eachKey.js';
import type { Operation } from './Operation.js';
import type { Loaded, Relation } from './Relation.js';
import { Remembered } from './Remembered.js';
import { resolve, type Chain, type Resolution } from './resolve.js';

const chain: Chain<UserRef, FoundUser, LookUpKey> = {
  source: 'USERS',
  remembered: new Remembered('user', 'User', 'users'),
  keysOf: userKeys,
  propertyOf: userProperty,
  find: ({ stores }, place, by, values, want) => stores.sources.users.find(place, by, values, want),
  choose: chooseUser,
};

/** Accounts as alerts name them, and the users they are. */
export const user: Relation<UserKey> = {
  load: (keys, want, _args, operation) => resolve(chain, keys, want, operation),
};

function chooseUser(reference: UserRef, key: LookUpKey, found: readonly FoundUser[]): Resolution<FoundUser> {
  const [best, ...others] = rankUsers(found, reference);
  if (!best) return { entity: null, match: null };
  const match: Match = {
    by: key.by,
    confidence: confidenceOf(key, [best, ...others]),
    candidates: others,
    conflict: conflictOf(reference, key, best),
  };
  return { entity: best, match };
}

/** An account made anew under its old name is another account: then the id that the alert gives is nobody's. */
function conflictOf(
  { objectId, userPrincipalName: named }: UserRef,
  { by }: LookUpKey,
  { userPrincipalName: known }: FoundUser,
): string | null {
  if (objectId && by !== 'OBJECT_ID') {
    return `No user has the id ${objectId} that the alert gives; this one has the same name, and may be another account.`;
  }
  if (!named || !known || named.toLowerCase() === known.toLowerCase()) return null;
  return `The alert names ${named}; the directory knows this account as ${known}.`;
}

const managers = eachKey<OwnerKey, FoundUser | null>({
  source: 'USERS',
  remembered: new Remembered('manager', 'User', 'users'),
  read: ({ stores }, place, { id }, want) => stores.sources.users.manager(place, id, want),
});

/** The manager that came along by `$expand`; read for himself only where nothing was expanded. */
export const managerOf: Relation<OwnerKey> = {
  load: async (keys, want, args, operation) => {
    const open = keys.filter(({ expanded }) => expanded === undefined);
    const brought = keys.flatMap((key) => (key.expanded ? [key.expanded as FoundUser] : []));
    const [asked, whole] = await Promise.all([
      managers.load(open, want, args, operation),
      completed(brought, want, operation),
    ]);
    const expanded = keys.filter(({ expanded }) => expanded !== undefined);
    for (const key of expanded) asked.set(keyText(key), key.expanded ? whole(key.expanded as FoundUser) : null);
    return asked;
  },
};

export const managerChainOf = eachKey<Key, FoundUser[]>({
  source: 'USERS',
  remembered: new Remembered('managerChain', 'User', 'users'),
  read: ({ stores }, place, { id }, want) => stores.sources.users.managerChain(place, id, want),
});

export const directReportsOf = eachKey<Key, FoundUser[]>({
  source: 'USERS',
  remembered: new Remembered('directReports', 'User', 'users'),
  read: ({ stores }, place, { id }, want) => stores.sources.users.directReports(place, id, want),
  show: firstOf,
});

export const groupsOf = eachKey<Key, Group[]>({
  source: 'GROUPS',
  remembered: new Remembered('groupsOf', 'Group', 'groups'),
  read: ({ stores }, place, { id }, want) => stores.sources.groups.ofUser(place, id, want),
  show: firstOf,
});

function firstOf<Noun>(nouns: readonly Noun[], args: Args): readonly Noun[] {
  const { first } = args;
  return typeof first === 'number' ? nouns.slice(0, first) : nouns;
}

/**
 * Users that came along by `$expand` carry Graph's default properties only. Where more is wanted they are read again, a
 * thousand to a call.
 *
 * @returns the whole user for one that came along, or an Error
 */
export async function completed(
  brought: readonly FoundUser[],
  want: Want,
  operation: Operation,
): Promise<(user: FoundUser) => FoundUser | Error | null> {
  if (hasFields(EXPANDED_USER_FIELDS, want.fieldsOf('User'))) return (one) => one;
  const keyOf = ({ tenantId, graphId }: FoundUser) => userKey(tenantId, userReference({ objectId: graphId }))!;
  const keys = new Map(brought.map((one) => [keyText(keyOf(one)), keyOf(one)]));
  const loaded: Loaded = await user.load([...keys.values()], want, {}, operation);
  return (one) => {
    const answer = loaded.get(keyText(keyOf(one)));
    if (answer instanceof Error) return answer;
    return (answer as Resolution<FoundUser> | null | undefined)?.entity ?? null;
  };
}
