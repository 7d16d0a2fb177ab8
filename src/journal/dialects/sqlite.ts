import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type Dialect,
  type Driver,
} from 'kysely';
import type Database from 'libsql';
import { JournalError } from '../JournalError.js';

/** How long one process waits for the writes of another. */
const BUSY_MS = 5000;
const ONLY_THIS_USER = { folder: 0o700, file: 0o600 };

/**
 * A file of SQLite, or `:memory:`. What is committed is on the disk: WAL with synchronous=FULL.
 *
 * @throws JournalError when the file cannot be opened, written, or is something else
 */
export async function sqliteDialect(file: string): Promise<Dialect> {
  if (file !== ':memory:') makeFile(file);
  const { default: libsql } = await import('libsql');
  try {
    return new JournalFile(prepared(new libsql(file, { timeout: BUSY_MS })));
  } catch (cause) {
    throw new JournalError(`JOURNAL_FILE ${file} ${reasonOf(cause)}`, { cause });
  }
}

/** SQLite gives the files beside it the mode of this one. */
function makeFile(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: ONLY_THIS_USER.folder });
    closeSync(openSync(file, 'a', ONLY_THIS_USER.file));
  } catch (cause) {
    const { code = 'unknown reason' } = cause as NodeJS.ErrnoException;
    throw new JournalError(
      `JOURNAL_FILE ${file} cannot be written (${code}). Set it to a file in a folder where this process may write.`,
      { cause },
    );
  }
}

function prepared(database: Database.Database): Database.Database {
  try {
    database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on');
    database.exec('begin immediate; commit');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  SQLITE_NOTADB: 'is not a database of Secgraph. Set JOURNAL_FILE to another file, or put a backup in its place.',
  SQLITE_CORRUPT: 'is damaged. Put a backup in its place, or set JOURNAL_FILE to another file.',
  SQLITE_BUSY: `is held by another process for more than ${BUSY_MS / 1000} s. End that process, or set JOURNAL_FILE to another file.`,
  SQLITE_READONLY: 'cannot be written. Let this process write it, or set JOURNAL_FILE to another file.',
};

function reasonOf(error: unknown): string {
  const { code = '', message } = error as { code?: string; message: string };
  return REASONS[code] ?? `cannot be opened (${code || message}). Set it to a file that this process may write.`;
}

/** SQLite as the journal needs it: transactions take the write lock when they begin, so that none fails half way for want of it. */
class JournalFile extends SqliteDialect {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    super({ database });
    this.#database = database;
  }

  override createDriver(): Driver {
    return new ImmediateDriver(this.#database);
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

class ImmediateDriver extends SqliteDriver {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    super({ database });
    this.#database = database;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** A full disk has rolled back already: a second time would hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }
}

/** Migrations in one transaction: whoever comes second waits, and finds them done. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
