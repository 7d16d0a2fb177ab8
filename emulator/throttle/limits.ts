/** Over whom a limit counts. */
export type LimitScope = 'application' | 'application+tenant' | 'tenant';
/** What a call takes from a limit: 1 per request, its resource units, 1 per write, or 1 where it reads sign-in activity. */
export type LimitUnit = 'request' | 'resourceUnit' | 'write' | 'signInActivity';
/** The service behind a route, as the limits see it. */
export type Workload =
  | 'directory'
  | 'security'
  | 'tiIndicators'
  /** No figure is published for it, so nothing but the global limit holds. */
  | 'threatIntelligence'
  | 'identityProtection'
  | 'intune'
  | 'reports'
  | 'hunting'
  | 'defender'
  /** These have limits of their own. */
  | 'defenderImport'
  | 'defenderBatchDelete'
  | 'sentinel';

export interface Limit {
  readonly name: string;
  readonly workload: Workload | 'all';
  readonly scope: LimitScope;
  readonly unit: LimitUnit;
  readonly amount: number;
  readonly windowSeconds: number;
  /** False where the service sends 429 without the header. */
  readonly sendsRetryAfter: boolean;
}

/** Resource units per 10 s that an application may read in one tenant: by the tenant's number of users. */
export function directoryReadUnits(users: number): number {
  if (users < 50) return 3500;
  return users <= 500 ? 5000 : 8000;
}

/**
 * The service limits of Microsoft Graph that matter here. `directoryRead` is the amount for a tenant of middle size;
 * {@link directoryReadUnits} decides.
 *
 * @see https://learn.microsoft.com/graph/throttling-limits
 */
export const LIMITS: readonly Limit[] = [
  limit('global', 'all', 'application', 'request', 130_000, 10),
  limit('security', 'security', 'application+tenant', 'request', 150, 60),
  limit('tiIndicators', 'tiIndicators', 'application+tenant', 'request', 1000, 60),
  { ...limit('identityProtection', 'identityProtection', 'tenant', 'request', 1, 1), sendsRetryAfter: false },
  limit('hunting', 'hunting', 'tenant', 'request', 45, 60),
  limit('defender', 'defender', 'application+tenant', 'request', 100, 60),
  limit('defenderHour', 'defender', 'application+tenant', 'request', 1500, 3600),
  limit('defenderImport', 'defenderImport', 'application+tenant', 'request', 30, 60),
  limit('defenderBatchDelete', 'defenderBatchDelete', 'application+tenant', 'request', 30, 60),
  limit('defenderBatchDeleteHour', 'defenderBatchDelete', 'application+tenant', 'request', 1500, 3600),
  limit('sentinel', 'sentinel', 'application+tenant', 'request', 100, 60),
  limit('intuneTenant', 'intune', 'tenant', 'request', 4000, 20),
  limit('intune', 'intune', 'application+tenant', 'request', 2000, 20),
  limit('intuneWritesTenant', 'intune', 'tenant', 'write', 400, 20),
  limit('intuneWrites', 'intune', 'application+tenant', 'write', 200, 20),
  limit('reports', 'reports', 'application+tenant', 'request', 5, 10),
  limit('reportsApplication', 'reports', 'application', 'request', 122, 10),
  limit('signInActivity', 'directory', 'application+tenant', 'signInActivity', 10, 60),
  limit('directoryRead', 'directory', 'application+tenant', 'resourceUnit', 5000, 10),
  limit('directoryReadApplication', 'directory', 'application', 'resourceUnit', 150_000, 20),
  limit('directoryWrite', 'directory', 'application+tenant', 'write', 3000, 150),
  limit('directoryWriteApplication', 'directory', 'application', 'write', 35_000, 300),
  limit('directoryWriteTenant', 'directory', 'tenant', 'write', 18_000, 300),
];

function limit(
  name: string,
  workload: Workload | 'all',
  scope: LimitScope,
  unit: LimitUnit,
  amount: number,
  windowSeconds: number,
): Limit {
  return { name, workload, scope, unit, amount, windowSeconds, sendsRetryAfter: true };
}
