import type { Kysely } from 'kysely';

/** Tags are compared without upper and lower case. No version has written tags before this one: the table is made anew. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema.dropTable('alertTag').execute();
  await schema
    .createTable('alertTag')
    .addColumn('tenantId', 'text', (column) => column.notNull())
    .addColumn('alertId', 'text', (column) => column.notNull())
    .addColumn('tag', 'text', (column) => column.notNull())
    .addColumn('folded', 'text', (column) => column.notNull())
    .addColumn('addedBy', 'text', (column) => column.notNull())
    .addColumn('addedAt', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('foldedTagKey', ['tenantId', 'alertId', 'folded'])
    .execute();
  await schema.createIndex('foldedTag').on('alertTag').columns(['folded', 'tenantId', 'addedAt']).execute();
}
