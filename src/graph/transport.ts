import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { errors, Pool, type Dispatcher } from 'undici';
import { SecgraphError } from '../errors/SecgraphError.js';
import type { Clock } from '../util/clock.js';
import { onAbort } from '../util/onAbort.js';
import { own } from './batch.js';
import type { GraphRequest } from './GraphRequest.js';
import type { GraphTenant } from './GraphTenant.js';
import type { BreakReason } from './outcome.js';
import { isSafeChannel } from './trust.js';

const unzip = promisify(gunzip);

/** All tenants of a cloud share its origin: with fewer, the calls to many tenants wait for one another. */
const CONNECTIONS_PER_ORIGIN = 256;
const USER_AGENT = 'secgraph/0.1.0';

export interface TransportOptions {
  readonly clock: Clock;
  readonly maxResponseBytes: number;
}

/** One HTTP request to the Graph of a tenant. */
export interface WireRequest {
  readonly method: GraphRequest['method'];
  /** Below the Graph root, with the version: `/v1.0/users?…`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

export interface WireAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** After decompression. */
  readonly bytes: number;
}

/** No answer, or none that we read to its end. */
export class WireFailure extends Error {
  constructor(
    readonly reason: BreakReason,
    cause: unknown,
  ) {
    super(`The HTTP request failed: ${reason}.`, { cause });
    this.name = 'WireFailure';
  }
}

/**
 * HTTP to Microsoft Graph. It alone adds the token, and only for the tenant's own Graph root; it follows no redirect, and
 * reads no more than it was told to, however well the answer is compressed.
 */
export class Transport {
  readonly #pools = new Map<string, Pool>();
  #closed: Promise<unknown> | null = null;

  constructor(readonly options: TransportOptions) {}

  /** @throws WireFailure when no complete answer came */
  async send(tenant: GraphTenant, token: string, request: WireRequest): Promise<WireAnswer> {
    const root = new URL(tenant.graphRoot);
    if (!isSafeChannel(root)) throw unsafe(tenant);
    const stop = new AbortController();
    let reason: BreakReason | null = null;
    const end = (why: BreakReason): void => {
      reason ??= why;
      stop.abort(new Error(why));
    };
    const unwatch = onAbort(request.signal, () => end('aborted'));
    const unwind = this.#after(request.timeoutMs, () => end('timeout'));
    try {
      const answer = await this.#poolOf(root.origin).request(this.#wired(root, token, request, stop.signal));
      return await this.#read(answer);
    } catch (thrown) {
      // A request that cannot be written is a mistake of ours, not of the network.
      if (thrown instanceof errors.InvalidArgumentError) throw thrown;
      throw new WireFailure(reason ?? reasonOf(thrown), thrown);
    } finally {
      unwatch();
      unwind();
    }
  }

  /** Lets running requests end. */
  async close(): Promise<void> {
    this.#closed ??= Promise.all([...this.#pools.values()].map((pool) => pool.close()));
    await this.#closed;
  }

  #wired(root: URL, token: string, request: WireRequest, signal: AbortSignal): Dispatcher.RequestOptions {
    const { method, path, headers, body } = request;
    return {
      method,
      path: root.pathname.replace(/\/$/, '') + path,
      headers: {
        ...headers,
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        'accept-encoding': 'gzip',
        'user-agent': USER_AGENT,
        sdkversion: USER_AGENT,
      },
      body: body ?? null,
      signal,
    };
  }

  async #read({ statusCode, headers, body }: Dispatcher.ResponseData): Promise<WireAnswer> {
    const { maxResponseBytes } = this.options;
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxResponseBytes) throw new WireFailure('tooLarge', undefined);
      chunks.push(chunk);
    }
    const flat = flatten(headers);
    const plain = await decoded(Buffer.concat(chunks), flat['content-encoding'], maxResponseBytes);
    return { status: statusCode, headers: flat, text: plain.toString('utf8'), bytes: plain.length };
  }

  #after(ms: number, act: () => void): () => void {
    const done = new AbortController();
    this.options.clock.sleep(ms, done.signal).then(act, () => undefined); // ended before its time
    return () => done.abort(new Error('done'));
  }

  #poolOf(origin: string): Pool {
    let pool = this.#pools.get(origin);
    if (!pool) {
      // Times are kept by the clock above, for header and body alike.
      pool = new Pool(origin, { connections: CONNECTIONS_PER_ORIGIN, headersTimeout: 0, bodyTimeout: 0 });
      this.#pools.set(origin, pool);
    }
    return pool;
  }
}

async function decoded(bytes: Buffer, encoding: string | undefined, maxOutputLength: number): Promise<Buffer> {
  if (bytes.length === 0 || encoding === undefined || encoding === 'identity') return bytes;
  if (encoding !== 'gzip') throw new WireFailure('malformed', undefined);
  try {
    return await unzip(bytes, { maxOutputLength });
  } catch (thrown) {
    throw new WireFailure(codeOf(thrown) === 'ERR_BUFFER_TOO_LARGE' ? 'tooLarge' : 'malformed', thrown);
  }
}

function flatten(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const read: [string, string][] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) read.push([name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]);
  }
  return Object.fromEntries(read);
}

const NEVER_CONNECTED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function reasonOf(thrown: unknown): BreakReason {
  if (thrown instanceof WireFailure) return thrown.reason;
  const code = codeOf(thrown);
  if (NEVER_CONNECTED.has(code) || /^(ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code)) return 'unreachable';
  return thrown instanceof errors.HTTPParserError ? 'malformed' : 'reset';
}

/** By shape, not by class: errors of Node itself may be made in another realm than ours. */
function codeOf(thrown: unknown): string {
  const tried = own(thrown, 'errors');
  if (Array.isArray(tried) && tried.length > 0) return codeOf(tried[0]);
  const code = own(thrown, 'code');
  return typeof code === 'string' ? code : '';
}

function unsafe({ tenantId, displayName }: GraphTenant): SecgraphError {
  const message = `The Graph root of tenant ${displayName} is neither https nor on this machine; no token was sent there. Correct its setting.`;
  return new SecgraphError('UPSTREAM_UNAUTHENTICATED', message, { tenantId });
}
