import type { Selectable } from 'kysely';
import { stableJson } from '../util/stableJson.js';
import type { NewAuditEntry } from './AuditEntry.js';
import type { ItemOutcome, Job, JobItem, Json, NewItem, NewJob } from './Job.js';
import type { JobItemTable, JobTable } from './Tables.js';

/** A new job as its row; who has it on lease is said by who begins it. */
export function jobRow(job: NewJob): Omit<JobTable, 'leaseOwner' | 'leaseUntil'> {
  const { id, caller, key, verb, inputHash, reason, shared, createdAt, items } = job;
  const openItems = items.filter(({ outcome }) => !outcome).length;
  const finishedAt = openItems === 0 ? createdAt : null;
  const told = { id, caller, key, verb, inputHash, reason, createdAt };
  return { ...told, shared: stableJson(shared), openItems, finishedAt };
}

/** @param position among the items of its job, in the order asked */
export function itemRow(jobId: string, item: NewItem, position: number): JobItemTable {
  const { tenantId, app, target, change, outcome } = item;
  return {
    ...{ jobId, position, tenantId, app, target, change: stableJson(change) },
    state: outcome?.state ?? 'PENDING',
    outcome: outcome ? stableJson(outcome) : null,
  };
}

/** The audit entries of items that have ended, one each; the others have none. */
export function entriesOf(job: JobTable, items: readonly JobItemTable[]): NewAuditEntry[] {
  const { caller, verb, reason, key, id: jobId } = job;
  return items.flatMap(({ tenantId, app, target, outcome: text }) => {
    if (text === null) return [];
    const outcome = JSON.parse(text) as ItemOutcome;
    return [{ ...outcome, ...{ caller, verb, reason, key, jobId, tenantId, app, target } }];
  });
}

/** @param items in the order asked */
export function jobOf(row: Selectable<JobTable>, items: readonly Selectable<JobItemTable>[]): Job {
  const { id, caller, key, verb, inputHash, reason, shared, createdAt } = row;
  const told = { id, caller, key, verb, inputHash, reason, createdAt };
  return { ...told, shared: JSON.parse(shared) as Json, items: items.map(itemOf) };
}

function itemOf({ position: index, tenantId, app, target, change, state, outcome }: Selectable<JobItemTable>): JobItem {
  return {
    ...{ index, tenantId, app, target, state },
    change: JSON.parse(change) as Json,
    outcome: outcome === null ? null : (JSON.parse(outcome) as ItemOutcome),
  };
}
