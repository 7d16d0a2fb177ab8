import fc from 'fast-check';
import { CAST } from '../../emulator/world/cast.js';
import { globalId } from '../../src/util/globalId.js';
import { COLD, isBatch, openHouse, type House, type Told } from '../support/house.js';

const { tenantId } = CAST;
const GUID = '11111111-2222-4333-8444-555555555555';
/** What a hostile or careless caller writes into a text. */
const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom("'", "''", '/', '#', '\n', '$', '&', '?', '%27', '\\', '"', ')', ' or ', 'é', '😀', '\u0000'),
      fc.string({ maxLength: 4 }),
    ),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((pieces) => pieces.join(''));

/** Each argument that is a text, in a question that finds nothing by it. */
const TEXTS: Readonly<Record<string, string>> = {
  'alerts(filter: { assignedTo })':
    '{ alerts(tenants: ["contoso"], filter: { assignedTo: $text }) { nodes { graphId } } }',
  'alerts(filter: { serviceSource })':
    '{ alerts(tenants: ["contoso"], filter: { serviceSource: [$text, "x"] }) { nodes { graphId } } }',
  'alerts(filter: { text })':
    '{ alerts(tenants: ["contoso"], first: 1, filter: { text: $text }) { nodes { graphId } } }',
  'alerts(filter: { user })':
    '{ alerts(tenants: ["contoso"], first: 1, filter: { user: $text }) { nodes { graphId } } }',
  'alerts(filter: { observable })':
    '{ alerts(tenants: ["contoso"], first: 1, filter: { observable: $text }) { nodes { graphId } } }',
  'users(filter: { department })':
    '{ users(tenants: ["contoso"], filter: { department: [$text] }) { nodes { graphId } } }',
  'users(filter: { userType })': '{ users(tenants: ["contoso"], filter: { userType: $text }) { nodes { graphId } } }',
  'users(filter: { displayNameStartsWith })':
    '{ users(tenants: ["contoso"], filter: { displayNameStartsWith: $text }) { nodes { graphId } } }',
  'hosts(filter: { nameStartsWith })':
    '{ hosts(tenants: ["contoso"], filter: { nameStartsWith: $text }) { nodes { graphId } } }',
  'hosts(filter: { operatingSystem })':
    '{ hosts(tenants: ["contoso"], filter: { operatingSystem: [$text] }) { nodes { graphId } } }',
  'users(search)': '{ users(tenants: ["contoso"], search: $text) { nodes { graphId } } }',
  'hosts(search)': '{ hosts(tenants: ["contoso"], search: $text) { nodes { graphId } } }',
  'user(userPrincipalName)': '{ user(tenant: "contoso", userPrincipalName: $text) { graphId } }',
  'user(mail)': '{ user(tenant: "contoso", mail: $text) { graphId } }',
  'user(sid)': '{ user(tenant: "contoso", sid: $text) { graphId } }',
  'host(name)': '{ host(tenant: "contoso", name: $text) { graphId } }',
};
/** The same, for arguments whose GraphQL type is ID. */
const IDS: Readonly<Record<string, string>> = {
  'alert(id)': '{ alert(tenant: "contoso", id: $text) { graphId } }',
  'user(id)': '{ user(tenant: "contoso", id: $text) { graphId } }',
  'host(id)': '{ host(tenant: "contoso", id: $text) { graphId } }',
  'node(id)': '{ node(id: $text) { id } }',
  'tenant(id)': '{ tenant(id: $text) { id } }',
};

const REFUSALS: ReadonlySet<string> = new Set(['BAD_USER_INPUT', 'FORBIDDEN']);
const OPTIONS: ReadonlySet<string> = new Set([
  '$filter',
  '$search',
  '$select',
  '$expand',
  '$orderby',
  '$top',
  '$count',
  '$skip',
]);
const PATH =
  /^\/v1\.0\/(users|devices|deviceManagement\/managedDevices|security\/alerts_v2|security\/runHuntingQuery|directoryObjects\/getByIds)(\/[A-Za-z0-9_.:-]+)?$/;

