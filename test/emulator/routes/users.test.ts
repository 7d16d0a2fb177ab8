import { startEmulator } from '../../../emulator/startEmulator.js';
import type { Emulator } from '../../../emulator/startEmulator.js';
import { CAST } from '../../../emulator/world/cast.js';
import type { TenantWorld } from '../../../emulator/world/World.js';
import { CONTOSO, FABRIKAM, NORTHWIND, TestClient, type Json } from '../http/TestClient.js';

let emulator: Emulator;
let client: TestClient;
let tenant: TenantWorld;

beforeAll(async () => {
  emulator = await startEmulator();
  client = new TestClient(emulator);
});
afterAll(() => emulator.stop());
beforeEach(() => {
  emulator.reset();
  tenant = emulator.world.tenants.get(CONTOSO.tenantId) as TenantWorld;
});

const signIns = '/v1.0/auditLogs/signIns';
const registrations = '/v1.0/reports/authenticationMethods/userRegistrationDetails';
const detections = '/v1.0/identityProtection/riskDetections';
const assignments = '/v1.0/roleManagement/directory/roleAssignments';

function times(body: Json, property: string): number[] {
  return body.value.map((row: Json) => Date.parse(row[property]));
}

function descending(values: readonly number[]): number[] {
  return [...values].sort((a, b) => b - a);
}

describe('sign-ins', () => {
  test('of one user since a moment come newest first', async () => {
    const filter = `$filter=userId eq '${CAST.clerk.id}' and createdDateTime ge 2026-11-20T00:00:00Z`;

    const { status, body } = await client.get(`${signIns}?${filter}&$top=50`);

    expect(status).toBe(200);
    expect(body.value.length).toBeGreaterThan(5);
    expect(new Set(body.value.map((row: Json) => row.userId))).toEqual(new Set([CAST.clerk.id]));
    expect(times(body, 'createdDateTime')).toEqual(descending(times(body, 'createdDateTime')));
  });

  test('have names in lower case, and are found by them', async () => {
    const { body } = await client.get(`${signIns}?$filter=userPrincipalName eq 'pia.lindqvist@contoso.example'&$top=3`);

    expect(body.value).toHaveLength(3);
  });

  test('the last one is the one that the user’s record tells of', async () => {
    const user = await client.get(`/v1.0/users/${CAST.ceo.id}?$select=id,signInActivity`);
    const log = await client.get(`${signIns}?$filter=userId eq '${CAST.ceo.id}'&$top=1`);

    expect(log.body.value[0]).toMatchObject({
      id: user.body.signInActivity.lastSignInRequestId,
      createdDateTime: user.body.signInActivity.lastSignInDateTime,
    });
  });

  test('cannot be filtered by the device they came from', async () => {
    const { status } = await client.get(`${signIns}?$filter=deviceDetail/deviceId eq 'x'`);

    expect(status).toBe(400);
  });
});

