import type { Alert } from '../../../schema/Alert.js';
import type { AlertOutcome, AlertState, UpdateAlertsPayload } from '../../../schema/AlertWrites.js';
import { readOwnId } from '../../pivots/nouns.js';
import type { Job, JobItem } from '../../journal/Job.js';
import { nounOfJob } from '../../loaders/jobs.js';

/** What of an alert's change is the same for every verb. */
export interface AlertItem {
  /** What its source will not honour. */
  readonly notes?: readonly string[];
  /** What would be sent. */
  readonly set?: Readonly<Record<string, unknown>>;
  /** The alert as a dry run has read it. */
  readonly before?: { readonly [Field in keyof AlertState]: AlertState[Field] };
}

/** What is told of everything that is pending. */
export const WAITS =
  'It waits for the limits of Microsoft Graph and goes on by itself. Ask for the job to see how far it is.';

/** What triage can change of an alert, as it is kept in the journal. */
export function stateOf({ status, assignedTo, classification, determination, updatedAt }: Alert): {
  readonly [Field in keyof AlertState]: AlertState[Field];
} {
  return { status, assignedTo, classification, determination, updatedAt };
}

/** The answer of every verb that changes alerts. */
export function tellAlerts(items: readonly JobItem[], job: Job | null): UpdateAlertsPayload {
  return {
    __typename: 'UpdateAlertsPayload',
    job: job && nounOfJob(job),
    outcomes: items.map((item) => tell(item, job === null)),
  };
}

function tell({ target: id, tenantId, state, outcome, change }: JobItem, isPreview: boolean): AlertOutcome {
  const named = { id, tenantId, alertKey: readOwnId(id)?.key ?? null };
  const { notes = [], set = {}, before: read = null } = (change ?? {}) as AlertItem;
  const before = stateIn(outcome?.before);
  if (outcome && state === 'DONE') {
    const { noted = [] } = (outcome.after ?? {}) as { noted?: readonly string[] };
    return {
      ...{ __typename: 'AlertUpdated', ...named, before },
      after: stateIn(outcome.after),
      notes: [...notes, ...noted],
    };
  }
  if (outcome) {
    const { code, message } = outcome;
    return { __typename: 'AlertRefused', ...named, code: code ?? '', message: message ?? '' };
  }
  if (isPreview) {
    return { __typename: 'AlertPreview', ...named, before: read, changes: Object.keys(set), notes };
  }
  return { __typename: 'AlertPending', ...named, message: WAITS };
}

/** The state that the journal keeps; null where the change was none of its fields. */
function stateIn(kept: unknown): AlertState | null {
  return typeof kept === 'object' && kept !== null && 'status' in kept ? (kept as AlertState) : null;
}
