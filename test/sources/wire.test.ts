import fc from 'fast-check';
import { EvidenceRole } from '../../schema/enums.js';
import {
  asRecord,
  bool,
  decimal,
  integer,
  long,
  moment,
  raw,
  record,
  records,
  text,
  texts,
  word,
  wordMap,
} from '../../src/sources/wire.js';

describe('readers of the wire', () => {
  it('give a property of the right type as it is', () => {
    const wire = {
      s: 'x',
      i: 7,
      d: 1.5,
      b: false,
      m: '2026-11-20T08:00:00.1234567Z',
      l: ['a', 'b'],
      r: { s: 'y' },
      rs: [{ s: 'z' }],
    };

    expect(text(wire, 's')).toBe('x');
    expect(integer(wire, 'i')).toBe(7);
    expect(decimal(wire, 'd')).toBe(1.5);
    expect(bool(wire, 'b')).toBe(false);
    expect(moment(wire, 'm')).toBe('2026-11-20T08:00:00.1234567Z');
    expect(texts(wire, 'l')).toEqual(['a', 'b']);
    expect(record(wire, 'r')).toEqual({ s: 'y' });
    expect(records(wire, 'rs')).toEqual([{ s: 'z' }]);
  });

  it.each([
    ['text', text, ['', '  ', 7, null, {}, ['x']]],
    ['integer', integer, [1.5, 2 ** 31, -(2 ** 31) - 1, '1.5', 'x', '', NaN, null, true]],
    ['long', long, [1.5, 2 ** 53, '9007199254740993', '0x10', null]],
    ['decimal', decimal, ['1.5', NaN, Infinity, null]],
    ['bool', bool, ['true', 0, null]],
    [
      'moment',
      moment,
      ['0001-01-01T00:00:00Z', '2026-11-20', '2026-13-20T08:00:00Z', '2026-11-20T08:00:00', 'x', 7, null],
    ],
    ['record', record, [[], 'x', null, 7]],
  ] as const)('%s is null for everything else', (_name, reader, values) => {
    for (const value of values) expect([value, reader({ property: value }, 'property')]).toEqual([value, null]);
    expect(reader({}, 'property')).toBeNull();
  });

  it('understand a whole number that travels as text', () => {
    expect(long({ n: '5000000000' }, 'n')).toBe(5_000_000_000);
    expect(Object.is(long({ n: '-0' }, 'n'), 0)).toBe(true);
  });

  it('see own properties only', () => {
    const inherited = Object.create({ s: 'x' }) as Record<string, unknown>;

    expect(text(inherited, 's')).toBeNull();
    expect(raw({}, 'constructor')).toBeUndefined();
    expect(raw({}, '__proto__')).toBeUndefined();
    expect(text(JSON.parse('{"__proto__":"x"}') as Record<string, unknown>, '__proto__')).toBe('x');
  });

  it('leave strange elements out of lists', () => {
    expect(texts({ l: ['a', null, 7, '', 'b'] }, 'l')).toEqual(['a', 'b']);
    expect(records({ l: [{}, null, [], 'x'] }, 'l')).toEqual([{}]);
    expect(texts({ l: 'abc' }, 'l')).toEqual([]);
    expect(asRecord([])).toBeNull();
  });

  it("read Graph's words for members of an enum, case aside", () => {
    const roles = wordMap(EvidenceRole, { c2: 'COMMAND_AND_CONTROL' });

    expect(word(roles, 'commandAndControl', 'UNKNOWN')).toBe('COMMAND_AND_CONTROL');
    expect(word(roles, 'C2', 'UNKNOWN')).toBe('COMMAND_AND_CONTROL');
    expect(word(roles, 'unknownFutureValue', 'UNKNOWN')).toBe('UNKNOWN');
    expect(word(roles, 7, null)).toBeNull();
    expect(word(roles, 'constructor', null)).toBeNull();
  });

  it('never throw', () => {
    const readers = [text, texts, integer, long, decimal, bool, moment, record, records];
    fc.assert(fc.property(fc.object(), fc.string(), (wire, name) => readers.forEach((reader) => reader(wire, name))));
  });
});
