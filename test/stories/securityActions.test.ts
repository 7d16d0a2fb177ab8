import { randomUUID } from 'node:crypto';
import { CAST } from '../../emulator/world/cast.js';
import { machineActionRow } from '../../emulator/world/rows/response.js';
import { globalId } from '../../src/util/globalId.js';
import { example, type House, type Told } from '../support/house.js';
import {
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

interface Plan {
  readonly expected: { readonly requests: number };
  readonly atMost: { readonly requests: number };
}

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

describe('a dry run', () => {
  test('tells whom an action would hit and what would undo it, and sends nothing', async () => {
    const told = await invoke(
      [
        { kind: 'ISOLATE_HOST', target: hostId(CAST.domainController) },
        { kind: 'DISABLE_ACCOUNT', target: userIdOf(CAST.admin) },
        { kind: 'DISABLE_ACCOUNT', target: userIdOf(CAST.oddAccounts.disabled) },
      ],
      { dryRun: true },
    );

    expect(told.errors).toEqual([]);
    expect(told.data.invokeActions.job).toBeNull();
    expect(outcomes(told)).toMatchObject([
      {
        ...{ kind: 'ISOLATE_HOST', isServer: true, isDomainController: true, isPrivileged: null },
        ...{ reversedBy: 'RELEASE_HOST', permission: { name: 'Machine.Isolate', isGranted: true } },
      },
      { kind: 'DISABLE_ACCOUNT', isPrivileged: true, isServiceAccount: false, isDisabledAlready: false },
      { isDisabledAlready: true, warnings: ['It is disabled already.'] },
    ]);
    expect(outcomes(told)[1].openAlerts).toBeGreaterThan(0);
    expect(outcomes(told)[1].devices.length).toBeGreaterThan(0);
    expect(written(told.requests)).toEqual([]);
    const { data } = await house.ask(LIST, { filter: { isOurs: true, target: [hostId(CAST.domainController)] } });
    expect(data.securityActions.nodes).toEqual([]);
  });

  test('says where the application may not, and that nothing undoes it', async () => {
    const block = { kind: 'BLOCK_IP', target: '203.0.113.5', tenant: 'northwind' };

    const told = await invoke([block], { dryRun: true });

    expect(outcomes(told)).toMatchObject([
      {
        permission: { name: 'SecurityActions.ReadWrite.All', isGranted: false },
        warnings: [
          'The application has not been given SecurityActions.ReadWrite.All: it will be refused.',
          'Nothing undoes it.',
        ],
      },
    ]);
    expect(outcomes(await invoke([block]))).toMatchObject([
      { code: 'UPSTREAM_FORBIDDEN', action: { state: 'FAILED' } },
    ]);
  });
});

describe('securityActions', () => {
  test('shows what was asked for here once, and what others have done, newest first, page after page', async () => {
    await invoke([
      { kind: 'ISOLATE_HOST', target: hostId(CAST.clerkLaptop) },
      { kind: 'BLOCK_IP', target: '203.0.113.98', tenant: 'contoso' },
    ]);

    const whole = await house.ask(LIST, {
      tenants: ['contoso'],
      first: 100,
      filter: { requestedAfter: '2026-10-01T00:00:00Z' },
    });

    const { nodes, coverage } = whole.data.securityActions;
    const isolations = nodes.filter(
      (one: { kind: string; isOurs: boolean }) => one.kind === 'ISOLATE_HOST' && !one.isOurs,
    );
    expect(whole.errors).toEqual([]);
    expect(isolations.length).toBeGreaterThanOrEqual(3);
    expect(
      nodes.filter((one: { isOurs: boolean; kindRaw: string }) => !one.isOurs && one.kindRaw === 'BlockUrl'),
    ).toHaveLength(1);
    expect(new Set(nodes.map(({ id }: { id: string }) => id)).size).toBe(nodes.length);
    expect(coverage).toEqual(
      expect.arrayContaining([
        { source: 'SECURITY_ACTIONS', state: 'COMPLETE' },
        { source: 'DEFENDER_MACHINES', state: 'COMPLETE' },
      ]),
    );
    const times = nodes.map(({ requestedAt }: { requestedAt: string }) => Date.parse(requestedAt));
    expect(times).toEqual([...times].sort((a, b) => b - a));

    const paged: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { data }: Told = await house.ask(LIST, {
        tenants: ['contoso'],
        first: 3,
        after,
        filter: { requestedAfter: '2026-10-01T00:00:00Z' },
      });
      paged.push(...data.securityActions.nodes.map(({ id }: { id: string }) => id));
      after = data.securityActions.pageInfo.endCursor;
      more = data.securityActions.pageInfo.hasNextPage;
    }
    expect(paged).toEqual(nodes.map(({ id }: { id: string }) => id));
  });

  test('an action of others is found by its global id', async () => {
    const { data } = await house.ask(LIST, { tenants: ['contoso'], filter: { isOurs: false } });
    const [first] = data.securityActions.nodes;

    const node = await house.ask('query ($id: ID!) { node(id: $id) { ... on SecurityAction { id kindRaw } } }', {
      id: first.id,
    });

    expect(node.data.node).toEqual({ id: first.id, kindRaw: first.kindRaw });
  });
});

