import type { Warning } from '../observability/Receipt.js';
import type { Flight } from './Flight.js';
import type { GraphAnswer } from './GraphRequest.js';

/** Vendor, provider and status of one source behind Graph, as `Warning: 199 - "Vendor/Provider/504/10021"` tells them. */
const PROVIDER = /199 - "([A-Za-z0-9][\w .-]{0,60}\/[\w .-]{1,60}\/\d{3})(?:\/\d{1,9})?"/g;

/**
 * T15: what Graph says about an answer that is not complete, in words of ours; null when it is complete.
 *
 * @see https://learn.microsoft.com/graph/api/resources/security-error-codes
 */
export function warningOf({ tenantId, workload }: Flight, { status, headers }: GraphAnswer): Warning | null {
  const providers = [...(headers['warning'] ?? '').matchAll(PROVIDER)].map(([, provider]) => provider!);
  if (status !== 206 && providers.length === 0) return null;
  return { tenantId, workload, message: 'Microsoft Graph marked its answer as incomplete.', providers };
}
