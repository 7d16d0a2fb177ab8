import type { Evidence } from '../../schema/evidence/Evidence.js';
import { Remembered } from './Remembered.js';
import { eachKey } from './eachKey.js';
import type { Loaded, Relation } from './Relation.js';
import type { Operation } from './Operation.js';
import type { Args } from '../pivots/Pivot.js';
import type { Want } from '../pivots/Want.js';
import type { Place } from '../sources/Place.js';
import { legacyIdIn, legacyKey } from '../sources/legacy/readLegacyAlert.js';
import { keyText, type Key, type OwnerKey } from '../pivots/Key.js';
import type { Alert } from '../../schema/Alert.js';

const currentAlerts = new Remembered<Alert | null>('alert', 'Alert', 'alerts');
const legacyAlerts = new Remembered<Alert | null>('legacyAlert', 'Alert', 'alerts');

/** Alerts of Defender XDR by Graph's id, one call each. */
export const currentAlertById = eachKey<Key, Alert | null>({
  source: 'ALERTS',
  remembered: currentAlerts,
  read: ({ stores }, place, { id }) => stores.sources.alerts.byId(place, id),
});

/** Legacy alerts by the key in their global id or by Graph's id, one call each. */
const legacyAlertById = eachKey<Key, Alert | null>({
  source: 'LEGACY_ALERTS',
  remembered: legacyAlerts,
  read: ({ stores }, place, { id }) => stores.sources.legacyAlerts.byId(place, legacyIdIn(id) ?? id),
});

/**
 * Alerts by key. A global id says which API has the alert; Graph's own id may be one of either, so what Defender XDR does not
 * know is asked for among the legacy alerts, where they are switched on.
 */
export const alertById: Relation = {
  load: async (keys, want, args, operation) => {
    const isLegacy = ({ id }: Key): boolean => legacyIdIn(id) !== null;
    const others = keys.filter((key) => !isLegacy(key));
    const read = (some: readonly Key[]): Promise<Loaded> => fromLegacy(some, want, args, operation);
    const [named, found] = await Promise.all([
      read(keys.filter(isLegacy)),
      currentAlertById.load(others, want, args, operation),
    ]);
    const missing = others.filter((key) => found.get(keyText(key)) === null && readsLegacy(operation, key));
    return new Map([...found, ...named, ...(await read(missing))]);
  },
};

/** Where they are switched off, there are none. */
async function fromLegacy(keys: readonly Key[], want: Want, args: Args, operation: Operation): Promise<Loaded> {
  const [on, off] = [true, false].map((isOn) => keys.filter((key) => readsLegacy(operation, key) === isOn));
  const loaded = on!.length > 0 ? await legacyAlertById.load(on!, want, args, operation) : [];
  return new Map<string, unknown>([...loaded, ...off!.map((key) => [keyText(key), null] as const)]);
}

function readsLegacy(operation: Operation, { tenantId }: Key): boolean {
  return operation.place(tenantId).tenant.legacyAlerts === true;
}

/** Keeps an alert as a change of ours has left it, whole: whoever asks next sees the change. */
export function rememberAlert(operation: Operation, place: Place, alert: Alert): Promise<void> {
  const [remembered, id] =
    alert.api === 'V2' ? [currentAlerts, alert.graphId] : [legacyAlerts, legacyKey(alert.graphId)];
  return remembered.show(operation, place, id, alert);
}

/** Forgets alerts that a change of ours has made something else of, by the keys in their global ids. */
export async function forgetAlerts(operation: Operation, place: Place, keys: readonly string[]): Promise<void> {
  await currentAlerts.forget(operation, place, keys);
  await legacyAlerts.forget(operation, place, keys);
}

/** Forgets all alerts of Defender XDR in a tenant: some of them are of another incident now. */
export function forgetAllAlerts(operation: Operation, place: Place): Promise<void> {
  return currentAlerts.forgetAll(operation, place);
}

/** Evidence of an alert, all of it or of some kinds: it is on the alert's own record. */
export const alertEvidence: Relation<OwnerKey> = {
  load: (keys, _want, { kinds }) => {
    const wanted = kinds as readonly string[] | null | undefined;
    return Promise.resolve(
      new Map(
        keys.map((key) => {
          const evidence = key.expanded as readonly Evidence[];
          return [keyText(key), wanted ? evidence.filter(({ kind }) => wanted.includes(kind)) : evidence];
        }),
      ),
    );
  },
};
