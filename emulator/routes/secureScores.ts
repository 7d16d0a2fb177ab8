import type { Reply } from '../http/Reply.js';
import { MODELS } from '../model/index.js';
import { GraphFault } from '../odata/index.js';
import type { Row } from '../world/World.js';
import { bodyObject, entity, notFound, page, prefersRepresentation } from './answers.js';
import type { Route, RouteCall } from './Route.js';

const read = { workload: 'security', method: 'GET', permission: 'secureScoreRead' } as const;

/**
 * Scores of the last 90 days, newest first, and the controls behind them.
 *
 * @see https://learn.microsoft.com/graph/api/resources/securescore
 * @see https://learn.microsoft.com/graph/api/securescorecontrolprofile-update
 */
export const secureScoreRoutes: readonly Route[] = [
  {
    ...read,
    path: '/security/secureScores',
    answer: (call) => page(call, MODELS.secureScore, call.tenant.secureScores),
  },
  {
    ...read,
    path: '/security/secureScores/{id}',
    answer: (call) => entity(call, MODELS.secureScore, rowOf(call, 'secureScores')),
  },
  {
    ...read,
    path: '/security/secureScoreControlProfiles',
    answer: (call) => page(call, MODELS.secureScoreControlProfile, call.tenant.controlProfiles),
  },
  {
    ...read,
    path: '/security/secureScoreControlProfiles/{id}',
    answer: (call) => entity(call, MODELS.secureScoreControlProfile, rowOf(call, 'controlProfiles')),
  },
  {
    workload: 'security',
    method: 'PATCH',
    path: '/security/secureScoreControlProfiles/{id}',
    permission: 'secureScoreWrite',
    answer: update,
  },
];

const STATES = ['Default', 'Ignored', 'ThirdParty', 'Reviewed'];
const SETTABLE = ['assignedTo', 'comment', 'state', 'vendorInformation'];
const APPLICATION_NAME = 'Secgraph demo application';

/** The body is flat: what it says becomes one more entry of the history. 204, or 200 with the profile where that is preferred. */
function update(call: RouteCall): Reply {
  const profile = rowOf(call, 'controlProfiles');
  const body = bodyObject(call);
  const unknown = Object.keys(body).find((name) => !SETTABLE.includes(name) && !name.startsWith('@odata.'));
  if (unknown !== undefined) throw bad(`The property '${unknown}' cannot be updated.`);
  const vendor = body['vendorInformation'] as { provider?: unknown; vendor?: unknown } | null | undefined;
  if (typeof vendor?.provider !== 'string' || typeof vendor.vendor !== 'string') {
    throw bad('vendorInformation with provider and vendor is required.');
  }
  const { assignedTo = null, comment = null, state = null } = body;
  if (state !== null && !STATES.some((known) => known === state))
    throw bad(`State must be one of ${STATES.join(', ')}.`);
  if (![assignedTo, comment].every((value) => value === null || typeof value === 'string')) {
    throw bad('assignedTo and comment must be strings.');
  }
  const updates = profile['controlStateUpdates'] as readonly { readonly state: unknown }[];
  const changed = {
    ...profile,
    controlStateUpdates: [
      ...updates,
      {
        assignedTo,
        comment,
        state: state ?? updates.at(-1)?.state ?? 'Default',
        updatedBy: APPLICATION_NAME,
        updatedDateTime: call.now.toISOString(),
      },
    ],
  };
  call.tenant.controlProfiles.put(changed);
  return prefersRepresentation(call)
    ? entity(call, MODELS.secureScoreControlProfile, changed)
    : { status: 204, headers: {} };
}

function rowOf({ tenant, params }: RouteCall, table: 'secureScores' | 'controlProfiles'): Row {
  const id = params['id'] ?? '';
  const row = tenant[table].get(id);
  if (row === undefined) throw notFound(table === 'secureScores' ? 'Secure score' : 'Control profile', id);
  return row;
}

function bad(message: string): GraphFault {
  return new GraphFault(400, 'BadRequest', message);
}
