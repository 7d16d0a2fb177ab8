import { words } from '../words.js';

export const IncidentStatus = words('IncidentStatus', 'Where an incident stands.', {
  UNKNOWN: 'Not said, or a word that this version does not know: see statusRaw.',
  ACTIVE: 'Nobody has taken it.',
  IN_PROGRESS: 'Someone works on it.',
  AWAITING_ACTION: 'Microsoft waits for the customer to act.',
  RESOLVED: 'Done.',
  REDIRECTED: 'Merged into another incident: see redirectedTo.',
});
export type IncidentStatus = keyof typeof IncidentStatus;

export const IncidentOrderBy = words('IncidentOrderBy', 'What incidents are ordered by.', {
  CREATED: 'Time of creation.',
  UPDATED: 'Time of the last update.',
});
export type IncidentOrderBy = keyof typeof IncidentOrderBy;
