import fc from 'fast-check';
import { problemOfDefender, readDefenderIndicator } from '../../../emulator/indicators/defenderRules.js';
import { stixProblems } from '../../../emulator/indicators/stixRules.js';
import { problemOfNew, readTiIndicator } from '../../../emulator/indicators/tiRules.js';
import { instantOf, isDomain, isNetwork, isUrl, isWholeAddressV6 } from '../../../emulator/indicators/values.js';
import { MODELS } from '../../../emulator/model/index.js';
import { GraphFault } from '../../../emulator/odata/index.js';

const NOW = new Date('2026-11-23T08:00:00Z');
const names = (model: keyof typeof MODELS): string[] => Object.keys(MODELS[model].properties);
const objectOf = (keys: readonly string[]) => fc.dictionary(fc.constantFrom(...keys), fc.jsonValue());

/** Whatever comes: taken, refused with a reason, or unreadable in Graph's words. Never a mistake. */
function judged(judge: () => unknown): boolean {
  try {
    const reason = judge();
    return reason === null || typeof reason === 'string' || Array.isArray(reason);
  } catch (error) {
    return error instanceof GraphFault && error.status === 400;
  }
}

describe('rules of indicators', () => {
  test('find their words for anything that is JSON', () => {
    const ti = fc.oneof(fc.jsonValue(), objectOf(names('tiIndicator')));
    const defender = fc.oneof(fc.jsonValue(), objectOf(names('defenderIndicator')));
    const stix = fc.oneof(fc.jsonValue(), objectOf(['id', 'type', 'created', 'pattern', 'pattern_type', 'confidence']));

    fc.assert(fc.property(ti, (value) => judged(() => problemOfNew(readTiIndicator(value), NOW))));
    fc.assert(fc.property(defender, (value) => judged(() => problemOfDefender(readDefenderIndicator(value), NOW))));
    fc.assert(fc.property(stix, (value) => judged(() => stixProblems(value))));
  });
});

describe('values', () => {
  test.each([
    [isDomain, ['bad.example', 'a.b.bad.example', 'xn--bcher-kva.example', '_dmarc.bad.example']],
    [isUrl, ['https://bad.example/a?b=c', 'bad.example/path', 'http://192.0.2.1:8080/', 'http://[2001:db8::1]/a']],
    [isNetwork, ['192.0.2.0/24', '2001:db8::/48', '0.0.0.0/0']],
    [isWholeAddressV6, ['2001:db8:0:0:0:0:0:1', '2001:0db8:0000:0000:0000:0000:0000:0001']],
  ])('%p takes %j', (takes, texts) => {
    expect(texts.filter((text) => !takes(text))).toEqual([]);
  });

  test.each([
    [isDomain, ['localhost', '*.bad.example', '192.0.2.1', 'https://bad.example', '-a.example', '']],
    [isUrl, ['', 'a b.example', 'https://*.bad.example', 'nothing']],
    [isNetwork, ['192.0.2.0', '192.0.2.0/33', '192.0.2.0/24/1', 'bad.example/24']],
    [isWholeAddressV6, ['2001:db8::1', '192.0.2.1', '2001:db8:0:0:0:0:0']],
  ])('%p does not take %j', (takes, texts) => {
    expect(texts.filter((text) => takes(text))).toEqual([]);
  });

  test('an instant is what it says, and nothing else is one', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') }), (date) => {
        expect(instantOf(date.toISOString())).toBe(date.getTime());
      }),
    );
    expect(['tomorrow', '2026-11-23', '2026-13-01T00:00:00Z', 5, null].map(instantOf)).toEqual([
      ...[null, null, null, null, null],
    ]);
  });
});
