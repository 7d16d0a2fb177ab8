import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import { CAST } from '../../emulator/world/cast.js';
import { readOwnId } from '../../src/pivots/nouns.js';
import { globalId } from '../../src/util/globalId.js';
import { as } from '../promises/support/fronted.js';
import { openHouse, type House, type Told } from '../support/house.js';
import { userIdOf } from '../support/response.js';

const KEYS = { here: 'key-of-contoso-aaaaaaaaaaaaaa', there: 'key-of-fabrikam-bbbbbbbbbbbbb' } as const;
const API_KEYS = [
  `here:${KEYS.here}:contoso:actions:invoke`,
  `there:${KEYS.there}:fabrikam:actions:invoke,audit:read`,
].join(';');
const INVOKE = `mutation ($target: ID!) {
  invokeActions(actions: [{ kind: DISABLE_ACCOUNT, target: $target }], reason: "Token theft") {
    outcomes { __typename ... on ActionPending { action { id state } } }
  }
}`;
const CANCEL = `mutation ($id: ID!) {
  cancelAction(id: $id, reason: "Not mine") { outcomes { __typename ... on ActionRefused { code } } }
}`;
const STATE = 'query ($id: ID!) { node(id: $id) { ... on SecurityAction { state } } }';

let house: House;
beforeAll(async () => {
  house = await openHouse({ env: { API_KEYS } });
});
afterAll(() => house.stop());

const ask = (key: string, document: string, variables: object): Promise<Told> =>
  house.ask(document, variables, as(key));

test('an action that waits in one tenant is not called off by the id of another tenant with its key in it', async () => {
  house.emulator.addChaos({ match: { method: 'PATCH', path: '/users/' }, status: 429, retryAfter: 600 });
  const ordered = await ask(KEYS.here, INVOKE, { target: userIdOf(CAST.clerk) });
  const { id } = ordered.data.invokeActions.outcomes[0].action;
  const { key } = readOwnId(id)!;

  const forged = globalId('SecurityAction', DEMO_TENANTS[1]!.tenantId, key);
  const told = await ask(KEYS.there, CANCEL, { id: forged });

  expect(told.data.cancelAction.outcomes).toEqual([{ __typename: 'ActionRefused', code: 'UPSTREAM_NOT_FOUND' }]);
  expect((await ask(KEYS.here, STATE, { id })).data.node.state).toBe('PENDING');
});
