import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import { openHouse, type House, type Told } from '../support/house.js';
import { alertId, changesIn, changing, incidentId, legacyId, rowOf, rowsOf } from '../support/triage.js';

const UPDATE = `mutation Update($ids: [ID!]!, $set: IncidentChanges!, $since: DateTime, $dryRun: Boolean, $key: String) {
  updateIncidents(ids: $ids, set: $set, ifUnchangedSince: $since, dryRun: $dryRun, idempotencyKey: $key) {
    job { isFinished verb }
    outcomes {
      __typename
      ... on IncidentUpdated { id after { status assignedTo classification determination customTags } notes incident { id status assignedTo } }
      ... on IncidentRefused { id code message current { status } }
      ... on IncidentPreview { id changes before { status } incident { status } }
    }
  }
}`;
const BEFORE = `mutation ($ids: [ID!]!, $set: IncidentChanges!) {
  updateIncidents(ids: $ids, set: $set) { outcomes { ... on IncidentUpdated { before { status customTags } after { status customTags } } } }
}`;
const MOVE = `mutation Move($ids: [ID!]!, $to: ID, $comment: String, $dryRun: Boolean) {
  moveAlerts(ids: $ids, toIncident: $to, comment: $comment, dryRun: $dryRun) {
    job { isFinished }
    outcomes {
      __typename
      ... on AlertUpdated { id after { status } notes alert { incident { id } comments { text } } }
      ... on AlertRefused { id code message }
      ... on AlertPreview { id changes }
    }
    moves { ids incident { id displayName } }
  }
}`;
const MERGE = `mutation Merge($ids: [ID!]!, $comment: String, $dryRun: Boolean) {
  mergeIncidents(ids: $ids, comment: $comment, dryRun: $dryRun) {
    job { isFinished }
    outcomes {
      __typename
      ... on IncidentUpdated { id incident { status redirectedTo { id } } }
      ... on IncidentRefused { id code message }
      ... on IncidentPreview { id changes }
    }
    incident { id comments { text } alerts(first: 100) { nodes { id } } }
  }
}`;
const [CONTOSO, FABRIKAM, NORTHWIND, ADATUM] = DEMO_TENANTS.map(({ tenantId }) => tenantId) as [
  string,
  string,
  string,
  string,
];

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterEach(() => house.emulator.reset());
afterAll(() => house.stop());

const incidentsOf = (tenantId: string, count: number): string[] =>
  rowsOf(house, tenantId, 'incidents')
    .filter(({ status }) => status !== 'redirected')
    .slice(0, count)
    .map((row) => incidentId(tenantId, row));
const alertsOf = (tenantId: string, count: number): string[] =>
  rowsOf(house, tenantId, 'alerts')
    .slice(0, count)
    .map((row) => alertId(tenantId, row));
const graphIdOf = (id: string): string => Buffer.from(id, 'base64url').toString().split(':').at(-1)!;
const incidentOfAlert = (tenantId: string, id: string): unknown =>
  rowOf(house, tenantId, 'alerts', graphIdOf(id))['incidentId'];

function codes({ outcomes }: { outcomes: { __typename: string; code?: string }[] }): string[] {
  return outcomes.map(({ __typename, code }) => code ?? __typename);
}

