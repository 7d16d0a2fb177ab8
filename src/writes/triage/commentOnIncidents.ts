import type { UpdateIncidentsPayload } from '../../../schema/IncidentWrites.js';
import { forgetIncidents } from '../../loaders/incidents.js';
import { itemsFor } from '../asked.js';
import type { Mutation } from '../Mutation.js';
import { lookEach, sendEach } from '../sending.js';
import type { Verb } from '../Verb.js';
import type { CommentArgs } from './commentOnAlerts.js';
import { checkComment, lookForComment, say, type Commented, type CommentItem } from './comments.js';
import { tellIncidents } from './incidentOutcomes.js';

const incidents: Commented = {
  word: 'incident',
  post: (key, comment, { place, operation }) => operation.stores.sources.incidents.comment(place, key, comment),
  read: async (key, { place, operation }) =>
    (await operation.stores.sources.incidents.byId(place, key))?.comments ?? null,
  forget: (key, { place, operation }) => forgetIncidents(operation, place, [key]),
};

const commentVerb: Verb = {
  name: 'commentOnIncidents',
  itemsAtOnce: 100,
  send: (items, desk) => sendEach(items, (item) => say(incidents, item, desk)),
  look: (items, desk) => lookEach(items, (item) => lookForComment(incidents, item, desk)),
};

/** Adds a comment to incidents. */
export const commentOnIncidents: Mutation<CommentArgs, UpdateIncidentsPayload> = {
  verb: commentVerb,
  role: 'alerts:write',
  prepare: ({ ids, comment }, { operation }) => {
    checkComment(comment);
    return {
      items: itemsFor('ids', ids, 'Incident', operation, ({ key }): CommentItem => ({ key, set: { comment } })),
    };
  },
  tell: tellIncidents,
};
