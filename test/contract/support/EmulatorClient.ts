import type { DemoTenant } from '../../../emulator/demoTenants.js';
import type { Emulator } from '../../../emulator/startEmulator.js';

export interface GraphAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export const UNMASKED = { prefer: 'include-unknown-enum-members' } as const;

/** A plain application of one tenant before the emulator, or before a recorder in front of it. */
export class EmulatorClient {
  private accessToken: string | null = null;

  constructor(
    private readonly emulator: Emulator,
    readonly tenant: DemoTenant,
    private readonly root = emulator.url,
  ) {}

  async token(): Promise<string> {
    if (this.accessToken !== null) return this.accessToken;
    const { tenantId, clientId, clientSecret } = this.tenant;
    const response = await fetch(`${this.emulator.url}/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        scope: `${this.emulator.url}/.default`,
      }),
    });
    const { access_token: token } = (await response.json()) as { access_token: string };
    this.accessToken = token;
    return token;
  }

  /** @param target `/v1.0/users?$top=5`, or a link as it came */
  async get(target: string, headers: Readonly<Record<string, string>> = {}): Promise<GraphAnswer> {
    return this.send('GET', target, undefined, headers);
  }

  async send(
    method: string,
    target: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<GraphAnswer> {
    const url = target.startsWith('http') ? target : `${this.root}${target}`;
    const response = await fetch(url, {
      method,
      headers: {
        authorization: `Bearer ${await this.token()}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parsed(text), text };
  }

  /** Every page of a collection, each as it came. */
  async pages(target: string, headers: Readonly<Record<string, string>> = {}): Promise<GraphAnswer[]> {
    const pages: GraphAnswer[] = [];
    for (let next: unknown = target; typeof next === 'string';) {
      const page = await this.get(next, headers);
      pages.push(page);
      next = page.body['@odata.nextLink'];
    }
    return pages;
  }
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
