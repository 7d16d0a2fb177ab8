import type { Sending } from '../../src/writes/Verb.js';
import { settle } from '../support/fakeClock.js';
import { DONE, gate, later, MINUTE_MS, operation, Script, sending, statesOf, Workbench } from './support/Workbench.js';

let bench: Workbench;
let script: Script;

beforeEach(async () => {
  bench = await Workbench.open();
  script = new Script();
});
afterEach(() => bench.close());

describe('a job', () => {
  test('is sent once, answered with every outcome, and each item has one entry', async () => {
    const words: Readonly<Record<string, Sending>> = {
      a: DONE,
      b: sending('refused', 'CONFLICT'),
      c: sending('unknown', 'OUTCOME_UNKNOWN'),
    };
    script.say = (target) => words[target]!;

    const done = await bench.runner(script.verb()).run(bench.job(['a', 'b', 'c']), operation);

    expect(statesOf(done)).toEqual(['DONE', 'REFUSED', 'UNKNOWN']);
    expect(done.items[1]!.outcome).toMatchObject({ code: 'CONFLICT', message: 'CONFLICT it is.', after: null });
    expect(script.sent).toEqual(['a', 'b', 'c']);
    expect(await bench.trail()).toEqual(['a DONE', 'b REFUSED', 'c UNKNOWN']);
  });

  test('that is known is answered as it stands and not sent again; with another input it is refused', async () => {
    const one = bench.runner(script.verb());
    const first = await one.run(bench.job(['a'], { key: 'key-0001' }), operation);

    const again = await one.run(bench.job(['a'], { key: 'key-0001' }), operation);
    const other = one.run(bench.job(['b'], { key: 'key-0001', inputHash: 'y' }), operation);

    expect(again).toEqual(first);
    await expect(other).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(script.sent).toEqual(['a']);
  });

  test('that is asked for twice at the same time is sent once, and both wait for it', async () => {
    const answer = gate<Sending>();
    script.say = () => answer.promise;
    const one = bench.runner(script.verb());

    const both = [1, 2, 3].map(() => one.run(bench.job(['a'], { key: 'key-0001' }), operation));
    await settle();
    answer.open(DONE);
    const [first, ...others] = await Promise.all(both);

    expect(statesOf(first!)).toEqual(['DONE']);
    expect(others).toEqual([first, first]);
    expect(script.sent).toEqual(['a']);
  });

  test('is written down as sent before it is sent', async () => {
    const seen: string[][] = [];
    const asked = bench.job(['a', 'b', 'c']);
    script.say = async () => {
      seen.push(await bench.statesNow(asked.id));
      return DONE;
    };

    await bench.runner(script.verb(2)).run(asked, operation);

    expect(seen).toEqual([
      ['SENT', 'SENT', 'PENDING'],
      ['SENT', 'SENT', 'PENDING'],
      ['DONE', 'DONE', 'SENT'],
    ]);
  });

  test('goes on in one tenant while another fails in the journal, and nothing is left on its way unseen', async () => {
    const answer = gate<Sending>();
    script.say = (target) => (target === 'far' ? answer.promise : DONE);
    const asked = bench.job(['near', 'far']);
    const items = asked.items.map((item) => ({ ...item, tenantId: item.target === 'far' ? 'fabrikam' : 'contoso' }));
    const one = bench.runner(script.verb());
    jest.spyOn(bench.journal.jobs, 'settle').mockRejectedValueOnce(new Error('disk full'));

    const running = one.run({ ...asked, items }, operation);
    await settle();
    expect(one.running).toBe(1);
    answer.open(DONE);

    expect(statesOf(await running)).toEqual(['SENT', 'DONE']);
  });

  test('of a tenant that is gone is refused', async () => {
    const asked = bench.job(['a']);

    const done = await bench
      .runner(script.verb())
      .run({ ...asked, items: [{ ...asked.items[0]!, tenantId: 'gone' }] }, operation);

    expect(done.items[0]!.outcome).toMatchObject({ state: 'REFUSED', code: 'FORBIDDEN' });
    expect(script.sent).toEqual([]);
  });
});

