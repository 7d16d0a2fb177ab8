import type { Cells } from '../kql/values.js';
import { cell } from './columns.js';

/** A piece of evidence, or a part of one. */
export type EvidenceRecord = Readonly<Record<string, unknown>>;

/** What hunting calls an entity, and the cells that tell of it, from one piece of evidence of an alert. */
export function entityOf(evidence: EvidenceRecord): Cells {
  const kind = cell(evidence['@odata.type'])
    .replace('#microsoft.graph.security.', '')
    .replace(/Evidence$/, '');
  const entity = ENTITIES[kind];
  if (entity) return { EntityType: entity.type, ...entity.cells(evidence), AdditionalFields: '' };
  return { EntityType: kind.charAt(0).toUpperCase() + kind.slice(1), AdditionalFields: JSON.stringify(evidence) };
}

interface Entity {
  readonly type: string;
  readonly cells: (evidence: EvidenceRecord) => Cells;
}

const ENTITIES: Readonly<Record<string, Entity>> = {
  user: { type: 'User', cells: (evidence) => account(part(evidence, 'userAccount')) },
  mailbox: {
    type: 'Mailbox',
    cells: (evidence) => ({ ...account(part(evidence, 'userAccount')), AccountUpn: cell(evidence['upn']) }),
  },
  device: { type: 'Machine', cells: machine },
  process: {
    type: 'Process',
    cells: (evidence) => ({
      ...account(part(evidence, 'userAccount')),
      ...file(part(evidence, 'imageFile')),
      DeviceId: cell(evidence['mdeDeviceId']),
      ProcessCommandLine: cell(evidence['processCommandLine']),
    }),
  },
  file: {
    type: 'File',
    cells: (evidence) => ({ ...file(part(evidence, 'fileDetails')), DeviceId: cell(evidence['mdeDeviceId']) }),
  },
  ip: { type: 'Ip', cells: (evidence) => ({ RemoteIP: cell(evidence['ipAddress']) }) },
  url: { type: 'Url', cells: (evidence) => ({ RemoteUrl: cell(evidence['url']) }) },
  dns: { type: 'Url', cells: (evidence) => ({ RemoteUrl: cell(evidence['domainName']) }) },
  networkConnection: {
    type: 'Ip',
    cells: (evidence) => ({
      LocalIP: cell(part(evidence, 'sourceAddress')['ipAddress']),
      RemoteIP: cell(part(evidence, 'destinationAddress')['ipAddress']),
    }),
  },
  registryValue: {
    type: 'RegistryValue',
    cells: (evidence) => ({
      DeviceId: cell(evidence['mdeDeviceId']),
      RegistryKey: cell(evidence['registryKey']),
      RegistryValueName: cell(evidence['registryValueName']),
      RegistryValueData: cell(evidence['registryValue']),
    }),
  },
  analyzedMessage: {
    type: 'MailMessage',
    cells: (evidence) => ({
      NetworkMessageId: cell(evidence['networkMessageId']),
      EmailSubject: cell(evidence['subject']),
      RemoteIP: cell(evidence['senderIp']),
      AccountUpn: cell(evidence['recipientEmailAddress']),
    }),
  },
  mailCluster: { type: 'MailCluster', cells: () => ({}) },
  cloudLogonSession: { type: 'CloudLogonSession', cells: (evidence) => account(nested(evidence, 'account')) },
  hostLogonSession: {
    type: 'LogonSession',
    cells: (evidence) => ({ ...account(nested(evidence, 'account')), ...machine(part(evidence, 'host')) }),
  },
  cloudApplication: { type: 'CloudApplication', cells: (evidence) => ({ Application: cell(evidence['displayName']) }) },
  oauthApplication: {
    type: 'OAuthApplication',
    cells: (evidence) => ({
      Application: cell(evidence['displayName']),
      OAuthApplicationId: cell(evidence['appId']),
    }),
  },
  azureResource: {
    type: 'CloudResource',
    cells: (evidence) => ({
      CloudResource: cell(evidence['resourceName']),
      CloudPlatform: 'Azure',
      ResourceType: cell(evidence['resourceType']),
      ResourceID: cell(evidence['resourceId']),
    }),
  },
};

function account(userAccount: EvidenceRecord): Cells {
  return {
    AccountName: cell(userAccount['accountName']),
    AccountDomain: cell(userAccount['domainName']),
    AccountSid: cell(userAccount['userSid']),
    AccountObjectId: cell(userAccount['azureAdUserId']),
    AccountUpn: cell(userAccount['userPrincipalName']),
  };
}

function machine(device: EvidenceRecord): Cells {
  return {
    DeviceId: cell(device['mdeDeviceId']),
    DeviceName: cell(device['deviceDnsName']) || cell(device['hostName']),
    LocalIP: cell(device['lastIpAddress']),
  };
}

function file(details: EvidenceRecord): Cells {
  const { fileSize } = details;
  return {
    FileName: cell(details['fileName']),
    FolderPath: cell(details['filePath']),
    SHA1: cell(details['sha1']),
    SHA256: cell(details['sha256']),
    FileSize: typeof fileSize === 'number' ? fileSize : null,
  };
}

function part(evidence: EvidenceRecord, name: string): EvidenceRecord {
  const value = evidence[name];
  return typeof value === 'object' && value !== null ? (value as EvidenceRecord) : {};
}

/** The account inside user evidence that is itself a member. */
function nested(evidence: EvidenceRecord, name: string): EvidenceRecord {
  return part(part(evidence, name), 'userAccount');
}
