import { openHouse, type House } from '../support/house.js';
import { changesIn, incidentId, rowsOf } from '../support/triage.js';

const CONTOSO = 'c0a7050e-0001-4000-8000-000000000001';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterEach(() => house.emulator.reset());
afterAll(() => house.stop());

describe('updateIncidents by a filter', () => {
  const WHERE = `mutation ($where: IncidentFilter, $ids: [ID!], $atMost: Int, $dryRun: Boolean) {
    updateIncidents(where: $where, ids: $ids, atMost: $atMost, tenants: ["contoso"], set: { status: IN_PROGRESS }, dryRun: $dryRun) {
      outcomes { __typename ... on Outcome { id } }
    }
  }`;
  const where = { status: ['ACTIVE'] };

  test('changes all that fit: the pages of the list, and a batch for every twenty', async () => {
    const active = rowsOf(house, CONTOSO, 'incidents').filter(({ status }) => status === 'active').length;

    const preview = await house.ask(WHERE, { where, atMost: 200, dryRun: true });
    const told = await house.ask(WHERE, { where, atMost: 200 });

    expect(active).toBeGreaterThan(1);
    expect(preview.data.updateIncidents.outcomes).toHaveLength(active);
    expect(changesIn(preview.requests)).toEqual([]);
    expect(told.data.updateIncidents.outcomes).toHaveLength(active);
    expect(told.requests).toHaveLength(Math.ceil(active / 50) + Math.ceil(active / 20));
    expect(rowsOf(house, CONTOSO, 'incidents').some(({ status }) => status === 'active')).toBe(false);
  });

  test('changes nothing where more fit than are allowed, or where both ids and a filter are given', async () => {
    const many = await house.ask(WHERE, { where, atMost: 1 });
    const both = await house.ask(WHERE, { where, ids: [incidentId(CONTOSO, rowsOf(house, CONTOSO, 'incidents')[0]!)] });

    expect(many.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'where' } }]);
    expect(both.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'ids' } }]);
    expect(changesIn([...many.requests, ...both.requests])).toEqual([]);
  });
});
