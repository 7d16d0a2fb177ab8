import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import { globalId } from '../../src/util/globalId.js';
import { openHouse, type House } from '../support/house.js';
import { alertId, changesIn, incidentId, rowsOf } from '../support/triage.js';

const [CONTOSO, FABRIKAM] = DEMO_TENANTS.map(({ tenantId }) => tenantId) as [string, string];
const ASSIGN = {
  alerts: `mutation ($ids: [ID!]!, $to: String) {
    told: updateAlerts(ids: $ids, set: { assignedTo: $to }) { outcomes { ... on AlertUpdated { after { assignedTo } } ... on AlertRefused { code } } }
  }`,
  incidents: `mutation ($ids: [ID!]!, $to: String) {
    told: updateIncidents(ids: $ids, set: { assignedTo: $to }) { outcomes { ... on IncidentUpdated { after { assignedTo } } ... on IncidentRefused { code } } }
  }`,
} as const;
const KEYS = {
  ann: 'key-of-ann-who-is-a-person',
  robot: 'key-of-a-robot-without-a-name',
  local: 'key-of-somebody-at-contoso',
  reader: 'key-of-somebody-who-only-reads',
} as const;

const as = (key: keyof typeof KEYS): Record<string, string> => ({ authorization: `Bearer ${KEYS[key]}` });

describe.each(['alerts', 'incidents'] as const)('assigning %s', (rows) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({
      env: {
        API_KEYS: [
          `ann@contoso.example:${KEYS.ann}:*:alerts:write`,
          `robot:${KEYS.robot}:*:alerts:write`,
          `local:${KEYS.local}:contoso:alerts:write`,
          `reader:${KEYS.reader}`,
        ].join(';'),
      },
    });
  });
  afterEach(() => house.emulator.reset());
  afterAll(() => house.stop());

  const idIn = rows === 'alerts' ? alertId : incidentId;
  const ids = (): string[] => [idIn(CONTOSO, rowsOf(house, CONTOSO, rows)[0]!)];
  const personOf = (tenantId: string): { id: string; upn: string } => {
    const [row] = [...house.emulator.world.tenants.get(tenantId)!.users].filter(
      (user) => user['userType'] === 'Member',
    );
    return { id: row!.id, upn: String(row!['userPrincipalName']) };
  };
  const assign = (to: string | null, key: keyof typeof KEYS = 'ann') =>
    house.ask(ASSIGN[rows], { ids: ids(), to }, as(key));

  test('a user principal name is written as it stands; null takes it off everybody', async () => {
    const given = await assign('lee@contoso.example');
    const taken = await assign(null);

    expect(given.data.told.outcomes).toEqual([{ after: { assignedTo: 'lee@contoso.example' } }]);
    expect(taken.data.told.outcomes).toEqual([{ after: { assignedTo: null } }]);
    expect([given, taken].map(({ requests }) => requests.length)).toEqual([1, 1]);
  });

  test('an object id is looked up in the tenant of what is assigned, with one call', async () => {
    const { id, upn } = personOf(CONTOSO);

    const { data, requests } = await assign(id);

    expect(data.told.outcomes).toEqual([{ after: { assignedTo: upn } }]);
    expect(requests).toHaveLength(2);
    expect(requests.every(({ tenantId }) => tenantId === CONTOSO)).toBe(true);
  });

  test('a global id finds a user of another tenant, for those who may read it', async () => {
    const { id, upn } = personOf(FABRIKAM);
    const to = globalId('User', FABRIKAM, id);

    const may = await assign(to);
    const mayNot = await assign(to, 'local');

    expect(may.data.told.outcomes).toEqual([{ after: { assignedTo: upn } }]);
    expect(mayNot.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(mayNot.requests).toEqual([]);
  });

  test('the object id of a user of another tenant is nobody here', async () => {
    const { errors, requests } = await assign(personOf(FABRIKAM).id);

    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'set.assignedTo' } }]);
    expect(changesIn(requests)).toEqual([]);
  });

  test('an id that nobody has is refused by the name of the argument', async () => {
    const { errors, requests } = await assign('11111111-2222-4333-8444-555555555555');

    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'set.assignedTo' } }]);
    expect(changesIn(requests)).toEqual([]);
  });

  test('me is the person whom the key is named after, and refused where it is named after none', async () => {
    const person = await assign('me', 'ann');
    const robot = await assign('me', 'robot');

    expect(person.data.told.outcomes).toEqual([{ after: { assignedTo: 'ann@contoso.example' } }]);
    expect(robot.errors).toMatchObject([
      { message: expect.stringContaining('robot') as string, extensions: { argument: 'set.assignedTo' } },
    ]);
    expect(robot.requests).toEqual([]);
  });

  test('needs the role', async () => {
    const { errors, requests } = await assign('me', 'reader');

    expect(errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' }, message: expect.stringContaining('alerts:write') as string },
    ]);
    expect(requests).toEqual([]);
  });
});
