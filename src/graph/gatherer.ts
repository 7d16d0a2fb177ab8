import { MAX_PARTS } from './batch.js';
import type { Exchange } from './Exchange.js';
import type { Flight } from './Flight.js';
import type { Outcome } from './outcome.js';

/** How one attempt ended, and the HTTP request that carried it. */
export interface Landing {
  readonly outcome: Outcome;
  readonly exchange: Exchange;
}

/** A flight on its way to its exchange. */
export interface Boarding {
  readonly flight: Flight;
  readonly land: (landing: Landing) => void;
}

/**
 * Brings together what is asked in the same turn of the event loop: everything that the answers of the last turn led to.
 * A batch holds one tenant, one permission partition, one version, and either reads or changes.
 */
export class Gatherer {
  #groups = new Map<string, Boarding[]>();

  /** @param depart carries up to 20 flights that may travel together; a promise that never rejects */
  constructor(readonly depart: (group: readonly Boarding[]) => Promise<void>) {}

  join(flight: Flight): Promise<Landing> {
    return new Promise((land) => {
      if (this.#groups.size === 0) setImmediate(() => this.#departAll());
      const key = flight.isAlone ? `alone ${this.#groups.size}` : groupKey(flight);
      const group = this.#groups.get(key);
      if (group) group.push({ flight, land });
      else this.#groups.set(key, [{ flight, land }]);
    });
  }

  #departAll(): void {
    const groups = this.#groups;
    this.#groups = new Map();
    for (const group of groups.values()) {
      for (let start = 0; start < group.length; start += MAX_PARTS) {
        void this.depart(group.slice(start, start + MAX_PARTS));
      }
    }
  }
}

function groupKey({ tenant, request, partition, isRead }: Flight): string {
  const { tenantId, clientId, graphRoot } = tenant;
  return JSON.stringify([tenantId, clientId, graphRoot, partition, request.version ?? 'v1.0', isRead]);
}
