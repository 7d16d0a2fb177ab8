import fc from 'fast-check';
import { progressBar } from '../../src/cli/progressBar.js';

test('a bar is filled as far as the work is done', () => {
  expect(progressBar(0, '0 indicators')).toBe('\r[------------------------]   0 %  0 indicators');
  expect(progressBar(0.5, '12,000 indicators')).toBe('\r[############------------]  50 %  12,000 indicators');
  expect(progressBar(1, 'all')).toBe('\r[########################] 100 %  all');
});

test('a bar is as long, whatever is said of the work', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), (share) => progressBar(share, '').length === '\r[] 100 %  '.length + 24),
  );
});
