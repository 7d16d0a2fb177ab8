import type { JournalPlace } from '../../../src/config/settings.js';
import type { AuditEntry } from '../../../src/journal/AuditEntry.js';
import type { ItemState, NewJob } from '../../../src/journal/Job.js';
import type { Journal } from '../../../src/journal/Journal.js';
import type { FakeClock } from '../../support/fakeClock.js';
import { job } from './made.js';

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
export const NEWEST = { before: null, limit: 100 };

/** A database server, or a folder of files: makes empty places for journals. */
export interface Ground {
  fresh(): Promise<JournalPlace>;
  stop(): Promise<void>;
}

/** What each test has before it: an empty journal, at noon. */
export interface Fixture {
  ground: Ground;
  place: JournalPlace;
  journal: Journal;
  clock: FakeClock;
}

/** Begins a job of these items as `me`, for a minute. */
export async function begin(at: Fixture, ...args: Parameters<typeof job>): Promise<NewJob> {
  const asked = job(...args);
  await at.journal.jobs.begin(asked, 'me', MINUTE_MS);
  return asked;
}

export async function statesOf({ journal }: Fixture, id: string): Promise<ItemState[]> {
  return (await journal.jobs.find({ id }))!.items.map(({ state }) => state);
}

/** The whole audit trail, oldest first. */
export async function trail({ journal }: Fixture): Promise<AuditEntry[]> {
  const entries = [];
  for await (const one of journal.audit.entries()) entries.push(one);
  return entries;
}
