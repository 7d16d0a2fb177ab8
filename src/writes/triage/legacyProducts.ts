import type { Alert } from '../../../schema/Alert.js';
import { SecgraphError } from '../../errors/SecgraphError.js';
import { writeBackOf } from '../../filter/legacyWords.js';
import type { GraphTenant } from '../../graph/GraphTenant.js';
import type { LegacyVendor } from '../../sources/LegacyAlertSource.js';
import { unsupported } from '../asked.js';

/** What is known of the product behind a legacy alert before it is changed. */
export interface LegacyProduct {
  readonly vendor: LegacyVendor | null;
  /** What it will not honour. */
  readonly notes: readonly string[];
}

/**
 * The product behind a legacy alert, or why the alert is refused before anything is sent.
 *
 * @param found the alert; an Error where it could not be read yet: then it is read once more before it is sent
 */
export function legacyProduct(
  found: Alert | SecgraphError | null | undefined,
  { displayName, legacyAlerts }: GraphTenant,
): LegacyProduct | SecgraphError {
  if (legacyAlerts !== true) {
    return unsupported(`Legacy alerts of ${displayName} are switched off: set legacyAlerts in TENANTS_FILE.`);
  }
  if (found === null) return new SecgraphError('UPSTREAM_NOT_FOUND', 'No product knows the alert.');
  if (found === undefined || found instanceof SecgraphError) return { vendor: null, notes: [] };
  const vendor = vendorOf(found);
  return vendor instanceof SecgraphError ? vendor : { vendor, notes: notesOf(vendor) };
}

/** The product that takes the change of a legacy alert, or why none does. */
export function vendorOf({ provider: { vendor, product } }: Alert): LegacyVendor | SecgraphError {
  if (!vendor || !product) return unsupported('The alert does not say which product raised it, so none can be told.');
  if (writeBackOf(product) === 'NONE') {
    return unsupported(`${product} takes no changes of its alerts by Microsoft Graph: change it in the product.`);
  }
  return { vendor, provider: product };
}

function notesOf({ provider }: LegacyVendor): string[] {
  switch (writeBackOf(provider)) {
    case 'GRAPH_ONLY':
      return [`The change is kept in Microsoft Graph only: ${provider} does not see it.`];
    case 'UNTOLD':
      return [`Whether ${provider} sees the change is not documented.`];
    default:
      return [];
  }
}
