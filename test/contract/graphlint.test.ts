import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import type { DemoTenant } from '../../emulator/demoTenants.js';
import { startEmulator } from '../../emulator/startEmulator.js';
import type { Emulator, EmulatorOptions } from '../../emulator/startEmulator.js';
import { buildGraphQLSchema } from '../../resolvers/index.js';
import { faults } from './support/allowed.js';
import type { Allowed } from './support/allowed.js';
import { ACTED_UPON, actionQuestions } from './support/actionQuestions.js';
import { EmulatorClient } from './support/EmulatorClient.js';
import { House } from './support/House.js';
import type { Answer } from './support/House.js';
import { describeWith } from './support/material.js';
import {
  CHANGEABLE,
  changeQuestions,
  filterQuestions,
  FOUND_KEYS,
  foundKeys,
  indicatorQuestions,
  noteQuestions,
  keyQuestions,
  listQuestions,
  missQuestions,
  wholeQuestions,
} from './support/questions.js';
import type { Question } from './support/questions.js';
import { Recorder } from './support/Recorder.js';
import { sweep } from './support/sweep.js';

const ROOT = join(__dirname, '../..');
const SCHEMA = buildGraphQLSchema();
const EXAMPLES = readdirSync(join(ROOT, 'examples'))
  .filter((name) => name.endsWith('.graphql'))
  .map((name): Question => ({ query: readFileSync(join(ROOT, 'examples', name), 'utf8') }));
const TENANTS = DEMO_TENANTS.map(({ labels }) => labels[0] ?? '');
const CALM: EmulatorOptions = { throttling: false };

/** How the emulated Graph can be, beside its usual self. */
const MOODS: Readonly<Record<string, EmulatorOptions>> = {
  'refuses to expand': { ...CALM, refuseExpand: ['users.manager', 'devices.registeredOwners'] },
  'takes no filter over evidence': { ...CALM, evidenceFilter: false },
  'sends empty pages': { ...CALM, emptyPages: true },
};

/** What graphlint reports and is no fault. */
const ALLOWED: readonly Allowed[] = [
  {
    rule: 'response.odata-type',
    about: /quantumKeyEvidence/,
    reason:
      'a kind of evidence from tomorrow, on purpose: Graph adds derived types without notice, and readers must live with it',
  },
  {
    rule: 'response.unknown-property',
    about: /evidence\[\d+\]\/(keyExchangeId|algorithm):/,
    reason: 'members of that kind, which graphlint reads as the base type',
  },
  {
    rule: 'response.order',
    about: /\/security\/alerts\?/,
    reason: 'federated: the answers of the providers stand behind one another, each in order',
  },
  {
    rule: 'response.filter',
    about: /\/security\/alerts\?/,
    reason: 'federated: one provider takes no filters, as documented, and readers must look again',
  },
  {
    rule: 'response.unknown-property',
    about: /microsoft\.graph\.(averageComparativeScore|controlScore) has no/,
    reason: 'open types: real payloads carry counts, scores and sizes that nobody declares',
  },
];

