import { dnsNameOf } from '../machines.js';
import type { Machine } from '../machines.js';
import { netBiosDomainOf } from '../people.js';
import type { Home } from '../people.js';
import type { LegacyScene } from './LegacyKind.js';

type State = Readonly<Record<string, unknown>>;

const NOBODY: State = {
  aadUserId: null,
  accountName: null,
  domainName: null,
  emailRole: null,
  isVpn: null,
  logonDateTime: null,
  logonId: null,
  logonIp: null,
  logonLocation: null,
  logonType: null,
  onPremisesSecurityIdentifier: null,
  riskScore: null,
  userAccountType: null,
  userPrincipalName: null,
};

/** Products name people by different keys: `by` says which one this product has. */
export function userState(
  { home, who, eventAt }: Pick<LegacyScene, 'home' | 'who' | 'eventAt'>,
  by: 'id' | 'upn' | 'sid',
  more: State = {},
): State {
  return {
    ...NOBODY,
    aadUserId: by === 'id' ? who.id : null,
    accountName: who.accountName,
    domainName: who.isSynced ? netBiosDomainOf(home) : home.domain,
    logonDateTime: eventAt,
    onPremisesSecurityIdentifier: by === 'sid' ? who.onPremisesSid : null,
    userAccountType: 'standard',
    userPrincipalName: by === 'sid' && who.isSynced ? null : who.userPrincipalName,
    ...more,
  };
}

/** Somebody who writes from elsewhere. */
export function mailSender(address: string): State {
  const [accountName, domainName] = address.split('@');
  return { ...NOBODY, accountName, domainName, emailRole: 'sender', userPrincipalName: address };
}

export function hostState(home: Home, host: Machine, by: 'fqdn' | 'netBiosName', more: State = {}): State {
  return {
    fqdn: by === 'fqdn' ? dnsNameOf(home, host) : null,
    isAzureAdJoined: host.trustType === 'AzureAd',
    isAzureAdRegistered: host.trustType === 'Workplace',
    isHybridAzureDomainJoined: host.trustType === 'ServerAd',
    netBiosName: host.name,
    os: host.platform.os,
    privateIpAddress: host.ipAddress,
    publicIpAddress: null,
    riskScore: null,
    ...more,
  };
}

export function networkConnection(known: State): State {
  return {
    applicationName: null,
    destinationAddress: null,
    destinationDomain: null,
    destinationLocation: null,
    destinationPort: null,
    destinationUrl: null,
    direction: 'outbound',
    domainRegisteredDateTime: null,
    localDnsName: null,
    natDestinationAddress: null,
    natDestinationPort: null,
    natSourceAddress: null,
    natSourcePort: null,
    protocol: 'tcp',
    riskScore: null,
    sourceAddress: null,
    sourceLocation: null,
    sourcePort: null,
    status: 'succeeded',
    urlParameters: null,
    ...known,
  };
}

export function processState({ who, eventAt }: LegacyScene, known: State): State {
  return {
    accountName: who.accountName,
    commandLine: null,
    createdDateTime: eventAt,
    fileHash: null,
    integrityLevel: 'medium',
    isElevated: false,
    name: null,
    parentProcessCreatedDateTime: eventAt,
    parentProcessId: 4312,
    parentProcessName: 'explorer.exe',
    path: null,
    processId: null,
    ...known,
  };
}

export function registryKeyState(known: State): State {
  return {
    hive: 'currentUser',
    key: null,
    oldKey: null,
    oldValueData: null,
    oldValueName: null,
    operation: 'modify',
    processId: null,
    valueData: null,
    valueName: null,
    valueType: 'sz',
    ...known,
  };
}
