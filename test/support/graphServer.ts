import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Receipt } from '../../src/observability/Receipt.js';
import type { Call, GraphRequest } from '../../src/graph/GraphRequest.js';
import type { GraphTenant } from '../../src/graph/GraphTenant.js';
import type { Clock } from '../../src/util/clock.js';

/** One HTTP request as it arrived. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

export interface Part {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

export type Answer = (seen: Seen, response: ServerResponse, index: number) => void;

/** A bare HTTP server in place of Microsoft Graph, for what no well-behaved one would do. */
export class GraphServer {
  readonly seen: Seen[] = [];

  private constructor(
    readonly server: Server,
    readonly url: string,
  ) {}

  static async start(answer: Answer): Promise<GraphServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const started = new GraphServer(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const seen = {
          method: request.method ?? '',
          url: request.url ?? '',
          headers: request.headers,
          body: text === '' ? undefined : (JSON.parse(text) as unknown),
        };
        answer(seen, response, started.seen.push(seen) - 1);
      });
    });
    return started;
  }

  /** Parts of the n-th request. */
  parts(index: number): Part[] {
    return partsOf(this.seen[index] as Seen);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export function partsOf(seen: Seen): Part[] {
  return (seen.body as { requests: Part[] }).requests;
}

export function json(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json;odata.metadata=minimal', ...headers });
  response.end(JSON.stringify(body));
}

/** Answers plain calls and every part of a batch by one function, the parts in reverse order. */
export function answering(
  one: (
    part: { method: string; url: string; body?: unknown },
    index: number,
  ) => {
    status?: number;
    headers?: Record<string, string>;
    body?: unknown;
  },
): Answer {
  return (seen, response, index) => {
    if (!seen.url.endsWith('/$batch')) {
      const { status = 200, headers = {}, body = {} } = one({ ...seen, url: seen.url.replace(/^\/[^/]+/, '') }, index);
      return json(response, body, status, headers);
    }
    const responses = partsOf(seen).map((part) => ({ id: part.id, status: 200, body: {}, ...one(part, index) }));
    json(response, { responses: responses.reverse() });
  };
}

/** A tenant whose Graph is at this address; its tokens are `token-1`, `token-2` … */
export function tenantAt(graphRoot: string, more: Partial<GraphTenant> = {}): GraphTenant {
  let tokens = 0;
  return {
    tenantId: 'c0a7050e-0001-4000-8000-000000000001',
    displayName: 'Contoso',
    cloud: 'EMULATED',
    labels: [],
    graphRoot,
    clientId: 'app',
    credential: {
      getToken: async () => ({ token: `token-${(tokens += 1)}`, expiresOnTimestamp: Date.UTC(2100, 0) }),
    },
    ...more,
  };
}

export function callAt(clock: Clock, more: Partial<Call> = {}): Call {
  return {
    signal: new AbortController().signal,
    deadlineMs: clock.monotonicMs() + 15_000,
    receipt: new Receipt(),
    partition: 'app:app',
    lane: 'interactive',
    caller: 'analyst',
    maxRequests: 120,
    ...more,
  };
}

export function read(path: string, more: Partial<GraphRequest> = {}): GraphRequest {
  return { method: 'GET', path, workload: 'directory', ...more };
}

/** The code and facts of a rejection. */
export async function failureOf(
  promise: Promise<unknown>,
): Promise<{ code: string; message: string; facts: Record<string, unknown> }> {
  try {
    await promise;
  } catch (error) {
    return error as { code: string; message: string; facts: Record<string, unknown> };
  }
  throw new Error('It was expected to fail.');
}
