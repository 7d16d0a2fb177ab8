import { SecgraphError } from '../../src/errors/SecgraphError.js';
import type { Sending, Verb } from '../../src/writes/Verb.js';
import { settle } from '../support/fakeClock.js';
import { DONE, gate, later, MINUTE_MS, operation, Script, statesOf, Workbench } from './support/Workbench.js';

let bench: Workbench;
let script: Script;

beforeEach(async () => {
  bench = await Workbench.open();
  script = new Script();
});
afterEach(() => bench.close());

describe('two processes at one journal', () => {
  test('do not touch what the other is at, as long as it lives', async () => {
    const answer = gate<Sending>();
    script.say = () => answer.promise;
    const one = bench.runner(script.verb(1));
    one.start();
    const running = one.run(bench.job(['a', 'b']), operation);
    const other = new Script();
    bench.runner(other.verb()).start();

    await bench.clock.advance(10 * MINUTE_MS);
    answer.open(DONE);

    expect(statesOf(await running)).toEqual(['DONE', 'DONE']);
    expect([script.sent, other.sent]).toEqual([['a', 'b'], []]);
  });

  test('of which one is frozen: the other goes on, and the first sends nothing of it when it wakes up', async () => {
    const answer = gate<Sending>();
    script.say = () => answer.promise;
    // It does not look around, so it does not renew its lease.
    const running = bench.runner(script.verb(1)).run(bench.job(['a', 'b', 'c'], { key: 'key-0001' }), operation);
    await settle();
    const other = new Script();
    await bench.clock.advance(MINUTE_MS);
    bench.runner(other.verb()).start();
    await bench.clock.advance(MINUTE_MS);
    expect(other.sent).toEqual(['b', 'c']);

    answer.open(DONE);

    const done = await running;
    expect(done.items[0]!.outcome).toMatchObject({ state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN' });
    expect(statesOf(done)).toEqual(['UNKNOWN', 'DONE', 'DONE']);
    expect(script.sent).toEqual(['a']);
    expect(await bench.trail()).toEqual(['a UNKNOWN', 'b DONE', 'c DONE']);
  });

  test('of which one is frozen: when it hears that its item may be tried again, it leaves that to the other', async () => {
    const [first, second] = [gate<Sending>(), gate<Sending>()];
    script.say = () => first.promise;
    const running = bench.runner(script.verb(1)).run(bench.job(['a']), operation);
    await settle();
    const other = new Script();
    other.find = () => later();
    other.say = () => second.promise;
    await bench.clock.advance(MINUTE_MS);
    const two = bench.runner(other.verb());
    two.start();
    await bench.clock.advance(1);
    expect(other.sent).toEqual(['a']);

    first.open(later(1));
    const { id } = await running;
    expect(await bench.statesNow(id)).toEqual(['SENT']);
    await bench.clock.advance(MINUTE_MS);
    second.open(DONE);
    await settle();
    await bench.clock.advance(0);

    expect([script.sent, other.sent]).toEqual([['a'], ['a']]);
    expect(await bench.statesNow(id)).toEqual(['DONE']);
    expect(await bench.trail()).toEqual(['a DONE']);
  });
});

describe('a process that dies', () => {
  test('leaves what was on its way: it is looked for, and what is not there is sent', async () => {
    script.say = () => new Promise(() => undefined);
    void bench.doomed(script.verb(2)).run(bench.job(['a', 'b', 'c']), operation);
    await settle();
    const other = new Script();
    other.find = (target) => (target === 'a' ? DONE : later());
    await bench.clock.advance(MINUTE_MS);

    bench.runner(other.verb()).start();
    await bench.clock.advance(MINUTE_MS);

    expect(other.looked).toEqual(['a', 'b']);
    expect(other.sent).toEqual(['b', 'c']);
    expect(await bench.trail()).toEqual(['a DONE', 'b DONE', 'c DONE']);
  });

  test('leaves what cannot be looked at now: it is looked for again, and sent only when it is known not to be there', async () => {
    script.say = () => new Promise(() => undefined);
    void bench.doomed(script.verb(3)).run(bench.job(['a', 'b', 'c']), operation);
    await settle();
    const other = new Script();
    const closed = { kind: 'unseen', error: new SecgraphError('OUTCOME_UNKNOWN', 'Not now.') } as const;
    const answers = { a: [closed, DONE], b: [closed, closed, later()], c: [DONE] };
    other.find = (target) => answers[target as 'a' | 'b' | 'c'].shift()!;
    await bench.clock.advance(MINUTE_MS);

    bench.runner(other.verb()).start();
    await bench.clock.advance(1);
    expect(other.sent).toEqual([]);
    await bench.clock.advance(MINUTE_MS);

    expect(other.looked).toEqual(['a', 'b', 'c', 'a', 'b', 'b']);
    expect(other.sent).toEqual(['b']);
    expect(await bench.trail()).toEqual(['a DONE', 'b DONE', 'c DONE']);
  });

  test('leaves what cannot be looked at for an hour unknown, and nothing of it is sent', async () => {
    script.say = () => new Promise(() => undefined);
    void bench.doomed(script.verb()).run(bench.job(['a', 'b']), operation);
    await settle();
    const other = new Script();
    other.find = () => {
      throw new SecgraphError('UPSTREAM_THROTTLED', 'Graph is busy.', { retryAfterSeconds: 600 });
    };
    await bench.clock.advance(MINUTE_MS);

    bench.runner(other.verb()).start();
    for (let minute = 0; minute < 80; minute++) await bench.clock.advance(MINUTE_MS);

    expect(other.sent).toEqual([]);
    expect(await bench.trail()).toEqual(['a UNKNOWN', 'b UNKNOWN']);
  });

  test('leaves what was on its way unknown where nobody can look, and says so', async () => {
    script.say = () => new Promise(() => undefined);
    const asked = bench.job(['a', 'b']);
    void bench.doomed(script.verb(1)).run(asked, operation);
    await settle();
    const other = new Script();
    await bench.clock.advance(MINUTE_MS);

    bench.runner(other.verb()).start();
    await bench.clock.advance(MINUTE_MS);

    expect(other.sent).toEqual(['b']);
    expect((await bench.journal.jobs.find({ id: asked.id }))!.items[0]!.outcome).toMatchObject({
      ...{ state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN', message: expect.stringContaining('may or may not') as string },
    });
  });
});

describe('a mistake', () => {
  test('of a verb that throws leaves its items unknown, and the others go on', async () => {
    script.say = (target) => (target === 'b' ? Promise.reject(new TypeError('oops: anna@contoso.example')) : DONE);

    const done = await bench.runner(script.verb(1)).run(bench.job(['a', 'b', 'c']), operation);

    expect(statesOf(done)).toEqual(['DONE', 'UNKNOWN', 'DONE']);
    expect(done.items[1]!.outcome).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    expect(JSON.stringify(done)).not.toContain('oops');
    expect(bench.told).toEqual(['A verb failed.']);
  });

  test('of a verb that does not answer for every item leaves them unknown', async () => {
    const verb: Verb = { ...script.verb(), send: () => Promise.resolve([DONE]) };

    const done = await bench.runner(verb).run(bench.job(['a', 'b']), operation);

    expect(statesOf(done)).toEqual(['UNKNOWN', 'UNKNOWN']);
  });

  test('of the journal between sending and writing it down: the caller is told that it goes on, and it is looked for', async () => {
    script.find = () => DONE;
    jest.spyOn(bench.journal.jobs, 'settle').mockRejectedValueOnce(new Error('disk full'));
    const one = bench.runner(script.verb());

    const { id, ...first } = await one.run(bench.job(['a']), operation);
    expect(statesOf({ id, ...first })).toEqual(['SENT']);
    expect(bench.told).toEqual(['A job stands still.']);
    one.start();
    await bench.clock.advance(2 * MINUTE_MS);

    expect([script.sent, script.looked]).toEqual([['a'], ['a']]);
    expect(await bench.statesNow(id)).toEqual(['DONE']);
    expect(await bench.trail()).toEqual(['a DONE']);
  });

  test('of the journal before sending: nothing is sent until it answers again', async () => {
    jest.spyOn(bench.journal.jobs, 'sent').mockRejectedValueOnce(new Error('disk full'));
    const one = bench.runner(script.verb());

    const { id } = await one.run(bench.job(['a']), operation);
    expect(script.sent).toEqual([]);
    one.start();
    await bench.clock.advance(2 * MINUTE_MS);

    expect(script.sent).toEqual(['a']);
    expect(await bench.statesNow(id)).toEqual(['DONE']);
  });

  test('of the journal while it looks around is logged, and it looks again', async () => {
    jest.spyOn(bench.journal.jobs, 'claim').mockRejectedValueOnce(new Error('gone'));
    bench.runner(script.verb()).start();
    await settle();
    expect(bench.told).toEqual(['The journal could not be asked for jobs that were left.']);
    await bench.journal.jobs.begin(bench.job(['a']), 'dead', 1);

    await bench.clock.advance(MINUTE_MS);

    expect(script.sent).toEqual(['a']);
  });

  test('of a job whose verb this version does not know leaves it for one that does', async () => {
    await bench.journal.jobs.begin(bench.job(['a'], { verb: 'unheard' }), 'dead', 1);
    await bench.clock.advance(1);
    const one = bench.runner(script.verb());
    one.start();
    await bench.clock.advance(1);

    expect(bench.told).toEqual(['A job stands still.']);
    expect(one.running).toBe(0);
    expect(await bench.journal.jobs.unfinished()).toBe(1);
  });
});
