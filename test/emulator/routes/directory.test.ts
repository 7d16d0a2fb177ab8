import { isGranted, MEMBER_PERMISSION } from '../../../emulator/auth/permissions.js';
import { memberView, transitiveMemberOf } from '../../../emulator/routes/lookUp.js';
import { startEmulator } from '../../../emulator/startEmulator.js';
import type { Emulator } from '../../../emulator/startEmulator.js';
import type { Row, Rows, TenantWorld } from '../../../emulator/world/World.js';
import { CONTOSO, TestClient } from '../http/TestClient.js';
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

function first(rows: Rows, wanted: (row: Row) => boolean): Row {
  const row = [...rows].find(wanted);
  if (row === undefined) throw new Error('The world has nobody of that kind.');
  return row;
}
const idsOf = (answer: { body: Json }): string[] => answer.body.value.map(({ id }: Row) => id);
const advanced = { ConsistencyLevel: 'eventual' };

describe('users', () => {
  test('one user by id, by name, and in key form; unknown is 404', async () => {
    const [user] = tenant.users as Iterable<Row> as [Row];
    const upn = String(user['userPrincipalName']);

    const paths = [`/users/${user.id}`, `/users/${upn.toUpperCase()}`, `/users('${encodeURIComponent(upn)}')`];
    const answers = await Promise.all(paths.map((path) => client.get(`/v1.0${path}?$select=id`)));
    const none = await client.get('/v1.0/users/nobody@contoso.example');

    expect(answers.map(({ body }) => body.id)).toEqual([user.id, user.id, user.id]);
    expect(none.status).toBe(404);
    expect(none.body.error.message).toBe(
      "Resource 'nobody@contoso.example' does not exist or one of its queried reference-property objects are not present.",
    );
  });

  test('without $select there are the eleven default properties', async () => {
    const { body } = await client.get('/v1.0/users?$top=1');

    expect(Object.keys(body.value[0]).sort()).toEqual(
      'businessPhones displayName givenName id jobTitle mail mobilePhone officeLocation preferredLanguage surname userPrincipalName'.split(
        ' ',
      ),
    );
  });

  test('manager: the person, or 404 at the top', async () => {
    const led = first(tenant.users, ({ id }) => tenant.managerOf(id) !== undefined);
    const top = first(tenant.users, ({ id }) => tenant.managerOf(id) === undefined);

    const manager = await client.get(`/v1.0/users/${led.id}/manager?$select=id,displayName`);

    expect(manager.body).toMatchObject({ '@odata.type': '#microsoft.graph.user', id: tenant.managerOf(led.id) });
    expect((await client.get(`/v1.0/users/${top.id}/manager`)).status).toBe(404);
  });

  test('a page of users with $expand=manager answers the managers', async () => {
    const { body } = await client.get('/v1.0/users?$expand=manager&$select=id&$top=20');

    for (const user of body.value) expect(user.manager?.id ?? undefined).toBe(tenant.managerOf(user.id));
  });

  test('$expand can be refused, one shortcut at a time', async () => {
    const strict = await startEmulator({ refuseExpand: ['users.manager'] });
    const caller = new TestClient(strict);

    const refused = await caller.get('/v1.0/users?$expand=manager');
    const devices = await caller.get('/v1.0/devices?$expand=registeredOwners&$top=1');
    await strict.stop();

    expect(refused.status).toBe(400);
    expect(refused.body.error.code).toBe('ExpandNotSupported');
    expect(devices.status).toBe(200);
  });

  test('directReports, memberOf, transitiveMemberOf, devices and Intune devices follow the world', async () => {
    const boss = first(tenant.users, ({ id }) => tenant.directReportsOf(id).length > 0);
    const member = first(tenant.users, ({ id }) => transitiveMemberOf(tenant, id).length > tenant.memberOf(id).length);
    const owner = first(tenant.users, ({ id }) => tenant.ownedDevicesOf(id).length > 0);
    const enrolled = first(tenant.users, ({ id }) => tenant.managedDevicesOf(id).length > 0);

    expect(idsOf(await client.get(`/v1.0/users/${boss.id}/directReports`))).toEqual(tenant.directReportsOf(boss.id));
    expect(idsOf(await client.get(`/v1.0/users/${member.id}/memberOf`))).toEqual(tenant.memberOf(member.id));
    expect(idsOf(await client.get(`/v1.0/users/${member.id}/transitiveMemberOf`))).toEqual(
      transitiveMemberOf(tenant, member.id),
    );
    expect(idsOf(await client.get(`/v1.0/users/${owner.id}/ownedDevices`))).toEqual(tenant.ownedDevicesOf(owner.id));
    expect(idsOf(await client.get(`/v1.0/users/${owner.id}/registeredDevices`))).toEqual(
      tenant.registeredDevicesOf(owner.id),
    );
    expect(idsOf(await client.get(`/v1.0/users/${enrolled.id}/managedDevices`))).toEqual(
      tenant.managedDevicesOf(enrolled.id),
    );
  });

  test('PATCH accountEnabled is 204 and holds', async () => {
    const user = first(
      tenant.users,
      ({ id, ...row }) =>
        row['accountEnabled'] === true &&
        row['isManagementRestricted'] !== true &&
        !tenant.memberOf(id).some((group) => tenant.directoryRoles.get(group)),
    );

    const { status, text } = await client.patch(`/v1.0/users/${user.id}`, { accountEnabled: false });
    const { body } = await client.get(`/v1.0/users/${user.id}?$select=accountEnabled`);

    expect([status, text]).toEqual([204, '']);
    expect(body.accountEnabled).toBe(false);
  });

  test('PATCH of somebody with a directory role, of another property, or with nonsense is refused', async () => {
    const user = first(
      tenant.users,
      ({ id }) => !tenant.memberOf(id).some((group) => tenant.directoryRoles.get(group)),
    );
    const admin = first(tenant.users, ({ id }) =>
      tenant.memberOf(id).some((group) => tenant.directoryRoles.get(group)),
    );

    const answers = await Promise.all([
      client.patch(`/v1.0/users/${admin.id}`, { accountEnabled: false }),
      client.patch(`/v1.0/users/${user.id}`, { department: 'x' }),
      client.patch(`/v1.0/users/${user.id}`, { nonsense: 'x' }),
      client.patch(`/v1.0/users/${user.id}`, { accountEnabled: 'no' }),
    ]);

    expect(answers.map(({ status, body }) => [status, body.error.code])).toEqual([
      [403, 'Authorization_RequestDenied'],
      [403, 'Authorization_RequestDenied'],
      [400, 'Request_BadRequest'],
      [400, 'Request_BadRequest'],
    ]);
  });

  test('/$count is the bare number, for eventual readers only', async () => {
    const counted = await client.get('/v1.0/users/$count', advanced);
    const refused = await client.get('/v1.0/users/$count');

    expect(counted.headers.get('content-type')).toContain('text/plain');
    expect(counted.text).toBe(String(tenant.users.size));
    expect(refused.status).toBe(400);
    expect(refused.body.error.message).toBe('$count is not currently supported.');
  });

  test('a page leads to the next by an opaque link on our own root, until everybody has been seen once', async () => {
    const seen: string[] = [];
    let path: string | undefined = '/v1.0/users?$select=id&$top=17';
    while (path !== undefined) {
      const { body }: { body: Json } = await client.get(path);
      seen.push(...body.value.map(({ id }: Row) => id));
      const link: string | undefined = body['@odata.nextLink'];
      expect(link === undefined || link.startsWith(`${emulator.url}/v1.0/users?`)).toBe(true);
      path = link?.slice(emulator.url.length);
    }

    expect(seen.sort()).toEqual([...tenant.users].map(({ id }) => id).sort());
  });

  test('empty pages with a link can be switched on; the rows are the same', async () => {
    const patchy = await startEmulator({ emptyPages: true, throttling: false });
    const caller = new TestClient(patchy);
    const sizes: number[] = [];
    let path: string | undefined = '/v1.0/users?$select=id&$top=5';
    while (path !== undefined) {
      const { body }: { body: Json } = await caller.get(path);
      sizes.push(body.value.length);
      path = body['@odata.nextLink']?.slice(patchy.url.length);
    }
    await patchy.stop();

    expect(sizes).toContain(0);
    expect(sizes.at(-1)).toBeGreaterThan(0);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(tenant.users.size);
  });
});

