import fc from 'fast-check';
import { GraphQLList, type GraphQLInterfaceType } from 'graphql';
import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import { createWorld } from '../../emulator/world/createWorld.js';
import type { Row } from '../../emulator/world/World.js';
import type { Evidence } from '../../schema/evidence/Evidence.js';
import { readEvidence } from '../../src/sources/evidence/index.js';
import { legacyEvidence } from '../../src/sources/legacy/evidence.js';
import { legacyIdIn, legacyKey, readLegacyAlert } from '../../src/sources/legacy/readLegacyAlert.js';
import { readGlobalId } from '../../src/util/globalId.js';
import { tenantAt } from '../support/graphServer.js';
import { evidenceSchema, faults } from './evidence/evidenceSchema.js';

const TENANT = tenantAt('http://127.0.0.1');
const [, FABRIKAM, NORTHWIND] = DEMO_TENANTS;
const world = createWorld({ seed: 'legacy', startAt: new Date('2026-11-23T08:00:00Z'), scale: 'story', live: false });
const rows: Row[] = [FABRIKAM!, NORTHWIND!].flatMap(({ tenantId }) => [...world.tenants.get(tenantId)!.legacyAlerts]);

const alertOf = (record: object) => readLegacyAlert(TENANT, { record: record as Row, asOf: '2026-11-23T08:00:00Z' });
const evidenceOf = (record: object): Evidence[] => readEvidence(legacyEvidence(record as Row), TENANT.tenantId);

test('an alert is read by the table of the migration page', () => {
  const alert = alertOf({
    id: 'a-1',
    azureTenantId: TENANT.tenantId,
    activityGroupName: 'STRONTIUM',
    assignedTo: 'nadia',
    category: 'Malware',
    closedDateTime: '2026-11-21T00:00:00Z',
    comments: ['Closed in IPC'],
    createdDateTime: '2026-11-20T10:00:00Z',
    eventDateTime: '2026-11-20T09:00:00Z',
    feedback: 'benignPositive',
    incidentIds: ['7', '8'],
    lastEventDateTime: '2026-11-20T09:30:00Z',
    lastModifiedDateTime: '2026-11-21T00:00:01Z',
    malwareStates: [{ name: 'Trojan:X', family: 'X', category: 'trojan' }],
    recommendedActions: ['Scan.', 'Ask.'],
    severity: 'high',
    sourceMaterials: ['javascript:1', 'https://product.example/a-1', 'https://portal.example/incidents/7'],
    status: 'dismissed',
    tags: ['vip'],
    vendorInformation: { provider: 'Azure Sentinel', subProvider: 'Fusion', vendor: 'Microsoft' },
  });

  expect(alert).toMatchObject({
    api: 'LEGACY',
    graphId: 'a-1',
    assignedTo: 'nadia',
    categories: ['Malware'],
    classification: 'INFORMATIONAL_EXPECTED_ACTIVITY',
    comments: [{ text: 'Closed in IPC', by: null, at: null }],
    createdAt: '2026-11-20T10:00:00Z',
    determination: null,
    firstActivityAt: '2026-11-20T09:00:00Z',
    lastActivityAt: '2026-11-20T09:30:00Z',
    updatedAt: '2026-11-21T00:00:01Z',
    resolvedAt: '2026-11-21T00:00:00Z',
    incidentId: '7',
    incidentWebUrl: 'https://portal.example/incidents/7',
    provider: {
      vendor: 'Microsoft',
      product: 'Azure Sentinel',
      serviceSource: 'microsoftSentinel',
      detectionSource: 'Fusion',
    },
    recommendedActions: ['Scan.', 'Ask.'],
    severity: 'HIGH',
    status: 'DISMISSED',
    statusRaw: 'dismissed',
    tags: [{ name: 'vip', origin: 'LEGACY' }],
    threat: { name: 'Trojan:X', family: 'X', actor: 'STRONTIUM' },
    webUrl: 'https://product.example/a-1',
  });
});

