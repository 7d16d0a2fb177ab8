import { randomUUID } from 'node:crypto';
import { CAST } from '../../emulator/world/cast.js';
import { machineActionRow } from '../../emulator/world/rows/response.js';
import { readOwnId } from '../../src/pivots/nouns.js';
import { isBatch, type House, type Told } from '../support/house.js';
import {
  appId,
  CANCEL,
  hostId,
  LIST,
  outcomes,
  reason,
  ResponseHouse,
  tenantId,
  userIdOf,
  written,
} from '../support/response.js';

let response: ResponseHouse;
let house: House;
beforeAll(async () => {
  response = await ResponseHouse.open();
  house = response.house;
});
afterAll(() => house.stop());
beforeEach(() => house.emulator.reset());
/** Everything that was begun comes to its end, so that no story is in the way of the next. */
afterEach(async () => {
  house.emulator.clearChaos();
  await response.settle();
});

const invoke = (actions: readonly object[], more: object = {}): Promise<Told> => response.invoke(actions, more);
const settle = (): Promise<void> => response.settle();
const stateOf = (id: string): Promise<unknown> => response.stateOf(id);

describe('a machine', () => {
  test('is isolated by one order to Defender, which is followed to its end and written into the audit trail', async () => {
    const told = await invoke([{ kind: 'ISOLATE_HOST', target: hostId(CAST.clerkLaptop) }]);

    expect(told.errors).toEqual([]);
    expect(outcomes(told)).toMatchObject([
      {
        __typename: 'ActionAccepted',
        joined: false,
        action: { kind: 'ISOLATE_HOST', state: 'PENDING', reason, isOurs: true, target: hostId(CAST.clerkLaptop) },
      },
    ]);
    expect(written(told.requests)).toEqual([`POST /api/machines/${CAST.clerkLaptop.defenderId}/isolate`]);
    // Its device, its Defender record, the order.
    expect(told.requests).toHaveLength(3);

    const { id } = outcomes(told)[0].action;
    await settle();

    expect(await stateOf(id)).toBe('SUCCEEDED');
    const { data } = await house.ask(
      '{ auditTrail(first: 5, filter: { verb: ["followAction"] }) { nodes { verb target outcome reason } } }',
    );
    expect(data.auditTrail.nodes[0]).toMatchObject({ target: hostId(CAST.clerkLaptop), reason });
  });

  test('that is being isolated is not isolated twice: the second call joins the first, the opposite is refused', async () => {
    const isolate = { kind: 'ISOLATE_HOST', target: hostId(CAST.adminLaptop) };
    const [first] = outcomes(await invoke([isolate]));

    const again = await invoke([isolate]);
    const opposite = await invoke([{ ...isolate, kind: 'RELEASE_HOST' }]);
    const scan = await invoke([{ ...isolate, kind: 'SCAN_HOST', parameters: { scan: 'FULL' } }]);

    expect(outcomes(again)).toMatchObject([{ joined: true, action: { id: first.action.id } }]);
    expect(written(again.requests)).toEqual([]);
    expect(outcomes(opposite)).toMatchObject([
      { code: 'CONFLICT', action: { id: first.action.id, kind: 'ISOLATE_HOST' } },
    ]);
    expect(written(opposite.requests)).toEqual([]);
    expect(outcomes(scan)).toMatchObject([{ joined: false, action: { kind: 'SCAN_HOST' } }]);
  });

  test('named twice in one call is isolated once', async () => {
    const isolate = { kind: 'ISOLATE_HOST', target: hostId(CAST.clerkLaptop) };

    const told = await invoke([isolate, isolate]);

    expect(outcomes(told).map(({ joined }) => joined)).toEqual([false, true]);
    expect(written(told.requests)).toHaveLength(1);
  });

  test('whose order was taken and whose answer was lost is looked for: nothing is ordered twice', async () => {
    house.emulator.addChaos({ match: { method: 'POST', path: '/isolate' }, after: true, reset: true, count: 1 });

    const told = await invoke([{ kind: 'ISOLATE_HOST', target: hostId(CAST.clerkLaptop) }]);

    expect(outcomes(told)).toMatchObject([{ __typename: 'ActionAccepted', action: { state: 'PENDING' } }]);
    expect(outcomes(told)[0].action.remoteId).not.toBeNull();
    expect(written(told.requests)).toHaveLength(1);
  });

  test('whose order was lost on its way is told as unknown, with how to look, and frees its slot', async () => {
    house.emulator.addChaos({ match: { method: 'POST', path: '/isolate' }, status: 503, count: 1 });

    const told = await invoke([{ kind: 'ISOLATE_HOST', target: hostId(CAST.clerkLaptop) }]);
    const again = await invoke([{ kind: 'ISOLATE_HOST', target: hostId(CAST.clerkLaptop) }]);

    expect(outcomes(told)).toMatchObject([{ code: 'OUTCOME_UNKNOWN', action: { state: 'UNKNOWN' } }]);
    expect(outcomes(told)[0].message).toContain('securityActions');
    expect(written(told.requests)).toHaveLength(1);
    expect(outcomes(again)).toMatchObject([{ joined: false }]);
  });

  test('that somebody else is scanning is not scanned twice', async () => {
    const target = hostId(CAST.fileServer);
    const { machineActions } = house.emulator.world.tenants.get(tenantId)!;
    const theirs = machineActionRow({
      ...{ id: randomUUID(), type: 'RunAntiVirusScan', scope: 'Quick', requestor: 'somebody@contoso.example' },
      ...{ machineId: CAST.fileServer.defenderId, creationDateTimeUtc: '2026-11-23T07:59:00Z' },
    });
    machineActions.put(theirs);

    const told = await invoke([{ kind: 'SCAN_HOST', target }]);

    expect(outcomes(told)).toMatchObject([
      { joined: true, action: { kind: 'SCAN_HOST', isOurs: true, remoteId: theirs.id } },
    ]);
    machineActions.put({ ...theirs, status: 'Succeeded' });
    await settle();
    expect(await stateOf(outcomes(told)[0].action.id)).toBe('SUCCEEDED');
  });

  test.each([
    ['STOP_AND_QUARANTINE_FILE', { sha1: 'a'.repeat(40) }, 'StopAndQuarantineFile', null],
    ['SCAN_HOST', { scan: 'FULL' }, 'RunAntiVirusScan', 'Quick'],
  ])('where somebody else has ordered %s otherwise is not told to be done', async (kind, parameters, type, scope) => {
    const { machineActions } = house.emulator.world.tenants.get(tenantId)!;
    const theirs = machineActionRow({
      ...{ id: randomUUID(), type, scope, requestor: 'somebody@contoso.example' },
      ...{ machineId: CAST.fileServer.defenderId, creationDateTimeUtc: '2026-11-23T07:59:00Z' },
      relatedFileInfo: { fileIdentifier: 'b'.repeat(40), fileIdentifierType: 'Sha1' },
    });
    machineActions.put(theirs);

    const told = await invoke([{ kind, target: hostId(CAST.fileServer), parameters }]);

    expect(outcomes(told)).toMatchObject([{ code: 'UPSTREAM_REFUSED', action: { state: 'FAILED' } }]);
  });

  test('whose action somebody else has marked with the id of one of ours is shown nevertheless', async () => {
    const [first] = outcomes(await invoke([{ kind: 'SCAN_HOST', target: hostId(CAST.clerkLaptop) }]));
    const { key } = readOwnId(first.action.id)!;
    const { machineActions } = house.emulator.world.tenants.get(tenantId)!;
    machineActions.put(
      machineActionRow({
        ...{ id: randomUUID(), type: 'Unisolate', scope: null, requestor: 'mallory@contoso.example' },
        ...{ machineId: CAST.fileServer.defenderId, creationDateTimeUtc: '2026-11-23T07:59:00Z' },
        requestorComment: `All is well (secgraph ${key})`,
      }),
    );

    const { data } = await house.ask(LIST, { filter: { isOurs: false }, tenants: ['contoso'], first: 50 });

    expect(data.securityActions.nodes).toContainEqual(
      expect.objectContaining({ kind: 'RELEASE_HOST', reason: 'All is well', isOurs: false }),
    );
  });

  test('can be let go before its action has ended, and not after', async () => {
    const [first] = outcomes(await invoke([{ kind: 'SCAN_HOST', target: hostId(CAST.clerkLaptop) }]));

    const cancelled = await house.ask(CANCEL, { id: first.action.id, reason: 'The wrong one.' });
    const again = await house.ask(CANCEL, { id: first.action.id, reason: 'The wrong one.' });

    expect(outcomes(cancelled)).toMatchObject([{ action: { id: first.action.id, state: 'CANCELLED' } }]);
    expect(written(cancelled.requests)).toHaveLength(1);
    expect(outcomes(again)).toMatchObject([{ code: 'CONFLICT' }]);
    expect(written(again.requests)).toEqual([]);
  });
});

