import { getNamedType, isEnumType, isInputObjectType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { wholeSelection } from './wholeSelection.js';

export interface Question {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** BAD_USER_INPUT is a good answer to it. */
  readonly isOdd?: boolean;
}

/** Values for the members of filters that are no enums. Those with a quote, a slash or a hash must arrive as literals. */
const WORDS: Readonly<Record<string, readonly unknown[]>> = {
  assignedTo: ['nobody@contoso.example', "o'neil#/$&%+"],
  category: [['InitialAccess'], ['Exfiltration', "It's"]],
  createdAfter: ['2026-11-20T00:00:00Z'],
  createdBefore: ['2026-11-22T12:30:00.500Z'],
  updatedAfter: ['2026-11-20T00:00:00+02:00'],
  updatedBefore: ['2026-11-23T08:00:00Z'],
  covers: ['203.0.113.7', 'hxxps://evil[.]example/a?b=c'],
  expiresBefore: ['2027-01-01T00:00:00Z'],
  externalId: [['soc-loader']],
  host: ['nobody-knows-it'],
  incident: ['1'],
  observable: ['203.0.113.7', 'hxxps://evil[.]example/a?b=c'],
  provider: [['Microsoft Defender for Endpoint']],
  serviceSource: [['microsoftDefenderForEndpoint'], ['microsoftDefenderForIdentity', 'microsoftSentinel']],
  tag: [['vip']],
  technique: [['T1566']],
  threatType: [['C2']],
  text: ["it's"],
  unassigned: [true, false],
  user: ['nobody@contoso.example'],
  accountEnabled: [true, false],
  isActive: [true, false],
  isCompliant: [true, false],
  isManaged: [true, false],
  nameStartsWith: ['W', "O'"],
  operatingSystem: [['Windows'], ['Windows', 'iOS', 'Linux']],
  department: [['Finance'], ['Finance', "Research & Development's"]],
  displayNameStartsWith: ['A', "O'B"],
  userType: ['Member', 'Guest'],
};

const OBSERVABLES = [
  'sync[.]ledger-cdn[.]example',
  '203.0.113.77',
  '2001:db8:4821::7',
  "https://o'neil.example/a?b=(c)&$filter=x#d",
  'a%b/c"d@evil.example',
  'a'.repeat(64),
];
const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';
const READERS_APP_ID = '5ec64a00-de30-4a11-8000-000000000001';

/** Everything about every record of one list, and of the tenants. */
export function wholeQuestions(schema: GraphQLSchema, tenants: readonly string[]): Question[] {
  const ask = (list: string, type: string, first: number, depth: number): Question[] =>
    tenants.map((tenant) => ({
      query: `query ($t: [String!]) { ${list}(first: ${first}, tenants: $t) { totalCount nodes ${wholeSelection(schema, type, depth)} pageInfo { hasNextPage endCursor } coverage { source state remedy } } }`,
      variables: { t: [tenant] },
    }));
  return [
    { query: `{ me ${wholeSelection(schema, 'Caller', 0)} tenants ${wholeSelection(schema, 'Tenant', 2)} }` },
    ...ask('alerts', 'Alert', 50, 2),
    ...ask('incidents', 'Incident', 25, 2),
    // More would be refused: each of them leads to alerts, and these to what else they are about.
    ...ask('users', 'User', 25, 2),
    ...ask('hosts', 'Host', 25, 2),
    ...ask('secureScores', 'SecureScore', 10, 2),
    ...ask('controlProfiles', 'ControlProfile', 100, 1),
    ...ask('indicators', 'Indicator', 25, 1),
    ...tenants.flatMap((tenant) =>
      OBSERVABLES.map((value) => ({
        query: `query ($t: TenantId, $value: String!) { observable(value: $value, tenant: $t) ${wholeSelection(schema, 'Observable', 1)} vulnerability(id: "CVE-2024-49138", tenant: $t) { severity } }`,
        variables: { t: tenant, value },
      })),
    ),
    ...tenants.map((tenant) => ({
      query: `query ($t: TenantId) { secureScore(tenant: $t) ${wholeSelection(schema, 'SecureScore', 2)} }`,
      variables: { t: tenant },
    })),
    ...tenants.flatMap((tenant) =>
      [GRAPH_APP_ID, READERS_APP_ID].map((appId) => ({
        query: `query ($t: TenantId, $appId: String) { servicePrincipal(appId: $appId, tenant: $t) ${wholeSelection(schema, 'ServicePrincipal', 2)} }`,
        variables: { t: tenant, appId },
      })),
    ),
  ];
}

/** Every member of every filter with every value that can be said, alone, negated and together with another. */
export function filterQuestions(schema: GraphQLSchema): Question[] {
  const about = (list: string, input: string): Question[] =>
    filtersOf(schema, input).map((filter) => ({
      query: `query ($f: ${input}) { ${list}(first: 5, tenants: ["contoso"], filter: $f) { totalCount nodes { id } } }`,
      variables: { f: filter },
    }));
  const alerts = about('alerts', 'AlertFilter');
  const incidents = about('incidents', 'IncidentFilter');
  const cases = [...alerts, ...combined(alerts), ...incidents, ...combined(incidents)];
  return [
    ...cases,
    ...about('users', 'UserFilter'),
    ...about('hosts', 'HostFilter'),
    ...about('indicators', 'IndicatorFilter'),
  ];
}

function filtersOf(schema: GraphQLSchema, name: string): Record<string, unknown>[] {
  const input = schema.getType(name);
  if (!isInputObjectType(input)) throw new TypeError(`${name} is no input type.`);
  return Object.values(input.getFields()).flatMap((field) => {
    const type = getNamedType(field.type);
    if (type.name === name) return [];
    const values: readonly unknown[] | undefined = isEnumType(type)
      ? [...type.getValues().map((value) => [value.name]), type.getValues().map((value) => value.name)]
      : WORDS[field.name];
    if (values === undefined) throw new TypeError(`${name}.${field.name} has no value to try: add one to WORDS.`);
    return values.map((value) => ({ [field.name]: value }));
  });
}

function combined(questions: readonly Question[]): Question[] {
  return questions.flatMap(({ query, variables }, index) => {
    const one = variables?.['f'];
    const other = questions[(index * 7 + 3) % questions.length]?.variables?.['f'];
    return [
      { not: one },
      { and: [one, other] },
      { or: [one, other] },
      { and: [{ not: one }, { or: [one, other] }] },
    ].map((f) => ({ query, variables: { f } }));
  });
}

const ORDERS = ['CREATED', 'UPDATED'].flatMap((by) =>
  ['ASC', 'DESC'].map((direction) => `{by: ${by}, direction: ${direction}}`),
);

/** Orders, page sizes, searches and counts, over one tenant and over all. */
export function listQuestions(): Question[] {
  const tenants = ['', ', tenants: ["contoso"]', ', tenants: ["fabrikam", "northwind"]'];
  const orders = ORDERS.flatMap((order) =>
    tenants.map((where) => ({
      query: `{ alerts(first: 30, orderBy: ${order}${where}) { totalCount nodes { id title } } }`,
    })),
  );
  const sizes = [1, 2, 50, 100].flatMap((first) =>
    ['alerts', 'users', 'hosts'].flatMap((list) =>
      tenants.map((where) => ({ query: `{ ${list}(first: ${first}${where}) { totalCount nodes { id } } }` })),
    ),
  );
  const searches = ['an', "O'Neil", 'a "quoted" one', 'back\\slash', 'two words', 'ü/#$&+%'].flatMap((search) =>
    ['users', 'hosts'].flatMap((list) =>
      ['', ', filter: {accountEnabled: true}'].map((filter) => ({
        query: `query ($s: String!) { ${list}(first: 10, tenants: ["contoso"], search: $s${filter}) { totalCount nodes { id } } }`,
        variables: { s: search },
        isOdd: true,
      })),
    ),
  );
  return [...orders, ...sizes, ...searches];
}

/** Keys that lead nowhere, and keys that would do harm if they were not escaped. */
export function missQuestions(tenantId: string): Question[] {
  const nobody = '11111111-2222-4333-8444-555555555555';
  const keys = [
    nobody,
    'nobody',
    "o'neil",
    'a/b',
    'a#b',
    'a?b',
    '$filter',
    'a%2Fb',
    "x') or ('1' eq '1",
    'nobody@contoso.example',
  ];
  const fields = keys.flatMap((key) =>
    [
      `alert(id: $k, tenant: $t) { id title }`,
      ...['id', 'userPrincipalName', 'mail', 'sid'].map(
        (by) => `user(${by}: $k, tenant: $t) { id manager { displayName } risk { level } groups { displayName } }`,
      ),
      ...['id', 'deviceId', 'name'].map(
        (by) => `host(${by}: $k, tenant: $t) { id owners { displayName } intune { intuneId } }`,
      ),
    ].map((field) => ({ field, key })),
  );
  return fields.map(({ field, key }) => ({
    query: `query ($k: ${/\(id: /.test(field) ? 'ID' : 'String'}${field.startsWith('alert') ? '!' : ''}, $t: TenantId) { ${field} }`,
    variables: { k: key, t: tenantId },
    isOdd: true,
  }));
}

/** The records of these lists asked again, one by one and together, by every key they carry. */
export function keyQuestions(found: FoundKeys, tenantId: string): Question[] {
  const one = (query: string, k: string): Question => ({ query, variables: { k, t: tenantId } });
  return [
    ...found.alerts.map((k) =>
      one(
        'query ($k: ID!, $t: TenantId) { alert(id: $k, tenant: $t) { title users { user { displayName groups { displayName } risk { level } manager { displayName department } } } hosts { host { name owners { displayName } intune { complianceState } } } } }',
        k,
      ),
    ),
    ...found.userIds.map((k) =>
      one(
        'query ($k: ID, $t: TenantId) { user(id: $k, tenant: $t) { displayName managerChain { displayName department } directReports { displayName } devices { name } } }',
        k,
      ),
    ),
    ...found.userNames.map((k) =>
      one(
        'query ($k: String, $t: TenantId) { user(userPrincipalName: $k, tenant: $t) { displayName manager { displayName department } } }',
        k,
      ),
    ),
    ...found.mails.map((k) =>
      one('query ($k: String, $t: TenantId) { user(mail: $k, tenant: $t) { displayName risk { level } } }', k),
    ),
    ...found.sids.map((k) =>
      one(
        'query ($k: String, $t: TenantId) { user(sid: $k, tenant: $t) { displayName groups(first: 5) { displayName } } }',
        k,
      ),
    ),
    ...found.deviceIds.map((k) =>
      one(
        'query ($k: String, $t: TenantId) { host(deviceId: $k, tenant: $t) { name users { displayName } owners { displayName department } } }',
        k,
      ),
    ),
    ...found.hostNames.map((k) =>
      one(
        'query ($k: String, $t: TenantId) { host(name: $k, tenant: $t) { name isCompliant intune { complianceState } } }',
        k,
      ),
    ),
    { query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', variables: { ids: found.globalIds } },
  ];
}

export const CHANGEABLE = `query ($t: [String!]) {
  alerts(first: 60, tenants: $t) { nodes { id } }
  incidents(first: 8, tenants: $t, filter: { status: [ACTIVE, IN_PROGRESS, RESOLVED] }) { nodes { id } }
  controlProfiles(first: 3, tenants: $t) { nodes { id } }
}`;

/** Every change of alerts and incidents that an analyst can ask for: of alerts of today, of legacy ones, of incidents. */
export function changeQuestions(alerts: readonly string[], incidents: readonly string[]): Question[] {
  const change = (field: string, ids: readonly string[], args: string): Question => ({
    query: `mutation { ${field}(ids: ${JSON.stringify(ids)}, ${args}) { outcomes { __typename } } }`,
  });
  const set = 'status: IN_PROGRESS, assignedTo: "me", classification: TRUE_POSITIVE, determination: PHISHING';
  return [
    change('updateAlerts', alerts, `set: { ${set} }`),
    change('updateAlerts', alerts, 'set: { assignedTo: null }, ifUnchangedSince: "2100-01-01T00:00:00Z"'),
    change('commentOnAlerts', alerts, `comment: "it's seen: #/?%"`),
    change('commentOnAlerts', alerts, 'comment: "Closed in MCAS"'),
    change('moveAlerts', alerts, `toIncident: ${JSON.stringify(incidents[0])}, comment: "same wave"`),
    change('moveAlerts', alerts.slice(0, 3), 'toIncident: null'),
    change('updateIncidents', incidents, `set: { ${set}, customTags: ["wave 7"] }`),
    change('commentOnIncidents', incidents, 'comment: "seen"'),
    change('mergeIncidents', incidents.slice(1, 3), 'comment: "one campaign"'),
  ];
}

/** Tags of alerts and their incidents, and decisions about controls. */
export function noteQuestions(alerts: readonly string[], controls: readonly string[]): Question[] {
  const change = (question: string): Question => ({ query: `mutation { ${question} { outcomes { __typename } } }` });
  const ids = JSON.stringify(alerts);
  const decision = 'state: THIRD_PARTY, comment: "it\'s done: #/?%", assignedTo: "me"';
  return [
    ...['add: ["lint"]', 'remove: ["LINT"]'].map((words) =>
      change(`tagAlerts(ids: ${ids}, ${words}, mirrorToIncident: true)`),
    ),
    change(`setControlState(controls: ${JSON.stringify(controls)}, ${decision})`),
    {
      query:
        'query { alerts(first: 20, filter: { tag: ["lint", "Attack Disruption"] }) { nodes { tags { name origin } } } }',
    },
  ];
}

/** Every change of indicators: of each kind, at each target; what is there is then changed, and deleted. */
export function indicatorQuestions(tenant: string): Question[] {
  const targets = ['GRAPH_TI_INDICATORS', 'DEFENDER_FOR_ENDPOINT', 'SENTINEL'];
  const words = 'title: "Feed", description: "Seen", tlp: GREEN, threatType: "C2", expiresAt: "2100-01-01T00:00:00Z"';
  const more = 'severity: LOW, confidence: 50, killChain: ["Delivery"], tags: ["a", "b"], malwareFamilies: ["Emotet"]';
  const names = [
    '192.0.2.7',
    '2001:db8::7',
    '198.51.100.0/24',
    'lint.example',
    'https://lint.example/a?b=c',
    'a@lint.example',
  ];
  const hashes = [32, 40, 64].map((digits) => 'ab'.repeat(digits / 2));
  const inputs = [...names, ...hashes].map(
    (value, index) =>
      `{ value: ${JSON.stringify(value)}, action: BLOCK, externalId: "lint-${index}", ${words}, ${more} }`,
  );
  const at = `targets: [${targets.join(', ')}], tenants: ["${tenant}"]`;
  const submit: Question = {
    query: `mutation { submitIndicators(indicators: [${inputs.join(', ')}], ${at}) { quotas { used } outcomes { __typename } } }`,
  };
  const changes = targets.map(
    (target) =>
      `{ externalId: "lint-3", target: ${target}, tenant: "${tenant}", set: { severity: HIGH, description: "Worse" } }`,
  );
  const deletions = targets.map((target): Question => {
    const which = `externalIds: ["lint-1", "lint-3"], target: ${target}, tenants: ["${tenant}"]`;
    return { query: `mutation { deleteIndicators(${which}) { outcomes { __typename } } }` };
  });
  return [
    submit,
    submit,
    { query: `mutation { updateIndicators(changes: [${changes.join(', ')}]) { outcomes { __typename } } }` },
    ...deletions,
  ];
}

/** Keys of records that exist, as the product answered them. */
export interface FoundKeys {
  readonly alerts: readonly string[];
  readonly userIds: readonly string[];
  readonly userNames: readonly string[];
  readonly mails: readonly string[];
  readonly sids: readonly string[];
  readonly deviceIds: readonly string[];
  readonly hostNames: readonly string[];
  readonly globalIds: readonly string[];
}

export const FOUND_KEYS = `query ($t: [String!]) {
  alerts(first: 20, tenants: $t) { nodes { id graphId } }
  users(first: 100, tenants: $t) { nodes { id graphId userPrincipalName mail sid } }
  hosts(first: 100, tenants: $t) { nodes { id deviceId name } }
}`;

/** A few of each kind, spread over the lists. */
export function foundKeys(data: Readonly<Record<string, unknown>>): FoundKeys {
  const of = (list: string, field: string, most: number): string[] => {
    const { nodes } = data[list] as { nodes: Record<string, unknown>[] };
    const values = nodes.map((node) => node[field]).filter((value): value is string => typeof value === 'string');
    const step = Math.max(1, Math.floor(values.length / most));
    return values.filter((_, index) => index % step === 0).slice(0, most);
  };
  return {
    alerts: of('alerts', 'graphId', 10),
    userIds: of('users', 'graphId', 15),
    userNames: of('users', 'userPrincipalName', 25),
    mails: of('users', 'mail', 10),
    sids: of('users', 'sid', 10),
    deviceIds: of('hosts', 'deviceId', 15),
    hostNames: of('hosts', 'name', 25),
    globalIds: ['alerts', 'users', 'hosts'].flatMap((list) => of(list, 'id', 30)),
  };
}
