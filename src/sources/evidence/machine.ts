import type { AzureResourceEvidence } from '../../../schema/evidence/cloud.js';
import type { UserEvidence } from '../../../schema/evidence/identity.js';
import type { DeviceEvidence, HostLogonSessionEvidence, IoTDeviceEvidence } from '../../../schema/evidence/machine.js';
import type { IpEvidence, NicEvidence, UrlEvidence } from '../../../schema/evidence/network.js';
import { normalMac } from '../../identity/observable.js';
import { bool, integer, long, moment, text, texts } from '../wire.js';
import { kind } from './EvidenceRow.js';
import { hostRef, loggedOnUsers, resourceAccess, virtualMachine } from './parts.js';
import { sighting } from './sighting.js';

export const MACHINE_EVIDENCE = [
  kind<DeviceEvidence>({
    type: 'DeviceEvidence',
    wire: '#microsoft.graph.security.deviceEvidence',
    kind: 'DEVICE',
    read: (wire, scope) => {
      const defenderId = text(wire, 'mdeDeviceId');
      return {
        hostRef: scope.hostOf(defenderId) ?? hostRef(wire),
        name: text(wire, 'hostName'),
        dnsName: text(wire, 'deviceDnsName'),
        dnsDomain: text(wire, 'dnsDomain'),
        ntDomain: text(wire, 'ntDomain'),
        deviceId: text(wire, 'azureAdDeviceId'),
        defenderId,
        os: text(wire, 'osPlatform'),
        osVersion: text(wire, 'version'),
        osBuild: long(wire, 'osBuild'),
        riskScore: text(wire, 'riskScore'),
        healthStatus: text(wire, 'healthStatus'),
        onboardingStatus: text(wire, 'onboardingStatus'),
        antivirusStatus: text(wire, 'defenderAvStatus'),
        firstSeenAt: moment(wire, 'firstSeenDateTime'),
        lastIpAddress: text(wire, 'lastIpAddress'),
        lastExternalIpAddress: text(wire, 'lastExternalIpAddress'),
        ipInterfaces: texts(wire, 'ipInterfaces'),
        machineGroup: text(wire, 'rbacGroupName'),
        machineGroupId: integer(wire, 'rbacGroupId'),
        loggedOnUsers: loggedOnUsers(wire),
        resourceAccess: resourceAccess(wire),
        virtualMachine: virtualMachine(wire),
      };
    },
  }),
  kind<HostLogonSessionEvidence>({
    type: 'HostLogonSessionEvidence',
    wire: '#microsoft.graph.security.hostLogonSessionEvidence',
    kind: 'HOST_LOGON_SESSION',
    read: (wire, scope) => {
      const userEvidence = scope.one<UserEvidence>(wire, 'account', 'UserEvidence');
      const deviceEvidence = scope.one<DeviceEvidence>(wire, 'host', 'DeviceEvidence');
      return {
        userRef: userEvidence?.userRef ?? null,
        hostRef: deviceEvidence?.hostRef ?? null,
        sessionId: text(wire, 'sessionId'),
        userEvidence,
        deviceEvidence,
        startedAt: moment(wire, 'startUtcDateTime'),
        endedAt: moment(wire, 'endUtcDateTime'),
      };
    },
  }),
  kind<IoTDeviceEvidence>({
    type: 'IoTDeviceEvidence',
    wire: '#microsoft.graph.security.ioTDeviceEvidence',
    kind: 'IOT_DEVICE',
    read: (wire, scope) => ({
      name: text(wire, 'deviceName'),
      iotDeviceId: text(wire, 'deviceId'),
      deviceType: text(wire, 'deviceType'),
      deviceSubType: text(wire, 'deviceSubType'),
      webUrl: text(wire, 'devicePageLink'),
      importance: text(wire, 'importance'),
      iotHub: scope.one<AzureResourceEvidence>(wire, 'ioTHub', 'AzureResourceEvidence'),
      securityAgentId: text(wire, 'ioTSecurityAgentId'),
      ip: scope.one<IpEvidence>(wire, 'ipAddress', 'IpEvidence'),
      macAddress: text(wire, 'macAddress'),
      nics: scope.many<NicEvidence>(wire, 'nics', 'NicEvidence'),
      operatingSystem: text(wire, 'operatingSystem'),
      manufacturer: text(wire, 'manufacturer'),
      model: text(wire, 'model'),
      serialNumber: text(wire, 'serialNumber'),
      owners: texts(wire, 'owners'),
      protocols: texts(wire, 'protocols'),
      purdueLayer: text(wire, 'purdueLayer'),
      sensor: text(wire, 'sensor'),
      site: text(wire, 'site'),
      zone: text(wire, 'zone'),
      source: text(wire, 'source'),
      sourceUrl: scope.one<UrlEvidence>(wire, 'sourceRef', 'UrlEvidence'),
      isAuthorized: bool(wire, 'isAuthorized'),
      isProgramming: bool(wire, 'isProgramming'),
      isScanner: bool(wire, 'isScanner'),
    }),
    observables: (device) => [sighting(device, normalMac, device.macAddress)],
  }),
];