describeWith('Graph traffic of the product', ['tools/graphlint', 'graph-examples/model'], (material) => {
  const opened: House[] = [];
  const open = async (options: EmulatorOptions): Promise<House> => {
    const house = await House.open(material, options);
    opened.push(house);
    return house;
  };
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((house) => house.close()));
  });

  test('every kind of question, over every tenant: no error in what is asked nor in what is answered', async () => {
    const house = await open(CALM);

    await askAll(house, [
      ...EXAMPLES,
      ...wholeQuestions(SCHEMA, TENANTS),
      ...filterQuestions(SCHEMA),
      ...listQuestions(),
      ...missQuestions(DEMO_TENANTS[0]?.tenantId ?? ''),
    ]);
    await askByKeys(house, DEMO_TENANTS);
    await pageThrough(house);

    expect(malformed(house)).toEqual([]);
    await expectClean(house, 300);
  }, 240_000);

  test('changes of alerts, legacy alerts, incidents and controls, in every tenant: no error in what is sent nor in what is answered', async () => {
    const house = await open(CALM);

    for (const tenant of TENANTS) {
      const { data } = await house.ask(CHANGEABLE, { t: [tenant] });
      const idsOf = (list: string): string[] => (data?.[list] as { nodes: { id: string }[] }).nodes.map(({ id }) => id);
      const incidents = idsOf('incidents');
      const questions = changeQuestions(idsOf('alerts'), incidents);
      await askAll(house, incidents.length > 0 ? questions : questions.slice(0, 4));
      const [alerts, controls] = [idsOf('alerts'), idsOf('controlProfiles')];
      if (alerts.length > 0 && controls.length > 0) await askAll(house, noteQuestions(alerts, controls));
    }

    expect(malformed(house)).toEqual([]);
    await expectClean(house, 30);
  }, 120_000);

  test('changes of indicators, in every tenant: no error in what is sent nor in what is answered', async () => {
    const house = await open(CALM);

    for (const tenant of TENANTS) await askAll(house, indicatorQuestions(tenant));

    expect(malformed(house)).toEqual([]);
    await expectClean(house, 8);
  }, 120_000);

  test('response actions, in every tenant: no error in what is sent nor in what is answered', async () => {
    const house = await open(CALM);

    for (const tenant of TENANTS) {
      const { data } = await house.ask(ACTED_UPON, { t: [tenant] });
      const users = (data?.['users'] as { nodes: { id: string }[] }).nodes.map(({ id }) => id);
      const { nodes: hosts } = data?.['hosts'] as { nodes: { id: string; defenderId: string | null }[] };
      const host = hosts.find(({ defenderId }) => defenderId !== null)?.id;
      await askAll(house, actionQuestions(tenant, users, host));
    }

    expect(malformed(house)).toEqual([]);
    await expectClean(house, 20);
  }, 120_000);

  for (const [mood, options] of Object.entries(MOODS)) {
    test(`a Graph that ${mood}: no error on either side`, async () => {
      const house = await open(options);

      await askAll(house, [...EXAMPLES, ...wholeQuestions(SCHEMA, TENANTS.slice(0, 2))]);
      await askByKeys(house, DEMO_TENANTS.slice(0, 1));

      await expectClean(house, 30);
    }, 120_000);
  }
});

/** What Microsoft has in its worldwide cloud only, and Intune, which not every tenant has. */
const NOT_EVERYWHERE = /\/(managedDevices|tiIndicators|securityActions|identityAccounts)\b/;

