import { openBatch, own, type PartAnswer } from './batch.js';
import type { Outcome, Refusal } from './outcome.js';
import type { WireAnswer } from './transport.js';

/**
 * What a plain answer says.
 *
 * @param asOf wall clock, milliseconds since 1970
 */
export function readPlain(answer: WireAnswer, asOf: number): Outcome {
  const { status, headers, text } = answer;
  const body = jsonOf(answer);
  if (status < 200 || status > 299) return refusal(answer, body ?? null);
  const requestId = headers['request-id'] ?? null;
  if (text !== '' && body === undefined) return { kind: 'broken', reason: 'malformed', requestId };
  return { kind: 'answered', answer: { status, headers, body: body ?? null, requestId, asOf } };
}

/** What the answer to a `$batch` says about each of its parts, in the order of the requests. */
export function readBatch(answer: WireAnswer, count: number, asOf: number): Outcome[] {
  const body = jsonOf(answer);
  const outer = answer.headers['request-id'] ?? null;
  // Older deployments answer 424 when a part was throttled; the parts are there all the same.
  const isEnvelope = answer.status === 200 || answer.status === 424;
  const parts = isEnvelope ? openBatch(body, count) : null;
  if (parts) return parts.map((part) => readPart(part, outer, asOf));
  const outcome: Outcome =
    answer.status === 200 ? { kind: 'broken', reason: 'malformed', requestId: outer } : refusal(answer, body ?? null);
  return Array.from({ length: count }, () => outcome);
}

function readPart(part: PartAnswer | 'missing' | 'malformed', outer: string | null, asOf: number): Outcome {
  if (typeof part === 'string') return { kind: 'broken', reason: part, requestId: outer };
  const { status, headers, body } = part;
  const requestId = headers['request-id'] ?? requestIdIn(body) ?? outer;
  if (status > 299) return { kind: 'refused', status, headers, body, requestId };
  return { kind: 'answered', answer: { status, headers, body, requestId, asOf } };
}

function refusal({ status, headers }: WireAnswer, body: unknown): Refusal {
  return { kind: 'refused', status, headers, body, requestId: headers['request-id'] ?? requestIdIn(body) };
}

/** Undefined when it is not JSON, or does not say that it is. */
function jsonOf({ headers, text }: WireAnswer): unknown {
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(headers['content-type'] ?? '')) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Told to the caller as malformed, or as a refusal without a body.
    return undefined;
  }
}

function requestIdIn(body: unknown): string | null {
  const error = own(body, 'error');
  const id = own(own(error, 'innerError') ?? own(error, 'innererror'), 'request-id');
  return typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? id : null;
}
