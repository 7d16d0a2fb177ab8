import type { IndicatorDeed } from '../../../schema/enums.js';
import type {
  DeleteIndicatorsPayload,
  IndicatorOutcome,
  SubmitIndicatorsPayload,
} from '../../../schema/IndicatorWrites.js';
import type { Job, JobItem } from '../../journal/Job.js';
import { globalId } from '../../util/globalId.js';
import { toldItems, type Standing } from '../Standing.js';
import type { IndicatorAfter, IndicatorItem } from './IndicatorItem.js';

/** The answer of what submits and changes indicators. */
export function tellSubmitted(items: readonly JobItem[], job: Job | null): SubmitIndicatorsPayload {
  return { __typename: 'SubmitIndicatorsPayload', ...payload(items, job, 'SUBMITTED') };
}

/** The answer of what deletes them. */
export function tellDeleted(items: readonly JobItem[], job: Job | null): DeleteIndicatorsPayload {
  return { __typename: 'DeleteIndicatorsPayload', ...payload(items, job, 'DELETED') };
}

/** @param usual what was done where the journal does not say it, or the caller may not read it any more */
function payload(
  items: readonly JobItem[],
  job: Job | null,
  usual: IndicatorDeed,
): Omit<SubmitIndicatorsPayload, '__typename'> {
  const atDefender = items.filter(({ change }) => changeOf(change)?.target === 'DEFENDER_FOR_ENDPOINT');
  return {
    tenantId: '*',
    defenderTenantIds: [...new Set(atDefender.map(({ tenantId }) => tenantId))],
    ...toldItems(items, job, (item, standing) => indicatorOutcome(item, standing, usual)),
  };
}

function changeOf(change: JobItem['change']): IndicatorItem | null {
  return change as unknown as IndicatorItem | null;
}

function indicatorOutcome(
  { target: id, tenantId, change }: JobItem,
  standing: Standing,
  usual: IndicatorDeed,
): IndicatorOutcome {
  const { target = null, externalId = null, notes = [], body = null } = changeOf(change) ?? {};
  const named = { id, tenantId, target, externalId };
  switch (standing.kind) {
    case 'done': {
      const { key = null, deed = usual, notes: more = [] } = (standing.after ?? {}) as Partial<IndicatorAfter>;
      const indicatorId = key === null ? null : globalId('Indicator', tenantId, key);
      const done = { ...named, deed, indicatorKey: key, indicatorId, notes: [...notes, ...more] };
      return { __typename: 'IndicatorDone', ...done };
    }
    case 'refused': {
      const { code, message, before } = standing;
      const { said = null } = (before ?? {}) as { readonly said?: string | null };
      return { __typename: 'IndicatorRefused', ...named, code, message, targetSays: said };
    }
    case 'pending':
      return { __typename: 'IndicatorPending', ...named, message: standing.message };
    case 'preview':
      return { __typename: 'IndicatorPreview', ...named, sends: body, notes };
  }
}
