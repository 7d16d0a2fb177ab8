import { begin, DAY_MS, trail, type Fixture } from './Fixture.js';
import { action, entry, item, NOON, outcome } from './made.js';

/** What is taken away, when, and how one sees that it was. */
export function describeRetention(at: Fixture): void {
  describe('retention', () => {
    const KEEP = { auditDays: null, jobDays: 30, actionDays: 30 };

    it('takes old entries from the beginning of the audit trail and says so in it; the chain still holds', async () => {
      for (const day of [0, 1, 5, 2, 9]) await at.journal.audit.append(entry({ at: NOON + day * DAY_MS }));
      await at.clock.advance(8 * DAY_MS);

      const purged = await at.journal.purge({ ...KEEP, auditDays: 4 });

      // The third is young enough; what follows it stays, because the chain is cut in one place only.
      expect(purged).toEqual({ auditEntries: 2, jobs: 0, actions: 0 });
      expect((await trail(at)).map(({ seq, verb }) => [seq, verb])).toEqual([
        [3, 'updateAlerts'],
        [4, 'updateAlerts'],
        [5, 'updateAlerts'],
        [6, 'purgeAudit'],
      ]);
      expect((await trail(at)).at(-1)).toMatchObject({
        ...{ caller: 'retention', target: 'journal', tenantId: null, at: at.clock.now() },
        after: { count: 2, throughSeq: 2, hash: (await trail(at))[0]!.previousHash },
      });
      expect(await at.journal.audit.verify()).toMatchObject({ checked: 4, firstSeq: 3, lastSeq: 6, brokenAt: null });
    });

    it('may take all that is there, again and again', async () => {
      for (let round = 0; round < 3; round += 1) {
        await at.journal.audit.append(entry({ at: at.clock.now() }));
        await at.clock.advance(2 * DAY_MS);
        await at.journal.purge({ ...KEEP, auditDays: 1 });

        expect((await trail(at)).map(({ verb }) => verb)).toEqual(['purgeAudit']);
        expect(await at.journal.audit.verify()).toMatchObject({ checked: 1, brokenAt: null });
      }
      expect(await at.journal.purge({ ...KEEP, auditDays: 1 })).toEqual({ auditEntries: 0, jobs: 0, actions: 0 });
    });

    it('hides no cut: where the entry at the place of the cut is missing, nothing is purged', async () => {
      for (let n = 0; n < 3; n += 1) await at.journal.audit.append(entry());
      await at.journal.db.deleteFrom('audit').where('seq', '=', 3).execute();
      await at.clock.advance(9 * DAY_MS);

      await expect(at.journal.purge({ ...KEEP, auditDays: 1 })).rejects.toThrow('broken at entry 3');

      expect((await at.journal.audit.verify()).brokenAt).toBe(3);
    });

    it('takes jobs that ended long ago, and with them their keys; unfinished ones stay', async () => {
      const ended = await begin(at, [item('a')], { key: 'k-1' });
      await at.journal.jobs.settle(ended.id, new Map([[0, outcome()]]));
      const open = await begin(at, [item('a'), item('b')], { key: 'k-2' });
      await at.journal.jobs.settle(open.id, new Map([[0, outcome()]]));
      await at.clock.advance(30 * DAY_MS);

      expect(await at.journal.purge(KEEP)).toMatchObject({ jobs: 0 });
      await at.clock.advance(1);
      expect(await at.journal.purge(KEEP)).toEqual({ auditEntries: 0, jobs: 1, actions: 0 });

      expect(await at.journal.jobs.find({ caller: 'soc', key: 'k-1' })).toBeNull();
      expect((await at.journal.jobs.find({ caller: 'soc', key: 'k-2' }))?.items).toHaveLength(2);
      expect(await at.journal.db.selectFrom('jobItem').select('jobId').execute()).toHaveLength(2);
      expect((await trail(at)).map(({ verb, after }) => [verb, after])).toContainEqual(['purgeJobs', { count: 1 }]);
    });

    it('keeps a key for a day at least', async () => {
      const ended = await begin(at, [item('a')], { key: 'k-1' });
      await at.journal.jobs.settle(ended.id, new Map([[0, outcome()]]));
      await at.clock.advance(DAY_MS);

      expect(await at.journal.purge({ ...KEEP, jobDays: 0 })).toMatchObject({ jobs: 0 });
    });

    it('takes actions that ended long ago; unfinished ones stay', async () => {
      const { action: ended } = await at.journal.actions.open(action());
      await at.journal.actions.update(ended.id, { state: 'SUCCEEDED' });
      const { action: open } = await at.journal.actions.open(action());
      await at.clock.advance(31 * DAY_MS);

      expect(await at.journal.purge(KEEP)).toMatchObject({ actions: 1 });

      expect((await at.journal.actions.byIds([ended.id, open.id])).map(({ id }) => id)).toEqual([open.id]);
      expect((await trail(at)).map(({ verb }) => verb)).toEqual(['purgeActions']);
    });
  });
}
