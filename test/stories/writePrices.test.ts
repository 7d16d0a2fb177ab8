import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import { openHouse, type House } from '../support/house.js';
import { alertId, incidentId, legacyId, rowsOf } from '../support/triage.js';

const [CONTOSO, FABRIKAM] = DEMO_TENANTS.map(({ tenantId }) => tenantId) as [string, string];

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterEach(() => house.emulator.reset());
afterAll(() => house.stop());

interface Plan {
  readonly expected: { readonly requests: number };
  readonly atMost: { readonly requests: number };
}

async function explain(query: string): Promise<Plan> {
  const response = await fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, extensions: { explain: true } }),
  });
  return ((await response.json()) as { extensions: { explain: Plan } }).extensions.explain;
}

const alerts = (): string =>
  JSON.stringify(
    rowsOf(house, CONTOSO, 'alerts')
      .slice(0, 45)
      .map((row) => alertId(CONTOSO, row)),
  );
const legacy = (): string =>
  JSON.stringify(
    rowsOf(house, FABRIKAM, 'legacyAlerts')
      .slice(0, 5)
      .map((row) => legacyId(FABRIKAM, row)),
  );
const incidents = (): string =>
  JSON.stringify(
    rowsOf(house, CONTOSO, 'incidents')
      .filter(({ status }) => status !== 'redirected')
      .slice(0, 22)
      .map((row) => incidentId(CONTOSO, row)),
  );
const SINCE = 'ifUnchangedSince: "2100-01-01T00:00:00Z"';

/** What it costs as it is asked most, by name. */
const CHANGES: Readonly<Record<string, () => string>> = {
  'alerts by ids': () => `updateAlerts(ids: ${alerts()}, set: { status: RESOLVED }) { outcomes { __typename } }`,
  'alerts with all that can be read of them': () =>
    `updateAlerts(ids: ${alerts()}, set: { status: RESOLVED }, ${SINCE}) { outcomes { ... on AlertUpdated { before { status } alert { title } } } }`,
  'alerts by a filter': () =>
    'updateAlerts(where: { severity: [LOW], status: [NEW] }, atMost: 30, tenants: ["contoso"], set: { status: RESOLVED }) { outcomes { __typename } }',
  'legacy alerts': () => `updateAlerts(ids: ${legacy()}, set: { status: RESOLVED }) { outcomes { __typename } }`,
  comments: () => `commentOnAlerts(ids: ${alerts()}, comment: "Seen.") { outcomes { __typename } }`,
  moves: () => `moveAlerts(ids: ${alerts()}) { outcomes { __typename } moves { incident { status } } }`,
  incidents: () => `updateIncidents(ids: ${incidents()}, set: { status: RESOLVED }) { outcomes { __typename } }`,
  merges: () => `mergeIncidents(ids: ${incidents()}) { outcomes { __typename } incident { status } }`,
};

test.each(Object.keys(CHANGES))(
  '%s: what is expected is near what happens, which is never more than at most',
  async (name) => {
    for (const echoOldValues of [false, true]) {
      const query = `mutation { ${CHANGES[name]!()} }`;
      const plan = await explain(query);
      house.emulator.change({ echoOldValues });

      const { requests, errors } = await house.ask(query);

      expect(errors).toEqual([]);
      expect(requests.length).toBeGreaterThan(0);
      expect(plan.atMost.requests).toBeGreaterThanOrEqual(requests.length);
      if (!echoOldValues && name !== 'legacy alerts') {
        expect(plan.expected.requests).toBeGreaterThanOrEqual(requests.length / 2);
        expect(plan.expected.requests).toBeLessThanOrEqual(requests.length * 2);
      }
      house.emulator.reset();
    }
  },
);
