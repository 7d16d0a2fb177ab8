import type { RequestRecord } from '../../emulator/startEmulator.js';
import { isBatch, openHouse, type House, type Told } from '../support/house.js';

const OUTCOMES = `job { isFinished finished total verb }
    outcomes {
      __typename
      ... on Outcome { id }
      ... on IndicatorDone { target externalId deed indicatorId notes tenant { displayName } }
      ... on IndicatorRefused { target code message targetSays tenant { displayName } }
      ... on IndicatorPending { target message }
      ... on IndicatorPreview { target sends notes }
    }`;
const SUBMIT = `mutation Submit($indicators: [IndicatorInput!]!, $targets: [IndicatorTarget!]!, $tenants: [String!], $dryRun: Boolean, $key: String) {
  submitIndicators(indicators: $indicators, targets: $targets, tenants: $tenants, dryRun: $dryRun, idempotencyKey: $key) { ${OUTCOMES} }
}`;
const UPDATE = `mutation Update($changes: [IndicatorChange!]!) { updateIndicators(changes: $changes) { ${OUTCOMES} } }`;
const DELETE = `mutation Delete($ids: [ID!], $externalIds: [String!], $target: IndicatorTarget, $tenants: [String!]) {
  deleteIndicators(ids: $ids, externalIds: $externalIds, target: $target, tenants: $tenants) { ${OUTCOMES} }
}`;
const ALL = ['GRAPH_TI_INDICATORS', 'DEFENDER_FOR_ENDPOINT', 'SENTINEL'];
const CONTOSO = 'c0a7050e-0001-4000-8000-000000000001';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());
beforeEach(() => {
  house.emulator.reset();
});

/** Says all that every target needs. */
const domain = (name: string, more: object = {}) => ({
  value: name,
  action: 'BLOCK',
  title: 'Phishing of November',
  description: 'Seen in mails',
  severity: 'HIGH',
  tlp: 'AMBER',
  threatType: 'Phishing',
  expiresAt: '2027-01-01T00:00:00Z',
  externalId: `feed-${name}`,
  ...more,
});
const domains = (count: number) => Array.from({ length: count }, (_, index) => domain(`d${index}.evil.example`));

interface Shown {
  readonly __typename: string;
  readonly id: string;
  readonly target: string;
  readonly code?: string;
  readonly message?: string;
  readonly deed?: string;
  readonly indicatorId?: string;
  readonly targetSays?: string | null;
  readonly notes?: readonly string[];
  readonly sends?: Readonly<Record<string, unknown>>;
  readonly tenant?: { readonly displayName: string };
}

function outcomes({ data, errors }: Told): Shown[] {
  expect(errors).toEqual([]);
  return (Object.values(data)[0] as { outcomes: Shown[] }).outcomes;
}
const kinds = (told: Told): string[] => outcomes(told).map(({ __typename, code }) => code ?? __typename);
const all = (told: Told): [string, number][] => {
  const counts = new Map<string, number>();
  for (const kind of kinds(told)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts];
};

function writes(requests: readonly RequestRecord[]): RequestRecord[] {
  return requests.filter((request) =>
    isBatch(request) ? request.parts.some(({ method }) => method !== 'GET') : request.method !== 'GET',
  );
}

const contoso = () => house.emulator.world.tenants.get(CONTOSO)!;
const rowsAt = (externalId: string) => ({
  graph: [...contoso().tiIndicators].filter((row) => row['externalId'] === externalId),
  defender: [...contoso().defenderIndicators].filter((row) => row['externalID'] === externalId),
});
const objects = () => [...contoso().sentinel!.objects];

