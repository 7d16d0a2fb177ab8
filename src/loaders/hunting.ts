import type { HuntResult, HuntRow } from '../../schema/Hunt.js';
import { SecgraphError } from '../errors/SecgraphError.js';
import { QueryRefused } from '../graph/QueryRefused.js';
import { hostReference, keyText, userReference, type HuntKey } from '../pivots/Key.js';
import { HuntColumnType } from '../../schema/enums.js';
import type { HuntingAnswer, HuntingColumn } from '../sources/HuntingSource.js';
import { text, word, wordMap, type WireRecord } from '../sources/wire.js';
import type { Operation } from './Operation.js';
import type { Relation } from './Relation.js';
import { failure, inEachTenant } from './tenantwise.js';

/** Microsoft Graph answers 100,000; who needs as many reads them elsewhere. */
const MAX_ROWS = 10_000;

const TYPES = wordMap(HuntColumnType, { Int32: 'INT', SByte: 'BOOLEAN', Int64: 'LONG', Double: 'REAL', Decimal: 'REAL', Object: 'DYNAMIC' }); // prettier-ignore

/** Queries that callers have written. */
export const hunt: Relation<HuntKey> = {
  load: (keys, _want, _args, operation) =>
    inEachTenant(keys, operation, null, async (place, own) => {
      const { tenantId } = place.tenant;
      const answers = own.map(async (key) => [keyText(key), await hunted(key, operation, tenantId)] as const);
      return new Map<string, unknown>(await Promise.all(answers));
    }),
};

async function hunted({ query, timespan }: HuntKey, operation: Operation, tenantId: string): Promise<unknown> {
  const { sources } = operation.stores;
  try {
    const refused = operation.refusalOf(tenantId, 'HUNTING');
    if (refused) throw refused;
    const limited = `${query.replace(/[\s;]+$/, '')}\n| take ${MAX_ROWS + 1}`;
    const answer = await sources.hunting.run(operation.place(tenantId), limited, timespan ?? undefined);
    operation.coverage.complete(tenantId, 'HUNTING');
    return resultOf(answer, tenantId, operation);
  } catch (thrown) {
    return failure(operation, tenantId, 'HUNTING', asInput(thrown)) ?? resultOf(null, tenantId, operation);
  }
}

/** What the engine says of a query is its caller's to know: the caller wrote it. */
function asInput(thrown: unknown): unknown {
  if (!(thrown instanceof SecgraphError) || !(thrown.cause instanceof QueryRefused)) return thrown;
  const { message, position } = thrown.cause;
  const { tenantId, requestId } = thrown.facts;
  return new SecgraphError('BAD_USER_INPUT', `Argument "query" is not valid: ${message}`, {
    argument: 'query',
    ...position,
    ...(tenantId ? { tenantId } : {}),
    ...(requestId ? { requestId } : {}),
  });
}

/** What the query answered; null where the tenant does not let us hunt. */
function resultOf(answer: HuntingAnswer | null, tenantId: string, { coverage }: Operation): HuntResult {
  const rows = answer?.rows.slice(0, MAX_ROWS) ?? null;
  const columns = answer?.columns ?? [];
  return {
    columns: columns.map(({ name, type }) => ({ name, type: word(TYPES, type, 'UNKNOWN'), typeRaw: type })),
    rows: rows && rows.map((row) => rowOf(row, columns, tenantId)),
    rowCount: rows && rows.length,
    truncated: (answer?.rows.length ?? 0) > MAX_ROWS,
    asOf: answer?.asOf ?? null,
    // Lazy: what the pivots of the rows learn of other sources belongs to it, too.
    get coverage() {
      return coverage.of([tenantId]);
    },
  };
}

function rowOf(row: WireRecord, columns: readonly HuntingColumn[], tenantId: string): HuntRow {
  const has = (...names: readonly string[]): boolean => columns.some(({ name }) => names.includes(name));
  const user = {
    objectId: text(row, 'AccountObjectId'),
    userPrincipalName: text(row, 'AccountUpn'),
    sid: text(row, 'AccountSid'),
  };
  const host = {
    deviceId: text(row, 'AadDeviceId'),
    defenderId: text(row, 'DeviceId'),
    dnsName: text(row, 'DeviceName'),
  };
  return {
    __typename: 'HuntRow',
    tenantId,
    values: row,
    alertId: text(row, 'AlertId'),
    userRef: has('AccountObjectId', 'AccountUpn', 'AccountSid') ? userReference(user) : null,
    hostRef: has('AadDeviceId', 'DeviceId', 'DeviceName') ? hostReference(host) : null,
  };
}
