import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { JournalPlace } from '../../../src/config/settings.js';
import type { Journal } from '../../../src/journal/Journal.js';
import { openJournal } from '../../../src/journal/openJournal.js';
import { systemClock } from '../../../src/util/clock.js';
import type { Random } from './random.js';

/** One line of journalWriter.ts. */
interface Acknowledged {
  readonly kind: 'begun' | 'sent' | 'settled' | 'tagged';
  readonly id: string;
  readonly indexes?: readonly number[];
}

const ITEMS = 5;
const LONGEST_MS = 120;

/** Lets a writer write, and kills it at some moment after its first word. Answers what it acknowledged. */
async function writeAndBeKilled(place: JournalPlace, random: Random): Promise<Acknowledged[]> {
  const child = fork(join(__dirname, 'journalWriter.ts'), {
    execArgv: ['--import', 'tsx'],
    cwd: join(__dirname, '../../..'),
    env: { ...process.env, JOURNAL_PLACE: JSON.stringify(place) },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const acknowledged: Acknowledged[] = [];
  const lines = createInterface(child.stdout!);
  lines.on('line', (line) => acknowledged.push(JSON.parse(line) as Acknowledged));
  const ended = Promise.all([once(child, 'exit'), once(lines, 'close')]);
  await Promise.race([once(lines, 'line'), ended]);
  await systemClock.sleep(random.below(LONGEST_MS));
  child.kill('SIGKILL');
  const [[, signal]] = await ended;
  expect(signal).toBe('SIGKILL');
  return acknowledged;
}

/** Everything that was acknowledged is there, and nothing is half. */
async function expectNothingLost(journal: Journal, acknowledged: readonly Acknowledged[]): Promise<void> {
  const { jobs, tags, audit } = journal;
  for (const { kind, id, indexes = [] } of acknowledged) {
    const items = (await jobs.find({ id }))?.items ?? [];
    const of = indexes.map((index) => items[index]!.state);
    expect([kind, items.length]).toEqual([kind, ITEMS]);
    if (kind === 'sent') expect(of).not.toContain('PENDING');
    if (kind === 'settled') expect(of.filter((state) => state === 'PENDING' || state === 'SENT')).toEqual([]);
    if (kind === 'tagged') expect((await tags.of([{ tenantId: 'contoso', alertId: id }])).size).toBe(1);
  }
  const last = acknowledged.at(-1)!;
  const entries = await audit.list({ jobId: last.id }, { before: null, limit: 100 });
  const ended = (await jobs.find({ id: last.id }))!.items.filter(({ outcome }) => outcome !== null);
  expect(entries.map(({ target }) => target).sort()).toEqual(ended.map(({ target }) => target).sort());
}

/** Kills two writers at a time again and again, and looks after each time. */
export async function killAgainAndAgain(place: JournalPlace, kills: number, random: Random): Promise<void> {
  let all = 0;
  for (let killed = 0; killed < kills; killed += 2) {
    const both = await Promise.all([writeAndBeKilled(place, random), writeAndBeKilled(place, random)]);
    const journal = await openJournal({ ...place, clock: systemClock });
    for (const acknowledged of both) await expectNothingLost(journal, acknowledged);
    expect(await journal.audit.verify()).toMatchObject({ brokenAt: null, why: null });
    await expectNothingHalf(journal);
    await journal.close();
    all += both.flat().length;
  }
  expect(all).toBeGreaterThan(kills);
}

/** Over all that was ever written: jobs are whole, and every item that ended has its entry, once. */
async function expectNothingHalf({ db }: Journal): Promise<void> {
  const rows = await db
    .selectFrom('jobItem')
    .select(['jobId', (eb) => eb.fn.countAll<number>().as('items'), (eb) => eb.fn.count<number>('outcome').as('ended')])
    .groupBy('jobId')
    .execute();
  const entries = await db
    .selectFrom('audit')
    .select(['jobId', (eb) => eb.fn.countAll<number>().as('entries')])
    .groupBy('jobId')
    .execute();
  const jobs = await db.selectFrom('job').select(['id', 'openItems']).execute();
  const written = new Map(entries.map(({ jobId, entries: count }) => [jobId, count]));

  expect(rows.length).toBe(jobs.length);
  const open = new Map(jobs.map(({ id, openItems }) => [id, openItems]));
  const half = rows.filter(
    ({ jobId, items, ended }) =>
      items !== ITEMS || ended !== (written.get(jobId) ?? 0) || ended + open.get(jobId)! !== ITEMS,
  );
  expect(half).toEqual([]);
}
