import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CAST } from '../../emulator/world/cast.js';
import { grouped } from '../../src/util/grouped.js';
import { COLD, example } from '../support/house.js';
import { openFronted, type FrontedHouse } from '../promises/support/fronted.js';

const NAMES = readdirSync(join(__dirname, '../../examples')).map((file) => file.replace('.graphql', ''));
const LISTS = {
  users: 100,
  hosts: 100,
  alerts: 500,
  incidents: 200,
  secureScores: 90,
  controlProfiles: 500,
  indicators: 500,
};
const ONE_EACH: Readonly<Record<string, readonly string[]>> = {
  [`user(id: "${CAST.clerk.id}", tenant: "contoso")`]: [
    'manager { displayName }',
    'managerChain { displayName }',
    'directReports { displayName }',
    'groups { displayName }',
    'devices { name }',
    'risk { level }',
    'riskDetections { type }',
    'signIns { __typename }',
    'lastSignIn { __typename }',
    'mfa { isRegistered }',
    'directoryRoles { __typename }',
    'isPrivileged',
    'licenses { skuId }',
    'oauthGrants { scopes }',
    'alerts(first: 5) { nodes { id } }',
    'incidents(first: 5) { id }',
    'timeline(first: 5) { at }',
  ],
  'host(name: "LAP-RMENON", tenant: "contoso")': [
    'owners { displayName }',
    'users { displayName }',
    'intune { complianceState }',
    'defender { __typename }',
    'groups { displayName }',
    'loggedOnUsers { accountName }',
    'alerts(first: 5) { nodes { id } }',
  ],
  'observable(value: "203.0.113.9", tenant: "contoso")': [
    'alerts(first: 5) { nodes { id } }',
    'indicators { id }',
    'articles { title }',
  ],
};
const QUESTIONS: readonly (readonly [string, string])[] = [
  ...NAMES.map((name) => [name, example(name)] as const),
  ...Object.entries(LISTS).map(
    ([list, first]) => [list, `{ ${list}(first: ${first}, tenants: ["contoso"]) { nodes { id } } }`] as const,
  ),
  ...Object.entries(ONE_EACH).flatMap(([root, pivots]) =>
    pivots.map((pivot) => [`${root.split('(')[0]}.${pivot.split(/[ (]/)[0]}`, `{ ${root} { ${pivot} } }`] as const),
  ),
];

let house: FrontedHouse;
beforeAll(async () => {
  house = await openFronted({ env: { ...COLD, MAX_REQUESTS: '10000' } });
  let pages = 0;
  house.front.alter = (told) => {
    if (isSearchRefused && /evidence%2Fany|runHuntingQuery/i.test(told.url)) {
      Object.assign(told, {
        status: told.url.includes('Hunting') ? 403 : 400,
        body: { error: { code: 'BadRequest' } },
      });
      return;
    }
    const isFurther = told.url.includes('endless');
    if (!isFurther && !Array.isArray(told.body?.value)) return;
    const version = /\/(beta|api)\//.exec(String(told.body['@odata.context'] ?? ''))?.[1] ?? 'v1.0';
    const [path] = told.url.split(/[?&]\$skiptoken=endless/);
    const next = `${house.front.url}/${version}${path}${path!.includes('?') ? '&' : '?'}$skiptoken=endless${(pages += 1)}`;
    told.body = {
      ...(isFurther ? { '@odata.context': `/${version}/`, value: [] } : told.body),
      '@odata.nextLink': next,
    };
    told.status = 200;
  };
});
afterAll(() => house.stop());

/** Graph lets nobody filter by evidence, nor hunt. */
let isSearchRefused = false;

test.each(QUESTIONS)(
  '%s: however many empty pages Graph gives, no more is asked than explain says',
  async (_name, document) => {
    const bound = await atMost(document);

    const { requests, errors } = await house.ask(document);

    const perTenant = grouped(requests, ({ tenantId }) => tenantId);
    const most = Math.max(0, ...[...perTenant.values()].map(({ length }) => length));
    expect(errors.filter(({ extensions }) => extensions.code.startsWith('GRAPHQL'))).toEqual([]);
    expect({ bound, most }).toEqual({ bound, most: Math.min(most, bound) });
  },
);

test.each(QUESTIONS.filter(([name]) => /\.(alerts|incidents|timeline)$/.test(name)))(
  '%s: when every way of searching is refused but looking through, no more is asked than explain says',
  async (_name, document) => {
    isSearchRefused = true;

    const { requests } = await house.ask(document);

    isSearchRefused = false;
    expect(requests.length).toBeGreaterThan(3);
    expect(requests.length).toBeLessThanOrEqual(await atMost(document));
  },
);

async function atMost(query: string): Promise<number> {
  const response = await fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, extensions: { explain: true } }),
  });
  const { extensions } = (await response.json()) as { extensions: { explain: { atMost: { requests: number } } } };
  return extensions.explain.atMost.requests;
}
