import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import type { Row } from '../../emulator/world/World.js';
import { callsOf, openHouse, type House, type Told } from '../support/house.js';
import { alertId, changesIn, incidentId, legacyId, rowOf, rowsOf } from '../support/triage.js';

const [CONTOSO, FABRIKAM, NORTHWIND] = DEMO_TENANTS;
const contoso = CONTOSO!.tenantId;
const fabrikam = FABRIKAM!.tenantId;
const northwind = NORTHWIND!.tenantId;
const TAG = `mutation Tag($ids: [ID!]!, $add: [String!], $remove: [String!], $mirror: Boolean, $dryRun: Boolean, $key: String) {
  tagAlerts(ids: $ids, add: $add, remove: $remove, mirrorToIncident: $mirror, dryRun: $dryRun, idempotencyKey: $key, reason: "a story") {
    job { id isFinished }
    outcomes {
      __typename
      ... on AlertUpdated { id before { status } after { status } notes alert { id tags { name origin } } }
      ... on AlertRefused { id code message }
      ... on AlertPending { id }
      ... on AlertPreview { id changes notes before { status } }
    }
  }
}`;
const FIND = `query Find($tag: [String!], $filter: AlertFilter! = {}, $first: Int = 20, $after: Cursor, $tenants: [String!]) {
  alerts(filter: { tag: $tag, and: [$filter] }, first: $first, after: $after, tenants: $tenants) {
    nodes { id createdAt }
    pageInfo { hasNextPage endCursor }
    coverage { source state message }
  }
}`;

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());
afterEach(() => house.emulator.clearChaos());

let tags = 0;
/** One that no other story knows. */
const fresh = (): string => `Story ${(tags += 1)}`;

const alerts = (): Row[] => rowsOf(house, contoso, 'alerts').filter(({ incidentId }) => typeof incidentId === 'string');
/** Two alerts of one incident. */
function pair(): readonly [Row, Row] {
  const [first] = alerts();
  return [first!, alerts().find((row) => row !== first && row['incidentId'] === first!['incidentId'])!];
}
const incidentOf = (row: Row): Row => rowOf(house, contoso, 'incidents', row['incidentId'] as string);
const customTags = (row: Row): string[] => [...(incidentOf(row)['customTags'] as string[])].sort();

interface Outcome {
  readonly __typename: string;
  readonly code?: string;
  readonly notes?: string[];
  readonly alert?: { readonly tags: { readonly name: string; readonly origin: string }[] };
}
const outcomes = ({ data }: Told): Outcome[] => data.tagAlerts.outcomes;

