import type { Evidence } from '../../schema/evidence/Evidence.js';
import { Remembered } from './Remembered.js';
import { eachKey } from './eachKey.js';
import type { Relation } from './Relation.js';
import { keyText, type Key, type OwnerKey } from '../pivots/Key.js';
import type { Alert } from '../../schema/Alert.js';

/** Alerts by Graph's id, one call each. */
export const alertById = eachKey<Key, Alert | null>({
  source: 'ALERTS',
  remembered: new Remembered('alert', 'Alert', 'alerts'),
  read: ({ stores }, place, { id }) => stores.sources.alerts.byId(place, id),
});

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