describe('updateIncidents', () => {
  const outcomes = ({ data }: Told) => data.updateIncidents.outcomes;

  test('changes incidents of several tenants, twenty in a request, and shows each as it then is', async () => {
    const ids = [...incidentsOf(CONTOSO, 4), ...incidentsOf(ADATUM, 2)];
    const set = {
      ...{ status: 'IN_PROGRESS', assignedTo: 'me', classification: 'TRUE_POSITIVE', determination: 'PHISHING' },
      customTags: ['wave-7', 'phish'],
    };

    const told = await house.ask(UPDATE, { ids, set });

    const after = { ...set, assignedTo: 'tomas.reyes@contoso.example' };
    expect(told.errors).toEqual([]);
    expect(outcomes(told)).toMatchObject(
      ids.map((id) => ({
        id,
        after,
        notes: [],
        incident: { id, status: 'IN_PROGRESS', assignedTo: after.assignedTo },
      })),
    );
    expect(changesIn(told.requests)).toHaveLength(6);
    expect(told.requests).toHaveLength(2);
    expect(told.data.updateIncidents.job).toEqual({ isFinished: true, verb: 'updateIncidents' });
  });

  test('tells what it found where that is asked, and replaces tags as a whole', async () => {
    const [id] = incidentsOf(CONTOSO, 1);
    await house.ask(UPDATE, { ids: [id], set: { customTags: ['one', 'two'], status: 'IN_PROGRESS' } });

    const { data } = await house.ask(BEFORE, { ids: [id], set: { customTags: [], status: 'RESOLVED' } });

    expect(data.updateIncidents.outcomes).toEqual([
      {
        before: { status: 'IN_PROGRESS', customTags: ['one', 'two'] },
        after: { status: 'RESOLVED', customTags: [] },
      },
    ]);
  });

  test('refuses a stale write with the current state, and foresees that in a dry run', async () => {
    const [row] = rowsOf(house, CONTOSO, 'incidents');
    const variables = { ids: [incidentId(CONTOSO, row!)], set: { status: 'RESOLVED' } };
    const seen = String(row!['lastUpdateDateTime']);
    await house.ask(UPDATE, { ...variables, set: { status: 'IN_PROGRESS' } });

    const told = await house.ask(UPDATE, { ...variables, since: seen });
    const dry = await house.ask(UPDATE, { ...variables, since: seen, dryRun: true });

    expect(outcomes(told)).toMatchObject([{ code: 'CONFLICT', current: { status: 'IN_PROGRESS' } }]);
    expect(outcomes(dry)).toMatchObject([{ code: 'CONFLICT' }]);
    expect(changesIn([...told.requests, ...dry.requests])).toEqual([]);
  });

  test('tells in a dry run what is there and what would be sent', async () => {
    const [id] = incidentsOf(CONTOSO, 1);
    await house.ask(UPDATE, { ids: [id], set: { status: 'IN_PROGRESS' } });

    const told = await house.ask(UPDATE, { ids: [id], set: { status: 'RESOLVED', customTags: ['x'] }, dryRun: true });

    expect(outcomes(told)).toMatchObject([
      {
        __typename: 'IncidentPreview',
        changes: ['status', 'customTags'],
        before: { status: 'IN_PROGRESS' },
      },
    ]);
    expect(told.data.updateIncidents.job).toBeNull();
    expect(changesIn(told.requests)).toEqual([]);
  });

  test('looks for a change whose answer was lost, and repeats none that was lost on its way', async () => {
    const [id, other] = incidentsOf(CONTOSO, 2);
    house.emulator.addChaos({ match: { method: 'PATCH' }, after: true, reset: true, count: 1 });
    const there = await house.ask(UPDATE, { ids: [id], set: { status: 'RESOLVED' } });
    house.emulator.clearChaos();
    house.emulator.addChaos({ match: { method: 'PATCH' }, status: 503, count: 1 });
    const lost = await house.ask(UPDATE, { ids: [other], set: { assignedTo: 'ann@contoso.example' } });

    expect(outcomes(there)).toMatchObject([{ __typename: 'IncidentUpdated', after: { status: 'RESOLVED' } }]);
    expect(outcomes(lost)).toMatchObject([{ code: 'OUTCOME_UNKNOWN' }]);
    expect(changesIn([...there.requests, ...lost.requests])).toHaveLength(2);
  });

  test.each([
    [{ status: 'REDIRECTED' }, 'set.status'],
    [{ status: null }, 'set.status'],
    [{ customTags: null }, 'set.customTags'],
    [{ customTags: [' '] }, 'set.customTags'],
    [{ classification: 'FALSE_POSITIVE', determination: 'MALWARE' }, 'set.determination'],
    [{}, 'set'],
  ])('%j is refused by the name of the argument before anything is sent', async (set, argument) => {
    const told = await house.ask(UPDATE, { ids: incidentsOf(CONTOSO, 1), set });

    expect(told.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
    expect(told.requests).toEqual([]);
  });

  test('a missing consent and an alert among the incidents cost themselves only', async () => {
    const [good] = incidentsOf(CONTOSO, 1);
    const [alert] = alertsOf(CONTOSO, 1);

    const told = await house.ask(UPDATE, {
      ids: [incidentId(NORTHWIND, { id: '1' }), alert, good],
      set: { status: 'RESOLVED' },
    });

    expect(codes(told.data.updateIncidents)).toEqual(['UPSTREAM_FORBIDDEN', 'BAD_USER_INPUT', 'IncidentUpdated']);
  });
});

describe('moveAlerts', () => {
  test('moves alerts into an incident by one call, after one look at them, and whoever reads then sees it', async () => {
    const ids = alertsOf(CONTOSO, 3);
    const [to] = incidentsOf(CONTOSO, 30).filter(
      (id) => !ids.some((one) => incidentOfAlert(CONTOSO, one) === graphIdOf(id)),
    );

    const { data, errors, requests } = await house.ask(MOVE, { ids, to, comment: 'Same wave.' });

    expect(errors).toEqual([]);
    for (const { notes, after, alert } of data.moveAlerts.outcomes) {
      expect({ notes, after, incident: alert.incident.id }).toEqual({ notes: [], after: null, incident: to });
      expect(alert.comments.at(-1)).toEqual({ text: 'Same wave.' });
    }
    expect(data.moveAlerts.moves).toEqual([{ ids, incident: expect.objectContaining({ id: to }) as object }]);
    expect(changesIn(requests)).toEqual(['POST /security/alerts_v2/microsoft.graph.security.moveAlerts']);
    expect(requests).toHaveLength(3);
  });

  test('without an incident makes a new one in each tenant', async () => {
    const [ours, theirs] = [alertsOf(CONTOSO, 2), alertsOf(ADATUM, 2)];

    const { data, requests } = await house.ask(MOVE, { ids: [ours[0], theirs[0], ours[1], theirs[1]] });

    expect(data.moveAlerts.moves.map(({ ids }: { ids: string[] }) => ids)).toEqual([ours, theirs]);
    expect(incidentOfAlert(CONTOSO, ours[0]!)).toBe(incidentOfAlert(CONTOSO, ours[1]!));
    expect(changing(requests)).toHaveLength(2);
  });

  test('refuses by name what cannot be moved there, and moves the rest', async () => {
    const [good] = alertsOf(CONTOSO, 1);
    const [foreign] = alertsOf(ADATUM, 1);
    const ids = [alertId(CONTOSO, { id: 'da-unknown' }), foreign, legacyId(FABRIKAM, { id: 'any' }), good];

    const { data, requests } = await house.ask(MOVE, { ids, to: incidentsOf(CONTOSO, 1)[0] });

    expect(codes(data.moveAlerts)).toEqual([
      ...['UPSTREAM_NOT_FOUND', 'BAD_USER_INPUT', 'UNSUPPORTED_CHANGE', 'AlertUpdated'],
    ]);
    expect(changesIn(requests)).toHaveLength(1);
  });

  test('an alert that is there already is noted; a dry run moves nothing', async () => {
    const [id] = alertsOf(CONTOSO, 1);
    const to = incidentId(CONTOSO, { id: String(incidentOfAlert(CONTOSO, id!)) });

    const dry = await house.ask(MOVE, { ids: [id], to, dryRun: true });
    const told = await house.ask(MOVE, { ids: [id], to });

    expect(dry.data.moveAlerts).toMatchObject({ job: null, outcomes: [{ changes: ['incident'] }], moves: [] });
    expect(changesIn(dry.requests)).toEqual([]);
    expect(told.data.moveAlerts.outcomes).toMatchObject([{ notes: ['It was in this incident before.'] }]);
  });

  test.each([false, true])(
    'a lost answer is settled by looking where the alerts are (new incident: %s)',
    async (isNew) => {
      const ids = alertsOf(CONTOSO, 2);
      const [to] = incidentsOf(CONTOSO, 30).filter(
        (id) => !ids.some((one) => incidentOfAlert(CONTOSO, one) === graphIdOf(id)),
      );
      house.emulator.addChaos({ match: { method: 'POST', path: 'moveAlerts' }, after: true, reset: true, count: 1 });

      const { data, requests } = await house.ask(MOVE, { ids, to: isNew ? null : to });

      expect(codes(data.moveAlerts)).toEqual(['AlertUpdated', 'AlertUpdated']);
      expect(data.moveAlerts.moves).toHaveLength(1);
      expect(changesIn(requests)).toHaveLength(1);
    },
  );

  test('a move that was lost on its way is told as unknown, and not repeated', async () => {
    const ids = alertsOf(CONTOSO, 2);
    house.emulator.addChaos({ match: { method: 'POST', path: 'moveAlerts' }, status: 503, count: 1 });

    const { data, requests } = await house.ask(MOVE, { ids });

    expect(codes(data.moveAlerts)).toEqual(['OUTCOME_UNKNOWN', 'OUTCOME_UNKNOWN']);
    expect(data.moveAlerts.moves).toEqual([]);
    expect(changesIn(requests)).toHaveLength(1);
  });

  test('into what is no incident, or one that was merged, moves nothing', async () => {
    const [first, second] = incidentsOf(CONTOSO, 2);
    await house.ask(MERGE, { ids: [first, second] });
    const merged = [first, second].find(
      (id) => rowOf(house, CONTOSO, 'incidents', graphIdOf(id!))['status'] === 'redirected',
    );
    const ids = alertsOf(CONTOSO, 1);
    for (const to of [merged, ids[0], incidentId(CONTOSO, { id: '999999' })]) {
      const { errors, requests } = await house.ask(MOVE, { ids, to });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'toIncident' } }]);
      expect(changesIn(requests)).toEqual([]);
    }
  });
});

