import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import type { DemoTenant } from '../../emulator/demoTenants.js';
import { ROUTES } from '../../emulator/routes/index.js';
import { Router } from '../../emulator/routes/router.js';
import { startEmulator } from '../../emulator/startEmulator.js';
import type { Emulator } from '../../emulator/startEmulator.js';
import { EmulatorClient } from './support/EmulatorClient.js';
import type { GraphAnswer } from './support/EmulatorClient.js';
import { INDICATOR_BODIES } from './support/indicatorBodies.js';
import { describeWith } from './support/material.js';
import { readModel, withBeta } from './support/Metadata.js';
import type { Metadata, PublishedModel } from './support/Metadata.js';
import { publishedExamples } from './support/published.js';
import type { Published } from './support/published.js';
import { Shape } from './support/Shape.js';
import { BY_NAME } from './support/sweep.js';
import { typeOfPath } from './support/typeOfPath.js';

const [CONTOSO, , NORTHWIND] = DEMO_TENANTS;
const router = new Router(ROUTES);
const ADVANCED = { consistencylevel: 'eventual' };

/** Where the emulator answers otherwise than the page prints, or than a request without a printed answer suggests, and why. */
const STATUS: Readonly<Record<string, readonly [number, string]>> = {
  'beta.group-get.03': [400, 'membershipRuleProcessingStatus is of beta; the emulator’s beta has the types of v1.0'],
  'beta.securescorecontrolprofiles-update.01': [400, 'the body is a placeholder'],
  'concepts.delta-query-overview.02': [501, 'as printed: the property is served by another store'],
  'concepts.paging.02': [400, 'the token is shortened, so it is nobody’s'],
  'new.concepts.filter-query-parameter.43': [400, 'certificateUserIds is declared in authorizationInfo alone'],
  'new.concepts.filter-query-parameter.44': [400, 'certificateUserIds is declared in authorizationInfo alone'],
  'new.v1.0.directoryobject-getbyids.01': [400, 'the ids lack their hyphens: Graph takes GUIDs only'],
  'new.v1.0.securescorecontrolprofile-update.02': [
    204,
    '200 goes with Prefer: return=representation, which the page forgot',
  ],
  'query.08': [400, 'userStates could never be filtered by, as the migration page says'],
  'sample.56d5b259-d132-462b-9576-ce7109681581': [204, 'the page of the method says so'],
  'sample.b44cc42b-3828-4ea2-9a20-0e29a04a052e': [201, 'the page of the method says so'],
  'sample.cadd1d98-446a-426f-afdf-c899bc03102f': [403, 'the demo application may enable and disable users, no more'],
  'sample.144ce88f-a0e4-457c-915d-f2f2d4d7f1e0': [204, 'the page of the method says so'],
  'sample.2592c4ed-2947-41ae-9659-371cf65beef6': [201, 'the page of the method says so'],
  'sample.39fb7c6b-9df5-4674-8919-84a39bff3149': [204, 'the page of the method says so'],
  'v1.0.user-list.07': [400, '$orderbydisplayName is no option'],
};

/** Examples that ask the emulator for something it does not have, and what. */
const NOT_EMULATED: Readonly<Record<string, string>> = {
  'new.v1.0.security-security-runhuntingquery.01': 'the table DeviceProcessEvents',
  'new.v1.0.security-security-runhuntingquery.02': 'the table DeviceProcessEvents',
};

/** In place of a body that names nothing but types. */
const LEGACY_CHANGES = {
  assignedTo: 'analyst@northwind.example',
  comments: ['Closed in IPC'],
  feedback: 'truePositive',
  status: 'inProgress',
  tags: ['reviewed'],
  vendorInformation: { provider: 'IPC', vendor: 'Microsoft' },
};

/** Bodies that the metadata corrects: enum members begin in lower case. */
const BODIES: Readonly<Record<string, unknown>> = {
  'beta.alert-update.01': LEGACY_CHANGES,
  'beta.alert-update.02': LEGACY_CHANGES,
  'v1.0.alert-update.01': LEGACY_CHANGES,
  'v1.0.alert-update.02': LEGACY_CHANGES,
  'new.v1.0.security-incident-update.01': {
    classification: 'truePositive',
    determination: 'multiStagedAttack',
    customTags: ['Demo'],
  },
};

