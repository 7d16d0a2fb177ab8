import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal } from '../../src/journal/openJournal.js';
import { systemClock } from '../../src/util/clock.js';
import { describeJournal } from './support/contract.js';
import type { Ground } from './support/Fixture.js';

const folder = mkdtempSync(join(tmpdir(), 'secgraph-journal-'));
let made = 0;
const fresh = (): string => join(folder, `new/${(made += 1)}/journal.db`);

function files(): Promise<Ground> {
  return Promise.resolve({ fresh: () => Promise.resolve({ file: fresh() }), stop: () => Promise.resolve() });
}

afterAll(() => rmSync(folder, { recursive: true }));

describe('a journal in a file of SQLite', () => {
  describeJournal(files);
});

describe('the file of a journal', () => {
  const open = (file: string) => openJournal({ file, clock: systemClock });
  const refusal = async (file: string): Promise<string> => {
    const error = await open(file).then(
      () => new Error('It was opened.'),
      (thrown: unknown) => thrown as Error,
    );
    expect(error.name).toBe('JournalError');
    expect(error.message).not.toContain('\n');
    return error.message;
  };

  it('is made with its folders, for this user alone', async () => {
    const file = fresh();
    await (await open(file)).close();

    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(file, '..')).mode & 0o777).toBe(0o700);
  });

  it('is written through to the disk before anything is acknowledged', async () => {
    const journal = await open(fresh());
    const { db } = journal;
    const [mode, synchronous] = await Promise.all(
      ['journal_mode', 'synchronous'].map((name) =>
        db.executeQuery({ sql: `pragma ${name}`, parameters: [], query: {} as never, queryId: {} as never }),
      ),
    );
    await journal.close();

    expect(mode!.rows).toEqual([{ journalMode: 'wal' }]);
    expect(synchronous!.rows).toEqual([{ synchronous: 2 }]);
  });

  it('that is something else is refused, and stays as it is', async () => {
    const file = join(folder, 'notes.txt');
    writeFileSync(file, 'these are notes and no database '.repeat(200));

    expect(await refusal(file)).toBe(
      `JOURNAL_FILE ${file} is not a database of Secgraph. Set JOURNAL_FILE to another file, or put a backup in its place.`,
    );
    expect(statSync(file).size).toBe(6400);
  });

  it('that is a folder, or in the place of one, cannot be written', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');

    expect(await refusal(folder)).toContain(`JOURNAL_FILE ${folder} cannot be written (EISDIR).`);
    expect(await refusal(join(file, 'journal.db'))).toMatch(/cannot be written \((ENOTDIR|EEXIST)\)/);
  });

  it('called :memory: is none', async () => {
    const journal = await open(':memory:');

    expect(await journal.audit.verify()).toMatchObject({ checked: 0, brokenAt: null });
    await journal.close();
  });
});
