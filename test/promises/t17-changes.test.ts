import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  astFromValue,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  print,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLObjectType,
} from 'graphql';
import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import { buildGraphQLSchema } from '../../resolvers/index.js';
import { ALL_ROLES } from '../../src/config/roles.js';
import { openJournal } from '../../src/journal/openJournal.js';
import { systemClock } from '../../src/util/clock.js';
import { mutations } from '../../src/writes/mutations.js';
import type { House, Told } from '../support/house.js';
import { as, codesOf, openFronted, openLog, type FrontedHouse } from './support/fronted.js';

jest.setTimeout(60_000);

const KEYS = {
  ann: 'key-of-ann-aaaaaaaaaaaaaaaaaa',
  bob: 'key-of-bob-bbbbbbbbbbbbbbbbbb',
  region: 'key-of-the-region-cccccccccc',
  reader: 'key-of-a-reader-dddddddddddd',
} as const;
const WRITER = 'alerts:write';
const API_KEYS = [
  `ann:${KEYS.ann}::${WRITER}`,
  `bob:${KEYS.bob}::${WRITER},audit:read`,
  `region:${KEYS.region}:adatum:${WRITER}`,
  `reader:${KEYS.reader}:contoso,fabrikam`,
  ...Object.values(mutations).map(({ verb: { name }, role }) => {
    const others = ALL_ROLES.filter((one) => one !== role);
    return `without-${name}:${without(name)}::${others.join(',')}`;
  }),
];
const UPDATE = `mutation Update($ids: [ID!], $where: AlertFilter, $set: AlertChanges!, $reason: String, $key: String) {
  updateAlerts(ids: $ids, where: $where, set: $set, reason: $reason, idempotencyKey: $key) {
    job { id }
    outcomes {
      __typename
      ... on AlertUpdated { id before { status } after { status } alert { title } }
      ... on AlertRefused { id code message }
    }
  }
}`;
const JOB = 'query Job($id: ID, $key: String) { job(id: $id, idempotencyKey: $key) { id items { target } } }';
const schema = buildGraphQLSchema();
const FOREIGN = ['eyJhbGciOiJSUzI1NiJ9.c2lnbmF0dXJl', 'anna.secret@contoso.example', 'graph-backend-07.internal'];

let folder: string;
let house: FrontedHouse;
const { log, lines } = openLog();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'secgraph-changes-'));
  house = await opened(API_KEYS);
});
beforeEach(() => house.front.behave());
afterAll(async () => {
  await house.stop();
  rmSync(folder, { recursive: true });
});

function opened(keys: readonly string[]): Promise<FrontedHouse> {
  return openFronted({ env: { API_KEYS: keys.join(';'), JOURNAL_FILE: join(folder, 'journal.db') }, log });
}

function without(verb: string): string {
  return `key-without-${verb}-eeeeeeeeeeeeeeeeee`;
}

async function alertOf(tenant: string, at: Pick<House, 'ask'> = house): Promise<string> {
  const { data } = await at.ask(
    'query($t: [String!]) { alerts(tenants: $t, first: 50) { nodes { id api } } }',
    { t: [tenant] },
    as(KEYS.reader),
  );
  return data.alerts.nodes.find(({ api }: { api: string }) => api === 'V2').id;
}

const update = (key: string, variables: object, at: Pick<House, 'ask'> = house): Promise<Told> =>
  at.ask(UPDATE, { set: { status: 'RESOLVED' }, ...variables }, as(key));
const sentChanges = (): number =>
  house.front.seen.filter(({ method, body }) => method === 'PATCH' || body.includes('"PATCH"')).length;

/** A document that the schema takes, with nothing in it but what it must have. */
function smallest(name: string): string {
  const field = schema.getMutationType()!.getFields()[name]!;
  const isNeeded = ({ type, defaultValue }: GraphQLArgument): boolean =>
    isNonNullType(type) && defaultValue === undefined;
  const said = field.args.filter(isNeeded).map(({ name: argument, type }) => {
    return `${argument}: ${print(astFromValue(valueOf(type), type)!)}`;
  });
  const args = said.length > 0 ? `(${said.join(', ')})` : '';
  const below = Object.keys((getNamedType(field.type) as GraphQLObjectType).getFields()).includes('job');
  return `mutation { ${name}${args} { ${below ? 'job { id }' : '__typename'} } }`;
}

function valueOf(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType);
  if (isListType(type)) return [valueOf(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]!.value;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return Object.fromEntries(fields.map((field) => [field.name, valueOf(field.type)]));
  }
  const { name } = getNamedType(type);
  return { Int: 1, Float: 1, Boolean: true, DateTime: '2026-11-23T08:00:00Z' }[name] ?? 'nothing';
}

