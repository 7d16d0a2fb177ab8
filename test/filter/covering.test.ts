import fc from 'fast-check';
import type { ObservableKind } from '../../schema/enums.js';
import type { CoveringValue } from '../../schema/references.js';
import { Covering, covers } from '../../src/filter/covering.js';
import { normalObservable } from '../../src/identity/observable.js';

const one = (kind: ObservableKind, value: string, isRange = false): CoveringValue => ({ kind, value, isRange });
const thing = (text: string) => normalObservable(text)!;

describe('an indicator covers', () => {
  test.each([
    ['an address that is the same', one('IPV4', '198.51.100.23'), '198.51.100.23'],
    ['an address in its range', one('IPV4', '198.51.100.16/28', true), '198.51.100.31'],
    [
      'an IPv6 address in its range, however it is written',
      one('IPV6', '2001:db8:4821::/48', true),
      '2001:DB8:4821:0:0::9',
    ],
    ['a domain below its own', one('DOMAIN', 'ledger-cdn.example'), 'a.sync[.]ledger-cdn[.]example'],
    ['a URL on a domain below', one('DOMAIN', 'ledger-cdn.example'), 'hxxps://sync.ledger-cdn.example:8443/up?x=1'],
    ['a URL on its address', one('IPV4', '203.0.113.77'), 'http://203.0.113.77/a'],
    ['a URL on an address in its range', one('IPV6', '2001:db8::/32', true), 'https://[2001:db8::1]/a'],
    ['mail from its domain', one('DOMAIN', 'nordwind.example'), 'billing@mail.nordwind.example'],
    ['a URL with another way to say the scheme', one('URL', 'evil.example/a'), 'https://evil.example/a'],
    ['a hash that is the same', one('FILE_MD5', 'a'.repeat(32)), 'A'.repeat(32)],
    ['a single address that is written as a range', one('IPV4', '192.0.2.1/32', true), '192.0.2.1'],
  ])('%s', (_, value, text) => {
    expect(covers(value, thing(text))).toBe(true);
    expect(new Covering([{ values: [value] }]).of(thing(text))).toEqual([0]);
  });

  test.each([
    ['an address beside its range', one('IPV4', '198.51.100.16/28', true), '198.51.100.32'],
    ['an address of the other family', one('IPV4', '0.0.0.0/0', true), '2001:db8::1'],
    ['a domain that merely ends alike', one('DOMAIN', 'cdn.example'), 'ledger-cdn.example'],
    ['a domain above its own', one('DOMAIN', 'sync.ledger-cdn.example'), 'ledger-cdn.example'],
    ['another path', one('URL', 'https://evil.example/a'), 'https://evil.example/b'],
    ['a range that is none', { kind: null, value: '10.0.0.0/99', isRange: true }, '10.0.0.1'],
    ['what has no kind', { kind: null, value: 'python-httpx', isRange: false }, 'python.example'],
  ] as const)('not %s', (_, value, text) => {
    expect(covers(value, thing(text))).toBe(false);
    expect(new Covering([{ values: [value] }]).of(thing(text))).toEqual([]);
  });
});

describe('whatever there is', () => {
  const byte = fc.integer({ min: 0, max: 255 });
  const address = fc.tuple(byte, byte, byte, byte).map((bytes) => bytes.join('.'));
  const label = fc.stringMatching(/^[a-z]{1,3}$/);
  const domain = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => [...labels, 'example'].join('.'));
  const value = fc.oneof(
    address.map((text) => one('IPV4', text)),
    fc.tuple(address, fc.integer({ min: 0, max: 32 })).map(([text, bits]) => one('IPV4', `${text}/${bits}`, true)),
    domain.map((text) => one('DOMAIN', text)),
    domain.map((text) => one('URL', `https://${text}/a`)),
  );
  const text = fc.oneof(address, domain, domain.map((host) => `https://${host}/a`)); // prettier-ignore

  test('the index finds what looking at each indicator finds', () => {
    fc.assert(
      fc.property(fc.array(fc.array(value, { maxLength: 3 }), { maxLength: 12 }), text, (lists, asked) => {
        const observable = thing(asked);
        const slow = lists.flatMap((values, index) => (values.some((one) => covers(one, observable)) ? [index] : []));

        expect(new Covering(lists.map((values) => ({ values }))).of(observable)).toEqual(slow);
      }),
    );
  });

  test('a range holds an address exactly where their first bits are equal', () => {
    const bitsOf = (ip: string) =>
      ip
        .split('.')
        .map((part) => Number(part).toString(2).padStart(8, '0'))
        .join('');
    fc.assert(
      fc.property(address, address, fc.integer({ min: 0, max: 32 }), (network, asked, bits) => {
        const isSame = bitsOf(network).slice(0, bits) === bitsOf(asked).slice(0, bits);

        expect(covers(one('IPV4', `${network}/${bits}`, true), { kind: 'IPV4', value: asked })).toBe(isSame);
      }),
    );
  });
});