describe('users', () => {
  const twenty = async (): Promise<string[]> => {
    const { data } = await house.ask(
      '{ users(first: 40, tenants: ["contoso"]) { nodes { id isPrivileged accountEnabled } } }',
    );
    return data.users.nodes
      .filter((one: { isPrivileged: boolean; accountEnabled: boolean }) => !one.isPrivileged && one.accountEnabled)
      .map(({ id }: { id: string }) => id)
      .slice(0, 20);
  };

  test('twenty are confirmed as compromised in one call, and their risk is read anew', async () => {
    const ids = await twenty();
    await house.ask('query ($id: ID!) { user(id: $id) { risk { level } } }', { id: ids[0] });

    const told = await invoke(ids.map((target) => ({ kind: 'CONFIRM_COMPROMISED', target })));
    house.emulator.clock.advance(5000);
    const { data } = await house.ask('query ($id: ID!) { user(id: $id) { risk { level state } } }', { id: ids[0] });

    expect(told.errors).toEqual([]);
    expect(outcomes(told).map(({ action }) => action?.state)).toEqual(ids.map(() => 'SUCCEEDED'));
    expect(written(told.requests)).toEqual(['POST /v1.0/identityProtection/riskyUsers/confirmCompromised']);
    expect(data.user.risk).toEqual({ level: 'HIGH', state: 'CONFIRMED_COMPROMISED' });
  });

  test('twenty are disabled and their sessions revoked in two batches, and nobody reads the old state', async () => {
    const ids = await twenty();

    const told = await invoke(
      ids.flatMap((target) => [
        { kind: 'DISABLE_ACCOUNT', target },
        { kind: 'REVOKE_SESSIONS', target },
      ]),
    );
    const { data } = await house.ask('query ($id: ID!) { user(id: $id) { accountEnabled } }', { id: ids[0] });

    expect(outcomes(told).filter(({ __typename }) => __typename !== 'ActionAccepted')).toEqual([]);
    expect(written(told.requests)).toHaveLength(40);
    expect(told.requests.filter((request) => isBatch(request))).toHaveLength(2);
    expect(data.user.accountEnabled).toBe(false);
  });

  test('who hold a role are refused by Entra, alone, and it is said what is missing', async () => {
    const told = await invoke([
      { kind: 'DISABLE_ACCOUNT', target: userIdOf(CAST.admin) },
      { kind: 'DISABLE_ACCOUNT', target: userIdOf(CAST.clerk) },
    ]);

    expect(outcomes(told)).toMatchObject([
      { code: 'UPSTREAM_FORBIDDEN', action: { state: 'FAILED' } },
      { __typename: 'ActionAccepted', action: { state: 'SUCCEEDED' } },
    ]);
    expect(outcomes(told)[0].message).toContain('privileged role');
  });

  test('whose disabling was done and not answered are looked at', async () => {
    house.emulator.addChaos({ match: { method: 'PATCH', path: '/users/' }, after: true, reset: true, count: 1 });

    const told = await invoke([{ kind: 'DISABLE_ACCOUNT', target: userIdOf(CAST.clerk) }]);

    expect(outcomes(told)).toMatchObject([{ __typename: 'ActionAccepted', action: { state: 'SUCCEEDED' } }]);
    expect(written(told.requests)).toHaveLength(1);
  });

  test('are disabled on premises by their account there; who has none is refused by name', async () => {
    const told = await invoke([
      { kind: 'DISABLE_ON_PREMISES', target: userIdOf(CAST.clerk) },
      { kind: 'FORCE_PASSWORD_RESET', target: userIdOf(CAST.oddAccounts.guest) },
    ]);

    expect(outcomes(told)).toMatchObject([
      { __typename: 'ActionAccepted', action: { state: 'SUCCEEDED', runsAt: 'DEFENDER_FOR_IDENTITY' } },
      { code: 'UNSUPPORTED_CHANGE' },
    ]);
    expect(written(told.requests)).toHaveLength(1);
  });
});

