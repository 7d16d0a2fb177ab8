import fc from 'fast-check';
import { hourOf } from '../../src/util/moments.js';

const HOUR_MS = 3_600_000;
const RANGE = { min: 0, max: 4_102_444_800_000 };

test('the hour of a moment is its last full hour', () => {
  expect(hourOf(Date.parse('2026-11-23T10:59:59.999Z'))).toBe('2026-11-23T10:00:00.000Z');
});

test('the hour of a moment is never after it, nor an hour before', () => {
  fc.assert(
    fc.property(fc.integer(RANGE), (ms) => {
      const before = ms - Date.parse(hourOf(ms));

      expect(before).toBeGreaterThanOrEqual(0);
      expect(before).toBeLessThan(HOUR_MS);
    }),
  );
});
