import { randomUUID } from 'node:crypto';
import type { NewAction } from '../../../src/journal/Action.js';
import type { NewAuditEntry } from '../../../src/journal/AuditEntry.js';
import type { FinalState, ItemOutcome, NewItem, NewJob } from '../../../src/journal/Job.js';

/** A day of these tests. */
export const NOON = Date.UTC(2026, 10, 24, 12);

export function outcome(state: FinalState = 'DONE', over: Partial<ItemOutcome> = {}): ItemOutcome {
  const code = state === 'DONE' ? null : 'NOT_FOUND';
  const message = state === 'DONE' ? null : 'The alert is gone.';
  const [before, after] = [{ status: 'NEW' }, state === 'DONE' ? { status: 'RESOLVED' } : null];
  return { state, code, message, before, after, requestId: 'graph-1', at: NOON, ...over };
}

export function item(target: string, over: Partial<NewItem> = {}): NewItem {
  return { tenantId: 'contoso', app: 'app-1', target, change: { status: 'RESOLVED' }, ...over };
}

export function job(items: readonly NewItem[], over: Partial<NewJob> = {}): NewJob {
  return {
    ...{ id: randomUUID(), caller: 'soc', key: null, verb: 'updateAlerts', inputHash: 'a'.repeat(64) },
    ...{ reason: 'triage', shared: { comment: null }, createdAt: NOON, items, ...over },
  };
}

export function entry(over: Partial<NewAuditEntry> = {}): NewAuditEntry {
  const { state, code, message, before, after, requestId, at } = outcome();
  return {
    ...{ at, caller: 'soc', app: 'app-1', tenantId: 'contoso', verb: 'updateAlerts', target: 'alert-1', state, code },
    ...{ message, before, after, reason: 'triage', requestId, key: null, jobId: null, ...over },
  };
}

export function action(over: Partial<NewAction> = {}): NewAction {
  return {
    ...{ id: randomUUID(), jobId: randomUUID(), itemIndex: 0, kind: 'ISOLATE_HOST', slot: 'isolation' },
    ...{ tenantId: 'contoso', target: 'host-1', targetLabel: 'WS-042', state: 'PENDING', remoteKind: null },
    ...{ remoteId: null, parameters: { isolationType: 'Full' }, reason: 'ransomware', requestedBy: 'soc' },
    ...{ requestedAt: NOON, message: null, requestId: null, ...over },
  };
}