describe('what has to wait', () => {
  test.each([
    ['as long as Graph says', 30, 30_000],
    ['five seconds where Graph does not say', undefined, 5_000],
  ])('waits %s, without its caller', async (_what, seconds, pauseMs) => {
    script.say = (target) => (target === 'b' && script.sent.length <= 2 ? later(seconds) : DONE);

    const first = await bench.runner(script.verb()).run(bench.job(['a', 'b']), operation);
    expect(statesOf(first)).toEqual(['DONE', 'PENDING']);
    await bench.clock.advance(pauseMs - 1);
    expect(script.sent).toEqual(['a', 'b']);
    await bench.clock.advance(1);

    expect(script.sent).toEqual(['a', 'b', 'b']);
    expect(await bench.statesNow(first.id)).toEqual(['DONE', 'DONE']);
    expect(await bench.trail()).toEqual(['a DONE', 'b DONE']);
  });

  test('keeps what stands behind it in its tenant from being sent before it', async () => {
    script.say = () => (script.sent.length === 1 ? later(10) : DONE);

    const first = await bench.runner(script.verb(1)).run(bench.job(['a', 'b', 'c']), operation);
    expect([statesOf(first), script.sent]).toEqual([['PENDING', 'PENDING', 'PENDING'], ['a']]);
    await bench.clock.advance(10_000);

    expect(script.sent).toEqual(['a', 'a', 'b', 'c']);
    expect(await bench.statesNow(first.id)).toEqual(['DONE', 'DONE', 'DONE']);
  });

  test('is given up after an hour: it is known not to have happened', async () => {
    script.say = () => later(600);

    const { id } = await bench.runner(script.verb()).run(bench.job(['a']), operation);
    await bench.clock.advance(59 * MINUTE_MS);
    expect(await bench.statesNow(id)).toEqual(['PENDING']);
    await bench.clock.advance(12 * MINUTE_MS);

    expect((await bench.journal.jobs.find({ id }))!.items[0]!.outcome).toMatchObject({
      ...{ state: 'REFUSED', code: 'UPSTREAM_THROTTLED' },
    });
    expect(await bench.trail()).toEqual(['a REFUSED']);
  });
});

test('what was to be done once more, and is given up, may have been done the first time', async () => {
  script.say = () => sending('later', 'OUTCOME_UNKNOWN', 600);

  const { id } = await bench.runner(script.verb()).run(bench.job(['a']), operation);
  await bench.clock.advance(71 * MINUTE_MS);

  expect((await bench.journal.jobs.find({ id }))!.items[0]!.outcome).toMatchObject({ state: 'UNKNOWN' });
  expect(await bench.trail()).toEqual(['a UNKNOWN']);
});

describe('a process that is told to stop', () => {
  test('finishes what is on its way, sends nothing more, and another one goes on at once', async () => {
    const answer = gate<Sending>();
    script.say = (target) => (target === 'a' && script.sent.length === 1 ? answer.promise : DONE);
    const one = bench.runner(script.verb(1));
    const running = one.run(bench.job(['a', 'b', 'c']), operation);
    await settle();

    let isStopped = false;
    const stopped = one.stop().then(() => (isStopped = true));
    await settle();
    expect(isStopped).toBe(false);
    answer.open(DONE);
    await stopped;
    const { id, ...left } = await running;

    expect(statesOf({ id, ...left })).toEqual(['DONE', 'PENDING', 'PENDING']);
    expect(script.sent).toEqual(['a']);
    bench.runner(script.verb(1)).start();
    await settle();
    await bench.clock.advance(0);
    expect(script.sent).toEqual(['a', 'b', 'c']);
    expect(await bench.statesNow(id)).toEqual(['DONE', 'DONE', 'DONE']);
  });

  test('leaves what waits for the limits, and wakes up nobody', async () => {
    script.say = () => later(60);
    const one = bench.runner(script.verb());
    const { id } = await one.run(bench.job(['a']), operation);

    await one.stop();
    await bench.clock.advance(10 * MINUTE_MS);

    expect(script.sent).toEqual(['a']);
    expect(await bench.statesNow(id)).toEqual(['PENDING']);
    expect(bench.told).toEqual([]);
  });

  test('takes a job that comes too late, and sends nothing of it', async () => {
    const one = bench.runner(script.verb());
    await one.stop();

    const late = await one.run(bench.job(['a']), operation);

    expect(statesOf(late)).toEqual(['PENDING']);
    expect(script.sent).toEqual([]);
  });
});

test('what has ended here is counted by verb and state, refusals before sending included', async () => {
  script.say = (target) => (target === 'b' ? sending('refused', 'CONFLICT') : DONE);
  const one = bench.runner(script.verb());
  const asked = bench.job(['a', 'b', 'c', 'd']);
  const outcome = {
    ...({ state: 'REFUSED', code: 'BAD_USER_INPUT', message: 'no', before: null, after: null } as const),
    ...{ requestId: null, at: bench.clock.now() },
  };

  await one.run(
    { ...asked, items: asked.items.map((item) => (item.target === 'd' ? { ...item, outcome } : item)) },
    operation,
  );

  expect([...one.ended].sort()).toEqual([
    ['shake DONE', 2],
    ['shake REFUSED', 2],
  ]);
});