test('what is asked by POST has no empty page, for nobody could follow its link', async () => {
  const patchy = await startEmulator({ emptyPages: true, throttling: false });
  const caller = new TestClient(patchy);
  const ids = [...tenant.users].map(({ id }) => id).slice(0, 12);
  const answers = await Promise.all(
    ids.map((id) => caller.post('/v1.0/directoryObjects/getByIds?$select=id', { ids: [id], types: ['user'] })),
  );
  await patchy.stop();

  expect(answers.map(({ body }) => [body.value.length, body['@odata.nextLink']])).toEqual(
    ids.map(() => [1, undefined]),
  );
});

describe('devices', () => {
  test('by object id and by deviceId are two different keys', async () => {
    const device = first(tenant.devices, () => true);
    const deviceId = String(device['deviceId']);

    expect((await client.get(`/v1.0/devices/${device.id}`)).body.deviceId).toBe(deviceId);
    expect((await client.get(`/v1.0/devices(deviceId='${deviceId}')`)).body.id).toBe(device.id);
    expect((await client.get(`/v1.0/devices/${deviceId}`)).status).toBe(404);
    expect((await client.get(`/v1.0/devices/laptop`)).body.error.message).toBe("Invalid object identifier 'laptop'.");
  });

  test('registeredOwners and registeredUsers, by either key and by $expand', async () => {
    const device = first(tenant.devices, ({ id }) => tenant.registeredOwnersOf(id).length > 0);
    const owners = tenant.registeredOwnersOf(device.id);

    const byKey = await client.get(
      `/v1.0/devices(deviceId='${String(device['deviceId'])}')/registeredOwners?$select=id`,
    );
    const filter = encodeURIComponent(`deviceId eq '${String(device['deviceId'])}'`);
    const expanded = await client.get(`/v1.0/devices?$filter=${filter}&$expand=registeredOwners&$select=id`);

    expect(idsOf(byKey)).toEqual(owners);
    expect(byKey.body.value[0]['@odata.type']).toBe('#microsoft.graph.user');
    expect(expanded.body.value[0].registeredOwners.map(({ id }: Row) => id)).toEqual(owners);
    expect(idsOf(await client.get(`/v1.0/devices/${device.id}/registeredUsers`))).toEqual(
      tenant.registeredUsersOf(device.id),
    );
    expect((await client.get(`/v1.0/devices/${device.id}/memberOf`)).status).toBe(200);
  });
});