test('applications are confirmed as compromised and disabled', async () => {
  const target = appId(CAST.apps.attackers.objectId);

  const told = await invoke([
    { kind: 'CONFIRM_APP_COMPROMISED', target },
    { kind: 'DISABLE_APP', target },
  ]);
  const { data } = await house.ask('query ($id: ID!) { servicePrincipal(id: $id) { accountEnabled } }', { id: target });

  expect(outcomes(told)).toMatchObject([{ action: { state: 'SUCCEEDED' } }, { action: { state: 'SUCCEEDED' } }]);
  expect(data.servicePrincipal.accountEnabled).toBe(false);
});

test('observables of all kinds are blocked in one batch and followed; ranges and patterns are refused by name', async () => {
  const at = (kind: string, target: string): object => ({ kind, target, tenant: 'contoso' });
  const told = await invoke([
    at('BLOCK_IP', '203[.]0[.]113[.]99'),
    at('BLOCK_DOMAIN', 'evil.example'),
    at('BLOCK_URL', 'hxxps://evil[.]example/a'),
    at('BLOCK_FILE', 'a'.repeat(64)),
    at('BLOCK_IP', '203.0.113.0/24'),
    at('BLOCK_DOMAIN', '*.evil.example'),
    at('BLOCK_FILE', 'a'.repeat(63)),
  ]);

  expect(outcomes(told).map(({ code, __typename }) => code ?? __typename)).toEqual([
    ...Array<string>(4).fill('ActionAccepted'),
    ...Array<string>(3).fill('BAD_USER_INPUT'),
  ]);
  expect(told.requests).toHaveLength(1);
  const { id } = outcomes(told)[0].action;
  await settle();
  expect(await stateOf(id)).toBe('SUCCEEDED');
});

