import * as fc from 'fast-check';
import type { ObservableKind } from '../../../schema/enums.js';
import { GraphProduct } from '../../../schema/enums.js';
import { inDefender, inEightGroups } from '../../../src/sources/indicators/inDefender.js';
import type { IndicatorDraft, Mapped } from '../../../src/sources/indicators/IndicatorDraft.js';
import { inGraph } from '../../../src/sources/indicators/inGraph.js';
import { inSentinel, revoked, stixId } from '../../../src/sources/indicators/inSentinel.js';
import { normalIp } from '../../../src/identity/observable.js';
import { uuidV5 } from '../../../src/util/uuidV5.js';

const TENANT = 'c0a7050e-0001-4000-8000-000000000001';
const DRAFT: IndicatorDraft = {
  subject: { kind: 'DOMAIN', value: 'evil.example', isRange: false },
  action: 'BLOCK',
  severity: 'HIGH',
  title: null,
  description: 'Seen in mails',
  tlp: 'AMBER',
  threatType: 'Phishing',
  confidence: 80,
  killChain: ['delivery'],
  malwareFamilies: ['Emotet'],
  activityGroups: [],
  tags: ['feed'],
  expiresAt: '2027-01-01T00:00:00Z',
  externalId: 'feed-1',
  passiveOnly: null,
  generateAlert: null,
  deviceGroups: [],
  recommendedActions: null,
  product: 'SENTINEL',
};
const about = (kind: ObservableKind, value: string, more: Partial<IndicatorDraft> = {}): IndicatorDraft => ({
  ...DRAFT,
  subject: { kind, value, isRange: value.includes('/') && kind !== 'URL' },
  ...more,
});
const SAMPLES: Readonly<Record<ObservableKind, string>> = {
  IPV4: '192.0.2.1',
  IPV6: '2001:db8::1',
  DOMAIN: 'evil.example',
  URL: 'https://evil.example/a',
  FILE_MD5: 'ab'.repeat(16),
  FILE_SHA1: 'ab'.repeat(20),
  FILE_SHA256: 'ab'.repeat(32),
  EMAIL_SENDER: 'a@evil.example',
  EMAIL_SUBJECT: "It's due",
  MAC: 'aa:bb:cc:dd:ee:ff',
  CERTIFICATE: 'ab'.repeat(20),
};
const KINDS = Object.keys(SAMPLES) as ObservableKind[];
const ACTIONS: readonly IndicatorDraft['action'][] = [
  ...(['ALLOW', 'AUDIT', 'WARN', 'ALERT', 'BLOCK', 'BLOCK_AND_REMEDIATE'] as const),
];
const bodyOf = (mapped: Mapped) => (mapped.kind === 'mapped' ? mapped.body : mapped.reason);
const takes = (map: (draft: IndicatorDraft) => Mapped, kind: ObservableKind): string =>
  ACTIONS.filter((action) => map(about(kind, SAMPLES[kind], { action })).kind === 'mapped').join(' ');

