import type { DirectoryRole } from '../../schema/DirectoryRole.js';
import { SecgraphError } from '../errors/SecgraphError.js';
import type { GraphClient } from '../graph/GraphClient.js';
import type { GraphTenant } from '../graph/GraphTenant.js';
import { pages } from '../graph/pages.js';
import { isPrivilegedRole } from '../identity/privilegedRoles.js';
import { segment, withQuery } from '../util/odata.js';
import { sentList, type Sent } from './answers.js';
import { directory, EXPANDED_AT_MOST } from './directoryPages.js';
import type { Place } from './Place.js';
import { bool, record, records, text } from './wire.js';

/** Who holds which role, by object id of the user in lower case; through groups too, as far as they are known. */
export interface RoleList {
  readonly byUser: Readonly<Record<string, readonly DirectoryRole[]>>;
  /** False when there were more assignments than we read, or members of a group could not be read. */
  readonly isComplete: boolean;
}

/** Members of a role-assignable group; null where they could not be read whole. */
type Members = ReadonlyMap<string, readonly string[] | null>;

const PAGE = 999;
const MAX_PAGES = 5;
/** A tenant has no more role-assignable groups than this. */
const MAX_GROUP_PAGES = 5;

/** Role assignments of the directory. Needs RoleManagement.Read.Directory; Group.Read.All for roles held through groups. */
export class RoleSource {
  constructor(readonly graph: GraphClient) {}

  /** All assignments of the tenant in two calls, and one more for each large group that holds a role. */
  async list(place: Place): Promise<RoleList> {
    const [assigned, groups] = await Promise.all([this.#assignments(place), this.#roleGroups(place)]);
    const holders = assigned.roles.filter(({ principalId }) => groups?.has(principalId));
    const members = groups && (await this.#whole(place, groups, new Set(holders.map((one) => one.principalId))));
    const byUser: Record<string, DirectoryRole[]> = Object.create(null) as Record<string, DirectoryRole[]>;
    let isComplete = assigned.isComplete && members !== null;
    for (const { principalId, role } of assigned.roles) {
      const inside = members?.get(principalId);
      if (inside === undefined) (byUser[principalId] ??= []).push(role);
      else if (inside === null) isComplete = false;
      else for (const userId of inside) (byUser[userId] ??= []).push({ ...role, groupId: principalId });
    }
    return { byUser, isComplete };
  }

  async #assignments({ tenant, call }: Place): Promise<{ roles: Assigned[]; isComplete: boolean }> {
    const path = withQuery('/roleManagement/directory/roleAssignments', { $expand: 'roleDefinition', $top: PAGE });
    const roles: Assigned[] = [];
    let isComplete = false;
    for await (const { answer, next } of pages(this.graph, tenant, directory(path), call, { maxPages: MAX_PAGES })) {
      roles.push(...sentList(answer, tenant).flatMap((sent) => readAssignment(tenant, sent) ?? []));
      isComplete = next === null;
    }
    return { roles, isComplete };
  }

  /** Groups that may hold roles, with their members; null where this service may not read groups. */
  async #roleGroups({ tenant, call }: Place): Promise<Members | null> {
    const path = withQuery('/groups', {
      $filter: 'isAssignableToRole eq true',
      $select: 'id',
      $expand: 'members',
    });
    const members = new Map<string, readonly string[] | null>();
    try {
      const request = directory(path);
      for await (const { answer } of pages(this.graph, tenant, request, call, { maxPages: MAX_GROUP_PAGES })) {
        for (const { record: row } of sentList(answer, tenant)) {
          const ids = records(row, 'members').flatMap((member) => text(member, 'id')?.toLowerCase() ?? []);
          const groupId = text(row, 'id')?.toLowerCase();
          if (groupId) members.set(groupId, ids.length < EXPANDED_AT_MOST ? ids : null);
        }
      }
      return members;
    } catch (thrown) {
      // Who holds a role for themselves is known all the same: the list says that it is not complete.
      if (thrown instanceof SecgraphError) return null;
      throw thrown;
    }
  }

  /** The same groups; those too large for an `$expand` are read for themselves, if they hold a role. */
  async #whole(place: Place, groups: Members, holding: ReadonlySet<string>): Promise<Members> {
    const read = await Promise.all(
      [...groups].map(async ([groupId, known]): Promise<[string, readonly string[] | null]> => {
        return [groupId, known ?? (holding.has(groupId) ? await this.#members(place, groupId) : null)];
      }),
    );
    return new Map(read);
  }

  async #members({ tenant, call }: Place, groupId: string): Promise<readonly string[] | null> {
    const path = withQuery(`/groups/${segment(groupId)}/members`, { $select: 'id', $top: PAGE });
    const ids: string[] = [];
    try {
      for await (const { answer, next } of pages(this.graph, tenant, directory(path), call, { maxPages: 1 })) {
        ids.push(...sentList(answer, tenant).flatMap(({ record: row }) => text(row, 'id')?.toLowerCase() ?? []));
        if (next) return null;
      }
      return ids;
    } catch (thrown) {
      if (thrown instanceof SecgraphError) return null;
      throw thrown;
    }
  }
}

interface Assigned {
  readonly principalId: string;
  readonly role: DirectoryRole;
}

function readAssignment({ tenantId }: GraphTenant, { record: row, asOf }: Sent): Assigned | null {
  const principalId = text(row, 'principalId')?.toLowerCase();
  const definition = record(row, 'roleDefinition') ?? {};
  const roleTemplateId = text(definition, 'templateId') ?? text(row, 'roleDefinitionId');
  if (!principalId || !roleTemplateId) return null;
  const scope = text(row, 'directoryScopeId') ?? text(row, 'appScopeId') ?? '/';
  return {
    principalId,
    role: {
      __typename: 'DirectoryRole',
      tenantId,
      groupId: null,
      roleTemplateId,
      displayName: text(definition, 'displayName'),
      description: text(definition, 'description'),
      isBuiltIn: bool(definition, 'isBuiltIn'),
      isPrivileged: isPrivilegedRole(roleTemplateId),
      scope,
      isTenantWide: scope === '/',
      asOf,
    },
  };
}