test('words that this version does not know are UNKNOWN, with the word beside', () => {
  expect(alertOf({ id: 'a', severity: 'extreme', status: 'parked', feedback: 'undecided' })).toMatchObject({
    severity: 'UNKNOWN',
    severityRaw: 'extreme',
    status: 'UNKNOWN',
    statusRaw: 'parked',
    classification: null,
  });
});

test('the global id says that it is a legacy alert, and leads back to the id of Graph', () => {
  const parts = readGlobalId(alertOf({ id: 'a-1' }).id)!;

  expect(parts).toMatchObject({ type: 'Alert', key: legacyKey('a-1') });
  expect(legacyIdIn(parts.key)).toBe('a-1');
  expect(legacyIdIn('a-1')).toBeNull();
});

test.each<[string, object, object[]]>([
  [
    'userStates',
    { aadUserId: 'o-1', accountName: 'ada', domainName: 'CONTOSO', logonIp: '203.0.113.9', logonLocation: 'Rome, IT' },
    [
      { kind: 'USER', userRef: { objectId: 'o-1', accountName: 'ada', domain: 'CONTOSO' } },
      { kind: 'IP', address: '203.0.113.9', countryCode: 'IT', roles: ['SOURCE'] },
    ],
  ],
  [
    'userStates',
    {
      accountName: 'billing',
      domainName: 'evil.example',
      emailRole: 'sender',
      userPrincipalName: 'billing@evil.example',
    },
    [{ kind: 'USER', roles: ['SOURCE'], userRef: { userPrincipalName: 'billing@evil.example', accountName: null } }],
  ],
  [
    'hostStates',
    { fqdn: 'pc-1.corp.example', os: 'Windows', privateIpAddress: '10.0.0.4', riskScore: '0.7' },
    [
      {
        kind: 'DEVICE',
        hostRef: { dnsName: 'pc-1.corp.example', hostName: 'pc-1', deviceId: null },
        lastIpAddress: '10.0.0.4',
        riskScore: '0.7',
      },
    ],
  ],
  [
    'fileStates',
    { name: 'a.exe', path: 'C:\\', fileHash: { hashType: 'md5', hashValue: 'D41D8CD98F00B204E9800998ECF8427E' } },
    [{ kind: 'FILE', file: { name: 'a.exe', path: 'C:\\', md5: 'd41d8cd98f00b204e9800998ecf8427e', sha1: null } }],
  ],
  [
    'fileStates',
    { fileHash: { hashType: 'authenticodeHash256', hashValue: 'ab' } },
    [{ kind: 'FILE_HASH', algorithm: 'sha256ac', value: 'ab' }],
  ],
  [
    'processes',
    { accountName: 'ada', commandLine: 'x /y', name: 'x.exe', processId: 7, parentProcessName: 'z.exe' },
    [
      {
        kind: 'PROCESS',
        processId: 7,
        commandLine: 'x /y',
        imageFile: { name: 'x.exe' },
        parentImageFile: { name: 'z.exe' },
        account: { accountName: 'ada' },
      },
    ],
  ],
  [
    'registryKeyStates',
    { hive: 'localMachineSoftware', key: 'K', valueName: 'V', valueData: 'D', valueType: 'sz' },
    [{ kind: 'REGISTRY_VALUE', hive: 'HKEY_LOCAL_MACHINE\\Software', key: 'K', valueName: 'V', value: 'D' }],
  ],
  ['registryKeyStates', { hive: 'currentUser', key: 'K' }, [{ kind: 'REGISTRY_KEY', hive: 'HKEY_CURRENT_USER' }]],
  ['malwareStates', { name: 'Trojan:X', category: 'trojan' }, [{ kind: 'MALWARE', name: 'Trojan:X' }]],
  [
    'networkConnections',
    {
      sourceAddress: '10.0.0.4',
      sourcePort: '50000',
      destinationAddress: '203.0.113.9',
      destinationPort: '443',
      destinationUrl: 'https://evil.example/a',
      destinationDomain: 'evil.example',
      protocol: 'tcp',
    },
    [
      {
        kind: 'NETWORK_CONNECTION',
        sourceIp: { address: '10.0.0.4' },
        sourcePort: 50000,
        destinationIp: { address: '203.0.113.9' },
        destinationPort: 443,
        protocol: 'tcp',
      },
      { kind: 'URL', url: 'https://evil.example/a' },
      { kind: 'DNS', domainName: 'evil.example' },
    ],
  ],
  [
    'cloudAppStates',
    { destinationServiceName: 'Dropbox', destinationServiceIp: '203.0.113.9' },
    [
      { kind: 'CLOUD_APPLICATION', displayName: 'Dropbox' },
      { kind: 'IP', roles: ['DESTINATION'] },
    ],
  ],
  [
    'securityResources',
    { resource: '/subscriptions/s/vm-1', resourceType: 'attacked' },
    [{ kind: 'AZURE_RESOURCE', resourceId: '/subscriptions/s/vm-1', resourceName: 'vm-1', roles: ['ATTACKED'] }],
  ],
  [
    'vulnerabilityStates',
    { cve: 'CVE-2026-21345' },
    [{ __typename: 'OtherEvidence', kind: 'OTHER', kindRaw: 'vulnerabilityState', tags: ['CVE-2026-21345'] }],
  ],
  [
    'uriClickSecurityStates',
    { uriDomain: 'evil.example', verdict: 'Malicious' },
    [{ kind: 'URL', url: 'evil.example', verdict: 'MALICIOUS', observable: { kind: 'DOMAIN' } }],
  ],
  [
    'messageSecurityStates',
    { messageSubject: 'Bill', connectingIP: '203.0.113.9', deliveryAction: 'Delivered', networkMessageId: 'n-1' },
    [{ kind: 'ANALYZED_MESSAGE', subject: 'Bill', senderIp: '203.0.113.9', networkMessageId: 'n-1' }],
  ],
])('%s %j is evidence', (property, state, expected) => {
  const evidence = evidenceOf({ id: 'a', createdDateTime: '2026-11-20T10:00:00Z', [property]: [state] });

  expect(evidence).toMatchObject(expected);
  expect(evidence).toHaveLength(expected.length);
  expect(new Set(evidence.map(({ createdAt }) => createdAt))).toEqual(new Set(['2026-11-20T10:00:00Z']));
});

