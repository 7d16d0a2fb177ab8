import type { MatchKey } from '../../schema/enums.js';
import type { IntuneDevice } from '../../schema/Host.js';
import type { GraphClient } from '../graph/GraphClient.js';
import type { GraphTenant } from '../graph/GraphTenant.js';
import { KNOWN_BY } from '../pivots/Key.js';
import type { Want } from '../pivots/Want.js';
import { globalId } from '../util/globalId.js';
import { equalsOneOf, segment, withQuery } from '../util/odata.js';
import { foundOrNull, sentList, sentOne, type Sent } from './answers.js';
import { selectOf, type Columns } from './columns.js';
import type { FoundHost } from './HostSource.js';
import type { Place } from './Place.js';
import { bool, long, moment, text, type WireRecord } from './wire.js';

const INTUNE_COLUMNS: Columns = {
  name: ['deviceName'],
  complianceState: ['complianceState'],
  complianceGraceUntil: ['complianceGracePeriodExpirationDateTime'],
  isEncrypted: ['isEncrypted'],
  isSupervised: ['isSupervised'],
  jailBroken: ['jailBroken'],
  managementAgent: ['managementAgent'],
  partnerReportedThreatState: ['partnerReportedThreatState'],
  serialNumber: ['serialNumber'],
  manufacturer: ['manufacturer'],
  model: ['model'],
  operatingSystem: ['operatingSystem'],
  osVersion: ['osVersion'],
  userPrincipalName: ['userPrincipalName'],
  enrolledAt: ['enrolledDateTime'],
  lastSyncAt: ['lastSyncDateTime'],
  freeStorageBytes: ['freeStorageSpaceInBytes'],
  totalStorageBytes: ['totalStorageSpaceInBytes'],
};

/** What Intune has for a machine that is not registered in Entra. */
const UNREGISTERED = '00000000-0000-0000-0000-000000000000';

/** Machines as Intune knows them. Needs DeviceManagementManagedDevices.Read.All. */
export class IntuneSource {
  constructor(readonly graph: GraphClient) {}

  /**
   * The Intune record of one Entra device id, the one that synchronised last where there are several; null for none.
   * One id to a call: Intune answers an or-chain with its first match only, and an unknown filter with everything,
   * so each row is compared with the id that was asked for.
   */
  byDeviceId(place: Place, deviceId: string, want: Want): Promise<IntuneDevice | null> {
    return this.#latest(place, 'azureADDeviceId', deviceId, want);
  }

  /** The Intune record of a name, which several machines may have: the one that synchronised last; null for none. */
  byName(place: Place, name: string, want: Want): Promise<IntuneDevice | null> {
    return this.#latest(place, 'deviceName', name, want);
  }

  async #latest(
    { tenant, call }: Place,
    property: 'azureADDeviceId' | 'deviceName',
    value: string,
    want: Want,
  ): Promise<IntuneDevice | null> {
    const always = ['id', 'azureADDeviceId', 'deviceName', 'lastSyncDateTime'];
    const path = withQuery('/deviceManagement/managedDevices', {
      $filter: equalsOneOf(property, [value]),
      $select: selectOf(INTUNE_COLUMNS, want.fieldsOf('IntuneDevice'), always),
    });
    const answer = await this.graph.send(tenant, { method: 'GET', path, workload: 'intune' }, call);
    const own = sentList(answer, tenant)
      .map(({ record }) => record)
      .filter((row) => text(row, property)?.toLowerCase() === value.toLowerCase())
      .map(readIntune)
      .sort((a, b) => (b.lastSyncAt ?? '').localeCompare(a.lastSyncAt ?? ''));
    return own[0] ?? null;
  }

  /** The Intune record under its own id; null when Intune does not know it. */
  async byId({ tenant, call }: Place, intuneId: string, want: Want): Promise<IntuneDevice | null> {
    const path = withQuery(`/deviceManagement/managedDevices/${segment(intuneId)}`, {
      $select: selectOf(INTUNE_COLUMNS, want.fieldsOf('IntuneDevice'), ['id']),
    });
    const answer = await foundOrNull(this.graph.send(tenant, { method: 'GET', path, workload: 'intune' }, call));
    return answer && readIntune(sentOne(answer, tenant).record);
  }

  /** Machines that Intune knows by this Entra device id or by this name, whether Entra knows them or not. */
  async hosts({ tenant, call }: Place, by: 'azureADDeviceId' | 'deviceName', value: string): Promise<FoundHost[]> {
    const path = withQuery('/deviceManagement/managedDevices', {
      $filter: equalsOneOf(by, [value]),
      $select: HOST_COLUMNS.join(','),
    });
    const answer = await this.graph.send(tenant, { method: 'GET', path, workload: 'intune' }, call);
    return sentList(answer, tenant)
      .filter(({ record }) => text(record, by)?.toLowerCase() === value.toLowerCase())
      .map((sent) => readHost(tenant, sent, by === 'deviceName' ? 'HOST_NAME' : 'DEVICE_ID'));
  }

  /** One machine that Intune may know alone; [] when it does not. */
  async hostById({ tenant, call }: Place, intuneId: string): Promise<FoundHost[]> {
    const path = withQuery(`/deviceManagement/managedDevices/${segment(intuneId)}`, {
      $select: HOST_COLUMNS.join(','),
    });
    const answer = await foundOrNull(this.graph.send(tenant, { method: 'GET', path, workload: 'intune' }, call));
    return answer ? [readHost(tenant, sentOne(answer, tenant), 'INTUNE_ID')] : [];
  }

  /** Entra device ids of the machines that Intune gives to one user; those that Entra does not know have none. */
  async deviceIdsOfUser({ tenant, call }: Place, userId: string): Promise<string[]> {
    const path = withQuery(`/users/${segment(userId)}/managedDevices`, { $select: 'id,azureADDeviceId' });
    const answer = await this.graph.send(tenant, { method: 'GET', path, workload: 'intune' }, call);
    const ids = sentList(answer, tenant).map(({ record }) => text(record, 'azureADDeviceId')?.toLowerCase());
    return [...new Set(ids)].filter((id) => id !== undefined && id !== UNREGISTERED) as string[];
  }
}

