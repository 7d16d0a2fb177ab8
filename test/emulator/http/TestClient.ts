import { request as httpRequest } from 'node:http';
import { DEMO_TENANTS } from '../../../emulator/demoTenants.js';
import type { DemoTenant } from '../../../emulator/demoTenants.js';
import type { Emulator } from '../../../emulator/startEmulator.js';

/** JSON as it comes: tests look anywhere into it. */
export type Json = ReturnType<typeof JSON.parse>;

/** What came back, with the parts that tests look at within reach. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed JSON; undefined where the body is empty or no JSON. */
  readonly body: Json;
}

export const [CONTOSO, FABRIKAM, NORTHWIND, ADATUM] = DEMO_TENANTS as [DemoTenant, DemoTenant, DemoTenant, DemoTenant];

/** A plain caller of the emulator: tokens once per tenant, everything else as asked. */
export class TestClient {
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(
    readonly emulator: Emulator,
    readonly tenant: DemoTenant = CONTOSO,
  ) {}

  of(tenant: DemoTenant): TestClient {
    return new TestClient(this.emulator, tenant);
  }

  tokenRequest(form: Record<string, string>, tenant = this.tenant.tenantId, headers = {}): Promise<Answer> {
    const body = new URLSearchParams(form);
    return this.send('POST', `/${tenant}/oauth2/v2.0/token`, { headers, raw: body });
  }

  /** The form of a request that is granted. */
  goodForm(): Record<string, string> {
    const { clientId, clientSecret } = this.tenant;
    return {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: `${this.emulator.url}/.default`,
    };
  }

  token(): Promise<string> {
    const key = this.tenant.tenantId;
    const token =
      this.tokens.get(key) ?? this.tokenRequest(this.goodForm()).then(({ body }) => String(body.access_token));
    this.tokens.set(key, token);
    return token;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.authorized('GET', path, { headers });
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.authorized('POST', path, { headers, body });
  }

  patch(path: string, body: unknown): Promise<Answer> {
    return this.authorized('PATCH', path, { body });
  }

  /** Parts by id, whatever order they came in. */
  async batch(requests: readonly object[]): Promise<Map<string, Json>> {
    const { body } = await this.post('/v1.0/$batch', { requests });
    return new Map(body.responses.map((response: { id: string }) => [response.id, response]));
  }

  control(method: string, path: string, body?: unknown): Promise<Answer> {
    return this.send(method, `/_emulator/${path}`, body === undefined ? {} : { body });
  }

  async authorized(
    method: string,
    path: string,
    { headers = {}, body }: { headers?: Record<string, string>; body?: unknown } = {},
  ): Promise<Answer> {
    const authorization = `Bearer ${await this.token()}`;
    return this.send(method, path, { headers: { authorization, ...headers }, ...(body === undefined ? {} : { body }) });
  }

  async send(
    method: string,
    path: string,
    {
      headers = {},
      body,
      raw,
    }: { headers?: Record<string, string>; body?: unknown; raw?: URLSearchParams | string } = {},
  ): Promise<Answer> {
    const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const payload = body === undefined ? raw : JSON.stringify(body);
    const response = await fetch(`${this.emulator.url}${path}`, {
      method,
      headers: { ...type, ...headers },
      ...(payload === undefined ? {} : { body: payload }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(text) };
  }

  /** Sends a request line as it stands, where `fetch` would repair or refuse it. */
  rawSend(
    method: string,
    target: string,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: this.emulator.port, method, path: target, headers };
      const request = httpRequest(options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString(),
          }),
        );
      });
      request.on('error', reject);
      request.end();
    });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
