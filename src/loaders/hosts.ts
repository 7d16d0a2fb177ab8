import type { Group } from '../../schema/Group.js';
import type { IntuneDevice } from '../../schema/Host.js';
import type { Match } from '../../schema/Involved.js';
import type { HostRef } from '../../schema/references.js';
import { guid } from '../identity/guid.js';
import { hostKeys, type HostKey as LookUpKey } from '../identity/keys.js';
import { confidenceOf, rankHosts } from '../identity/rank.js';
import { keyText, KNOWN_BY, type HostKey, type Key, type OwnerKey } from '../pivots/Key.js';
import { hostProperty, type FoundHost } from '../sources/HostSource.js';
import type { FoundUser } from '../sources/UserSource.js';
import { eachKey } from './eachKey.js';
import { elsewhere, elsewhereKey } from './elsewhere.js';
import type { Relation } from './Relation.js';
import { Remembered } from './Remembered.js';
import { resolve, type Chain, type Resolution } from './resolve.js';
import { completed } from './users.js';

const chain: Chain<HostRef, FoundHost, LookUpKey> = {
  source: 'DEVICES',
  remembered: new Remembered('host', 'Host', 'hosts'),
  keysOf: lookUps,
  sourceOf: (by) => (by === 'DEFENDER_ID' ? 'HUNTING' : 'DEVICES'),
  propertyOf: (by) => (by === 'DEFENDER_ID' ? by : hostProperty(by)),
  find: (operation, place, by, values, want) =>
    by === 'DEFENDER_ID'
      ? elsewhere(operation, place, values, want)
      : operation.stores.sources.hosts.find(place, by, values, want),
  choose: chooseHost,
};

/** Entra is asked first, by every key that it knows; who is not there may be known to Intune and Defender. */
function lookUps(reference: HostRef): LookUpKey[] {
  const objectId = guid(reference.objectId ?? null);
  const last = elsewhereKey(reference);
  return [
    ...(objectId ? [{ by: 'OBJECT_ID', value: objectId } as const] : []),
    ...hostKeys(reference),
    ...(last ? [{ by: 'DEFENDER_ID', value: last } as const] : []),
  ];
}

/** Machines as alerts name them, and the hosts they are. */
export const host: Relation<HostKey> = {
  load: (keys, want, _args, operation) => resolve(chain, keys, want, operation),
};

function chooseHost(reference: HostRef, key: LookUpKey, found: readonly FoundHost[]): Resolution<FoundHost> {
  const [best, ...others] = rankHosts(found, reference);
  if (!best) return { entity: null, match: null };
  const by = best.foundBy ?? key.by;
  const match: Match = {
    by,
    confidence: confidenceOf({ ...key, by }, [best, ...others]),
    candidates: others,
    conflict: conflictOf(reference, best),
  };
  return { entity: best, match };
}

function conflictOf({ deviceId }: HostRef, best: FoundHost): string | null {
  if (!deviceId || guid(deviceId) === best.deviceId) return null;
  if (best.foundBy === 'DEFENDER_ID') {
    return `Defender knows this machine by another device id than ${deviceId}, which the alert gives.`;
  }
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

export const groupsOfHost = eachKey<Key, Group[]>({
  source: 'GROUPS',
  remembered: new Remembered('groupsOfHost', 'Group', 'groups'),
  read: ({ stores }, place, { id }, want) => stores.sources.groups.ofDevice(place, id, want),
});

/** By name it is asked ahead of the machine itself; see src/pivots/hostPivots.ts. */
export const intuneOf = eachKey<Key, IntuneDevice | null>({
  source: 'MANAGED_DEVICES',
  remembered: new Remembered('intune', 'IntuneDevice', 'hosts'),
  read: ({ stores }, place, { id }, want) => {
    const { intune } = stores.sources;
    const { name, intuneId } = KNOWN_BY;
    if (id.startsWith(name)) return intune.byName(place, id.slice(name.length), want);
    if (id.startsWith(intuneId)) return intune.byId(place, id.slice(intuneId.length), want);
    return intune.byDeviceId(place, id, want);
  },
});