describe('submitIndicators', () => {
  test('250 indicators to three targets in two tenants cost 9 requests: a look, a batch of 3 and an import each, 3 uploads where there is a workspace', async () => {
    const tenants = ['contoso', 'fabrikam'];

    const told = await house.ask(SUBMIT, { indicators: domains(250), targets: ALL, tenants });

    expect(outcomes(told)).toHaveLength(250 * 3 * 2);
    expect(all(told)).toEqual([
      ['IndicatorDone', 250 * 5],
      ['UNSUPPORTED_CHANGE', 250],
    ]);
    expect(
      outcomes(told)
        .slice(0, 6)
        .map(({ id, target, tenant }) => [id, target, tenant!.displayName]),
    ).toEqual(ALL.flatMap((target) => ['Contoso', 'Fabrikam'].map((name) => ['d0.evil.example', target, name])));
    expect(told.requests).toHaveLength(9);
    expect(told.parts).toBe(2 * (1 + 3 + 1) + 3);
    expect(told.data.submitIndicators.job).toMatchObject({ isFinished: true, total: 1500 });
    expect(objects()).toHaveLength(250);
    expect(rowsAt('feed-d249.evil.example')).toMatchObject({ graph: [{}], defender: [{}] });
  });

  test('a tenant without consent and without a licence tells so item by item, at each target for itself', async () => {
    const told = await house.ask(SUBMIT, { indicators: domains(2), targets: ALL, tenants: ['northwind'] });

    expect(kinds(told)).toEqual([0, 1].flatMap(() => ['UPSTREAM_FORBIDDEN', 'UPSTREAM_NOT_LICENSED', 'IndicatorDone']));
    expect(told.requests).toHaveLength(3);
  });

  test('what is submitted again is changed and not doubled, at every target', async () => {
    const tenants = ['contoso'];
    const first = await house.ask(SUBMIT, { indicators: [domain('evil.example')], targets: ALL, tenants });

    const again = domain('evil.example', { severity: 'LOW', action: 'ALERT' });
    const told = await house.ask(SUBMIT, { indicators: [again], targets: ALL, tenants });

    expect(outcomes(first).map(({ deed }) => deed)).toEqual(['CREATED', 'SUBMITTED', 'SUBMITTED']);
    expect(outcomes(told).map(({ deed }) => deed)).toEqual(['UPDATED', 'SUBMITTED', 'SUBMITTED']);
    expect(outcomes(told).map(({ indicatorId }) => indicatorId)).toEqual(
      outcomes(first).map(({ indicatorId }) => indicatorId),
    );
    const { graph, defender } = rowsAt('feed-evil.example');
    expect(graph).toMatchObject([{ action: 'alert', severity: 2, domainName: 'evil.example' }]);
    expect(defender).toMatchObject([{ action: 'Audit', generateAlert: true, severity: 'Low' }]);
    expect(objects()).toHaveLength(1);
  });

  test('what a target cannot say is refused there before anything is sent, and taken elsewhere', async () => {
    const indicators = [
      domain('198.51.100.0/28', { externalId: 'range' }),
      domain('*.evil.example'),
      domain('ab'.repeat(21), { externalId: 'hash' }),
      domain('old.evil.example', { expiresAt: '2026-01-01T00:00:00Z' }),
      domain('warn.evil.example', { action: 'WARN' }),
      domain('allowed.evil.example', { action: 'ALLOW' }),
    ];

    const told = await house.ask(SUBMIT, { indicators, targets: ALL, tenants: ['contoso'] });

    expect(kinds(told)).toEqual([
      ...['IndicatorDone', 'UNSUPPORTED_CHANGE', 'IndicatorDone'],
      ...Array<string>(9).fill('BAD_USER_INPUT'),
      ...['UNSUPPORTED_CHANGE', 'IndicatorDone', 'IndicatorDone'],
      ...['IndicatorDone', 'IndicatorDone', 'UNSUPPORTED_CHANGE'],
    ]);
    expect(outcomes(told)[3]!.message).toContain('wildcard');
    expect(outcomes(told)[6]!.message).toContain('has 42');
    expect(outcomes(told)[14]!.notes).toEqual(
      expect.arrayContaining(['Microsoft Sentinel only matches: it does not WARN.']),
    );
  });

  test('a tenant without a workspace of Sentinel, and a cloud without tiIndicators, refuse what is for them alone', async () => {
    const told = await house.ask(SUBMIT, {
      indicators: [domain('evil.example')],
      targets: ALL,
      tenants: ['fabrikam', 'adatum'],
    });

    expect(outcomes(told).map(({ target, tenant, code }) => [target, tenant!.displayName, code])).toEqual([
      ['GRAPH_TI_INDICATORS', 'Fabrikam', undefined],
      ['GRAPH_TI_INDICATORS', 'Adatum Federal', expect.stringMatching(/^UPSTREAM_/)],
      ['DEFENDER_FOR_ENDPOINT', 'Fabrikam', undefined],
      ['DEFENDER_FOR_ENDPOINT', 'Adatum Federal', undefined],
      ['SENTINEL', 'Fabrikam', 'UNSUPPORTED_CHANGE'],
      ['SENTINEL', 'Adatum Federal', 'UNSUPPORTED_CHANGE'],
    ]);
  });

  test('a dry run tells the words of each target and sends nothing', async () => {
    const told = await house.ask(SUBMIT, {
      indicators: [domain('evil.example')],
      targets: ALL,
      tenants: ['contoso'],
      dryRun: true,
    });

    expect(told.requests).toEqual([]);
    expect(told.data.submitIndicators.job).toBeNull();
    expect(outcomes(told).map(({ sends }) => sends)).toMatchObject([
      { domainName: 'evil.example', action: 'block', targetProduct: 'Azure Sentinel', tlpLevel: 'amber' },
      { indicatorValue: 'evil.example', indicatorType: 'DomainName', action: 'Block' },
      { type: 'indicator', pattern: "[domain-name:value = 'evil.example']" },
    ]);
  });

  test('the same key is answered as it stands and sends nothing', async () => {
    const variables = { indicators: domains(2), targets: ALL, tenants: ['contoso'], key: 'key-of-indicators' };
    const first = await house.ask(SUBMIT, variables);

    const again = await house.ask(SUBMIT, variables);

    expect(again.data).toEqual(first.data);
    expect(again.requests).toEqual([]);
  });

  test('quotas and the indicator itself are those after the change', async () => {
    const question = SUBMIT.replace('job {', 'quotas { used limit tenant { displayName } } job {').replace(
      'deed indicatorId',
      'deed indicatorId indicator { value action title freshness }',
    );
    const before = [...contoso().defenderIndicators].length;

    const told = await house.ask(question, {
      indicators: [domain('evil.example')],
      targets: ['DEFENDER_FOR_ENDPOINT'],
      tenants: ['contoso'],
    });

    expect(told.errors).toEqual([]);
    const [quota] = told.data.submitIndicators.quotas;
    expect(quota).toMatchObject({ limit: 15000, tenant: { displayName: 'Contoso' } });
    expect(quota.used).toBeGreaterThan(0);
    expect([...contoso().defenderIndicators]).toHaveLength(before + 1);
    expect(told.data.submitIndicators.outcomes[0].indicator).toMatchObject({ value: 'evil.example', action: 'BLOCK' });
  });

  test('a list that was remembered before the change is not answered after it', async () => {
    const question =
      '{ indicators(tenants: ["contoso"], filter: { covers: "fresh.example" }) { nodes { value target } } }';
    const before = await house.ask(question);

    await house.ask(SUBMIT, { indicators: [domain('fresh.example')], targets: ALL, tenants: ['contoso'] });
    const after = await house.ask(question);

    expect(before.data.indicators.nodes).toEqual([]);
    expect(after.data.indicators.nodes).toHaveLength(2);
  });

  test('a value that is named twice is refused the second time', async () => {
    const told = await house.ask(SUBMIT, {
      indicators: [domain('evil.example'), domain('EVIL[.]example', { externalId: 'other' })],
      targets: ['SENTINEL'],
      tenants: ['contoso'],
    });

    expect(kinds(told)).toEqual(['IndicatorDone', 'BAD_USER_INPUT']);
  });

  test('another value under an external id that is taken is a conflict', async () => {
    const variables = { targets: ['GRAPH_TI_INDICATORS'], tenants: ['contoso'] };
    await house.ask(SUBMIT, { ...variables, indicators: [domain('evil.example', { externalId: 'same' })] });

    const told = await house.ask(SUBMIT, { ...variables, indicators: [domain('bad.example', { externalId: 'same' })] });

    expect(kinds(told)).toEqual(['CONFLICT']);
    expect(writes(told.requests)).toEqual([]);
  });

  test.each([
    [{ indicators: [] }, 'indicators'],
    [{ targets: [] }, 'targets'],
    [{ key: 'short' }, 'idempotencyKey'],
  ])('%j is refused by the name of the argument', async (variables, argument) => {
    const told = await house.ask(SUBMIT, { indicators: domains(1), targets: ALL, ...variables });

    expect(told.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
    expect(told.requests).toEqual([]);
  });
});

describe('when a target does not behave', () => {
  const tenants = ['contoso'];

  test('what one target refuses of a bulk is told item by item, and the rest is there', async () => {
    house.emulator.change({});
    const indicators = domains(3);
    house.emulator.addChaos({
      match: { path: '/indicators/import' },
      body: {
        value: indicators.map(({ value }, index) => ({
          id: index === 1 ? null : String(index),
          indicator: value,
          isFailed: index === 1,
          failureReason: index === 1 ? 'No more of those.' : null,
        })),
      },
      count: 1,
    });

    const told = await house.ask(SUBMIT, { indicators, targets: ['DEFENDER_FOR_ENDPOINT'], tenants });

    expect(kinds(told)).toEqual(['IndicatorDone', 'UPSTREAM_REFUSED', 'IndicatorDone']);
    expect(outcomes(told)[1]).toMatchObject({ targetSays: 'No more of those.' });
    expect(outcomes(told)[1]!.message).not.toContain('No more');
  });

  test.each([
    ['GRAPH_TI_INDICATORS', '/submitTiIndicators'],
    ['DEFENDER_FOR_ENDPOINT', '/indicators/import'],
    ['SENTINEL', ':upload'],
  ])('a bulk that is too large for %s is sent in halves, and nothing is lost', async (target, path) => {
    house.emulator.addChaos({ match: { path }, status: 413, count: 3 });

    const told = await house.ask(SUBMIT, { indicators: domains(8), targets: [target], tenants });

    expect(all(told)).toEqual([['IndicatorDone', 8]]);
  });

  test.each([
    ['GRAPH_TI_INDICATORS', '/submitTiIndicators'],
    ['DEFENDER_FOR_ENDPOINT', '/indicators/import'],
    ['SENTINEL', ':upload'],
  ])('an answer of %s that is lost after it was done loses and doubles nothing', async (target, path) => {
    house.emulator.addChaos({ match: { path }, after: true, reset: true, count: 1 });

    const told = await house.ask(SUBMIT, { indicators: domains(20), targets: [target], tenants });

    expect(all(told)).toEqual([['IndicatorDone', 20]]);
    const { graph, defender } = rowsAt('feed-d7.evil.example');
    const there = { GRAPH_TI_INDICATORS: graph, DEFENDER_FOR_ENDPOINT: defender, SENTINEL: objects() }[target]!;
    expect(there).toHaveLength(target === 'SENTINEL' ? 20 : 1);
  });

  test('what never came to Graph is told as unknown, and submitting again makes one', async () => {
    house.emulator.addChaos({ match: { path: '/submitTiIndicators' }, reset: true, count: 1 });
    const variables = { indicators: domains(2), targets: ['GRAPH_TI_INDICATORS'], tenants };

    const told = await house.ask(SUBMIT, variables);
    const again = await house.ask(SUBMIT, variables);

    expect(kinds(told)).toEqual(['OUTCOME_UNKNOWN', 'OUTCOME_UNKNOWN']);
    expect(kinds(again)).toEqual(['IndicatorDone', 'IndicatorDone']);
    expect(rowsAt('feed-d1.evil.example').graph).toHaveLength(1);
  });
});

test('a target that asks to wait longer than the caller may leaves the items pending', async () => {
  const own = await openHouse();
  own.emulator.addChaos({ match: { path: ':upload' }, status: 429, retryAfter: 3000 });

  const told = await own.ask(SUBMIT, { indicators: domains(2), targets: ALL, tenants: ['contoso'] });
  await own.stop();

  expect(outcomes(told).map(({ target, __typename }) => [target, __typename])).toEqual(
    [0, 1].flatMap(() => [
      ['GRAPH_TI_INDICATORS', 'IndicatorDone'],
      ['DEFENDER_FOR_ENDPOINT', 'IndicatorDone'],
      ['SENTINEL', 'IndicatorPending'],
    ]),
  );
  expect(told.data.submitIndicators.job).toMatchObject({ isFinished: false, finished: 4, total: 6 });
});

describe('updateIndicators', () => {
  const submitted = async (): Promise<Shown[]> => {
    const own = [domain('evil.example'), domain('bad.example', { product: 'DEFENDER' })];
    return outcomes(await house.ask(SUBMIT, { indicators: own, targets: ALL, tenants: ['contoso'] }));
  };

  test('changes by id at both lists: one look each, then one batch and one import', async () => {
    const [graph, defender, , forDefender] = await submitted();
    const set = { severity: 'LOW', description: 'Not so bad' };
    const changes = [graph, defender, forDefender].map((one) => ({ id: one!.indicatorId, set }));

    const told = await house.ask(UPDATE, { changes });

    expect(told.errors).toEqual([]);
    expect(all(told)).toEqual([['IndicatorDone', 3]]);
    expect(rowsAt('feed-evil.example').graph).toMatchObject([
      { severity: 2, description: 'Not so bad', action: 'block' },
    ]);
    expect(rowsAt('feed-evil.example').defender).toMatchObject([
      { severity: 'Low', description: 'Not so bad', title: 'Phishing of November', action: 'Block' },
    ]);
    expect(rowsAt('feed-bad.example').graph).toMatchObject([{ severity: 2, action: 'block' }]);
    expect(told.requests).toHaveLength(4);
  });

  test('changes by external id; what cannot be changed so is refused by name', async () => {
    await submitted();
    const at = (target: string, externalId: string, set: object) => ({ externalId, target, tenant: 'contoso', set });

    const told = await house.ask(UPDATE, {
      changes: [
        at('DEFENDER_FOR_ENDPOINT', 'feed-evil.example', { action: 'WARN' }),
        at('GRAPH_TI_INDICATORS', 'feed-evil.example', { title: 'No place' }),
        at('GRAPH_TI_INDICATORS', 'feed-bad.example', { action: 'ALERT' }),
        at('SENTINEL', 'feed-evil.example', { severity: 'LOW' }),
        at('GRAPH_TI_INDICATORS', 'never-heard-of', { severity: 'LOW' }),
        at('GRAPH_TI_INDICATORS', 'feed-evil.example', {}),
        { id: 'nonsense', set: { severity: 'LOW' } },
      ],
    });

    expect(kinds(told)).toEqual([
      ...['IndicatorDone', 'UNSUPPORTED_CHANGE', 'UNSUPPORTED_CHANGE', 'UNSUPPORTED_CHANGE'],
      ...['UPSTREAM_NOT_FOUND', 'BAD_USER_INPUT', 'BAD_USER_INPUT'],
    ]);
    expect(rowsAt('feed-evil.example').defender).toMatchObject([{ action: 'Warn' }]);
  });
});

describe('deleteIndicators', () => {
  const submit = async (count: number): Promise<string[]> => {
    const variables = { indicators: domains(count), targets: ALL, tenants: ['contoso'] };
    return outcomes(await house.ask(SUBMIT, variables)).map(({ indicatorId }) => indicatorId!);
  };

  test('120 indicators at three targets by their ids cost 4 requests: a batch of 2, a deletion, 2 uploads', async () => {
    const before = [...contoso().tiIndicators].length + [...contoso().defenderIndicators].length;
    const ids = await submit(120);

    const told = await house.ask(DELETE, { ids });

    expect(all(told)).toEqual([['IndicatorDone', 360]]);
    expect(new Set(outcomes(told).map(({ deed }) => deed))).toEqual(new Set(['DELETED']));
    expect(told.requests).toHaveLength(4);
    expect([...contoso().tiIndicators].length + [...contoso().defenderIndicators].length).toBe(before);
    expect(objects().filter((object) => object['revoked'] !== true)).toEqual([]);
  });

  test.each(ALL)('by external id at %s', async (target) => {
    await submit(2);

    const told = await house.ask(DELETE, { externalIds: ['feed-d1.evil.example'], target, tenants: ['contoso'] });

    expect(kinds(told)).toEqual(['IndicatorDone']);
    const { graph, defender } = rowsAt('feed-d1.evil.example');
    const left = { GRAPH_TI_INDICATORS: graph, DEFENDER_FOR_ENDPOINT: defender, SENTINEL: [] }[target]!;
    expect(left).toEqual([]);
    expect(objects().filter(({ revoked }) => revoked === true)).toHaveLength(target === 'SENTINEL' ? 1 : 0);
  });

  test('what Graph keeps for Defender has no bulk, and is deleted one by one', async () => {
    const own = [1, 2].map((index) => domain(`d${index}.bad.example`, { product: 'DEFENDER' }));
    const variables = { indicators: own, targets: ['GRAPH_TI_INDICATORS'], tenants: ['contoso'] };
    const [one] = outcomes(await house.ask(SUBMIT, variables));

    const byId = await house.ask(DELETE, { ids: [one!.indicatorId] });
    const byName = await house.ask(DELETE, {
      externalIds: ['feed-d2.bad.example'],
      target: 'GRAPH_TI_INDICATORS',
      tenants: ['contoso'],
    });

    expect([kinds(byId), kinds(byName)]).toEqual([['IndicatorDone'], ['IndicatorDone']]);
    expect([...rowsAt('feed-d1.bad.example').graph, ...rowsAt('feed-d2.bad.example').graph]).toEqual([]);
  });

  test('one that is not there is refused by name, and keeps nobody from being deleted', async () => {
    const ids = await submit(2);
    await house.ask(DELETE, { ids: ids.slice(0, 2) });

    const told = await house.ask(DELETE, { ids: [...ids, 'nonsense'] });

    expect(kinds(told)).toEqual([
      ...['UPSTREAM_NOT_FOUND', 'UPSTREAM_NOT_FOUND', 'IndicatorDone'],
      ...['IndicatorDone', 'IndicatorDone', 'IndicatorDone', 'BAD_USER_INPUT'],
    ]);
  });

  test.each([
    ['deleteTiIndicators', 0],
    ['BatchDelete', 1],
  ])('an answer of %s that is lost is settled by looking', async (path, place) => {
    const ids = await submit(1);
    house.emulator.addChaos({ match: { path }, after: true, reset: true, count: 1 });

    const told = await house.ask(DELETE, { ids: [ids[place]] });

    expect(kinds(told)).toEqual(['IndicatorDone']);
    expect(writes(told.requests)).toHaveLength(1);
  });
});
