import fc from 'fast-check';
import type { Evidence } from '../../../schema/evidence/Evidence.js';
import { userKeys } from '../../../src/identity/keys.js';
import { cloudSidFromObjectId } from '../../../src/identity/sid.js';
import { involvedHosts, involvedUsers, readEvidence } from '../../../src/sources/evidence/index.js';
import { wire } from './samples.js';

const TENANT = '11111111-2222-4333-8444-555555555555';
const ADA = 'aaaaaaaa-2222-4333-8444-555555555555';
const BOB = 'bbbbbbbb-2222-4333-8444-555555555555';
const SID = 'S-1-5-21-1-2-3-1105';
const DEFENDER_ID = '73e7e2de709dff64ef64b1d0c30e67fab63279db';

function read(...raw: unknown[]): Evidence[] {
  return readEvidence(raw, TENANT);
}

function user(userAccount: object, more: object = {}): object {
  return wire('userEvidence', { userAccount, ...more });
}

describe('the people of an alert', () => {
  it.each([
    ['the object id', { azureAdUserId: ADA }, { azureAdUserId: ADA.toUpperCase(), accountName: 'ada' }],
    [
      'the user principal name, upper and lower case alike',
      { userPrincipalName: 'Ada@Contoso.com' },
      { userPrincipalName: 'ada@contoso.com' },
    ],
    ['the SID', { userSid: SID }, { userSid: SID.toLowerCase(), accountName: 'ada' }],
    ['the object id within a cloud SID', { azureAdUserId: ADA }, { userSid: cloudSidFromObjectId(ADA) }],
    [
      'the name in a NetBIOS domain and its DNS name',
      { accountName: 'ada', domainName: 'CONTOSO' },
      { accountName: 'ADA', domainName: 'contoso.com' },
    ],
    ['the name where only one says its domain', { accountName: 'ada' }, { accountName: 'ada', domainName: 'CONTOSO' }],
    ['the name for people, when there is nothing else', { displayName: 'Ada' }, { displayName: 'ada' }],
  ])('are one by %s', (_key, a, b) => {
    expect(involvedUsers(read(user(a), user(b)), TENANT)).toHaveLength(1);
  });

  it.each([
    [
      'object ids differ, though names are equal',
      { azureAdUserId: ADA, accountName: 'x' },
      { azureAdUserId: BOB, accountName: 'x' },
    ],
    [
      'user principal names differ',
      { userPrincipalName: 'ada@a.com', accountName: 'ada' },
      { userPrincipalName: 'ada@b.com', accountName: 'ada' },
    ],
    ['domains differ', { accountName: 'admin', domainName: 'WS01' }, { accountName: 'admin', domainName: 'WS02' }],
    ['nothing is shared', { azureAdUserId: ADA }, { userSid: SID }],
    [
      'only the domain is shared',
      { userSid: SID, domainName: 'CONTOSO' },
      { azureAdUserId: ADA, domainName: 'CONTOSO' },
    ],
  ])('are two when %s', (_reason, a, b) => {
    expect(involvedUsers(read(user(a), user(b)), TENANT)).toHaveLength(2);
  });

  it('carry every key, all roles and the worst verdict of what named them', () => {
    const [ada, ...others] = involvedUsers(
      read(
        user({ userSid: SID, accountName: 'ada' }, { roles: ['compromised'], verdict: 'noThreatsFound' }),
        wire('mailboxEvidence', {
          upn: 'ada@contoso.com',
          primaryAddress: 'a.l@contoso.com',
          displayName: 'Ada L',
          roles: ['source'],
          verdict: 'malicious',
        }),
        wire('processEvidence', {
          userAccount: { userSid: SID, userPrincipalName: 'ADA@contoso.com', domainName: 'CONTOSO' },
          roles: ['compromised'],
          verdict: 'suspicious',
        }),
      ),
      TENANT,
    );

    expect(others).toEqual([]);
    expect(ada).toEqual({
      __typename: 'InvolvedUser',
      tenantId: TENANT,
      userRef: {
        objectId: null,
        userPrincipalName: 'ADA@contoso.com',
        mail: 'a.l@contoso.com',
        sid: SID,
        accountName: 'ada',
        domain: 'CONTOSO',
      },
      accountName: 'ada',
      domain: 'CONTOSO',
      userPrincipalName: 'ADA@contoso.com',
      sid: SID,
      displayName: 'Ada L',
      roles: ['COMPROMISED', 'SOURCE'],
      verdict: 'MALICIOUS',
    });
  });

  it('are found in sessions and in the processes of malware, but not among those merely logged on', () => {
    const people = involvedUsers(
      read(
        wire('cloudLogonSessionEvidence', { account: { userAccount: { userPrincipalName: 'a@x.example' } } }),
        wire('hostLogonSessionEvidence', { account: { userAccount: { userPrincipalName: 'b@x.example' } } }),
        wire('malwareEvidence', { processes: [{ userAccount: { userPrincipalName: 'c@x.example' } }] }),
        wire('mailboxConfigurationEvidence', { upn: 'd@x.example' }),
        wire('deviceEvidence', { loggedOnUsers: [{ accountName: 'e', domainName: 'X' }] }),
      ),
      TENANT,
    );

    expect(people.map(({ userPrincipalName }) => userPrincipalName)).toEqual([
      'a@x.example',
      'b@x.example',
      'c@x.example',
      'd@x.example',
    ]);
  });

  it('include SYSTEM, who has no key to ask the directory by', () => {
    const [system] = involvedUsers(
      read(
        wire('processEvidence', {
          userAccount: { accountName: 'system', domainName: 'NT AUTHORITY', userSid: 'S-1-5-18' },
        }),
        wire('processEvidence', { userAccount: { accountName: 'SYSTEM', userSid: 'S-1-5-18' } }),
      ),
      TENANT,
    );

    expect(system).toMatchObject({ accountName: 'system', sid: 'S-1-5-18' });
    expect(userKeys(system!.userRef)).toEqual([]);
  });

  it('are the same people in whatever order the evidence comes, as long as no keys contradict', () => {
    const ref = (index: number): object => ({
      azureAdUserId: `aaaaaaaa-2222-4333-8444-00000000000${index}`,
      userPrincipalName: `u${index}@contoso.com`,
      userSid: `S-1-5-21-1-2-3-${index}`,
    });
    const some = fc.record({
      index: fc.integer({ min: 0, max: 3 }),
      keys: fc.subarray(['azureAdUserId', 'userPrincipalName', 'userSid'], { minLength: 1 }),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 12 }), (mentions) => {
        const raw = mentions.map(({ index, keys }) => {
          const all = ref(index) as Record<string, unknown>;
          return user(Object.fromEntries(keys.map((key) => [key, all[key]])));
        });
        const count = (list: unknown[]): number => involvedUsers(readEvidence(list, TENANT), TENANT).length;

        expect(count([...raw].reverse())).toBe(count(raw));
        expect(count([...raw, ...raw])).toBe(count(raw));
        expect(count([...raw, ...[0, 1, 2, 3].map((index) => user(ref(index)))])).toBe(4);
      }),
    );
  });

  it('are gathered in time that grows with their number, not its square', () => {
    const raw = Array.from({ length: 20_000 }, (_, index) =>
      user({ userPrincipalName: `u${index % 10_000}@contoso.com` }),
    );
    const start = performance.now();

    expect(involvedUsers(readEvidence(raw, TENANT), TENANT)).toHaveLength(10_000);

    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe('the machines of an alert', () => {
  it('are one by Defender id, with what the evidence of the machine says', () => {
    const [host, ...others] = involvedHosts(
      read(
        wire('fileEvidence', { mdeDeviceId: DEFENDER_ID, verdict: 'malicious', roles: ['created'] }),
        wire('deviceEvidence', {
          mdeDeviceId: DEFENDER_ID,
          azureAdDeviceId: ADA,
          deviceDnsName: 'ws01.contoso.com',
          osPlatform: 'Windows11',
          riskScore: 'high',
          healthStatus: 'active',
          onboardingStatus: 'onboarded',
          verdict: 'suspicious',
          roles: ['compromised'],
        }),
      ),
      TENANT,
    );

    expect(others).toEqual([]);
    expect(host).toEqual({
      __typename: 'InvolvedHost',
      tenantId: TENANT,
      hostRef: { deviceId: ADA, defenderId: DEFENDER_ID, dnsName: 'ws01.contoso.com', hostName: null },
      name: 'ws01',
      dnsName: 'ws01.contoso.com',
      os: 'Windows11',
      riskScore: 'high',
      healthStatus: 'active',
      onboardingStatus: 'onboarded',
      roles: ['CREATED', 'COMPROMISED'],
      verdict: 'MALICIOUS',
    });
  });

  it.each([
    [
      'one by device id',
      { azureAdDeviceId: ADA, hostName: 'A' },
      { azureAdDeviceId: ADA.toUpperCase(), hostName: 'B' },
      1,
    ],
    ['one by short name', { hostName: 'WS01' }, { deviceDnsName: 'ws01.contoso.com' }, 1],
    [
      'two by device id, though the name is equal',
      { azureAdDeviceId: ADA, hostName: 'A' },
      { azureAdDeviceId: BOB, hostName: 'A' },
      2,
    ],
    [
      'two by DNS name, though the short name is equal',
      { deviceDnsName: 'a.x.example' },
      { deviceDnsName: 'a.y.example' },
      2,
    ],
    [
      'two with the empty device id',
      { azureAdDeviceId: '00000000-0000-0000-0000-000000000000', hostName: 'A' },
      { azureAdDeviceId: '00000000-0000-0000-0000-000000000000', hostName: 'B' },
      2,
    ],
  ])('are %s', (_reason, a, b, count) => {
    expect(involvedHosts(read(wire('deviceEvidence', a), wire('deviceEvidence', b)), TENANT)).toHaveLength(count);
  });

  it('are found in sessions and processes, and devices of the internet of things are not among them', () => {
    const hosts = involvedHosts(
      read(
        wire('hostLogonSessionEvidence', { host: { hostName: 'A' } }),
        wire('malwareEvidence', { processes: [{ mdeDeviceId: DEFENDER_ID }] }),
        wire('registryValueEvidence', { mdeDeviceId: DEFENDER_ID }),
        wire('ioTDeviceEvidence', { deviceName: 'plc-7' }),
      ),
      TENANT,
    );

    expect(hosts.map(({ hostRef }) => hostRef.hostName ?? hostRef.defenderId)).toEqual(['A', DEFENDER_ID]);
  });
});
