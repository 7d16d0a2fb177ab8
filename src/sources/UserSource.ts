import type { MatchKey } from '../../schema/enums.js';
import type { OnPremisesIdentity, User } from '../../schema/User.js';
import type { GraphClient } from '../graph/GraphClient.js';
import type { GraphRequest } from '../graph/GraphRequest.js';
import type { GraphTenant } from '../graph/GraphTenant.js';
import type { Want } from '../pivots/Want.js';
import { globalId } from '../util/globalId.js';
import { equalsOneOf, isOneOf, segment, withQuery } from '../util/odata.js';
import { foundOrNull, sentList, sentOne, type Sent } from './answers.js';
import { isRefusedShortcut, type Capabilities } from './Capabilities.js';
import { selectOf, type Columns } from './columns.js';
import {
  ADVANCED,
  directory,
  directoryPages,
  isAdvanced,
  type DirectoryPage,
  type DirectoryQuery,
} from './directoryPages.js';
import { keyedRead, readEach } from './keyedRead.js';
import { byFilter, byObjectId } from './keyedRequests.js';
import type { Place } from './Place.js';
import { bool, moment, record, text, type WireRecord } from './wire.js';

/** A user, and what `$expand` has brought along. */
export type FoundUser = User & { readonly expanded?: { readonly manager: FoundUser | null } };

const USER_COLUMNS: Columns = {
  displayName: ['displayName'],
  userPrincipalName: ['userPrincipalName'],
  mail: ['mail'],
  jobTitle: ['jobTitle'],
  department: ['department'],
  companyName: ['companyName'],
  officeLocation: ['officeLocation'],
  country: ['country'],
  usageLocation: ['usageLocation'],
  userType: ['userType'],
  accountEnabled: ['accountEnabled'],
  createdAt: ['createdDateTime'],
  lastPasswordChangeAt: ['lastPasswordChangeDateTime'],
  sid: ['securityIdentifier'],
  onPremises: [
    'onPremisesSyncEnabled',
    'onPremisesSamAccountName',
    'onPremisesDomainName',
    'onPremisesSecurityIdentifier',
  ],
};

/** Fields of a user that arrives by `$expand` on a list, where nothing can be selected: Graph's default properties. */
export const EXPANDED_USER_FIELDS: ReadonlySet<string> = new Set([
  '__typename',
  'id',
  'graphId',
  'tenant',
  'asOf',
  'freshness',
  'displayName',
  'userPrincipalName',
  'mail',
  'jobTitle',
  'officeLocation',
]);

/** How the directory is asked by each key: the property, what ranks several hits, and the filter it allows. */
interface KeyForm {
  readonly property: string;
  readonly select: readonly string[];
  readonly form: 'in' | 'or' | 'advanced';
}

const KEY_FORMS: Partial<Record<MatchKey, KeyForm>> = {
  OBJECT_ID: { property: 'id', select: [], form: 'in' },
  CLOUD_SECURITY_IDENTIFIER: { property: 'id', select: [], form: 'in' },
  USER_PRINCIPAL_NAME: { property: 'userPrincipalName', select: ['userPrincipalName'], form: 'in' },
  MAIL: { property: 'mail', select: ['mail', 'accountEnabled'], form: 'in' },
  SECURITY_IDENTIFIER: {
    property: 'onPremisesSecurityIdentifier',
    select: ['onPremisesSecurityIdentifier'],
    form: 'or',
  },
  SAM_ACCOUNT_NAME: {
    property: 'onPremisesSamAccountName',
    select: ['onPremisesSamAccountName', 'onPremisesDomainName', 'accountEnabled'],
    form: 'advanced',
  },
};

const MANAGER = { shortcut: 'users.$expand.manager' } as const;

/** Users of the directory: `/users` and `directoryObjects/getByIds`. Needs User.Read.All. */
export class UserSource {
  constructor(
    readonly graph: GraphClient,
    readonly capabilities: Capabilities,
  ) {}

