import type { HostRef, UserRef } from '../references.js';
import { AzureResourceEvidence } from './cloud.js';
import { Evidence } from './Evidence.js';
import { Flag, Kind, Long, Many, Moment, One, Text, Texts, Whole } from './fields.js';
import { UserEvidence } from './identity.js';
import { IpEvidence, NicEvidence, UrlEvidence } from './network.js';
import { LoggedOnUser, ResourceAccess, VirtualMachine } from './parts.js';

@Kind('A machine, as Defender for Endpoint knew it at the time of the alert.')
export class DeviceEvidence extends Evidence {
  readonly __typename = 'DeviceEvidence';
  hostRef!: HostRef | null;

  @Text('Host name without domain.')
  name!: string | null;

  @Text('Fully qualified DNS name.')
  dnsName!: string | null;

  @Text('DNS domain.')
  dnsDomain!: string | null;

  @Text('Domain of Windows networking (NetBIOS).')
  ntDomain!: string | null;

  @Text('Device id in Entra, which is not an object id; null for about half of the machines.')
  deviceId!: string | null;

  @Text('Id in Defender for Endpoint, 40 hexadecimal digits.')
  defenderId!: string | null;

  @Text('Operating system, such as Windows10.')
  os!: string | null;

  @Text('Version of the operating system.')
  osVersion!: string | null;

  @Long('Build of the operating system.')
  osBuild!: number | null;

  @Text("Risk at the time of the alert, in Graph's word: none, informational, low, medium or high.")
  riskScore!: string | null;

  @Text("Health of the Defender sensor, in Graph's word, such as active or noSensorData.")
  healthStatus!: string | null;

  @Text("Whether Defender for Endpoint runs on it, in Graph's word, such as onboarded or canBeOnboarded.")
  onboardingStatus!: string | null;

  @Text("State of Defender Antivirus, in Graph's word, such as updated or disabled.")
  antivirusStatus!: string | null;

  @Moment('When Defender for Endpoint first saw it.')
  firstSeenAt!: string | null;

  @Text('Its last address in its own network.')
  lastIpAddress!: string | null;

  @Text('The last address it was seen with from outside.')
  lastExternalIpAddress!: string | null;

  @Texts('Addresses of its network cards.')
  ipInterfaces!: readonly string[];

  @Text('Machine group that decides who may see it in Defender.')
  machineGroup!: string | null;

  @Whole('Number of the machine group.')
  machineGroupId!: number | null;

  @Many(() => LoggedOnUser, 'Accounts that were logged on during the alert.')
  loggedOnUsers!: readonly LoggedOnUser[];

  @Many(() => ResourceAccess, 'What was reached from it, where the provider tells.')
  resourceAccess!: readonly ResourceAccess[];

  @One(() => VirtualMachine, 'The virtual machine that it is; null for others.')
  virtualMachine!: VirtualMachine | null;
}

@Kind('A session that was logged on to a machine.')
export class HostLogonSessionEvidence extends Evidence {
  readonly __typename = 'HostLogonSessionEvidence';
  userRef!: UserRef | null;
  hostRef!: HostRef | null;

  @Text('Id of the session on its machine.')
  sessionId!: string | null;

  @One(() => UserEvidence, 'Account that was logged on.')
  userEvidence!: UserEvidence | null;

  @One(() => DeviceEvidence, 'Machine it was logged on to.')
  deviceEvidence!: DeviceEvidence | null;

  @Moment('When the session began.')
  startedAt!: string | null;

  @Moment('When it ended; null while it goes on, or where that is not known.')
  endedAt!: string | null;
}

@Kind('A device of the internet of things or of an industrial network.')
export class IoTDeviceEvidence extends Evidence {
  readonly __typename = 'IoTDeviceEvidence';

  @Text('Name of the device.')
  name!: string | null;

  @Text('Id in Defender for IoT.')
  iotDeviceId!: string | null;

  @Text('Type, such as PLC.')
  deviceType!: string | null;

  @Text('Finer type.')
  deviceSubType!: string | null;

  @Text('Its page in the portal of Defender for IoT.')
  webUrl!: string | null;

  @Text("How much depends on it, in Graph's word: low, normal, high or unknown.")
  importance!: string | null;

  @One(() => AzureResourceEvidence, 'IoT Hub that it is connected to.')
  iotHub!: AzureResourceEvidence | null;

  @Text('Id of the security agent on it.')
  securityAgentId!: string | null;

  @One(() => IpEvidence, 'Its address.')
  ip!: IpEvidence | null;

  @Text('Hardware address as the provider wrote it.')
  macAddress!: string | null;

  @Many(() => NicEvidence, 'Its network cards.')
  nics!: readonly NicEvidence[];

  @Text('Operating system.')
  operatingSystem!: string | null;

  @Text('Who made it.')
  manufacturer!: string | null;

  @Text('Model.')
  model!: string | null;

  @Text('Serial number.')
  serialNumber!: string | null;

  @Texts('Who owns it.')
  owners!: readonly string[];

  @Texts('Protocols that it speaks.')
  protocols!: readonly string[];

  @Text('Layer of the Purdue model of industrial networks.')
  purdueLayer!: string | null;

  @Text('Sensor that saw it.')
  sensor!: string | null;

  @Text('Site that it stands in.')
  site!: string | null;

  @Text('Zone of the site.')
  zone!: string | null;

  @Text('Product that knows it.')
  source!: string | null;

  @One(() => UrlEvidence, 'Link into the product that knows it.')
  sourceUrl!: UrlEvidence | null;

  @Flag('Whether it is allowed in its network.')
  isAuthorized!: boolean | null;

  @Flag('Whether it programs other devices.')
  isProgramming!: boolean | null;

  @Flag('Whether it scans other devices.')
  isScanner!: boolean | null;
}
