import fc from 'fast-check';
import type { ItemOutcome, ItemState } from '../../../src/journal/Job.js';
import { begin, MINUTE_MS, NEWEST, statesOf, trail, type Fixture } from './Fixture.js';
import { item, job, NOON, outcome } from './made.js';

/** Jobs: written down before anything is sent, settled once, taken over when their process has gone. */
export function describeJobs(at: Fixture): void {
  describe('a job', () => {
    it('is there as it was asked for, and what was refused before sending is in the audit trail', async () => {
      const refused = outcome('REFUSED', { before: null, requestId: null });
      const asked = job([item('alert-1'), item('alert-2', { outcome: refused })], { key: 'k-1' });

      const begun = await at.journal.jobs.begin(asked, 'me', MINUTE_MS);

      const { items, ...rest } = asked;
      const [first, second] = items;
      const told = {
        ...rest,
        items: [
          { ...first, index: 0, state: 'PENDING', outcome: null },
          { ...second, index: 1, state: 'REFUSED', outcome: refused },
        ],
      };
      expect(begun).toEqual({ kind: 'begun', job: told });
      expect(await at.journal.jobs.find({ id: asked.id })).toEqual(told);
      expect(await at.journal.jobs.find({ caller: 'soc', key: 'k-1' })).toEqual(told);
      expect(await at.journal.audit.list({}, NEWEST)).toEqual([
        expect.objectContaining({
          ...{ seq: 1, caller: 'soc', verb: 'updateAlerts', target: 'alert-2', reason: 'triage', jobId: asked.id },
          ...refused,
        }),
      ]);
    });

    it('is known under its key as it stands; the same key with another input is a conflict', async () => {
      const asked = await begin(at, [item('alert-1')], { key: 'k-1' });
      await at.journal.jobs.sent(asked.id, [0]);

      const again = await at.journal.jobs.begin(job(asked.items, { key: 'k-1' }), 'me', MINUTE_MS);
      const other = await at.journal.jobs.begin(job([], { key: 'k-1', inputHash: 'b' }), 'me', MINUTE_MS);

      expect(again).toMatchObject({ kind: 'known', job: { id: asked.id, items: [{ state: 'SENT' }] } });
      expect(other).toEqual({ kind: 'conflict' });
    });

    it('is one of its own without a key, and under the same key of another caller', async () => {
      await begin(at, [item('alert-1')], { key: 'k-1' });
      await begin(at, [item('alert-1')]);

      const without = await at.journal.jobs.begin(job([item('alert-1')]), 'me', MINUTE_MS);
      const other = await at.journal.jobs.begin(
        job([item('alert-1')], { key: 'k-1', caller: 'soar' }),
        'me',
        MINUTE_MS,
      );

      expect([without.kind, other.kind]).toEqual(['begun', 'begun']);
    });

    it('that is not there is null, and cannot be settled', async () => {
      expect(await at.journal.jobs.find({ id: 'nobody' })).toBeNull();
      await expect(at.journal.jobs.settle('nobody', new Map([[0, outcome()]]))).rejects.toThrow(
        'is not in the journal',
      );
    });

    it('is begun once by many who begin it at the same time', async () => {
      const begun = await Promise.all(
        Array.from({ length: 10 }, () =>
          at.journal.jobs.begin(job([item('alert-1')], { key: 'k-1' }), 'me', MINUTE_MS),
        ),
      );

      expect(begun.filter(({ kind }) => kind === 'begun')).toHaveLength(1);
      expect(new Set(begun.map((one) => 'job' in one && one.job.id)).size).toBe(1);
    });

    it('leaves nothing behind when it could not be written whole', async () => {
      const { id } = await begin(at, [item('alert-1')]);
      const asked = job([item('alert-2', { outcome: outcome('REFUSED') })], { id, key: 'k-2' });

      await expect(at.journal.jobs.begin(asked, 'me', MINUTE_MS)).rejects.toThrow();

      expect(await at.journal.jobs.find({ caller: 'soc', key: 'k-2' })).toBeNull();
      expect(await trail(at)).toEqual([]);
    });

    it('of 1,300 items is written, sent and settled whole', async () => {
      const asked = await begin(
        at,
        Array.from({ length: 1300 }, (_, index) => item(`alert-${index}`)),
      );
      const indexes = asked.items.map((_, index) => index);

      await at.journal.jobs.sent(asked.id, indexes);
      await at.journal.jobs.settle(asked.id, new Map(indexes.map((index) => [index, outcome()])));

      expect(new Set(await statesOf(at, asked.id))).toEqual(new Set(['DONE']));
      const targets = (await trail(at)).map(({ target }) => target);
      expect(targets).toEqual(asked.items.map(({ target }) => target));
    });
  });

  describe('an item', () => {
    it('is sent once: a second sender is refused, and nothing of what he wanted to send has moved', async () => {
      const { id } = await begin(at, [item('a'), item('b'), item('c')]);
      await at.journal.jobs.sent(id, [1]);

      await expect(at.journal.jobs.sent(id, [0, 1])).rejects.toThrow('1 of 2 items are PENDING');

      expect(await statesOf(at, id)).toEqual(['PENDING', 'SENT', 'PENDING']);
    });

    it('of a job that is leased to somebody else is neither sent nor released by its former owner', async () => {
      const { id } = await begin(at, [item('a'), item('b')]);
      await at.journal.jobs.sent(id, [0], 'me');
      await at.clock.advance(MINUTE_MS);
      await at.journal.jobs.claim('you', MINUTE_MS, 10);

      await expect(at.journal.jobs.sent(id, [1], 'me')).rejects.toThrow('leased to another process');
      await expect(at.journal.jobs.release(id, [0], 'me')).rejects.toThrow('leased to another process');
      expect(await statesOf(at, id)).toEqual(['SENT', 'PENDING']);
      await at.journal.jobs.release(id, [0], 'you');
      await at.journal.jobs.sent(id, [0, 1], 'you');
      expect(await statesOf(at, id)).toEqual(['SENT', 'SENT']);
    });

    it('that is open makes its job one of the unfinished', async () => {
      expect(await at.journal.jobs.unfinished()).toBe(0);
      const { id } = await begin(at, [item('a')]);

      expect(await at.journal.jobs.unfinished()).toBe(1);
      await at.journal.jobs.settle(id, new Map([[0, outcome()]]));
      expect(await at.journal.jobs.unfinished()).toBe(0);
    });

    it('that is known not to have happened is pending again', async () => {
      const { id } = await begin(at, [item('a'), item('b')]);
      await at.journal.jobs.sent(id, [0, 1]);

      await at.journal.jobs.release(id, [1]);

      expect(await statesOf(at, id)).toEqual(['SENT', 'PENDING']);
      await expect(at.journal.jobs.release(id, [1])).rejects.toThrow('0 of 1 items are SENT');
    });

    it('is settled once: later outcomes change nothing and append nothing', async () => {
      const { id } = await begin(at, [item('a'), item('b')]);
      await at.journal.jobs.settle(id, new Map([[0, outcome()]]));

      await at.journal.jobs.settle(
        id,
        new Map([
          [0, outcome('REFUSED')],
          [1, outcome('UNKNOWN')],
        ]),
      );
      await at.journal.jobs.settle(id, new Map([[1, outcome()]]));
      await at.journal.jobs.settle(id, new Map());

      expect(await statesOf(at, id)).toEqual(['DONE', 'UNKNOWN']);
      expect((await trail(at)).map(({ target, state }) => [target, state])).toEqual([
        ['a', 'DONE'],
        ['b', 'UNKNOWN'],
      ]);
      await expect(at.journal.jobs.sent(id, [0])).rejects.toThrow();
    });

    it('has exactly one audit entry when it is final and none before, whatever happened in which order', async () => {
      const step = fc.tuple(
        fc.constantFrom('sent', 'release', 'done', 'refused', 'unknown'),
        fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 6 }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
          const { id } = await begin(
            at,
            Array.from({ length: 6 }, (_, index) => item(String(index))),
          );
          const model: ItemState[] = Array.from({ length: 6 }, () => 'PENDING');
          const moves = { sent: ['PENDING', 'SENT'], release: ['SENT', 'PENDING'] } as const;
          for (const [what, indexes] of steps) {
            if (what === 'sent' || what === 'release') {
              const [from, to] = moves[what];
              const mayMove = indexes.every((index) => model[index] === from);
              await at.journal.jobs[what](id, indexes).then(
                () => expect(mayMove).toBe(true),
                () => expect(mayMove).toBe(false),
              );
              if (mayMove) for (const index of indexes) model[index] = to;
            } else {
              const state = what.toUpperCase() as ItemOutcome['state'];
              await at.journal.jobs.settle(id, new Map(indexes.map((index) => [index, outcome(state)])));
              for (const index of indexes) {
                if (model[index] === 'PENDING' || model[index] === 'SENT') model[index] = state;
              }
            }
          }
          const entries = await at.journal.audit.list({ jobId: id }, NEWEST);
          const final = model.flatMap((state, index) =>
            state === 'PENDING' || state === 'SENT' ? [] : [`${index} ${state}`],
          );

          expect(await statesOf(at, id)).toEqual(model);
          expect(entries.map(({ target, state }) => `${target} ${state}`).sort()).toEqual(final);
        }),
        { numRuns: 15 },
      );
      expect((await at.journal.audit.verify()).why).toBeNull();
    });
  });

  describe('a lease', () => {
    it('that has run out lets another take the unfinished job; others stay where they are', async () => {
      const finished = await begin(at, [item('a')]);
      await at.journal.jobs.settle(finished.id, new Map([[0, outcome()]]));
      const refused = await begin(at, [item('a', { outcome: outcome('REFUSED') })]);
      const left = await begin(at, [item('a'), item('b')]);
      await at.journal.jobs.sent(left.id, [0]);

      expect(await at.journal.jobs.claim('you', MINUTE_MS, 10)).toEqual([]);
      await at.clock.advance(MINUTE_MS);
      const claimed = await at.journal.jobs.claim('you', MINUTE_MS, 10);

      expect(claimed.map(({ id }) => id)).toEqual([left.id]);
      expect(claimed[0]!.items.map(({ state }) => state)).toEqual(['SENT', 'PENDING']);
      expect([finished.id, refused.id]).not.toContain(left.id);
      expect(await at.journal.jobs.claim('me', MINUTE_MS, 10)).toEqual([]);
    });

    it('is renewed by its owner only', async () => {
      const { id } = await begin(at, [item('a')]);
      await at.clock.advance(MINUTE_MS - 1);

      expect(await at.journal.jobs.renew([id], 'you', MINUTE_MS)).toEqual([]);
      expect(await at.journal.jobs.renew([id, 'nobody'], 'me', MINUTE_MS)).toEqual([id]);
      await at.clock.advance(MINUTE_MS - 1);
      expect(await at.journal.jobs.claim('you', MINUTE_MS, 10)).toEqual([]);
      await at.clock.advance(1);
      expect(await at.journal.jobs.claim('you', MINUTE_MS, 10)).toHaveLength(1);
      expect(await at.journal.jobs.renew([id], 'me', MINUTE_MS)).toEqual([]);
    });

    it('is one: of many who claim at the same time each gets other jobs, the oldest first', async () => {
      const made = [];
      for (let index = 0; index < 12; index += 1) {
        made.push((await begin(at, [item('a')], { createdAt: NOON + index })).id);
      }
      await at.clock.advance(MINUTE_MS);

      const first = await at.journal.jobs.claim('one', MINUTE_MS, 2);
      const others = await Promise.all(['two', 'three', 'four'].map((who) => at.journal.jobs.claim(who, MINUTE_MS, 5)));
      const rest = await at.journal.jobs.claim('five', MINUTE_MS, 50);

      expect(first.map(({ id }) => id)).toEqual(made.slice(0, 2));
      const all = [...first, ...others.flat(), ...rest].map(({ id }) => id);
      expect(all.sort()).toEqual([...made].sort());
    });
  });
}
