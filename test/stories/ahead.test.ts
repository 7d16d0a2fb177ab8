import { openHouse, type House } from '../support/house.js';

describe('a key is told ahead only from the key of the noun itself', () => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.stop());

  test('groups and risk of managers, who were asked for by the ids of others', async () => {
    const { data, errors } = await house.ask(
      '{ users(first: 3, tenants: ["contoso"]) { nodes { id manager { displayName groups { displayName } risk { level } } } } }',
    );

    expect(errors).toEqual([]);
    const managed = data.users.nodes.filter((user: { manager: unknown }) => user.manager !== null);
    expect(managed.length).toBeGreaterThan(0);
    expect(managed[0].manager.groups.length).toBeGreaterThan(0);
  });

  test('groups of a user who was asked for by the global id', async () => {
    const { data } = await house.ask(
      '{ users(first: 1, tenants: ["contoso"]) { nodes { id groups { displayName } } } }',
    );
    const [user] = data.users.nodes;

    const again = await house.ask('query ($id: ID!) { node(id: $id) { ... on User { groups { displayName } } } }', {
      id: user.id,
    });

    expect(again.errors).toEqual([]);
    expect(again.data.node.groups).toEqual(user.groups);
  });
});
