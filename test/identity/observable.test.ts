import fc from 'fast-check';
import { normalMac, normalObservable, normalSubject, normalUrl } from '../../src/identity/observable.js';

const MD5 = 'D41D8CD98F00B204E9800998ECF8427E';
const SHA1 = 'da39a3ee5e6b4b0d3255bfef95601890afd80709';
const SHA256 = 'E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855';

describe('the normal form', () => {
  it.each([
    [' 203.0.113.7 ', 'IPV4', '203.0.113.7'],
    ['203[.]0[.]113[.]7', 'IPV4', '203.0.113.7'],
    ['::ffff:203.0.113.7', 'IPV4', '203.0.113.7'],
    ['2001:0DB8:0:0:0:0:0:1', 'IPV6', '2001:db8::1'],
    ['[2001:db8::1]', 'IPV6', '2001:db8::1'],
    ['2001[:]db8[:]0[:]0[:]0[:]0[:]0[:]1', 'IPV6', '2001:db8::1'],
    ['fe80::1%eth0', 'IPV6', 'fe80::1'],
    ['Evil.EXAMPLE.', 'DOMAIN', 'evil.example'],
    ['evil[.]example', 'DOMAIN', 'evil.example'],
    ['evil(dot)example', 'DOMAIN', 'evil.example'],
    ['bücher.example', 'DOMAIN', 'xn--bcher-kva.example'],
    ['_dmarc.evil.example', 'DOMAIN', '_dmarc.evil.example'],
    ['HTTP://Evil.Example:80/a/../B?q=[.]#F', 'URL', 'http://evil.example/B?q=[.]#F'],
    ['hxxps://evil[.]example/login', 'URL', 'https://evil.example/login'],
    ['hxxps[://]evil[.]example/login', 'URL', 'https://evil.example/login'],
    ['https://bücher.example', 'URL', 'https://xn--bcher-kva.example/'],
    ['https://203[.]0[.]113[.]7:8443/x', 'URL', 'https://203.0.113.7:8443/x'],
    ['Evil.example/Path?a=B', 'URL', 'evil.example/Path?a=B'],
    [MD5, 'FILE_MD5', MD5.toLowerCase()],
    [SHA1, 'FILE_SHA1', SHA1],
    [SHA256, 'FILE_SHA256', SHA256.toLowerCase()],
    ['AA-BB-CC-00-11-22', 'MAC', 'aa:bb:cc:00:11:22'],
    ['<Billing@Evil.Example>', 'EMAIL_SENDER', 'Billing@evil.example'],
    ['billing[@]evil[.]example', 'EMAIL_SENDER', 'billing@evil.example'],
  ])('of %j is %s %s', (text, kind, value) => {
    expect(normalObservable(text)).toEqual({ kind, value });
  });

  it.each([
    '',
    ' ',
    'localhost',
    'WS01',
    '1.2.3',
    '1.2.3.4.5',
    '01.2.3.4',
    '10.0.0.0/8',
    'javascript:alert(1)',
    'http://',
    'https://a b/',
    'abc123',
    'ada@localhost',
    '@evil.example',
    'a..b.example',
    `${'a'.repeat(64)}.example`,
    SHA1.replace('d', 'g'),
  ])('of %j is none', (text) => {
    expect(normalObservable(text)).toBeNull();
  });

  it('of a host whose percent signs hide a defanged dot is none', () => {
    expect(normalObservable('http://(%2e)')).toBeNull();
    expect(normalObservable('http://bad(.)example/x')).toEqual({ kind: 'URL', value: 'http://bad.example/x' });
  });

  it('is its own normal form, whatever text it was made from', () => {
    const token = fc.constantFrom(
      ...[
        '.',
        '[.]',
        '[dot]',
        '[',
        ']',
        '(',
        ')',
        ':',
        '[:]',
        '[://]',
        '://',
        '/',
        '@',
        '[@]',
        '%',
        '%2e',
        '?',
        '#',
        '\\',
      ],
      ...[
        'hxxp',
        'https',
        'a',
        'B',
        'ü',
        'xn--',
        'example',
        'com',
        '0',
        '127',
        'ff',
        '1e3',
        '0x7f',
        '-',
        '_',
        ' ',
        '..',
      ],
    );
    const text = fc.oneof(
      fc.array(token, { maxLength: 12 }).map((tokens) => tokens.join('')),
      fc.array(token, { maxLength: 8 }).map((tokens) => `http://${tokens.join('')}`),
      fc.domain(),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.ipV4(),
      fc.ipV6(),
      fc.emailAddress(),
      fc.string(),
    );
    fc.assert(
      fc.property(text, (input) => {
        const once = normalObservable(input);
        if (once) expect(normalObservable(once.value)).toEqual(once);
      }),
      { numRuns: 3000 },
    );
  });

  it('of every address, domain and URL exists', () => {
    fc.assert(fc.property(fc.ipV4(), (text) => normalObservable(text)?.kind === 'IPV4'));
    fc.assert(fc.property(fc.ipV6(), (text) => /^IPV[46]$/.test(normalObservable(text)?.kind ?? '')));
    fc.assert(fc.property(fc.domain(), (text) => normalObservable(text)?.kind === 'DOMAIN'));
    fc.assert(fc.property(fc.webUrl(), (text) => normalUrl(text)?.kind === 'URL'));
  });

  it('of a hardware address is the same for all ways to write it', () => {
    for (const text of ['AABBCC001122', 'aa:bb:cc:00:11:22', 'AA-BB-CC-00-11-22', 'aabb.cc00.1122']) {
      expect(normalMac(text)?.value).toBe('aa:bb:cc:00:11:22');
    }
    expect(normalMac('aa:bb-cc:00:11')).toBeNull();
  });

  it('of a subject evens out its blanks', () => {
    expect(normalSubject(' Invoice\r\n\t overdue ')?.value).toBe('Invoice overdue');
    expect(normalSubject('  ')).toBeNull();
  });
});
