import type { MatchKey } from '../../schema/enums.js';
import type { OAuthGrant } from '../../schema/OAuthGrant.js';
import type {
  ApiPermission,
  AppCredential,
  ApplicationPermission,
  ServicePrincipal,
} from '../../schema/ServicePrincipal.js';
import type { GraphClient } from '../graph/GraphClient.js';
import type { GraphTenant } from '../graph/GraphTenant.js';
import { pages } from '../graph/pages.js';
import type { Want } from '../pivots/Want.js';
import { globalId } from '../util/globalId.js';
import { isOneOf, segment, withQuery } from '../util/odata.js';
import { readGrant } from './AccessSource.js';
import { foundOrNull, sentList, sentOne, type Sent } from './answers.js';
import { selectOf, type Columns } from './columns.js';
import { directory } from './directoryPages.js';
import { keyedRead } from './keyedRead.js';
import { byFilter, byObjectId } from './keyedRequests.js';
import type { Place } from './Place.js';
import { readUsers, userSelect, type FoundUser } from './UserSource.js';
import { bool, moment, record, records, text, texts, type WireRecord } from './wire.js';

/** What an application declares that others may be let do with it, by id of a role and by name of a scope. */
export interface Declared {
  readonly roles: Readonly<Record<string, ApiPermission>>;
  readonly scopes: Readonly<Record<string, ApiPermission>>;
}

const PAGE = 999;
/** Five thousand assignments or grants of one application; beyond that it is seen in part. */
const MAX_PAGES = 5;
const USER = '#microsoft.graph.user';

const APP_COLUMNS: Columns = {
  displayName: ['displayName'],
  description: ['description'],
  servicePrincipalType: ['servicePrincipalType'],
  accountEnabled: ['accountEnabled'],
  disabledByMicrosoft: ['disabledByMicrosoftStatus'],
  appOwnerTenantId: ['appOwnerOrganizationId'],
  isForeign: ['appOwnerOrganizationId'],
  verifiedPublisher: ['verifiedPublisher'],
  homepage: ['homepage'],
  replyUrls: ['replyUrls'],
  signInAudience: ['signInAudience'],
  isAssignmentRequired: ['appRoleAssignmentRequired'],
  notes: ['notes'],
  tags: ['tags'],
  credentials: ['passwordCredentials', 'keyCredentials'],
};

/** Applications as a tenant has them: `/servicePrincipals`. Needs Application.Read.All. */
export class ServicePrincipalSource {
  constructor(readonly graph: GraphClient) {}

  /**
   * Applications by one kind of key: object ids a thousand to a call, application ids fifteen to a filter.
   *
   * @returns for each value those that carry it, [] for none, an Error where the request failed
   */
  async find(
    place: Place,
    by: MatchKey,
    values: readonly string[],
    want: Want,
  ): Promise<Map<string, ServicePrincipal[] | Error>> {
    const select = selectOf(APP_COLUMNS, want.fieldsOf('ServicePrincipal'), ['id', 'appId']);
    const requests =
      by === 'OBJECT_ID'
        ? byObjectId(values, 'servicePrincipal', select)
        : byFilter(values, (appIds) =>
            directory(withQuery('/servicePrincipals', { $filter: isOneOf('appId', appIds), $select: select })),
          );
    const found = await keyedRead(this.graph, place, requests, by === 'OBJECT_ID' ? 'id' : 'appId');
    const read = (sent: readonly Sent[]) => sent.map((one) => readServicePrincipal(place.tenant, one));
    return new Map([...found].map(([value, sent]) => [value, sent instanceof Error ? sent : read(sent)]));
  }

  /** What an administrator has let it do for itself. */
  async appRoles(place: Place, id: string): Promise<ApplicationPermission[]> {
    const sent = await this.#all(place, withQuery(`${pathOf(id)}/appRoleAssignments`, { $top: PAGE }));
    return sent.map(({ record: row }) => readAppRole(place.tenant, row));
  }

  /** What users, or an administrator for all of them, have let it do on their behalf. Needs Directory.Read.All. */
  async grants(place: Place, id: string): Promise<OAuthGrant[]> {
    const sent = await this.#all(place, withQuery(`${pathOf(id)}/oauth2PermissionGrants`, { $top: PAGE }));
    return sent.map(({ record: row }) => readGrant(place.tenant, row));
  }

  /** The people among its owners. */
  async owners(place: Place, id: string, want: Want): Promise<FoundUser[]> {
    const sent = await this.#all(place, withQuery(`${pathOf(id)}/owners`, { $select: userSelect(want), $top: PAGE }));
    return readUsers(
      place,
      sent.filter(({ record: row }) => text(row, '@odata.type') === USER),
    );
  }

  /** What applications declare, by their object id; an Error where the request failed. */
  async declared(place: Place, ids: readonly string[]): Promise<Map<string, Declared | null | Error>> {
    const requests = byObjectId(ids, 'servicePrincipal', 'id,appRoles,oauth2PermissionScopes');
    const found = await keyedRead(this.graph, place, requests, 'id');
    const read = ([sent]: readonly Sent[]) => (sent ? readDeclared(sent.record) : null);
    return new Map([...found].map(([id, sent]) => [id, sent instanceof Error ? sent : read(sent)]));
  }

  /** Lets an application get tokens, or not. Needs Application.ReadWrite.All. @returns request-id */
  async setEnabled({ tenant, call }: Place, id: string, accountEnabled: boolean): Promise<string | null> {
    const request = { method: 'PATCH', path: pathOf(id), workload: 'directory', body: { accountEnabled } } as const;
    return (await this.graph.send(tenant, request, call)).requestId;
  }

