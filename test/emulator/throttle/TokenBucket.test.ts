import fc from 'fast-check';
import { TokenBucket } from '../../../emulator/throttle/TokenBucket.js';

describe('TokenBucket', () => {
  test('150 a minute: the 151st call of one moment is refused, and 400 ms buy one more', () => {
    const bucket = new TokenBucket({ amount: 150, windowSeconds: 60 }, 0);

    const first = Array.from({ length: 151 }, () => bucket.take(1, 0));

    expect(first.filter((wait) => wait === 0)).toHaveLength(150);
    expect(first[150]).toBe(1);
    expect(bucket.take(1, 400)).toBe(0);
  });

  test('callers refused in a row are sent away for longer, never beyond the window', () => {
    const bucket = new TokenBucket({ amount: 60, windowSeconds: 60 }, 0);
    for (let call = 0; call < 60; call += 1) bucket.take(1, 0);

    const waits = Array.from({ length: 80 }, () => bucket.take(1, 0));

    expect(waits.slice(0, 3)).toEqual([1, 2, 3]);
    expect(Math.max(...waits)).toBe(60);
  });

  test('a refused call still counts: it drains what was left', () => {
    const bucket = new TokenBucket({ amount: 10, windowSeconds: 10 }, 0);
    bucket.take(8, 0);

    expect(bucket.take(5, 0)).toBeGreaterThan(0);
    expect(bucket.take(1, 0)).toBeGreaterThan(0);
  });

  test('another application takes every second token of 1 a second', () => {
    const alone = new TokenBucket({ amount: 1, windowSeconds: 1 }, 0);
    const shared = new TokenBucket({ amount: 1, windowSeconds: 1, isShared: true }, 0);
    const seconds = [0, 1, 2, 3, 4, 5, 6, 7];

    expect(seconds.map((s) => alone.take(1, s * 1000))).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(seconds.map((s) => shared.take(1, s * 1000) === 0)).toEqual([
      true,
      true,
      false,
      true,
      false,
      true,
      false,
      true,
    ]);
  });

  test('over any sequence no more is admitted than the bucket held plus what flowed in', () => {
    const steps = fc.array(fc.record({ waitMs: fc.nat(5000), cost: fc.integer({ min: 1, max: 5 }) }), {
      maxLength: 200,
    });

    fc.assert(
      fc.property(steps, fc.boolean(), (calls, isShared) => {
        const bucket = new TokenBucket({ amount: 20, windowSeconds: 10, isShared }, 0);
        let nowMs = 0;
        let admitted = 0;
        for (const { waitMs, cost } of calls) {
          nowMs += waitMs;
          if (bucket.take(cost, nowMs) === 0) admitted += cost;
        }
        return admitted <= 20 + (nowMs * 20) / 10_000 + 1e-6;
      }),
    );
  });

  test('a limit scaled below one call still lets one call through, less often', () => {
    const bucket = new TokenBucket({ amount: 0.5, windowSeconds: 1 }, 0);

    expect([bucket.take(1, 0), bucket.take(1, 1000), bucket.take(5, 3000)]).toEqual([0, 2, 0]);
  });

  test('time that goes backwards neither fills nor breaks it', () => {
    const bucket = new TokenBucket({ amount: 1, windowSeconds: 1 }, 10_000);
    bucket.take(1, 10_000);

    expect(bucket.take(1, 0)).toBe(1);
    expect(bucket.take(1, 1000)).toBe(0);
  });
});
