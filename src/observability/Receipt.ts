import type { Workload } from '../util/workload.js';

/** What a question pushed down to Graph's `$filter` and what it finished here. */
export interface FilterNote {
  readonly tenantId: string;
  /** Path that was asked, such as `/security/alerts_v2`. */
  readonly path: string;
  /** The `$filter` as sent, decoded; null when none was sent. */
  readonly sent: string | null;
  /** Names of the filter fields that were applied here, after reading. */
  readonly appliedHere: readonly string[];
}

/** An answer of Graph that is not complete, by its own word. */
export interface Warning {
  readonly tenantId: string;
  readonly workload: Workload;
  readonly message: string;
  /** Sources behind Graph that did not answer, as vendor, provider and status: `Palo Alto Networks/NGFW/504`. */
  readonly providers: readonly string[];
}

/** A property whose value had a type that Graph's documentation does not promise; it was read as null. */
export interface Misfit {
  readonly tenantId: string;
  readonly tenantName: string;
  readonly workload: Workload | null;
  readonly property: string;
  readonly requestId: string | null;
}

/**
 * What one operation cost upstream. Filled by the wire and the loaders, shown as `extensions.upstream`.
 */
export class Receipt {
  /** HTTP requests sent to Graph, retries included, token requests not. */
  requests = 0;
  /** How many of them were `$batch`. */
  batches = 0;
  /** Billed calls: every part of a batch and every plain request. */
  parts = 0;
  /** Calls that joined an identical one already in flight. */
  merged = 0;
  /** Keys and lists answered from the cache. */
  cacheHits = 0;
  /** Parts that were sent again after 429, 5xx or a lost connection. */
  retried = 0;
  /** Milliseconds spent waiting for budgets and Retry-After, the longest wait of each round. */
  waitedMs = 0;
  /** Directory resource units, as far as Graph told us. */
  resourceUnits = 0;
  /** Billed calls per workload. */
  readonly workloads = new Map<Workload, number>();
  readonly filters: FilterNote[] = [];
  /** Shown beside the receipt, as `extensions.warnings`. */
  readonly warnings: Warning[] = [];

  /** One for each tenant, workload and property, however many records have it. */
  readonly misfits = new Map<string, Misfit>();

  /** Counts one billed call. */
  bill(workload: Workload): void {
    this.parts += 1;
    this.workloads.set(workload, (this.workloads.get(workload) ?? 0) + 1);
  }

  toJSON(): Record<string, unknown> {
    const { requests, batches, parts, merged, cacheHits, retried, resourceUnits, filters } = this;
    return {
      requests,
      batches,
      parts,
      merged,
      cacheHits,
      retried,
      waitedMs: Math.round(this.waitedMs),
      resourceUnits,
      workloads: Object.fromEntries(this.workloads),
      filters,
    };
  }
}