describe('mergeIncidents', () => {
  test('makes one of several, and the others lead to it', async () => {
    const ids = incidentsOf(CONTOSO, 3);
    const theirs = rowsOf(house, CONTOSO, 'alerts')
      .filter(({ incidentId: of }) => ids.map(graphIdOf).includes(String(of)))
      .map((row) => alertId(CONTOSO, row));

    const { data, errors, requests } = await house.ask(MERGE, { ids, comment: 'One campaign.' });

    const { incident, outcomes } = data.mergeIncidents;
    expect(errors).toEqual([]);
    expect(ids).toContain(incident.id);
    expect(incident.comments.at(-1)).toEqual({ text: 'One campaign.' });
    expect(new Set(incident.alerts.nodes.map(({ id }: { id: string }) => id))).toEqual(new Set(theirs));
    for (const { id, incident: now } of outcomes) {
      if (id === incident.id) expect(now.redirectedTo).toBeNull();
      else expect(now).toEqual({ status: 'REDIRECTED', redirectedTo: { id: incident.id } });
    }
    expect(changesIn(requests)).toEqual(['POST /security/incidents/microsoft.graph.security.mergeIncidents']);
  });

  test('all or none: one that is refused keeps the others as they are', async () => {
    const [first, second] = incidentsOf(CONTOSO, 2);
    const [foreign] = incidentsOf(ADATUM, 1);

    const { data, requests } = await house.ask(MERGE, { ids: [first, foreign, second] });
    const unknown = await house.ask(MERGE, { ids: [first, incidentId(CONTOSO, { id: '999999' })] });
    const alone = await house.ask(MERGE, { ids: [first] });

    expect(codes(data.mergeIncidents)).toEqual(['CONFLICT', 'BAD_USER_INPUT', 'CONFLICT']);
    expect(codes(unknown.data.mergeIncidents)).toEqual(['CONFLICT', 'UPSTREAM_NOT_FOUND']);
    expect(alone.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'ids' } }]);
    expect(changesIn([...requests, ...unknown.requests, ...alone.requests])).toEqual([]);
  });

  test('a lost answer is settled by looking which one leads to which', async () => {
    const ids = incidentsOf(CONTOSO, 2);
    house.emulator.addChaos({ match: { method: 'POST', path: 'mergeIncidents' }, after: true, reset: true, count: 1 });

    const { data, requests } = await house.ask(MERGE, { ids });

    expect(codes(data.mergeIncidents)).toEqual(['IncidentUpdated', 'IncidentUpdated']);
    expect(ids).toContain(data.mergeIncidents.incident.id);
    expect(changesIn(requests)).toHaveLength(1);
  });

  test('a merge that was lost on its way is told as unknown, and not repeated', async () => {
    house.emulator.addChaos({ match: { method: 'POST', path: 'mergeIncidents' }, status: 503, count: 1 });

    const { data, requests } = await house.ask(MERGE, { ids: incidentsOf(CONTOSO, 2) });

    expect(codes(data.mergeIncidents)).toEqual(['OUTCOME_UNKNOWN', 'OUTCOME_UNKNOWN']);
    expect(data.mergeIncidents.incident).toBeNull();
    expect(changesIn(requests)).toHaveLength(1);
  });
});

