import type { IntuneDevice } from '../../schema/Host.js';
import type { Match } from '../../schema/Involved.js';
import type { HostRef } from '../../schema/references.js';
import { hostKeys, type HostKey as LookUpKey } from '../identity/keys.js';
import { confidenceOf, rankHosts } from '../identity/rank.js';
import { keyText, type HostKey, type Key, type OwnerKey } from '../pivots/Key.js';
import { hostProperty, type FoundHost } from '../sources/HostSource.js';
import type { FoundUser } from '../sources/UserSource.js';
import { eachKey } from './eachKey.js';
import type { Relation } from './Relation.js';
import { Remembered } from './Remembered.js';
import { resolve, type Chain, type Resolution } from './resolve.js';
import { completed } from './users.js';

const chain: Chain<HostRef, FoundHost, LookUpKey> = {
  source: 'DEVICES',
  remembered: new Remembered('host', 'Host', 'hosts'),
  keysOf: hostKeys,
  propertyOf: hostProperty,
  find: ({ stores }, place, by, values, want) => stores.sources.hosts.find(place, by, values, want),
  choose: chooseHost,
};

/** Machines as alerts name them, and the hosts they are. */
export const host: Relation<HostKey> = {
  load: (keys, want, _args, operation) => resolve(chain, keys, want, operation),
};

function chooseHost(reference: HostRef, key: LookUpKey, found: readonly FoundHost[]): Resolution<FoundHost> {
  const [best, ...others] = rankHosts(found, reference);
  if (!best) return { entity: null, match: null };
  const match: Match = {
    by: key.by,
    confidence: confidenceOf(key, [best, ...others]),
    candidates: others,
    conflict: conflictOf(reference, key),
  };
  return { entity: best, match };
}

function conflictOf({ deviceId }: HostRef, { by }: LookUpKey): string | null {
  if (by === 'DEVICE_ID' || !deviceId) return null;
  return `No device has the id ${deviceId} that the alert gives; this one has the same name.`;
}

function people(relation: 'registeredOwners' | 'registeredUsers'): Relation<Key> {
  return eachKey<Key, FoundUser[]>({
    source: 'DEVICES',
    remembered: new Remembered(relation, 'User', 'hosts'),
    read: ({ stores }, place, { id }, want) => stores.sources.hosts.people(place, id, relation, want),
  });
}

const owners = people('registeredOwners');

export const registeredUsersOf = people('registeredUsers');

/** The owners that came along by `$expand`; read for themselves only where nothing was expanded. */
export const ownersOf: Relation<OwnerKey> = {
  load: async (keys, want, args, operation) => {
    const open = keys.filter(({ expanded }) => expanded === undefined);
    const brought = keys.flatMap(({ expanded }) => (expanded as readonly FoundUser[] | undefined) ?? []);
    const [asked, whole] = await Promise.all([
      owners.load(open, want, args, operation),
      completed(brought, want, operation),
    ]);
    for (const key of keys) {
      if (key.expanded === undefined) continue;
      const users = (key.expanded as readonly FoundUser[]).map(whole);
      asked.set(keyText(key), users.find((one) => one instanceof Error) ?? users.filter((one) => one !== null));
    }
    return asked;
  },
};

export const intuneOf = eachKey<Key, IntuneDevice | null>({
  source: 'MANAGED_DEVICES',
  remembered: new Remembered('intune', 'IntuneDevice', 'hosts'),
  read: ({ stores }, place, { id }, want) => stores.sources.intune.byDeviceId(place, id, want),
});
