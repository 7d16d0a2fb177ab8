import type { EntityModel } from '../model/EntityModel.js';
import type { Reply } from '../http/Reply.js';
import { answerCollection, answerEntity, countCollection, GraphFault } from '../odata/index.js';
import type { CollectionRequest } from '../odata/index.js';
import type { Row, Rows } from '../world/World.js';
import { alertsOf, members, transitiveMemberOf } from './lookUp.js';
import type { RouteCall } from './Route.js';

/** 200 with a page of a collection, or with nothing but its size where `/$count` was asked for. */
export function page(call: RouteCall, model: EntityModel, rows: Rows | readonly Row[]): Reply {
  refuseExpand(call, model);
  const request: CollectionRequest = {
    model,
    rows,
    options: call.options,
    headers: call.headers,
    contextRoot: call.contextRoot,
    path: call.path,
    follow: follow(call),
    // A link is followed by GET: what was asked by POST has no second page.
    ...(call.settings.emptyPages && call.method === 'GET' ? { emptyPagesSeed: call.settings.seed } : {}),
    capabilities: { evidenceFilter: call.settings.evidenceFilter },
  };
  if (!call.isCount) return { status: 200, headers: {}, body: answerCollection(request) };
  return { status: 200, headers: { 'Content-Type': 'text/plain' }, text: String(countCollection(request)) };
}

/** 200 with one entity. */
export function entity(call: RouteCall, model: EntityModel, row: Row): Reply {
  refuseExpand(call, model);
  const body = answerEntity(model, row, call.options, call.headers, call.contextRoot, follow(call));
  return { status: 200, headers: {}, body };
}

/** The directory's 404. */
export function noSuchObject(id: string): GraphFault {
  return new GraphFault(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

/** Everybody else's 404. */
export function notFound(what: string, id: string): GraphFault {
  return new GraphFault(404, 'ResourceNotFound', `${what} with id '${id}' was not found.`);
}

/** What is not served in this version or cloud looks like what nobody has ever heard of. */
export function notServed(segment: string): GraphFault {
  return new GraphFault(400, 'BadRequest', `Resource not found for the segment '${segment}'.`);
}

/** The JSON object that a write must bring. */
export function bodyObject(call: RouteCall): Readonly<Record<string, unknown>> {
  const { body } = call;
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  throw new GraphFault(
    400,
    'BadRequest',
    'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
  );
}

/** Whether the caller wants what it has changed in the answer. */
export function prefersRepresentation({ headers }: RouteCall): boolean {
  return /(^|[,;\s])return=representation($|[,;\s])/i.test(headers['prefer'] ?? '');
}

/** Where a row's navigations lead, as this caller may see it. */
export function follow(call: RouteCall): (row: Row, navigation: string) => Row | readonly Row[] | null {
  const { tenant } = call;
  return (row, navigation) => {
    if (navigation === 'alerts') return alertsOf(tenant, row.id);
    if (navigation === 'roleDefinition') return tenant.roleDefinitions.get(String(row['roleDefinitionId'])) ?? null;
    if (navigation === 'principal') return members(tenant, [String(row['principalId'])], call.caller.roles)[0] ?? null;
    const ids = IDS[navigation]?.(call, row.id) ?? [];
    const found = members(tenant, ids, call.caller.roles);
    return navigation === 'manager' ? (found[0] ?? null) : found;
  };
}

const IDS: Readonly<Record<string, (call: RouteCall, id: string) => readonly string[]>> = {
  manager: ({ tenant }, id) => [tenant.managerOf(id) ?? []].flat(),
  directReports: ({ tenant }, id) => tenant.directReportsOf(id),
  memberOf: ({ tenant }, id) => tenant.memberOf(id),
  transitiveMemberOf: ({ tenant }, id) => transitiveMemberOf(tenant, id),
  members: ({ tenant }, id) => tenant.membersOf(id),
  owners: ({ tenant }, id) => tenant.ownersOf(id),
  registeredDevices: ({ tenant }, id) => tenant.registeredDevicesOf(id),
  ownedDevices: ({ tenant }, id) => tenant.ownedDevicesOf(id),
  registeredOwners: ({ tenant }, id) => tenant.registeredOwnersOf(id),
  registeredUsers: ({ tenant }, id) => tenant.registeredUsersOf(id),
};

function refuseExpand({ options, settings }: RouteCall, model: EntityModel): void {
  const set = model.contextName.split('/').at(-1) ?? '';
  for (const { navigation } of options.expand ?? []) {
    if (!settings.refuseExpand.includes(`${set}.${navigation}`)) continue;
    throw new GraphFault(
      400,
      'ExpandNotSupported',
      `Expand is not supported for property '${navigation}' of '${set}'.`,
    );
  }
}
