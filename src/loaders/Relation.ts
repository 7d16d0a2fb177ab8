import type { Key } from '../pivots/Key.js';
import type { Args } from '../pivots/Pivot.js';
import type { Want } from '../pivots/Want.js';
import type { Operation } from './Operation.js';

/** Values by `keyText`. null = asked and absent; an Error = we do not know. */
export type Loaded = Map<string, unknown>;

/** One way of following pivots: always many keys at once, each key once. */
export interface Relation<K extends Key = Key> {
  /** Never rejects for what Graph does: a key that could not be read has an Error as its value. */
  load(keys: readonly K[], want: Want, args: Args, operation: Operation): Promise<Loaded>;
  /** Starts reading what needs no key, because a pivot that will ask for it is on its way. */
  warm?(tenantIds: readonly string[], operation: Operation): Promise<void>;
}
