import type { SourceName } from '../../schema/enums.js';
import { keyText, type Key } from '../pivots/Key.js';
import type { Args } from '../pivots/Pivot.js';
import { EVERYTHING } from '../pivots/Want.js';
import type { Place } from '../sources/Place.js';
import type { Operation } from './Operation.js';
import type { Relation } from './Relation.js';
import type { Remembered } from './Remembered.js';
import { failure, inEachTenant } from './tenantwise.js';

/** Anything that is read to its end, or as far as its source reads. */
interface Listed {
  readonly isComplete: boolean;
}

export interface ListReading<List extends Listed> {
  readonly source: SourceName;
  readonly remembered: Remembered<List>;
  readonly read: (operation: Operation, place: Place) => Promise<List>;
  /** What may be missing where the list is not complete. */
  readonly gap: string;
}

const LIST = 'list';

/**
 * A list that a tenant has once and that answers for everybody in it: read once however many keys ask, begun before the
 * first of them is known, and kept.
 */
export class WholeList<List extends Listed> {
  /** Lists that are being read in an operation, so that warming and asking share one; by tenant and by its changes until then. */
  readonly #reading = new WeakMap<Operation, Map<string, Promise<List>>>();
  /** How often changes of ours have made the list of a tenant wrong. */
  readonly #changes = new Map<string, number>();

  constructor(readonly how: ListReading<List>) {}

  /** @param show what the list says of one key; null where it does not know */
  relation(show: (list: List, key: Key, args: Args) => unknown): Relation {
    return {
      load: (keys, _want, args, operation) =>
        inEachTenant(keys, operation, this.how.source, async (place, own) => {
          const list = await this.get(operation, place);
          return new Map(own.map((key) => [keyText(key), show(list, key, args)]));
        }),
      warm: async (tenantIds, operation) => {
        await Promise.all(tenantIds.map((tenantId) => this.#warm(operation, tenantId)));
      },
    };
  }

  async get(operation: Operation, place: Place): Promise<List> {
    const lists = this.#reading.get(operation) ?? new Map<string, Promise<List>>();
    this.#reading.set(operation, lists);
    const { tenantId } = place.tenant;
    const name = this.#nameOf(tenantId);
    const reading = lists.get(name) ?? this.#read(operation, place);
    lists.set(name, reading);
    const list = await reading;
    const { source, gap } = this.how;
    if (list.isComplete) operation.coverage.complete(tenantId, source);
    else operation.coverage.partial(tenantId, source, gap);
    return list;
  }

  /** Whether asking it costs nothing: it was read a moment ago. */
  async isAtHand(operation: Operation, place: Place): Promise<boolean> {
    if (this.#reading.get(operation)?.has(this.#nameOf(place.tenant.tenantId))) return true;
    return (await this.how.remembered.get(operation, place, [LIST], EVERYTHING)).has(LIST);
  }

  /** Lets go of the list, because a change has made it wrong: whoever asks next reads it. */
  async forget(operation: Operation, place: Place): Promise<void> {
    const { tenantId } = place.tenant;
    this.#changes.set(tenantId, (this.#changes.get(tenantId) ?? 0) + 1);
    await this.how.remembered.forget(operation, place, [LIST]);
  }

  #nameOf(tenantId: string): string {
    return `${tenantId}|${this.#changes.get(tenantId) ?? 0}`;
  }

  async #read(operation: Operation, place: Place): Promise<List> {
    const { remembered, read } = this.how;
    const known = (await remembered.get(operation, place, [LIST], EVERYTHING)).get(LIST);
    if (known) return known;
    const name = this.#nameOf(place.tenant.tenantId);
    const list = await read(operation, place);
    // What was read before a change of ours is good for who asked, and for nobody after him.
    if (name !== this.#nameOf(place.tenant.tenantId)) return list;
    await remembered.put(operation, place, new Map([[LIST, list]]), EVERYTHING);
    return list;
  }

  /** What fails here fails again, and is told, when the list is asked. */
  async #warm(operation: Operation, tenantId: string): Promise<void> {
    const { source } = this.how;
    if (operation.refusalOf(tenantId, source)) return;
    try {
      await this.get(operation, operation.place(tenantId));
    } catch (thrown) {
      failure(operation, tenantId, source, thrown);
    }
  }
}