test('a message is moved out of every mailbox that is named, in one call, and followed to where it lies', async () => {
  const { data } = await house.ask(
    `query ($id: ID!) { alert(id: $id, tenant: "contoso") { evidence { ... on AnalyzedMessageEvidence { networkMessageId recipient } } } }`,
    { id: CAST.attack['phish'] },
  );
  const mail = data.alert.evidence.find((one: { networkMessageId?: string }) => one.networkMessageId);
  const named = { kind: 'REMEDIATE_MAIL', target: mail.networkMessageId, tenant: 'contoso' };

  const told = await invoke([{ ...named, parameters: { remedy: 'SOFT_DELETE', recipient: mail.recipient } }, named]);

  expect(outcomes(told)).toMatchObject([{ action: { state: 'RUNNING' } }, { code: 'BAD_USER_INPUT' }]);
  expect(written(told.requests)).toHaveLength(1);
  const { id } = outcomes(told)[0].action;
  await settle();
  expect(await stateOf(id)).toBe('SUCCEEDED');
});

test('the machine that an alert knows by name is reached by its Defender id, too', async () => {
  const told = await invoke([
    { kind: 'SCAN_HOST', target: CAST.adminLaptop.defenderId, tenant: 'contoso' },
    { kind: 'SCAN_HOST', target: hostId(CAST.adminLaptop) },
  ]);

  expect(outcomes(told)).toMatchObject([
    { joined: false, action: { target: hostId(CAST.adminLaptop) } },
    { joined: true },
  ]);
  expect(written(told.requests)).toHaveLength(1);
});