const STRANGER = '99999999-0001-4000-8000-000000000001';
const quarantine = { kind: 'STOP_AND_QUARANTINE_FILE', target: hostId(CAST.clerkLaptop) };

test.each([
  ['a text that is no id', { kind: 'ISOLATE_HOST', target: 'nonsense' }, 'BAD_USER_INPUT'],
  ['the id of another noun', { kind: 'ISOLATE_HOST', target: userIdOf(CAST.clerk) }, 'BAD_USER_INPUT'],
  [
    'a machine that nobody knows',
    { kind: 'ISOLATE_HOST', target: globalId('Host', tenantId, '00000000-0000-4000-8000-00000000dead') },
    'UPSTREAM_NOT_FOUND',
  ],
  [
    'a parameter of another kind',
    { kind: 'ISOLATE_HOST', target: hostId(CAST.clerkLaptop), parameters: { scan: 'FULL' } },
    'BAD_USER_INPUT',
  ],
  ['a missing parameter', quarantine, 'BAD_USER_INPUT'],
  ['a hash that is too short', { ...quarantine, parameters: { sha1: 'abc' } }, 'BAD_USER_INPUT'],
  [
    'a tenant that is closed',
    { kind: 'DISABLE_ACCOUNT', target: globalId('User', STRANGER, CAST.clerk.id) },
    'FORBIDDEN',
  ],
  ['an address without its tenant', { kind: 'BLOCK_IP', target: '203.0.113.4' }, 'BAD_USER_INPUT'],
])('%s is refused by name before anything is sent', async (_what, action, code) => {
  const told = await invoke([action]);

  expect(outcomes(told)).toMatchObject([{ __typename: 'ActionRefused', code, action: null }]);
  expect(written(told.requests)).toEqual([]);
});

test('an action of others is called off at its service', async () => {
  const { machineActions } = house.emulator.world.tenants.get(tenantId)!;
  const id = randomUUID();
  machineActions.put(
    machineActionRow({
      ...{ id, type: 'RunAntiVirusScan', requestor: 'somebody@contoso.example' },
      ...{ machineId: CAST.fileServer.defenderId, creationDateTimeUtc: '2026-11-23T07:59:00Z' },
    }),
  );

  const told = await house.ask(CANCEL, { id: globalId('SecurityAction', tenantId, `machine:${id}`), reason });

  expect(outcomes(told)).toMatchObject([{ __typename: 'ActionAccepted', action: { state: 'CANCELLED' } }]);
  expect(machineActions.get(id)?.['status']).toBe('Cancelled');
});

test('what has ended at its service, and is not known to have here, is too late to be called off', async () => {
  const [first] = outcomes(await invoke([{ kind: 'SCAN_HOST', target: hostId(CAST.clerkLaptop) }]));
  house.emulator.clock.advance(60_000);

  const told = await house.ask(CANCEL, { id: first.action.id, reason });

  expect(outcomes(told)).toMatchObject([{ code: 'CONFLICT' }]);
});

test.each(['contain-host', 'contain-user'])('%s costs no more than is told to be the most', async (name) => {
  for (const dryRun of [true, false]) {
    const response = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: example(name), variables: { dryRun }, extensions: { explain: true } }),
    });
    const { extensions } = (await response.json()) as { extensions: { explain: Plan } };

    const { requests, errors } = await house.ask(example(name), { dryRun });

    const { expected, atMost } = extensions.explain;
    expect(errors).toEqual([]);
    expect(requests.length).toBeGreaterThan(0);
    expect({ name, dryRun, isEnough: atMost.requests >= requests.length }).toMatchObject({ isEnough: true });
    expect(expected.requests).toBeGreaterThanOrEqual(requests.length / 2);
    expect(expected.requests).toBeLessThanOrEqual(requests.length * 4);
  }
});

test('what was done at once cannot be called off', async () => {
  const [first] = outcomes(await invoke([{ kind: 'DISABLE_ACCOUNT', target: userIdOf(CAST.clerk) }]));

  const told = await house.ask(CANCEL, { id: first.action.id, reason });

  expect(outcomes(told)).toMatchObject([{ code: 'CONFLICT' }]);
});

test('the catalogue says of each action what it does, and costs nothing', async () => {
  const { data, requests } = await house.ask(
    '{ actionCatalogue { kind does target runsAt call slot reversedBy isFollowed permission licence parameters { name isRequired } } }',
  );

  expect(data.actionCatalogue).toHaveLength(24);
  expect(requests).toEqual([]);
});
