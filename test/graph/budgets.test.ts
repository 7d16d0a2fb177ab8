import fc from 'fast-check';
import type { Applicant } from '../../src/graph/Bucket.js';
import { Budgets } from '../../src/graph/budgets.js';
import { FakeClock, settle } from '../support/fakeClock.js';

describe('budgets', () => {
  let clock: FakeClock;
  let budgets: Budgets;
  let went: string[];

  beforeEach(() => {
    clock = new FakeClock();
    budgets = new Budgets({ clock });
    went = [];
  });

  function applicant(more: Partial<Applicant> & { patienceMs?: number } = {}): Applicant {
    const { patienceMs = 120_000, ...rest } = more;
    const deadlineMs = clock.monotonicMs() + patienceMs;
    return {
      tenantId: 't',
      workload: 'security',
      cost: 1,
      lane: 'interactive',
      caller: 'a',
      signal: new AbortController().signal,
      canWaitUntil: (untilMs) => untilMs <= deadlineMs,
      ...rest,
    };
  }

  function ask(name: string, more: Parameters<typeof applicant>[0] = {}): void {
    void budgets
      .admit(applicant(more))
      .then((admission) => went.push(admission === 'admitted' ? name : `${name}:${admission}`));
  }

  const drain = (more: Parameters<typeof applicant>[0] = {}): void => {
    for (let n = 0; n < 150; n += 1) void budgets.admit(applicant({ caller: 'drain', ...more }));
  };
  const left = (workload: string): number | undefined =>
    budgets.of('t').find((row) => row.workload === workload)?.remaining;

  test('150 security calls go at once, the next one after 400 ms', async () => {
    drain();
    ask('next');
    await settle();
    expect(left('security')).toBe(0);

    await clock.advance(399);
    expect(went).toEqual([]);
    await clock.advance(1);
    expect(went).toEqual(['next']);
  });

  test('each tenant and each workload has its own', async () => {
    drain();
    ask('other tenant', { tenantId: 'u' });
    ask('other workload', { workload: 'directory' });
    await settle();

    expect(went).toEqual(['other tenant', 'other workload']);
  });

  test('the scale moves every limit', () => {
    const rows = new Budgets({ clock, scale: 0.1 }).of('t');

    expect(rows.map(({ workload, limit }) => [workload, limit])).toEqual([
      ['security', 15],
      ['tiIndicators', 100],
      ['threatIntelligence', 15],
      ['directory', 350],
      ['identityProtection', 1],
      ['intune', 200],
      ['reports', 1],
      ['signInActivity', 1],
      ['hunting', 4],
      ['defender', 10],
      ['defenderImport', 3],
      ['defenderDeletion', 3],
      ['sentinel', 10],
      ['subscriptions', 100],
    ]);
  });

  test('interactive goes before the change feed, the change feed before reports, whoever came first', async () => {
    drain();
    ask('report', { lane: 'reports' });
    ask('change', { lane: 'changes' });
    ask('click');
    await clock.advance(400);
    expect(went).toEqual(['click']);
    await clock.advance(60_000);
    expect(went).toEqual(['click', 'change', 'report']);
  });

  test('reports leave two fifths of the budget to those before them', async () => {
    drain({ lane: 'reports', patienceMs: 0 });
    await settle();

    expect(left('security')).toBe(60);
  });

  test('a script that floods does not keep another caller waiting for its whole queue', async () => {
    drain({ caller: 'script' });
    for (let n = 0; n < 100; n += 1) ask('script', { caller: 'script' });
    ask('analyst', { caller: 'analyst', patienceMs: 1000 });
    await clock.advance(400);

    expect(went).toEqual(['analyst']);
  });

  test('two floods share alike', async () => {
    drain();
    for (let n = 0; n < 20; n += 1) ask('a', { caller: 'a' });
    for (let n = 0; n < 20; n += 1) ask('b', { caller: 'b' });
    await clock.advance(4000);

    expect(went).toHaveLength(10);
    expect(went.filter((name) => name === 'a')).toHaveLength(5);
  });

  test('who cannot wait that long is told at once', async () => {
    drain();
    ask('hasty', { patienceMs: 399 });
    await settle();

    expect(went).toEqual(['hasty:late']);
  });

  test('the queue has an end', async () => {
    budgets = new Budgets({ clock, maxQueued: 2 });
    drain();
    await settle();
    for (const name of ['a', 'b', 'c']) ask(name);
    await settle();

    expect(went).toContain('c:full');
  });

  test('who leaves the queue makes room', async () => {
    drain();
    const leaving = new AbortController();
    ask('gone', { signal: leaving.signal });
    ask('next');
    leaving.abort(new Error('left'));
    await clock.advance(400);

    expect(went).toEqual(['gone:left', 'next']);
  });

  test('a cool-down sends away who cannot wait for its end, and holds the others', async () => {
    drain();
    ask('hasty', { patienceMs: 5000 });
    ask('calm');
    budgets.coolDown('t', 'security', clock.monotonicMs() + 10_000);
    await settle();
    expect(went).toEqual(['hasty:late']);

    await clock.advance(9_999);
    expect(went).toHaveLength(1);
    await clock.advance(1);
    expect(went).toEqual(['hasty:late', 'calm']);
  });

  test('after a cool-down there is only what filled up meanwhile', async () => {
    budgets.coolDown('t', 'security', clock.monotonicMs() + 10_000);
    await clock.advance(10_000);

    expect(left('security')).toBe(25);
  });

  test('a call dearer than the whole bucket goes when the bucket is full', async () => {
    budgets = new Budgets({ clock, scale: 0.0005 });
    ask('dear', { workload: 'directory', cost: 5 });
    await settle();

    expect(went).toEqual(['dear']);
  });

  test('in no window is more admitted than the bucket and its refill', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 40 }), async (gaps) => {
        const time = new FakeClock();
        const own = new Budgets({ clock: time, scale: 0.1 });
        const startMs = time.monotonicMs();
        let admitted = 0;
        for (const gap of gaps) {
          void own.admit({ ...applicant(), canWaitUntil: () => true }).then(() => (admitted += 1));
          await time.advance(gap);
          expect(admitted).toBeLessThanOrEqual(15 + ((time.monotonicMs() - startMs) * 15) / 60_000 + 1e-6);
        }
        own.close();
      }),
      { numRuns: 20 },
    );
  });
});
