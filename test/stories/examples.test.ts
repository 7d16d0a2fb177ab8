import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import { CAST } from '../../emulator/world/cast.js';
import { COLD, example, isBatch, openHouse, type House } from '../support/house.js';

const NAMES = readdirSync(join(__dirname, '../../examples')).map((file) => file.replace('.graphql', ''));

/** HTTP requests and round trips of an example as it is pasted, on a cold house. */
const PRICES: Readonly<Record<string, { requests: number; depth: number }>> = {
  triage: { requests: 2, depth: 2 },
  'score-report': { requests: 1, depth: 1 },
  'score-what-if': { requests: 4, depth: 1 },
  application: { requests: 2, depth: 2 },
  alert: { requests: 2, depth: 2 },
  users: { requests: 3, depth: 2 },
  host: { requests: 2, depth: 2 },
  // Fabrikam is asked for its legacy alerts, too.
  'next-page': { requests: 3, depth: 1 },
  observable: { requests: 4, depth: 2 },
  'block-indicator': { requests: 4, depth: 2 },
  'contain-host': { requests: 3, depth: 2 },
  'contain-user': { requests: 3, depth: 3 },
};

interface Page {
  readonly nodes: { id: string }[];
  readonly pageInfo: { endCursor: string | null };
  readonly totalCount: number;
}

describe('the examples', () => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse({ env: COLD, measuresDepth: true });
  });
  afterAll(() => house.stop());

  test.each(NAMES)('%s begins with what it is for', (name) => {
    expect(example(name)).toMatch(/^# [A-Z].{20,}/);
  });

  test.each(NAMES)(
    '%s runs as it is pasted, without an error, finds something, and costs what it says',
    async (name) => {
      const { data, errors, requests, depth } = await house.ask(example(name));

      expect(errors).toEqual([]);
      expect(JSON.stringify(data).length).toBeGreaterThan(200);
      const price = PRICES[name];
      if (price) expect({ requests: requests.length, depth }).toEqual(price);
    },
  );

  test('prices are those of examples that are there', () => {
    expect(NAMES).toEqual(expect.arrayContaining(Object.keys(PRICES)));
  });

  test('dossier, everything about an alert of the attack, costs at most 8 requests and 3 round trips', async () => {
    for (const id of Object.values(CAST.attack)) {
      const { requests, depth, errors } = await house.ask(example('dossier'), { id });

      expect({ id, errors }).toEqual({ id, errors: [] });
      expect(requests.length).toBeLessThanOrEqual(8);
      expect(depth).toBeLessThanOrEqual(3);
    }
  });

  test('mssp-morning costs at most two requests for each tenant (three with legacy alerts) and two round trips', async () => {
    const { requests, depth } = await house.ask(example('mssp-morning'));

    const perTenant = new Map<string | null, number>();
    for (const { tenantId } of requests) perTenant.set(tenantId, (perTenant.get(tenantId) ?? 0) + 1);
    expect(perTenant.size).toBe(4);
    expect(
      DEMO_TENANTS.filter(({ tenantId, legacyAlerts }) => perTenant.get(tenantId)! > (legacyAlerts ? 3 : 2)),
    ).toEqual([]);
    expect(depth).toBe(2);
  });

  test('triage-bulk sends nothing as it is pasted, and one request for every twenty alerts when it is told to', async () => {
    const dry = await house.ask(example('triage-bulk'));
    const told = await house.ask(example('triage-bulk'), { dryRun: false });

    const kinds = (data: { updateAlerts: { outcomes: { __typename: string }[] } }): Set<string> =>
      new Set(data.updateAlerts.outcomes.map(({ __typename }) => __typename));
    const count = dry.data.updateAlerts.outcomes.length as number;
    expect(count).toBeGreaterThan(20);
    expect(kinds(dry.data)).toEqual(new Set(['AlertPreview']));
    expect(kinds(told.data)).toEqual(new Set(['AlertUpdated']));
    expect([dry, told].map(({ requests }) => requests.length)).toEqual([1, 1 + Math.ceil(count / 20)]);
    expect(told.data.updateAlerts.outcomes).toHaveLength(count);
  });

  test('tenants asks every source side by side, the quick ones of a tenant in one batch', async () => {
    const { requests, depth, data } = await house.ask(example('tenants'));

    // Those of beta travel in a batch of their own, where the cloud has them.
    const batches = requests.filter((request) => isBatch(request) && request.url.startsWith('/v1.0'));
    expect(depth).toBe(1);
    expect(batches).toHaveLength(4);
    expect(data.tenants).toHaveLength(4);
  });

  test('next-page goes on behind its own cursor, until nothing is left', async () => {
    // The provider that does not answer for Fabrikam leaves nothing to count there.
    const tenants = ['contoso', 'adatum'];
    const first = await house.ask(example('next-page'), { tenants });
    const pages = [first.data.alerts as Page];
    while (pages.at(-1)!.pageInfo.endCursor !== null) {
      const { data } = await house.ask(example('next-page'), { tenants, after: pages.at(-1)!.pageInfo.endCursor });
      pages.push(data.alerts as Page);
    }

    const ids = pages.flatMap(({ nodes }) => nodes.map(({ id }) => id));
    const total = pages[0]!.totalCount;
    expect(pages.map(({ totalCount }) => totalCount)).toEqual(pages.map(() => total));
    expect(ids).toHaveLength(total);
    expect(new Set(ids).size).toBe(total);
  });
});