const HOST_COLUMNS = ['id', 'azureADDeviceId', 'deviceName', 'operatingSystem', 'osVersion', 'complianceState', 'lastSyncDateTime']; // prettier-ignore

/** A machine as Intune alone knows it. Its device id is Entra's word, even where Entra has forgotten it. */
function readHost({ tenantId }: GraphTenant, { record: row, asOf }: Sent, foundBy: MatchKey): FoundHost {
  const intuneId = text(row, 'id')?.toLowerCase() ?? '';
  const entraId = text(row, 'azureADDeviceId')?.toLowerCase() ?? UNREGISTERED;
  const deviceId = entraId === UNREGISTERED ? null : entraId;
  const compliance = text(row, 'complianceState');
  return {
    __typename: 'Host',
    tenantId,
    id: globalId('Host', tenantId, deviceId ?? KNOWN_BY.intuneId + intuneId),
    graphId: null,
    asOf,
    freshness: 'LIVE',
    name: text(row, 'deviceName') ?? intuneId,
    deviceId,
    intuneId,
    foundBy,
    operatingSystem: text(row, 'operatingSystem'),
    osVersion: text(row, 'osVersion'),
    trustType: null,
    isCompliant: compliance === null || compliance === 'unknown' ? null : compliance === 'compliant',
    isManaged: true,
    accountEnabled: null,
    lastSeenAt: moment(row, 'lastSyncDateTime'),
    entra: null,
  };
}

function readIntune(row: WireRecord): IntuneDevice {
  return {
    intuneId: text(row, 'id') ?? '',
    deviceId: text(row, 'azureADDeviceId')?.toLowerCase() ?? null,
    name: text(row, 'deviceName'),
    complianceState: text(row, 'complianceState'),
    complianceGraceUntil: moment(row, 'complianceGracePeriodExpirationDateTime'),
    isEncrypted: bool(row, 'isEncrypted'),
    isSupervised: bool(row, 'isSupervised'),
    jailBroken: text(row, 'jailBroken'),
    managementAgent: text(row, 'managementAgent'),
    partnerReportedThreatState: text(row, 'partnerReportedThreatState'),
    serialNumber: text(row, 'serialNumber'),
    manufacturer: text(row, 'manufacturer'),
    model: text(row, 'model'),
    operatingSystem: text(row, 'operatingSystem'),
    osVersion: text(row, 'osVersion'),
    userPrincipalName: text(row, 'userPrincipalName'),
    enrolledAt: moment(row, 'enrolledDateTime'),
    lastSyncAt: moment(row, 'lastSyncDateTime'),
    freeStorageBytes: long(row, 'freeStorageSpaceInBytes'),
    totalStorageBytes: long(row, 'totalStorageSpaceInBytes'),
  };
}
