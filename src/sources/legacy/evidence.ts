import { isIP } from 'node:net';
import { integer, raw, record, records, text, type WireRecord } from '../wire.js';

/** Evidence as alerts of today carry it: what has no value is left out. */
type Piece = Record<string, unknown> & { readonly '@odata.type': string };

/** One kind of state of a legacy alert, as evidence. */
type Translate = (state: WireRecord) => readonly Piece[];

/**
 * The states of a legacy alert in the shape of today's evidence, so that one reader knows both. A state that says several
 * things is several pieces. Nothing is invented: verdicts and remediation are left out, for nobody gave them.
 *
 * @see docs/legacy-alerts.md#states-become-evidence
 */
export function legacyEvidence(alert: WireRecord): Piece[] {
  const at = text(alert, 'createdDateTime');
  const pieces = STATES.flatMap(([property, translate]) => records(alert, property).flatMap(translate));
  return [...pieces, ...mails(alert)].map((piece) => ({ createdDateTime: at, ...piece }));
}

const STATES: readonly (readonly [property: string, translate: Translate])[] = [
  ['userStates', user],
  ['hostStates', host],
  ['malwareStates', (state) => [piece('malware', { name: text(state, 'name'), category: text(state, 'category') })]],
  ['fileStates', file],
  ['processes', process],
  ['registryKeyStates', registry],
  ['networkConnections', connection],
  ['uriClickSecurityStates', click],
  ['cloudAppStates', cloudApp],
  ['securityResources', resource],
  ['vulnerabilityStates', vulnerability],
];

/** Fields of an alert that {@link legacyEvidence} looks at. */
export const EVIDENCE_PROPERTIES: readonly string[] = [
  ...STATES.map(([property]) => property),
  'messageSecurityStates',
];

function piece(kind: string, members: Readonly<Record<string, unknown>>): Piece {
  return { '@odata.type': `#microsoft.graph.security.${kind}Evidence`, ...members };
}

const EMAIL_ROLES: Readonly<Record<string, string>> = { sender: 'source', recipient: 'destination' };

function user(state: WireRecord): Piece[] {
  const emailRole = text(state, 'emailRole');
  const role = emailRole && EMAIL_ROLES[emailRole];
  const userPrincipalName = text(state, 'userPrincipalName');
  // Who writes or receives a mail may be a stranger, whose name somebody in the tenant may have as well.
  const isAddress = emailRole !== null && userPrincipalName !== null;
  const account = {
    accountName: isAddress ? null : text(state, 'accountName'),
    domainName: isAddress ? null : text(state, 'domainName'),
    azureAdUserId: text(state, 'aadUserId'),
    userPrincipalName,
    userSid: text(state, 'onPremisesSecurityIdentifier'),
  };
  return [
    piece('user', { userAccount: account, roles: role ? [role] : [] }),
    ...ip(text(state, 'logonIp'), text(state, 'logonLocation'), ['source']),
  ];
}

function host(state: WireRecord): Piece[] {
  const name = text(state, 'fqdn');
  return [
    piece('device', {
      deviceDnsName: name,
      hostName: text(state, 'netBiosName') ?? name?.split('.', 1)[0],
      osPlatform: text(state, 'os'),
      riskScore: text(state, 'riskScore'),
      lastIpAddress: text(state, 'privateIpAddress'),
      lastExternalIpAddress: text(state, 'publicIpAddress'),
    }),
  ];
}

const FILE_HASHES = ['sha1', 'sha256', 'md5'];

function file(state: WireRecord): Piece[] {
  const details = { fileName: text(state, 'name'), filePath: text(state, 'path'), ...fileHash(state) };
  const isNamed = Object.values(details).some((value) => value !== null);
  return [...(isNamed ? [piece('file', { fileDetails: details })] : []), ...otherHash(state)];
}

function fileHash(state: WireRecord): Record<string, string> {
  const hash = record(state, 'fileHash');
  const [type, value] = hash ? [text(hash, 'hashType'), text(hash, 'hashValue')] : [null, null];
  return type && value && FILE_HASHES.includes(type) ? { [type]: value } : {};
}

/** Hashes that are none of the whole file. */
function otherHash(state: WireRecord): Piece[] {
  const hash = record(state, 'fileHash');
  const [type, value] = hash ? [text(hash, 'hashType'), text(hash, 'hashValue')] : [null, null];
  if (!type || !value || FILE_HASHES.includes(type)) return [];
  return [piece('fileHash', { algorithm: type === 'authenticodeHash256' ? 'sha256ac' : type, value })];
}

function process(state: WireRecord): Piece[] {
  return [
    piece('process', {
      processId: integer(state, 'processId'),
      processCommandLine: text(state, 'commandLine'),
      processCreationDateTime: text(state, 'createdDateTime'),
      imageFile: { fileName: text(state, 'name'), filePath: text(state, 'path'), ...fileHash(state) },
      userAccount: { accountName: text(state, 'accountName') },
      parentProcessId: integer(state, 'parentProcessId'),
      parentProcessCreationDateTime: text(state, 'parentProcessCreatedDateTime'),
      parentProcessImageFile: { fileName: text(state, 'parentProcessName') },
    }),
    ...otherHash(state),
  ];
}