describe('with answers from memory', () => {
  test('nobody reads where an alert was before it was moved, nor what an incident was before it was merged', async () => {
    const remembering = await openHouse({ env: { CACHE_ALERTS_SECONDS: '600' } });
    try {
      const [alert] = alertsOf(CONTOSO, 1);
      const before = incidentId(CONTOSO, { id: String(incidentOfAlert(CONTOSO, alert!)) });
      const to = incidentsOf(CONTOSO, 30).find((id) => id !== before)!;
      const read = `{ alert(id: "${alert}") { incident { id status } } incident(id: "${before}") { status redirectedTo { id } users { accountName } } }`;
      await remembering.ask(read);
      expect((await remembering.ask(read)).requests).toEqual([]);

      await remembering.ask(MOVE, { ids: [alert], to });
      const moved = await remembering.ask(read);
      const merged = await remembering.ask(MERGE, { ids: [before, to] });
      const after = await remembering.ask(read);

      const into = merged.data.mergeIncidents.incident.id;
      expect(moved.data.alert.incident.id).toBe(to);
      expect(after.data.alert.incident.id).toBe(into);
      if (into !== before)
        expect(after.data.incident).toMatchObject({ status: 'REDIRECTED', redirectedTo: { id: into } });
    } finally {
      await remembering.stop();
    }
  });
});

