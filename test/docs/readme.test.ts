import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import { welcome } from '../../src/cli/welcome.js';
import { example, openHouse, type House } from '../support/house.js';
import { blocksOf, page, tableOf } from './pages.js';

const README = page('README.md');
const ANALYST = { tenants: ['contoso'], first: 50 };

describe('the README', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.stop());

  test('shows what the triage question costs, cold and again', async () => {
    const cold = await house.ask(example('triage'), ANALYST);
    const again = await house.ask(example('triage'), ANALYST);

    const measured = [cold, again].map(({ extensions: { upstream }, requests, parts }) => {
      expect(requests).toHaveLength(upstream!.requests);
      expect(parts).toBe(upstream!.parts);
      return [upstream!.requests, upstream!.batches, upstream!.parts].map(String);
    });
    expect(tableOf(README, 'examples/triage.graphql, one tenant').map((row) => row.slice(1))).toEqual(measured);
  });

  test('shows how the demo greets', () => {
    const [shown] = [...README.text.matchAll(/^```\n\$ npm start\n([\s\S]*?)^```$/gm)].map(([, text]) => text);

    const greeting = welcome({
      url: 'http://127.0.0.1:4000',
      isDemo: true,
      isIntrospectionOn: true,
      emulatorUrl: 'http://127.0.0.1:4010',
      tenants: DEMO_TENANTS,
    });
    expect(shown).toBe(greeting);
  });
});

test('the README shows the answer to its first question, receipt and all', async () => {
  const house = await openHouse();
  const [question] = blocksOf(README, 'graphql');
  const [answer] = blocksOf(README, 'json');
  const shown = JSON.parse(answer!.code) as { data: unknown; extensions: { upstream: object } };

  const { data, errors, extensions } = await house.ask(question!.code).finally(() => house.stop());

  expect(errors).toEqual([]);
  expect(data).toEqual(shown.data);
  expect({ ...extensions, upstream: { ...extensions.upstream, waitedMs: 0 } }).toEqual(shown.extensions);
});

test('the README shows what its first change would hit; done, it is one request, and repeated none', async () => {
  const house = await openHouse();
  const [, change] = blocksOf(README, 'graphql');
  const [, answer] = blocksOf(README, 'json');

  const dry = await house.ask(change!.code);
  const done = await house.ask(change!.code, { dryRun: false });
  const again = await house.ask(change!.code, { dryRun: false });
  await house.stop();

  expect(dry.data).toEqual(JSON.parse(answer!.code));
  expect([dry, done, again].map(({ requests }) => requests.length)).toEqual([2, 1, 0]);
  expect(again.data).toEqual(done.data);
  expect(done.data.invokeActions.outcomes).toMatchObject([
    { action: { kind: 'DISABLE_ACCOUNT', state: 'SUCCEEDED' } },
    { action: { kind: 'REVOKE_SESSIONS', state: 'SUCCEEDED' } },
  ]);
});
