import type { IntuneDevice } from '../../schema/Host.js';
import type { GraphClient } from '../graph/GraphClient.js';
import type { Want } from '../pivots/Want.js';
import { equalsOneOf, segment, withQuery } from '../util/odata.js';
import { sentList } from './answers.js';
import { selectOf, type Columns } from './columns.js';
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
  async byDeviceId({ tenant, call }: Place, deviceId: string, want: Want): Promise<IntuneDevice | null> {
    const path = withQuery('/deviceManagement/managedDevices', {
      $filter: equalsOneOf('azureADDeviceId', [deviceId]),
      $select: selectOf(INTUNE_COLUMNS, want.fieldsOf('IntuneDevice'), ['id', 'azureADDeviceId', 'lastSyncDateTime']),
    });
    const answer = await this.graph.send(tenant, { method: 'GET', path, workload: 'intune' }, call);
    const own = sentList(answer, tenant)
      .map(({ record }) => record)
      .filter((row) => text(row, 'azureADDeviceId')?.toLowerCase() === deviceId.toLowerCase())
      .map(readIntune)
      .sort((a, b) => (b.lastSyncAt ?? '').localeCompare(a.lastSyncAt ?? ''));
    return own[0] ?? null;
  }

  /** Entra device ids of the machines that Intune gives to one user; those that Entra does not know have none. */
  async deviceIdsOfUser({ tenant, call }: Place, userId: string): Promise<string[]> {
    const path = withQuery(`/users/${segment(userId)}/managedDevices`, { $select: 'id,azureADDeviceId' });
    const answer = await this.graph.send(tenant, { method: 'GET', path, workload: 'intune' }, call);
    const ids = sentList(answer, tenant).map(({ record }) => text(record, 'azureADDeviceId')?.toLowerCase());
    return [...new Set(ids)].filter((id) => id !== undefined && id !== UNREGISTERED) as string[];
  }
}

function readIntune(row: WireRecord): IntuneDevice {
  return {
    intuneId: text(row, 'id') ?? '',
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