describe('T17: every change', () => {
  test('that callers can ask for is in the register, where its role stands', () => {
    expect(Object.keys(schema.getMutationType()!.getFields()).sort()).toEqual(Object.keys(mutations).sort());
  });

  test.each(Object.entries(mutations).map(([name, { role }]) => [name, role] as const))(
    '%s is refused without the role %s, though the caller has all others, before anything is read or written',
    async (name, role) => {
      const told = await house.ask(smallest(name), {}, as(without(name)));
      const nobody = await house.ask(smallest(name), {}, as(KEYS.reader));

      for (const { errors, data, requests } of [told, nobody]) {
        expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' }, message: expect.stringContaining(role) }]);
        expect(data).toBeNull();
        expect(requests).toEqual([]);
      }
    },
  );

  test('is refused by GET, by forms and plain text, in a batch of operations, and without a key', async () => {
    const id = await alertOf('contoso');
    const query = `mutation { updateAlerts(ids: ["${id}"], set: {status: RESOLVED}) { job { id } } }`;
    const body = JSON.stringify({ query });
    const send = (type: string, text: string, more = {}): Promise<Response> =>
      fetch(`${house.url}/graphql`, {
        method: 'POST',
        body: text,
        headers: { 'content-type': type, ...as(KEYS.ann), ...more },
      });
    house.front.behave();

    const answers = await Promise.all([
      fetch(`${house.url}/graphql?query=${encodeURIComponent(query)}`, {
        headers: { ...as(KEYS.ann), 'apollo-require-preflight': '1' },
      }),
      send('application/x-www-form-urlencoded', `query=${encodeURIComponent(query)}`),
      send('text/plain', body),
      send('multipart/form-data; boundary=x', body),
      send('application/json', `[${body},${body}]`),
      send('application/json', body, { authorization: 'Bearer nobody-has-such-a-key-at-all' }),
    ]);

    for (const { status } of answers) expect([400, 401, 405, 415]).toContain(status);
    expect(house.front.seen).toEqual([]);
  });

  test.each([
    ['a fragment of its own', (field: string) => `mutation { ... @defer { ${field} } }`],
    ['a named fragment', (field: string) => `mutation { ...F @defer } fragment F on Mutation { ${field} }`],
    [
      'a fragment inside another',
      (field: string) => `mutation { ...F } fragment F on Mutation { ... @defer { ${field} } }`,
    ],
  ])('cannot be deferred by %s: changes are made in the order written', async (_what, written) => {
    const id = await alertOf('contoso');
    house.front.behave();

    const response = await fetch(`${house.url}/graphql`, {
      ...{ method: 'POST' },
      body: JSON.stringify({
        query: written(`updateAlerts(ids: ["${id}"], set: {status: RESOLVED}) { job { id } }`),
      }),
      headers: {
        'content-type': 'application/json',
        accept: 'multipart/mixed;deferSpec=20220824, application/json',
        ...as(KEYS.ann),
      },
    });

    expect(response.status).toBe(400);
    expect(await response.text()).toContain('cannot be deferred');
    expect(sentChanges()).toBe(0);
  });
});

describe('T17: what is repeated under its key', () => {
  test('is done once, however many ask at the same time', async () => {
    const ids = [await alertOf('contoso')];
    house.front.behave();

    const told = await Promise.all([1, 2, 3, 4].map(() => update(KEYS.ann, { ids, key: 'all-at-the-same-time' })));

    expect(new Set(told.map(({ data }) => JSON.stringify(data))).size).toBe(1);
    expect(told[0]!.data.updateAlerts.outcomes).toMatchObject([{ __typename: 'AlertUpdated' }]);
    expect(sentChanges()).toBe(1);
  });

  test('is the own of each caller: the same key of another is another change, and nobody sees the job of another', async () => {
    const ids = [await alertOf('contoso')];
    const key = 'the-very-same-key';

    const ann = await update(KEYS.ann, { ids, key });
    const bob = await update(KEYS.bob, { ids, key, set: { status: 'NEW' } });

    expect([...ann.errors, ...bob.errors]).toEqual([]);
    const [annJob, bobJob] = [ann.data.updateAlerts.job.id as string, bob.data.updateAlerts.job.id as string];
    expect(annJob).not.toBe(bobJob);
    expect((await house.ask(JOB, { key }, as(KEYS.ann))).data.job.id).toBe(annJob);
    expect((await house.ask(JOB, { id: annJob }, as(KEYS.bob))).data).toEqual({ job: null });
    expect((await house.ask(JOB, { id: 'ffffffff-0000-4000-8000-000000000000' }, as(KEYS.bob))).data).toEqual({
      job: null,
    });
    expect((await house.ask(JOB, { key }, as(KEYS.reader))).data).toEqual({ job: null });
  });

  test('shows nothing any more of a tenant that was closed to the caller since', async () => {
    const ids = [await alertOf('contoso'), await alertOf('fabrikam')];
    const key = 'before-and-after';
    const first = await update(KEYS.ann, { ids, key });
    expect(first.data.updateAlerts.outcomes).toMatchObject([
      { before: { status: expect.any(String) }, after: { status: 'RESOLVED' }, alert: { title: expect.any(String) } },
      { before: { status: expect.any(String) }, after: { status: 'RESOLVED' }, alert: { title: expect.any(String) } },
    ]);
    await house.stop();
    house = await opened([`ann:${KEYS.ann}:fabrikam:${WRITER}`]);

    const again = await update(KEYS.ann, { ids, key });

    const [closed, open] = again.data.updateAlerts.outcomes;
    expect(open).toEqual(first.data.updateAlerts.outcomes[1]);
    expect(closed).toEqual({ __typename: 'AlertUpdated', id: ids[0], before: null, after: null, alert: null });
    expect(codesOf(again)).toEqual(['FORBIDDEN']);
    expect(sentChanges()).toBe(0);
    await house.stop();
    house = await opened(API_KEYS);
  });
});

