import fc from 'fast-check';
import type { HostRef, UserRef } from '../../schema/references.js';
import { compatibleDomains, sameDomain } from '../../src/identity/domain.js';
import { guid } from '../../src/identity/guid.js';
import { hostKeys, userKeys } from '../../src/identity/keys.js';
import { isLocalAccount } from '../../src/identity/localAccount.js';

const NOBODY: UserRef = {
  objectId: null,
  userPrincipalName: null,
  mail: null,
  sid: null,
  accountName: null,
  domain: null,
};
const NOTHING: HostRef = { deviceId: null, defenderId: null, dnsName: null, hostName: null };
const OBJECT_ID = '6f3c8a10-5b1e-4d2a-9c77-0123456789ab';
const CLOUD_SID = 'S-1-12-1-1866238480-1294621470-587298716-2877908805';

describe('keys of an account', () => {
  it('come strongest first', () => {
    const keys = userKeys({
      objectId: '11111111-2222-4333-8444-555555555555',
      userPrincipalName: 'ada@contoso.com',
      mail: 'ada.l@contoso.com',
      sid: 's-1-5-21-1-2-3-1105',
      accountName: 'ada',
      domain: 'CONTOSO',
    });

    expect(keys.map(({ by }) => by)).toEqual([
      'OBJECT_ID',
      'USER_PRINCIPAL_NAME',
      'SECURITY_IDENTIFIER',
      'MAIL',
      'SAM_ACCOUNT_NAME',
    ]);
    expect(keys[2]).toEqual({ by: 'SECURITY_IDENTIFIER', value: 'S-1-5-21-1-2-3-1105', domain: 'CONTOSO' });
  });

  it('turn a cloud SID into the object id, once', () => {
    expect(userKeys({ ...NOBODY, sid: CLOUD_SID })).toEqual([
      { by: 'CLOUD_SECURITY_IDENTIFIER', value: OBJECT_ID, domain: null },
    ]);
    expect(userKeys({ ...NOBODY, sid: CLOUD_SID, objectId: OBJECT_ID.toUpperCase() })).toEqual([
      { by: 'OBJECT_ID', value: OBJECT_ID, domain: null },
    ]);
  });

  it('leave out what the directory would refuse: no GUID, no address, the empty GUID', () => {
    expect(
      userKeys({
        ...NOBODY,
        objectId: '00000000-0000-0000-0000-000000000000',
        userPrincipalName: 'ada',
        mail: 'a b@c',
        accountName: 'Ada/Lovelace',
      }),
    ).toEqual([]);
  });

  it.each([
    ['SYSTEM by its SID', { ...NOBODY, sid: 'S-1-5-18' }],
    ['LOCAL SERVICE by its SID', { ...NOBODY, sid: 'S-1-5-19', accountName: 'lokaler dienst' }],
    ['NETWORK SERVICE by its name', { ...NOBODY, accountName: 'Network Service', domain: 'NT AUTHORITY' }],
    ['a window manager', { ...NOBODY, accountName: 'DWM-2', domain: 'Window Manager' }],
    ['a machine account', { ...NOBODY, accountName: 'WS01$', domain: 'CONTOSO', sid: 'S-1-5-21-1-2-3-9' }],
  ])('are none for %s', (_name, ref) => {
    expect(isLocalAccount(ref)).toBe(true);
    expect(userKeys(ref)).toEqual([]);
  });

  it('exist for an administrator of a domain', () => {
    expect(userKeys({ ...NOBODY, sid: 'S-1-5-21-1-2-3-500', accountName: 'Administrator' })).toHaveLength(2);
  });

  it('never throw, and each value comes once for each kind', () => {
    const text = fc.option(fc.string(), { nil: null });
    fc.assert(
      fc.property(
        fc.record({ objectId: text, userPrincipalName: text, mail: text, sid: text, accountName: text, domain: text }),
        (ref) => new Set(userKeys(ref).map(({ by }) => by)).size === userKeys(ref).length,
      ),
    );
  });
});

describe('keys of a machine', () => {
  it('are the device id, then its short names', () => {
    expect(
      hostKeys({
        deviceId: OBJECT_ID.toUpperCase(),
        defenderId: 'a'.repeat(40),
        hostName: 'WS01',
        dnsName: 'ws01.contoso.com',
      }),
    ).toEqual([
      { by: 'DEVICE_ID', value: OBJECT_ID },
      { by: 'HOST_NAME', value: 'WS01' },
    ]);
  });

  it('ask for both names where they differ', () => {
    expect(hostKeys({ ...NOTHING, hostName: 'WS01', dnsName: 'laptop-7.contoso.com' })).toEqual([
      { by: 'HOST_NAME', value: 'WS01' },
      { by: 'DNS_NAME', value: 'laptop-7' },
    ]);
  });

  it('are none for a Defender id alone, an address, or the empty GUID', () => {
    expect(hostKeys({ ...NOTHING, defenderId: 'a'.repeat(40) })).toEqual([]);
    expect(hostKeys({ ...NOTHING, hostName: '10.0.0.7', dnsName: 'fe80::1' })).toEqual([]);
    expect(hostKeys({ ...NOTHING, deviceId: '00000000-0000-0000-0000-000000000000' })).toEqual([]);
  });
});

describe('domains', () => {
  it.each([
    ['CONTOSO', 'contoso.com', true],
    ['contoso.com.', 'Contoso.com', true],
    ['VERYLONGCOMPANY', 'verylongcompanyname.example', true],
    ['contoso.com', 'contoso.net', false],
    ['FABRIKAM', 'contoso.com', false],
    ['CONT', 'contoso.com', false],
    [null, 'contoso.com', false],
    ['CONTOSO', null, false],
    ['', '', false],
  ])('%s and %s are the same: %s', (named, dns, same) => {
    expect(sameDomain(named, dns)).toBe(same);
  });

  it('that are unknown fit any', () => {
    expect(compatibleDomains(null, 'contoso.com')).toBe(true);
    expect(compatibleDomains('contoso.com', 'CONTOSO')).toBe(true);
    expect(compatibleDomains('fabrikam.com', 'CONTOSO')).toBe(false);
  });
});

describe('a GUID', () => {
  it('is lower case and not the empty one', () => {
    expect(guid(` ${OBJECT_ID.toUpperCase()} `)).toBe(OBJECT_ID);
    expect(guid('00000000-0000-0000-0000-000000000000')).toBeNull();
    expect(guid(`{${OBJECT_ID}}`)).toBeNull();
    expect(guid(null)).toBeNull();
  });
});
