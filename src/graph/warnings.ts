import type { Warning } from '../observability/Receipt.js';
import type { Flight } from './Flight.js';
import type { GraphAnswer } from './GraphRequest.js';

/** A provider behind Graph that has not answered, or not with 2xx. */
export interface FailedProvider {
  readonly vendor: string;
  readonly provider: string;
  readonly status: number;
  readonly latencyMs: number | null;
}

/** Vendor, provider, status and latency of one source behind Graph, as `Warning: 199 - "Vendor/Provider/504/10021"` tells them. */
const PROVIDER = /199 - "([A-Za-z0-9][\w .-]{0,60})\/([\w .-]{1,60})\/(\d{3})(?:\/(\d{1,9}))?"/g;

/**
 * The providers that an answer names as failed; [] where it names none. Whatever else the header says is left out.
 *
 * @see https://learn.microsoft.com/graph/api/resources/security-error-codes
 */
export function failedProviders({ headers }: Pick<GraphAnswer, 'headers'>): FailedProvider[] {
  return [...(headers['warning'] ?? '').matchAll(PROVIDER)].map(([, vendor, provider, status, latency]) => ({
    vendor: vendor!,
    provider: provider!,
    status: Number(status),
    latencyMs: latency === undefined ? null : Number(latency),
  }));
}

/** T15: what Graph says about an answer that is not complete, in words of ours; null when it is complete. */
export function warningOf({ tenantId, workload }: Flight, answer: GraphAnswer): Warning | null {
  const providers = failedProviders(answer).map(({ vendor, provider, status }) => `${vendor}/${provider}/${status}`);
  if (answer.status !== 206 && providers.length === 0) return null;
  return { tenantId, workload, message: 'Microsoft Graph marked its answer as incomplete.', providers };
}
