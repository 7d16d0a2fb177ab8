import DataLoader from 'dataloader';
import type { Operation } from '../loaders/Operation.js';
import { keyText, type Key } from '../pivots/Key.js';
import type { Args, Pivot } from '../pivots/Pivot.js';
import { EVERYTHING } from '../pivots/Want.js';
import { stableJson } from '../util/stableJson.js';
import { loadSafely, picked, pivotKey } from './Fetch.js';

/**
 * Pivots that no plan has foreseen, such as those of deferred fragments: keys of one turn of the event loop are loaded
 * together, through the same relations and the same coalescer. It reads all fields of a noun, for nobody has told which.
 */
export class Unplanned {
  readonly #loaders = new Map<string, DataLoader<Key, unknown, string>>();

  constructor(readonly operation: Operation) {}

  async load(pivot: Pivot, parent: object, args: Args): Promise<unknown> {
    const key = pivotKey({ pivot, args }, parent, this.operation);
    if (key === null || key instanceof Error) return key;
    return picked(pivot, await this.#loaderOf(pivot, args).load(key));
  }

  #loaderOf({ relation }: Pivot, args: Args): DataLoader<Key, unknown, string> {
    const name = `${relation}|${stableJson(args)}`;
    let loader = this.#loaders.get(name);
    if (!loader) {
      loader = new DataLoader<Key, unknown, string>(
        async (keys) => {
          const loaded = await loadSafely(relation, keys, EVERYTHING, args, this.operation);
          return keys.map((key) => loaded(keyText(key)));
        },
        { cacheKeyFn: keyText },
      );
      this.#loaders.set(name, loader);
    }
    return loader;
  }
}
