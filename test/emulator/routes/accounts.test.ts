import { startEmulator } from '../../../emulator/startEmulator.js';
import type { Emulator } from '../../../emulator/startEmulator.js';
import { CAST } from '../../../emulator/world/cast.js';
import { roleAssignmentRow } from '../../../emulator/world/rows/access.js';
import type { Row, TenantWorld } from '../../../emulator/world/World.js';
import { ADATUM, CONTOSO, FABRIKAM, NORTHWIND, TestClient } from '../http/TestClient.js';
import type { Json } from '../http/TestClient.js';

let emulator: Emulator;
let client: TestClient;
let tenant: TenantWorld;

beforeAll(async () => {
  emulator = await startEmulator({ throttling: false });
  client = new TestClient(emulator);
});
afterAll(() => emulator.stop());
beforeEach(() => {
  emulator.reset();
  tenant = emulator.world.tenants.get(CONTOSO.tenantId) as TenantWorld;
});

const read = async (path: string): Promise<Json> => (await client.get(`/v1.0${path}`)).body;

describe('accountEnabled of a user', () => {
  const disable = { accountEnabled: false };
  const enabled = async ({ id }: { id: string }): Promise<boolean> =>
    (await read(`/users/${id}?$select=accountEnabled`)).accountEnabled;

  test('is out of reach where somebody holds a role, also through a group', async () => {
    const statuses = [];
    for (const { id } of [CAST.socLead, CAST.admin, CAST.clerk]) {
      statuses.push((await client.patch(`/v1.0/users/${id}`, disable)).status);
    }

    expect(statuses).toEqual([403, 403, 204]);
    expect(await enabled(CAST.admin)).toBe(true);
    expect(await enabled(CAST.clerk)).toBe(false);
  });

  test('is within reach of an application with a high role of its own', async () => {
    const self = [...tenant.servicePrincipals].find((row) => row['appId'] === CONTOSO.clientId) as Row;
    const role = [...tenant.roleDefinitions].find((row) => row['displayName'] === 'Global Administrator') as Row;
    tenant.roleAssignments.put(
      roleAssignmentRow({ id: 'app-1', principalId: self.id, roleDefinitionId: role.id, directoryScopeId: '/' }),
    );

    const { status } = await client.patch(`/v1.0/users/${CAST.admin.id}`, disable);

    expect(status).toBe(204);
    expect(await enabled(CAST.admin)).toBe(false);
  });

  test('needs consent, which Northwind has not given', async () => {
    const northwind = emulator.world.tenants.get(NORTHWIND.tenantId) as TenantWorld;
    const [user] = [...northwind.users] as [Row];

    const { status, body } = await client.of(NORTHWIND).patch(`/v1.0/users/${user.id}`, disable);

    expect([status, body.error.code]).toEqual([403, 'Authorization_RequestDenied']);
  });
});

