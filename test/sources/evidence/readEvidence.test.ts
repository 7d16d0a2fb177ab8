import fc from 'fast-check';
import type { DeviceEvidence, HostLogonSessionEvidence } from '../../../schema/evidence/machine.js';
import type { FileEvidence, ProcessEvidence } from '../../../schema/evidence/file.js';
import type { MailboxEvidence } from '../../../schema/evidence/mail.js';
import type { ActiveDirectoryDomainEvidence, UserEvidence } from '../../../schema/evidence/identity.js';
import type { KubernetesClusterEvidence } from '../../../schema/evidence/kubernetes.js';
import type { IpEvidence } from '../../../schema/evidence/network.js';
import { involvedHosts, involvedUsers, observables, readEvidence } from '../../../src/sources/evidence/index.js';
import { evidenceSchema, faults } from './evidenceSchema.js';
import { anyEvidence, PREFIX, wire } from './samples.js';

const TENANT = '11111111-2222-4333-8444-555555555555';
const DEFENDER_ID = '73e7e2de709dff64ef64b1d0c30e67fab63279db';
const DEVICE_ID = 'aaaaaaaa-2222-4333-8444-555555555555';

function only<T>(raw: unknown): T {
  const [evidence] = readEvidence([raw], TENANT);
  return evidence as T;
}

