import type { AuditEntry as AuditNoun } from '../../schema/AuditEntry.js';
import type { AuditEntry } from '../journal/AuditEntry.js';

/** An entry as readers see it. */
export function nounOfEntry(
  { at, app, tenantId, state, key, jobId, ...entry }: AuditEntry,
  openTenants: ReadonlySet<string>,
): AuditNoun {
  return {
    __typename: 'AuditEntry',
    ...entry,
    at: new Date(at).toISOString(),
    // A text that was no id of ours is of no tenant.
    app: app === '' ? null : app,
    tenantId: tenantId === '' ? null : tenantId,
    isTenantOpen: tenantId !== null && openTenants.has(tenantId),
    outcome: state,
    idempotencyKey: key,
    jobId,
  };
}
