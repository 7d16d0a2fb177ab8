import type { DefenderMachine } from '../../schema/DefenderMachine.js';
import type { GraphClient } from '../graph/GraphClient.js';
import { equalsOneOf, withQuery } from '../util/odata.js';
import { keyedRead } from './keyedRead.js';
import { byFilter } from './keyedRequests.js';
import type { Place } from './Place.js';
import { long, moment, records, text, texts, type WireRecord } from './wire.js';

/** By what machines are asked for: by the Entra device id that Defender knows, or by its own. */
export type MachineProperty = 'aadDeviceId' | 'id';

/** Machines of Defender for Endpoint: `/api/machines`. Needs Machine.Read.All of Defender; 100 calls a minute, no `$batch`. */
export class DefenderSource {
  constructor(readonly graph: GraphClient) {}

  /**
   * Machines by one of their ids, fifteen to a request of its own.
   *
   * @returns for each value its machines, the one that reported last first; [] for none, an Error where the request failed
   */
  async machines(
    place: Place,
    property: MachineProperty,
    values: readonly string[],
  ): Promise<Map<string, DefenderMachine[] | Error>> {
    const requests = byFilter(values, (some) => ({
      method: 'GET',
      version: 'api',
      alone: true,
      workload: 'defender',
      path: withQuery('/machines', { $filter: equalsOneOf(property, some) }),
    }));
    const found = await keyedRead(this.graph, place, requests, property);
    return new Map(
      [...found].map(([value, sent]) => [
        value,
        sent instanceof Error ? sent : sent.map(({ record }) => readMachine(record)).sort(lastSeenFirst),
      ]),
    );
  }
}

function lastSeenFirst(a: DefenderMachine, b: DefenderMachine): number {
  return (b.lastSeenAt ?? '').localeCompare(a.lastSeenAt ?? '');
}

function readMachine(row: WireRecord): DefenderMachine {
  return {
    machineId: text(row, 'id') ?? '',
    entraDeviceId: text(row, 'aadDeviceId')?.toLowerCase() ?? null,
    dnsName: text(row, 'computerDnsName'),
    osPlatform: text(row, 'osPlatform'),
    osVersion: text(row, 'version'),
    osBuild: long(row, 'osBuild'),
    architecture: text(row, 'osArchitecture'),
    sensorVersion: text(row, 'agentVersion'),
    healthStatus: text(row, 'healthStatus'),
    onboardingStatus: text(row, 'onboardingStatus'),
    riskScore: text(row, 'riskScore'),
    exposureLevel: text(row, 'exposureLevel'),
    deviceValue: text(row, 'deviceValue'),
    lastIpAddress: text(row, 'lastIpAddress'),
    lastExternalIpAddress: text(row, 'lastExternalIpAddress'),
    addresses: records(row, 'ipAddresses').flatMap((address) => {
      const ip = text(address, 'ipAddress');
      if (ip === null) return [];
      return [
        {
          ip,
          mac: text(address, 'macAddress'),
          type: text(address, 'type'),
          status: text(address, 'operationalStatus'),
        },
      ];
    }),
    deviceGroup: text(row, 'rbacGroupName'),
    tags: texts(row, 'machineTags'),
    firstSeenAt: moment(row, 'firstSeen'),
    lastSeenAt: moment(row, 'lastSeen'),
  };
}
