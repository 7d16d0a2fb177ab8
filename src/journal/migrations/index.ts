import type { Migration } from 'kysely';
import * as journal from './0001-journal.js';
import * as auditKeys from './0002-audit-keys.js';

/** What made the tables, in this order, by the name under which a database remembers it. What has been released stays as it is. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-journal': journal,
  '0002-audit-keys': auditKeys,
};
