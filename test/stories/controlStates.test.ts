import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import { globalId } from '../../src/util/globalId.js';
import { callsOf, openHouse, type House, type Told } from '../support/house.js';
import { changesIn } from '../support/triage.js';

const [CONTOSO, FABRIKAM] = DEMO_TENANTS;
const SET = `mutation Decide($controls: [ID!]!, $state: ControlState!, $comment: String, $assignedTo: String, $dryRun: Boolean, $key: String) {
  setControlState(controls: $controls, state: $state, comment: $comment, assignedTo: $assignedTo, dryRun: $dryRun, idempotencyKey: $key) {
    job { isFinished }
    outcomes {
      __typename
      ... on ControlChanged { id before { state comment } after { state comment assignedTo updatedBy } notes control { graphId state assignedTo stateHistory { state } } }
      ... on ControlRefused { id code message current { state } }
      ... on ControlPending { id message }
      ... on ControlPreview { id before { state } changes notes control { state } }
    }
  }
}`;
const PLAN = `{
  projectScore(tenant: "contoso", plan: { maxSteps: 1 }) { gain steps { control { graphId state } gain isAchieved } }
  secureScore(tenant: "contoso") { controls(state: THIRD_PARTY) { name } }
}`;

const control = (name: string, { tenantId } = CONTOSO!): string => globalId('ControlProfile', tenantId, name);
const outcomes = ({ data }: Told) => data.setControlState.outcomes;

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());
afterEach(() => house.emulator.clearChaos());

test('controls of several tenants are decided at once; what is none is refused by name before anything is sent', async () => {
  const controls = [
    control('AdminMFAV2'),
    control('AdminMFAV2', FABRIKAM),
    control('NoSuchControl'),
    control('AdminMFAV2'),
    'nonsense',
    globalId('Alert', CONTOSO!.tenantId, 'da1'),
  ];

  const told = await house.ask(SET, { controls, state: 'REVIEWED' });

  expect(
    outcomes(told).map(({ code, __typename }: { code?: string; __typename: string }) => code ?? __typename),
  ).toEqual([
    'ControlChanged',
    'ControlChanged',
    'UPSTREAM_NOT_FOUND',
    'BAD_USER_INPUT',
    'BAD_USER_INPUT',
    'BAD_USER_INPUT',
  ]);
  expect(changesIn(told.requests)).toHaveLength(2);
  // The list of each tenant, its change, and the list once more, for the outcomes ask for the control.
  expect(told.parts).toBe(6);
});

test('a control that a third party does takes no effort in the next projection, and one request has decided it', async () => {
  const before = await house.ask(PLAN);
  const { steps, gain } = before.data.projectScore;
  const [chosen] = steps.filter(({ isAchieved }: { isAchieved: boolean }) => !isAchieved);
  const name = chosen.control.graphId;

  const told = await house.ask(SET, {
    controls: [control(name)],
    state: 'THIRD_PARTY',
    comment: 'Done by the web gateway.',
    assignedTo: 'me',
  });
  const after = await house.ask(PLAN);

  expect(told.errors).toEqual([]);
  expect(outcomes(told)).toMatchObject([
    {
      before: null,
      after: { state: 'THIRD_PARTY', comment: 'Done by the web gateway.', assignedTo: 'tomas.reyes@contoso.example' },
      control: { graphId: name, state: 'THIRD_PARTY', stateHistory: [{ state: 'THIRD_PARTY' }] },
    },
  ]);
  expect(changesIn(told.requests)).toEqual([`PATCH /security/secureScoreControlProfiles/${name}`]);
  expect(chosen.control.state).not.toBe('THIRD_PARTY');
  expect(after.data.projectScore.steps).toContainEqual({
    ...{ control: { graphId: name, state: 'THIRD_PARTY' }, gain: chosen.gain, isAchieved: true },
  });
  // Its points come by themselves now, and the one step that may be taken is another.
  expect(after.data.projectScore.steps).toHaveLength(steps.length + 1);
  expect(after.data.projectScore.gain).toBeGreaterThan(gain);
  expect(after.data.secureScore.controls).toContainEqual({ name });
});

