import { commentOnAlerts } from './triage/commentOnAlerts.js';
import { commentOnIncidents } from './triage/commentOnIncidents.js';
import { mergeIncidents } from './triage/mergeIncidents.js';
import { moveAlerts } from './triage/moveAlerts.js';
import { deleteIndicators } from './indicators/deleteIndicators.js';
import { submitIndicators } from './indicators/submitIndicators.js';
import { updateIndicators } from './indicators/updateIndicators.js';
import { cancelAction } from './actions/cancelAction.js';
import { invokeActions } from './actions/invokeActions.js';
import type { Mutation } from './Mutation.js';
import { setControlState } from './setControlState.js';
import { tagAlerts } from './triage/tagAlerts.js';
import { updateAlerts } from './triage/updateAlerts.js';
import { updateIncidents } from './triage/updateIncidents.js';
import type { Verb } from './Verb.js';

/** Every change that callers can ask for, by the name of its field. */
export const mutations = {
  updateAlerts,
  commentOnAlerts,
  moveAlerts,
  tagAlerts,
  updateIncidents,
  commentOnIncidents,
  mergeIncidents,
  submitIndicators,
  updateIndicators,
  deleteIndicators,
  setControlState,
  invokeActions,
  cancelAction,
} as const satisfies Record<string, Mutation<never, unknown>>;

export type MutationName = keyof typeof mutations;

/** How the items of each are sent, for jobs that are met in the journal. */
export const VERBS: ReadonlyMap<string, Verb> = new Map(
  Object.values(mutations).map(({ verb }) => [verb.name, verb] as const),
);