describe('Microsoft Graph', () => {
  test.each([
    ['IPV4', '192.0.2.1', { networkIPv4: '192.0.2.1' }, { networkDestinationIPv4: '192.0.2.1' }],
    ['IPV6', '2001:db8::1', { networkIPv6: '2001:db8::1' }, { networkDestinationIPv6: '2001:db8::1' }],
    ['IPV4', '198.51.100.0/24', { networkCidrBlock: '198.51.100.0/24' }, 'no range'],
    ['DOMAIN', 'evil.example', { domainName: 'evil.example' }, { domainName: 'evil.example' }],
    ['URL', 'evil.example/a', { url: 'evil.example/a' }, { url: 'evil.example/a' }],
    ['FILE_MD5', 'ab', { fileHashType: 'md5', fileHashValue: 'ab' }, { fileHashType: 'md5' }],
    ['EMAIL_SENDER', 'a@b.example', { emailSenderAddress: 'a@b.example' }, 'no EMAIL_SENDER'],
    ['EMAIL_SUBJECT', 'Pay', { emailSubject: 'Pay' }, 'no EMAIL_SUBJECT'],
    ['MAC', 'aa', 'no MAC', 'no MAC'],
    ['CERTIFICATE', 'aa', 'no CERTIFICATE', 'no CERTIFICATE'],
  ] as const)('has a place for %s %s by product', (kind, value, forSentinel, forDefender) => {
    for (const [product, expected] of [['SENTINEL', forSentinel] as const, ['DEFENDER', forDefender] as const]) {
      const body = bodyOf(inGraph(about(kind, value, { product })));
      if (typeof expected === 'string') expect(body).toContain(expected);
      else expect(body).toMatchObject(expected);
    }
  });

  test('says the rest in its own words', () => {
    expect(bodyOf(inGraph({ ...DRAFT, action: 'AUDIT', passiveOnly: true }))).toEqual({
      domainName: 'evil.example',
      action: 'alert',
      targetProduct: 'Azure Sentinel',
      description: 'Seen in mails',
      expirationDateTime: '2027-01-01T00:00:00Z',
      externalId: 'feed-1',
      severity: 4,
      tlpLevel: 'amber',
      threatType: 'Phishing',
      confidence: 80,
      killChain: ['Delivery'],
      malwareFamilyNames: ['Emotet'],
      tags: ['feed'],
      passiveOnly: true,
    });
  });

  test.each([
    [{ description: null }, 'needs description'],
    [{ expiresAt: null }, 'needs expiresAt'],
    [{ tlp: null }, 'needs tlp'],
    [{ threatType: null }, 'needs threatType'],
    [{ product: 'DEFENDER', expiresAt: null }, 'needs expiresAt'],
    [{ description: 'x'.repeat(101) }, '100 characters'],
    [{ threatType: 'Bad' }, 'threatType of'],
    [{ killChain: ['Nowhere'] }, 'killChain of'],
    [{ action: 'WARN' }, 'no WARN'],
    [{ action: 'BLOCK_AND_REMEDIATE' }, 'no BLOCK_AND_REMEDIATE'],
  ] as const)('refuses %j by name', (more, reason) => {
    expect(bodyOf(inGraph({ ...DRAFT, ...more }))).toContain(reason);
  });

  test('for Defender needs neither description nor tlp nor threatType', () => {
    const bare = { description: null, tlp: null, threatType: null, product: GraphProduct.DEFENDER };

    expect(inGraph({ ...DRAFT, ...bare }).kind).toBe('mapped');
  });
});

describe('Defender for Endpoint', () => {
  test.each([
    ...['FILE_MD5', 'FILE_SHA1', 'FILE_SHA256'].map((kind) => [kind, ACTIONS.join(' ')]),
    ...['IPV4', 'IPV6', 'DOMAIN', 'URL'].map((kind) => [kind, 'ALLOW AUDIT WARN ALERT BLOCK']),
    ['CERTIFICATE', 'ALLOW BLOCK_AND_REMEDIATE'],
    ...['EMAIL_SENDER', 'EMAIL_SUBJECT', 'MAC'].map((kind) => [kind, '']),
  ])('does with %s: %s', (kind, actions) => {
    expect(takes(inDefender, kind as ObservableKind)).toBe(actions);
  });

  test('raises an alert with Audit alone, for AUDIT and ALERT alike', () => {
    for (const action of ['AUDIT', 'ALERT'] as const) {
      expect(bodyOf(inDefender({ ...DRAFT, action }))).toMatchObject({ action: 'Audit', generateAlert: true });
    }
    expect(bodyOf(inDefender(DRAFT))).not.toHaveProperty('generateAlert');
  });

  test('takes no range, no long thumbprint and nothing without a name', () => {
    expect(bodyOf(inDefender(about('IPV4', '10.0.0.0/8')))).toContain('range');
    expect(bodyOf(inDefender(about('CERTIFICATE', 'ab'.repeat(32), { action: 'ALLOW' })))).toContain('40 digits');
    expect(bodyOf(inDefender({ ...DRAFT, description: null }))).toContain('title');
  });

  test('says what it has no place for', () => {
    const mapped = inDefender(DRAFT);

    expect(mapped.kind === 'mapped' && mapped.notes).toEqual([
      'Defender for Endpoint has no place for tlp, threatType, confidence, killChain, malwareFamilies, tags.',
    ]);
  });

  test('gets every IPv6 address in eight groups that mean the same', () => {
    fc.assert(
      fc.property(fc.ipV6(), (written) => {
        const normal = normalIp(written);
        fc.pre(normal?.kind === 'IPV6');

        const groups = inEightGroups(normal.value);

        expect(groups.split(':')).toHaveLength(8);
        expect(normalIp(groups)).toEqual(normal);
      }),
    );
  });
});