test('T5: a filter reaches no alert of a tenant that is closed to the caller', async () => {
  const told = await update(KEYS.region, { where: { severity: ['HIGH'] } });

  expect(told.errors).toEqual([]);
  const tenants = told.data.updateAlerts.outcomes.map(({ id }: { id: string }) =>
    Buffer.from(id, 'base64url').toString().split(':').at(1),
  );
  expect(tenants.length).toBeGreaterThan(0);
  expect(new Set(tenants)).toEqual(new Set([DEMO_TENANTS.find(({ labels }) => labels.includes('adatum'))!.tenantId]));
  const asked = await house.ask(
    UPDATE.replace('where: $where', 'where: $where, tenants: ["contoso"]'),
    { where: { severity: ['HIGH'] }, set: { status: 'NEW' } },
    as(KEYS.region),
  );
  expect(codesOf(asked)).toEqual(['FORBIDDEN']);
});

test.each([
  ['reason', 'a\u0000b'],
  ['reason', 'a\u001b[2Jb'],
  ['reason', 'a\u009bb'],
  ['reason', 'a\ud800b'],
  ['reason', ' \n'],
  ['reason', 'x'.repeat(501)],
  ['key', 'key with spaces'],
  ['key', 'key-\u0000-0001'],
  ['key', 'key-\ud800-0001'],
  ['key', 'key-ü-00001'],
])('T35: the argument %s is no way to bring %j into the trail', async (argument, text) => {
  const told = await update(KEYS.ann, { ids: ['nothing'], [argument]: text });

  expect(told.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(told.requests).toEqual([]);
});

test('T13, T35: what is kept of changes holds no key, no secret and no text of others, nor does the log', async () => {
  const ids = [await alertOf('contoso')];
  house.front.alter = (told) => {
    if (!told.url.includes('/alerts_v2/')) return;
    told.status = 403;
    told.body = { error: { code: 'Forbidden', message: FOREIGN.join(' '), innerError: { 'request-id': FOREIGN[0] } } };
  };
  const told = await house.ask(
    UPDATE.replace('before { status }', ''),
    { ids, set: { status: 'NEW' }, reason: 'A drill.' },
    as(KEYS.ann),
  );
  house.front.behave();
  await update(KEYS.bob, { ids, reason: 'Another\none.' });

  expect(told.data.updateAlerts.outcomes).toMatchObject([{ __typename: 'AlertRefused', code: 'UPSTREAM_FORBIDDEN' }]);
  const trail = await house.ask(
    '{ auditTrail(first: 200) { nodes { message before after reason requestId } } }',
    {},
    as(KEYS.bob),
  );
  const kept = await everythingKept();
  expect(kept).toContain('A drill.');
  const secrets = [
    ...FOREIGN,
    ...Object.values(KEYS),
    ...DEMO_TENANTS.map(({ clientSecret }) => clientSecret),
    'Bearer ',
  ];
  for (const text of [kept, JSON.stringify(told), JSON.stringify(trail.data), lines.join('\n')]) {
    for (const secret of secrets) expect(text).not.toContain(secret);
  }
});

async function everythingKept(): Promise<string> {
  const journal = await openJournal({ file: join(folder, 'journal.db'), clock: systemClock });
  const rows = await Promise.all([
    journal.db.selectFrom('job').selectAll().execute(),
    journal.db.selectFrom('jobItem').selectAll().execute(),
    journal.db.selectFrom('audit').selectAll().execute(),
  ]);
  expect((await journal.audit.verify()).why).toBeNull();
  await journal.close();
  return JSON.stringify(rows);
}
