import { CAST } from '../../emulator/world/cast.js';
import type { TenantWorld } from '../../emulator/world/World.js';
import { systemClock } from '../../src/util/clock.js';
import { callsOf, COLD, example, isBatch, openHouse, type House, type Told } from '../support/house.js';

const INVESTIGATION = example('investigate-user');
const PROXY_IP = '203.0.113.77';
/** Sign-ins of the last week: of the week that the world begins with. */
const CLOCK = { ...systemClock, now: () => Date.UTC(2026, 10, 23, 8) };

const one = (fields: string) =>
  `query ($user: String!, $tenant: TenantId = "contoso") { user(userPrincipalName: $user, tenant: $tenant) { displayName ${fields} } }`;
const many = (fields: string) =>
  `query ($first: Int!, $tenant: String! = "contoso") { users(first: $first, tenants: [$tenant]) { nodes { displayName userPrincipalName ${fields} } } }`;

const ROLES = 'isPrivileged directoryRoles { displayName isBuiltIn isPrivileged isTenantWide group { displayName } }';

interface SignInNode {
  readonly graphId: string;
  readonly ipAddress: string;
  readonly outcome: string;
  readonly riskTypes: string[];
  readonly host: { readonly name: string } | null;
}

function of(calls: Told, path: string): string[] {
  return callsOf(calls.requests).filter((call) => call.includes(path));
}

function gapsOf({ extensions }: Told, source: string) {
  return (extensions.coverage ?? []).filter((row) => row['source'] === source);
}

function worldOf(house: House, displayName: string): TenantWorld {
  return [...house.emulator.world.tenants.values()].find((tenant) => tenant.displayName === displayName)!;
}

describe('everything about one user', () => {
  let house: House;
  let told: Told;

  beforeAll(async () => {
    house = await openHouse({ measuresDepth: true, clock: CLOCK });
    told = await house.ask(INVESTIGATION);
  });
  afterAll(() => house.stop());

  test('costs 5 HTTP requests, 16 parts and 3 round trips, cold', () => {
    expect(told.errors).toEqual([]);
    expect({ requests: told.requests.length, parts: told.parts, depth: told.depth }).toEqual({
      requests: 5,
      parts: 16,
      depth: 3,
    });
  });

  test('costs no report, no role and no risk list for the next user', async () => {
    const next = await house.ask(INVESTIGATION, { user: CAST.admin.userPrincipalName });

    expect(next.errors).toEqual([]);
    expect(next.requests.length).toBeLessThanOrEqual(4);
    expect(of(next, '/roleManagement')).toEqual([]);
    expect(of(next, 'userRegistrationDetails')).toEqual([]);
    expect(of(next, 'riskyUsers')).toEqual([]);
    expect(next.data.user.isPrivileged).toBe(true);
  });

  test('the sign-in log and the report travel alone, everything else in batches', () => {
    const alone = told.requests.filter((request) => !isBatch(request)).map(({ url }) => url.split('?')[0]);

    expect(alone).toContain('/v1.0/auditLogs/signIns');
    expect(alone).toContain('/v1.0/reports/authenticationMethods/userRegistrationDetails');
    expect(told.requests.filter(isBatch).flatMap(({ parts }) => parts.map(({ url }) => url))).not.toContainEqual(
      expect.stringMatching(/auditLogs|\/reports\//),
    );
  });

  test('the clerk’s sign-ins show the session behind the proxy, and what she consented to', () => {
    const { signIns, oauthGrants, mfa, riskDetections, licenses } = told.data.user;
    const stolen = (signIns as SignInNode[]).filter(({ ipAddress }) => ipAddress === PROXY_IP);

    expect(stolen.map(({ outcome }) => outcome)).toEqual(['FAILURE', 'SUCCESS', 'SUCCESS', 'SUCCESS']);
    expect(stolen.every(({ host, riskTypes }) => host === null && riskTypes.length > 0)).toBe(true);
    expect((signIns as SignInNode[]).some(({ host }) => host?.name === CAST.clerkLaptop.name)).toBe(true);
    expect(oauthGrants).toEqual([
      { clientId: CAST.apps.attackers.objectId, scopes: expect.arrayContaining(['Mail.ReadWrite', 'offline_access']) },
    ]);
    expect(mfa).toEqual({ isRegistered: true, methods: ['mobilePhone'] });
    expect(licenses).toEqual([{ skuPartNumber: 'SPE_E5' }]);
    expect(riskDetections.map(({ type }: { type: string }) => type)).toEqual([
      'unlikelyTravel',
      'anomalousToken',
      'attackerinTheMiddle',
    ]);
  });

  test('a detection names the sign-in that caused it', () => {
    const { signIns, riskDetections } = told.data.user;
    const ids = new Set((signIns as SignInNode[]).map(({ graphId }) => graphId));

    expect(riskDetections.every(({ signInId }: { signInId: string }) => ids.has(signInId))).toBe(true);
  });

  test('pivots that load as execution meets them answer the same', async () => {
    const unplanned = await openHouse({ isPlanned: false, clock: CLOCK });

    const answer = await unplanned.ask(INVESTIGATION);
    await unplanned.stop();

    expect(answer.data).toEqual(told.data);
  });
});

describe('roles', () => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse({ env: COLD });
  });
  afterAll(() => house.stop());

  test('held directly and through a group are told apart', async () => {
    const { data } = await house.ask(one(ROLES), { user: CAST.adminsManager.userPrincipalName });

    expect(data.user.isPrivileged).toBe(true);
    expect(data.user.directoryRoles).toEqual([
      { displayName: 'Global Administrator', isBuiltIn: true, isPrivileged: true, isTenantWide: true, group: null },
      {
        displayName: 'User Administrator',
        isBuiltIn: true,
        isPrivileged: true,
        isTenantWide: true,
        group: { displayName: 'PAG-Privileged Administrators' },
      },
    ]);
  });

  test('a role of the tenant’s own, over a part of the directory, is no privilege', async () => {
    const { data } = await house.ask(one(ROLES), { user: `ben.whitaker@contoso.example` });

    expect(data.user).toMatchObject({
      isPrivileged: false,
      directoryRoles: [{ displayName: 'Finance Helpdesk', isBuiltIn: false, isPrivileged: false, isTenantWide: false }],
    });
  });

  test('nobody’s roles are [] and false, not null', async () => {
    const { data } = await house.ask(one(ROLES), { user: CAST.clerk.userPrincipalName });

    expect(data.user).toMatchObject({ isPrivileged: false, directoryRoles: [] });
  });

  test('without groups a privilege is known where it is direct, and not known where it may be hidden', async () => {
    house.emulator.addChaos({ match: { path: '/groups\\?' }, status: 403, code: 'Authorization_RequestDenied' });

    const direct = await house.ask(one('isPrivileged'), { user: CAST.adminsManager.userPrincipalName });
    const hidden = await house.ask(one('isPrivileged directoryRoles { displayName }'), {
      user: CAST.admin.userPrincipalName,
    });
    house.emulator.clearChaos();

    expect(direct.data.user.isPrivileged).toBe(true);
    expect(hidden.data.user).toMatchObject({ isPrivileged: null, directoryRoles: null });
    expect(hidden.errors).toEqual([]);
    expect(gapsOf(hidden, 'DIRECTORY_ROLES')).toMatchObject([
      { state: 'PARTIAL', message: expect.stringContaining('Group.Read.All') },
    ]);
  });
});