describe('tags of alerts', () => {
  test('are given to alerts of any provider, and stand beside those of Microsoft, each saying who gave it', async () => {
    const [tag, attacked] = [fresh(), alerts().find((row) => (row['systemTags'] as string[]).length > 0)!];
    const [legacy] = rowsOf(house, fabrikam, 'legacyAlerts');
    const ids = [alertId(contoso, attacked), legacyId(fabrikam, legacy!)];

    const told = await house.ask(TAG, { ids, add: [`  ${tag} `, tag.toUpperCase()] });

    expect(told.errors).toEqual([]);
    expect(outcomes(told).map(({ __typename }) => __typename)).toEqual(['AlertUpdated', 'AlertUpdated']);
    expect(outcomes(told)[0]!.alert!.tags).toEqual(
      expect.arrayContaining([
        { name: 'Attack Disruption', origin: 'SYSTEM' },
        { name: tag, origin: 'OURS' },
      ]),
    );
    expect(outcomes(told)[1]!.alert!.tags).toContainEqual({ name: tag, origin: 'OURS' });
    expect(changesIn(told.requests)).toEqual([]);
  });

  test('are taken off in whatever letters, and the audit trail knows what was there', async () => {
    const [tag, other, id] = [fresh(), fresh(), alertId(contoso, alerts()[3]!)];
    await house.ask(TAG, { ids: [id], add: [tag, other] });

    const told = await house.ask(TAG, { ids: [id], remove: [tag.toUpperCase()] });

    const { data } = await house.ask(
      'query($id: ID) { auditTrail(first: 1, filter: { target: $id }) { nodes { verb before after reason } } }',
      { id },
    );
    expect(outcomes(told)[0]!.alert!.tags.map(({ name }) => name)).not.toContain(tag);
    expect(data.auditTrail.nodes).toEqual([
      {
        verb: 'tagAlerts',
        before: { tags: expect.arrayContaining([tag, other]) },
        after: { tags: expect.not.arrayContaining([tag]), noted: [] },
        reason: 'a story',
      },
    ]);
  });

  test('of the incident are asked for in the round trip of the incident itself, and not at all where they are not wanted', async () => {
    const id = alertId(
      contoso,
      alerts().find((row) => (incidentOf(row)['customTags'] as string[]).length > 0)!,
    );
    const measured = await openHouse({ measuresDepth: true });
    const ask = (fields: string) => measured.ask(`query($id: ID!) { alert(id: $id) { ${fields} } }`, { id });

    const all = await ask('tags { name origin } incident { displayName }');
    const ours = await ask('tags(from: [OURS, SYSTEM]) { origin }');
    await measured.stop();

    expect(all.errors).toEqual([]);
    expect({ parts: all.parts, depth: all.depth }).toEqual({ parts: 2, depth: 2 });
    expect(all.data.alert.tags).toContainEqual({ name: 'AiTM', origin: 'INCIDENT' });
    expect(ours.parts).toBe(1);
    expect(ours.data.alert.tags.every(({ origin }: { origin: string }) => origin === 'SYSTEM')).toBe(true);
  });

  test('that an incident may not be asked for are missing, and the coverage says so', async () => {
    const closed = await openHouse();
    closed.emulator.addChaos({ match: { path: '/security/incidents/' }, status: 403 });
    const id = alertId(
      contoso,
      alerts().find((row) => (row['systemTags'] as string[]).length > 0)!,
    );

    const told = await closed.ask('query($id: ID!) { alert(id: $id) { tags { name origin } } }', { id });
    await closed.stop();

    expect(told.errors).toEqual([]);
    expect(told.data.alert.tags).toEqual([{ name: 'Attack Disruption', origin: 'SYSTEM' }]);
    expect(told.extensions.coverage).toMatchObject([{ source: 'INCIDENTS', state: 'NO_CONSENT' }]);
  });

  test('of forty alerts cost two requests that look at them, and two more beside the pages that are read to find them again', async () => {
    const [tag, rows] = [fresh(), rowsOf(house, contoso, 'alerts').slice(0, 40)];

    const told = await house.ask(
      'mutation($ids: [ID!]!, $tag: [String!]) { tagAlerts(ids: $ids, add: $tag) { outcomes { ... on AlertUpdated { alert { title tags(from: [OURS]) { name } } } } } }',
      { ids: rows.map((row) => alertId(contoso, row)), tag: [tag] },
    );
    const found = await house.ask(FIND, { tag: [tag], tenants: ['contoso'], first: 100 });

    expect(told.errors).toEqual([]);
    expect({ requests: told.requests.length, parts: told.parts }).toEqual({ requests: 2, parts: 40 });
    expect(found.data.alerts.nodes).toHaveLength(40);
    // Two pages hold all alerts of the tenant; forty are read by their ids.
    expect({ requests: found.requests.length, parts: found.parts }).toEqual({ requests: 4, parts: 42 });
  });

  test.each([
    ['none', { add: [], remove: [] }, 'add'],
    ['an empty one', { add: ['  '] }, 'add'],
    ['one of 51 characters', { add: ['x'.repeat(51)] }, 'add'],
    ['one with a control character', { remove: ['a\u0007b'] }, 'remove'],
    ['51 of them', { add: Array.from({ length: 51 }, (_, n) => `t${n}`) }, 'add'],
    ['one that is to come and to go', { add: ['Vip'], remove: ['vIP'] }, 'remove'],
  ])('%s are refused by name', async (_what, words, argument) => {
    const told = await house.ask(TAG, { ids: [alertId(contoso, alerts()[0]!)], ...words });

    expect(told.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
    expect(told.requests).toEqual([]);
  });

  test('are refused to alerts that are none, and to those that have fifty', async () => {
    const full = alertId(fabrikam, rowsOf(house, fabrikam, 'alerts')[0]!);
    await house.ask(TAG, { ids: [full], add: Array.from({ length: 50 }, (_, n) => `many ${n}`) });

    const ids = [alertId(contoso, { id: 'da-none' }), incidentId(contoso, { id: '1' }), full];
    ids.push(alertId(northwind, { id: 'da-any' }));
    const told = await house.ask(TAG, { ids, add: [fresh()] });

    expect(outcomes(told).map(({ code }) => code)).toEqual([
      ...['UPSTREAM_NOT_FOUND', 'BAD_USER_INPUT', 'UNSUPPORTED_CHANGE', 'UPSTREAM_NOT_LICENSED'],
    ]);
  });

  test('are told by a dry run, which gives none', async () => {
    const tag = fresh();
    const alone = rowsOf(house, contoso, 'alerts').find(({ incidentId }) => incidentId === null)!;
    const [legacy] = rowsOf(house, fabrikam, 'legacyAlerts');
    const ids = [alertId(contoso, alerts()[0]!), alone ? alertId(contoso, alone) : legacyId(fabrikam, legacy!)];

    const told = await house.ask(TAG, { ids, add: [tag], mirror: true, dryRun: true });
    const found = await house.ask(FIND, { tag: [tag] });

    expect(outcomes(told)).toMatchObject([
      { __typename: 'AlertPreview', changes: ['tags', 'incident.customTags'], notes: [], before: {} },
      { __typename: 'AlertPreview', notes: ['The alert belongs to no incident: there is none to tag.'] },
    ]);
    expect(found.data.alerts.nodes).toEqual([]);
    expect(changesIn(told.requests)).toEqual([]);
  });
});

describe('tags that are mirrored to the incident', () => {
  test('cost one PATCH for each incident, keep what others gave, and come off again', async () => {
    const [tag, rows] = [fresh(), pair()];
    const ids = rows.map((row) => alertId(contoso, row));
    const before = customTags(rows[0]);

    const given = await house.ask(TAG, { ids, add: [tag], mirror: true });
    const between = customTags(rows[0]);
    const again = await house.ask(TAG, { ids, add: [tag.toLowerCase()], mirror: true });
    const taken = await house.ask(TAG, { ids, remove: [tag], mirror: true });

    expect(changesIn(given.requests)).toEqual([`PATCH /security/incidents/${incidentOf(rows[0]).id}`]);
    expect(between).toEqual([...before, tag].sort());
    expect(outcomes(given)[0]).toMatchObject({ notes: [], alert: { tags: expect.arrayContaining([{ name: tag, origin: 'INCIDENT' }, { name: tag, origin: 'OURS' }]) } }); // prettier-ignore
    expect(changesIn(again.requests)).toEqual([]);
    expect(changesIn(taken.requests)).toHaveLength(1);
    expect(customTags(rows[0])).toEqual(before);
  });

  test('are tried once more when the answer was lost and they are not there', async () => {
    const [row] = pair();
    const lost = fresh();
    house.emulator.addChaos({ match: { method: 'PATCH', path: '/incidents/' }, reset: true, count: 1 });

    const told = await house.ask(TAG, { ids: [alertId(contoso, row)], add: [lost], mirror: true });

    expect(outcomes(told)).toMatchObject([{ __typename: 'AlertUpdated', notes: [] }]);
    expect(customTags(row)).toContain(lost);
    expect(changesIn(told.requests)).toHaveLength(2);
  });

  test('that are there already after a lost answer are not written again', async () => {
    const [row] = pair();
    house.emulator.addChaos({ match: { method: 'PATCH', path: '/incidents/' }, after: true, reset: true, count: 1 });

    const told = await house.ask(TAG, { ids: [alertId(contoso, row)], add: [fresh()], mirror: true });

    expect(outcomes(told)).toMatchObject([{ __typename: 'AlertUpdated', notes: [] }]);
    expect(changesIn(told.requests)).toHaveLength(1);
  });

  test('that the tenant refuses are noted; the alert has them all the same', async () => {
    const [tag, [row]] = [fresh(), pair()];
    house.emulator.addChaos({ match: { method: 'PATCH', path: '/incidents/' }, status: 403 });

    const told = await house.ask(TAG, { ids: [alertId(contoso, row)], add: [tag], mirror: true });

    expect(outcomes(told)[0]!.notes).toEqual([expect.stringMatching(/^The incident was not tagged: .*SecurityIncident\.ReadWrite\.All/)]); // prettier-ignore
    expect(outcomes(told)[0]!.alert!.tags).toContainEqual({ name: tag, origin: 'OURS' });
  });

  test('wait with the alert where the incident waits for the limits of Graph', async () => {
    const [tag, [row]] = [fresh(), pair()];
    const busy = await openHouse();
    busy.emulator.addChaos({ match: { method: 'PATCH', path: '/incidents/' }, status: 429, retryAfter: 600 });

    const ids = [alertId(contoso, row), legacyId(fabrikam, rowsOf(busy, fabrikam, 'legacyAlerts')[0]!)];
    const told = await busy.ask(TAG, { ids, add: [tag], mirror: true });
    const found = await busy.ask(FIND, { tag: [tag] });
    await busy.stop();

    expect(outcomes(told)).toMatchObject([
      { __typename: 'AlertPending' },
      { __typename: 'AlertUpdated', notes: ['The alert belongs to no incident: there is none to tag.'] },
    ]);
    expect(found.data.alerts.nodes).toMatchObject([{ id: ids[1] }]);
  });
});

describe('the filter by tags', () => {
  test('finds alerts however old they are, in their order and page by page, with those of Microsoft', async () => {
    const all = rowsOf(house, contoso, 'alerts').sort((a, b) =>
      (a['createdDateTime'] as string) < (b['createdDateTime'] as string) ? 1 : -1,
    );
    const [tag, chosen] = [fresh(), [all.at(-1)!, all[2]!, all[Math.floor(all.length / 2)]!]];
    const ids = chosen.map((row) => alertId(contoso, row));
    await house.ask(TAG, { ids, add: [tag] });
    const variables = { tag: [tag.toUpperCase(), 'attack disruption'], tenants: ['contoso'], first: 2 };

    const shown: { id: string; createdAt: string }[] = [];
    for (let after: string | null = null, page = 0; page < 20; page += 1) {
      const { data, errors }: Told = await house.ask(FIND, { ...variables, after });
      expect(errors).toEqual([]);
      shown.push(...data.alerts.nodes);
      after = data.alerts.pageInfo.endCursor;
      if (!data.alerts.pageInfo.hasNextPage) break;
    }

    const disrupted = all.filter((row) => (row['systemTags'] as string[]).includes('Attack Disruption'));
    const expected = new Set([...chosen, ...disrupted].map((row) => alertId(contoso, row)));
    const times = shown.map(({ createdAt }) => createdAt);
    expect(shown.map(({ id }) => id).sort()).toEqual([...expected].sort());
    expect(times).toEqual([...times].sort().reverse());
  });

  test('is obeyed wherever it stands: under not, beside other filters, below a user, in statistics, in bulks', async () => {
    const [tag, row] = [fresh(), alerts().find(({ severity }) => severity === 'high')!];
    const id = alertId(contoso, row);
    await house.ask(TAG, { ids: [id], add: [tag] });
    const ids = async (filter: object) =>
      (await house.ask(FIND, { filter, tenants: ['contoso'], first: 500 })).data.alerts.nodes.map(
        ({ id }: { id: string }) => id,
      );

    const told = await house.ask(
      `query($tag: [String!]) {
        alertStats(by: [SEVERITY], tenants: ["contoso"], filter: { tag: $tag }) { total buckets { count values { value } } }
        alert(id: "${id}") { users { user { alerts(filter: { tag: $tag }) { nodes { id } } } } }
      }`,
      { tag: [tag] },
    );
    const bulk = await house.ask(
      'mutation($tag: [String!]) { updateAlerts(where: { tag: $tag }, tenants: ["contoso"], set: { status: RESOLVED }, dryRun: true) { outcomes { ... on AlertPreview { id } } } }',
      { tag: [tag] },
    );

    expect(told.errors).toEqual([]);
    expect(await ids({ not: { tag: [tag] } })).not.toContain(id);
    expect(await ids({ severity: ['HIGH'], tag: [tag] })).toEqual([id]);
    expect(await ids({ severity: ['LOW'], tag: [tag] })).toEqual([]);
    expect(told.data.alertStats).toEqual({ total: 1, buckets: [{ count: 1, values: [{ value: 'HIGH' }] }] });
    const below = told.data.alert.users.flatMap(({ user }: { user: { alerts: { nodes: object[] } } | null }) => user?.alerts.nodes ?? []); // prettier-ignore
    expect(below.length).toBeGreaterThan(0);
    expect(new Set(below.map((node: { id: string }) => node.id))).toEqual(new Set([id]));
    expect(bulk.data.updateAlerts.outcomes).toEqual([{ id }]);
  });

  test('finds legacy alerts by tags that were given here', async () => {
    const [tag, legacy] = [fresh(), rowsOf(house, fabrikam, 'legacyAlerts')[1]!];
    await house.ask(TAG, { ids: [legacyId(fabrikam, legacy)], add: [tag] });

    const { data, requests } = await house.ask(FIND, { tag: [tag] });

    expect(data.alerts.nodes).toMatchObject([{ id: legacyId(fabrikam, legacy) }]);
    expect(callsOf(requests).filter((url) => /alerts_v2\/|security\/alerts\//.test(url)).length).toBeLessThanOrEqual(1);
  });
});