describe('revokeSignInSessions', () => {
  test('answers true, and sessions are valid from now on only', async () => {
    emulator.clock.advance(90_000);

    const { status, body } = await client.post(`/v1.0/users/${CAST.clerk.id}/revokeSignInSessions`, undefined);

    expect([status, body.value]).toEqual([200, true]);
    expect(body['@odata.context']).toMatch(/\/v1\.0\/\$metadata#Edm\.Boolean$/);
    expect(await read(`/users/${CAST.clerk.id}?$select=signInSessionsValidFromDateTime`)).toMatchObject({
      signInSessionsValidFromDateTime: '2026-11-23T08:01:30Z',
    });
  });

  test('of nobody is 404, and without consent 403', async () => {
    const none = await client.post(`/v1.0/users/${CONTOSO.tenantId}/revokeSignInSessions`, undefined);
    const refused = await client.of(NORTHWIND).post('/v1.0/users/x/revokeSignInSessions', undefined);

    expect([none.status, refused.status]).toEqual([404, 403]);
  });
});

describe('risks of users', () => {
  const path = '/v1.0/identityProtection/riskyUsers';
  const riskOf = (id: string): Promise<Json> => read(`/identityProtection/riskyUsers/${id}`);

  test.each([
    ['confirmCompromised', 'high', 'confirmedCompromised', 'adminConfirmedUserCompromised'],
    ['dismiss', 'none', 'dismissed', 'adminDismissedAllRiskForUser'],
    ['confirmSafe', 'none', 'confirmedSafe', 'adminConfirmedAccountSafe'],
  ])('%s is being processed first, then %s, %s', async (verb, riskLevel, riskState, riskDetail) => {
    const before = await riskOf(CAST.clerk.id);
    const { status, text } = await client.post(`${path}/${verb}`, { userIds: [CAST.clerk.id] });
    const during = await riskOf(CAST.clerk.id);
    emulator.clock.advance(2000);
    const { body: after } = await client.get(`${path}/${CAST.clerk.id}`, { prefer: 'include-unknown-enum-members' });

    expect([status, text]).toEqual([204, '']);
    expect(during).toEqual({ ...before, isProcessing: true });
    expect(after).toMatchObject({ isProcessing: false, riskLevel, riskState, riskDetail });
    expect(Date.parse(after.riskLastUpdatedDateTime)).toBe(emulator.clock.now().getTime());
  });

  test('who was not risky is after it was confirmed', async () => {
    const { id, userPrincipalName } = CAST.socAnalyst;
    emulator.change({ riskMs: 0 });

    await client.post(`${path}/confirmCompromised`, { userIds: [id.toUpperCase()] });

    expect(await riskOf(id)).toMatchObject({ id, userPrincipalName, riskLevel: 'high', isProcessing: false });
  });

  test('what is dismissed is that for its detections, too', async () => {
    const ofClerk = (): Row[] => [...tenant.riskDetections].filter((row) => row['userId'] === CAST.clerk.id);
    expect(ofClerk().some((row) => row['riskState'] === 'atRisk')).toBe(true);

    await client.post(`${path}/dismiss`, { userIds: [CAST.clerk.id] });
    emulator.clock.advance(5000);
    await riskOf(CAST.clerk.id);

    expect(ofClerk().filter((row) => row['riskState'] === 'atRisk')).toEqual([]);
  });

  test.each<[string, () => object, number]>([
    ['nobody', () => ({ userIds: [] }), 400],
    ['no list', () => ({ userIds: CAST.clerk.id }), 400],
    ['a name', () => ({ userIds: [CAST.clerk.userPrincipalName] }), 400],
    ['somebody unknown beside a known one', () => ({ userIds: [CAST.clerk.id, CONTOSO.tenantId] }), 404],
  ])('%s is refused, and nothing is being processed', async (_, body, status) => {
    expect((await client.post(`${path}/dismiss`, body())).status).toBe(status);
    expect((await riskOf(CAST.clerk.id)).isProcessing).toBe(false);
  });

  test('needs P2 in Fabrikam and consent in Northwind', async () => {
    const userIds = [CAST.clerk.id];
    const answers = await Promise.all(
      [FABRIKAM, NORTHWIND].map((other) => client.of(other).post(`${path}/dismiss`, { userIds })),
    );

    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
    expect(answers.map(({ body }) => body.error.message)).toEqual([
      expect.stringContaining('not licensed'),
      expect.stringContaining('scopes are missing'),
    ]);
  });
});

describe('service principals', () => {
  const { objectId } = CAST.apps.backup;

  test('are confirmed compromised and dismissed like users', async () => {
    const path = '/v1.0/identityProtection/riskyServicePrincipals';
    emulator.change({ riskMs: 0 });

    const confirmed = await client.post(`${path}/confirmCompromised`, { servicePrincipalIds: [objectId] });
    const compromised = await read(`/identityProtection/riskyServicePrincipals/${objectId}`);
    await client.post(`${path}/dismiss`, { servicePrincipalIds: [objectId] });
    const dismissed = await read(`/identityProtection/riskyServicePrincipals/${objectId}`);

    expect(confirmed.status).toBe(204);
    expect([compromised.riskState, dismissed.riskState]).toEqual(['confirmedCompromised', 'dismissed']);
  });

  test('are disabled; their record of risk says so, too', async () => {
    const { status } = await client.patch(`/v1.0/servicePrincipals/${objectId}`, { accountEnabled: false });

    expect(status).toBe(204);
    expect((await read(`/servicePrincipals/${objectId}`)).accountEnabled).toBe(false);
    expect((await read(`/identityProtection/riskyServicePrincipals/${objectId}`)).isEnabled).toBe(false);
  });

  test.each([
    [{ accountEnabled: 'no' }, 400],
    [{ colour: 'red' }, 400],
    [{ displayName: 'x' }, 403],
  ])('%j is refused', async (change, status) => {
    expect((await client.patch(`/v1.0/servicePrincipals/${objectId}`, change)).status).toBe(status);
  });
});

describe('accounts in two directories', () => {
  const path = '/security/identities/identityAccounts';
  /** Somebody who is synchronised from on premises. */
  const synced = async (): Promise<Json> =>
    (await read(`${path}?$filter=onPremisesSecurityIdentifier eq '${CAST.clerk.onPremisesSid}'`)).value[0];

  test('everybody who is synchronised is there, and nobody else', async () => {
    const { value } = await read(`${path}?$top=999`);
    const sids = [...tenant.users].flatMap((row) => row['onPremisesSecurityIdentifier'] ?? []);

    expect(value.map((row: Json) => row.onPremisesSecurityIdentifier).sort()).toEqual(sids.sort());
    expect(await read(`${path}/${value[0].id}`)).toMatchObject(value[0]);
  });

  test('disable is done on premises at once, and in Entra with the next synchronisation', async () => {
    const { id, accounts } = await synced();
    const account = accounts.find((one: Json) => one.identityProvider === 'activeDirectory');

    const { status, body } = await client.post(`/v1.0${path}/${id}/invokeAction`, {
      accountId: account.identifier,
      action: 'disable',
      identityProvider: 'activeDirectory',
    });
    const entra = async (): Promise<boolean> =>
      (await read(`/users/${CAST.clerk.id}?$select=accountEnabled`)).accountEnabled;
    const [onPremises, atOnce] = [(await synced()).isEnabled, await entra()];
    emulator.clock.advance(1_800_000);

    expect(status).toBe(200);
    expect(body).toEqual({
      '@odata.context': expect.stringContaining('#microsoft.graph.security.invokeActionResult'),
      accountId: account.identifier,
      action: 'disable',
      identityProvider: 'activeDirectory',
      correlationId: expect.any(String),
    });
    expect([onPremises, atOnce, await entra()]).toEqual([false, true, false]);
  });

  test.each<[string, object, number]>([
    ['an action that the directory does not have', { action: 'revokeAllSessions' }, 400],
    ['another directory', { identityProvider: 'okta' }, 400],
    ['another account', { accountId: 'x' }, 404],
  ])('%s is refused', async (_, special, status) => {
    const { id, accounts } = await synced();
    const body = { accountId: accounts[0].identifier, action: 'disable', identityProvider: 'activeDirectory' };

    expect((await client.post(`/v1.0${path}/${id}/invokeAction`, { ...body, ...special })).status).toBe(status);
    expect((await synced()).isEnabled).toBe(true);
  });

  test('are of the worldwide cloud, and need Defender', async () => {
    const government = await client.of(ADATUM).get(`/v1.0${path}`);
    const unlicensed = await client.of(NORTHWIND).get(`/v1.0${path}`);

    expect([government.status, unlicensed.status]).toEqual([400, 403]);
    expect(government.body.error.message).toContain('identityAccounts');
  });
});
