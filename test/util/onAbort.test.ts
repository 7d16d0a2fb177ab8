import { onAbort } from '../../src/util/onAbort.js';

test('everybody who still watches is told, once', () => {
  const controller = new AbortController();
  const told: string[] = [];
  onAbort(controller.signal, () => told.push('a'));
  const unwatch = onAbort(controller.signal, () => told.push('b'));
  onAbort(controller.signal, () => told.push('c'));
  unwatch();

  controller.abort();
  controller.abort();

  expect(told).toEqual(['a', 'c']);
});

test('who comes too late is told at once', () => {
  const told: string[] = [];

  onAbort(AbortSignal.abort(), () => told.push('late'));

  expect(told).toEqual(['late']);
});
