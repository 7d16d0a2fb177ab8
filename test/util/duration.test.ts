import fc from 'fast-check';
import { durationMs } from '../../src/util/duration.js';

describe('the length of an ISO 8601 duration', () => {
  test.each([
    ['PT1S', 1000],
    ['PT1H', 3_600_000],
    ['P1D', 86_400_000],
    ['P2W', 14 * 86_400_000],
    ['P1DT12H', 1.5 * 86_400_000],
    ['PT1H30M15S', 5_415_000],
  ])('%s', (text, ms) => {
    expect(durationMs(text)).toBe(ms);
  });

  test.each([
    '',
    'P',
    'PT',
    'P1DT',
    'PT0S',
    'P1M',
    'P1Y',
    'P1W2D',
    '1D',
    'pt1h',
    'P-1D',
    'PT1.5S',
    'PT1H ',
    'P9999999D',
  ])('%j is none', (text) => {
    expect(durationMs(text)).toBeNull();
  });

  test('is the sum of its parts', () => {
    const count = fc.integer({ min: 1, max: 999_999 });
    fc.assert(
      fc.property(count, count, count, count, (d, h, m, s) => {
        expect(durationMs(`P${d}DT${h}H${m}M${s}S`)).toBe((((d * 24 + h) * 60 + m) * 60 + s) * 1000);
      }),
    );
  });
});
