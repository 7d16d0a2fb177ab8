import type { GraphRequest } from './GraphRequest.js';
import type { GraphTenant, ServiceAddress } from './GraphTenant.js';

/** A service beside Microsoft Graph, told by the first segment of its paths. */
interface Service {
  readonly addressOf: (tenant: GraphTenant) => ServiceAddress | null;
  /** What to do where a tenant has none. */
  readonly remedy: string;
}

const SERVICES: Readonly<Record<string, Service>> = {
  api: { addressOf: ({ defender }) => defender ?? null, remedy: 'or set defenderRoot in TENANTS_FILE' },
  workspaces: {
    addressOf: ({ sentinel }) => sentinel ?? null,
    remedy: 'or set sentinelWorkspaceId in TENANTS_FILE',
  },
};

type Version = GraphRequest['version'];

/** Requests to them travel alone: they know no `$batch`. */
export function isBesideGraph(version: Version): boolean {
  return Object.hasOwn(SERVICES, version ?? 'v1.0');
}

const addresses = new WeakMap<GraphTenant, Map<Version, GraphTenant>>();

/**
 * The same tenant where a version is answered: another host and tokens for another audience, where that is a service
 * beside Graph.
 *
 * @returns null where the tenant has no such service
 */
export function atService(tenant: GraphTenant, version: Version): GraphTenant | null {
  const service = isBesideGraph(version) ? SERVICES[version!] : undefined;
  if (!service) return tenant;
  const address = service.addressOf(tenant);
  if (!address) return null;
  const known = addresses.get(tenant) ?? new Map<Version, GraphTenant>();
  addresses.set(tenant, known);
  const there = known.get(version) ?? { ...tenant, graphRoot: address.root, audience: address.audience };
  known.set(version, there);
  return there;
}

/** How a tenant comes by a service that it does not have. */
export function remedyFor(version: Version): string {
  return isBesideGraph(version) ? `, ${SERVICES[version!]!.remedy}` : '';
}
