import type { SourceName } from '../../schema/enums.js';
import type { Want } from '../pivots/Want.js';
import type { Place } from '../sources/Place.js';
import type { Operation } from './Operation.js';
import type { Remembered } from './Remembered.js';
import { failure } from './tenantwise.js';

/** Things that one call, or a few of them, tells of many ids. */
export interface Together<Value> {
  readonly source: SourceName;
  readonly remembered: Remembered<Value>;
  /** Values by id; an Error for the ids of a call that failed. */
  readonly read: (
    operation: Operation,
    place: Place,
    ids: readonly string[],
    want: Want,
  ) => Promise<Map<string, Value | Error>>;
}

/**
 * Values by id: from memory, and what is not there in as few calls as possible. Ids of a call that failed have an Error;
 * those of a call that the tenant does not let us make are left out.
 */
export async function readTogether<Value>(
  { source, remembered, read }: Together<Value>,
  operation: Operation,
  place: Place,
  ids: readonly string[],
  want: Want,
): Promise<Map<string, Value | Error>> {
  const { tenantId } = place.tenant;
  const known = await remembered.get(operation, place, ids, want);
  const answers = await read(operation, place, ids.filter((id) => !known.has(id)), want); // prettier-ignore
  const fresh = new Map<string, Value>();
  const failed = new Map<string, Error>();
  for (const [id, answer] of answers) {
    const error = answer instanceof Error ? failure(operation, tenantId, source, answer) : null;
    if (error) failed.set(id, error);
    if (!(answer instanceof Error)) fresh.set(id, answer);
  }
  if (known.size + fresh.size > 0) operation.coverage.complete(tenantId, source);
  await remembered.put(operation, place, fresh, want);
  return new Map<string, Value | Error>([...known, ...fresh, ...failed]);
}
