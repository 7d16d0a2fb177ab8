import type { Connection } from '../../../schema/connections.js';
import type { HostFilter, UserFilter } from '../../../schema/filters.js';
import type { SourceName } from '../../../schema/enums.js';
import { badInput } from '../../errors/SecgraphError.js';
import { hostClause, userClause } from '../../filter/directoryFilters.js';
import { asInput, withinLength } from '../../loaders/filterInput.js';
import type { Operation } from '../../loaders/Operation.js';
import type { Args } from '../../pivots/Pivot.js';
import type { Want } from '../../pivots/Want.js';
import type { DirectoryPage, DirectoryQuery } from '../../sources/directoryPages.js';
import type { Place } from '../../sources/Place.js';
import { connection } from './connection.js';
import { DirectoryStream } from './DirectoryStream.js';
import { list, noteFilter, wantsCount } from './list.js';

const MAX_OTHERS = 100;

export const userList = list((args, want, operation) =>
  directoryList({
    field: 'users',
    source: 'USERS',
    args,
    want,
    operation,
    clause: withinLength(asInput('filter', () => userClause((args['filter'] as UserFilter | null) ?? {}))),
    pages: (place, query) => operation.stores.sources.users.pages(place, query, want),
  }),
);
export const hostList = list((args, want, operation) =>
  directoryList({
    field: 'hosts',
    source: 'DEVICES',
    args,
    want,
    operation,
    clause: withinLength(asInput('filter', () => hostClause((args['filter'] as HostFilter | null) ?? {}))),
    pages: (place, query) => operation.stores.sources.hosts.pages(place, query, want),
  }),
);

interface DirectoryList<Noun> {
  readonly field: string;
  readonly source: SourceName;
  readonly args: Args;
  readonly want: Want;
  readonly operation: Operation;
  readonly clause: string | null;
  readonly pages: (place: Place, query: DirectoryQuery) => AsyncGenerator<DirectoryPage<Noun>, void, undefined>;
}

async function directoryList<Noun>(how: DirectoryList<Noun>): Promise<Connection<Noun>> {
  const { field, source, args, want, operation, clause, pages } = how;
  const search = (args['search'] as string | null) ?? null;
  if (search !== null && !/^[^"\\\p{Cc}]{1,100}$/u.test(search)) {
    throw badInput('search', 'give 1 to 100 characters without quotation marks and backslashes.');
  }
  const isCounted = wantsCount(want, field === 'users' ? 'UserConnection' : 'HostConnection');
  const pageSize = Number(args['first']);
  return connection<Noun>({
    operation,
    list: field,
    args,
    maxFirst: MAX_OTHERS,
    isCountExact: isCounted,
    compare: null,
    streams: (positions, tenantIds) =>
      tenantIds.map((tenantId) => {
        if (clause !== null) noteFilter(operation, tenantId, `/${field === 'users' ? 'users' : 'devices'}`, clause, []);
        const read = (token: string | null) =>
          pages(operation.place(tenantId), { clause, search, pageSize, isCounted, token });
        return new DirectoryStream(operation, tenantId, source, read, positions.get(tenantId) ?? null);
      }),
  });
}
