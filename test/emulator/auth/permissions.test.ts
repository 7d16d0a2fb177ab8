import { checkAccess } from '../../../emulator/auth/refusals.js';
import { startEmulator } from '../../../emulator/startEmulator.js';
import type { Emulator } from '../../../emulator/startEmulator.js';
import { ROUTES } from '../../../emulator/routes/index.js';
import { FABRIKAM, NORTHWIND, TestClient } from '../http/TestClient.js';

let emulator: Emulator;
let client: TestClient;

beforeAll(async () => {
  emulator = await startEmulator();
  client = new TestClient(emulator);
});
afterAll(() => emulator.stop());

/** A caller with a permission list of its own. */
function refusalWith(roles: readonly string[], path: string): unknown {
  const route = ROUTES.find((one) => one.path === path);
  const tenant = [...emulator.world.tenants.values()][0];
  if (route === undefined || tenant === undefined) throw new Error(`no route ${path}`);
  try {
    checkAccess(route, tenant, roles);
    return null;
  } catch (error) {
    return error;
  }
}

describe('a missing permission', () => {
  test('is refused by the directory', () => {
    expect(refusalWith([], '/users')).toMatchObject({
      status: 403,
      code: 'Authorization_RequestDenied',
      message: 'Insufficient privileges to complete the operation.',
    });
  });

  test('is refused by security, naming the roles it wants and those it got', () => {
    expect(refusalWith(['User.Read.All'], '/security/alerts_v2')).toMatchObject({
      status: 403,
      code: 'Forbidden',
      message:
        'Missing application roles. API required roles: SecurityAlert.Read.All,SecurityAlert.ReadWrite.All, application roles: User.Read.All.',
    });
  });

  test.each([
    ['/identityProtection/riskyUsers', 'Forbidden'],
    ['/deviceManagement/managedDevices', 'Forbidden'],
  ])('is refused at %s', (path, code) => {
    expect(refusalWith([], path)).toMatchObject({ status: 403, code });
  });

  test('any one permission of the list is enough', () => {
    expect(refusalWith(['Directory.Read.All'], '/users')).toBeNull();
    expect(refusalWith(['User.Read.All'], '/users')).toBeNull();
  });

  test('over HTTP: incidents are refused where their consent is missing', async () => {
    const answer = await client.of(NORTHWIND).get('/v1.0/security/incidents');

    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toMatch(
      /^Missing application roles\. API required roles: SecurityIncident\.Read\.All/,
    );
  });
});

describe('a missing licence', () => {
  test('no P2: risky users are 403 Forbidden', async () => {
    const { status, body } = await client.of(FABRIKAM).get('/v1.0/identityProtection/riskyUsers');

    expect(status).toBe(403);
    expect(body.error).toMatchObject({ code: 'Forbidden', message: 'Your tenant is not licensed for this feature.' });
  });

  test('no Intune: managed devices are 400', async () => {
    const { status, body } = await client.of(FABRIKAM).get('/v1.0/deviceManagement/managedDevices');

    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: 'BadRequest', message: 'Request not applicable to target tenant.' });
  });

  test('no Defender: alerts are refused as not provisioned', async () => {
    const { status, body } = await client.of(NORTHWIND).get('/v1.0/security/alerts_v2');

    expect(status).toBe(403);
    expect(body.error).toMatchObject({ code: 'Unauthorized', message: 'Account is not provisioned.' });
  });
});
