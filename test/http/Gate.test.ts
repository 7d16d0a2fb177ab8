import { Gate } from '../../src/http/Gate.js';

const never = new AbortController().signal;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('operations beyond the number wait and go in the order they came', async () => {
  const gate = new Gate(1, 2);
  const order: string[] = [];
  const leave = await gate.enter('soc', never);
  const first = gate.enter('soc', never).then((next) => (order.push('first'), next));
  const second = gate.enter('soc', never).then((next) => (order.push('second'), next));
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
  await gate.enter('soc', never);

  await expect(gate.enter('soc', never)).rejects.toMatchObject({ code: 'OVERLOADED', facts: { retryAfterSeconds: 1 } });
});

test('who leaves while waiting gives up the place in the queue', async () => {
  const gate = new Gate(1, 1);
  const leave = await gate.enter('soc', never);
  const gone = new AbortController();
  const waiting = gate.enter('soc', gone.signal);
  gone.abort(new Error('left'));

  await expect(waiting).rejects.toThrow('left');
  expect(gate.waiting).toBe(0);
  leave();
  expect(gate.running).toBe(0);
});

test('leaving twice gives back one place', async () => {
  const gate = new Gate(2, 0);
  const leave = await gate.enter('soc', never);
  await gate.enter('soc', never);

  leave();
  leave();

  expect(gate.running).toBe(1);
});

/** Enters, and writes down the name when it is let in or refused. */
function tried(gate: Gate, caller: string, log: string[]): Promise<(() => void) | null> {
  return gate.enter(caller, never).then(
    (leave) => (log.push(`${caller} in`), leave),
    () => (log.push(`${caller} refused`), null),
  );
}

test('a place that comes free goes to the caller who has fewest, though others were first', async () => {
  const gate = new Gate(2, 10);
  const log: string[] = [];
  const leaves = await Promise.all([tried(gate, 'script', log), tried(gate, 'script', log)]);
  for (const caller of ['script', 'script', 'analyst', 'script']) void tried(gate, caller, log);

  leaves[0]!();
  leaves[1]!();
  await turn();

  expect(log).toEqual(['script in', 'script in', 'analyst in', 'script in']);
});

test('a caller alone may have all places that there are', async () => {
  const gate = new Gate(2, 3);
  const log: string[] = [];

  for (let count = 0; count < 6; count += 1) void tried(gate, 'script', log);
  await turn();

  expect([gate.running, gate.waiting]).toEqual([2, 3]);
  expect(log).toEqual(['script in', 'script in', 'script refused']);
});

test('who fills the queue gives up the newest place when another comes, until both have the same', async () => {
  const gate = new Gate(1, 4);
  const log: string[] = [];
  for (let count = 0; count < 5; count += 1) void tried(gate, 'script', log);
  await turn();

  for (let count = 0; count < 3; count += 1) void tried(gate, 'analyst', log);
  await turn();

  expect(log.sort()).toEqual(['analyst refused', 'script in', 'script refused', 'script refused']);
  expect([gate.running, gate.waiting]).toEqual([1, 4]);
});

test('who was pushed out of the queue does not come back when its caller leaves', async () => {
  const gate = new Gate(1, 2);
  const gone = new AbortController();
  const leave = await gate.enter('script', never);
  const [script, pushedOut] = [gate.enter('script', never), gate.enter('script', gone.signal)];
  const refused = expect(pushedOut).rejects.toMatchObject({ code: 'OVERLOADED' });
  const analyst = gate.enter('analyst', never);

  gone.abort(new Error('left'));
  leave();

  await refused;
  (await script)();
  expect(gate.running).toBe(1);
  (await analyst)();
  expect([gate.running, gate.waiting]).toEqual([0, 0]);
});

test('who runs all operations does not keep the last place in the queue, too', async () => {
  const gate = new Gate(2, 1);
  const log: string[] = [];
  for (let count = 0; count < 3; count += 1) void tried(gate, 'script', log);
  await turn();

  void tried(gate, 'analyst', log);
  void tried(gate, 'auditor', log);
  await turn();

  expect(log.sort()).toEqual(['auditor refused', 'script in', 'script in', 'script refused']);
});
