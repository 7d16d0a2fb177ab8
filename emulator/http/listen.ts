import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { Reply } from './Reply.js';

/** A whole request, read to its end. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query as received. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The body went beyond 4 MB and was not kept. */
  readonly isTooLarge: boolean;
}

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const MAX_BODY_BYTES = 4 * 1024 * 1024;
/** Below this gzip only costs time. */
const MIN_GZIP_BYTES = 1024;
const gzipAsync = promisify(gzip);

/**
 * Listens on loopback, and answers what `answer` says. A mistake in `answer` becomes what `onMistake` says; it never ends the process.
 *
 * @throws the system's error (EADDRINUSE …) when the port cannot be had
 */
export async function listen(
  port: number,
  answer: (request: HttpRequest) => Promise<Reply>,
  onMistake: (cause: unknown) => Reply,
): Promise<Listening> {
  const server = createServer({ keepAliveTimeout: 65_000 }, (incoming, outgoing) => {
    void serve(incoming, outgoing, answer, onMistake);
  });
  server.on('clientError', (_error, socket) => {
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: (request: HttpRequest) => Promise<Reply>,
  onMistake: (cause: unknown) => Reply,
): Promise<void> {
  try {
    const reply = await answer(await readRequest(incoming)).catch(onMistake);
    await write(incoming, outgoing, reply);
  } catch {
    // The connection broke while reading or writing: nobody is left to tell.
    outgoing.destroy();
  }
}

async function readRequest(incoming: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) break;
    chunks.push(chunk);
  }
  const isTooLarge = bytes > MAX_BODY_BYTES;
  return {
    method: incoming.method ?? 'GET',
    target: incoming.url ?? '/',
    headers: plainHeaders(incoming),
    body: isTooLarge ? Buffer.alloc(0) : Buffer.concat(chunks),
    isTooLarge,
  };
}

function plainHeaders(incoming: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}

async function write(incoming: IncomingMessage, outgoing: ServerResponse, reply: Reply): Promise<void> {
  if (reply.fault === 'reset') {
    incoming.socket.resetAndDestroy();
    return;
  }
  for (const [name, value] of Object.entries(reply.headers)) outgoing.setHeader(name, value);
  outgoing.statusCode = reply.status;
  const plain = Buffer.from(reply.text ?? (reply.body === undefined ? '' : JSON.stringify(reply.body)), 'utf8');
  const isZipped =
    plain.length >= MIN_GZIP_BYTES && /\bgzip\b/i.test(String(incoming.headers['accept-encoding'] ?? ''));
  const bytes = isZipped ? await gzipAsync(plain, { level: constants.Z_BEST_SPEED }) : plain;
  if (isZipped) outgoing.setHeader('Content-Encoding', 'gzip');
  if (reply.status !== 204) outgoing.setHeader('Content-Length', bytes.length);
  if (reply.fault === 'truncate') {
    outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => incoming.socket.destroy());
    return;
  }
  outgoing.end(incoming.method === 'HEAD' || reply.status === 204 ? undefined : bytes);
}