test('sender and receiver of a mail are those of the users, where there is one of each', () => {
  const user = (emailRole: string, userPrincipalName: string) => ({ emailRole, userPrincipalName });
  const [from, to] = [user('sender', 'x@evil.example'), user('recipient', 'ada@contoso.example')];
  const mailOf = (...userStates: object[]) =>
    evidenceOf({ userStates, messageSecurityStates: [{ messageSubject: 'Bill' }] }).at(-1);

  expect(mailOf(from, to)).toMatchObject({
    headerSender: { address: 'x@evil.example' },
    recipient: 'ada@contoso.example',
  });
  expect(mailOf(from, to, to)).toMatchObject({ recipient: null });
});

test('every alert of the emulated world is read into people, machines or observables, as the schema has them', async () => {
  const schema = await evidenceSchema;
  const list = new GraphQLList(schema.getType('Evidence') as GraphQLInterfaceType);
  for (const row of rows) {
    const { evidence, users, hosts, indicators, title } = alertOf(row);

    expect({ title, seen: users.length + hosts.length + indicators.length }).not.toEqual({ title, seen: 0 });
    expect(faults(schema, evidence, list, 'evidence')).toEqual([]);
  }
  const kinds = new Set(rows.flatMap((row) => alertOf(row).evidence.map(({ kind }) => kind)));
  expect(kinds.size).toBeGreaterThanOrEqual(13);
});

test('nothing that Graph may send makes the reader fail', () => {
  const names = Object.keys(rows[0]!);
  const anything = fc.dictionary(fc.constantFrom(...names), fc.anything({ maxDepth: 3, withNullPrototype: true }));
  const mangled = fc
    .record({ row: fc.constantFrom(...rows), over: anything })
    .map(({ row, over }) => ({ ...row, ...over }));

  fc.assert(
    fc.property(mangled, (record) => {
      expect(() => alertOf(record)).not.toThrow();
    }),
    { numRuns: 200 },
  );
});
