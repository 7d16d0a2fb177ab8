import type { Incident } from '../../../schema/Incident.js';
import type { IncidentOutcome, IncidentState, UpdateIncidentsPayload } from '../../../schema/IncidentWrites.js';
import type { Job, JobItem } from '../../journal/Job.js';
import { readOwnId } from '../../pivots/nouns.js';
import { toldItems, type Standing } from '../Standing.js';

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
  return { __typename: 'UpdateIncidentsPayload', ...toldItems(items, job, incidentOutcome) };
}

export function incidentOutcome({ target: id, tenantId, change }: JobItem, standing: Standing): IncidentOutcome {
  const named = { id, tenantId, incidentKey: readOwnId(id)?.key ?? null };
  const { set = {}, before: read = null } = (change ?? {}) as IncidentItem;
  switch (standing.kind) {
    case 'done': {
      const [before, after] = [stateIn(standing.before), stateIn(standing.after)];
      return { __typename: 'IncidentUpdated', ...named, before, after, notes: [...standing.noted] };
    }
    case 'refused': {
      const { code, message } = standing;
      return { __typename: 'IncidentRefused', ...named, code, message };
    }
    case 'pending':
      return { __typename: 'IncidentPending', ...named, message: standing.message };
    case 'preview':
      return { __typename: 'IncidentPreview', ...named, before: read, changes: Object.keys(set) };
  }
}

/** The state that the journal keeps; null where the change was none of its fields. */
function stateIn(kept: unknown): IncidentState | null {
  return typeof kept === 'object' && kept !== null && 'status' in kept ? (kept as IncidentState) : null;
}
