import { COLD, callsOf, example, openHouse, type House } from '../support/house.js';

const LURE = 'login.contoso-portal.example';

describe('observables and indicators', () => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse({ env: COLD, measuresDepth: true });
  });
  afterEach(() => house.emulator.clearChaos());
  afterAll(() => house.stop());

  test('everything about a pasted domain costs four requests, two round trips deep', async () => {
    const { data, errors, requests, depth } = await house.ask(example('observable'));

    expect(errors).toEqual([]);
    expect({ requests: requests.length, depth }).toEqual({ requests: 4, depth: 2 });
    expect(data.observable).toMatchObject({
      kind: 'DOMAIN',
      value: 'sync.ledger-cdn.example',
      indicators: [{ target: 'DEFENDER_FOR_ENDPOINT', value: 'ledger-cdn.example', action: 'BLOCK' }],
      reputation: { classification: 'MALICIOUS', score: 100 },
      whois: {
        registrar: { organization: 'Example Names Ltd' },
        nameservers: [expect.any(String), expect.any(String)],
      },
      intelProfiles: [{ kind: 'ACTOR', title: 'Storm-4821' }, { kind: 'TOOL' }],
    });
    expect(data.observable.passiveDns.map(({ value }: { value: string }) => value)).toEqual([
      '198.51.100.23',
      '198.51.100.27',
    ]);
    expect(data.observable.alerts.nodes.length).toBeGreaterThan(0);
  });

  test('indicators cover by range, exactly and by a parent domain, from both targets', async () => {
    const { data, errors, requests, depth } = await house.ask(
      `query ($t: TenantId = "contoso") {
        ip: observable(value: "198.51.100.23", tenant: $t) { indicators { target value } }
        neighbour: observable(value: "198.51.100.30", tenant: $t) { indicators { target value } }
        url: observable(value: "hxxps://files[.]contoso-portal[.]example/vpn/ContosoVpnUpdate.msi", tenant: $t) {
          indicators { target value }
        }
        nobody: observable(value: "192.0.2.77", tenant: $t) { indicators { target value } }
        gone: observable(value: "pool.minexmr.example", tenant: $t) {
          indicators { value } all: indicators(activeOnly: false) { value isActive }
        }
      }`,
    );

    expect(errors).toEqual([]);
    expect({ requests: requests.length, depth }).toEqual({ requests: 2, depth: 1 });
    expect(data.ip.indicators).toEqual([
      { target: 'GRAPH_TI_INDICATORS', value: '198.51.100.16/28' },
      { target: 'DEFENDER_FOR_ENDPOINT', value: '198.51.100.23' },
    ]);
    expect(data.neighbour.indicators).toEqual([{ target: 'GRAPH_TI_INDICATORS', value: '198.51.100.16/28' }]);
    expect(data.url.indicators).toEqual([
      { target: 'GRAPH_TI_INDICATORS', value: 'contoso-portal.example' },
      {
        target: 'DEFENDER_FOR_ENDPOINT',
        value: 'https://files.contoso-portal.example/vpn/ContosoVpnUpdate.msi',
      },
    ]);
    expect(data.nobody.indicators).toEqual([]);
    expect(data.gone).toEqual({ indicators: [], all: [{ value: 'pool.minexmr.example', isActive: false }] });
  });

  test('the observables of fifty alerts ask two lists, and one part for each host', async () => {
    const { data, errors, requests, parts, depth } = await house.ask(
      `{ alerts(first: 50, tenants: ["contoso"]) { nodes { indicators {
        value kind indicators { value } reputation { classification }
      } } } }`,
    );

    type Seen = { kind: string; value: string };
    const seen = (data.alerts.nodes as { indicators: Seen[] }[]).flatMap(({ indicators }) => indicators);
    const asked = callsOf(requests).filter((call) => call.endsWith('/reputation'));
    expect(errors).toEqual([]);
    expect(seen.length).toBeGreaterThan(60);
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.length).toBeLessThan(seen.length);
    expect({ requests: requests.length, depth }).toEqual({ requests: 3 + Math.ceil(asked.length / 20), depth: 2 });
    expect(parts).toBe(3 + asked.length);
  });

  test('a list over all tenants costs two requests for each and says who is missing, and why', async () => {
    const { data, errors, requests, depth } = await house.ask(example('indicators'));

    expect(errors).toEqual([]);
    expect({ requests: requests.length, depth }).toEqual({ requests: 8, depth: 1 });
    const stateOf = (tenant: string, source: string) =>
      data.indicators.coverage.find(
        (row: { tenant: { displayName: string }; source: string }) =>
          row.tenant.displayName === tenant && row.source === source,
      );
    expect(stateOf('Contoso', 'TI_INDICATORS')).toMatchObject({ state: 'COMPLETE' });
    expect(stateOf('Northwind', 'TI_INDICATORS')).toMatchObject({
      state: 'NO_CONSENT',
      remedy: 'Let an administrator of Northwind consent to ThreatIndicators.ReadWrite.OwnedBy.',
    });
    expect(stateOf('Northwind', 'DEFENDER_INDICATORS')).toMatchObject({ state: 'NO_LICENSE' });
    expect(stateOf('Adatum Federal', 'TI_INDICATORS')).toMatchObject({ state: 'RETIRED' });
    expect(stateOf('Contoso', 'SENTINEL_INDICATORS')).toMatchObject({ state: 'UNAVAILABLE' });
    expect(data.indicators.totalCount).toBeNull(); // nobody knows how many Northwind has
  });

  test('pages of the list join without a gap, in the order of time', async () => {
    const ask = (first: number, after: string | null) =>
      house.ask(
        `query ($first: Int!, $after: Cursor) {
          indicators(first: $first, after: $after, tenants: ["contoso", "fabrikam"]) {
            nodes { id createdAt } totalCount pageInfo { hasNextPage endCursor }
          }
        }`,
        { first, after },
      );
    const whole = (await ask(100, null)).data.indicators;
    const nodes: unknown[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { data } = await ask(4, after);
      nodes.push(...data.indicators.nodes);
      expect(data.indicators.totalCount).toBe(whole.totalCount);
      ({ hasNextPage: more, endCursor: after } = data.indicators.pageInfo);
    }

    const times = whole.nodes.map(({ createdAt }: { createdAt: string }) => createdAt);
    expect(nodes).toEqual(whole.nodes);
    expect(times).toEqual([...times].sort().reverse());
    expect(new Set(whole.nodes.map(({ id }: { id: string }) => id)).size).toBe(whole.totalCount);
  });

  test('filters are finished here, and targets that are not asked for are not read', async () => {
    const { data, requests } = await house.ask(
      `{ indicators(tenants: ["contoso"], filter: { target: [DEFENDER_FOR_ENDPOINT], action: [BLOCK, WARN], isActive: true }) {
        nodes { value action } coverage { source }
      } }`,
    );

    expect(requests).toHaveLength(1);
    expect(data.indicators.nodes.map(({ action }: { action: string }) => action)).toEqual(['WARN', 'BLOCK', 'BLOCK']);
    expect(data.indicators.coverage).toEqual([{ source: 'DEFENDER_INDICATORS' }]);
  });

  test('what covers an address can be asked of the list, too', async () => {
    const { data } = await house.ask(
      '{ indicators(tenants: ["contoso"], filter: { covers: "198.51.100[.]23" }) { nodes { value } } }',
    );

    expect(data.indicators.nodes.map(({ value }: { value: string }) => value).sort()).toEqual([
      '198.51.100.16/28',
      '198.51.100.23',
    ]);
  });

  test('an indicator is found again by its id, alone and among other nodes', async () => {
    const { data } = await house.ask('{ indicators(first: 30, tenants: ["contoso"]) { nodes { id value target } } }');
    const { nodes } = data.indicators;
    const first = nodes[0];

    const one = await house.ask('query ($id: ID!) { indicator(id: $id) { id value target } }', { id: first.id });
    const all = await house.ask(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Indicator { id value target } } }',
      { ids: nodes.map(({ id }: { id: string }) => id) }, // prettier-ignore
    );

    expect(one.data.indicator).toEqual(first);
    expect(one.requests).toHaveLength(1);
    expect(all.data.nodes).toEqual(nodes);
    expect(all.requests).toHaveLength(2);
  });

  test('an id that nothing has is null, one that is none is told so', async () => {
    const { data } = await house.ask('{ indicators(first: 1, tenants: ["contoso"]) { nodes { id } } }');
    const id = Buffer.from(data.indicators.nodes[0].id as string, 'base64url')
      .toString()
      .replace(/\d+$/, '123456');

    const missing = await house.ask('query ($id: ID!) { indicator(id: $id) { value } }', {
      id: Buffer.from(id).toString('base64url'),
    });
    const wrong = await house.ask('{ indicator(id: "995") { value } }');

    expect(missing).toMatchObject({ data: { indicator: null }, errors: [] });
    expect(wrong.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('alerts of an indicator: exactly by filter, for a range and a domain by looking through the newest', async () => {
    const { data, errors } = await house.ask(
      `{ indicators(tenants: ["contoso"], filter: { severity: [HIGH] }, first: 30) { nodes {
        kind value values { isRange } alerts(first: 50) { nodes { id indicators { value } } }
      } } }`,
    );

    type Found = { value: string; alerts: { nodes: { id: string; indicators: { value: string }[] }[] } };
    const of = (value: string) => (data.indicators.nodes as Found[]).find((one) => one.value === value)!.alerts.nodes;
    expect(errors).toEqual([]);
    expect(of('198.51.100.16/28').length).toBeGreaterThanOrEqual(of('198.51.100.23').length);
    expect(of('198.51.100.23').length).toBeGreaterThan(2);
    expect(of('contoso-portal.example').length).toBeGreaterThan(4);
    for (const { indicators } of of('contoso-portal.example')) {
      expect(indicators.some(({ value }) => value.includes('contoso-portal.example'))).toBe(true);
    }
  });

  test('an indicator of what no alert shows has no alerts', async () => {
    const { data, errors } = await house.ask(
      '{ indicators(tenants: ["contoso"], filter: { text: "python-httpx" }) { nodes { kind value alerts { nodes { id } } } } }',
    );

    expect(errors).toEqual([]);
    expect(data.indicators.nodes).toEqual([{ kind: null, value: 'python-httpx/0.27 (sync)', alerts: null }]);
  });

  test('a host that Microsoft does not know, and a file, are null without an error', async () => {
    const { data, errors, requests } = await house.ask(
      `{ observable(value: "unknown.example", tenant: "contoso") { reputation { score } whois { text } passiveDns { value } articles { title } }
         file: observable(value: "${'a'.repeat(64)}", tenant: "contoso") { kind reputation { score } whois { text } } }`,
    );

    expect(errors).toEqual([]);
    expect(data.observable).toEqual({ reputation: null, whois: null, passiveDns: null, articles: [] });
    expect(data.file).toEqual({ kind: 'FILE_SHA256', reputation: null, whois: null });
    expect(callsOf(requests)).toHaveLength(4);
  });

  test('a tenant without the licence says so once, and is not asked again for a while', async () => {
    const question = `{ observable(value: "${LURE}", tenant: "fabrikam") { reputation { score } articles { title } } }`;
    const first = await house.ask(question);
    const again = await house.ask(question);

    expect(first).toMatchObject({ errors: [], data: { observable: { reputation: null, articles: null } } });
    expect(first.extensions.coverage).toMatchObject([
      { source: 'THREAT_INTELLIGENCE', state: 'NO_LICENSE', remedy: expect.stringContaining('Threat Intelligence') },
    ]);
    expect(first.requests).toHaveLength(1);
    expect(again.requests).toHaveLength(0);
  });

  test('where Defender fails the indicators of Graph stand, and the coverage says what is missing', async () => {
    house.emulator.addChaos({ match: { path: '/api/indicators' }, status: 500 });

    const { data, errors, extensions } = await house.ask(
      '{ observable(value: "198.51.100.23", tenant: "contoso") { indicators { target } } }',
    );

    expect(errors).toEqual([]);
    expect(data.observable.indicators).toEqual([{ target: 'GRAPH_TI_INDICATORS' }]);
    expect(extensions.coverage).toMatchObject([{ source: 'DEFENDER_INDICATORS', state: 'UNAVAILABLE' }]);
  });

  test('the day Microsoft removes tiIndicators, they are retired and nothing fails', async () => {
    house.emulator.addChaos({ match: { path: 'tiIndicators' }, status: 404 });

    const { data, errors } = await house.ask(
      '{ indicators(tenants: ["contoso"], first: 3) { nodes { target } coverage { source state } } tenant(id: "contoso") { coverage { source state } } }',
    );

    expect(errors).toEqual([]);
    expect(data.indicators.nodes).toHaveLength(3);
    for (const { coverage } of [data.indicators, data.tenant]) {
      expect(coverage).toContainEqual({ source: 'TI_INDICATORS', state: 'RETIRED' });
    }
  });

  test('articles are read as words: of HTML the text, and nothing of its scripts', async () => {
    const { data } = await house.ask(
      '{ observable(value: "203.0.113.90", tenant: "contoso") { articles { title summary body } } }',
    );

    expect(data.observable.articles).toEqual([
      {
        title: 'Adversary-in-the-middle kits rent their proxies by the hour',
        summary: 'Kits that stand between users and sign-in pages share a few hosters.',
        body: 'Description\nProxies in a few ranges serve many kits.',
      },
    ]);
  });

  test('a body that nobody reads is not asked for', async () => {
    const { requests } = await house.ask(`{ observable(value: "${LURE}", tenant: "contoso") { articles { title } } }`);

    expect(callsOf(requests).join()).toContain('$select=id,title');
    expect(callsOf(requests).join()).not.toContain('body');
  });

  test('from a machine to what Microsoft knows of its flaws', async () => {
    const { data, errors, requests } = await house.ask(
      `{ hosts(first: 5, tenants: ["contoso"]) { nodes { vulnerabilities(first: 3) { cveId intelligence { cveId severity } } } } }`,
    );

    type Flaw = { cveId: string; intelligence: { cveId: string } | null };
    const flaws = (data.hosts.nodes as { vulnerabilities: Flaw[] | null }[]).flatMap(
      (host) => host.vulnerabilities ?? [],
    );
    expect(errors).toEqual([]);
    const named = await house.ask(
      '{ vulnerability(id: "cve-2024-49138", tenant: "contoso") { cveId severity isExploited cvss3 exploits { url } } }',
    );
    expect(named.data.vulnerability).toEqual({
      cveId: 'CVE-2024-49138',
      severity: 'HIGH',
      isExploited: true,
      cvss3: 7.8,
      exploits: [{ url: 'https://exploits.example/CVE-2024-49138' }],
    });
    expect(flaws.length).toBeGreaterThan(4);
    expect(flaws.every(({ cveId, intelligence }) => intelligence?.cveId === cveId)).toBe(true);
    const asked = callsOf(requests).filter((call) => call.includes('/vulnerabilities/'));
    expect(new Set(asked).size).toBe(asked.length);
  });

  test.each([
    ['hello world', 'BAD_USER_INPUT'],
    ['10.0.0.0/8', 'BAD_USER_INPUT'],
    ['', 'BAD_USER_INPUT'],
    ['evil\n.example', 'BAD_USER_INPUT'],
    [`${'a'.repeat(2100)}.example`, 'BAD_USER_INPUT'],
  ])('%j is no observable', async (value, code) => {
    const { data, errors, requests } = await house.ask(
      'query ($value: String!) { observable(value: $value, tenant: "contoso") { kind } }',
      { value },
    );

    expect(data.observable).toBeNull();
    expect(errors).toMatchObject([{ message: expect.stringContaining('IPv4'), extensions: { code } }]);
    expect(requests).toEqual([]);
  });

  test.each([
    ['{ vulnerability(id: "heartbleed", tenant: "contoso") { cveId } }'],
    ['{ observable(value: "a.example", tenant: "contoso") { passiveDns(first: 0) { value } } }'],
    ['{ observable(value: "a.example", tenant: "contoso") { articles(first: 26) { title } } }'],
    ['{ indicators(first: 501) { totalCount } }'],
    ['{ indicators(filter: { covers: "nothing at all" }) { totalCount } }'],
    [`{ indicators(filter: { text: "${'a'.repeat(1001)}" }) { totalCount } }`],
  ])('%s is refused by name', async (question) => {
    const { errors } = await house.ask(question);

    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

test('lists are kept for five minutes and threat intelligence for an hour', async () => {
  const house = await openHouse();
  try {
    const question = `{ observable(value: "${LURE}", tenant: "contoso") { indicators { value freshness } reputation { score } } }`;
    const first = await house.ask(question);
    const again = await house.ask(question);

    expect(first.data.observable.indicators[0].freshness).toBe('LIVE');
    expect(again.data.observable.indicators[0].freshness).toBe('CACHE');
    expect([first.requests.length, again.requests.length]).toEqual([3, 0]);
  } finally {
    await house.stop();
  }
});
