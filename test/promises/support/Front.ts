import { createServer, request as forward, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One HTTP request as it arrived from the service. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** True once the service has hung up without waiting for the answer. */
  isGivenUp: boolean;
}

/** The answer to one call, plain or part of a batch. */
export interface Told {
  /** Without the version: `/users?…`, as sent. */
  readonly url: string;
  status: number;
  headers: Record<string, string>;
  // Tests change what they like.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

/** Takes over a whole HTTP answer; false: the emulator answers. */
export type Instead = (seen: Seen, response: ServerResponse) => boolean | void;

/**
 * Stands between the service and its Graph and misbehaves as no emulator should: it takes over answers, or changes what
 * is said about single calls, in batches too.
 */
export class Front {
  target = '';
  readonly seen: Seen[] = [];
  instead: Instead = () => false;
  alter: (told: Told) => void = () => undefined;
  /** The text of the altered answer, for what no object can say. */
  reword: (text: string) => string = (text) => text;
  /** Changes a whole batch: its list of parts. */
  deal: (parts: object[]) => object[] = (parts) => parts;

  private constructor(
    readonly server: Server,
    readonly url: string,
  ) {}

  static async open(): Promise<Front> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const front = new Front(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on(
      'request',
      (request: IncomingMessage, response: ServerResponse) => void front.#receive(request, response),
    );
    return front;
  }

  /** Behaves again, and forgets what it has seen. */
  behave(): void {
    this.seen.length = 0;
    this.instead = () => false;
    this.alter = () => undefined;
    this.reword = (text) => text;
    this.deal = (parts) => parts;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request).catch(() => null);
    if (body === null) return;
    const { method = '', url = '', headers } = request;
    const seen: Seen = { method, url, headers, body, isGivenUp: false };
    this.seen.push(seen);
    response.on('close', () => (seen.isGivenUp = !response.writableFinished));
    if (this.instead(seen, response) !== false) return;
    this.#forward(seen, response);
  }

  #forward(seen: Seen, response: ServerResponse): void {
    const { host } = new URL(this.url);
    const headers = { ...seen.headers, 'accept-encoding': 'identity', 'x-forwarded-host': host };
    const onward = forward(`${this.target}${seen.url}`, { method: seen.method, headers }, (answer) => {
      void textOf(answer).then((text) => {
        const changed = this.reword(this.#changed(seen, answer, text));
        const { 'content-length': _length, ...kept } = answer.headers;
        response.writeHead(answer.statusCode ?? 502, kept).end(changed);
      });
    });
    onward.on('error', () => response.destroy());
    onward.end(seen.body);
  }

  #changed(seen: Seen, answer: IncomingMessage, text: string): string {
    const url = seen.url.replace(/^\/[^/]+/, '');
    if (url !== '/$batch') {
      const told = { url, status: answer.statusCode ?? 0, headers: {}, body: parsed(text) };
      this.alter(told);
      Object.assign(answer, { statusCode: told.status, headers: { ...answer.headers, ...told.headers } });
      return JSON.stringify(told.body);
    }
    const asked = (JSON.parse(seen.body) as { requests: { id: string; url: string }[] }).requests;
    const { responses = [] } = JSON.parse(text) as { responses?: (Told & { id: string })[] };
    for (const part of responses) {
      const told = { ...part, url: asked.find(({ id }) => id === part.id)?.url ?? '' };
      this.alter(told);
      Object.assign(part, { status: told.status, headers: told.headers, body: told.body as unknown });
    }
    return JSON.stringify({ responses: this.deal(responses) });
  }
}

function parsed(text: string): unknown {
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

export function json(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