describe('Microsoft Sentinel', () => {
  test.each([
    ['IPV4', '192.0.2.1', "[ipv4-addr:value = '192.0.2.1']"],
    ['IPV6', '2001:db8::/32', "[ipv6-addr:value ISSUBSET '2001:db8::/32']"],
    ['FILE_SHA256', 'ab', "[file:hashes.'SHA-256' = 'ab']"],
    ['EMAIL_SUBJECT', "It's \\ due", "[email-message:subject = 'It\\'s \\\\ due']"],
    ['CERTIFICATE', 'ab'.repeat(32), `[x509-certificate:hashes.'SHA-256' = '${'ab'.repeat(32)}']`],
  ] as const)('matches %s %s by %s', (kind, value, pattern) => {
    expect(bodyOf(inSentinel(about(kind, value), TENANT))).toMatchObject({ pattern });
  });

  test('gets an object of STIX 2.1 with markings, phases and labels', () => {
    expect(bodyOf(inSentinel({ ...DRAFT, killChain: ['C2'] }, TENANT))).toMatchObject({
      type: 'indicator',
      spec_version: '2.1',
      id: stixId(TENANT, 'feed-1'),
      name: 'evil.example',
      valid_until: '2027-01-01T00:00:00Z',
      labels: ['feed', 'threat-type:Phishing', 'malware-family:Emotet'],
      object_marking_refs: ['marking-definition--f88d31f6-486f-44da-b317-01333bde0b82'],
      kill_chain_phases: [{ kill_chain_name: 'lockheed-martin-cyber-kill-chain', phase_name: 'command-and-control' }],
      external_references: [{ source_name: 'secgraph', external_id: 'feed-1' }],
    });
  });

  test('takes everything but ALLOW, and says that it only matches', () => {
    for (const kind of KINDS) {
      expect(takes((draft) => inSentinel(draft, TENANT), kind)).toBe('AUDIT WARN ALERT BLOCK BLOCK_AND_REMEDIATE');
    }
    const mapped = inSentinel({ ...DRAFT, severity: null }, TENANT);
    expect(mapped.kind === 'mapped' && mapped.notes).toEqual(['Microsoft Sentinel only matches: it does not BLOCK.']);
  });

  test('what is taken back has the same id', () => {
    expect(revoked(stixId(TENANT, 'feed-1'))).toMatchObject({ id: stixId(TENANT, 'feed-1'), revoked: true });
  });
});

describe('stable ids', () => {
  test('are those of the standard', () => {
    const dns = Buffer.from('6ba7b8109dad11d180b400c04fd430c8', 'hex');

    expect(uuidV5('www.example.com', dns)).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  test('differ by tenant and by external id, and are UUIDs of version 5', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(stixId(TENANT, one)).toMatch(
          /^indicator--[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
        );
        expect(stixId(TENANT, one) === stixId(TENANT, other)).toBe(one === other);
      }),
    );
  });
});
