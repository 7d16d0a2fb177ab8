import type { AuditEntry } from '../../../schema/AuditEntry.js';
import type { Connection } from '../../../schema/connections.js';
import type { AuditFilter } from '../../../schema/filters.js';
import { SecgraphError } from '../../errors/SecgraphError.js';
import { bounded } from '../../filter/bounds.js';
import type { AuditQuery } from '../../journal/AuditEntry.js';
import { nounOfEntry } from '../../loaders/audit.js';
import { closeCursor, openCursor, pageSizeOf, type Asked } from '../../loaders/cursors.js';
import type { Operation } from '../../loaders/Operation.js';
import { wantsCount } from '../../pivots/Want.js';
import { list } from './list.js';

const MAX_ENTRIES = 200;

/** A place in the trail; the entries that come next have a smaller number. */
interface Place {
  readonly before: number;
}

/** The audit trail, newest first: what was done in tenants that the caller may read. */
export const auditList = list(async (args, want, operation): Promise<Connection<AuditEntry>> => {
  if (!operation.caller.roles.includes('audit:read')) {
    const message = 'The field auditTrail needs the role audit:read. Ask who runs this service for it.';
    throw new SecgraphError('FORBIDDEN', message);
  }
  const asked: Asked = { operation, list: 'auditTrail', args };
  const limit = pageSizeOf(args, MAX_ENTRIES);
  const query = queryOf(bounded((args['filter'] as AuditFilter | null) ?? {}), operation);
  const place = openCursor(asked) as Place | null;
  const { audit } = operation.stores.journal;
  const { entries, next } = await audit.page(query, { before: place?.before ?? null, limit }, operation.call.signal);
  const openTenants = new Set(operation.granted().map(({ tenantId }) => tenantId));
  const nodes = entries.map((entry) => nounOfEntry(entry, openTenants));
  const cursor = (before: number): string => closeCursor(asked, { before } satisfies Place);
  return {
    nodes,
    get edges() {
      return nodes.map((node) => ({ node, cursor: cursor(node.seq) }));
    },
    pageInfo: { hasNextPage: next !== null, endCursor: next === null ? null : cursor(next) },
    totalCount: wantsCount(want, 'AuditConnection') ? await audit.count(query) : null,
    get coverage() {
      return operation.coverage.of([...openTenants]);
    },
  };
});

/** @throws SecgraphError FORBIDDEN for a tenant that is not open */
function queryOf(filter: AuditFilter, operation: Operation): AuditQuery {
  const isEverything = operation.caller.tenants === 'all' && !filter.tenant;
  const said = {
    tenantIds: isEverything ? undefined : operation.select(filter.tenant).map(({ tenantId }) => tenantId),
    callers: filter.caller,
    verbs: filter.verb,
    target: filter.target,
    states: filter.outcome,
    key: filter.idempotencyKey,
    jobId: filter.job,
    since: filter.since && Date.parse(filter.since),
    until: filter.until && Date.parse(filter.until),
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => (value ?? null) !== null));
}
