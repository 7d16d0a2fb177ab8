import { openHouse, type House } from '../support/house.js';
import {
  ALL,
  contosoIn,
  DELETE,
  SUBMIT,
  UPDATE,
  all,
  domain,
  domains,
  kinds,
  outcomes,
  writes,
  type Shown,
} from '../support/indicators.js';

let house: House;
let { contoso, rowsAt, objects } = {} as ReturnType<typeof contosoIn>;
beforeAll(async () => {
  house = await openHouse();
  ({ contoso, rowsAt, objects } = contosoIn(house));
});
afterAll(() => house.stop());
beforeEach(() => house.emulator.reset());

describe('updateIndicators', () => {
  const submitted = async (): Promise<Shown[]> => {
    const own = [domain('evil.example'), domain('bad.example', { product: 'DEFENDER' })];
    return outcomes(await house.ask(SUBMIT, { indicators: own, targets: ALL, tenants: ['contoso'] }));
  };

  test('changes by id at both lists: one look each, then one batch and one import', async () => {
    const [graph, defender, , forDefender] = await submitted();
    const set = { severity: 'LOW', description: 'Not so bad' };
    const changes = [graph, defender, forDefender].map((one) => ({ id: one!.indicatorId, set }));

    const told = await house.ask(UPDATE, { changes });

    expect(told.errors).toEqual([]);
    expect(all(told)).toEqual([['IndicatorDone', 3]]);
    expect(rowsAt('feed-evil.example').graph).toMatchObject([
      { severity: 2, description: 'Not so bad', action: 'block' },
    ]);
    expect(rowsAt('feed-evil.example').defender).toMatchObject([
      { severity: 'Low', description: 'Not so bad', title: 'Phishing of November', action: 'Block' },
    ]);
    expect(rowsAt('feed-bad.example').graph).toMatchObject([{ severity: 2, action: 'block' }]);
    expect(told.requests).toHaveLength(4);
  });

  test('changes by external id; what cannot be changed so is refused by name', async () => {
    await submitted();
    const at = (target: string, externalId: string, set: object) => ({ externalId, target, tenant: 'contoso', set });

    const told = await house.ask(UPDATE, {
      changes: [
        at('DEFENDER_FOR_ENDPOINT', 'feed-evil.example', { action: 'WARN' }),
        at('GRAPH_TI_INDICATORS', 'feed-evil.example', { title: 'No place' }),
        at('GRAPH_TI_INDICATORS', 'feed-bad.example', { action: 'ALERT' }),
        at('SENTINEL', 'feed-evil.example', { severity: 'LOW' }),
        at('GRAPH_TI_INDICATORS', 'never-heard-of', { severity: 'LOW' }),
        at('GRAPH_TI_INDICATORS', 'feed-evil.example', {}),
        { id: 'nonsense', set: { severity: 'LOW' } },
      ],
    });

    expect(kinds(told)).toEqual([
      ...['IndicatorDone', 'UNSUPPORTED_CHANGE', 'UNSUPPORTED_CHANGE', 'UNSUPPORTED_CHANGE'],
      ...['UPSTREAM_NOT_FOUND', 'BAD_USER_INPUT', 'BAD_USER_INPUT'],
    ]);
    expect(rowsAt('feed-evil.example').defender).toMatchObject([{ action: 'Warn' }]);
  });
});

describe('deleteIndicators', () => {
  const submit = async (count: number): Promise<string[]> => {
    const variables = { indicators: domains(count), targets: ALL, tenants: ['contoso'] };
    return outcomes(await house.ask(SUBMIT, variables)).map(({ indicatorId }) => indicatorId!);
  };

  test('120 indicators at three targets by their ids cost 4 requests: a batch of 2, a deletion, 2 uploads', async () => {
    const before = [...contoso().tiIndicators].length + [...contoso().defenderIndicators].length;
    const ids = await submit(120);

    const told = await house.ask(DELETE, { ids });

    expect(all(told)).toEqual([['IndicatorDone', 360]]);
    expect(new Set(outcomes(told).map(({ deed }) => deed))).toEqual(new Set(['DELETED']));
    expect(told.requests).toHaveLength(4);
    expect([...contoso().tiIndicators].length + [...contoso().defenderIndicators].length).toBe(before);
    expect(objects().filter((object) => object['revoked'] !== true)).toEqual([]);
  });

  test.each(ALL)('by external id at %s', async (target) => {
    await submit(2);

    const told = await house.ask(DELETE, { externalIds: ['feed-d1.evil.example'], target, tenants: ['contoso'] });

    expect(kinds(told)).toEqual(['IndicatorDone']);
    const { graph, defender } = rowsAt('feed-d1.evil.example');
    const left = { GRAPH_TI_INDICATORS: graph, DEFENDER_FOR_ENDPOINT: defender, SENTINEL: [] }[target]!;
    expect(left).toEqual([]);
    expect(objects().filter(({ revoked }) => revoked === true)).toHaveLength(target === 'SENTINEL' ? 1 : 0);
  });

  test('what Graph keeps for Defender has no bulk, and is deleted one by one', async () => {
    const own = [1, 2].map((index) => domain(`d${index}.bad.example`, { product: 'DEFENDER' }));
    const variables = { indicators: own, targets: ['GRAPH_TI_INDICATORS'], tenants: ['contoso'] };
    const [one] = outcomes(await house.ask(SUBMIT, variables));

    const byId = await house.ask(DELETE, { ids: [one!.indicatorId] });
    const byName = await house.ask(DELETE, {
      externalIds: ['feed-d2.bad.example'],
      target: 'GRAPH_TI_INDICATORS',
      tenants: ['contoso'],
    });

    expect([kinds(byId), kinds(byName)]).toEqual([['IndicatorDone'], ['IndicatorDone']]);
    expect([...rowsAt('feed-d1.bad.example').graph, ...rowsAt('feed-d2.bad.example').graph]).toEqual([]);
  });

  test('one that is not there is refused by name, and keeps nobody from being deleted', async () => {
    const ids = await submit(2);
    await house.ask(DELETE, { ids: ids.slice(0, 2) });

    const told = await house.ask(DELETE, { ids: [...ids, 'nonsense'] });

    expect(kinds(told)).toEqual([
      ...['UPSTREAM_NOT_FOUND', 'UPSTREAM_NOT_FOUND', 'IndicatorDone'],
      ...['IndicatorDone', 'IndicatorDone', 'IndicatorDone', 'BAD_USER_INPUT'],
    ]);
  });

  test.each([
    ['deleteTiIndicators', 0],
    ['BatchDelete', 1],
  ])('an answer of %s that is lost is settled by looking', async (path, place) => {
    const ids = await submit(1);
    house.emulator.addChaos({ match: { path }, after: true, reset: true, count: 1 });

    const told = await house.ask(DELETE, { ids: [ids[place]] });

    expect(kinds(told)).toEqual(['IndicatorDone']);
    expect(writes(told.requests)).toHaveLength(1);
  });
});

test('more deletions than are taken at once are refused before the first list is read', async () => {
  const externalIds = Array.from({ length: 400 }, (_, index) => `feed-${index}`);

  const { errors, requests } = await house.ask(DELETE, { externalIds, target: 'DEFENDER_FOR_ENDPOINT' });

  expect(errors).toMatchObject([
    { message: expect.stringMatching(/has \d+ items; at most 1000/) as string, extensions: { code: 'BAD_USER_INPUT' } },
  ]);
  expect(requests).toEqual([]);
});
