import type {
  DeleteIndicatorsPayload,
  IndicatorOutcome,
  SubmitIndicatorsPayload,
} from '../../../schema/IndicatorWrites.js';
import type { Job, JobItem } from '../../journal/Job.js';
import { nounOfJob } from '../../loaders/jobs.js';
import { globalId } from '../../util/globalId.js';
import type { IndicatorAfter, IndicatorItem } from './IndicatorItem.js';

/** The answer of what submits and changes indicators. */
export function tellSubmitted(items: readonly JobItem[], job: Job | null): SubmitIndicatorsPayload {
  return { __typename: 'SubmitIndicatorsPayload', ...payload(items, job) };
}

/** The answer of what deletes them. */
export function tellDeleted(items: readonly JobItem[], job: Job | null): DeleteIndicatorsPayload {
  return { __typename: 'DeleteIndicatorsPayload', ...payload(items, job) };
}

function payload(items: readonly JobItem[], job: Job | null): Omit<SubmitIndicatorsPayload, '__typename'> {
  const atDefender = items.filter(({ change }) => changeOf(change)?.target === 'DEFENDER_FOR_ENDPOINT');
  return {
    tenantId: '*',
    defenderTenantIds: [...new Set(atDefender.map(({ tenantId }) => tenantId))],
    job: job && nounOfJob(job),
    outcomes: items.map((item) => tell(item, job === null)),
  };
}

function changeOf(change: JobItem['change']): IndicatorItem | null {
  return change as unknown as IndicatorItem | null;
}

function tell({ target: id, tenantId, state, outcome, change }: JobItem, isPreview: boolean): IndicatorOutcome {
  const { target = null, externalId = null, notes = [], body = null } = changeOf(change) ?? {};
  const named = { id, tenantId, target, externalId };
  if (outcome && state === 'DONE') {
    const { key, deed, notes: more } = outcome.after as unknown as IndicatorAfter;
    return {
      ...{ __typename: 'IndicatorDone', ...named, deed, indicatorKey: key },
      indicatorId: key === null ? null : globalId('Indicator', tenantId, key),
      notes: [...notes, ...more],
    };
  }
  if (outcome) {
    const { code, message, before } = outcome;
    const { said = null } = (before ?? {}) as { readonly said?: string | null };
    return { __typename: 'IndicatorRefused', ...named, code: code ?? '', message: message ?? '', targetSays: said };
  }
  if (isPreview) return { __typename: 'IndicatorPreview', ...named, sends: body, notes };
  const message = 'It waits for the limits of its target and goes on by itself. Ask for the job to see how far it is.';
  return { __typename: 'IndicatorPending', ...named, message };
}