/** Requests of ours that Graph did not take, other than to say that a tenant or its cloud has no such service. */
function malformed({ emulator }: House): string[] {
  const refused = emulator
    .requests()
    .flatMap(({ method, url, status, parts }) => (parts.length > 0 ? parts : [{ method, url, status }]))
    .filter(({ status }) => [400, 404, 405, 501].includes(status));
  const unexpected = refused.filter(
    ({ url, status }) => !(status === 404 && /\/\w+(\(|\/)/.test(url)) && !NOT_EVERYWHERE.test(url),
  );
  return [...new Set(unexpected.map(({ status, method, url }) => `${status} ${method} ${url}`))];
}

describeWith('Answers of the emulator', ['tools/graphlint', 'graph-examples/model'], (material) => {
  let emulator: Emulator;
  let recorder: Recorder;
  const client = (index: number): EmulatorClient =>
    new EmulatorClient(emulator, DEMO_TENANTS[index] as DemoTenant, recorder.url);
  const begin = async (options: EmulatorOptions): Promise<void> => {
    emulator = await startEmulator(options);
    recorder = await Recorder.start(material, emulator.url);
  };
  afterEach(async () => {
    await recorder.stop();
    await emulator.stop();
  });

  test('every route, to the last page, in every tenant', async () => {
    await begin(CALM);

    for (const index of DEMO_TENANTS.keys()) {
      for await (const visit of sweep(client(index), 10)) expect(visit.answer.status).toBeLessThan(500);
    }

    const { exchanges, findings } = await recorder.lint('response');
    expect(exchanges).toBeGreaterThan(1000);
    expect(faults(findings, ALLOWED)).toEqual([]);
  }, 240_000);

  test('filters, orders, counts, searches, expansions and every kind of refusal', async () => {
    await begin(CALM);

    for (const path of QUERIES) {
      for (const headers of [{}, { consistencylevel: 'eventual' }]) await client(0).get(path, headers);
    }
    for (const index of DEMO_TENANTS.keys()) await write(client(index));
    await client(0).get('/v1.0/users', { authorization: 'Bearer of.no.use' });

    const { findings } = await recorder.lint('response');
    expect(faults(findings, ALLOWED)).toEqual([]);
  }, 120_000);

  test('throttled calls, alone and in a batch', async () => {
    await begin({ limitsScale: 0.02 });

    const requests = Array.from({ length: 20 }, (_, id) => ({
      id: `${id}`,
      method: 'GET',
      url: '/security/alerts_v2?$top=1',
    }));
    const batch = await client(0).send('POST', '/v1.0/$batch', { requests });
    const statuses = await Promise.all(Array.from({ length: 10 }, () => client(0).get('/v1.0/security/incidents')));

    expect(JSON.stringify(batch.body)).toContain('"status":429');
    expect(statuses.map(({ status }) => status)).toContain(429);
    expect(faults((await recorder.lint('response')).findings, ALLOWED)).toEqual([]);
  });
});

/** Alone, paged, ordered, counted, expanded, and wrong in every way. */
const QUERIES = [
  ...[
    "severity eq 'high'",
    "status ne 'resolved' and severity in ('high','medium')",
    'createdDateTime ge 2026-11-20T00:00:00Z',
  ].map((filter) => `/v1.0/security/alerts_v2?$filter=${filter}&$count=true&$top=7&$orderby=createdDateTime desc`),
  "/v1.0/security/alerts_v2?$filter=evidence/any(e:e/microsoft.graph.security.userEvidence/userAccount/accountName eq 'x')",
  '/v1.0/security/alerts_v2?$select=id,title,evidence&$skip=10&$top=3',
  '/v1.0/security/incidents?$expand=alerts&$top=5&$count=true',
  '/v1.0/security/incidents?$top=51',
  '/v1.0/users?$expand=manager&$top=50&$select=id,displayName',
  '/v1.0/users?$expand=manager($select=id)&$top=5',
  "/v1.0/users?$filter=startswith(displayName,'a')&$orderby=displayName&$count=true&$top=5",
  "/v1.0/users?$filter=endswith(userPrincipalName,'.example')&$count=true&$select=id,userPrincipalName",
  '/v1.0/users?$search="displayName:an"&$count=true&$orderby=displayName',
  '/v1.0/users/$count',
  '/v1.0/devices?$expand=registeredOwners&$top=20',
  "/v1.0/devices?$filter=operatingSystem eq 'Windows'&$count=true&$orderby=displayName desc",
  "/v1.0/groups?$filter=groupTypes/any(g:g eq 'Unified')&$select=id,groupTypes",
  "/v1.0/identityProtection/riskyUsers?$filter=riskLevel eq 'high'&$top=2",
  '/v1.0/deviceManagement/managedDevices?$top=3&$select=id,deviceName,complianceState',
  ...[
    '$top=0',
    '$top=1000000',
    '$select=nope',
    '$filter=nope eq 1',
    '$filter=(',
    '$orderby=nope',
    '$expand=nope',
    '$skip=x',
  ].flatMap((query) =>
    ['users', 'devices', 'security/alerts_v2', 'deviceManagement/managedDevices'].map(
      (path) => `/v1.0/${path}?${query}`,
    ),
  ),
  ...[
    '/v1.0/nope',
    '/v1.0/users/nope',
    '/v1.0/devices/nope',
    '/v1.0/security/alerts_v2/nope',
    '/v1.0/me',
    '/beta/users?$top=2',
  ],
];

/** What can be written, rightly and wrongly, alone and in a batch. */
async function write(client: EmulatorClient): Promise<void> {
  const firstOf = async (path: string): Promise<string> => {
    const { body } = await client.get(`/v1.0${path}?$top=1`);
    return (body['value'] as { id: string }[] | undefined)?.[0]?.id ?? 'none';
  };
  const [alert, incident, user] = [
    await firstOf('/security/alerts_v2'),
    await firstOf('/security/incidents'),
    await firstOf('/users'),
  ];
  const [risky, application, message] = [
    await firstOf('/identityProtection/riskyUsers'),
    await firstOf('/servicePrincipals'),
    await firstOf('/security/collaboration/analyzedEmails'),
  ];
  const identity = await firstOf('/security/identities/identityAccounts');
  const calls: [method: string, path: string, body: unknown][] = [
    ['PATCH', `/security/alerts_v2/${alert}`, { status: 'inProgress', assignedTo: 'a@contoso.example' }],
    ['PATCH', `/security/alerts_v2/${alert}`, { status: 'nope' }],
    ['PATCH', `/security/incidents/${incident}`, { customTags: ['vip'], classification: 'truePositive' }],
    [
      'POST',
      `/security/alerts_v2/${alert}/comments`,
      { '@odata.type': 'microsoft.graph.security.alertComment', comment: 'seen' },
    ],
    ['POST', `/security/incidents/${incident}/comments`, { comment: '' }],
    ['POST', '/directoryObjects/getByIds', { ids: [user], types: ['user'] }],
    ['POST', '/directoryObjects/getByIds', { ids: ['nope'] }],
    ['PATCH', `/users/${user}`, { accountEnabled: true }],
    ['POST', '/security/alerts_v2/moveAlerts', { alertIds: [alert], incidentId: null, alertComment: 'own case' }],
    ['POST', '/security/incidents/mergeIncidents', { incidentIds: [incident, incident] }],
    ['POST', `/users/${user}/revokeSignInSessions`, undefined],
    ['POST', '/identityProtection/riskyUsers/dismiss', { userIds: [risky] }],
    ['POST', '/identityProtection/riskyServicePrincipals/confirmCompromised', { servicePrincipalIds: [application] }],
    ['PATCH', `/servicePrincipals/${application}`, { accountEnabled: true }],
    [
      'POST',
      `/security/identities/identityAccounts/${identity}/invokeAction`,
      { accountId: 'nope', action: 'disable', identityProvider: 'activeDirectory' },
    ],
    [
      'POST',
      '/security/collaboration/analyzedEmails/remediate',
      { displayName: 'x', severity: 'low', action: 'softDelete', analyzedEmails: [{ id: message }] },
    ],
    ['DELETE', `/users/${user}`, undefined],
  ];
  for (const [method, path, body] of calls) await client.send(method, `/v1.0${path}`, body);
  const requests = calls.map(([method, url, body], index) => ({
    ...{ id: String(index), method, url },
    ...(body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body }),
    ...(index === 1 ? { dependsOn: ['0'] } : {}),
  }));
  await client.send('POST', '/v1.0/$batch', { requests });
}

