import { GraphFault } from '../odata/index.js';
import type { Reply } from './Reply.js';

/** One part of a `$batch` as it was asked. */
export interface BatchPart {
  readonly id: string;
  readonly method: string;
  /** Relative to the version root, with a leading slash. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly dependsOn: readonly string[];
}

export interface PartReply {
  readonly id: string;
  readonly reply: Reply;
}

const MAX_PARTS = 20;
const METHODS = new Set(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']);

/**
 * Reads the envelope. What makes a single part impossible is said by that part's answer; what makes the envelope senseless is said here.
 *
 * @throws GraphFault 400
 * @see https://learn.microsoft.com/graph/json-batching
 */
export function readBatch(body: unknown): BatchPart[] {
  const requests = isObject(body) ? body['requests'] : undefined;
  if (!Array.isArray(requests) || requests.length === 0) throw bad('Invalid batch payload format.');
  if (requests.length > MAX_PARTS) {
    throw bad(`Number of batch request steps exceeds the maximum value of ${MAX_PARTS}.`);
  }
  const parts = requests.map(readPart);
  const ids = new Set<string>();
  for (const { id } of parts) {
    if (ids.has(id.toLowerCase())) throw bad(`Request Id ${id.slice(0, 80)} has to be unique in a batch.`);
    ids.add(id.toLowerCase());
  }
  checkDependencies(parts);
  return parts;
}

/**
 * Runs the parts: each after those it depends on, the rest side by side.
 *
 * @param answer answers one part; must not throw
 */
export function runBatch(
  parts: readonly BatchPart[],
  answer: (part: BatchPart) => Promise<Reply>,
): Promise<PartReply[]> {
  const running = new Map<string, Promise<Reply>>();
  const run = (part: BatchPart): Promise<Reply> => {
    const key = part.id.toLowerCase();
    const known = running.get(key) ?? afterDependencies(part);
    running.set(key, known);
    return known;
  };
  const byId = new Map(parts.map((part) => [part.id.toLowerCase(), part]));
  const afterDependencies = async (part: BatchPart): Promise<Reply> => {
    const before = part.dependsOn.flatMap((id) => byId.get(id.toLowerCase()) ?? []);
    const replies = await Promise.all(before.map(run));
    return replies.some(({ status }) => status >= 400) ? FAILED_DEPENDENCY : answer(part);
  };
  return Promise.all(parts.map(async (part) => ({ id: part.id, reply: await run(part) })));
}

/** What cannot be run at all, or null. */
export function impossiblePart(part: BatchPart): GraphFault | null {
  if (!METHODS.has(part.method)) {
    return new GraphFault(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.');
  }
  if (/^\/?[a-z][a-z0-9+.-]*:|^\/\//i.test(part.url)) {
    return bad('The url of a request in a batch must be relative to the version root.');
  }
  if (/^\/\$batch(\?|$)/i.test(part.url)) return bad('A batch request cannot be nested in a batch request.');
  return null;
}

const FAILED_DEPENDENCY: Reply = {
  status: 424,
  headers: { 'Content-Type': 'application/json' },
  body: { error: { code: 'FailedDependency', message: 'Failed Dependency' } },
};

function readPart(part: unknown): BatchPart {
  if (!isObject(part)) throw bad('Invalid batch payload format.');
  const { id, method, url, headers = {}, body, dependsOn = [] } = part;
  const isWhole =
    typeof id === 'string' && id !== '' && typeof method === 'string' && typeof url === 'string' && url !== '';
  if (!isWhole || !isObject(headers) || !isStrings(dependsOn)) throw bad('Invalid batch payload format.');
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
  if (body !== undefined && body !== null && lower['content-type'] === undefined) {
    throw bad(`Write request id : ${id.slice(0, 80)} does not contain Content-Type header or body.`);
  }
  const path = url.startsWith('/') || /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `/${url}`;
  return { id, method: method.toUpperCase(), url: path, headers: lower, body: body ?? undefined, dependsOn };
}

function checkDependencies(parts: readonly BatchPart[]): void {
  const left = new Map(parts.map(({ id, dependsOn }) => [id.toLowerCase(), dependsOn.map((one) => one.toLowerCase())]));
  const done = new Set<string>();
  while (left.size > 0) {
    const ready = [...left].filter(([, dependsOn]) => dependsOn.every((id) => done.has(id)));
    if (ready.length === 0)
      throw bad('Invalid batch payload format. dependsOn names an unknown id or goes round in a circle.');
    for (const [id] of ready) {
      left.delete(id);
      done.add(id);
    }
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function bad(message: string): GraphFault {
  return new GraphFault(400, 'BadRequest', message);
}
