import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import type { Row } from '../../emulator/world/World.js';
import { isBatch, openHouse, type House } from '../support/house.js';
import { changesIn, changing, legacyId, rowOf, rowsOf } from '../support/triage.js';

const UPDATE = `mutation Update($ids: [ID!]!, $set: AlertChanges!, $since: DateTime, $dryRun: Boolean) {
  updateAlerts(ids: $ids, set: $set, ifUnchangedSince: $since, dryRun: $dryRun) {
    job { isFinished }
    outcomes {
      __typename
      ... on AlertUpdated { id after { status assignedTo classification determination } notes alert { id api status } }
      ... on AlertRefused { code message current { status } }
      ... on AlertPreview { changes notes before { status updatedAt } }
    }
  }
}`;
const SAY = `mutation ($ids: [ID!]!, $comment: String!) {
  commentOnAlerts(ids: $ids, comment: $comment) {
    outcomes { __typename ... on AlertUpdated { notes alert { comments { text } } } ... on AlertRefused { code message } }
  }
}`;
const [FABRIKAM, NORTHWIND] = [DEMO_TENANTS[1]!.tenantId, DEMO_TENANTS[2]!.tenantId];
const CONTOSO = DEMO_TENANTS[0]!.tenantId;
const SILENT = 'Azure Advanced Threat Protection';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterEach(() => house.emulator.reset());
afterAll(() => house.stop());

function rowsBy(provider: string): Row[] {
  return rowsOf(house, FABRIKAM, 'legacyAlerts').filter(
    (row) => (row['vendorInformation'] as { provider: string }).provider === provider,
  );
}

function oneBy(provider: string): Row {
  const [row] = rowsBy(provider);
  if (!row) throw new Error(`Fabrikam has no legacy alert of ${provider}.`);
  return row;
}

/** Fabrikam has not bought Entra ID Protection. */
function idBy(provider: string): string {
  if (provider !== 'IPC') return legacyId(FABRIKAM, oneBy(provider));
  const rows = rowsOf(house, NORTHWIND, 'legacyAlerts');
  return legacyId(
    NORTHWIND,
    rows.find((row) => (row['vendorInformation'] as { provider: string }).provider === 'IPC')!,
  );
}

test('a legacy alert is changed at the product that raised it, in its own words, after one look at it', async () => {
  const row = oneBy('Microsoft Defender ATP');

  const { data, errors, requests } = await house.ask(UPDATE, {
    ids: [legacyId(FABRIKAM, row)],
    set: { status: 'DISMISSED', assignedTo: 'me', classification: 'INFORMATIONAL_EXPECTED_ACTIVITY' },
  });

  expect(errors).toEqual([]);
  const assignedTo = 'tomas.reyes@contoso.example';
  expect(data.updateAlerts.outcomes).toMatchObject([
    {
      __typename: 'AlertUpdated',
      after: {
        status: 'DISMISSED',
        assignedTo,
        classification: 'INFORMATIONAL_EXPECTED_ACTIVITY',
        determination: null,
      },
      notes: [],
      alert: { api: 'LEGACY', status: 'DISMISSED' },
    },
  ]);
  expect(rowOf(house, FABRIKAM, 'legacyAlerts', row.id)).toMatchObject({
    status: 'dismissed',
    assignedTo,
    feedback: 'benignPositive',
    comments: row['comments'],
    severity: row['severity'],
  });
  expect(changesIn(requests)).toEqual([`PATCH /security/alerts/${row.id}`]);
  expect(requests).toHaveLength(2);
});

test('changes of legacy alerts travel together, though each is looked at alone', async () => {
  const rows = [...rowsBy('Microsoft Defender ATP'), ...rowsBy('MCAS')].slice(0, 6);

  const { data, requests } = await house.ask(UPDATE, {
    ids: rows.map((row) => legacyId(FABRIKAM, row)),
    set: { status: 'IN_PROGRESS' },
  });

  expect(rows.length).toBeGreaterThan(2);
  expect(data.updateAlerts.outcomes).toHaveLength(rows.length);
  expect(data.updateAlerts.outcomes).toEqual(rows.map(() => expect.objectContaining({ __typename: 'AlertUpdated' })));
  expect(changing(requests)).toHaveLength(1);
  expect(changing(requests).every(isBatch)).toBe(true);
  expect(requests).toHaveLength(rows.length + 1);
});

test.each([
  ['IPC', 'The change is kept in Microsoft Graph only: IPC does not see it.'],
  ['MCAS', 'The change is kept in Microsoft Graph only: MCAS does not see it.'],
  ['ASC', 'Whether ASC sees the change is not documented.'],
])('what %s makes of a change is noted', async (provider, note) => {
  const { data } = await house.ask(UPDATE, {
    ids: [idBy(provider)],
    set: { status: 'RESOLVED', classification: 'TRUE_POSITIVE', determination: 'MALWARE' },
  });

  expect(data.updateAlerts.outcomes).toMatchObject([
    {
      __typename: 'AlertUpdated',
      after: { status: 'RESOLVED', classification: 'TRUE_POSITIVE', determination: null },
      notes: [note, 'Legacy alerts have no determination: it is not sent.'],
    },
  ]);
});