  /**
   * Users by one kind of key, in the cheapest calls for it: object ids a thousand at a time where nothing is expanded,
   * everything else fifteen at a time.
   *
   * @returns for each value the users that carry it, [] for none, an Error where the request failed
   */
  async find(
    place: Place,
    by: MatchKey,
    values: readonly string[],
    want: Want,
  ): Promise<Map<string, FoundUser[] | Error>> {
    const key = KEY_FORMS[by];
    if (!key) return new Map();
    const isWanted = key.form !== 'advanced' && want.shortcutsOf('User').has('manager');
    const select = userSelect(want, key.select);
    return this.capabilities.byKey({ ...MANAGER, tenantId: place.tenant.tenantId, isWanted }, async (isExpanded) => {
      const requests =
        key.property === 'id' && !isExpanded
          ? byObjectId(values, 'user', select)
          : byFilter(values, (some) => userRequest(key, some, select, isExpanded));
      const found = await keyedRead(this.graph, place, requests, key.property);
      return readEach(found, (sent) => readUsers(place, sent, isExpanded));
    });
  }

  /** The manager of one user; null when there is none. */
  async manager({ tenant, call }: Place, userId: string, want: Want): Promise<FoundUser | null> {
    const path = withQuery(`/users/${segment(userId)}/manager`, { $select: userSelect(want) });
    const answer = await foundOrNull(this.graph.send(tenant, directory(path), call));
    return answer && readUser(tenant, sentOne(answer, tenant));
  }

  /** From the manager up to the top: in one call where Graph nests the chain, else level by level. */
  async managerChain(place: Place, userId: string, want: Want): Promise<FoundUser[]> {
    const { tenantId } = place.tenant;
    if (!this.capabilities.allows(tenantId, 'user.$expand.managers')) return this.#climb(place, userId, want);
    try {
      return await this.#nestedChain(place, userId, want);
    } catch (thrown) {
      if (!isRefusedShortcut(thrown)) throw thrown;
      const chain = await this.#climb(place, userId, want);
      this.capabilities.refuse(tenantId, 'user.$expand.managers');
      return chain;
    }
  }

  async #nestedChain({ tenant, call }: Place, userId: string, want: Want): Promise<FoundUser[]> {
    const path = withQuery(`/users/${segment(userId)}`, {
      $select: 'id',
      $expand: `manager($levels=max;$select=${userSelect(want)})`,
      $count: 'true',
    });
    const answer = await this.graph.send(tenant, { ...directory(path), headers: ADVANCED }, call);
    const { record: user, asOf } = sentOne(answer, tenant);
    const chain: FoundUser[] = [];
    for (let manager = record(user, 'manager'); manager; manager = record(manager, 'manager')) {
      chain.push(readUser(tenant, { record: manager, asOf }));
    }
    return chain;
  }

  /** A call for each level. Nobody is above themselves: a circle in the directory ends where it closes. */
  async #climb(place: Place, userId: string, want: Want): Promise<FoundUser[]> {
    const chain: FoundUser[] = [];
    const seen = new Set([userId]);
    let manager = await this.manager(place, userId, want);
    while (manager && !seen.has(manager.graphId)) {
      seen.add(manager.graphId);
      chain.push(manager);
      manager = await this.manager(place, manager.graphId, want);
    }
    return chain;
  }

  /** Pages of users, one request each, as long as somebody reads on. */
  pages(place: Place, query: DirectoryQuery, want: Want): AsyncGenerator<DirectoryPage<FoundUser>, void, undefined> {
    const { tenantId } = place.tenant;
    const isWanted = !isAdvanced(query) && want.shortcutsOf('User').has('manager');
    return this.capabilities.pages({ ...MANAGER, tenantId, isWanted }, (isExpanded) => {
      const options = { $select: userSelect(want), $expand: isExpanded ? 'manager' : null };
      return directoryPages(this.graph, place, '/users', query, options, (sent) => readUsers(place, sent, isExpanded));
    });
  }

  async directReports({ tenant, call }: Place, userId: string, want: Want): Promise<FoundUser[]> {
    const path = withQuery(`/users/${segment(userId)}/directReports`, { $select: userSelect(want) });
    const answer = await this.graph.send(tenant, directory(path), call);
    return readUsers({ tenant, call }, sentList(answer, tenant));
  }

  /** Lets a user sign in, or not. Needs User.EnableDisableAccount.All. @returns request-id */
  async setEnabled({ tenant, call }: Place, userId: string, accountEnabled: boolean): Promise<string | null> {
    const request = { method: 'PATCH', path: `/users/${segment(userId)}`, body: { accountEnabled } } as const;
    return (await this.graph.send(tenant, { ...request, workload: 'directory' }, call)).requestId;
  }

  /** Ends the sessions of a user. Needs User.RevokeSessions.All. @returns request-id */
  async revokeSessions({ tenant, call }: Place, userId: string): Promise<string | null> {
    const request = { method: 'POST', path: `/users/${segment(userId)}/revokeSignInSessions` } as const;
    return (await this.graph.send(tenant, { ...request, workload: 'directory' }, call)).requestId;
  }

  /** What the record of a user says of signing in, read anew; null where there is no such user. */
  async signInState({ tenant, call }: Place, userId: string): Promise<SignInState | null> {
    const path = withQuery(`/users/${segment(userId)}`, {
      $select: 'id,accountEnabled,signInSessionsValidFromDateTime',
    });
    const answer = await foundOrNull(this.graph.send(tenant, directory(path), call));
    if (!answer) return null;
    const { record: row } = sentOne(answer, tenant);
    return {
      accountEnabled: bool(row, 'accountEnabled'),
      sessionsValidFrom: moment(row, 'signInSessionsValidFromDateTime'),
    };
  }
}