  /** Whether an application may get tokens, read anew; null where nobody knows. */
  async isEnabled({ tenant, call }: Place, id: string): Promise<boolean | null> {
    const request = directory(withQuery(pathOf(id), { $select: 'id,accountEnabled' }));
    const answer = await foundOrNull(this.graph.send(tenant, request, call));
    return answer && bool(sentOne(answer, tenant).record, 'accountEnabled');
  }

  async #all({ tenant, call }: Place, path: string): Promise<Sent[]> {
    const sent: Sent[] = [];
    for await (const { answer } of pages(this.graph, tenant, directory(path), call, { maxPages: MAX_PAGES })) {
      sent.push(...sentList(answer, tenant));
    }
    return sent;
  }
}

function pathOf(id: string): string {
  return `/servicePrincipals/${segment(id)}`;
}

/** An application as Graph sends it. */
export function readServicePrincipal({ tenantId }: GraphTenant, { record: row, asOf }: Sent): ServicePrincipal {
  const graphId = text(row, 'id') ?? '';
  const appOwnerTenantId = text(row, 'appOwnerOrganizationId');
  return {
    __typename: 'ServicePrincipal',
    tenantId,
    id: globalId('ServicePrincipal', tenantId, graphId),
    graphId,
    asOf,
    freshness: 'LIVE',
    appId: text(row, 'appId'),
    displayName: text(row, 'displayName'),
    description: text(row, 'description'),
    servicePrincipalType: text(row, 'servicePrincipalType'),
    accountEnabled: bool(row, 'accountEnabled'),
    disabledByMicrosoft: text(row, 'disabledByMicrosoftStatus'),
    appOwnerTenantId,
    isForeign: appOwnerTenantId === null ? null : appOwnerTenantId.toLowerCase() !== tenantId.toLowerCase(),
    verifiedPublisher: readPublisher(row),
    homepage: text(row, 'homepage'),
    replyUrls: texts(row, 'replyUrls'),
    signInAudience: text(row, 'signInAudience'),
    isAssignmentRequired: bool(row, 'appRoleAssignmentRequired'),
    notes: text(row, 'notes'),
    tags: texts(row, 'tags'),
    credentials: readCredentials(row, asOf),
  };
}

/** Graph sends an empty record for who is not verified. */
function readPublisher(row: WireRecord): ServicePrincipal['verifiedPublisher'] {
  const publisher = record(row, 'verifiedPublisher') ?? {};
  const publisherId = text(publisher, 'verifiedPublisherId');
  const displayName = text(publisher, 'displayName');
  if (publisherId === null && displayName === null) return null;
  return { publisherId, displayName, verifiedAt: moment(publisher, 'addedDateTime') };
}

function readCredentials(row: WireRecord, asOf: string): AppCredential[] {
  const read = (kind: AppCredential['kind']) => (credential: WireRecord) => readCredential(kind, credential, asOf);
  return [
    ...records(row, 'passwordCredentials').map(read('PASSWORD')),
    ...records(row, 'keyCredentials').map(read('CERTIFICATE')),
  ].sort((a, b) => endOf(a) - endOf(b));
}

/** Neither the secret nor its hint, nor the key, is ever read. */
function readCredential(kind: AppCredential['kind'], row: WireRecord, asOf: string): AppCredential {
  const expiresAt = moment(row, 'endDateTime');
  return {
    keyId: text(row, 'keyId') ?? '',
    kind,
    displayName: text(row, 'displayName'),
    usage: text(row, 'usage'),
    startsAt: moment(row, 'startDateTime'),
    expiresAt,
    isExpired: expiresAt !== null && Date.parse(expiresAt) <= Date.parse(asOf),
  };
}

function endOf({ expiresAt }: AppCredential): number {
  return expiresAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(expiresAt);
}

function readAppRole({ tenantId }: GraphTenant, row: WireRecord): ApplicationPermission {
  return {
    __typename: 'ApplicationPermission',
    tenantId,
    graphId: text(row, 'id') ?? '',
    roleId: text(row, 'appRoleId') ?? '',
    resourceId: text(row, 'resourceId') ?? '',
    resourceName: text(row, 'resourceDisplayName'),
    grantedAt: moment(row, 'createdDateTime'),
  };
}

function readDeclared(row: WireRecord): Declared {
  const roles = Object.create(null) as Record<string, ApiPermission>;
  const scopes = Object.create(null) as Record<string, ApiPermission>;
  for (const role of records(row, 'appRoles')) {
    const id = text(role, 'id')?.toLowerCase();
    if (id) roles[id] = { ...readPermission(role, ''), needsAdmin: true };
  }
  for (const scope of records(row, 'oauth2PermissionScopes')) {
    const name = text(scope, 'value');
    const type = text(scope, 'type');
    if (name)
      scopes[name] = { ...readPermission(scope, 'adminConsent'), needsAdmin: type === null ? null : type === 'Admin' };
  }
  return { roles, scopes };
}

/** Roles have `displayName` and `description`; scopes have them twice, for administrators and for users. */
function readPermission(row: WireRecord, prefix: '' | 'adminConsent'): Omit<ApiPermission, 'needsAdmin'> {
  const [displayName, description] = prefix
    ? (['adminConsentDisplayName', 'adminConsentDescription'] as const)
    : (['displayName', 'description'] as const);
  return { name: text(row, 'value'), displayName: text(row, displayName), description: text(row, description) };
}
