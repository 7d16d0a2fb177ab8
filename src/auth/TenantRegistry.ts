import { SecgraphError } from '../errors/SecgraphError.js';
import type { Caller } from './Caller.js';

/** What the registry must know of a tenant: its id and the labels that stand for it. */
export interface RegisteredTenant {
  readonly tenantId: string;
  readonly labels: readonly string[];
}

/** Tenants that a caller may read. */
type Grants = Caller['tenants'];

/** The tenants that this service knows. One that is unknown and one that is not granted look alike. */
export class TenantRegistry<T extends RegisteredTenant> {
  #byId: ReadonlyMap<string, T>;

  constructor(tenants: readonly T[]) {
    this.#byId = byId(tenants);
  }

  /** Other tenants from now on. Snapshots that were taken keep theirs. */
  replace(tenants: readonly T[]): void {
    this.#byId = byId(tenants);
  }

  /** The tenants of this moment, for an operation to begin and end with. */
  snapshot(): TenantRegistry<T> {
    const snapshot = new TenantRegistry<T>([]);
    snapshot.#byId = this.#byId;
    return snapshot;
  }

  /** In the order of the settings. */
  all(): readonly T[] {
    return [...this.#byId.values()];
  }

  granted(grants: Grants): readonly T[] {
    return this.all().filter(({ tenantId }) => grants === 'all' || grants.includes(tenantId));
  }

  /** @throws SecgraphError FORBIDDEN when the tenant is unknown or not granted */
  get(tenantId: string, grants: Grants): T {
    const tenant = this.#byId.get(tenantId.toLowerCase());
    if (!tenant || (grants !== 'all' && !grants.includes(tenant.tenantId))) throw closed(tenantId);
    return tenant;
  }

  /**
   * Tenants by id or label, each once, in the order of the names; all granted ones when no name is given.
   *
   * @throws SecgraphError FORBIDDEN that names the first unknown name
   */
  select(names: readonly string[] | null | undefined, grants: Grants): readonly T[] {
    const open = this.granted(grants);
    if (!names) return open;
    return [...new Set(names.flatMap((name) => named(name, open)))];
  }
}

function byId<T extends RegisteredTenant>(tenants: readonly T[]): ReadonlyMap<string, T> {
  return new Map(tenants.map((tenant) => [tenant.tenantId, tenant]));
}

function named<T extends RegisteredTenant>(name: string, open: readonly T[]): readonly T[] {
  const found = open.filter(({ tenantId, labels }) => tenantId === name.toLowerCase() || labels.includes(name));
  if (found.length === 0) throw closed(name);
  return found;
}

function closed(name: string): SecgraphError {
  const shown = /^[\w.:-]{1,64}$/.test(name) ? `"${name}" ` : '';
  return new SecgraphError(
    'FORBIDDEN',
    `Tenant ${shown}is unknown to this service or not open to you. Query tenants to see which are.`,
    { argument: 'tenants' },
  );
}
