import type { Connection } from '../../../schema/connections.js';
import type { SourceName } from '../../../schema/enums.js';
import type { HostFilter, UserFilter } from '../../../schema/filters.js';
import { badInput } from '../../errors/SecgraphError.js';
import { hostClause, userClause } from '../../filter/directoryFilters.js';
import { asInput, withinLength } from '../../loaders/filterInput.js';
import type { Operation } from '../../loaders/Operation.js';
import type { Args } from '../../pivots/Pivot.js';
import { wantsCount, type Want } from '../../pivots/Want.js';
import type { DirectoryPage, DirectoryQuery } from '../../sources/directoryPages.js';
import type { Place } from '../../sources/Place.js';
import { connection } from './connection.js';
import { DirectoryStream } from './DirectoryStream.js';
import { list, noteFilter } from './list.js';

const MAX_FIRST = 100;

export const userList = list((args, want, operation) =>
  directoryList({
    ...{ list: 'users', path: '/users', source: 'USERS', type: 'UserConnection' },
    args,
    want,
    operation,
    clause: withinLength(asInput('filter', () => userClause((args['filter'] as UserFilter | null) ?? {}))),
    pages: (place, query) => operation.stores.sources.users.pages(place, query, want),
  }),
);

export const hostList = list((args, want, operation) =>
  directoryList({
    ...{ list: 'hosts', path: '/devices', source: 'DEVICES', type: 'HostConnection' },
    args,
    want,
    operation,
    clause: withinLength(asInput('filter', () => hostClause((args['filter'] as HostFilter | null) ?? {}))),
    pages: (place, query) => operation.stores.sources.hosts.pages(place, query, want),
  }),
);

interface DirectoryList<Noun> {
  readonly list: string;
  /** Of Graph, as the receipt names it. */
  readonly path: string;
  /** Of the connection. */
  readonly type: string;
  readonly source: SourceName;
  readonly args: Args;
  readonly want: Want;
  readonly operation: Operation;
  readonly clause: string | null;
  readonly pages: (place: Place, query: DirectoryQuery) => AsyncGenerator<DirectoryPage<Noun>, void, undefined>;
}

async function directoryList<Noun>(how: DirectoryList<Noun>): Promise<Connection<Noun>> {
  const { path, source, type, args, want, operation, clause, pages } = how;
  const search = (args['search'] as string | null) ?? null;
  if (search !== null && !/^[^"\\\p{Cc}]{1,100}$/u.test(search)) {
    throw badInput('search', 'give 1 to 100 characters without quotation marks and backslashes.');
  }
  const isCounted = wantsCount(want, type);
  const pageSize = Number(args['first']);
  return connection<Noun>({
    operation,
    list: how.list,
    args,
    maxFirst: MAX_FIRST,
    isCountExact: isCounted,
    compare: null,
    streams: (positions, tenantIds) =>
      tenantIds.map((tenantId) => {
        if (clause !== null) noteFilter(operation, tenantId, path, clause, []);
        const read = (token: string | null) =>
          pages(operation.place(tenantId), { clause, search, pageSize, isCounted, token });
        return new DirectoryStream(operation, tenantId, source, read, positions.get(tenantId) ?? null);
      }),
  });
}
