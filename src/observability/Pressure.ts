import { monitorEventLoopDelay } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';

/** Whether this process is so busy that new work should go elsewhere. */
export interface Pressure {
  readonly isHigh: boolean;
}

/** Numbers above which a process should get no new work: it still answers, but late. */
export const HIGH = { delayMs: 1_000, heapShare: 0.92 } as const;

/** True when the event loop answered late in the last window, or the heap is nearly full. */
export function isHigh(delayMs: number, heapShare: number): boolean {
  return delayMs > HIGH.delayMs || heapShare > HIGH.heapShare;
}

/**
 * Watches the event loop (99th percentile of the last 10 to 20 seconds) and the heap. It flips readiness, never liveness:
 * a restart under load makes the load of the others worse.
 */
export function watchPressure(windowMs = 10_000): Pressure & { stop(): void } {
  const delays = monitorEventLoopDelay({ resolution: 20 });
  delays.enable();
  let previousMs = 0;
  const timer = setInterval(() => {
    previousMs = delays.percentile(99) / 1e6;
    delays.reset();
  }, windowMs);
  timer.unref();
  return {
    get isHigh() {
      const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
      return isHigh(Math.max(previousMs, delays.percentile(99) / 1e6), used / limit);
    },
    stop: () => {
      clearInterval(timer);
      delays.disable();
    },
  };
}
