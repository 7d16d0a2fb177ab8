import type { Kysely } from 'kysely';

/** The audit trail is asked for what happened under a key. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema.createIndex('auditKey').on('audit').columns(['key', 'seq']).execute();
}
