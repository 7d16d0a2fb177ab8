import { Gate } from '../../src/http/Gate.js';

const never = new AbortController().signal;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('operations beyond the number wait and go in the order they came', async () => {
  const gate = new Gate(1, 2);
  const order: string[] = [];
  const leave = await gate.enter(never);
  const first = gate.enter(never).then((next) => (order.push('first'), next));
  const second = gate.enter(never).then((next) => (order.push('second'), next));
  await turn();
  expect([gate.running, gate.waiting, gate.isFull, order]).toEqual([1, 2, true, []]);

  leave();
  (await first)();
  (await second)();

  expect(order).toEqual(['first', 'second']);
  expect([gate.running, gate.waiting]).toEqual([0, 0]);
});

test('beyond the queue nobody waits', async () => {
  const gate = new Gate(1, 0);
  await gate.enter(never);

  await expect(gate.enter(never)).rejects.toMatchObject({ code: 'OVERLOADED', facts: { retryAfterSeconds: 1 } });
});

test('who leaves while waiting gives up the place in the queue', async () => {
  const gate = new Gate(1, 1);
  const leave = await gate.enter(never);
  const gone = new AbortController();
  const waiting = gate.enter(gone.signal);
  gone.abort(new Error('left'));

  await expect(waiting).rejects.toThrow('left');
  expect(gate.waiting).toBe(0);
  leave();
  expect(gate.running).toBe(0);
});

test('leaving twice gives back one place', async () => {
  const gate = new Gate(2, 0);
  const leave = await gate.enter(never);
  await gate.enter(never);

  leave();
  leave();

  expect(gate.running).toBe(1);
});
