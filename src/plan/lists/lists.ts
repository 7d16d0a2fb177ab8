import type { Alert } from '../../../schema/Alert.js';
import type { Connection } from '../../../schema/connections.js';
import type { AlertFilter, AlertOrder, HostFilter, UserFilter } from '../../../schema/filters.js';
import type { SourceName } from '../../../schema/enums.js';
import { badInput } from '../../errors/SecgraphError.js';
import { readsOf } from '../../filter/alertFilter.js';
import { hostClause, userClause } from '../../filter/directoryFilters.js';
import { alertFilterInput, asInput, withinLength } from '../../loaders/filterInput.js';
import type { Operation } from '../../loaders/Operation.js';
import type { Relation } from '../../loaders/Relation.js';
import { asError } from '../../loaders/tenantwise.js';
import { keyText } from '../../pivots/Key.js';
import type { Args } from '../../pivots/Pivot.js';
import { withFields, type Want } from '../../pivots/Want.js';
import type { DirectoryPage, DirectoryQuery } from '../../sources/directoryPages.js';
import type { Place } from '../../sources/Place.js';
import { compareMoments } from '../../util/moments.js';
import { AlertStream, type AlertQuestion } from './AlertStream.js';
import { connection } from './connection.js';
import { DirectoryStream } from './DirectoryStream.js';

const MAX_ALERTS = 500;
const MAX_OTHERS = 100;

export const alertList = list(alerts);
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

/** A root field that is a list has one key, and its arguments say the rest. */
function list(read: (args: Args, want: Want, operation: Operation) => Promise<Connection<unknown>>): Relation {
  return {
    load: async (keys, want, args, operation) => {
      const answer = await read(args, want, operation).catch(asError);
      return new Map(keys.map((key) => [keyText(key), answer]));
    },
  };
}

async function alerts(args: Args, want: Want, operation: Operation): Promise<Connection<Alert>> {
  const { filter, clause, finishedHere } = alertFilterInput(args['filter'] as AlertFilter | null);
  const { by, direction } = (args['orderBy'] as AlertOrder | null) ?? { by: 'CREATED', direction: 'DESC' };
  const question: AlertQuestion = {
    filter,
    clause,
    isFinishedHere: finishedHere.length > 0,
    orderBy: by === 'CREATED' ? 'createdDateTime' : 'lastUpdateDateTime',
    direction: direction === 'ASC' ? 'asc' : 'desc',
    first: Number(args['first']),
    isCounted: wantsCount(want, 'AlertConnection') && finishedHere.length === 0,
  };
  const enough = withFields(want, 'Alert', readsOf(filter));
  const sign = direction === 'ASC' ? 1 : -1;
  const timeOf = (alert: Alert): string => (by === 'CREATED' ? alert.createdAt : alert.updatedAt);
  return connection<Alert>({
    operation,
    list: 'alerts',
    args,
    maxFirst: MAX_ALERTS,
    isCountExact: question.isCounted,
    compare: (a, b) => sign * compareMoments(timeOf(a), timeOf(b)),
    streams: (positions, tenantIds) =>
      tenantIds.map((tenantId) => {
        noteFilter(operation, tenantId, '/security/alerts_v2', clause, finishedHere);
        return new AlertStream(operation, operation.place(tenantId), question, enough, positions.get(tenantId) ?? null);
      }),
  });
}

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

function wantsCount(want: Want, type: string): boolean {
  return want.fieldsOf(type)?.has('totalCount') ?? true;
}

function noteFilter(
  { call }: Operation,
  tenantId: string,
  path: string,
  sent: string | null,
  appliedHere: readonly string[],
): void {
  if (sent !== null || appliedHere.length > 0) call.receipt.filters.push({ tenantId, path, sent, appliedHere });
}
