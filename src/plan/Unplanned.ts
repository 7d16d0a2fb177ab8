import DataLoader from 'dataloader';
import type { Operation } from '../loaders/Operation.js';
import { keyText, type Key } from '../pivots/Key.js';
import type { Args, Pivot } from '../pivots/Pivot.js';
import { EVERYTHING } from '../pivots/Want.js';
import { loadSafely, picked, pivotKey, type Fetch, type Step } from './Fetch.js';
import { askedBy, useName, usesByName, type PivotUse, type Question } from './selection.js';

/** A plan that goes on: where it fetches, and which uses of pivots the whole question has. */
interface Continued {
  readonly fetch: Fetch;
  readonly uses: ReadonlyMap<string, readonly PivotUse[]>;
}

/**
 * Pivots that are met in execution and were not fetched before it. Those of deferred fragments are planned then: all that
 * are met in one turn of the event loop are followed together, level by level, down to their last leaf. What no question
 * names at all loads key by key of that turn, through the same relations and the same coalescer, with all fields of a
 * noun, for nobody has told which.
 */
export class Unplanned {
  readonly #loaders = new Map<string, DataLoader<Key, unknown, string>>();
  readonly #late: DataLoader<readonly Step[], void>;
  #continued: Continued | null = null;

  constructor(readonly operation: Operation) {
    this.#late = new DataLoader<readonly Step[], void>((groups) => this.#follow(groups), { cache: false });
  }

  /** What is deferred in this question goes on from this plan. */
  goOnFrom(fetch: Fetch, question: Question): void {
    this.#continued = { fetch, uses: usesByName(question) };
  }

  async load(pivot: Pivot, parent: object, args: Args): Promise<unknown> {
    const name = useName(pivot.field, args);
    const uses = this.#continued?.uses.get(`${pivot.from}.${name}`);
    if (this.#continued && uses) {
      await this.#late.load(uses.map((use) => ({ use, parent })));
      return this.#continued.fetch.gathered.get(parent, name);
    }
    const key = pivotKey({ pivot, args }, parent, this.operation);
    if (key === null || key instanceof Error) return key;
    return picked(pivot, await this.#loaderOf(pivot, args).load(key));
  }

  async #follow(groups: readonly (readonly Step[])[]): Promise<undefined[]> {
    await this.#continued?.fetch.follow(groups.flat());
    return groups.map(() => undefined);
  }

  #loaderOf(pivot: Pivot, args: Args): DataLoader<Key, unknown, string> {
    const name = askedBy(pivot, args);
    let loader = this.#loaders.get(name);
    if (!loader) {
      loader = new DataLoader<Key, unknown, string>(
        async (keys) => {
          const loaded = await loadSafely(pivot.relation, keys, EVERYTHING, args, this.operation);
          return keys.map((key) => loaded(keyText(key)));
        },
        { cacheKeyFn: keyText },
      );
      this.#loaders.set(name, loader);
    }
    return loader;
  }
}