describe('a page of users', () => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse({ env: COLD, measuresDepth: true });
  });
  afterAll(() => house.stop());

  test('60 users with roles, second factors and last sign-in cost 3 HTTP requests', async () => {
    const told = await house.ask(
      many('isPrivileged directoryRoles { displayName } mfa { isRegistered } lastSignIn { lastSignInAt }'),
      { first: 60 },
    );

    expect(told.errors).toEqual([]);
    expect({ requests: told.requests.length, depth: told.depth }).toEqual({ requests: 3, depth: 2 });
    expect(of(told, 'signInActivity')).toEqual(['/v1.0/users?$select=id,signInActivity&$top=500']);
    expect(told.data.users.nodes).toHaveLength(60);
    expect(told.data.users.nodes.filter((node: { mfa: object | null }) => node.mfa === null)).toEqual([]);
  });

  test('60 users with detections are answered from one list', async () => {
    const told = await house.ask(many('riskDetections(first: 5) { type }'), { first: 60 });

    expect(told.errors).toEqual([]);
    expect(of(told, 'riskDetections')).toEqual(['/v1.0/identityProtection/riskDetections?$top=500']);
  });

  test('60 users with their licences and consents cost 120 parts in 6 batches, at the depth of one', async () => {
    const told = await house.ask(many('licenses { skuPartNumber } oauthGrants { scopes }'), { first: 60 });

    expect({ requests: told.requests.length, parts: told.parts, depth: told.depth }).toEqual({
      requests: 7,
      parts: 121,
      depth: 2,
    });
  });

  test('sign-ins of up to five users cost one request each', async () => {
    const told = await house.ask(many('signIns(first: 2, since: "2026-11-01T00:00:00Z") { createdAt }'), { first: 5 });

    expect(told.errors).toEqual([]);
    expect(of(told, '/auditLogs/signIns')).toHaveLength(5);
    expect(told.data.users.nodes.every(({ signIns }: { signIns: object[] }) => signIns.length === 2)).toBe(true);
  });

  test('sign-ins of more than five users are refused whole, with the figure, and Graph is not asked', async () => {
    const told = await house.ask(many('signIns { createdAt }'), { first: 6 });

    expect(told.errors).toEqual([]);
    expect(of(told, '/auditLogs/signIns')).toEqual([]);
    expect(told.data.users.nodes.every(({ signIns }: { signIns: unknown }) => signIns === null)).toBe(true);
    expect(gapsOf(told, 'SIGN_INS')).toMatchObject([
      { state: 'PARTIAL', message: expect.stringMatching(/Sign-ins of 6 users .* at most 5 .* 5 such calls in 10 s/) },
    ]);
  });

  test('aliases do not get round the limit', async () => {
    const five = 'nodes { signIns(first: 1) { createdAt } }';
    const told = await house.ask(
      `{ a: users(first: 5, tenants: ["contoso"]) { ${five} } b: users(first: 5, tenants: ["contoso"], filter: { displayNameStartsWith: "P" }) { ${five} } }`,
    );

    expect(of(told, '/auditLogs/signIns').length).toBeLessThanOrEqual(5);
    expect(gapsOf(told, 'SIGN_INS')).toHaveLength(1);
  });

  test.each([0, 101, -1])('%s sign-ins are no number of sign-ins', async (first) => {
    const told = await house.ask(one(`signIns(first: ${first}) { createdAt }`), { user: CAST.clerk.userPrincipalName });

    expect(told.data.user).toMatchObject({ displayName: CAST.clerk.displayName, signIns: null });
    expect(told.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'first' } }]);
    expect(of(told, '/auditLogs/signIns')).toEqual([]);
  });
});