describe('limits of the reports', () => {
  test('the sixth call in ten seconds is 429 with Retry-After, over all reports together', async () => {
    const paths = [signIns, registrations, signIns, registrations, signIns].map((path) => `${path}?$top=1`);
    const statuses = await Promise.all(paths.map(async (path) => (await client.get(path)).status));

    const refused = await client.get(`${registrations}?$top=1`);

    expect(statuses).toEqual([200, 200, 200, 200, 200]);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('the eleventh call for sign-in activity in a minute is 429, and other users are still read', async () => {
    const path = `/v1.0/users?$select=id,signInActivity&$top=5`;
    const statuses = await Promise.all(Array.from({ length: 10 }, async () => (await client.get(path)).status));

    const refused = await client.get(path);
    const plain = await client.get('/v1.0/users?$select=id&$top=5');

    expect(new Set(statuses)).toEqual(new Set([200]));
    expect([refused.status, plain.status]).toEqual([429, 200]);
  });
});

describe('who may read them', () => {
  test('sign-ins and the report need consent', async () => {
    const { status, body } = await client.of(NORTHWIND).get(signIns);

    expect(status).toBe(403);
    expect(body.error.code).toBe('Authentication_MSGraphPermissionMissing');
  });

  test('and a premium licence', async () => {
    const { licences } = emulator.world.tenants.get(FABRIKAM.tenantId) as TenantWorld;
    (licences as { entraP1: boolean }).entraP1 = false;

    const { status, body } = await client.of(FABRIKAM).get(registrations);
    (licences as { entraP1: boolean }).entraP1 = true;

    expect(status).toBe(403);
    expect(body.error.code).toBe('Authentication_RequestFromNonPremiumTenantOrB2CTenant');
  });

  test('detections need P2', async () => {
    const { status, body } = await client.of(FABRIKAM).get(detections);

    expect(status).toBe(403);
    expect(body.error.message).toMatch(/not licensed/);
  });
});

describe('risk detections', () => {
  test('come newest first, stand behind every risky user, and name sign-ins that are in the log', async () => {
    const { body } = await client.get(`${detections}?$top=500`);
    const users = new Set(body.value.map((row: Json) => row.userId));
    const told = body.value.filter((row: Json) => row.userId === CAST.clerk.id);

    expect(times(body, 'detectedDateTime')).toEqual(descending(times(body, 'detectedDateTime')));
    expect([...tenant.riskyUsers].every(({ id }) => users.has(id))).toBe(true);
    expect(told.every((row: Json) => tenant.signIns.get(row.requestId) !== undefined)).toBe(true);
  });
});

describe('roles, licences and consents', () => {
  test('an assignment comes with its definition, and only one thing is expanded at a time', async () => {
    const { body } = await client.get(`${assignments}?$expand=roleDefinition`);
    const both = await client.get(`${assignments}?$expand=roleDefinition,principal`);

    expect(body.value).toHaveLength(tenant.roleAssignments.size);
    expect(body.value[0].roleDefinition).toMatchObject({ displayName: 'Global Administrator', isBuiltIn: true });
    expect(both.status).toBe(400);
  });

  test('the roles of one principal are found by filter', async () => {
    const { body } = await client.get(`${assignments}?$filter=principalId eq '${CAST.groups.privilegedAdmins}'`);

    expect(body.value).toHaveLength(1);
  });

  test('licences of a user name what the tenant has bought, a guest has none', async () => {
    const staff = await client.get(`/v1.0/users/${CAST.clerk.id}/licenseDetails`);
    const guest = await client.get(`/v1.0/users/${CAST.oddAccounts.guest.id}/licenseDetails`);

    expect(staff.body.value).toMatchObject([{ skuPartNumber: 'SPE_E5' }]);
    expect(staff.body.value[0].servicePlans.map((plan: Json) => plan.servicePlanName)).toContain('AAD_PREMIUM_P2');
    expect(guest.body.value).toEqual([]);
  });

  test('consents of a user are theirs alone', async () => {
    const clerk = await client.get(`/v1.0/users/${CAST.clerk.id}/oauth2PermissionGrants`);
    const colleague = await client.get(`/v1.0/users/${CAST.cfo.id}/oauth2PermissionGrants`);

    expect(clerk.body.value).toMatchObject([{ clientId: CAST.apps.attackers.objectId, principalId: CAST.clerk.id }]);
    expect(colleague.body.value).toEqual([]);
  });
});

describe('the large world', () => {
  test('has logs for everybody, made when somebody looks', async () => {
    const large = await startEmulator({ scale: { alerts: 100, users: 3000, devices: 1000 }, throttling: false });
    const caller = new TestClient(large);

    const { body } = await caller.get(`${registrations}?$top=999`);
    await large.stop();

    expect(body.value).toHaveLength(999);
    expect(body['@odata.nextLink']).toBeDefined();
  });
});