describe('bad input', () => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse({ env: COLD });
  });
  afterAll(() => house.stop());

  async function refusalOf(document: string, variables: object = {}) {
    const { errors, requests } = await house.ask(document, variables);
    return {
      codes: errors.map(({ extensions }) => extensions.code),
      message: errors[0]?.message ?? '',
      requests: requests.length,
    };
  }

  test.each([
    ['alert', `{ alert(id: "da1-unknown", tenant: "contoso") { title } }`],
    ['alert by a global id', `{ alert(id: "${globalId('Alert', tenantId, 'da1-unknown')}") { title } }`],
    ['user', `{ user(id: "${GUID}", tenant: "contoso") { displayName } }`],
    ['user by name', `{ user(userPrincipalName: "nobody@contoso.example", tenant: "contoso") { displayName } }`],
    ['host', `{ host(deviceId: "${GUID}", tenant: "contoso") { name } }`],
    ['host by name', `{ host(name: "nothing-of-that-name", tenant: "contoso") { name } }`],
    ['node', `{ node(id: "${globalId('Group', tenantId, GUID)}") { id } }`],
  ])('an unknown %s is null, and no error', async (_what, document) => {
    const { data, errors } = await house.ask(document);

    expect(Object.values(data as object)).toEqual([null]);
    expect(errors).toEqual([]);
  });

  test.each([
    ['id', '{ alert(id: "no such/id", tenant: "contoso") { title } }'],
    ['id', '{ user(id: "miriam", tenant: "contoso") { mail } }'],
    ['id', `{ user(id: "${globalId('Host', tenantId, GUID)}") { mail } }`],
    ['id', '{ node(id: "bm90aGluZw") { id } }'],
    ['deviceId', '{ host(deviceId: "LAP-1", tenant: "contoso") { name } }'],
    ['name', '{ host(name: "a/b", tenant: "contoso") { name } }'],
    ['mail', '{ user(mail: "nobody", tenant: "contoso") { mail } }'],
    ['sid', '{ user(sid: "S-1", tenant: "contoso") { mail } }'],
    ['tenant', '{ user(mail: "a@b.example") { mail } }'],
    ['userPrincipalName', `{ user(id: "${GUID}", userPrincipalName: "a@b.example", tenant: "contoso") { mail } }`],
    ['after', '{ alerts(after: "AAAA", tenants: ["contoso"]) { nodes { title } } }'],
    ['first', '{ alerts(first: 0, tenants: ["contoso"]) { nodes { title } } }'],
    ['first', '{ alerts(first: 501, tenants: ["contoso"]) { nodes { title } } }'],
    ['first', '{ users(first: 101, tenants: ["contoso"]) { nodes { mail } } }'],
    ['search', '{ users(search: "", tenants: ["contoso"]) { nodes { mail } } }'],
  ])('argument %s is named in %s, and nothing is sent to Graph', async (argument, document) => {
    const { codes, message, requests } = await refusalOf(document);

    expect(codes).toEqual(['BAD_USER_INPUT']);
    expect(message).toContain(`"${argument}"`);
    expect(requests).toBe(0);
  });

  test.each(['2026-11-23', 'yesterday', '2026-11-23T08:00:00', '2026-13-01T00:00:00Z'])(
    'the time %s is refused with what is allowed',
    async (time) => {
      const question =
        'query ($t: DateTime!) { alerts(filter: { createdAfter: $t }, tenants: ["contoso"]) { nodes { title } } }';
      const { codes, message, requests } = await refusalOf(question, { t: time });

      expect(codes).toEqual(['BAD_USER_INPUT']);
      expect(message).toContain('ISO 8601');
      expect(requests).toBe(0);
    },
  );

  test('a filter too long for an address is refused by its length', async () => {
    const departments = Array.from({ length: 15 }, (_, place) => 'x'.repeat(400) + place);
    const question =
      'query ($d: [String!]) { users(filter: { department: $d }, tenants: ["contoso"]) { nodes { mail } } }';
    const { codes, message, requests } = await refusalOf(question, { d: departments });

    expect(codes).toEqual(['BAD_USER_INPUT']);
    expect(message).toContain('"filter"');
    expect(requests).toBe(0);
  });

  test('more values than Graph takes in one filter are refused with their number', async () => {
    const departments = Array.from({ length: 16 }, (_, place) => `Department ${place}`);
    const question =
      'query ($d: [String!]) { users(filter: { department: $d }, tenants: ["contoso"]) { nodes { mail } coverage { state } } }';
    const { codes, message } = await refusalOf(question, { d: departments });

    expect(codes).toEqual(['BAD_USER_INPUT']);
    expect(message).toContain('15');
  });

  test.each([
    ['{ alerts(tenants: ["elsewhere"]) { nodes { title } } }'],
    ['{ alerts(tenants: ["contoso", "elsewhere"]) { nodes { title } } }'],
    ['{ user(tenant: "elsewhere", mail: "a@b.example") { mail } }'],
    [`{ tenant(id: "${GUID}") { displayName } }`],
    [`{ node(id: "${globalId('User', GUID, GUID)}") { id } }`],
  ])('a tenant that is not in the list is forbidden: %s', async (document) => {
    const { codes, message, requests } = await refusalOf(document);

    expect(codes).toEqual(['FORBIDDEN']);
    expect(message).toContain('Query tenants');
    expect(requests).toBe(0);
  });

  test('a cursor opens nothing but the question it was given to', async () => {
    const page = (args: string) =>
      `query ($after: Cursor) { alerts(first: 2, after: $after, ${args}) { pageInfo { endCursor } } }`;
    const given = await house.ask(page('tenants: ["contoso"]'));
    const after = given.data.alerts.pageInfo.endCursor as string;
    const altered = `${after.slice(0, -2)}${after.endsWith('A') ? 'BB' : 'AA'}`;

    const refused = [
      await refusalOf(page('tenants: ["fabrikam"]'), { after }),
      await refusalOf(page('tenants: ["contoso"], filter: { severity: [HIGH] }'), { after }),
      await refusalOf('query ($after: Cursor) { users(after: $after, tenants: ["contoso"]) { totalCount } }', {
        after,
      }),
      await refusalOf(page('tenants: ["contoso"]'), { after: altered }),
    ];
    const welcome = await house.ask(page('tenants: ["contoso"]'), { after });

    expect(refused.map(({ codes, requests }) => ({ codes, requests }))).toEqual(
      Array.from({ length: 4 }, () => ({ codes: ['BAD_USER_INPUT'], requests: 0 })),
    );
    expect(welcome.errors).toEqual([]);
  });

  test('a cursor says nothing of its content', async () => {
    const { data } = await house.ask(
      '{ alerts(first: 2, tenants: ["contoso"]) { nodes { createdAt } pageInfo { endCursor } } }',
    );
    const open = Buffer.from(data.alerts.pageInfo.endCursor as string, 'base64url').toString('latin1');

    expect(open).not.toContain(tenantId);
    expect(open).not.toContain((data.alerts.nodes[0].createdAt as string).slice(0, 10));
    expect(open).not.toContain('http');
  });

  test.each([...Object.entries(TEXTS), ...Object.entries(IDS)])(
    'whatever text is in %s, it is refused by name or reaches Graph as a literal',
    async (argument, document) => {
      const type = argument in IDS ? 'ID' : 'String';
      await fc.assert(
        fc.asyncProperty(nasty, async (text) => {
          const { errors, requests } = await house.ask(`query ($text: ${type}!) ${document}`, { text });

          const statuses = requests.flatMap((request) => [request, ...request.parts]).map(({ status }) => status);
          expect(errors.filter(({ extensions }) => !REFUSALS.has(extensions.code))).toEqual([]);
          expect(statuses.filter((status) => status !== 200 && status !== 404)).toEqual([]);
          expect(urlsOf(requests).flatMap((url) => foreignParts(url, text))).toEqual([]);
        }),
        { numRuns: 12, seed: 7 },
      );
    },
  );
});

/** Addresses of all calls, plain or as part of a batch, as they were received. */
function urlsOf(requests: Told['requests']): string[] {
  return requests.flatMap((request) =>
    isBatch(request) ? request.parts.map(({ url }) => `/v1.0${url}`) : [request.url],
  );
}

/** What is in an address beyond a known path, known options and literals of this text. */
function foreignParts(url: string, text: string): string[] {
  const { pathname, searchParams, hash } = new URL(url, 'http://graph.example');
  const names = [...searchParams.keys()].filter((name) => !OPTIONS.has(name));
  const filter = searchParams.get('$filter') ?? '';
  const words = filter.replaceAll(`'${text.replaceAll("'", "''")}'`, '').replaceAll("'x'", '');
  const search = searchParams.get('$search') ?? `"displayName:${text}"`;
  return [
    ...names,
    ...(PATH.test(pathname) ? [] : [pathname]),
    ...(hash === '' ? [] : [hash]),
    ...(/^[\w\s(),]*$/.test(words) ? [] : [words]),
    ...(search === `"displayName:${text}"` ? [] : [search]),
  ];
}
