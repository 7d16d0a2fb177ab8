import type { SourceName } from '../../schema/enums.js';
import type { Caller } from '../auth/Caller.js';
import type { TenantRegistry } from '../auth/TenantRegistry.js';
import type { Cache } from '../cache/Cache.js';
import { badInput, type SecgraphError } from '../errors/SecgraphError.js';
import type { Call } from '../graph/GraphRequest.js';
import type { GraphTenant } from '../graph/GraphTenant.js';
import type { Journal } from '../journal/Journal.js';
import type { Place } from '../sources/Place.js';
import type { Sources } from '../sources/Sources.js';
import type { Clock } from '../util/clock.js';
import { CoverageLog } from './CoverageLog.js';

/** How long a read stays good, in seconds; 0 = never kept. */
export interface Lifetimes {
  readonly alerts: number;
  readonly users: number;
  readonly hosts: number;
  readonly groups: number;
  readonly risk: number;
  readonly scores: number;
  readonly indicators: number;
  readonly intelligence: number;
}

/** What lives as long as the process and every loader needs. */
export interface Stores {
  readonly clock: Clock;
  readonly sources: Sources;
  readonly cache: Cache;
  readonly lifetimes: Lifetimes;
  /** Seals cursors; see src/util/sealed.ts. */
  readonly cursorKey: Buffer;
  readonly tenants: TenantRegistry<GraphTenant>;
  /** What is kept for good. */
  readonly journal: Journal;
}

/** One question on its way: whose it is, what it may see, and what it has learned about its sources. */
export class Operation {
  readonly coverage: CoverageLog;
  /** As they were when it began: what changes meanwhile concerns later questions. */
  readonly #tenants: TenantRegistry<GraphTenant>;

  constructor(
    readonly stores: Stores,
    readonly caller: Caller,
    readonly call: Omit<Call, 'partition'>,
    /** What its own changes have shown, by cache key: read before any memory. */
    readonly shown: Map<string, unknown> = new Map(),
  ) {
    this.coverage = new CoverageLog(stores.clock);
    this.#tenants = stores.tenants.snapshot();
  }

  /** The tenants that the caller may read. */
  granted(): readonly GraphTenant[] {
    return this.#tenants.granted(this.caller.tenants);
  }

  /**
   * Tenants by id or label, each once; all granted ones when no names are given.
   *
   * @throws SecgraphError FORBIDDEN that names the first name that fits no tenant
   */
  select(names: readonly string[] | null | undefined): readonly GraphTenant[] {
    return this.#tenants.select(names, this.caller.tenants);
  }

  /**
   * The one tenant that an argument names, or the only one there is.
   *
   * @throws SecgraphError BAD_USER_INPUT when several fit
   */
  selectOne(name: string | null | undefined): GraphTenant {
    const [tenant, ...others] = this.select(name ? [name] : null);
    if (tenant && others.length === 0) return tenant;
    throw badInput('tenant', 'name one tenant, by its id or a label that only it has. Query tenants to see them.');
  }

  /** @throws SecgraphError FORBIDDEN when the tenant is unknown or not granted */
  place(tenantId: string): Place {
    const tenant = this.#tenants.get(tenantId, this.caller.tenants);
    return { tenant, call: { ...this.call, partition: `app:${tenant.clientId}` } };
  }

  /** The refusal that a source of the tenant gave a moment ago, unless the caller wants to know it anew. */
  refusalOf(tenantId: string, source: SourceName): SecgraphError | undefined {
    return this.stores.sources.capabilities.refusalOf(tenantId, source, this.call.freshSince);
  }
}
