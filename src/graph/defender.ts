import type { GraphTenant } from './GraphTenant.js';

const addresses = new WeakMap<GraphTenant, GraphTenant>();

/**
 * The same tenant at Defender for Endpoint: another host, tokens for another audience, and no `$batch`.
 *
 * @returns null where the tenant's cloud has no such service
 */
export function atDefender(tenant: GraphTenant): GraphTenant | null {
  const { defender } = tenant;
  if (!defender) return null;
  const known = addresses.get(tenant);
  if (known) return known;
  const address = { ...tenant, graphRoot: defender.root, audience: defender.audience };
  addresses.set(tenant, address);
  return address;
}
