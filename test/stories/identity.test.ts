import { CAST } from '../../emulator/world/cast.js';
import { openHouse, type House } from '../support/house.js';

const { personas, oddAccounts, oddMachines } = CAST;

const QUESTION = `query ($id: ID!) {
  alert(id: $id, tenant: "contoso") {
    users { accountName user { graphId displayName } match { by confidence candidates { id } conflict } }
    hosts { name host { graphId deviceId name accountEnabled } match { by confidence candidates { ... on Host { graphId } } conflict } }
  }
}`;

interface Resolved {
  readonly match: { by: string; confidence: string; candidates: unknown[]; conflict: string | null } | null;
}
type Person = Resolved & { readonly user: { graphId: string; displayName: string } | null };
type Machine = Resolved & { readonly host: { graphId: string; deviceId: string } | null };

describe('who and what is meant', () => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.stop());

  async function namedIn({ alertId }: { alertId: string }): Promise<{ users: Person[]; hosts: Machine[] }> {
    const { data, errors } = await house.ask(QUESTION, { id: alertId });
    expect(errors).toEqual([]);
    return data.alert as { users: Person[]; hosts: Machine[] };
  }

  test('an on-premises SID is enough for certainty', async () => {
    const { users } = await namedIn(personas.sidOnly);

    expect(users).toHaveLength(1);
    expect(users[0]).toMatchObject({
      user: { graphId: personas.sidOnly.person.id },
      match: { by: 'SECURITY_IDENTIFIER', confidence: 'EXACT', candidates: [], conflict: null },
    });
  });

  test('a cloud SID holds the object id', async () => {
    const { users } = await namedIn(personas.cloudSidOnly);

    expect(users[0]).toMatchObject({
      user: { graphId: personas.cloudSidOnly.person.id },
      match: { by: 'CLOUD_SECURITY_IDENTIFIER', confidence: 'EXACT', candidates: [] },
    });
  });

  test('an account name is found by the advanced engine; a domain that cannot be told from its NetBIOS name leaves it weak', async () => {
    const { users } = await namedIn(personas.accountNameOnly);

    expect(users[0]).toMatchObject({
      accountName: oddAccounts.withoutMail.accountName,
      user: { graphId: oddAccounts.withoutMail.id },
      match: { by: 'SAM_ACCOUNT_NAME', confidence: 'WEAK', candidates: [] },
    });
  });

  test('a guest is found in spite of the # in the user principal name', async () => {
    const { users } = await namedIn(personas.guest);

    expect(users[0]).toMatchObject({ user: { graphId: oddAccounts.guest.id }, match: { candidates: [] } });
  });

  test.each([
    ['a disabled account', personas.disabled, oddAccounts.disabled.id],
    ['an emergency account', personas.restricted, oddAccounts.restricted.id],
    ['an account whose mail is not its user principal name', personas.mailDiffers, oddAccounts.mailDiffers.id],
  ])('%s is found', async (_what, persona, id) => {
    const { users } = await namedIn(persona);

    expect(users.map(({ user }) => user?.graphId)).toEqual([id]);
  });

  test('an account that was deleted and made anew is found by its name, and the conflict says so', async () => {
    const { users } = await namedIn(personas.deletedThenRecreated);

    expect(users[0]).toMatchObject({
      user: { graphId: oddAccounts.recreated.id },
      match: { by: 'USER_PRINCIPAL_NAME', confidence: 'STRONG', candidates: [] },
    });
    expect(users[0]?.match?.conflict).toContain(oddAccounts.recreated.formerId);
  });

  test('an account that was deleted is nobody, and that is no error', async () => {
    const { users } = await namedIn(personas.deleted);

    expect(users).toMatchObject([{ user: null, match: null }]);
  });

  test('a service principal is no user', async () => {
    const { users } = await namedIn(personas.servicePrincipal);

    expect(users).toEqual([]);
  });

  test('the accounts of a machine are nobody in the directory', async () => {
    const { users, hosts } = await namedIn(personas.systemAccount);

    expect(users.map(({ user, match }) => ({ user, match }))).toEqual([{ user: null, match: null }]);
    expect(hosts[0]?.host).not.toBeNull();
  });

  test('who was merely logged on is not involved', async () => {
    const { users, hosts } = await namedIn(personas.loggedOnUsers);

    expect(users).toEqual([]);
    expect(hosts).toHaveLength(1);
  });

  test('a NetBIOS name finds the machine, strongly when only one has it', async () => {
    const { hosts } = await namedIn(personas.netBiosNameOnly);

    expect(hosts[0]).toMatchObject({
      host: { deviceId: personas.netBiosNameOnly.machine.deviceId },
      match: { by: 'HOST_NAME', confidence: 'STRONG', candidates: [], conflict: null },
    });
  });

  test('of two machines of one name the live one comes first, weakly, and the other is told', async () => {
    const { hosts } = await namedIn(personas.twoDevicesOfOneName);

    expect(hosts[0]).toMatchObject({
      host: { deviceId: oddMachines.twinLive.deviceId, accountEnabled: true },
      match: { by: 'HOST_NAME', confidence: 'WEAK', candidates: [{ graphId: oddMachines.twinStale.objectId }] },
    });
  });

  test('a device id means the stale machine, whatever else has its name', async () => {
    const { hosts } = await namedIn(personas.staleDevice);

    expect(hosts[0]).toMatchObject({
      host: { deviceId: oddMachines.twinStale.deviceId },
      match: { by: 'DEVICE_ID', confidence: 'EXACT', candidates: [] },
    });
  });

  test('a machine that is in Entra only is found', async () => {
    const { hosts } = await namedIn(personas.entraOnly);

    expect(hosts[0]?.host?.deviceId).toBe(oddMachines.entraOnly.deviceId);
  });

  test.each([
    ['in Intune only', personas.intuneOnly, CAST.oddMachines.intuneOnly.deviceId],
    ['registered nowhere', personas.unregistered, null],
    ['known to Defender only', personas.defenderIdOnly, null],
  ])('a machine that is %s is a host without a record of Entra', async (_what, persona, deviceId) => {
    const { hosts } = await namedIn(persona);

    expect(hosts).toMatchObject([{ host: { graphId: null, deviceId }, match: { candidates: [] } }]);
  });

  test('a machine that nobody knows is told as the alert names it, and is no host', async () => {
    const { hosts } = await namedIn(personas.unknownDevice);

    expect(hosts).toMatchObject([{ host: null, match: null }]);
  });

  test('the id of a host found by its name is the id of the same host found by its device id', async () => {
    const { deviceId, name } = CAST.clerkLaptop;
    const { data } = await house.ask(
      `query ($deviceId: String!, $name: String!) {
        byId: host(deviceId: $deviceId, tenant: "contoso") { id }
        byName: host(name: $name, tenant: "contoso") { id }
      }`,
      { deviceId, name },
    );
    const again = await house.ask(
      'query ($id: ID!) { node(id: $id) { ... on Host { name } } host(id: $id) { name } }',
      {
        id: data.byName.id as string,
      },
    );

    expect(data.byName.id).toBe(data.byId.id);
    expect(again.data).toEqual({ node: { name }, host: { name } });
  });

  test('one person is found by every key', async () => {
    const { id, userPrincipalName, mail, onPremisesSid } = CAST.clerk;
    const { data, errors } = await house.ask(
      `query ($id: ID!, $upn: String!, $mail: String!, $sid: String!) {
        byId: user(id: $id, tenant: "contoso") { id }
        byUpn: user(userPrincipalName: $upn, tenant: "contoso") { id }
        byMail: user(mail: $mail, tenant: "contoso") { id }
        bySid: user(sid: $sid, tenant: "contoso") { id }
      }`,
      { id, upn: userPrincipalName.toUpperCase(), mail, sid: onPremisesSid },
    );

    expect(errors).toEqual([]);
    expect(new Set(Object.values(data as Record<string, { id: string }>).map((user) => user.id)).size).toBe(1);
  });
});
