import { hostKey, hostReference, keyText, type HostKey, type Key } from '../pivots/Key.js';
import type { Want } from '../pivots/Want.js';
import type { FoundHost } from '../sources/HostSource.js';
import { eachKey } from './eachKey.js';
import { host } from './hosts.js';
import type { Operation } from './Operation.js';
import type { Loaded, Relation } from './Relation.js';
import { Remembered } from './Remembered.js';
import type { Resolution } from './resolve.js';

/** Machines that Entra has for a user: owned or registered. */
const inEntra = eachKey<Key, FoundHost[]>({
  source: 'DEVICES',
  remembered: new Remembered('devicesOf', 'Host', 'hosts'),
  read: ({ stores }, place, { id }, want) => stores.sources.hosts.ofUser(place, id, want),
});

/** Device ids of the machines that Intune has for a user. */
const inIntune = eachKey<Key, string[]>({
  source: 'MANAGED_DEVICES',
  remembered: new Remembered('managedDevicesOf', 'IntuneDevice', 'hosts'),
  readsWhole: true,
  read: ({ stores }, place, { id }) => stores.sources.intune.deviceIdsOfUser(place, id),
});

/**
 * Machines of users, each once, from Entra and from Intune. Those that only Intune gives to the user are looked up by
 * their device id, all together. Where Intune does not answer, the coverage says so and Entra's machines stand.
 */
export const devicesOf: Relation = {
  load: async (keys, want, args, operation) => {
    const [entra, intune] = await Promise.all([
      inEntra.load(keys, want, args, operation),
      inIntune.load(keys, want, args, operation),
    ]);
    const missing = new Map(
      keys.map((key) => [keyText(key), missingFrom(entra.get(keyText(key)), intune.get(keyText(key)), key)]),
    );
    const found = await lookUp([...missing.values()].flat(), want, operation);
    for (const [text, more] of missing) {
      if (more.length === 0) continue;
      const known = entra.get(text) as readonly FoundHost[];
      entra.set(text, [...known, ...more.flatMap((key) => found.get(keyText(key)) ?? [])]);
    }
    return entra;
  },
};

function missingFrom(entra: unknown, intune: unknown, { tenantId }: Key): HostKey[] {
  if (!Array.isArray(entra) || !Array.isArray(intune)) return [];
  const known = new Set((entra as readonly FoundHost[]).map(({ deviceId }) => deviceId));
  return (intune as readonly string[])
    .filter((deviceId) => !known.has(deviceId))
    .flatMap((deviceId) => hostKey(tenantId, hostReference({ deviceId })) ?? []);
}

/** What cannot be looked up is left out: the coverage of DEVICES says why. */
async function lookUp(keys: readonly HostKey[], want: Want, operation: Operation): Promise<Map<string, FoundHost>> {
  if (keys.length === 0) return new Map();
  const loaded: Loaded = await host.load(keys, want, {}, operation);
  return new Map(
    [...loaded].flatMap(([text, answer]) => {
      if (answer === null || answer instanceof Error) return [];
      const { entity } = answer as Resolution<FoundHost>;
      return entity ? [[text, entity] as const] : [];
    }),
  );
}
