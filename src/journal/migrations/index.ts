import type { Migration } from 'kysely';
import { up as journal } from './0001-journal.js';
import { up as auditKeys } from './0002-audit-keys.js';
import { up as foldedTags } from './0003-folded-tags.js';

/** What made the tables, in this order, by the name under which a database remembers it. What has been released stays as it is. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-journal': { up: journal },
  '0002-audit-keys': { up: auditKeys },
  '0003-folded-tags': { up: foldedTags },
};
