import type { Workload } from '../util/workload.js';

/** How much Microsoft Graph lets one workload do. */
export interface Limit {
  readonly workload: Workload;
  /** Units per window. */
  readonly limit: number;
  readonly windowSeconds: number;
  /** What is counted: calls, or the resource units of the directory (see resourceUnits.ts). */
  readonly unit: 'request' | 'resourceUnit';
  /** Who shares it: this application in the tenant, or every application of the tenant. */
  readonly scope: 'app+tenant' | 'tenant';
  /** Whether a refusal says when to come back. */
  readonly hasRetryAfter: boolean;
  readonly source: string;
}

/**
 * Calls that Graph takes at once from an application in a tenant, beside the rates below. Whoever reads these families
 * lets no more of them out.
 *
 * @see https://learn.microsoft.com/graph/throttling-limits#security-detections-and-incidents-service-limits
 */
export const AT_ONCE = { secureScores: 4 } as const;

const LIMITS_PAGE = 'https://learn.microsoft.com/graph/throttling-limits';

/**
 * The limits table. One row per workload; budgets, receipts and the documentation read it, nothing else holds a number.
 * The directory's row is the one of the smallest tenants (under 50 users): larger ones may have 5,000 or 8,000.
 */
export const LIMITS: Readonly<Record<Workload, Limit>> = {
  security: {
    workload: 'security',
    limit: 150,
    windowSeconds: 60,
    unit: 'request',
    scope: 'app+tenant',
    hasRetryAfter: true,
    source: `${LIMITS_PAGE}#security-detections-and-incidents-service-limits`,
  },
  tiIndicators: {
    workload: 'tiIndicators',
    limit: 1000,
    windowSeconds: 60,
    unit: 'request',
    scope: 'app+tenant',
    hasRetryAfter: true,
    source: `${LIMITS_PAGE}#security-detections-and-incidents-service-limits`,
  },
  // No figure is published: that of the neighbours below /security is assumed.
  threatIntelligence: {
    workload: 'threatIntelligence',
    limit: 150,
    windowSeconds: 60,
    unit: 'request',
    scope: 'app+tenant',
    hasRetryAfter: true,
    source: `${LIMITS_PAGE}#security-detections-and-incidents-service-limits`,
  },
  directory: {
    workload: 'directory',
    limit: 3500,
    windowSeconds: 10,
    unit: 'resourceUnit',
    scope: 'app+tenant',
    hasRetryAfter: true,
    source: `${LIMITS_PAGE}#identity-and-access-service-limits`,
  },
  identityProtection: {
    workload: 'identityProtection',
    limit: 1,
    windowSeconds: 1,
    unit: 'request',
    scope: 'tenant',
    hasRetryAfter: false,
    source: `${LIMITS_PAGE}#identity-protection-and-conditional-access-service-limits`,
  },
  intune: {
    workload: 'intune',
    limit: 2000,
    windowSeconds: 20,
    unit: 'request',
    scope: 'app+tenant',
    hasRetryAfter: true,
    source: `${LIMITS_PAGE}#intune-service-limits`,
  },
  reports: {
    workload: 'reports',
    limit: 5,
    windowSeconds: 10,
    unit: 'request',
    scope: 'app+tenant',
    hasRetryAfter: true,
    source: `${LIMITS_PAGE}#identity-and-access-reports-service-limits`,
  },
  signInActivity: {
    workload: 'signInActivity',
    limit: 10,
    windowSeconds: 60,
    unit: 'request',
    scope: 'app+tenant',
    hasRetryAfter: true,
    source: `${LIMITS_PAGE}#identity-and-access-reports-service-limits`,
  },
  hunting: {
    workload: 'hunting',
    limit: 45,
    windowSeconds: 60,
    unit: 'request',
    scope: 'tenant',
    hasRetryAfter: true,
    source: 'https://learn.microsoft.com/graph/api/security-security-runhuntingquery',
  },
  defender: {
    workload: 'defender',
    limit: 100,
    windowSeconds: 60,
    unit: 'request',
    scope: 'app+tenant',
    hasRetryAfter: true,
    source: 'https://learn.microsoft.com/defender-endpoint/api/get-machines',
  },
  defenderImport: {
    workload: 'defenderImport',
    limit: 30,
    windowSeconds: 60,
    unit: 'request',
    scope: 'app+tenant',
    hasRetryAfter: true,
    source: 'https://learn.microsoft.com/defender-endpoint/api/import-ti-indicators',
  },
  defenderDeletion: {
    workload: 'defenderDeletion',
    limit: 30,
    windowSeconds: 60,
    unit: 'request',
    scope: 'app+tenant',
    hasRetryAfter: true,
    source: 'https://learn.microsoft.com/defender-endpoint/api/batch-delete-ti-indicators',
  },
  sentinel: {
    workload: 'sentinel',
    limit: 100,
    windowSeconds: 60,
    unit: 'request',
    scope: 'app+tenant',
    hasRetryAfter: true,
    source: 'https://learn.microsoft.com/azure/sentinel/stix-objects-api',
  },
  subscriptions: {
    workload: 'subscriptions',
    limit: 1000,
    windowSeconds: 20,
    unit: 'request',
    scope: 'app+tenant',
    hasRetryAfter: true,
    source: `${LIMITS_PAGE}#subscription-service-limits`,
  },
};
