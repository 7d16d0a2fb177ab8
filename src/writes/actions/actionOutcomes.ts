import type { ActionOutcome, InvokeActionsPayload } from '../../../schema/ActionWrites.js';
import type { Job, JobItem } from '../../journal/Job.js';
import { nounOfJob } from '../../loaders/jobs.js';
import type { ActionChange } from './Order.js';
import type { Preview } from './preview.js';

/** What of an item its outcome is told from. */
type Carried = Partial<ActionChange> & {
  readonly candidates?: readonly string[];
  readonly preview?: Preview;
};

/** The answer of every verb about response actions. */
export function tellActions(items: readonly JobItem[], job: Job | null): InvokeActionsPayload {
  return {
    __typename: 'InvokeActionsPayload',
    job: job && nounOfJob(job),
    outcomes: items.map(tell),
  };
}

function tell({ target: id, tenantId, state, outcome, change }: JobItem): ActionOutcome {
  const { actionId = null, candidates = [], preview } = (change ?? {}) as Carried;
  const named = { id, tenantId, actionId };
  if (outcome && state === 'DONE') {
    const { actionId: own = actionId, joined = false } = (outcome.after ?? {}) as {
      readonly actionId?: string;
      readonly joined?: boolean;
    };
    return { __typename: 'ActionAccepted', ...named, actionId: own, joined };
  }
  if (outcome) {
    const { code, message, before } = outcome;
    const { inTheWay = null } = (before ?? {}) as { readonly inTheWay?: string | null };
    const shown = inTheWay ?? actionId;
    return {
      ...{ __typename: 'ActionRefused', ...named, actionId: shown, candidates },
      code: code ?? '',
      message: message ?? '',
    };
  }
  if (preview) return { __typename: 'ActionPreview', ...named, ...preview };
  const message =
    'It waits for the limits of Microsoft Graph and goes on by itself. Ask for the job to see how far it is.';
  return { __typename: 'ActionPending', ...named, message };
}
