import { startEmulator } from '../../../emulator/startEmulator.js';
import type { Emulator } from '../../../emulator/startEmulator.js';
import { CONTOSO, FABRIKAM, NORTHWIND, TestClient, type Json } from '../http/TestClient.js';

let emulator: Emulator;
let client: TestClient;

beforeAll(async () => {
  emulator = await startEmulator({ throttling: false });
  client = new TestClient(emulator);
});
afterAll(() => emulator.stop());
beforeEach(() => emulator.reset());

const scores = '/v1.0/security/secureScores';
const profiles = '/v1.0/security/secureScoreControlProfiles';
const VENDOR = { provider: 'SecureScore', vendor: 'Microsoft' };

test('ninety days of scores, newest first, and one by its id', async () => {
  const { body } = await client.get(scores);
  const ids = (body.value as { id: string }[]).map(({ id }) => id);
  const one = await client.get(`${scores}/${ids[0]}`);

  expect(ids).toHaveLength(90);
  expect(ids[0]).toBe(`${CONTOSO.tenantId}_2026-11-23`);
  expect([...ids].sort().reverse()).toEqual(ids);
  expect(one.body.controlScores).toEqual(body.value[0].controlScores);
  expect((await client.get(`${scores}/${CONTOSO.tenantId}_2020-01-01`)).status).toBe(404);
});

test('points of current controls make up the score, whose maximum counts one that has no profile', async () => {
  const [score] = (await client.get(`${scores}?$top=1`)).body.value as [Json];
  const known = new Map(
    ((await client.get(profiles)).body.value as Json[]).map((profile) => [profile.id as string, profile]),
  );
  const counted = (score.controlScores as Json[]).filter(
    ({ controlName }) => known.get(controlName)?.deprecated === false,
  );
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

  expect(sum(counted.map(({ score: points }) => points))).toBeCloseTo(score.currentScore, 5);
  expect(sum(counted.map(({ controlName }) => known.get(controlName).maxScore)) + 3).toBe(score.maxScore);
  expect((score.controlScores as Json[]).some(({ controlName }) => known.get(controlName)?.deprecated)).toBe(true);
  expect(score.averageComparativeScores).toContainEqual({ basis: 'IndustryTypes', averageScore: -1 });
});

test('what a tenant has not bought does not count, and is listed all the same', async () => {
  const names = async (of: TestClient) =>
    ((await of.get(`${scores}?$top=1`)).body.value[0].controlScores as Json[]).map(
      ({ controlName }) => controlName as string,
    );

  expect(await names(client.of(FABRIKAM))).not.toContain('intune_compliance_policy');
  expect(await names(client.of(NORTHWIND))).not.toContain('scid_2010');
  expect((await client.of(NORTHWIND).get(`${profiles}/scid_2010`)).body).toMatchObject({
    id: 'scid_2010',
    maxScore: 9,
  });
});

describe('PATCH of a control profile', () => {
  const path = `${profiles}/AdminMFAV2`;
  const body = { state: 'Ignored', comment: 'later', assignedTo: '', vendorInformation: VENDOR };

  test('answers 204, and the flat body is one more entry of the history', async () => {
    const { status, text } = await client.patch(path, body);

    expect({ status, text }).toEqual({ status: 204, text: '' });
    expect((await client.get(path)).body.controlStateUpdates).toMatchObject([
      { state: 'Ignored', comment: 'later', updatedBy: expect.any(String), updatedDateTime: expect.any(String) },
    ]);
  });

  test.each([
    ['without vendorInformation', { state: 'Ignored' }],
    ['with a state that does not exist', { ...body, state: 'Later' }],
    ['with a property that cannot be set', { ...body, title: 'x' }],
  ])('%s is refused', async (_, wrong) => {
    expect((await client.patch(path, wrong)).status).toBe(400);
  });
});