test('the body is flat and names its provider; every decision is one more in the history', async () => {
  const name = 'spo_idle_session_timeout';
  await house.ask(SET, { controls: [control(name)], state: 'IGNORED' });
  const told = await house.ask(SET, { controls: [control(name)], state: 'REVIEWED', assignedTo: null });

  expect(outcomes(told)).toMatchObject([
    { before: { state: 'IGNORED', comment: null }, after: { state: 'REVIEWED', assignedTo: null } },
  ]);
  expect(outcomes(told)[0].control.stateHistory.map(({ state }: { state: string }) => state)).toEqual([
    ...['REVIEWED', 'IGNORED', 'DEFAULT', 'THIRD_PARTY'],
  ]);
});

test('a dry run tells what would be sent, and what Microsoft may make of it', async () => {
  const { data } = await house.ask(
    '{ controlProfiles(filter: { category: ["Device"] }, first: 1, tenants: ["contoso"]) { nodes { id state } } given: controlProfiles(filter: { deprecated: true }, first: 1, tenants: ["contoso"]) { nodes { id } } }',
  );
  const [device] = data.controlProfiles.nodes;
  const [given] = data.given.nodes;

  const told = await house.ask(SET, {
    controls: [device.id, given.id],
    state: 'IGNORED',
    comment: 'Accepted.',
    dryRun: true,
  });

  expect(told.data.setControlState.job).toBeNull();
  expect(outcomes(told)).toMatchObject([
    { __typename: 'ControlPreview', changes: ['state', 'comment'], notes: [expect.stringMatching(/Device/)], control: { state: device.state } }, // prettier-ignore
    { notes: expect.arrayContaining([expect.stringMatching(/given the control up/)]) },
  ]);
  expect(changesIn(told.requests)).toEqual([]);
});

test.each([
  ['a state that nobody can decide', { state: 'UNKNOWN' }, 'state'],
  ['an empty comment', { comment: ' ' }, 'comment'],
  ['somebody who is none', { assignedTo: 'a b' }, 'assignedTo'],
  ['no control', { controls: [] }, 'controls'],
])('%s is refused by name', async (_what, wrong, argument) => {
  const told = await house.ask(SET, { controls: [control('AdminMFAV2')], state: 'REVIEWED', ...wrong });

  expect(told.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
  expect(told.requests).toEqual([]);
});

test('a lost answer is looked for: what stands there is done, what does not is unknown and not repeated', async () => {
  const [done, lost] = ['AdminMFAV2', 'IntegratedApps'];
  house.emulator.addChaos({ match: { method: 'PATCH', path: done }, after: true, reset: true, count: 1 });
  const first = await house.ask(SET, { controls: [control(done)], state: 'IGNORED', comment: 'Looked for.' });
  house.emulator.addChaos({ match: { method: 'PATCH', path: lost }, status: 503, count: 1 });
  const second = await house.ask(SET, { controls: [control(lost)], state: 'IGNORED' });

  expect(outcomes(first)).toMatchObject([{ __typename: 'ControlChanged', after: { comment: 'Looked for.' } }]);
  expect(outcomes(second)).toMatchObject([{ code: 'OUTCOME_UNKNOWN', current: { state: 'DEFAULT' } }]);
  expect(changesIn(first.requests)).toHaveLength(1);
  expect(changesIn(second.requests)).toHaveLength(1);
});

test('the same key decides once', async () => {
  const variables = { controls: [control('AdminMFAV2')], state: 'REVIEWED', key: 'decided-once' };
  await house.ask(SET, variables);
  const again = await house.ask(SET, variables);

  expect(outcomes(again)).toMatchObject([{ __typename: 'ControlChanged' }]);
  expect(changesIn(again.requests)).toEqual([]);
  expect(callsOf(again.requests)).toEqual([]);
});
