import { SecgraphError } from '../errors/SecgraphError.js';
import type { GraphAnswer } from '../graph/GraphRequest.js';
import type { GraphTenant } from '../graph/GraphTenant.js';
import { asRecord, noting, type MisfitNote, type WireRecord } from './wire.js';

/** One record as Graph sent it, and when. */
export interface Sent {
  readonly record: WireRecord;
  /** ISO 8601. */
  readonly asOf: string;
}

/** A thing as Graph shows it after a change, and Graph's request-id. */
export interface Updated<Noun> {
  readonly noun: Noun;
  readonly requestId: string | null;
}

/**
 * The `value` of a collection answer, record by record.
 *
 * @throws SecgraphError UPSTREAM_INVALID_RESPONSE when there is no such list
 */
export function sentList(answer: GraphAnswer, tenant: GraphTenant): Sent[] {
  const value = asRecord(answer.body)?.['value'];
  if (!Array.isArray(value)) throw invalid(answer, tenant, 'a list without its value');
  const asOf = new Date(answer.asOf).toISOString();
  const note = noteOf(answer, tenant);
  return value.flatMap((item) => {
    const record = asRecord(item);
    if (!record) note('value');
    return record ? [{ record: noting(record, note), asOf }] : [];
  });
}

/**
 * A single-resource answer.
 *
 * @throws SecgraphError UPSTREAM_INVALID_RESPONSE when it is not an object
 */
export function sentOne(answer: GraphAnswer, tenant: GraphTenant): Sent {
  const record = asRecord(answer.body);
  if (!record) throw invalid(answer, tenant, 'something that is not a record');
  return { record: noting(record, noteOf(answer, tenant)), asOf: new Date(answer.asOf).toISOString() };
}

function noteOf({ receipt, workload, requestId }: GraphAnswer, tenant: GraphTenant): MisfitNote {
  const { tenantId, displayName: tenantName } = tenant;
  return (property) =>
    receipt?.misfits.set(`${tenantId}|${workload}|${property}`, {
      tenantId,
      tenantName,
      workload: workload ?? null,
      property,
      requestId,
    });
}

/** An answer that Graph's documentation does not promise. To a change it means that nobody knows what has happened. */
export function invalid(
  { requestId, workload, isChange = false }: GraphAnswer,
  { tenantId, displayName }: GraphTenant,
  what: string,
): SecgraphError {
  const family = workload ? ` (${workload})` : '';
  const advice = isChange ? 'Look at the thing before repeating the change.' : 'Report it with the request id.';
  return new SecgraphError(
    isChange ? 'OUTCOME_UNKNOWN' : 'UPSTREAM_INVALID_RESPONSE',
    `Microsoft Graph${family} answered ${what} for tenant ${displayName}. ${advice}`,
    { tenantId, ...(workload ? { workload } : {}), ...(requestId ? { requestId } : {}) },
  );
}

/** The answer, or null where Graph does not know the thing. */
export async function foundOrNull(answer: Promise<GraphAnswer>): Promise<GraphAnswer | null> {
  try {
    return await answer;
  } catch (thrown) {
    if (thrown instanceof SecgraphError && thrown.code === 'UPSTREAM_NOT_FOUND') return null;
    throw thrown;
  }
}