describe('what a tenant cannot give costs that field only', () => {
  let house: House;

  beforeEach(async () => {
    house = await openHouse({ env: COLD });
  });
  afterEach(() => house.stop());

  const WHOLE = many('riskDetections { type } signIns { createdAt } lastSignIn { lastSignInAt } mfa { isRegistered }');

  test('without P2 there are no detections, and the remedy names the licence', async () => {
    const told = await house.ask(WHOLE, { first: 2, tenant: 'fabrikam' });

    const [user] = told.data.users.nodes;
    expect(told.errors).toEqual([]);
    expect(user).toMatchObject({ riskDetections: null, mfa: { isRegistered: expect.any(Boolean) } });
    expect(user.signIns.length).toBeGreaterThanOrEqual(0);
    expect(gapsOf(told, 'RISK_DETECTIONS')).toMatchObject([
      { state: 'NO_LICENSE', remedy: expect.stringContaining('Microsoft Entra ID P2') },
    ]);
  });

  test('without P1 there are no sign-ins and no report, and the user is there', async () => {
    const { licences } = worldOf(house, 'Fabrikam');
    (licences as { entraP1: boolean }).entraP1 = false;

    const told = await house.ask(WHOLE, { first: 2, tenant: 'fabrikam' });
    (licences as { entraP1: boolean }).entraP1 = true;

    expect(told.errors).toEqual([]);
    expect(told.data.users.nodes[0]).toMatchObject({
      displayName: expect.any(String),
      signIns: null,
      lastSignIn: null,
      mfa: null,
    });
    for (const source of ['SIGN_INS', 'AUTHENTICATION_METHODS']) {
      expect(gapsOf(told, source)).toMatchObject([
        { state: 'NO_LICENSE', remedy: expect.stringContaining('Microsoft Entra ID P1') },
      ]);
    }
  });

  test('without consent the remedy names the permission', async () => {
    const told = await house.ask(WHOLE, { first: 2, tenant: 'northwind' });

    expect(told.errors).toEqual([]);
    expect(told.data.users.nodes[0]).toMatchObject({
      signIns: null,
      lastSignIn: null,
      mfa: null,
      riskDetections: null,
    });
    expect(gapsOf(told, 'SIGN_INS')).toMatchObject([
      { state: 'NO_CONSENT', remedy: expect.stringContaining('AuditLog.Read.All') },
    ]);
    expect(gapsOf(told, 'RISK_DETECTIONS')).toMatchObject([
      { state: 'NO_CONSENT', remedy: expect.stringContaining('IdentityRiskEvent.Read.All') },
    ]);
  });

  test('without Intune the devices that Entra knows stand', async () => {
    const told = await house.ask(many('devices { name }'), { first: 3, tenant: 'fabrikam' });

    expect(told.errors).toEqual([]);
    expect(told.data.users.nodes.flatMap(({ devices }: { devices: object[] }) => devices)).toHaveLength(3);
    expect(gapsOf(told, 'MANAGED_DEVICES')).toMatchObject([{ state: 'NO_LICENSE' }]);
  });

  test('a broken sign-in log is one error, and everything else is answered', async () => {
    house.emulator.addChaos({ match: { path: '/auditLogs/' }, status: 400 });

    const told = await house.ask(INVESTIGATION);

    expect(told.errors).toMatchObject([{ path: ['user', 'signIns'], extensions: { code: 'UPSTREAM_REFUSED' } }]);
    expect(told.data.user).toMatchObject({ signIns: null, mfa: { isRegistered: true }, risk: { level: 'HIGH' } });
  });
});
