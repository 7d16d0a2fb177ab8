import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { azureCredential, CredentialRefused, EmulatorCredential } from '../../src/graph/credentials.js';
import type { GraphTenant } from '../../src/graph/GraphTenant.js';
import { TokenSource } from '../../src/graph/tokens.js';
import { FakeClock, settle } from '../support/fakeClock.js';
import { failureOf, tenantAt } from '../support/graphServer.js';

describe('tokens', () => {
  let clock: FakeClock;
  let tokens: TokenSource;
  let asked: string[];
  let failing: Error | null;
  let tenant: GraphTenant;

  beforeEach(() => {
    clock = new FakeClock();
    tokens = new TokenSource(clock);
    asked = [];
    failing = null;
    tenant = tenantAt('https://graph.microsoft.us', {
      credential: {
        getToken: async (scope) => {
          asked.push(String(scope));
          if (failing) throw failing;
          return { token: `token-${asked.length}`, expiresOnTimestamp: clock.now() + 3_600_000 };
        },
      },
    });
  });

  test("one is asked for, however many want it, with the scope of the tenant's own cloud", async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => tokens.token(tenant)));

    expect(new Set(all)).toEqual(new Set(['token-1']));
    expect(asked).toEqual(['https://graph.microsoft.us/.default']);
  });

  test('it is renewed when less than five minutes are left', async () => {
    await tokens.token(tenant);
    await clock.advance(54 * 60_000);
    expect(await tokens.token(tenant)).toBe('token-1');
    await clock.advance(2 * 60_000);

    expect(await tokens.token(tenant)).toBe('token-2');
  });

  test('one that still lives is used when its renewal fails', async () => {
    await tokens.token(tenant);
    await clock.advance(56 * 60_000);
    failing = new Error('no network');

    expect(await tokens.token(tenant)).toBe('token-1');
    await clock.advance(5 * 60_000);
    expect((await failureOf(tokens.token(tenant))).code).toBe('UPSTREAM_UNAVAILABLE');
  });

  test('a failed renewal is not tried again for five seconds', async () => {
    failing = Object.assign(new Error('AADSTS7000215'), { statusCode: 401 });
    const first = await failureOf(tokens.token(tenant));
    await failureOf(tokens.token(tenant));
    expect(asked).toHaveLength(1);
    await clock.advance(5000);
    failing = null;

    expect(await tokens.token(tenant)).toBe('token-2');
    expect(first).toMatchObject({ code: 'UPSTREAM_UNAUTHENTICATED', facts: { tenantId: tenant.tenantId } });
    expect(first.message).not.toContain('AADSTS');
  });

  test('a refused token is renewed once, though many report it', async () => {
    const refused = await tokens.token(tenant);

    const all = await Promise.all(Array.from({ length: 5 }, () => tokens.token(tenant, refused)));

    expect(new Set(all)).toEqual(new Set(['token-2']));
    expect(await tokens.token(tenant, refused)).toBe('token-2');
  });

  test('a credential that keeps tokens is told to forget a refused one', async () => {
    let forgotten = 0;
    const credential = Object.assign({}, tenant.credential, { forget: () => (forgotten += 1) });
    const refused = await tokens.token({ ...tenant, credential });

    await tokens.token({ ...tenant, credential }, refused);

    expect(forgotten).toBe(1);
  });

  test('a token endpoint that does not answer is given up after fifteen seconds', async () => {
    const silent = { getToken: () => new Promise<never>(() => undefined) };
    const failure = failureOf(tokens.token({ ...tenant, credential: silent }));
    await settle();
    await clock.advance(15_000);

    expect((await failure).code).toBe('UPSTREAM_UNAVAILABLE');
  });

  test('tenants do not share one', async () => {
    expect([await tokens.token(tenant), await tokens.token({ ...tenant, tenantId: 'other' })]).toEqual([
      'token-1',
      'token-2',
    ]);
  });
});

describe("the emulator's credential", () => {
  async function endpoint(
    status: number,
    answer: unknown,
  ): Promise<{ url: string; forms: string[]; stop: () => Promise<void> }> {
    const forms: string[] = [];
    const server = createServer((request: IncomingMessage, response) => {
      let form = '';
      request.on('data', (chunk: Buffer) => (form += chunk.toString()));
      request.on('end', () => {
        forms.push(`${request.url} ${form}`);
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      forms,
      stop: async () => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      },
    };
  }
  const app = { tenantId: 't', clientId: 'c', clientSecret: 's&s' };

  test('asks for client credentials and tells when the token expires', async () => {
    const { url, forms, stop } = await endpoint(200, { access_token: 'x', expires_in: 3599 });
    const clock = new FakeClock();

    const token = await new EmulatorCredential({ ...app, authority: url, clock }).getToken('https://anything/.default');
    await stop();

    expect(token).toEqual({ token: 'x', expiresOnTimestamp: clock.now() + 3_599_000 });
    const scope = encodeURIComponent(`${url}/.default`);
    expect(forms).toEqual([
      `/t/oauth2/v2.0/token grant_type=client_credentials&client_id=c&client_secret=s%26s&scope=${scope}`,
    ]);
  });

  test('tells the status of a refusal and nothing of its text', async () => {
    const { url, stop } = await endpoint(401, { error: 'invalid_client', error_description: 'AADSTS' });

    const refused = new EmulatorCredential({ ...app, authority: url }).getToken('x');

    await expect(refused).rejects.toEqual(new CredentialRefused(401));
    await stop();
  });

  test('sends no secret over plain http to another machine', () => {
    expect(() => new EmulatorCredential({ ...app, authority: 'http://login.example' })).toThrow(RangeError);
  });
});

test('the credentials of real tenants are made when the first token is wanted, and a bad one fails then', async () => {
  const credential = azureCredential({
    kind: 'certificate',
    tenantId: 'c0a7050e-0001-4000-8000-000000000001',
    clientId: 'c',
    authority: 'https://login.microsoftonline.com',
    certificatePath: '/nowhere/certificate.pem',
  });

  await expect(credential.getToken('https://graph.microsoft.com/.default')).rejects.toThrow(/ENOENT/);
});
