import fc from 'fast-check';
import { toleratedAgeMs } from '../../src/util/cacheControl.js';

test.each([
  ['no-cache', 0],
  ['NO-CACHE', 0],
  ['max-age=60', 60_000],
  ['Max-Age="60"', 60_000],
  ['max-age=0', 0],
  ['max-age=60, no-cache', 0],
  ['max-age=60, max-age=5', 5_000],
  ['no-transform , max-age=7', 7_000],
  ['extension="a, no-cache", max-age=7', 7_000],
  ['max-age=99999999999999999999', 2 ** 31 * 1000],
])('%s allows an age of %d ms', (header, expected) => {
  expect(toleratedAgeMs(header)).toBe(expected);
});

test.each([
  undefined,
  '',
  'max-age',
  'max-age=',
  'max-age=-1',
  'max-age=1.5',
  'max-age=soon',
  'no-cache=1',
  'no-store',
  ', ,',
  'x"no-cache',
])('a header that does not say it well is ignored: %s', (header) => {
  expect(toleratedAgeMs(header)).toBeNull();
});

test('no header whatsoever makes it fail, and an age is never negative', () => {
  fc.assert(
    fc.property(fc.string(), (header) => {
      const age = toleratedAgeMs(header);
      expect(age === null || age >= 0).toBe(true);
    }),
  );
});
