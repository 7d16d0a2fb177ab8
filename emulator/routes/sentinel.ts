import type { Reply } from '../http/Reply.js';
import { stixProblems } from '../indicators/stixRules.js';
import { GraphFault } from '../odata/index.js';
import type { Row, SentinelWorkspace } from '../world/World.js';
import { bodyObject } from './answers.js';
import type { Route, RouteCall } from './Route.js';

const API_VERSION = '2024-02-01-preview';
const MOST = 100;

/**
 * What Microsoft Sentinel takes, below `/workspaces`: objects of STIX, which it does not give back.
 *
 * @see https://learn.microsoft.com/azure/sentinel/stix-objects-api
 */
export const sentinelRoutes: readonly Route[] = [
  {
    workload: 'sentinel',
    method: 'POST',
    path: '/{workspaceId}/threat-intelligence-stix-objects:upload',
    permission: null,
    answer: upload,
  },
];

/** 200 with what was wrong with single objects; the others are kept. */
function upload(call: RouteCall): Reply {
  const version = call.options.raw.get('api-version');
  if (version !== API_VERSION) throw bad(`The api-version must be ${API_VERSION}.`);
  const workspace = workspaceOf(call);
  const { sourcesystem, stixobjects } = bodyObject(call);
  if (typeof sourcesystem !== 'string' || sourcesystem.trim() === '') throw bad('sourcesystem is required.');
  if (/^microsoft sentinel$/i.test(sourcesystem.trim())) throw bad("sourcesystem cannot be 'Microsoft Sentinel'.");
  if (!Array.isArray(stixobjects) || stixobjects.length === 0)
    throw bad('stixobjects must be a list that is not empty.');
  if (stixobjects.length > MOST) throw bad(`stixobjects has ${stixobjects.length} objects; it may have ${MOST}.`);
  const errors = (stixobjects as unknown[]).flatMap((object, recordIndex) => {
    const errorMessages = stixProblems(object);
    if (errorMessages.length > 0) return [{ recordIndex, errorMessages }];
    keep(workspace, { ...(object as Row), sourcesystem });
    return [];
  });
  return errors.length === 0 ? { status: 200, headers: {}, text: '' } : { status: 200, headers: {}, body: { errors } };
}

/** The newest version stays, and what was revoked stays revoked. */
function keep({ objects }: SentinelWorkspace, object: Row): void {
  const known = objects.get(object.id);
  const isOlder = known !== undefined && Date.parse(String(object['modified'])) < Date.parse(String(known['modified']));
  if (!isOlder && known?.['revoked'] !== true) objects.put(object);
}

/** @throws GraphFault 404 for one that nobody has, 401 for one in which the application has no role */
function workspaceOf(call: RouteCall): SentinelWorkspace {
  const id = (call.params['workspaceId'] ?? '').toLowerCase();
  const workspace = call.settings.workspace(id);
  if (workspace === undefined) throw new GraphFault(404, 'ResourceNotFound', 'Resource not found.');
  const isOurs = call.tenant.sentinel === workspace && workspace.contributors.includes(call.caller.appId);
  if (!isOurs)
    throw new GraphFault(
      401,
      'Unauthorized',
      'The application has no Microsoft Sentinel Contributor role on the workspace.',
    );
  return workspace;
}

function bad(message: string): GraphFault {
  return new GraphFault(400, 'BadRequest', message);
}
