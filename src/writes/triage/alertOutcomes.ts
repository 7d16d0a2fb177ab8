import type { Alert } from '../../../schema/Alert.js';
import type { AlertOutcome, AlertState, UpdateAlertsPayload } from '../../../schema/AlertWrites.js';
import { readOwnId } from '../../pivots/nouns.js';
import type { Job, JobItem } from '../../journal/Job.js';
import { toldItems, type Standing } from '../Standing.js';

/** What of an alert's change is the same for every verb. */
export interface AlertItem {
  /** What its source will not honour. */
  readonly notes?: readonly string[];
  /** What would be sent. */
  readonly set?: Readonly<Record<string, unknown>>;
  /** The alert as a dry run has read it. */
  readonly before?: { readonly [Field in keyof AlertState]: AlertState[Field] };
}

/** What triage can change of an alert, as it is kept in the journal. */
export function stateOf({ status, assignedTo, classification, determination, updatedAt }: Alert): {
  readonly [Field in keyof AlertState]: AlertState[Field];
} {
  return { status, assignedTo, classification, determination, updatedAt };
}

/** The answer of every verb that changes alerts. */
export function tellAlerts(items: readonly JobItem[], job: Job | null): UpdateAlertsPayload {
  return { __typename: 'UpdateAlertsPayload', ...toldItems(items, job, alertOutcome) };
}

function alertOutcome({ target: id, tenantId, change }: JobItem, standing: Standing): AlertOutcome {
  const named = { id, tenantId, alertKey: readOwnId(id)?.key ?? null };
  const { notes = [], set = {}, before: read = null } = (change ?? {}) as AlertItem;
  switch (standing.kind) {
    case 'done': {
      const [before, after] = [stateIn(standing.before), stateIn(standing.after)];
      return { __typename: 'AlertUpdated', ...named, before, after, notes: [...notes, ...standing.noted] };
    }
    case 'refused': {
      const { code, message } = standing;
      return { __typename: 'AlertRefused', ...named, code, message };
    }
    case 'pending':
      return { __typename: 'AlertPending', ...named, message: standing.message };
    case 'preview':
      return { __typename: 'AlertPreview', ...named, before: read, changes: Object.keys(set), notes };
  }
}

/** The state that the journal keeps; null where the change was none of its fields. */
function stateIn(kept: unknown): AlertState | null {
  return typeof kept === 'object' && kept !== null && 'status' in kept ? (kept as AlertState) : null;
}
