import { createRemoteJWKSet, decodeJwt, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { startEmulator } from '../../../emulator/startEmulator.js';
import type { Emulator } from '../../../emulator/startEmulator.js';
import { CONTOSO, NORTHWIND, TestClient } from '../http/TestClient.js';

let emulator: Emulator;
let client: TestClient;

beforeAll(async () => {
  emulator = await startEmulator();
  client = new TestClient(emulator);
});
afterAll(() => emulator.stop());
beforeEach(() => emulator.reset());

describe('the token endpoint', () => {
  test('a secret in the form buys a token of 3,599 s with the tenant, the application and what was consented', async () => {
    const { status, body } = await client.tokenRequest(client.goodForm());

    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599 });
    const claims = decodeJwt(body.access_token);
    expect(claims).toMatchObject({ aud: emulator.url, tid: CONTOSO.tenantId, appid: CONTOSO.clientId });
    const { granted = [] } = emulator.world.tenants.get(CONTOSO.tenantId) ?? {};
    expect(claims['roles']).toEqual(granted.filter((role) => !/^(Machine|Ti)\./.test(role)));
    expect(claims.exp).toBe(Date.parse('2026-11-23T08:00:00Z') / 1000 + 3599);
    expect(emulator.tokenRequests()).toBe(1);
    expect(emulator.requests()).toEqual([]);
  });

  test('HTTP Basic works as well, and the tenant may be named by its domain', async () => {
    const basic = Buffer.from(`${CONTOSO.clientId}:${CONTOSO.clientSecret}`).toString('base64');
    const form = { grant_type: 'client_credentials', scope: `${emulator.url}/.default` };

    const answer = await client.tokenRequest(form, CONTOSO.domain, { authorization: `Basic ${basic}` });

    expect(answer.status).toBe(200);
  });

  test('a missing consent shows in the token, not at the token endpoint', async () => {
    const { body } = await client.of(NORTHWIND).tokenRequest(client.of(NORTHWIND).goodForm());

    expect(decodeJwt(body.access_token)['roles']).not.toContain('SecurityIncident.Read.All');
  });

  test.each([
    ['a wrong secret', { client_secret: 'wrong' }, undefined, 401, 'invalid_client', 7000215],
    [
      'an unknown application',
      { client_id: '11111111-2222-4333-8444-555555555555' },
      undefined,
      400,
      'unauthorized_client',
      700016,
    ],
    ['an unknown tenant', {}, 'nobody.example', 400, 'invalid_request', 90002],
    ['a scope without /.default', { scope: 'User.Read' }, undefined, 400, 'invalid_scope', 1002012],
    [
      'the scope of another resource',
      { scope: 'https://graph.microsoft.com/.default' },
      undefined,
      400,
      'invalid_resource',
      500011,
    ],
    ['another grant', { grant_type: 'password' }, undefined, 400, 'unsupported_grant_type', 70003],
  ])('%s is refused in the words of Entra', async (_name, change, tenant, status, error, code) => {
    const answer = await client.tokenRequest({ ...client.goodForm(), ...change }, tenant);

    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ error, error_codes: [code] });
    expect(answer.body.error_description).toMatch(new RegExp(`^AADSTS${code}: `));
    expect(answer.text).not.toContain(CONTOSO.clientSecret);
  });

  test.each(['grant_type', 'client_id', 'scope'])('without %s it says which parameter is missing', async (name) => {
    const form = client.goodForm();
    delete form[name];

    const answer = await client.tokenRequest(form);

    expect(answer.body.error_description).toContain(`AADSTS900144`);
    expect(answer.body.error_description).toContain(`'${name}'`);
  });

  test('discovery leads to keys that prove the token', async () => {
    const { body: discovery } = await client.send('GET', `/${CONTOSO.tenantId}/v2.0/.well-known/openid-configuration`);
    const keys = createRemoteJWKSet(new URL(discovery.jwks_uri));
    const options = { issuer: discovery.issuer, audience: emulator.url, currentDate: emulator.clock.now() };

    const { payload } = await jwtVerify(await client.token(), keys, options);

    expect(payload['tid']).toBe(CONTOSO.tenantId);
    expect(discovery.token_endpoint).toBe(`${emulator.url}/${CONTOSO.tenantId}/oauth2/v2.0/token`);
  });
});

describe('a call', () => {
  const path = '/v1.0/organization';
  const withToken = (authorization: string) => client.send('GET', path, { headers: { authorization } });

  test('without a token is 401 with a challenge', async () => {
    const answer = await client.send('GET', path);

    expect(answer.status).toBe(401);
    expect(answer.body.error).toMatchObject({ code: 'InvalidAuthenticationToken', message: 'Access token is empty.' });
    expect(answer.headers.get('www-authenticate')).toContain('authorization_uri=');
  });

  test('with garbage is 401', async () => {
    const answer = await withToken('Bearer garbage');

    expect(answer.status).toBe(401);
    expect(answer.body.error.message).toBe('CompactToken parsing failed with error code: 80049217');
  });

  test("with somebody else's signature is 401", async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const claims = decodeJwt(await client.token());
    const foreign = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'emulator-1' }).sign(privateKey);

    const answer = await withToken(`Bearer ${foreign}`);

    expect(answer.status).toBe(401);
    expect(answer.body.error.code).toBe('InvalidAuthenticationToken');
  });

  test('with an unsigned token is 401', async () => {
    const [, payload = ''] = (await client.token()).split('.');
    const header = Buffer.from('{"alg":"none"}').toString('base64url');

    expect((await withToken(`Bearer ${header}.${payload}.`)).status).toBe(401);
  });

  test("lives 3,599 s on the emulator's clock, also when the token has been seen before", async () => {
    const token = `Bearer ${await client.token()}`;

    expect((await withToken(token)).status).toBe(200);
    emulator.clock.advance(3_600_000);
    const late = await withToken(token);

    expect(late.status).toBe(401);
    expect(late.body.error.message).toBe('Lifetime validation failed, the token is expired.');
  });

  test("sees the tenant of its token's tid and no other", async () => {
    const { body } = await client.get('/v1.0/organization?$select=id');
    const other = await client.of(NORTHWIND).get('/v1.0/organization?$select=id');

    expect(body.value[0].id).toBe(CONTOSO.tenantId);
    expect(other.body.value[0].id).toBe(NORTHWIND.tenantId);
  });
});
