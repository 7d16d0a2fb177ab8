import { sql, type Kysely } from 'kysely';
import { BEGINNING } from '../chain.js';

/** Jobs with their items, the audit trail with its head, tags of alerts, response actions. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createJobs(db);
  await createAudit(db);
  await createTags(db);
  await createActions(db);
}

async function createJobs({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('job')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('caller', 'text', (column) => column.notNull())
    .addColumn('key', 'text')
    .addColumn('verb', 'text', (column) => column.notNull())
    .addColumn('inputHash', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('shared', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'bigint', (column) => column.notNull())
    .addColumn('openItems', 'bigint', (column) => column.notNull())
    .addColumn('finishedAt', 'bigint')
    .addColumn('leaseOwner', 'text', (column) => column.notNull())
    .addColumn('leaseUntil', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('jobKey').unique().on('job').columns(['caller', 'key']).execute();
  await schema.createIndex('jobOpen').on('job').column('leaseUntil').where(sql.ref('finishedAt'), 'is', null).execute();
  await schema.createIndex('jobFinished').on('job').column('finishedAt').execute();
  await schema
    .createTable('jobItem')
    .addColumn('jobId', 'text', (column) => column.notNull().references('job.id').onDelete('cascade'))
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('tenantId', 'text', (column) => column.notNull())
    .addColumn('app', 'text', (column) => column.notNull())
    .addColumn('target', 'text', (column) => column.notNull())
    .addColumn('change', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text')
    .addPrimaryKeyConstraint('jobItemKey', ['jobId', 'position'])
    .execute();
}

async function createAudit(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('audit')
    .addColumn('seq', 'bigint', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('caller', 'text', (column) => column.notNull())
    .addColumn('app', 'text')
    .addColumn('tenantId', 'text')
    .addColumn('verb', 'text', (column) => column.notNull())
    .addColumn('target', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('code', 'text')
    .addColumn('message', 'text')
    .addColumn('before', 'text', (column) => column.notNull())
    .addColumn('after', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('requestId', 'text')
    .addColumn('key', 'text')
    .addColumn('jobId', 'text')
    .addColumn('previousHash', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('auditTenant').on('audit').columns(['tenantId', 'seq']).execute();
  await schema.createIndex('auditTarget').on('audit').columns(['target', 'seq']).execute();
  await schema.createIndex('auditJob').on('audit').columns(['jobId', 'seq']).execute();
  await schema.createIndex('auditAt').on('audit').column('at').execute();
  await schema
    .createTable('auditHead')
    .addColumn('id', 'bigint', (column) => column.primaryKey())
    .addColumn('lastSeq', 'bigint', (column) => column.notNull())
    .addColumn('lastHash', 'text', (column) => column.notNull())
    .addColumn('purgedSeq', 'bigint', (column) => column.notNull())
    .addColumn('purgedHash', 'text', (column) => column.notNull())
    .execute();
  await sql`insert into audit_head (id, last_seq, last_hash, purged_seq, purged_hash)
    values (1, 0, ${BEGINNING}, 0, ${BEGINNING})`.execute(db);
}

async function createTags({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('alertTag')
    .addColumn('tenantId', 'text', (column) => column.notNull())
    .addColumn('alertId', 'text', (column) => column.notNull())
    .addColumn('tag', 'text', (column) => column.notNull())
    .addColumn('addedBy', 'text', (column) => column.notNull())
    .addColumn('addedAt', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('alertTagKey', ['tenantId', 'alertId', 'tag'])
    .execute();
  await schema.createIndex('alertTagTag').on('alertTag').columns(['tag', 'tenantId', 'addedAt']).execute();
}

async function createActions({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('action')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('jobId', 'text', (column) => column.notNull())
    .addColumn('itemIndex', 'bigint', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('slot', 'text', (column) => column.notNull())
    .addColumn('tenantId', 'text', (column) => column.notNull())
    .addColumn('target', 'text', (column) => column.notNull())
    .addColumn('targetLabel', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('remoteKind', 'text')
    .addColumn('remoteId', 'text')
    .addColumn('parameters', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('requestedBy', 'text', (column) => column.notNull())
    .addColumn('requestedAt', 'bigint', (column) => column.notNull())
    .addColumn('updatedAt', 'bigint', (column) => column.notNull())
    .addColumn('finishedAt', 'bigint')
    .addColumn('message', 'text')
    .addColumn('requestId', 'text')
    .addColumn('cancelledBy', 'text')
    .execute();
  const slot = ['tenantId', 'target', 'slot'];
  await schema
    .createIndex('actionSlot')
    .unique()
    .on('action')
    .columns(slot)
    .where(sql.ref('finishedAt'), 'is', null)
    .execute();
  await schema.createIndex('actionNewest').on('action').columns(['requestedAt', 'id']).execute();
  await schema.createIndex('actionTarget').on('action').columns(['target', 'requestedAt']).execute();
  await schema.createIndex('actionJob').on('action').column('jobId').execute();
  await schema.createIndex('actionFinished').on('action').column('finishedAt').execute();
}
