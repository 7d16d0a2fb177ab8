import type { SourceName } from '../../schema/enums.js';
import type { ErrorCode } from '../errors/codes.js';
import { SecgraphError } from '../errors/SecgraphError.js';
import { keyText, type Key } from '../pivots/Key.js';
import type { Place } from '../sources/Place.js';
import { grouped } from '../util/grouped.js';
import { isExpectedRefusal } from './CoverageLog.js';
import type { Operation } from './Operation.js';
import type { Loaded } from './Relation.js';

/** Loads keys tenant by tenant, side by side. A tenant that is not open, or fails, costs its own keys only. */
export async function inEachTenant<K extends Key>(
  keys: readonly K[],
  operation: Operation,
  source: SourceName | null,
  work: (place: Place, keys: readonly K[]) => Promise<Loaded>,
): Promise<Loaded> {
  const parts = await Promise.all(
    [...grouped(keys, ({ tenantId }) => tenantId)].map(async ([tenantId, own]) => {
      try {
        const known = source && operation.refusalOf(tenantId, source);
        if (known) throw known;
        return await work(operation.place(tenantId), own);
      } catch (thrown) {
        const answer = failure(operation, tenantId, source, thrown);
        return new Map<string, unknown>(own.map((key) => [keyText(key), answer]));
      }
    }),
  );
  return new Map(parts.flatMap((part) => [...part]));
}

/**
 * Writes a failure into the coverage. What remains for the field: null where the tenant has no consent or licence (that
 * is a state of the tenant, and data), the Error where we do not know.
 */
export function failure(
  operation: Operation,
  tenantId: string,
  source: SourceName | null,
  thrown: unknown,
): SecgraphError | null {
  const error = asError(thrown);
  if (!source || OURS.has(error.code)) return error;
  operation.coverage.failed(tenantId, source, error);
  if (!isExpectedRefusal(error)) return error;
  operation.stores.sources.capabilities.rememberRefusal(tenantId, source, error);
  return null;
}

/** Refusals and mistakes of our own side: they say nothing about a source. */
const OURS: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['BAD_USER_INPUT', 'FORBIDDEN', 'INTERNAL_SERVER_ERROR']);

/** Everything that is thrown, as an error of ours. */
export function asError(thrown: unknown): SecgraphError {
  if (thrown instanceof SecgraphError) return thrown;
  const text = 'A mistake of ours while reading Microsoft Graph.';
  return new SecgraphError('INTERNAL_SERVER_ERROR', text, {}, { cause: thrown });
}
