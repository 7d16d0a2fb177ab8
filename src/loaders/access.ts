import type { License } from '../../schema/License.js';
import type { OAuthGrant } from '../../schema/OAuthGrant.js';
import type { Key } from '../pivots/Key.js';
import { eachKey } from './eachKey.js';
import { Remembered } from './Remembered.js';

export const licensesOf = eachKey<Key, License[]>({
  source: 'LICENSES',
  remembered: new Remembered('licenses', 'License', 'groups'),
  readsWhole: true,
  read: ({ stores }, place, { id }) => stores.sources.access.licenses(place, id),
});

/** Consents may be given at any moment: kept as long as users are. */
export const grantsOf = eachKey<Key, OAuthGrant[]>({
  source: 'OAUTH_GRANTS',
  remembered: new Remembered('grants', 'OAuthGrant', 'users'),
  readsWhole: true,
  read: ({ stores }, place, { id }) => stores.sources.access.grants(place, id),
});
