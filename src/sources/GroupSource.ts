import type { Group } from '../../schema/Group.js';
import type { GraphClient } from '../graph/GraphClient.js';
import type { GraphTenant } from '../graph/GraphTenant.js';
import { pages } from '../graph/pages.js';
import type { Want } from '../pivots/Want.js';
import { globalId } from '../util/globalId.js';
import { segment, withQuery } from '../util/odata.js';
import { sentList, type Sent } from './answers.js';
import { selectOf, type Columns } from './columns.js';
import { directory } from './directoryPages.js';
import { keyedRead } from './keyedRead.js';
import { byObjectId } from './keyedRequests.js';
import type { Place } from './Place.js';
import { bool, moment, text } from './wire.js';

/** A user in more than 999 groups is seen in the first 999 of them. */
const PAGE = 999;
const GROUP = '#microsoft.graph.group';

const GROUP_COLUMNS: Columns = {
  displayName: ['displayName'],
  description: ['description'],
  mail: ['mail'],
  isSecurityGroup: ['securityEnabled'],
  isRoleAssignable: ['isAssignableToRole'],
  isSynced: ['onPremisesSyncEnabled'],
  createdAt: ['createdDateTime'],
};

/** Groups of the directory. Needs Group.Read.All, or GroupMember.Read.All for memberships. */
export class GroupSource {
  constructor(readonly graph: GraphClient) {}

  async byIds(place: Place, ids: readonly string[], want: Want): Promise<Map<string, Group | null | Error>> {
    const requests = byObjectId(ids, 'group', groupSelect(want));
    const found = await keyedRead(this.graph, place, requests, 'id');
    return new Map(
      [...found].map(([id, sent]) => [
        id,
        sent instanceof Error ? sent : sent[0] ? readGroup(place.tenant, sent[0]) : null,
      ]),
    );
  }

  /** Groups that a user is a direct member of; roles and administrative units, which share the list, are left out. */
  ofUser(place: Place, userId: string, want: Want): Promise<Group[]> {
    return this.#memberOf(place, `/users/${segment(userId)}`, want);
  }

  /** Groups that a machine is a direct member of, by its Entra device id. */
  ofDevice(place: Place, deviceId: string, want: Want): Promise<Group[]> {
    return this.#memberOf(place, `/devices(deviceId='${segment(deviceId)}')`, want);
  }

  async #memberOf({ tenant, call }: Place, member: string, want: Want): Promise<Group[]> {
    const path = withQuery(`${member}/memberOf`, { $select: groupSelect(want), $top: PAGE });
    const groups: Group[] = [];
    for await (const { answer } of pages(this.graph, tenant, directory(path), call, { maxPages: 1 })) {
      const sent = sentList(answer, tenant).filter(({ record }) => text(record, '@odata.type') === GROUP);
      groups.push(...sent.map((one) => readGroup(tenant, one)));
    }
    return groups;
  }
}

function groupSelect(want: Want): string {
  return selectOf(GROUP_COLUMNS, want.fieldsOf('Group'), ['id']);
}

function readGroup(tenant: GraphTenant, { record: row, asOf }: Sent): Group {
  const graphId = text(row, 'id') ?? '';
  return {
    __typename: 'Group',
    tenantId: tenant.tenantId,
    id: globalId('Group', tenant.tenantId, graphId),
    graphId,
    asOf,
    freshness: 'LIVE',
    displayName: text(row, 'displayName'),
    description: text(row, 'description'),
    mail: text(row, 'mail'),
    isSecurityGroup: bool(row, 'securityEnabled'),
    isRoleAssignable: bool(row, 'isAssignableToRole'),
    isSynced: bool(row, 'onPremisesSyncEnabled'),
    createdAt: moment(row, 'createdDateTime'),
  };
}
