import type { MatchKey } from '../../schema/enums.js';
import type { EntraDevice, Host } from '../../schema/Host.js';
import type { GraphClient } from '../graph/GraphClient.js';
import type { GraphRequest } from '../graph/GraphRequest.js';
import type { GraphTenant } from '../graph/GraphTenant.js';
import { KNOWN_BY } from '../pivots/Key.js';
import type { Want } from '../pivots/Want.js';
import { globalId } from '../util/globalId.js';
import { equalsOneOf, isOneOf, segment, withQuery } from '../util/odata.js';
import { foundOrNull, sentList, type Sent } from './answers.js';
import { type Capabilities } from './Capabilities.js';
import { selectOf, type Columns } from './columns.js';
import {
  directory,
  type DirectoryPage,
  directoryPages,
  type DirectoryQuery,
  EXPANDED_AT_MOST,
  isAdvanced,
} from './directoryPages.js';
import { keyedRead, readEach } from './keyedRead.js';
import { byFilter } from './keyedRequests.js';
import type { Place } from './Place.js';
import { readUser, readUsers, userSelect, type FoundUser } from './UserSource.js';
import { bool, moment, records, text, type WireRecord } from './wire.js';

/** A host, and what `$expand` has brought along. */
export type FoundHost = Host & {
  readonly expanded?: { readonly registeredOwners: readonly FoundUser[] };
  /** Known where the machine was found by Defender or Intune rather than in Entra. */
  readonly defenderId?: string;
  readonly intuneId?: string;
  readonly foundBy?: MatchKey;
};

const IDENTITY = ['id', 'deviceId', 'displayName'];
/** What ranks several machines of one name. */
const LIVELINESS = ['accountEnabled', 'approximateLastSignInDateTime', 'trustType'];

const HOST_COLUMNS: Columns = {
  operatingSystem: ['operatingSystem'],
  osVersion: ['operatingSystemVersion'],
  trustType: ['trustType'],
  isCompliant: ['isCompliant'],
  isManaged: ['isManaged'],
  accountEnabled: ['accountEnabled'],
  lastSeenAt: ['approximateLastSignInDateTime'],
  entra: [
    'deviceOwnership',
    'profileType',
    'enrollmentType',
    'manufacturer',
    'model',
    'isRooted',
    'registrationDateTime',
    'onPremisesSyncEnabled',
  ],
};

const OWNERS = { shortcut: 'devices.$expand.registeredOwners' } as const;

/** Machines as Entra knows them: `/devices`. Needs Device.Read.All. */
export class HostSource {
  constructor(
    readonly graph: GraphClient,
    readonly capabilities: Capabilities,
  ) {}

  /**
   * Machines by device id (or-chains: `in` is not documented for it) or by name, fifteen to a call. Names are not unique.
   *
   * @returns for each value the machines that carry it, [] for none, an Error where the request failed
   */
  async find(
    place: Place,
    by: MatchKey,
    values: readonly string[],
    want: Want,
  ): Promise<Map<string, FoundHost[] | Error>> {
    const property = hostProperty(by);
    const select = hostSelect(want, property === 'displayName' ? LIVELINESS : []);
    const isWanted = want.shortcutsOf('Host').has('registeredOwners');
    return this.capabilities.byKey({ ...OWNERS, tenantId: place.tenant.tenantId, isWanted }, async (isExpanded) => {
      const requests = byFilter(values, (some) => hostRequest(property, some, select, isExpanded));
      const found = await keyedRead(this.graph, place, requests, property);
      return readEach(found, (sent) => readHosts(place, sent, isExpanded));
    });
  }

  /** Pages of machines, one request each, as long as somebody reads on. */
  pages(place: Place, query: DirectoryQuery, want: Want): AsyncGenerator<DirectoryPage<FoundHost>, void, undefined> {
    const { tenantId } = place.tenant;
    const isWanted = !isAdvanced(query) && want.shortcutsOf('Host').has('registeredOwners');
    return this.capabilities.pages({ ...OWNERS, tenantId, isWanted }, (isExpanded) => {
      const options = { $select: hostSelect(want), $expand: isExpanded ? 'registeredOwners' : null };
      return directoryPages(this.graph, place, '/devices', query, options, (sent) =>
        readHosts(place, sent, isExpanded),
      );
    });
  }

