import { observables, readEvidence } from '../../../src/sources/evidence/index.js';
import { worst } from '../../../src/sources/evidence/worst.js';
import type { Observable } from '../../../schema/Observable.js';
import { wire } from './samples.js';

const TENANT = '11111111-2222-4333-8444-555555555555';
const SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const SHA1 = 'da39a3ee5e6b4b0d3255bfef95601890afd80709';

function seenIn(...raw: unknown[]): Observable[] {
  return observables(readEvidence(raw, TENANT), TENANT);
}

function texts(list: readonly Observable[]): string[] {
  return list.map(({ kind, value }) => `${kind} ${value}`);
}

describe('the observables of an alert', () => {
  it.each([
    ['ipEvidence', { ipAddress: '2001:DB8::1' }, ['IPV6 2001:db8::1']],
    ['urlEvidence', { url: 'hxxps://Evil[.]example/a' }, ['URL https://evil.example/a']],
    ['urlEvidence', { url: 'evil.example' }, ['DOMAIN evil.example']],
    ['urlEvidence', { url: '203.0.113.7' }, ['IPV4 203.0.113.7']],
    [
      'dnsEvidence',
      {
        domainName: 'Evil.example.',
        dnsServerIp: { ipAddress: '192.0.2.53' },
        ipAddresses: [{ ipAddress: '203.0.113.7' }],
      },
      ['DOMAIN evil.example', 'IPV4 192.0.2.53', 'IPV4 203.0.113.7'],
    ],
    [
      'networkConnectionEvidence',
      { sourceAddress: { ipAddress: '192.0.2.1' }, destinationAddress: { ipAddress: '203.0.113.7' } },
      ['IPV4 192.0.2.1', 'IPV4 203.0.113.7'],
    ],
    ['nicEvidence', { macAddress: 'AA-BB-CC-00-11-22' }, ['MAC aa:bb:cc:00:11:22']],
    [
      'ioTDeviceEvidence',
      { macAddress: 'aabb.cc00.1122', ipAddress: { ipAddress: '192.0.2.9' } },
      ['MAC aa:bb:cc:00:11:22', 'IPV4 192.0.2.9'],
    ],
    ['fileEvidence', { fileDetails: { sha1: SHA1, sha256: SHA256 } }, [`FILE_SHA256 ${SHA256}`, `FILE_SHA1 ${SHA1}`]],
    ['fileHashEvidence', { algorithm: 'sha1', value: SHA1 }, [`FILE_SHA1 ${SHA1}`]],
    ['fileHashEvidence', { algorithm: 'sha256ac', value: SHA256 }, []],
    [
      'processEvidence',
      { imageFile: { sha1: SHA1 }, parentProcessImageFile: { sha256: SHA256 } },
      [`FILE_SHA1 ${SHA1}`, `FILE_SHA256 ${SHA256}`],
    ],
    ['malwareEvidence', { files: [{ fileDetails: { sha1: SHA1 } }] }, [`FILE_SHA1 ${SHA1}`]],
    [
      'blobEvidence',
      { url: 'https://x.blob.core.windows.net/a', fileHashes: [{ algorithm: 'sha1', value: SHA1 }] },
      ['URL https://x.blob.core.windows.net/a', `FILE_SHA1 ${SHA1}`],
    ],
    [
      'analyzedMessageEvidence',
      {
        p1Sender: { emailAddress: 'bounce@Mailer.example' },
        p2Sender: { emailAddress: 'ceo@evil.example' },
        senderIp: '203.0.113.7',
        urls: ['https://evil.example/', 'not a link'],
        subject: 'Invoice',
      },
      [
        'EMAIL_SENDER ceo@evil.example',
        'EMAIL_SENDER bounce@mailer.example',
        'IPV4 203.0.113.7',
        'URL https://evil.example/',
        'EMAIL_SUBJECT Invoice',
      ],
    ],
    [
      'submissionMailEvidence',
      { sender: 'ceo@evil.example', senderIp: '203.0.113.7', subject: 'Hi' },
      ['EMAIL_SENDER ceo@evil.example', 'IPV4 203.0.113.7', 'EMAIL_SUBJECT Hi'],
    ],
    [
      'teamsMessageEvidence',
      { senderFromAddress: 'x@evil.example', urls: [{ url: 'https://evil.example/' }] },
      ['EMAIL_SENDER x@evil.example', 'URL https://evil.example/'],
    ],
    ['kubernetesServiceEvidence', { externalIPs: [{ ipAddress: '203.0.113.7' }] }, ['IPV4 203.0.113.7']],
    ['deviceEvidence', { lastExternalIpAddress: '203.0.113.7', ipInterfaces: ['192.0.2.1'] }, []],
    ['quantumEvidence', { ipAddress: '203.0.113.7' }, []],
  ])('of %s %j are %j', (kind, properties, expected) => {
    expect(texts(seenIn(wire(kind, properties)))).toEqual(expected);
  });

  it('are one when their normal forms are, with the worst verdict, the fullest place and the number of mentions', () => {
    const found = seenIn(
      wire('ipEvidence', { ipAddress: '203.0.113.7', verdict: 'suspicious', countryLetterCode: 'NL' }),
      wire('urlEvidence', { url: 'https://evil.example/' }),
      wire('ipEvidence', { ipAddress: '203[.]0[.]113[.]7', verdict: 'malicious', location: { city: 'Delft' } }),
      wire('analyzedMessageEvidence', { senderIp: '203.0.113.7' }),
    );

    expect(texts(found)).toEqual(['IPV4 203.0.113.7', 'URL https://evil.example/']);
    expect(found[0]).toMatchObject({ verdict: 'MALICIOUS', seen: 3, geo: { city: 'Delft', country: 'NL' } });
  });

  it('count a piece of evidence once, however often it says the same', () => {
    const [sender] = seenIn(
      wire('analyzedMessageEvidence', {
        p1Sender: { emailAddress: 'a@evil.example' },
        p2Sender: { emailAddress: 'a@EVIL.example' },
      }),
    );

    expect(sender).toMatchObject({ value: 'a@evil.example', seen: 1 });
  });

  it('do not blame the program that started a malicious process', () => {
    const [image, parent] = seenIn(
      wire('processEvidence', {
        verdict: 'malicious',
        imageFile: { sha1: SHA1, fileName: 'evil.exe' },
        parentProcessImageFile: { sha256: SHA256, fileName: 'explorer.exe' },
      }),
    );

    expect(image).toMatchObject({ verdict: 'MALICIOUS', file: { name: 'evil.exe' } });
    expect(parent).toMatchObject({ verdict: 'UNKNOWN', file: { name: 'explorer.exe' } });
  });

  it('leave the evidence as it was read', () => {
    const evidence = readEvidence(
      [wire('ipEvidence', { ipAddress: '203.0.113.7' }), wire('ipEvidence', { ipAddress: '203.0.113.7' })],
      TENANT,
    );

    expect(observables(evidence, TENANT)[0]).toMatchObject({ seen: 2 });
    expect(evidence[0]).toMatchObject({ observable: { seen: 1 } });
    expect(observables(evidence, TENANT)[0]).toMatchObject({ seen: 2 });
  });
});

describe('the worse of two verdicts', () => {
  it('is MALICIOUS before SUSPICIOUS before UNKNOWN before NO_THREATS_FOUND', () => {
    const order = ['MALICIOUS', 'SUSPICIOUS', 'UNKNOWN', 'NO_THREATS_FOUND'] as const;
    for (const [index, verdict] of order.entries()) {
      for (const other of order.slice(index)) {
        expect(worst(verdict, other)).toBe(verdict);
        expect(worst(other, verdict)).toBe(verdict);
      }
    }
  });
});
