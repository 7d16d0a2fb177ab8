import fc from 'fast-check';
import type { UserRef } from '../../schema/references.js';
import { confidenceOf, rankHosts, rankUsers, type HostCandidate } from '../../src/identity/rank.js';

const REF: UserRef = {
  objectId: null,
  userPrincipalName: null,
  mail: null,
  sid: null,
  accountName: 'ada',
  domain: 'CONTOSO',
};
const LIVE = '2026-11-20T00:00:00Z';
const STALE = '2025-01-01T00:00:00Z';

function host(name: string, part: Partial<HostCandidate>): HostCandidate & { name: string } {
  return { name, deviceId: null, accountEnabled: true, lastSeenAt: LIVE, trustType: 'AzureAd', ...part };
}

describe('machines of one name', () => {
  it('are ranked by device id, then enabled, then last sign-in, then join', () => {
    const id = '11111111-2222-4333-8444-555555555555';
    const meant = host('meant', { deviceId: id, accountEnabled: false, lastSeenAt: null });
    const live = host('live', { trustType: 'ServerAd' });
    const registered = host('registered', { trustType: 'Workplace' });
    const stale = host('stale', { lastSeenAt: STALE });
    const never = host('never', { lastSeenAt: null });
    const disabled = host('disabled', { accountEnabled: false });
    const ref = { deviceId: id.toUpperCase(), defenderId: null, dnsName: null, hostName: 'WS01' };

    const ranked = rankHosts([disabled, never, stale, registered, live, meant], ref);

    expect(ranked.map(({ name }) => name)).toEqual(['meant', 'live', 'registered', 'stale', 'never', 'disabled']);
  });

  it('come in the same order whatever order they came in', () => {
    const candidate = fc.record({
      deviceId: fc.constant(null),
      accountEnabled: fc.constantFrom(true, false, null),
      lastSeenAt: fc.constantFrom(LIVE, STALE, null, 'soon'),
      trustType: fc.constantFrom('ServerAd', 'AzureAd', 'Workplace', null),
    });
    const rank = (list: HostCandidate[]): unknown[] =>
      rankHosts(list).map(({ accountEnabled, lastSeenAt, trustType }) => [
        accountEnabled === true,
        lastSeenAt === 'soon' ? null : lastSeenAt,
        trustType === 'ServerAd' ? 'AzureAd' : trustType,
      ]);
    fc.assert(fc.property(fc.array(candidate), (list) => expect(rank([...list].reverse())).toEqual(rank(list))));
  });
});

describe('users of one account name', () => {
  it('are ranked by domain, then enabled', () => {
    const fabrikam = { accountEnabled: true, onPremises: { domain: 'fabrikam.com' } };
    const disabled = { accountEnabled: false, onPremises: { domain: 'contoso.com' } };
    const enabled = { accountEnabled: true, onPremises: { domain: 'contoso.com' } };

    expect(rankUsers([fabrikam, disabled, enabled], REF)).toEqual([enabled, disabled, fabrikam]);
  });
});

describe('confidence', () => {
  const cloud = { accountEnabled: true };
  const record = { accountEnabled: true, onPremises: { domain: 'contoso.com' } };
  const elsewhere = { accountEnabled: true, onPremises: { domain: 'fabrikam.com' } };

  it.each([
    ['OBJECT_ID', 'EXACT'],
    ['DEVICE_ID', 'EXACT'],
    ['CLOUD_SECURITY_IDENTIFIER', 'EXACT'],
    ['SECURITY_IDENTIFIER', 'EXACT'],
    ['USER_PRINCIPAL_NAME', 'STRONG'],
    ['MAIL', 'STRONG'],
    ['HOST_NAME', 'STRONG'],
    ['DNS_NAME', 'STRONG'],
  ] as const)('of %s that one record has is %s, and WEAK when two have it', (by, expected) => {
    expect(confidenceOf({ by, value: 'x' }, [cloud])).toBe(expected);
    expect(confidenceOf({ by, value: 'x' }, [cloud, { ...cloud }])).toBe('WEAK');
  });

  it('of an account name is STRONG only in the domain that the alert names', () => {
    const key = { by: 'SAM_ACCOUNT_NAME', value: 'ada', domain: 'CONTOSO' } as const;

    expect(confidenceOf(key, [record])).toBe('STRONG');
    expect(confidenceOf(key, [record, elsewhere])).toBe('STRONG');
    expect(confidenceOf(key, [elsewhere])).toBe('WEAK');
    expect(confidenceOf(key, [record, { ...record }])).toBe('WEAK');
    expect(confidenceOf({ ...key, domain: null }, [record])).toBe('WEAK');
  });
});
