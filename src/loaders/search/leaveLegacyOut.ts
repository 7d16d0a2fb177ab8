import type { Search } from './Search.js';

/**
 * Legacy alerts cannot be asked whom they name: providers do not take filters over users. Where a tenant has such alerts, a
 * search that does not look at them says so.
 */
export function leaveLegacyOut({ operation, place }: Pick<Search, 'operation' | 'place'>): void {
  const { tenantId, legacyAlerts = false } = place.tenant;
  if (!legacyAlerts) return;
  operation.coverage.partial(
    tenantId,
    'LEGACY_ALERTS',
    'Legacy alerts were not searched for whom or what they name; filter the list of alerts for that.',
  );
}
