import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { CAST } from '../../emulator/world/cast.js';
import { buildGraphQLSchema } from '../../resolvers/index.js';
import { COLD, example, openHouse, type House, type Told } from '../support/house.js';
import { randomDocument } from '../support/randomDocument.js';

const { clerk, clerkLaptop, attack, personas } = CAST;
const ROOTS = {
  'alerts(first: 6, tenants: ["contoso"])': 'alerts',
  'alerts(first: 4, tenants: ["contoso", "fabrikam", "northwind"])': 'alerts',
  [`alert(id: "${attack['phish']}", tenant: "contoso")`]: 'alert',
  [`alert(id: "${attack['attack-disruption']}", tenant: "contoso")`]: 'alert',
  [`alert(id: "${personas.twoDevicesOfOneName.alertId}", tenant: "contoso")`]: 'alert',
  [`alert(id: "${personas.accountNameOnly.alertId}", tenant: "contoso")`]: 'alert',
  [`user(id: "${clerk.id}", tenant: "contoso")`]: 'user',
  [`host(deviceId: "${clerkLaptop.deviceId}", tenant: "contoso")`]: 'host',
  'host(name: "MEETING-ROOM-4", tenant: "contoso")': 'host',
  'users(first: 3, tenants: ["fabrikam", "contoso"])': 'users',
  'hosts(first: 3, tenants: ["contoso"], filter: { operatingSystem: ["Windows"] })': 'hosts',
  tenants: 'tenants',
};
/** Questions of chance may be dearer than any that a person writes. */
const WIDE = {
  ...COLD,
  MAX_DEPTH: '20',
  MAX_EXPECTED_REQUESTS: '10000',
  MAX_REQUESTS: '10000',
  MAX_ALIASES: '1000',
  MAX_NODES: '1000000',
};

/** What a caller sees, but for what differs by its nature. */
function shown({ data, errors }: Told) {
  return { data: data as unknown, codes: errors.map(({ extensions }) => extensions.code).sort() };
}

describe('an answer is the same whether its pivots are planned or load as execution meets them', () => {
  const schema = buildGraphQLSchema();
  let planned: House;
  let unplanned: House;

  beforeAll(async () => {
    planned = await openHouse({ env: WIDE });
    unplanned = await openHouse({ env: WIDE, isPlanned: false });
  });
  afterAll(() => Promise.all([planned.stop(), unplanned.stop()]));

  test.each(['triage'])('example %s, and the plan needs fewer requests', async (name) => {
    const withoutCoverage = example(name).replace(/coverage \{[^}]*\}/g, '');
    const [a, b] = await Promise.all([planned.ask(withoutCoverage), unplanned.ask(withoutCoverage)]);

    expect(shown(a)).toEqual(shown(b));
    expect(a.errors).toEqual([]);
    expect(a.requests.length).toBeLessThanOrEqual(b.requests.length);
  });

  test('questions of chance over all pivots', async () => {
    await fc.assert(
      fc.asyncProperty(randomDocument(schema, ROOTS, 5), async (document) => {
        fc.pre(validate(schema, parse(document)).length === 0);

        const [a, b] = await Promise.all([planned.ask(document), unplanned.ask(document)]);

        expect(shown(a)).toEqual(shown(b));
        expect(a.errors).toEqual([]);
      }),
      { numRuns: 80, seed: 20261123, endOnFailure: true },
    );
  }, 60_000);

  test('aliases of one list with other arguments, fragments and skipped fields', async () => {
    const document = `query ($no: Boolean = false) {
      some: alerts(first: 3, tenants: ["contoso"]) { nodes { ...A evidence(kinds: [USER]) { kind ... on UserEvidence { user { displayName } } } } }
      more: alerts(first: 5, tenants: ["contoso"]) { nodes { ...A users { user @include(if: $no) { department } user { mail } match { by } } } }
    }
    fragment A on Alert { title all: evidence { kind } devices: evidence(kinds: [DEVICE]) { ... on DeviceEvidence { host { name } } } }`;
    const [a, b] = await Promise.all([planned.ask(document), unplanned.ask(document)]);

    expect(a.errors).toEqual([]);
    expect(shown(a)).toEqual(shown(b));
  });
});
