import { PostgresDialect, type Dialect } from 'kysely';
import type { Logger } from '../../observability/Logger.js';

const INT8 = 20;
const CONNECTIONS = 10;
const CONNECT_MS = 5000;
const STATEMENT_MS = 60_000;

/** A database of PostgreSQL. Numbers of eight bytes come back as numbers: times and counts stay far below 2^53. */
export async function postgresDialect(url: string, log: Logger | undefined): Promise<Dialect> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'secgraph',
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === INT8 ? Number : (pg.types.getTypeParser(oid, format) as unknown),
    },
  });
  // Without a listener, a connection that breaks while nobody uses it would end the process.
  pool.on('error', (error) => log?.warn({ error }, 'A connection to the journal broke; the next use makes a new one.'));
  return new PostgresDialect({ pool });
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'no such host is known',
  ETIMEDOUT: 'it does not answer',
  '28P01': 'it refuses the user or the password',
  '28000': 'it refuses this user from this machine',
  '3D000': 'it has no such database',
  '42501': 'the user may not make or use tables there',
  '53300': 'it has too many connections already',
};

/** Why PostgreSQL cannot be used, in one line, without user and password. */
export function postgresReason(url: string, error: unknown): string {
  const { code = '', message } = error as { code?: string; message: string };
  const { hostname, port, pathname } = new URL(url);
  const place = `${hostname || 'localhost'}:${port || '5432'}${pathname}`;
  return `DATABASE_URL: PostgreSQL at ${place} cannot be used: ${REASONS[code] ?? (code || message)}.`;
}