test.each(['Azure Sentinel', 'Office 365 Security and Compliance'])(
  '%s takes no changes: refused by name, nothing is sent, and a dry run says so, too',
  async (provider) => {
    const ids = [idBy(provider)];
    const refused = {
      outcomes: [
        {
          __typename: 'AlertRefused',
          code: 'UNSUPPORTED_CHANGE',
          message: `${provider} takes no changes of its alerts by Microsoft Graph: change it in the product.`,
          current: null,
        },
      ],
    };

    const told = await house.ask(UPDATE, { ids, set: { status: 'RESOLVED' } });
    const dry = await house.ask(UPDATE, { ids, set: { status: 'RESOLVED' }, dryRun: true });

    expect(told.data.updateAlerts).toMatchObject(refused);
    expect(dry.data.updateAlerts).toMatchObject(refused);
    expect(changesIn([...told.requests, ...dry.requests])).toEqual([]);
  },
);

test('what legacy alerts cannot be is refused by name, and what is switched off is not asked for', async () => {
  const id = idBy('IPC');
  const silent = legacyId(FABRIKAM, oneBy(SILENT));
  const elsewhere = legacyId(CONTOSO, { id: 'any' });

  const only = await house.ask(UPDATE, { ids: [id], set: { determination: 'MALWARE' } });
  const unknown = await house.ask(UPDATE, { ids: [id], set: { status: 'UNKNOWN' } });
  const off = await house.ask(UPDATE, { ids: [elsewhere], set: { status: 'RESOLVED' } });
  const gone = await house.ask(UPDATE, { ids: [silent], set: { status: 'RESOLVED' } });

  expect(only.data.updateAlerts.outcomes).toMatchObject([{ code: 'UNSUPPORTED_CHANGE' }]);
  expect(unknown.data.updateAlerts.outcomes).toMatchObject([{ code: 'UNSUPPORTED_CHANGE' }]);
  expect(off.data.updateAlerts.outcomes).toMatchObject([
    { code: 'UNSUPPORTED_CHANGE', message: expect.stringContaining('legacyAlerts') as string },
  ]);
  expect(gone.data.updateAlerts.outcomes).toMatchObject([{ code: 'UPSTREAM_NOT_FOUND' }]);
  expect(off.requests).toEqual([]);
  expect(changesIn([only, unknown, gone].flatMap(({ requests }) => requests))).toEqual([]);
});

test('a stale write of a legacy alert is refused with the current state; a dry run foresees it', async () => {
  const row = oneBy('Microsoft Defender ATP');
  const variables = {
    ids: [legacyId(FABRIKAM, row)],
    set: { status: 'RESOLVED' },
    since: new Date(Date.parse(String(row['lastModifiedDateTime'])) - 1).toISOString(),
  };

  const told = await house.ask(UPDATE, variables);
  const dry = await house.ask(UPDATE, { ...variables, dryRun: true });
  const current = await house.ask(UPDATE, { ...variables, since: row['lastModifiedDateTime'] });

  expect(told.data.updateAlerts.outcomes).toMatchObject([{ code: 'CONFLICT', current: { status: 'NEW' } }]);
  expect(dry.data.updateAlerts.outcomes).toMatchObject([{ code: 'CONFLICT' }]);
  expect(changesIn([...told.requests, ...dry.requests])).toEqual([]);
  expect(current.data.updateAlerts.outcomes).toMatchObject([{ __typename: 'AlertUpdated' }]);
});

test('an answer that shows the alert from before is read once more', async () => {
  house.emulator.change({ echoOldValues: true });
  const row = oneBy('Microsoft Defender ATP');

  const { data } = await house.ask(UPDATE, { ids: [legacyId(FABRIKAM, row)], set: { status: 'RESOLVED' } });

  expect(data.updateAlerts.outcomes).toMatchObject([{ after: { status: 'RESOLVED' }, notes: [] }]);
});

test('a lost answer is looked for at the alert itself', async () => {
  house.emulator.addChaos({
    match: { method: 'PATCH', path: '/security/alerts/' },
    after: true,
    reset: true,
    count: 1,
  });
  const row = oneBy('Microsoft Defender ATP');

  const { data, requests } = await house.ask(UPDATE, { ids: [legacyId(FABRIKAM, row)], set: { status: 'RESOLVED' } });

  expect(data.updateAlerts.outcomes).toMatchObject([{ __typename: 'AlertUpdated', after: { status: 'RESOLVED' } }]);
  expect(changesIn(requests)).toHaveLength(1);
});

test('of a legacy alert only two things can be said', async () => {
  const ids = [idBy('IPC')];

  const free = await house.ask(SAY, { ids, comment: 'Looks bad.' });
  const said = await house.ask(SAY, { ids, comment: 'Closed in IPC' });

  expect(free.data.commentOnAlerts.outcomes).toMatchObject([{ code: 'UNSUPPORTED_CHANGE' }]);
  expect(free.requests).toEqual([]);
  expect(said.data.commentOnAlerts.outcomes).toMatchObject([
    {
      notes: ['The change is kept in Microsoft Graph only: IPC does not see it.'],
      alert: { comments: [{ text: 'Closed in IPC' }] },
    },
  ]);
});