/** Bodies that need keys that exist. */
const BODIES_WITH_KEYS: Readonly<Record<string, (client: EmulatorClient, body: unknown) => Promise<unknown>>> = {
  ...INDICATOR_BODIES,
  'beta.riskyusers-confirmcompromised.02': riskyUserIds,
  'concepts.tutorial-riskdetection-api.06': riskyUserIds,
  'sample.56d5b259-d132-462b-9576-ce7109681581': riskyUserIds,
  'v1.0.riskyuser-confirmcompromised.01': riskyUserIds,
  'beta.alert-updatealerts.01': async (client) => ({
    value: [
      { ...LEGACY_CHANGES, id: await firstId(client, "security/alerts?$filter=vendorInformation/provider eq 'IPC'") },
    ],
  }),
};

/** Members that a page prints and the answer has not, and why. */
const SLIPS: readonly (readonly [name: string, line: RegExp, reason: string])[] = [
  ['', /^\/comments\[\]\/created(By|Time) /, 'declared as createdByDisplayName and createdDateTime'],
];

describeWith(
  'Published examples',
  ['graph-examples/model/graph-v1.0.json', 'graph-examples/model/graph-beta.json'],
  (material) => {
    const known = publishedExamples(material).filter(isEmulated);
    const model = withBeta(
      material.json('graph-examples', 'model', 'graph-v1.0.json') as PublishedModel,
      material.json('graph-examples', 'model', 'graph-beta.json') as PublishedModel,
    );
    const metadata = readModel(model);
    let emulator: Emulator;
    let client: EmulatorClient;
    /** Contoso has no legacy alerts. */
    let ofNorthwind: EmulatorClient;
    const whoAsks = ({ path }: Published): EmulatorClient =>
      /^\/security\/alerts(\/|$)/.test(path) ? ofNorthwind : client;

    beforeAll(async () => {
      emulator = await startEmulator({ throttling: false });
      client = new EmulatorClient(emulator, CONTOSO as DemoTenant);
      ofNorthwind = new EmulatorClient(emulator, NORTHWIND as DemoTenant);
    });
    afterAll(() => emulator.stop());

    test('there are examples of nearly everything that the emulator has', () => {
      const families = new Set(
        known.map(({ path }) =>
          path
            .split('/')
            .slice(0, 3)
            .join('/')
            .replace(/\/[^/]*\{.*$|\/[0-9a-f-]{36}.*$/, ''),
        ),
      );

      expect(known.length).toBeGreaterThan(90);
      expect([...families]).toEqual(
        expect.arrayContaining([
          ...['/users', '/devices', '/groups', '/organization', '/directoryObjects/getByIds'],
          ...['/security/alerts_v2', '/security/incidents', '/identityProtection/riskyUsers'],
        ]),
      );
    });

    test.each(
      known.map((example): [string, Published] => [
        `${example.name}: ${example.method} ${example.path}${example.query}`,
        example,
      ]),
    )('%s', async (_, example) => {
      const { path, answer } = await ask(whoAsks(example), example);

      expect(inWords(answer)).toMatch(new RegExp(`^${expectedStatus(example)}( |$)`));
      if (answer.status >= 300 || !isRecord(example.responseBody)) return;
      const shape = new Shape().add(answer.body);
      await widen(whoAsks(example), example, path, shape);
      const isDeclared = (line: string): boolean => declares(metadata, typeOfExample(model, example, path), line);
      const lacking = shape.lacks(example.responseBody).filter((line) => isDeclared(line) && !isSlip(example, line));
      expect(lacking).toEqual([]);
    });

    test.each(
      known
        .filter(({ isAdvanced }) => isAdvanced)
        .map((example): [string, Published] => [`${example.path}${example.query}`, example]),
    )('%s is refused without the advanced engine', async (_, { version, path, query }) => {
      const answer = await client.get(`/${version}${path}${query.replace('&$count=true', '')}`);

      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({
        error: { code: expect.stringMatching(/^Request_(UnsupportedQuery|BadRequest)$/) },
      });
    });
  },
);

/** A delta is a function of the collection, not a row of it. */
function isEmulated({ name, method, path }: Published): boolean {
  if (name in NOT_EMULATED || /\/delta\/?$/.test(path)) return false;
  try {
    router.find(method, path);
    return true;
  } catch {
    return false;
  }
}

async function ask(client: EmulatorClient, example: Published): Promise<{ path: string; answer: GraphAnswer }> {
  const path = await withRealKey(client, example);
  const headers = example.isAdvanced ? { ...example.headers, ...ADVANCED } : example.headers;
  const target = `/${example.version}${path}${example.isAdvanced ? counted(example.query) : example.query}`;
  const keyed = await BODIES_WITH_KEYS[example.name]?.(client, example.requestBody);
  const body = keyed ?? BODIES[example.name] ?? example.requestBody ?? undefined;
  return { path, answer: await client.send(example.method, target, body, headers) };
}

/**
 * What the page prints may come of another record than ours, of a list that is empty here, or of properties that must be
 * selected (as the text of these pages says): the answers to these questions count as well.
 */
async function widen(client: EmulatorClient, example: Published, path: string, shape: Shape): Promise<void> {
  const missing = shape.lacks(example.responseBody).flatMap((line) => /^(?:\/value\[\])?\/(\w+)/.exec(line)?.[1] ?? []);
  if (missing.length === 0 || example.method === 'POST') return;
  const isList = Array.isArray((example.responseBody as Record<string, unknown>)['value']);
  const collection = isList ? path : path.slice(0, path.lastIndexOf('/'));
  const select = /\$select=([^&]*)/.exec(example.query)?.[1] ?? [...new Set(['id', ...missing])].join();
  for (const query of ['?$top=100', `?$top=100&$select=${select}`]) {
    const { status, body } = await client.get(`/v1.0${collection}${query}`, { prefer: 'include-unknown-enum-members' });
    if (status !== 200) continue;
    if (isList) shape.add(body);
    else for (const row of body['value'] as unknown[]) shape.add(row);
  }
}

function typeOfExample(model: PublishedModel, { method }: Published, path: string): string {
  const at = typeOfPath(model, path.replace(/\/\$count$/, ''));
  return method === 'POST' && at.name === '' ? '' : at.name;
}

/** Where page and metadata differ the metadata decides, and beta is served with the types of v1.0. */
function declares(metadata: Metadata, typeName: string, line: string): boolean {
  const member = /^(?:\/value\[\])?\/(\w+)(?:\[\])? is missing$/.exec(line)?.[1];
  return member === undefined || member === 'value' || metadata.member(typeName, member) !== undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The page's placeholder or foreign id gives way to one that exists. */
async function withRealKey(client: EmulatorClient, { method, path, version }: Published): Promise<string> {
  if (Object.keys(router.find(method, path).params).length === 0) return path;
  const [, collection, , rest = ''] =
    /^((?:\/security\/threatIntelligence|\/security(?!\/threatIntelligence\/)|\/identityProtection|\/deviceManagement)?\/\w+)\/([^/]+)(.*)$/.exec(
      path,
    ) ?? [];
  if (collection === undefined || path.startsWith('/directoryObjects/') || /^\/\w+\/\$count$/.test(path)) return path;
  const { body } = await client.get(`/${version}${collection}?$top=20`);
  for (const { id } of (body['value'] ?? BY_NAME[collection] ?? []) as { id: string }[]) {
    const { status } = await client.get(`/${version}${collection}/${id}${rest}`);
    if (status !== 404) return `${collection}/${id}${rest}`;
  }
  return path;
}

async function riskyUserIds(client: EmulatorClient): Promise<unknown> {
  return { userIds: [await firstId(client, 'identityProtection/riskyUsers')] };
}

async function firstId(client: EmulatorClient, list: string): Promise<string> {
  const { body } = await client.get(`/v1.0/${list}`);
  return (body['value'] as [{ id: string }])[0].id;
}

function counted(query: string): string {
  return query.includes('$count=true') ? query : `${query}&$count=true`;
}

function expectedStatus({ name, status, responseBody }: Published): number {
  const isRefusal = isRecord(responseBody) && 'error' in responseBody;
  return STATUS[name]?.[0] ?? status ?? (isRefusal ? 400 : 200);
}

/** `400 Request_BadRequest: …`: a failing test then says what the emulator had against the request. */
function inWords({ status, body }: GraphAnswer): string {
  const error = body['error'] as { code: string; message: string } | undefined;
  return error === undefined ? String(status) : `${status} ${error.code}: ${error.message}`;
}

function isSlip({ name }: Published, line: string): boolean {
  return SLIPS.some(([prefix, pattern]) => name.startsWith(prefix) && pattern.test(line));
}
