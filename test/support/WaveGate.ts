import {
  Agent,
  createServer,
  request as forward,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** Longer than requests of one moment take to arrive, on a machine that is busy. */
const QUIET_MS = 25;

interface Held {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * Stands between the service and Graph and tells round trips apart: whoever arrives is held until nobody else comes,
 * then all are let through together. What waits for an answer cannot be in the same wave as what it waits for.
 */
export class WaveGate {
  target = '';
  /** Waves since the last {@link forget}. */
  waves = 0;
  readonly #agent = new Agent({ keepAlive: true });
  #held: Held[] = [];
  #timer: NodeJS.Timeout | undefined;

  private constructor(
    readonly server: Server,
    readonly url: string,
  ) {}

  static async open(): Promise<WaveGate> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const gate = new WaveGate(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('request', (request, response) => gate.#hold({ request, response }));
    return gate;
  }

  forget(): void {
    this.waves = 0;
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#agent.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  #hold(held: Held): void {
    this.#held.push(held);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#release(this.#held.length), QUIET_MS);
  }

  /** A loop that was busy runs its timers before it looks at its sockets: whoever is at the door already comes along. */
  async #release(seen: number): Promise<void> {
    for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
    if (this.#held.length !== seen) return;
    const wave = this.#held;
    this.#held = [];
    this.waves += 1;
    for (const held of wave) this.#forward(held);
  }

  #forward({ request, response }: Held): void {
    const { method, url, headers } = request;
    const onward = forward(`${this.target}${url ?? ''}`, { method, headers, agent: this.#agent }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  }
}
