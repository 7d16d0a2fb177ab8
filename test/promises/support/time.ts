import type { FakeClock } from '../../support/fakeClock.js';

/**
 * Moves the clock from nap to nap until the answer is there. Naps of `longest` and more are left alone: they are
 * deadlines, which a short story should not reach.
 */
export async function whileTimeGoesBy<T>(clock: FakeClock, answer: Promise<T>, longest = 5_000): Promise<T> {
  let isOver = false;
  const over = (): void => void (isOver = true);
  answer.then(over, over);
  const giveUpAt = performance.now() + 10_000;
  while (!isOver && performance.now() < giveUpAt) {
    const [nap = 0] = clock.naps;
    await clock.advance(nap < longest ? nap : 0);
  }
  return answer;
}
