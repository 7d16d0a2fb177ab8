import { openHouse, type House } from '../support/house.js';
import { ALL, contosoIn, SUBMIT, all, domain, domains, kinds, outcomes, writes } from '../support/indicators.js';

let house: House;
let { contoso, rowsAt, objects } = {} as ReturnType<typeof contosoIn>;
beforeAll(async () => {
  house = await openHouse();
  ({ contoso, rowsAt, objects } = contosoIn(house));
});
afterAll(() => house.stop());
beforeEach(() => house.emulator.reset());

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
