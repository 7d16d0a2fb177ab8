import type { Comment } from '../../schema/Comment.js';
import type { GraphClient } from '../graph/GraphClient.js';
import type { GraphRequest } from '../graph/GraphRequest.js';
import { invalid, sentList, sentOne, type Updated } from './answers.js';
import type { Place } from './Place.js';
import { readComment } from './securityWords.js';
import { text } from './wire.js';

/** Before the name of an action, as Graph's own clients write it. */
export const NAMESPACE = 'microsoft.graph.security.';

/** Adds a comment to an alert or an incident; answers all that it has. Said twice, it stands there twice. */
export async function postComment(
  graph: GraphClient,
  { tenant, call }: Place,
  path: string,
  comment: string,
): Promise<Updated<readonly Comment[]>> {
  const body = { '@odata.type': 'microsoft.graph.security.alertComment', comment };
  const answer = await graph.send(tenant, change(`${path}/comments`, body), call);
  return { noun: sentList(answer, tenant).map(({ record }) => readComment(record)), requestId: answer.requestId };
}

/** Moves alerts or merges incidents; answers Graph's id of the incident that has the alerts now. */
export async function postCorrelation(
  graph: GraphClient,
  { tenant, call }: Place,
  path: string,
  body: object,
): Promise<Updated<string>> {
  const answer = await graph.send(tenant, change(path, body), call);
  const target = text(sentOne(answer, tenant).record, 'targetIncidentId');
  if (target === null) throw invalid(answer, tenant, 'a change of incidents without saying which has the alerts now');
  return { noun: target, requestId: answer.requestId };
}

function change(path: string, body: object): GraphRequest {
  return { method: 'POST', path, workload: 'security', body };
}
