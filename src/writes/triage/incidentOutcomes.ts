import type { Incident } from '../../../schema/Incident.js';
import type { IncidentOutcome, IncidentState, UpdateIncidentsPayload } from '../../../schema/IncidentWrites.js';
import type { Job, JobItem } from '../../journal/Job.js';
import { nounOfJob } from '../../loaders/jobs.js';
import { readOwnId } from '../../pivots/nouns.js';
import { WAITS } from './alertOutcomes.js';

type State = { readonly [Field in keyof IncidentState]: IncidentState[Field] };

/** What of an incident's change is the same for every verb. */
interface IncidentItem {
  readonly set?: Readonly<Record<string, unknown>>;
  readonly before?: State;
}

/** What triage can change of an incident, as it is kept in the journal. */
export function incidentState(incident: Incident): State {
  const { status, assignedTo, classification, determination, customTags, updatedAt } = incident;
  return { status, assignedTo, classification, determination, customTags, updatedAt };
}

/** The answer of every verb that changes incidents. */
export function tellIncidents(items: readonly JobItem[], job: Job | null): UpdateIncidentsPayload {
  return {
    __typename: 'UpdateIncidentsPayload',
    job: job && nounOfJob(job),
    outcomes: items.map((item) => incidentOutcome(item, job === null)),
  };
}

export function incidentOutcome(item: JobItem, isPreview: boolean): IncidentOutcome {
  const { target: id, tenantId, state, outcome, change } = item;
  const named = { id, tenantId, incidentKey: readOwnId(id)?.key ?? null };
  const { set = {}, before: read = null } = (change ?? {}) as IncidentItem;
  if (outcome && state === 'DONE') {
    const { noted = [], ...after } = (outcome.after ?? {}) as { noted?: readonly string[] } & Partial<State>;
    return {
      ...{ __typename: 'IncidentUpdated', ...named, notes: noted },
      before: (outcome.before ?? null) as IncidentState | null,
      after: 'status' in after ? (after as IncidentState) : null,
    };
  }
  if (outcome) {
    const { code, message } = outcome;
    return { __typename: 'IncidentRefused', ...named, code: code ?? '', message: message ?? '' };
  }
  if (isPreview) return { __typename: 'IncidentPreview', ...named, before: read, changes: Object.keys(set) };
  return { __typename: 'IncidentPending', ...named, message: WAITS };
}
