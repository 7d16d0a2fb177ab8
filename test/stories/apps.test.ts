import { COLD, callsOf, example, openHouse, type House } from '../support/house.js';

const BACKUP = { id: '', appId: '' };

describe('applications', () => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse({ env: COLD, measuresDepth: true });
    const tenant = [...house.emulator.world.tenants.values()][0]!;
    const row = [...tenant.servicePrincipals].find((one) => one['displayName'] === 'Backup Orchestrator')!;
    Object.assign(BACKUP, { id: row.id, appId: row['appId'] });
  });
  afterEach(() => house.emulator.clearChaos());
  afterAll(() => house.stop());

  test('the application of the phish: what it asked for, who let it in, and that it is known for bad', async () => {
    const { data, errors, requests, depth } = await house.ask(example('application'));

    expect(errors).toEqual([]);
    expect({ requests: requests.length, depth }).toEqual({ requests: 2, depth: 2 });
    expect(data.servicePrincipal).toMatchObject({
      displayName: 'Mail Archive Sync',
      accountEnabled: false,
      isForeign: true,
      verifiedPublisher: null,
      risk: { level: 'HIGH', state: 'CONFIRMED_COMPROMISED' },
      applicationPermissions: [],
      delegatedPermissions: [{ consentType: 'Principal', user: { displayName: 'Pia Lindqvist' } }],
    });
    expect(data.servicePrincipal.delegatedPermissions[0].permissions).toContainEqual({
      name: 'Mail.ReadWrite',
      description: expect.stringContaining('mail'),
      needsAdmin: false,
    });
  });

  test('an application by its application id: permissions by name, credentials with their end, owners', async () => {
    const { data, errors } = await house.ask(
      `query ($appId: String!) { servicePrincipal(appId: $appId, tenant: "contoso") {
        displayName owners { displayName }
        credentials { kind displayName isExpired expiresAt }
        applicationPermissions { resourceName permission { name needsAdmin } resource { displayName appId } }
      } }`,
      { appId: BACKUP.appId },
    );

    expect(errors).toEqual([]);
    expect(data.servicePrincipal).toMatchObject({
      displayName: 'Backup Orchestrator',
      owners: [{ displayName: 'Samuel Osei' }],
      credentials: [
        { kind: 'PASSWORD', displayName: 'nightly-2024', isExpired: true },
        { kind: 'PASSWORD', displayName: 'nightly-2026', isExpired: false },
        { kind: 'CERTIFICATE', displayName: 'CN=backup', isExpired: false },
        { kind: 'PASSWORD', displayName: null, isExpired: false },
      ],
    });
    expect(data.servicePrincipal.applicationPermissions).toEqual(
      ['Files.ReadWrite.All', 'Sites.Read.All'].map((name) => ({
        resourceName: 'Microsoft Graph',
        permission: { name, needsAdmin: true },
        resource: { displayName: 'Microsoft Graph', appId: '00000003-0000-0000-c000-000000000000' },
      })),
    );
  });

  test('500 alerts with the applications they name cost one call for all of those', async () => {
    const { data, errors, requests } = await house.ask(
      `{ alerts(first: 500, tenants: ["contoso"]) { nodes { evidence {
        ... on OAuthApplicationEvidence { servicePrincipal { displayName } }
        ... on ServicePrincipalEvidence { servicePrincipal { displayName risk { level } } }
      } } } }`,
    );

    const named = (data.alerts.nodes as { evidence: { servicePrincipal?: { displayName: string } | null }[] }[])
      .flatMap(({ evidence }) => evidence)
      .flatMap(({ servicePrincipal }) => servicePrincipal?.displayName ?? []);
    const calls = callsOf(requests).filter((url) => !url.includes('alerts_v2'));
    expect(errors).toEqual([]);
    expect(new Set(named)).toEqual(new Set(['Mail Archive Sync', 'Backup Orchestrator']));
    expect(calls.sort()).toEqual([
      expect.stringContaining('/directoryObjects/getByIds?$select=id,appId,displayName'),
      expect.stringContaining('/identityProtection/riskyServicePrincipals'),
    ]);
  });

  test('a user leads to the applications that were let in on their behalf', async () => {
    const { data, errors } = await house.ask(
      `{ user(userPrincipalName: "pia.lindqvist@contoso.example", tenant: "contoso") {
        oauthGrants { scopes application { displayName verifiedPublisher { displayName } } resource { displayName } }
      } }`,
    );

    expect(errors).toEqual([]);
    expect(data.user.oauthGrants).toMatchObject([
      {
        application: { displayName: 'Mail Archive Sync', verifiedPublisher: null },
        resource: { displayName: 'Microsoft Graph' },
      },
    ]);
  });

  test('an application without risk is NONE, and one that is not there is null', async () => {
    const { data, errors } = await house.ask(
      `{ graph: servicePrincipal(appId: "00000003-0000-0000-c000-000000000000", tenant: "contoso") { id risk { level } }
         none: servicePrincipal(id: "00000000-1111-4222-8333-444444444444", tenant: "contoso") { id risk { level } owners { id } } }`,
    );

    expect(errors).toEqual([]);
    expect(data.graph.risk).toEqual({ level: 'NONE' });
    expect(data.none).toBeNull();
    const again = await house.ask('query ($id: ID!) { node(id: $id) { id ... on ServicePrincipal { displayName } } }', {
      id: data.graph.id,
    });
    expect(again.data.node).toEqual({ id: data.graph.id, displayName: 'Microsoft Graph' });
  });

  test.each([
    ['fabrikam', 'NO_LICENSE', 'Microsoft Entra ID P2'],
    ['northwind', 'NO_CONSENT', 'IdentityRiskyServicePrincipal.Read.All'],
  ])('in %s the risk is null, and the coverage says %s: %s', async (tenant, state, remedy) => {
    const { data, errors, extensions } = await house.ask(
      `query ($tenant: TenantId!) { servicePrincipal(appId: "00000003-0000-0000-c000-000000000000", tenant: $tenant) { displayName risk { level } } }`,
      { tenant },
    );

    expect(errors).toEqual([]);
    expect(data.servicePrincipal).toEqual({ displayName: 'Microsoft Graph', risk: null });
    expect(extensions.coverage).toMatchObject([
      { source: 'RISKY_SERVICE_PRINCIPALS', state, remedy: expect.stringContaining(remedy) },
    ]);
  });

  test('where what declares the permissions cannot be read, the permission is null with one error, and the rest stands', async () => {
    house.emulator.addChaos({ match: { path: 'getByIds\\?.*appRoles' }, status: 500 });

    const { data, errors } = await house.ask(
      'query ($id: ID!) { servicePrincipal(id: $id, tenant: "contoso") { applicationPermissions { resourceName permission { name } } } }',
      { id: BACKUP.id },
    );

    expect(data.servicePrincipal.applicationPermissions).toEqual(
      Array(2).fill({ resourceName: 'Microsoft Graph', permission: null }),
    );
    expect(errors).toHaveLength(1);
  });

  test.each([
    ['id: "not-a-guid", tenant: "contoso"', 'id'],
    ['appId: "\'; drop", tenant: "contoso"', 'appId'],
    ['tenant: "contoso"', 'exactly one of id, appId'],
  ])('servicePrincipal(%s) is refused, and %s is named', async (args, named) => {
    const { errors, requests } = await house.ask(`{ servicePrincipal(${args}) { id } }`);

    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(errors[0]!.message).toContain(named);
    expect(requests).toEqual([]);
  });
});