async function askAll(house: House, questions: readonly Question[]): Promise<void> {
  for (const question of questions) expectUnderstood(question, await house.ask(question.query, question.variables));
}

/** Refusals of Graph are data here; a question that we ourselves do not take would test nothing. */
function expectUnderstood({ query, variables = {}, isOdd = false }: Question, answer: Answer): void {
  const mayBe = isOdd ? /^(UPSTREAM_|BAD_USER_INPUT)/ : /^UPSTREAM_/;
  const strange = (answer.errors ?? []).filter(({ extensions }) => !mayBe.test(String(extensions?.['code'])));
  if (strange.length === 0 && answer.data !== undefined) return;
  throw new Error(`${query.slice(0, 200)} ${JSON.stringify(variables)}: ${JSON.stringify(answer).slice(0, 800)}`);
}

async function askByKeys(house: House, tenants: readonly DemoTenant[]): Promise<void> {
  for (const { tenantId, labels } of tenants) {
    const { data } = await house.ask(FOUND_KEYS, { t: [labels[0]] });
    await askAll(house, keyQuestions(foundKeys(data ?? {}), tenantId));
  }
}

async function pageThrough(house: House): Promise<void> {
  for (const list of ['alerts', 'users', 'hosts']) {
    let after: unknown = null;
    do {
      const query = `query ($after: Cursor) { page: ${list}(first: 60, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`;
      const { data } = await house.ask(query, { after });
      const { pageInfo } = data?.['page'] as { pageInfo: { hasNextPage: boolean; endCursor: unknown } };
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
  }
}

async function expectClean(house: House, atLeast: number): Promise<void> {
  const [asked, answered] = [await house.recorder.lint('request'), await house.recorder.lint('response')];

  expect(asked.exchanges).toBeGreaterThan(atLeast);
  expect({ asked: faults(asked.findings, ALLOWED), answered: faults(answered.findings, ALLOWED) }).toEqual({
    asked: [],
    answered: [],
  });
}