describe('directoryObjects/getByIds', () => {
  const path = '/v1.0/directoryObjects/getByIds';

  test('answers users, devices and groups by id, drops misses and repeats, in an order of its own', async () => {
    const users = [...tenant.users].slice(0, 20).map(({ id }) => id);
    const ids = [...users, first(tenant.devices, () => true).id, first(tenant.groups, () => true).id];

    const answer = await client.post(`${path}?$select=id`, { ids: [...ids, CONTOSO.clientId, ids[0]?.toUpperCase()] });

    expect(idsOf(answer)).not.toEqual(ids);
    expect(idsOf(answer).sort()).toEqual([...ids].sort());
    expect(new Set(answer.body.value.map((row: Row) => row['@odata.type']))).toEqual(
      new Set(['#microsoft.graph.user', '#microsoft.graph.device', '#microsoft.graph.group']),
    );
    expect(answer.headers.get('x-ms-resource-unit')).toBe('2');
  });

  test('without $select it costs 5 and gives the default properties; types narrow it', async () => {
    const ids = [first(tenant.users, () => true).id, first(tenant.devices, () => true).id];

    const answer = await client.post(path, { ids, types: ['user'] });

    expect(idsOf(answer)).toEqual([ids[0]]);
    expect(answer.body.value[0]).not.toHaveProperty('accountEnabled');
    expect(answer.headers.get('x-ms-resource-unit')).toBe('5');
  });

  test('1,000 ids go, 1,001 do not, and one that is no GUID fails the whole call', async () => {
    const ids = Array.from(
      { length: 1001 },
      (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    );

    const whole = await client.post(path, { ids: ids.slice(0, 1000) });
    const beyond = await client.post(path, { ids });
    const broken = await client.post(path, { ids: [...ids.slice(0, 3), 'ada'] });

    expect([whole.status, beyond.status, broken.status]).toEqual([200, 400, 400]);
    expect(broken.body.error).toMatchObject({ code: 'Request_BadRequest', message: 'Invalid GUID specified.' });
    expect((await client.post(path, {})).status).toBe(400);
  });
});

describe('limited information', () => {
  test("without the type's permission a member is id and type only", () => {
    const row: Row = { id: '1', '@odata.type': '#microsoft.graph.user', displayName: 'Ada' };

    expect(memberView(row, ['Device.Read.All'])).toEqual({ id: '1', '@odata.type': '#microsoft.graph.user' });
    expect(memberView(row, ['User.Read.All'])).toBe(row);
  });

  test('over HTTP the other members are null', async () => {
    const granted = [...tenant.granted];
    const device = first(tenant.devices, ({ id }) => tenant.registeredOwnersOf(id).length > 0);
    Object.assign(tenant, { granted: ['Device.Read.All'] });

    const { body } = await client.of(CONTOSO).get(`/v1.0/devices/${device.id}/registeredOwners?$select=id,displayName`);
    Object.assign(tenant, { granted });

    expect(body.value[0]).toEqual({
      '@odata.type': '#microsoft.graph.user',
      id: tenant.registeredOwnersOf(device.id)[0],
      displayName: null,
    });
  });

  test('every directory type has its permission', () => {
    expect(Object.values(MEMBER_PERMISSION).every((permission) => isGranted(['Directory.Read.All'], permission))).toBe(
      true,
    );
  });
});

describe('groups, roles, service principals, organization', () => {
  test('groups and their members', async () => {
    const group = first(tenant.groups, ({ id }) => tenant.membersOf(id).length > 0);

    const members = await client.get(`/v1.0/groups/${group.id}/members?$select=id&$top=999`);

    expect((await client.get(`/v1.0/groups/${group.id}`)).body.displayName).toBe(group['displayName']);
    expect(idsOf(members)).toEqual(tenant.membersOf(group.id));
    expect(members.headers.get('x-ms-resource-unit')).toBe('2');
    expect((await client.get('/v1.0/groups/x')).status).toBe(400);
    expect((await client.get(`/v1.0/groups/${CONTOSO.tenantId}`)).status).toBe(404);
  });

  test('a service principal by id and by appId', async () => {
    const principal = first(tenant.servicePrincipals, () => true);

    const byApp = await client.get(`/v1.0/servicePrincipals(appId='${String(principal['appId'])}')?$select=id`);

    expect(byApp.body.id).toBe(principal.id);
    expect((await client.get(`/v1.0/servicePrincipals/${principal.id}`)).body.appId).toBe(principal['appId']);
    expect((await client.get('/v1.0/servicePrincipals?$top=1')).body.value).toHaveLength(1);
  });

  test('directory roles in one page, and the tenant itself', async () => {
    const roles = await client.get('/v1.0/directoryRoles');
    const organization = await client.get('/v1.0/organization?$select=id,displayName');

    expect(idsOf(roles)).toHaveLength(tenant.directoryRoles.size);
    expect(organization.body.value).toEqual([{ id: CONTOSO.tenantId, displayName: CONTOSO.displayName }]);
    expect((await client.get(`/v1.0/organization/${CONTOSO.tenantId}`)).body.id).toBe(CONTOSO.tenantId);
  });
});
