import { AtMost } from '../../src/util/AtMost.js';

/** Work that ends when it is told to. */
function held() {
  let end!: () => void;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { ended, end };
}

test('so many run at once for each name, and the next begins when one has ended, also when it failed', async () => {
  const turns = new AtMost(2);
  const begun: string[] = [];
  const works = new Map(['a', 'b', 'c', 'other'].map((name) => [name, held()]));
  const run = (name: string, of = 'tenant') =>
    turns.run(of, async () => {
      begun.push(name);
      await works.get(name)!.ended;
      if (name === 'a') throw new Error('failed');
    });

  const [a, b, c, other] = [run('a').catch(() => 'failed'), run('b'), run('c'), run('other', 'another')];
  await Promise.resolve();
  expect(begun).toEqual(['a', 'b', 'other']);
  works.get('a')!.end();
  await expect(a).resolves.toBe('failed');
  await Promise.resolve();

  expect(begun).toEqual(['a', 'b', 'other', 'c']);
  for (const { end } of works.values()) end();
  await Promise.all([b, c, other]);
  await expect(turns.run('tenant', () => Promise.resolve('again'))).resolves.toBe('again');
});
