import { HIGH, isHigh, watchPressure } from '../../src/observability/Pressure.js';

test('pressure is high when the event loop is late or the heap is nearly full', () => {
  expect(isHigh(0, 0)).toBe(false);
  expect(isHigh(HIGH.delayMs, HIGH.heapShare)).toBe(false);
  expect(isHigh(HIGH.delayMs + 1, 0)).toBe(true);
  expect(isHigh(0, HIGH.heapShare + 0.01)).toBe(true);
});

test('a process that does nothing is under no pressure', () => {
  const pressure = watchPressure();

  expect(pressure.isHigh).toBe(false);
  pressure.stop();
});
