import fc from 'fast-check';
import type { AuditEntry, AuditQuery } from '../../../src/journal/AuditEntry.js';
import type { AuditTable } from '../../../src/journal/Tables.js';
import { MINUTE_MS, NEWEST, trail, type Fixture } from './Fixture.js';
import { entry, item, job, NOON, outcome } from './made.js';

/** The audit trail: whole, and able to say when it is not. */
export function describeAudit(at: Fixture): void {
  describe('the audit trail', () => {
    it('is read newest first, by pages, by whatever was asked for', async () => {
      const made = [
        entry({ at: NOON, key: 'k-1', jobId: 'j-1' }),
        entry({ at: NOON + 1, caller: 'soar', tenantId: 'fabrikam', target: 'alert-2' }),
        entry({ at: NOON + 2, verb: 'submitIndicators', state: 'REFUSED' }),
        entry({ at: NOON + 3, tenantId: null, app: null }),
      ];
      for (const one of made) await at.journal.audit.append(one);
      const found = async (filter: AuditQuery) => (await at.journal.audit.list(filter, NEWEST)).map(({ seq }) => seq);

      expect(await found({})).toEqual([4, 3, 2, 1]);
      expect((await at.journal.audit.list({}, { before: 4, limit: 2 })).map(({ seq }) => seq)).toEqual([3, 2]);
      expect(await found({ tenantIds: ['fabrikam', 'northwind'] })).toEqual([2]);
      expect(await found({ tenantIds: [] })).toEqual([]);
      expect(await found({ callers: ['soar'] })).toEqual([2]);
      expect(await found({ verbs: ['submitIndicators'], states: ['REFUSED'] })).toEqual([3]);
      expect(await found({ target: 'alert-2' })).toEqual([2]);
      expect(await found({ jobId: 'j-1' })).toEqual([1]);
      expect(await found({ key: 'k-1' })).toEqual([1]);
      expect(await found({ since: NOON + 1, until: NOON + 3 })).toEqual([3, 2]);
      const { hash, ...newest } = (await at.journal.audit.list({}, NEWEST))[0]!;
      expect(newest).toEqual({ ...made[3], seq: 4, previousHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
      expect(hash).toMatch(/^[0-9a-f]{64}$/);
    });

    it('is looked through piece by piece: a page knows what comes next, and nothing is missed or shown twice', async () => {
      await at.journal.audit.append(entry({ caller: 'rare', target: 'first' }));
      const many = job(Array.from({ length: 5_100 }, (_, n) => item(`${n}`, { outcome: outcome('REFUSED') })));
      await at.journal.jobs.begin(many, 'me', MINUTE_MS);
      await at.journal.audit.append(entry({ caller: 'rare', target: 'last' }));
      const page = async (filter: AuditQuery, before: number | null, limit: number): Promise<unknown> => {
        const { entries, next } = await at.journal.audit.page(filter, { before, limit });
        return [entries.map(({ seq }) => seq), next];
      };

      expect(await page({ callers: ['rare'] }, null, 2)).toEqual([[5_102, 1], null]);
      expect(await page({ callers: ['rare'] }, null, 1)).toEqual([[5_102], 5_102]);
      expect(await page({ callers: ['rare'] }, 5_102, 1)).toEqual([[1], null]);
      expect(await page({ callers: ['nobody'] }, null, 10)).toEqual([[], null]);
      expect(await page({}, 3, 10)).toEqual([[2, 1], null]);
      expect(await page({ jobId: many.id }, 4, 2)).toEqual([[3, 2], null]);
      expect(await at.journal.audit.count({ jobId: many.id })).toBe(5_100);
      expect(await at.journal.audit.count({ callers: ['rare'] })).toBeNull();
      const gone = AbortSignal.abort(new Error('the caller has left'));
      await expect(at.journal.audit.page({}, { before: null, limit: 1 }, gone)).rejects.toThrow('has left');
    });

    it('of an empty journal is whole', async () => {
      expect(await at.journal.audit.verify()).toEqual({
        ...{ checked: 0, firstSeq: null, lastSeq: null, lastHash: null, brokenAt: null, why: null },
      });
    });

    it('goes on without a gap when many append at the same time', async () => {
      await Promise.all(
        Array.from({ length: 40 }, (_, index) => at.journal.audit.append(entry({ target: `t-${index}` }))),
      );

      expect((await trail(at)).map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
      expect(await at.journal.audit.verify()).toMatchObject({ checked: 40, firstSeq: 1, lastSeq: 40, brokenAt: null });
    });

    it('is read whole over many pages, and from any place', async () => {
      const asked = job(Array.from({ length: 1100 }, (_, n) => item(`${n}`, { outcome: outcome('REFUSED') })));
      await at.journal.jobs.begin(asked, 'me', MINUTE_MS);

      expect(await trail(at)).toHaveLength(1100);
      expect((await at.journal.audit.entries(1099).next()).value).toMatchObject({ seq: 1099, target: '1098' });
      expect(await at.journal.audit.verify()).toMatchObject({ checked: 1100, lastSeq: 1100, brokenAt: null });
    });

    it('keeps any text and any JSON so that the chain holds', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.string({ unit: 'binary' }),
          fc.jsonValue({ noUnicodeString: false }),
          async (text, json) => {
            const before = json as AuditEntry['before'];
            const appended = await at.journal.audit.append(entry({ target: text, message: text, before }));
            const [kept] = await at.journal.audit.list({}, { before: null, limit: 1 });

            expect(kept).toEqual({ ...appended, before: JSON.parse(JSON.stringify(before)) as unknown });
          },
        ),
        { numRuns: 40, examples: [['a\0b\ud800c', { '\0': '\ud800', __proto__: 1, '10': -0, '9': [null] }]] },
      );
      expect(await at.journal.audit.verify()).toMatchObject({ brokenAt: null });
    });

    describe('that somebody has changed', () => {
      beforeEach(async () => {
        for (const target of ['a', 'b', 'c', 'd', 'e']) await at.journal.audit.append(entry({ target }));
      });
      const broken = async () => {
        const { brokenAt, why } = await at.journal.audit.verify();
        return [brokenAt, why];
      };

      it('says so, whatever of an entry it was', async () => {
        for (const name of Object.keys(entry()) as (keyof AuditTable)[]) {
          const row = await at.journal.db
            .selectFrom('audit')
            .selectAll()
            .where('seq', '=', 3)
            .executeTakeFirstOrThrow();
          const set = (value: unknown) =>
            at.journal.db
              .updateTable('audit')
              .set({ [name]: value })
              .where('seq', '=', 3)
              .execute();
          await set(name === 'at' ? NOON + 1 : '"x"');

          expect([name, ...(await broken())]).toEqual([name, 3, 'Entry 3 was changed after it was written.']);
          await set(row[name]);
        }
        expect(await broken()).toEqual([null, null]);
      });

      it('says so: an entry that was taken away', async () => {
        await at.journal.db.deleteFrom('audit').where('seq', '=', 2).execute();

        expect(await broken()).toEqual([2, 'Entry 2 is missing.']);
      });

      it('says so: entries that were taken away from the beginning', async () => {
        await at.journal.db.deleteFrom('audit').where('seq', '<=', 2).execute();

        expect(await broken()).toEqual([1, 'Entry 1 is missing.']);
      });

      it('says so: a beginning that is gone as if it had been purged', async () => {
        const [, second] = await trail(at);
        await at.journal.db.deleteFrom('audit').where('seq', '<=', 2).execute();
        await at.journal.db.updateTable('auditHead').set({ purgedSeq: 2, purgedHash: second!.hash }).execute();

        expect(await broken()).toEqual([3, 'Entries up to 2 are gone, and no purge says so.']);
      });

      it('says so: an end that was cut off', async () => {
        await at.journal.db.deleteFrom('audit').where('seq', '>', 3).execute();

        expect(await broken()).toEqual([4, 'Entries 4 to 5 are missing.']);
      });

      it('says so: an entry in the place of another', async () => {
        const [, second, third] = await trail(at);
        await at.journal.db.deleteFrom('audit').where('seq', 'in', [2, 3]).execute();
        for (const [from, seq] of [
          [third!, 2],
          [second!, 3],
        ] as const) {
          const [before, after] = [JSON.stringify(from.before), JSON.stringify(from.after)];
          await at.journal.db
            .insertInto('audit')
            .values({ ...from, before, after, seq })
            .execute();
        }

        expect(await broken()).toEqual([2, 'Entry 2 was changed after it was written.']);
      });

      it.each([
        [0, [0, 'Entry 0 was put before the first one.']],
        [6, [6, 'Entry 6 was put after the last one.']],
      ])('says so: an entry more, with the number %s', async (seq, told) => {
        const [first] = await trail(at);
        const [before, after] = [JSON.stringify(first!.before), JSON.stringify(first!.after)];
        await at.journal.db
          .insertInto('audit')
          .values({ ...first!, before, after, seq })
          .execute();

        expect(await broken()).toEqual(told);
      });

      it('says so: an end that was written anew, hashes and all, without its head', async () => {
        const last = (await trail(at)).at(-1)!;
        await at.journal.db
          .updateTable('audit')
          .set({ hash: 'f'.repeat(64) })
          .where('seq', '=', last.seq)
          .execute();
        expect(await broken()).toEqual([5, 'Entry 5 was changed after it was written.']);
        await at.journal.db
          .updateTable('auditHead')
          .set({ lastHash: 'f'.repeat(64) })
          .execute();
        await at.journal.db.updateTable('audit').set({ hash: last.hash }).where('seq', '=', last.seq).execute();

        expect(await broken()).toEqual([5, 'Entry 5 is not the one that was written last.']);
      });
    });
  });
}
