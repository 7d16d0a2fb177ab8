import { openHouse, type House } from '../support/house.js';
import { contosoIn, DELETE, domains, kinds, SUBMIT } from '../support/indicators.js';

const tenants = ['contoso'];
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());
beforeEach(() => house.emulator.reset());

/** The answer is this one, and nothing was done. */
const answered = (path: string, body: object): void =>
  house.emulator.addChaos({ match: { path, method: 'POST' }, status: 200, body });

test.each([
  ['GRAPH_TI_INDICATORS', '/submitTiIndicators', { value: [{}, {}] }],
  ['DEFENDER_FOR_ENDPOINT', '/indicators/import', { value: [{}, {}] }],
  ['SENTINEL', ':upload', { errors: [{ errorMessages: ['No.'] }] }],
  ['SENTINEL', ':upload', { errors: [{ recordIndex: 7, errorMessages: ['No.'] }] }],
])('what %s answers without saying what became of whom is unknown, not done', async (target, path, body) => {
  answered(path, body);

  const told = await house.ask(SUBMIT, { indicators: domains(2), targets: [target], tenants });

  expect(kinds(told)).toEqual(['OUTCOME_UNKNOWN', 'OUTCOME_UNKNOWN']);
});

test('a deletion whose result has no code is unknown, not refused', async () => {
  const target = 'GRAPH_TI_INDICATORS';
  const indicators = domains(1);
  await house.ask(SUBMIT, { indicators, targets: [target], tenants });
  answered('/deleteTiIndicatorsByExternalId', { value: [{ message: 'hello' }] });

  const told = await house.ask(DELETE, { externalIds: [indicators[0]!.externalId], target, tenants });

  expect(kinds(told)).toEqual(['OUTCOME_UNKNOWN']);
});

test.each([
  ['DEFENDER_FOR_ENDPOINT', '/indicators/import', { status: 403 }],
  ['DEFENDER_FOR_ENDPOINT', '/indicators/import', { status: 429, retryAfter: 3000 }],
  ['SENTINEL', ':upload', { status: 403 }],
])('what %s has taken without an answer is not refused because the second try is', async (target, path, second) => {
  const match = { path, method: 'POST' };
  house.emulator.addChaos({ match, after: true, reset: true, count: 1 });
  house.emulator.addChaos({ match, ...second });

  const told = await house.ask(SUBMIT, { indicators: domains(1), targets: [target], tenants });

  const { rowsAt, objects } = contosoIn(house);
  expect(target === 'SENTINEL' ? objects() : rowsAt('feed-d0.evil.example').defender).toHaveLength(1);
  expect(kinds(told)).toEqual(['OUTCOME_UNKNOWN']);
});

test('the same indicators in two submissions at the same moment are there once', async () => {
  house.emulator.addChaos({ match: { path: '/submitTiIndicators' }, latencyMs: 50 });
  const variables = { indicators: domains(2), targets: ['GRAPH_TI_INDICATORS'], tenants };

  const told = await Promise.all([house.ask(SUBMIT, variables), house.ask(SUBMIT, variables)]);

  expect(told.map(kinds)).toEqual([Array(2).fill('IndicatorDone'), Array(2).fill('IndicatorDone')]);
  expect(contosoIn(house).rowsAt('feed-d1.evil.example').graph).toHaveLength(1);
});

test('what a bulk deletion refuses, and is in no list, is not known; nothing is deleted by an empty id', async () => {
  answered('/deleteTiIndicatorsByExternalId', { value: [{ code: 400, message: 'not in bulk' }] });

  const told = await house.ask(DELETE, { externalIds: ['nobody'], target: 'GRAPH_TI_INDICATORS', tenants });

  expect(kinds(told)).toEqual(['UPSTREAM_NOT_FOUND']);
  expect(told.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
});

test('what a bulk has deleted is told so, though the list that the others are looked for in cannot be read', async () => {
  answered('/deleteTiIndicatorsByExternalId', { value: [{ code: 0 }, { code: 400, message: 'not in bulk' }] });
  house.emulator.addChaos({ match: { path: '/security/tiIndicators', method: 'GET' }, status: 403 });

  const told = await house.ask(DELETE, { externalIds: ['one', 'two'], target: 'GRAPH_TI_INDICATORS', tenants });

  expect(kinds(told)).toEqual(['IndicatorDone', 'UPSTREAM_FORBIDDEN']);
});