test('one document that changes a thing twice shows each time what it then was', async () => {
  const [id] = alertsOf(CONTOSO, 1);
  const [to] = incidentsOf(CONTOSO, 30).filter((one) => incidentOfAlert(CONTOSO, id!) !== graphIdOf(one));
  const shown = '... on AlertUpdated { alert { status comments { text } incident { id } } }';

  const { data, errors } = await house.ask(
    `mutation ($ids: [ID!]!, $to: ID!) {
      a: updateAlerts(ids: $ids, set: { status: RESOLVED }) { outcomes { ${shown} } }
      b: commentOnAlerts(ids: $ids, comment: "Twice.") { outcomes { ${shown} } }
      c: moveAlerts(ids: $ids, toIncident: $to) { outcomes { ${shown} } }
      d: updateAlerts(ids: $ids, set: { status: NEW }) { outcomes { ${shown} } }
    }`,
    { ids: [id], to },
  );

  expect(errors).toEqual([]);
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => data[name].outcomes[0].alert);
  expect([a, b, c, d].map(({ status }) => status)).toEqual(['RESOLVED', 'RESOLVED', 'RESOLVED', 'NEW']);
  expect(b.comments.at(-1)).toEqual({ text: 'Twice.' });
  expect([a, b, c, d].map(({ incident }) => incident.id === to)).toEqual([false, false, true, true]);
});

test('a refusal of Graph to move or merge names the permission that is missing', async () => {
  const { data } = await house.ask(MERGE, { ids: ['1', '2'].map((id) => incidentId(NORTHWIND, { id })) });

  expect(data.mergeIncidents.outcomes).toMatchObject([
    { code: 'UPSTREAM_FORBIDDEN', message: expect.stringContaining('SecurityData.Manage.All') as string },
    { code: 'UPSTREAM_FORBIDDEN' },
  ]);
});