const HIVES: Readonly<Record<string, string>> = {
  currentConfig: 'HKEY_CURRENT_CONFIG',
  currentUser: 'HKEY_CURRENT_USER',
  localMachineSam: 'HKEY_LOCAL_MACHINE\\SAM',
  localMachineSecurity: 'HKEY_LOCAL_MACHINE\\Security',
  localMachineSoftware: 'HKEY_LOCAL_MACHINE\\Software',
  localMachineSystem: 'HKEY_LOCAL_MACHINE\\System',
  usersDefault: 'HKEY_USERS\\.DEFAULT',
};

function registry(state: WireRecord): Piece[] {
  const hive = text(state, 'hive');
  const place = { registryHive: hive && (HIVES[hive] ?? hive), registryKey: text(state, 'key') };
  const valueName = text(state, 'valueName');
  if (valueName === null) return [piece('registryKey', place)];
  const valueType = text(state, 'valueType');
  const value = { registryValueName: valueName, registryValueType: valueType, registryValue: text(state, 'valueData') };
  return [piece('registryValue', { ...place, ...value })];
}

function connection(state: WireRecord): Piece[] {
  const [from] = ip(text(state, 'sourceAddress'), text(state, 'sourceLocation'));
  const [to] = ip(text(state, 'destinationAddress'), text(state, 'destinationLocation'), ['destination']);
  const isJoined = from !== undefined || to !== undefined;
  const [url, domain] = [text(state, 'destinationUrl'), text(state, 'destinationDomain')];
  return [
    ...(isJoined ? [piece('networkConnection', { sourceAddress: from, destinationAddress: to, ...ports(state) })] : []),
    ...(url === null ? [] : [piece('url', { url })]),
    ...(domain === null ? [] : [piece('dns', { domainName: domain })]),
    ...ip(text(state, 'natSourceAddress'), null, ['source']),
    ...ip(text(state, 'natDestinationAddress'), null, ['destination']),
  ];
}

/** Ports are texts here. */
function ports(state: WireRecord): Record<string, unknown> {
  const port = (name: string): number | null => {
    const digits = text(state, name);
    return digits !== null && /^\d{1,5}$/.test(digits) ? Number(digits) : null;
  };
  return {
    sourcePort: port('sourcePort'),
    destinationPort: port('destinationPort'),
    protocol: text(state, 'protocol'),
  };
}

/** Locations are free text; what ends in two capitals ends in a country. */
function ip(address: string | null, location: string | null, roles: readonly string[] = []): Piece[] {
  if (address === null) return [];
  const countryLetterCode = /(?:^|[\s,])([A-Z]{2})$/.exec(location ?? '')?.[1] ?? null;
  return [piece('ip', { ipAddress: address, countryLetterCode, roles })];
}

function click(state: WireRecord): Piece[] {
  const url = text(state, 'uriDomain');
  return url === null ? [] : [piece('url', { url, verdict: raw(state, 'verdict') })];
}

function cloudApp(state: WireRecord): Piece[] {
  const name = text(state, 'destinationServiceName');
  return [
    ...(name === null ? [] : [piece('cloudApplication', { displayName: name })]),
    ...ip(text(state, 'destinationServiceIp'), null, ['destination']),
  ];
}

const RESOURCE_ROLES: Readonly<Record<string, string>> = { attacked: 'attacked', related: 'contextual' };

function resource(state: WireRecord): Piece[] {
  const name = text(state, 'resource');
  if (name === null) return [];
  const role = RESOURCE_ROLES[text(state, 'resourceType') ?? ''];
  const roles = role ? [role] : [];
  if (!name.startsWith('/')) return [piece('azureResource', { resourceName: name, roles })];
  return [piece('azureResource', { resourceId: name, resourceName: name.split('/').at(-1), roles })];
}

/** Alerts of today have no such kind: its own word is shown, and the number of the vulnerability as a tag. */
function vulnerability(state: WireRecord): Piece[] {
  const cve = text(state, 'cve');
  return [{ '@odata.type': '#microsoft.graph.security.vulnerabilityState', tags: cve === null ? [] : [cve] }];
}

/** Who wrote and who received a mail is told by the users of the alert. */
function mails(alert: WireRecord): Piece[] {
  const [sender, recipient] = ['sender', 'recipient'].map((role) => addressOf(alert, role));
  return records(alert, 'messageSecurityStates').map((state) =>
    piece('analyzedMessage', {
      subject: text(state, 'messageSubject'),
      p2Sender: sender && { emailAddress: sender },
      recipientEmailAddress: recipient,
      senderIp: isIP(text(state, 'connectingIP') ?? '') ? text(state, 'connectingIP') : null,
      antiSpamDirection: text(state, 'directionality'),
      receivedDateTime: text(state, 'messageReceivedDateTime'),
      deliveryAction: text(state, 'deliveryAction'),
      deliveryLocation: text(state, 'deliveryLocation'),
      internetMessageId: text(state, 'internetMessageId'),
      networkMessageId: text(state, 'networkMessageId'),
    }),
  );
}

/** Null where several people have the role: then nobody can tell which mail is whose. */
function addressOf(alert: WireRecord, role: string): string | null {
  const those = records(alert, 'userStates').filter((state) => text(state, 'emailRole') === role);
  return those.length === 1 ? text(those[0]!, 'userPrincipalName') : null;
}
