import type {
  EmailSender,
  FileHash,
  KubernetesServicePort,
  Label,
  LoggedOnUser,
  ResourceAccess,
  UserAccount,
  VirtualMachine,
} from '../../../schema/evidence/parts.js';
import type { FileDetails, GeoLocation } from '../../../schema/Observable.js';
import type { HostRef, UserRef } from '../../../schema/references.js';
import { normalHash } from '../../identity/observable.js';
import { decimal, integer, long, moment, record, records, text, type WireRecord } from '../wire.js';

export function resourceAccess(parent: WireRecord): ResourceAccess[] {
  return records(parent, 'resourceAccessEvents').map((event) => ({
    at: moment(event, 'accessDateTime'),
    accountId: text(event, 'accountId'),
    ipAddress: text(event, 'ipAddress'),
    resource: text(event, 'resourceIdentifier'),
  }));
}

/** Account names come as `ada`, and from some sensors as `CONTOSO\ada`. */
export function userAccount(parent: WireRecord, property = 'userAccount'): UserAccount | null {
  const account = record(parent, property);
  if (!account) return null;
  const [, before = null, name = null] = /^(?:([^\\]+)\\)?([^\\]+)$/.exec(text(account, 'accountName') ?? '') ?? [];
  return {
    accountName: name ?? text(account, 'accountName'),
    domain: text(account, 'domainName') ?? before,
    objectId: text(account, 'azureAdUserId'),
    userPrincipalName: text(account, 'userPrincipalName'),
    sid: text(account, 'userSid'),
    displayName: text(account, 'displayName'),
    directoryTenantId: text(account, 'tenantId'),
    activeDirectoryObjectId: text(account, 'activeDirectoryObjectGuid'),
    resourceAccess: resourceAccess(account),
  };
}

/** The keys of an account, and those that stand beside it; null when there is none. */
export function userRef(account: UserAccount | null, beside: Partial<UserRef> = {}): UserRef | null {
  const ref: UserRef = {
    objectId: account?.objectId ?? beside.objectId ?? null,
    userPrincipalName: account?.userPrincipalName ?? beside.userPrincipalName ?? null,
    mail: beside.mail ?? null,
    sid: account?.sid ?? null,
    accountName: account?.accountName ?? null,
    domain: account?.domain ?? null,
  };
  const { domain: _, ...keys } = ref;
  return Object.values(keys).some((key) => key !== null) ? ref : null;
}

/** The keys of a machine; null when there is none. */
export function hostRef(device: WireRecord): HostRef | null {
  const ref: HostRef = {
    deviceId: text(device, 'azureAdDeviceId'),
    defenderId: text(device, 'mdeDeviceId'),
    dnsName: text(device, 'deviceDnsName'),
    hostName: text(device, 'hostName'),
  };
  return Object.values(ref).some((key) => key !== null) ? ref : null;
}

export function loggedOnUsers(parent: WireRecord): LoggedOnUser[] {
  return records(parent, 'loggedOnUsers').map((user) => ({
    accountName: text(user, 'accountName'),
    domain: text(user, 'domainName'),
  }));
}

export function virtualMachine(parent: WireRecord): VirtualMachine | null {
  const machine = record(parent, 'vmMetadata');
  return (
    machine && {
      cloudProvider: text(machine, 'cloudProvider'),
      vmId: text(machine, 'vmId'),
      resourceId: text(machine, 'resourceId'),
      subscriptionId: text(machine, 'subscriptionId'),
    }
  );
}

export function emailSender(parent: WireRecord, property: string): EmailSender | null {
  const sender = record(parent, property);
  return (
    sender && {
      address: text(sender, 'emailAddress'),
      domain: text(sender, 'domainName'),
      displayName: text(sender, 'displayName'),
    }
  );
}

export function fileDetails(parent: WireRecord, property: string): FileDetails | null {
  const file = record(parent, property);
  return (
    file && {
      name: text(file, 'fileName'),
      path: text(file, 'filePath'),
      publisher: text(file, 'filePublisher'),
      sizeBytes: long(file, 'fileSize'),
      sha1: hash(file, 'sha1', 'FILE_SHA1'),
      sha256: hash(file, 'sha256', 'FILE_SHA256'),
      md5: hash(file, 'md5', 'FILE_MD5'),
      signer: text(file, 'signer'),
      issuer: text(file, 'issuer'),
    }
  );
}

/** Null for what is too long or too short to be this hash. */
function hash(file: WireRecord, property: string, kind: string): string | null {
  const found = normalHash(text(file, property) ?? '');
  return found?.kind === kind ? found.value : null;
}

export function fileHashes(parent: WireRecord, property: string): FileHash[] {
  return records(parent, property).map((found) => ({
    algorithm: text(found, 'algorithm'),
    value: text(found, 'value'),
  }));
}

export function geoLocation(parent: WireRecord, property: string): GeoLocation | null {
  const place = record(parent, property);
  return (
    place && {
      city: text(place, 'city'),
      state: text(place, 'state'),
      country: text(place, 'countryName'),
      latitude: decimal(place, 'latitude'),
      longitude: decimal(place, 'longitude'),
    }
  );
}

export function streamName(parent: WireRecord): string | null {
  const stream = record(parent, 'stream');
  return stream && text(stream, 'name');
}

/** A dictionary of Graph: every member but its annotations. */
export function labels(parent: WireRecord, property: string): Label[] {
  const dictionary = record(parent, property) ?? {};
  return Object.keys(dictionary)
    .filter((name) => !name.includes('@odata.'))
    .map((name) => ({ name, value: text(dictionary, name) }));
}

export function servicePorts(parent: WireRecord): KubernetesServicePort[] {
  return records(parent, 'servicePorts').map((port) => ({
    name: text(port, 'name'),
    protocol: text(port, 'protocol'),
    appProtocol: text(port, 'appProtocol'),
    port: integer(port, 'port'),
    nodePort: integer(port, 'nodePort'),
    targetPort: text(port, 'targetPort'),
  }));
}
