import { Turns } from '../../src/util/Turns.js';

test('what has the same name happens one after the other, though one of it fails; other names do not wait', async () => {
  const turns = new Turns();
  const seen: string[] = [];
  let open!: () => void;
  const gate = new Promise<void>((resolve) => (open = resolve));

  const first = turns.take('a', async () => {
    seen.push('first begins');
    await gate;
    seen.push('first ends');
    throw new Error('no');
  });
  const second = turns.take('a', () => Promise.resolve(seen.push('second')));
  await turns.take('b', () => Promise.resolve(seen.push('other')));
  open();

  await expect(first).rejects.toThrow('no');
  await second;
  expect(seen).toEqual(['first begins', 'other', 'first ends', 'second']);
});
