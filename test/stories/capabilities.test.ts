import { callsOf, COLD, example, openHouse, type House, type Told } from '../support/house.js';

const SHORTCUTS = ['users.manager', 'devices.registeredOwners'];
const LISTS = `{
  users(first: 5, tenants: ["contoso"]) { nodes { displayName manager { displayName } } }
  hosts(first: 5, tenants: ["contoso"]) { nodes { name owners { displayName } } }
}`;

const refusals = ({ requests }: Told): number =>
  requests.flatMap((request) => [request, ...request.parts]).filter(({ status }) => status === 400).length;
const expansions = ({ requests }: Told): number => callsOf(requests).filter((call) => call.includes('$expand=')).length;

describe('Graph takes no $expand in lists', () => {
  let able: House;
  let unable: House;

  beforeAll(async () => {
    able = await openHouse({ env: COLD });
    unable = await openHouse({ env: COLD, emulator: { refuseExpand: SHORTCUTS } });
  });
  afterAll(() => Promise.all([able.stop(), unable.stop()]));

  test('the first question learns it, gets the same data, and pays for it', async () => {
    const usual = await able.ask(example('triage'));
    const first = await unable.ask(example('triage'));

    expect(first.errors).toEqual([]);
    expect(first.data).toEqual(usual.data);
    expect(refusals(first)).toBeGreaterThan(0);
    expect(first.requests.length).toBeGreaterThan(usual.requests.length);
  });

  test('later questions do not try again', async () => {
    const usual = await able.ask(example('triage'));
    const later = await unable.ask(example('triage'));

    expect(later.data).toEqual(usual.data);
    expect(expansions(later)).toBe(0);
    expect(refusals(later)).toBe(0);
  });

  test('what one tenant refuses is still tried in another', async () => {
    const other = await unable.ask(example('triage'), { tenants: ['adatum'] });

    expect(other.errors).toEqual([]);
    expect(expansions(other)).toBeGreaterThan(0);
  });
});

describe('Graph takes no $expand in lists that are paged', () => {
  test('pages of users and hosts bring their managers and owners all the same', async () => {
    const able = await openHouse({ env: COLD });
    const unable = await openHouse({ env: COLD, emulator: { refuseExpand: SHORTCUTS } });

    const usual = await able.ask(LISTS);
    const first = await unable.ask(LISTS);
    const later = await unable.ask(LISTS);
    await Promise.all([able.stop(), unable.stop()]);

    expect(first.errors).toEqual([]);
    expect(first.data).toEqual(usual.data);
    expect(later.data).toEqual(usual.data);
    expect(refusals(later)).toBe(0);
  });
});

describe('Graph does not nest a chain of managers', () => {
  test('the chain is climbed level by level, and the nesting is not tried again', async () => {
    const chains = '{ users(first: 5, tenants: ["contoso"]) { nodes { managerChain { displayName department } } } }';
    const able = await openHouse({ env: COLD });
    const unable = await openHouse({ env: COLD, emulator: { refuseExpand: SHORTCUTS } });

    const usual = await able.ask(chains);
    const first = await unable.ask(chains);
    const later = await unable.ask(chains);
    await Promise.all([able.stop(), unable.stop()]);

    expect(JSON.stringify(usual.data)).toContain('displayName');
    expect(first.errors).toEqual([]);
    expect(first.data).toEqual(usual.data);
    expect(refusals(first)).toBeGreaterThan(0);
    expect(later.data).toEqual(usual.data);
    expect(refusals(later)).toBe(0);
  });
});
