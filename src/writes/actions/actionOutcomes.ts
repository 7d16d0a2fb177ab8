import type { ActionOutcome, InvokeActionsPayload } from '../../../schema/ActionWrites.js';
import type { Job, JobItem } from '../../journal/Job.js';
import { toldItems, type Standing } from '../Standing.js';
import type { ActionChange } from './Order.js';
import type { Preview } from './preview.js';

/** What of an item its outcome is told from. */
type Carried = Partial<ActionChange> & {
  readonly candidates?: readonly string[];
  /** Of a dry run. */
  readonly preview?: Preview;
};

/** What the journal keeps of an action that was accepted. */
interface Accepted {
  readonly actionId?: string;
  readonly joined?: boolean;
}

/** The answer of every verb about response actions. */
export function tellActions(items: readonly JobItem[], job: Job | null): InvokeActionsPayload {
  return { __typename: 'InvokeActionsPayload', ...toldItems(items, job, actionOutcome) };
}

function actionOutcome({ target: id, tenantId, change }: JobItem, standing: Standing): ActionOutcome {
  const { actionId = null, candidates = [], preview } = (change ?? {}) as Carried;
  const named = { id, tenantId, actionId };
  switch (standing.kind) {
    case 'done': {
      const { actionId: own = actionId, joined = false } = (standing.after ?? {}) as Accepted;
      return { __typename: 'ActionAccepted', ...named, actionId: own, joined };
    }
    case 'refused': {
      const { code, message, before } = standing;
      const { inTheWay = null } = (before ?? {}) as { readonly inTheWay?: string | null };
      return { __typename: 'ActionRefused', ...named, actionId: inTheWay ?? actionId, candidates, code, message };
    }
    case 'pending':
      return { __typename: 'ActionPending', ...named, message: standing.message };
    case 'preview':
      return { __typename: 'ActionPreview', ...named, ...preview! };
  }
}
