import type { GraphRequest } from './GraphRequest.js';

/** Microsoft Graph takes no more in one `$batch`. @see https://learn.microsoft.com/graph/json-batching */
export const MAX_PARTS = 20;

/** Members that Graph added after its sentinel would otherwise be hidden as `unknownFutureValue`. */
const PREFER = 'include-unknown-enum-members';
const HEADER_VALUE = /^[\x20-\x7e]{0,2000}$/;

/** Headers that go with one request, alone or as a part; names in lower case. */
export function headersOf({ headers = {}, body }: GraphRequest, clientRequestId: string): Record<string, string> {
  const sent = new Map([['prefer', PREFER]]);
  for (const [name, value] of Object.entries(headers)) {
    if (!HEADER_VALUE.test(value)) throw new RangeError(`The header ${name} may only hold printable ASCII.`);
    const key = name.toLowerCase();
    sent.set(key, key === 'prefer' ? `${PREFER}, ${value}` : value);
  }
  sent.set('client-request-id', clientRequestId);
  if (body !== undefined) sent.set('content-type', 'application/json');
  return Object.fromEntries(sent);
}

/** The envelope of a `$batch`; parts are numbered from 1 in the order given. */
export function composeBatch(requests: readonly GraphRequest[], newId: () => string): { readonly requests: object[] } {
  return {
    requests: requests.map((request, index) => ({
      id: partId(index),
      method: request.method,
      url: request.path,
      headers: headersOf(request, newId()),
      ...(request.body === undefined ? {} : { body: request.body }),
    })),
  };
}

/** One part of an answered `$batch`. Header names in lower case; no body is null. */
export interface PartAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/**
 * The parts of an answered envelope in the order of the requests, whatever order they came in. `missing` stands for a
 * part that did not come, `malformed` for one that came broken or more than once.
 *
 * @returns null when the whole thing is no envelope
 */
export function openBatch(body: unknown, count: number): (PartAnswer | 'missing' | 'malformed')[] | null {
  const responses = own(body, 'responses');
  if (!Array.isArray(responses)) return null;
  const byId = new Map<string, PartAnswer | 'malformed'>();
  for (const response of responses as unknown[]) {
    const id = own(response, 'id');
    if (typeof id !== 'string') continue;
    byId.set(id, byId.has(id) ? 'malformed' : readPart(response));
  }
  return Array.from({ length: count }, (_, index) => byId.get(partId(index)) ?? 'missing');
}

/** A member that the object itself has; foreign JSON is read in no other way. */
export function own(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function partId(index: number): string {
  return String(index + 1);
}

function readPart(response: unknown): PartAnswer | 'malformed' {
  const status = own(response, 'status');
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 200 || status > 599) return 'malformed';
  const body = own(response, 'body') ?? null;
  // Only binary contents come as text, and we ask for none.
  if (typeof body !== 'object' && status < 300) return 'malformed';
  return { status, headers: readHeaders(own(response, 'headers')), body };
}

function readHeaders(headers: unknown): Record<string, string> {
  if (typeof headers !== 'object' || headers === null) return {};
  const read = Object.entries(headers).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string' || typeof value === 'number' ? [[name.toLowerCase(), String(value)] as const] : [],
  );
  return Object.fromEntries(read);
}
