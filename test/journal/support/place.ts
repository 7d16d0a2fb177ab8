import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { openJournal } from '../../../src/journal/openJournal.js';
import { begin, type Fixture } from './Fixture.js';
import { item } from './made.js';

/** The file or the database itself. */
export function describePlace(at: Fixture): void {
  describe('the place', () => {
    it('keeps what was written, and is the same after it was opened again', async () => {
      const asked = await begin(at, [item('a')], { key: 'k-1' });
      await at.journal.close();

      at.journal = await openJournal({ ...at.place, clock: at.clock });

      expect(await at.journal.jobs.find({ caller: 'soc', key: 'k-1' })).toMatchObject({ id: asked.id });
    });

    it('is opened by three processes at once while it is empty: one begins the job, and the chain of all is whole', async () => {
      const other = await at.ground.fresh();
      const children = Array.from({ length: 3 }, () =>
        fork(join(__dirname, 'opener.ts'), { execArgv: ['--import', 'tsx'], cwd: join(__dirname, '../../..') }),
      );
      await Promise.all(children.map((child) => once(child, 'message')));
      const ended = Promise.all(children.map((child) => once(child, 'exit')));
      const told = Promise.all(children.map((child) => once(child, 'message')));
      for (const child of children) child.send(other);

      expect((await ended).map(([code]) => code as number)).toEqual([0, 0, 0]);
      const kinds = (await told).map(([{ kind }]) => kind as string);
      expect(kinds.sort()).toEqual(['begun', 'known', 'known']);
      const opened = await openJournal({ ...other, clock: at.clock });
      expect(await opened.audit.verify()).toMatchObject({ checked: 60, lastSeq: 60, brokenAt: null });
      await opened.close();
    }, 60_000);

    it('that a newer Secgraph has written is refused in one line', async () => {
      const newer = { name: '9999-later', timestamp: '2027-01-01T00:00:00.000Z' };
      await at.journal.db
        .insertInto('kysely_migration' as never)
        .values(newer)
        .execute();

      await expect(openJournal({ ...at.place, clock: at.clock })).rejects.toThrow(
        /^\S+.* was written by a newer Secgraph\. .*\.$/,
      );
    });

    it('answers when it is asked whether it does', async () => {
      await expect(at.journal.check()).resolves.toBeUndefined();
    });
  });
}
