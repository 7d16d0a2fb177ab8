import {
  CamelCasePlugin,
  HandleEmptyInListsPlugin,
  Kysely,
  Migrator,
  replaceWithNoncontingentExpression,
  type Dialect,
} from 'kysely';
import type { JournalPlace } from '../config/settings.js';
import type { Logger } from '../observability/Logger.js';
import type { Clock } from '../util/clock.js';
import { postgresDialect, postgresReason } from './dialects/postgres.js';
import { sqliteDialect } from './dialects/sqlite.js';
import { Journal } from './Journal.js';
import { JournalError } from './JournalError.js';
import { MIGRATIONS } from './migrations/index.js';
import { StorableText } from './storableText.js';
import type { Tables } from './Tables.js';

const PLUGINS = [
  new StorableText(),
  new CamelCasePlugin(),
  // PostgreSQL has no empty list: what shall be one of none is found nowhere.
  new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression }),
];

export interface JournalParts {
  readonly clock: Clock;
  readonly log?: Logger;
}

/**
 * Opens the journal, in a file of SQLite (`:memory:` for one that is forgotten) or a database of PostgreSQL, and brings its tables up to date. Several processes may do so at once.
 *
 * @throws JournalError with one clear line when the file or the database cannot be used
 */
export async function openJournal({ clock, log, ...place }: JournalPlace & JournalParts): Promise<Journal> {
  const dialect: Dialect = 'file' in place ? await sqliteDialect(place.file) : await postgresDialect(place.url, log);
  const db = new Kysely<Tables>({ dialect, plugins: PLUGINS });
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return new Journal(db, clock);
  await db.destroy();
  throw new JournalError(reasonOf(place, error), { cause: error });
}

function reasonOf(place: JournalPlace, error: unknown): string {
  const name = 'file' in place ? `JOURNAL_FILE ${place.file}` : 'DATABASE_URL';
  const message = error instanceof Error ? error.message : String(error);
  if (message.startsWith('corrupted migrations')) {
    return `${name} was written by a newer Secgraph. Start that one, or set it to another place.`;
  }
  return 'file' in place ? `${name} cannot be brought up to date: ${message}.` : postgresReason(place.url, error);
}