  /** People registered as owners or users of one machine; nobody where Entra does not know it. */
  async people(
    { tenant, call }: Place,
    deviceId: string,
    relation: 'registeredOwners' | 'registeredUsers',
    want: Want,
  ): Promise<FoundUser[]> {
    const path = withQuery(`/devices(deviceId='${segment(deviceId)}')/${relation}`, { $select: userSelect(want) });
    const answer = await foundOrNull(this.graph.send(tenant, directory(path), call));
    return answer ? readUsers({ tenant, call }, sentList(answer, tenant)) : [];
  }

  /** Machines that one user owns or is registered on, each once. */
  async ofUser({ tenant, call }: Place, userId: string, want: Want): Promise<FoundHost[]> {
    const answers = await Promise.all(
      ['ownedDevices', 'registeredDevices'].map((relation) => {
        const path = withQuery(`/users/${segment(userId)}/${relation}`, { $select: hostSelect(want) });
        return this.graph.send(tenant, directory(path), call);
      }),
    );
    const hosts = answers.flatMap((answer) => readHosts({ tenant, call }, sentList(answer, tenant)));
    return [...new Map(hosts.map((host) => [host.id, host])).values()];
  }
}

/** The property that a kind of key asks for: kinds of one property travel in one filter. */
export function hostProperty(by: MatchKey): 'id' | 'deviceId' | 'displayName' {
  if (by === 'OBJECT_ID') return 'id';
  return by === 'DEVICE_ID' ? 'deviceId' : 'displayName';
}

/** `$select` of machines. */
export function hostSelect(want: Want, more: readonly string[] = []): string {
  return selectOf(HOST_COLUMNS, want.fieldsOf('Host'), [...IDENTITY, ...more]);
}

/** @param isExpanded whether owners were expanded: then a machine without any has none */
export function readHosts({ tenant }: Place, sent: readonly Sent[], isExpanded = false): FoundHost[] {
  return sent.filter(({ record: row }) => text(row, 'id') !== null).map((one) => readHost(tenant, one, isExpanded));
}

/** A machine as Entra sends it. */
function readHost(tenant: GraphTenant, { record: row, asOf }: Sent, isExpanded: boolean): FoundHost {
  const graphId = text(row, 'id') ?? '';
  const deviceId = text(row, 'deviceId')?.toLowerCase() ?? null;
  return {
    __typename: 'Host',
    tenantId: tenant.tenantId,
    id: globalId('Host', tenant.tenantId, deviceId ?? KNOWN_BY.objectId + graphId),
    graphId,
    asOf,
    freshness: 'LIVE',
    name: text(row, 'displayName') ?? deviceId ?? graphId,
    deviceId,
    operatingSystem: text(row, 'operatingSystem'),
    osVersion: text(row, 'operatingSystemVersion'),
    trustType: text(row, 'trustType'),
    isCompliant: bool(row, 'isCompliant'),
    isManaged: bool(row, 'isManaged'),
    accountEnabled: bool(row, 'accountEnabled'),
    lastSeenAt: moment(row, 'approximateLastSignInDateTime'),
    entra: readEntra(graphId, row),
    ...(isExpanded ? expandedOwners(tenant, { record: row, asOf }) : {}),
  };
}

function readEntra(objectId: string, row: WireRecord): EntraDevice {
  return {
    objectId,
    ownership: text(row, 'deviceOwnership'),
    profileType: text(row, 'profileType'),
    enrollmentType: text(row, 'enrollmentType'),
    manufacturer: text(row, 'manufacturer'),
    model: text(row, 'model'),
    isRooted: bool(row, 'isRooted'),
    registeredAt: moment(row, 'registrationDateTime'),
    isSynced: bool(row, 'onPremisesSyncEnabled'),
  };
}

function expandedOwners(tenant: GraphTenant, { record: row, asOf }: Sent): Pick<FoundHost, 'expanded'> {
  const owners = records(row, 'registeredOwners');
  if (owners.length >= EXPANDED_AT_MOST) return {};
  return { expanded: { registeredOwners: owners.map((owner) => readUser(tenant, { record: owner, asOf })) } };
}

function hostRequest(
  property: ReturnType<typeof hostProperty>,
  values: readonly string[],
  select: string,
  isExpanded: boolean,
): GraphRequest {
  const path = withQuery('/devices', {
    $filter: property === 'displayName' ? isOneOf(property, values) : equalsOneOf(property, values),
    $select: select,
    $expand: isExpanded ? 'registeredOwners' : null,
  });
  return directory(path);
}
