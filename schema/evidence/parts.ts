import { Many, Moment, Part, Text, Whole } from './fields.js';

@Part('One access of an account to a resource.')
export class ResourceAccess {
  @Moment('When it happened.')
  at!: string | null;

  @Text('Account that was used, as the provider names it.')
  accountId!: string | null;

  @Text('Address that it came from.')
  ipAddress!: string | null;

  @Text('Resource that was reached.')
  resource!: string | null;
}

@Part('An account as a piece of evidence names it.')
export class UserAccount {
  @Text('Account name without domain (sAMAccountName); null for accounts that exist in the cloud only.')
  accountName!: string | null;

  @Text('Domain of the account: its NetBIOS or DNS name, or the machine for a local account.')
  domain!: string | null;

  @Text('Object id of the user in Entra.')
  objectId!: string | null;

  @Text('User principal name.')
  userPrincipalName!: string | null;

  @Text('Security identifier: on-premises S-1-5-21-…, cloud S-1-12-1-…, or a well-known one such as S-1-5-18 (SYSTEM).')
  sid!: string | null;

  @Text('Name for people.')
  displayName!: string | null;

  @Text('Entra tenant that the account belongs to; another one than that of the alert for a guest.')
  directoryTenantId!: string | null;

  @Text('Object GUID in the on-premises Active Directory; null for accounts that exist in the cloud only.')
  activeDirectoryObjectId!: string | null;

  @Many(() => ResourceAccess, 'What the account reached, where the provider tells.')
  resourceAccess!: readonly ResourceAccess[];
}

@Part('An account that was logged on to a machine.')
export class LoggedOnUser {
  @Text('Account name without domain.')
  accountName!: string | null;

  @Text('Domain of the account.')
  domain!: string | null;
}

@Part('The virtual machine that a device is.')
export class VirtualMachine {
  @Text("Cloud, in Graph's word: azure or unknown.")
  cloudProvider!: string | null;

  @Text('Id of the virtual machine in its cloud.')
  vmId!: string | null;

  @Text('Azure resource id.')
  resourceId!: string | null;

  @Text('Azure subscription.')
  subscriptionId!: string | null;
}

@Part('Sender of a mail, of the envelope or of the From line.')
export class EmailSender {
  @Text('Mail address.')
  address!: string | null;

  @Text('Domain of the address.')
  domain!: string | null;

  @Text('Name shown beside the address.')
  displayName!: string | null;
}

@Part('A hash of a file.')
export class FileHash {
  @Text("Algorithm, in Graph's word: md5, sha1, sha256, sha256ac or unknown.")
  algorithm!: string | null;

  @Text('The hash in hexadecimal digits.')
  value!: string | null;
}

@Part('A name and a value that someone has attached to an object.')
export class Label {
  @Text('Name of the label.')
  name!: string | null;

  @Text('Its value; null where it is not text.')
  value!: string | null;
}

@Part('A port of a Kubernetes service.')
export class KubernetesServicePort {
  @Text('Name of the port.')
  name!: string | null;

  @Text("Transport, in Graph's word: tcp, udp or sctp.")
  protocol!: string | null;

  @Text('Protocol of the application, such as http.')
  appProtocol!: string | null;

  @Whole('Port of the service.')
  port!: number | null;

  @Whole('Port on each node.')
  nodePort!: number | null;

  @Text('Port of the pod: a number or a name.')
  targetPort!: string | null;
}