describe('reading evidence', () => {
  it('keeps what all evidence has, in the words of the schema', () => {
    const evidence = only<UserEvidence>(
      wire('userEvidence', {
        verdict: 'noThreatsFound',
        remediationStatus: 'PartiallyRemediated',
        remediationStatusDetails: 'half',
        roles: ['attacker', 'commandAndControl', 'Attacker', 'somethingNew', 7],
        detailedRoles: ['Main user', null],
        tags: ['VIP'],
      }),
    );

    expect(evidence).toMatchObject({
      __typename: 'UserEvidence',
      kind: 'USER',
      tenantId: TENANT,
      createdAt: '2026-11-20T08:00:00.1234567Z',
      verdict: 'NO_THREATS_FOUND',
      remediation: 'PARTIALLY_REMEDIATED',
      remediationDetails: 'half',
      roles: ['ATTACKER', 'COMMAND_AND_CONTROL', 'UNKNOWN'],
      detailedRoles: ['Main user'],
      tags: ['VIP'],
    });
  });

  it('calls a word that it does not know UNKNOWN', () => {
    const evidence = only<UserEvidence>(wire('userEvidence', { verdict: 'unknownFutureValue', remediationStatus: 7 }));

    expect(evidence).toMatchObject({ verdict: 'UNKNOWN', remediation: 'UNKNOWN' });
  });

  it('splits an account name from its domain and gives every key to the reference', () => {
    const evidence = only<UserEvidence>(
      wire('userEvidence', {
        userAccount: {
          accountName: 'CONTOSO\\ada',
          userPrincipalName: 'ada@contoso.com',
          userSid: 'S-1-5-21-1-2-3-1105',
          azureAdUserId: DEVICE_ID,
          displayName: 'Ada',
        },
      }),
    );

    expect(evidence.account).toMatchObject({ accountName: 'ada', domain: 'CONTOSO', objectId: DEVICE_ID });
    expect(evidence.userRef).toEqual({
      objectId: DEVICE_ID,
      userPrincipalName: 'ada@contoso.com',
      mail: null,
      sid: 'S-1-5-21-1-2-3-1105',
      accountName: 'ada',
      domain: 'CONTOSO',
    });
  });

  it('has no reference where there is no key', () => {
    const evidence = only<UserEvidence>(wire('userEvidence', { userAccount: { displayName: 'Ada', domainName: 'X' } }));

    expect(evidence.userRef).toBeNull();
    expect(only<DeviceEvidence>(wire('deviceEvidence', { osPlatform: 'Linux' })).hostRef).toBeNull();
  });

  it('knows the owner of a mailbox by its address, too', () => {
    const evidence = only<MailboxEvidence>(
      wire('mailboxEvidence', { primaryAddress: 'ada.l@contoso.com', upn: 'ada@contoso.com', userAccount: null }),
    );

    expect(evidence.userRef).toMatchObject({ mail: 'ada.l@contoso.com', userPrincipalName: 'ada@contoso.com' });
  });

  it('joins a process and a file to the machine that the same alert describes', () => {
    const [process, file, device] = readEvidence(
      [
        wire('processEvidence', { mdeDeviceId: DEFENDER_ID.toUpperCase(), processId: 4780 }),
        wire('fileEvidence', { mdeDeviceId: DEFENDER_ID }),
        wire('deviceEvidence', {
          mdeDeviceId: DEFENDER_ID,
          azureAdDeviceId: DEVICE_ID,
          deviceDnsName: 'ws01.contoso.com',
        }),
      ],
      TENANT,
    ) as [ProcessEvidence, FileEvidence, DeviceEvidence];

    const host = { defenderId: DEFENDER_ID, deviceId: DEVICE_ID, dnsName: 'ws01.contoso.com', hostName: null };
    expect([process.hostRef, file.hostRef, device.hostRef]).toEqual([host, host, host]);
    expect(process.processId).toBe(4780);
  });

  it('joins to the machine of a session, and keeps the Defender id of a machine that nobody describes', () => {
    const [file, session] = readEvidence(
      [
        wire('fileEvidence', { mdeDeviceId: DEFENDER_ID }),
        wire('hostLogonSessionEvidence', { host: { mdeDeviceId: DEFENDER_ID, hostName: 'WS01' } }),
      ],
      TENANT,
    ) as [FileEvidence, HostLogonSessionEvidence];
    const alone = only<FileEvidence>(wire('fileEvidence', { mdeDeviceId: DEFENDER_ID }));

    expect(file.hostRef?.hostName).toBe('WS01');
    expect(session.hostRef).toEqual(session.deviceEvidence?.hostRef);
    expect(alone.hostRef).toEqual({ deviceId: null, defenderId: DEFENDER_ID, dnsName: null, hostName: null });
  });

  it('shows where an address is, in its own field and beside the observable', () => {
    const evidence = only<IpEvidence>(
      wire('ipEvidence', {
        ipAddress: '203.0.113.7',
        countryLetterCode: 'NL',
        location: { city: 'Delft', latitude: '52' },
      }),
    );

    expect(evidence.geo).toEqual({ city: 'Delft', state: null, country: null, latitude: null, longitude: null });
    expect(evidence.observable).toMatchObject({
      kind: 'IPV4',
      value: '203.0.113.7',
      geo: { city: 'Delft', country: 'NL' },
    });
  });

  it('gives a file its strongest hash and all the others, and no hash of a wrong length', () => {
    const sha1 = 'DA39A3EE5E6B4B0D3255BFEF95601890AFD80709';
    const evidence = only<FileEvidence>(
      wire('fileEvidence', { fileDetails: { fileName: 'a.exe', sha1, sha256: 'abc', md5: sha1, fileSize: 6136392 } }),
    );

    expect(evidence.file).toMatchObject({
      name: 'a.exe',
      sha1: sha1.toLowerCase(),
      sha256: null,
      md5: null,
      sizeBytes: 6136392,
    });
    expect(evidence.observables.map(({ kind }) => kind)).toEqual(['FILE_SHA1']);
    expect(evidence.observable).toBe(evidence.observables[0]);
  });

  it('calls a kind that it does not know OTHER and keeps its word', () => {
    const evidence = readEvidence(
      [
        wire('quantumEvidence'),
        wire('alertEvidence'),
        wire('UserEvidence'),
        { ...wire('x'), '@odata.type': '#microsoft.graph.thing' },
        {},
      ],
      TENANT,
    );

    expect(evidence.map((piece) => [piece.kind, (piece as unknown as { kindRaw: unknown }).kindRaw])).toEqual([
      ['OTHER', 'quantumEvidence'],
      ['OTHER', 'alertEvidence'],
      ['OTHER', 'UserEvidence'],
      ['OTHER', '#microsoft.graph.thing'],
      ['OTHER', null],
    ]);
  });

  it('reads the cloud resource of a cluster as the kind that it says it is', () => {
    const cluster = only<KubernetesClusterEvidence>(
      wire('kubernetesClusterEvidence', {
        cloudResource: wire('amazonResourceEvidence', { amazonResourceId: 'arn:x' }),
      }),
    );
    const strange = only<KubernetesClusterEvidence>(wire('kubernetesClusterEvidence', { cloudResource: {} }));

    expect(cluster.cloudResource).toMatchObject({ __typename: 'AmazonResourceEvidence', resourceId: 'arn:x' });
    expect(strange.cloudResource).toMatchObject({ __typename: 'OtherEvidence', kindRaw: null });
  });

  it('follows evidence within evidence six deep and no deeper', () => {
    let domain: object = wire('activeDirectoryDomainEvidence');
    for (let level = 0; level < 20; level += 1)
      domain = wire('activeDirectoryDomainEvidence', { trustedDomains: [domain] });

    let depth = 0;
    let level: ActiveDirectoryDomainEvidence | undefined = only<ActiveDirectoryDomainEvidence>(domain);
    for (; level; level = level.trustedDomains[0]) depth += 1;

    expect(depth).toBe(6);
  });

  it.each([[null], [undefined], [{}], ['evidence'], [7], [{ length: 3 }]])('of %j is empty', (raw) => {
    expect(readEvidence(raw, TENANT)).toEqual([]);
  });

  it('leaves out elements that are no objects and keeps their neighbours', () => {
    expect(readEvidence([null, 7, 'x', [], wire('urlEvidence')], TENANT)).toHaveLength(1);
  });

  it('reads own properties only, and takes no name for a prototype', () => {
    const evil = JSON.parse(
      `{"@odata.type":"${PREFIX}kubernetesPodEvidence","__proto__":{"name":"inherited"},"constructor":{"name":"x"},"labels":{"__proto__":"y","constructor":"z"}}`,
    ) as object;
    const inherited = Object.create({ name: 'inherited', '@odata.type': `${PREFIX}kubernetesPodEvidence` }) as object;

    expect(only(evil)).toMatchObject({
      name: null,
      labels: [
        { name: '__proto__', value: 'y' },
        { name: 'constructor', value: 'z' },
      ],
    });
    expect(only(inherited)).toMatchObject({ kind: 'OTHER', kindRaw: null });
    expect(({} as Record<string, unknown>)['name']).toBeUndefined();
  });

  it('never fails and never breaks the schema, whatever JSON arrives', async () => {
    const schema = await evidenceSchema;
    const [evidenceType, user, host, observable] = ['Evidence', 'InvolvedUser', 'InvolvedHost', 'Observable'].map(
      (name) => schema.getType(name) as never,
    ) as [never, never, never, never];

    fc.assert(
      fc.property(fc.oneof(fc.array(anyEvidence(), { maxLength: 6 }), fc.jsonValue()), (raw) => {
        const evidence = readEvidence(raw, TENANT);

        expect(evidence.flatMap((piece) => faults(schema, piece, evidenceType, piece.__typename))).toEqual([]);
        expect(involvedUsers(evidence, TENANT).flatMap((one) => faults(schema, one, user, 'user'))).toEqual([]);
        expect(involvedHosts(evidence, TENANT).flatMap((one) => faults(schema, one, host, 'host'))).toEqual([]);
        expect(observables(evidence, TENANT).flatMap((one) => faults(schema, one, observable, 'seen'))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