/** Whether, and with which sessions, a user may sign in. */
export interface SignInState {
  readonly accountEnabled: boolean | null;
  /** ISO 8601; older sessions are at an end. */
  readonly sessionsValidFrom: string | null;
}

/** The property that a kind of key asks for: kinds of one property travel in one filter. */
export function userProperty(by: MatchKey): string {
  return KEY_FORMS[by]?.property ?? by;
}

/** `$select` of users. */
export function userSelect(want: Want, more: readonly string[] = []): string {
  return selectOf(USER_COLUMNS, want.fieldsOf('User'), ['id', ...more]);
}

/** @param isExpanded whether managers were expanded: then a user without one has none */
export function readUsers({ tenant }: Place, sent: readonly Sent[], isExpanded = false): FoundUser[] {
  return sent.filter(({ record: row }) => text(row, 'id') !== null).map((one) => readUser(tenant, one, isExpanded));
}

/** A user as Graph sends it. */
export function readUser(tenant: GraphTenant, { record: row, asOf }: Sent, isExpanded = false): FoundUser {
  const graphId = text(row, 'id') ?? '';
  const manager = record(row, 'manager');
  return {
    __typename: 'User',
    tenantId: tenant.tenantId,
    id: globalId('User', tenant.tenantId, graphId),
    graphId,
    asOf,
    freshness: 'LIVE',
    displayName: text(row, 'displayName'),
    userPrincipalName: text(row, 'userPrincipalName'),
    mail: text(row, 'mail'),
    jobTitle: text(row, 'jobTitle'),
    department: text(row, 'department'),
    companyName: text(row, 'companyName'),
    officeLocation: text(row, 'officeLocation'),
    country: text(row, 'country'),
    usageLocation: text(row, 'usageLocation'),
    userType: text(row, 'userType'),
    accountEnabled: bool(row, 'accountEnabled'),
    createdAt: moment(row, 'createdDateTime'),
    lastPasswordChangeAt: moment(row, 'lastPasswordChangeDateTime'),
    sid: text(row, 'securityIdentifier'),
    onPremises: onPremises(row),
    ...(isExpanded ? { expanded: { manager: manager && readUser(tenant, { record: manager, asOf }) } } : {}),
  };
}

function onPremises(row: WireRecord): OnPremisesIdentity | null {
  const identity = {
    isSynced: bool(row, 'onPremisesSyncEnabled'),
    accountName: text(row, 'onPremisesSamAccountName'),
    domain: text(row, 'onPremisesDomainName'),
    sid: text(row, 'onPremisesSecurityIdentifier'),
  };
  return Object.values(identity).some((value) => value !== null) ? identity : null;
}

function userRequest(
  { property, form }: KeyForm,
  values: readonly string[],
  select: string,
  isExpanded: boolean,
): GraphRequest {
  const path = withQuery('/users', {
    $filter: form === 'or' ? equalsOneOf(property, values) : isOneOf(property, values),
    $select: select,
    $expand: isExpanded ? 'manager' : null,
    $count: form === 'advanced' ? 'true' : null,
  });
  return { ...directory(path), ...(form === 'advanced' ? { headers: ADVANCED } : {}) };
}
