import { cacheKey, type CachePlace } from '../../src/cache/Cache.js';
import { LruCache } from '../../src/cache/LruCache.js';
import { FakeClock } from '../support/fakeClock.js';

const place: CachePlace = {
  ...{ cloud: 'GLOBAL', tenantId: 't', graphRoot: 'https://graph.microsoft.com', partition: 'app:a' },
  ...{ family: 'user', key: '1' },
};
const key = cacheKey(place);

describe('the cache', () => {
  let clock: FakeClock;
  let luck: number;
  let cache: LruCache;

  beforeEach(() => {
    clock = new FakeClock();
    luck = 0.5;
    cache = new LruCache({ clock, random: () => luck, maxEntries: 3 });
  });

  test('answers in the order of the keys, undefined for what it does not have', async () => {
    const other = cacheKey({ ...place, key: '2' });
    await cache.setMany([{ key, asOf: 5, value: { id: '1' }, ttlMs: 1000 }]);

    expect(await cache.getMany([other, key])).toEqual([
      undefined,
      expect.objectContaining({ tenantId: 't', partition: 'app:a', asOf: 5, value: { id: '1' } }),
    ]);
  });

  test.each([
    [0, 900],
    [0.5, 1000],
    [1, 1100],
  ])('with luck of %d a second lasts %d ms', async (random, lastsMs) => {
    luck = random;
    await cache.setMany([{ key, asOf: 0, value: 1, ttlMs: 1000 }]);

    await clock.advance(lastsMs - 1);
    expect((await cache.getMany([key]))[0]?.value).toBe(1);
    await clock.advance(1);
    expect(await cache.getMany([key])).toEqual([undefined]);
  });

  test('every part of the place makes another key', () => {
    const texts = Object.keys(place).map((part) => cacheKey({ ...place, [part]: 'x' }).text);

    expect(new Set([key.text, ...texts]).size).toBe(7);
    expect(cacheKey({ ...place, family: 'a|b', key: 'c' }).text).not.toBe(
      cacheKey({ ...place, family: 'a', key: 'b|c' }).text,
    );
  });

  test('a key that lies about its tenant or partition reads nothing', async () => {
    await cache.setMany([{ key, asOf: 0, value: 'secret', ttlMs: 1000 }]);

    expect(
      await cache.getMany([
        { ...key, tenantId: 'other' },
        { ...key, partition: 'user:1:x' },
      ]),
    ).toEqual([undefined, undefined]);
  });

  test('keeps no more than it may, the ones used last', async () => {
    const keys = ['1', '2', '3', '4'].map((name) => cacheKey({ ...place, key: name }));
    await cache.setMany(keys.slice(0, 3).map((one) => ({ key: one, asOf: 0, value: 1, ttlMs: 1000 })));
    await cache.getMany([keys[0]!]);
    await cache.setMany([{ key: keys[3]!, asOf: 0, value: 1, ttlMs: 1000 }]);

    expect((await cache.getMany(keys)).map((entry) => entry !== undefined)).toEqual([true, false, true, true]);
  });

  test('forgets what is deleted, and keeps nothing for no time', async () => {
    await cache.setMany([{ key, asOf: 0, value: 1, ttlMs: 1000 }]);
    await cache.delete([key]);
    await cache.setMany([{ key: cacheKey({ ...place, key: '2' }), asOf: 0, value: 1, ttlMs: 0 }]);

    expect(await cache.getMany([key, cacheKey({ ...place, key: '2' })])).toEqual([undefined, undefined]);
  });
});
