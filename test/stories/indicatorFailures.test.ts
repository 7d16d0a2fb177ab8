import { openHouse, type House } from '../support/house.js';
import { ALL, contosoIn, SUBMIT, all, domains, kinds, outcomes } from '../support/indicators.js';

let house: House;
let { rowsAt, objects } = {} as ReturnType<typeof contosoIn>;
beforeAll(async () => {
  house = await openHouse();
  ({ rowsAt, objects } = contosoIn(house));
});
afterAll(() => house.stop());
beforeEach(() => house.emulator.reset());

describe('when a target does not behave', () => {
  const tenants = ['contoso'];

  test('what one target refuses of a bulk is told item by item, and the rest is there', async () => {
    house.emulator.change({});
    const indicators = domains(3);
    house.emulator.addChaos({
      match: { path: '/indicators/import' },
      body: {
        value: indicators.map(({ value }, index) => ({
          id: index === 1 ? null : String(index),
          indicator: value,
          isFailed: index === 1,
          failureReason: index === 1 ? 'No more of those.' : null,
        })),
      },
      count: 1,
    });

    const told = await house.ask(SUBMIT, { indicators, targets: ['DEFENDER_FOR_ENDPOINT'], tenants });

    expect(kinds(told)).toEqual(['IndicatorDone', 'UPSTREAM_REFUSED', 'IndicatorDone']);
    expect(outcomes(told)[1]).toMatchObject({ targetSays: 'No more of those.' });
    expect(outcomes(told)[1]!.message).not.toContain('No more');
  });

  test.each([
    ['GRAPH_TI_INDICATORS', '/submitTiIndicators'],
    ['DEFENDER_FOR_ENDPOINT', '/indicators/import'],
    ['SENTINEL', ':upload'],
  ])('a bulk that is too large for %s is sent in halves, and nothing is lost', async (target, path) => {
    house.emulator.addChaos({ match: { path }, status: 413, count: 3 });

    const told = await house.ask(SUBMIT, { indicators: domains(8), targets: [target], tenants });

    expect(all(told)).toEqual([['IndicatorDone', 8]]);
  });

  test.each([
    ['GRAPH_TI_INDICATORS', '/submitTiIndicators'],
    ['DEFENDER_FOR_ENDPOINT', '/indicators/import'],
    ['SENTINEL', ':upload'],
  ])('an answer of %s that is lost after it was done loses and doubles nothing', async (target, path) => {
    house.emulator.addChaos({ match: { path }, after: true, reset: true, count: 1 });

    const told = await house.ask(SUBMIT, { indicators: domains(20), targets: [target], tenants });

    expect(all(told)).toEqual([['IndicatorDone', 20]]);
    const { graph, defender } = rowsAt('feed-d7.evil.example');
    const there = { GRAPH_TI_INDICATORS: graph, DEFENDER_FOR_ENDPOINT: defender, SENTINEL: objects() }[target]!;
    expect(there).toHaveLength(target === 'SENTINEL' ? 20 : 1);
  });

  test('what never came to Graph is told as unknown, and submitting again makes one', async () => {
    house.emulator.addChaos({ match: { path: '/submitTiIndicators' }, reset: true, count: 1 });
    const variables = { indicators: domains(2), targets: ['GRAPH_TI_INDICATORS'], tenants };

    const told = await house.ask(SUBMIT, variables);
    const again = await house.ask(SUBMIT, variables);

    expect(kinds(told)).toEqual(['OUTCOME_UNKNOWN', 'OUTCOME_UNKNOWN']);
    expect(kinds(again)).toEqual(['IndicatorDone', 'IndicatorDone']);
    expect(rowsAt('feed-d1.evil.example').graph).toHaveLength(1);
  });
});

test('a target that asks to wait longer than the caller may leaves the items pending', async () => {
  const own = await openHouse();
  own.emulator.addChaos({ match: { path: ':upload' }, status: 429, retryAfter: 3000 });

  const told = await own.ask(SUBMIT, { indicators: domains(2), targets: ALL, tenants: ['contoso'] });
  await own.stop();

  expect(outcomes(told).map(({ target, __typename }) => [target, __typename])).toEqual(
    [0, 1].flatMap(() => [
      ['GRAPH_TI_INDICATORS', 'IndicatorDone'],
      ['DEFENDER_FOR_ENDPOINT', 'IndicatorDone'],
      ['SENTINEL', 'IndicatorPending'],
    ]),
  );
  expect(told.data.submitIndicators.job).toMatchObject({ isFinished: false, finished: 4, total: 6 });
});
