import { CAST } from '../../emulator/world/cast.js';
import type { ChaosRule } from '../../emulator/startEmulator.js';
import { callsOf, COLD, example, openHouse, type House, type Told } from '../support/house.js';
import { SkippingClock } from '../support/SkippingClock.js';

const { tenantId } = CAST;
const HASTY = { ...COLD, OPERATION_SECONDS: '2', UPSTREAM_SECONDS: '1' };
/** Cool-downs, breakers and remembered refusals are over by then. */
const LONG_ENOUGH_MS = 300_000;
const ONE = `query ($id: ID!) {
  alert(id: $id, tenant: "contoso") {
    title
    users { accountName user { displayName risk { level } } }
    hosts { name host { name intune { complianceState } } }
  }
}`;
const id = CAST.attack['lsass'];

interface Shown {
  title: string | null;
  users: { user: { displayName: string; risk: unknown } | null }[];
  hosts: { host: { name: string; intune: unknown } | null }[];
}

describe('when Microsoft Graph breaks, the rest of the answer stands', () => {
  const clock = new SkippingClock();
  let house: House;

  beforeAll(async () => {
    house = await openHouse({ env: HASTY, clock });
  });
  afterEach(() => {
    house.emulator.clearChaos();
    clock.skip(LONG_ENOUGH_MS);
  });
  afterAll(() => house.stop());

  function askAmid(...rules: ChaosRule[]): Promise<Told> {
    for (const rule of rules) house.emulator.addChaos(rule);
    return house.ask(ONE, { id });
  }

  /** What is left for the caller, and the one error that says what happened. */
  function outcome({ data, errors }: Told) {
    const { title, users = [], hosts = [] } = (data.alert ?? {}) as Partial<Shown>;
    return {
      title: title !== undefined && title !== null,
      users: users.map(({ user }) => user !== null),
      risks: users.map(({ user }) => (user ? user.risk !== null : null)),
      hosts: hosts.map(({ host }) => host !== null),
      intune: hosts.map(({ host }) => (host ? host.intune !== null : null)),
      errors: errors.map(({ extensions: { code, tenant, workload } }) => ({ code, tenant, workload })),
    };
  }

  const codesOf = ({ errors }: Told): string[] => [...new Set(errors.map(({ extensions }) => extensions.code))];
  const whole = { title: true, users: [true], risks: [true], hosts: [true], intune: [true], errors: [] as unknown[] };

  test('the question at rest is answered whole', async () => {
    expect(outcome(await askAmid())).toEqual(whole);
  });

  const DOWN: [string, ChaosRule, string][] = [
    ['answers 503', { status: 503, retryAfter: 0 }, 'UPSTREAM_UNAVAILABLE'],
    ['answers 500', { status: 500 }, 'UPSTREAM_UNAVAILABLE'],
    ['answers 504', { status: 504 }, 'UPSTREAM_UNAVAILABLE'],
    ['wants to wait for a minute', { status: 429, retryAfter: 60 }, 'UPSTREAM_THROTTLED'],
    ['answers a page of HTML', { body: '<html>', headers: {} }, 'UPSTREAM_INVALID_RESPONSE'],
    ['answers a number for a record', { body: 42 }, 'UPSTREAM_INVALID_RESPONSE'],
    ['answers null for a record', { body: null }, 'UPSTREAM_INVALID_RESPONSE'],
    ['answers a list that is no list', { body: { value: { id: 1 } } }, 'UPSTREAM_INVALID_RESPONSE'],
    ['answers no list at all', { body: {} }, 'UPSTREAM_INVALID_RESPONSE'],
  ];

  /** Those that are not asked again after a pause. */
  const SHORT = DOWN.filter(([, { status, retryAfter }]) => status === undefined || retryAfter !== undefined);

  test.each(DOWN)('users: Graph %s', async (_what, rule, code) => {
    const told = await askAmid({ ...rule, match: { path: '/users\\?|/getByIds' } });

    expect(outcome(told)).toEqual({
      ...whole,
      users: [false],
      risks: [null],
      errors: [{ code, tenant: tenantId, workload: 'directory' }],
    });
    expect(told.errors[0]?.path).toEqual(['alert', 'users', 0, 'user']);
    expect(told.errors[0]?.message).toMatch(/Contoso/);
  });

  test.each(SHORT)('risk: Graph %s', async (_what, rule, code) => {
    const told = await askAmid({ ...rule, match: { path: '/riskyUsers' } });

    expect(outcome(told)).toEqual({
      ...whole,
      risks: [false],
      errors: [{ code, tenant: tenantId, workload: 'identityProtection' }],
    });
  });

  test.each(SHORT)('Intune: Graph %s', async (_what, rule, code) => {
    const told = await askAmid({ ...rule, match: { path: '/managedDevices' } });

    expect(outcome(told)).toEqual({
      ...whole,
      intune: [false],
      errors: [{ code, tenant: tenantId, workload: 'intune' }],
    });
  });

  test.each(SHORT.filter(([what]) => !/list/.test(what)))('the alert itself: Graph %s', async (_what, rule, code) => {
    const told = await askAmid({ ...rule, match: { path: '/alerts_v2' } });

    expect(told.data).toEqual({ alert: null });
    expect(told.errors).toMatchObject([
      { path: ['alert'], extensions: { code, tenant: tenantId, workload: 'security' } },
    ]);
  });

  test('the connection is cut on every try: the alerts stand, and what hangs below them is null', async () => {
    house.emulator.addChaos({ match: { path: '/\\$batch', part: false }, reset: true });

    const told = await house.ask(example('triage'));

    expect(told.data.alerts.nodes).toHaveLength(50);
    expect(told.errors.map(({ extensions }) => extensions['workload']).sort()).toEqual(['directory', 'directory']);
    expect(codesOf(told)).toEqual(['UPSTREAM_UNAVAILABLE']);
  });

  test('the batch is cut in the middle of its body once: nobody notices but the receipt', async () => {
    const told = await askAmid({ match: { path: '/\\$batch', part: false }, truncate: true, count: 1 });

    expect(outcome(told)).toEqual(whole);
    expect(told.extensions.upstream?.retried).toBeGreaterThan(0);
  });

  test('Graph is slower than the deadline: the alerts stand, and what hangs below them is null', async () => {
    house.emulator.addChaos({ match: { path: '/\\$batch', part: false }, latencyMs: 2600 });

    const told = await house.ask(example('triage'));

    expect(told.data.alerts.nodes).toHaveLength(50);
    expect(codesOf(told).every((code) => code === 'DEADLINE_EXCEEDED' || code === 'UPSTREAM_TIMEOUT')).toBe(true);
  });

  test('one throttled part is asked again by itself, after the time that Graph wants', async () => {
    const told = await askAmid({ match: { path: '/riskyUsers' }, status: 429, retryAfter: '0.2', count: 1 });

    const calls = callsOf(told.requests);
    expect(outcome(told)).toEqual(whole);
    expect(calls.filter((call) => call.includes('/riskyUsers'))).toHaveLength(2);
    expect(calls.filter((call) => /\/users\?|getByIds/.test(call))).toHaveLength(1);
    expect(told.extensions.upstream?.retried).toBe(1);
  });

  test('wrong types cost the property, never the record', async () => {
    const wrong = {
      id: CAST.attack['lsass'],
      createdDateTime: '2026-11-22T00:00:00Z',
      title: { no: 'text' },
      severity: 7,
      evidence: [
        null,
        'text',
        3,
        [],
        { '@odata.type': 5 },
        { '@odata.type': '#microsoft.graph.security.userEvidence', userAccount: 'me' },
      ],
    };
    house.emulator.addChaos({ match: { path: '/alerts_v2' }, body: wrong });

    const told = await house.ask(
      'query ($id: ID!) { alert(id: $id, tenant: "contoso") { title severity severityRaw tags { name } evidence { kind } users { user { mail } } hosts { name } } }',
      { id },
    );

    expect(told.errors.map(({ extensions }) => extensions)).toEqual(
      ['title', 'severity'].map((property) =>
        expect.objectContaining({ code: 'UPSTREAM_INVALID_RESPONSE', workload: 'security', property }),
      ),
    );
    expect(told.errors[0]!.message).toContain('title in tenant Contoso');
    expect(told.data.alert).toMatchObject({ title: null, severity: 'UNKNOWN', tags: [], hosts: [] });
  });

  test('null stands where Graph promises something: the record is still shown', async () => {
    house.emulator.addChaos({
      match: { path: '/alerts_v2\\?' },
      body: { value: [null, { id: null }, { id: 'da1' }, { id: 'da2', createdDateTime: null, evidence: null }] },
    });

    const told = await house.ask(
      '{ alerts(tenants: ["contoso"]) { nodes { graphId createdAt evidence { kind } users { accountName } categories } } }',
    );

    expect(told.errors).toHaveLength(1);
    expect(told.errors[0]!.extensions).toMatchObject({ code: 'UPSTREAM_INVALID_RESPONSE', workload: 'security' });
    expect(told.data.alerts.nodes.map(({ graphId }: { graphId: string }) => graphId)).toEqual(['da1', 'da2']);
  });

  test('a list of alerts whose tenant is down is empty and says so, while other tenants answer', async () => {
    house.emulator.addChaos({ match: { tenantId, path: '/alerts_v2' }, status: 503, retryAfter: 0 });

    const told = await house.ask(example('triage'), { tenants: ['contoso', 'adatum'] });

    expect(told.data.alerts.nodes.length).toBeGreaterThan(0);
    expect(told.data.alerts.coverage).toContainEqual({ source: 'ALERTS', state: 'UNAVAILABLE', remedy: null });
    expect(told.extensions.coverage).toMatchObject([
      { tenantId, source: 'ALERTS', state: 'UNAVAILABLE', message: expect.stringContaining('Contoso') },
    ]);
  });

  test('what fails in one request is one error for each family of endpoints, however many fields are null for it', async () => {
    house.emulator.addChaos({ match: { path: '/users\\?|/getByIds' }, status: 400 });

    const told = await house.ask(example('triage'));

    const nodes = told.data.alerts.nodes as { users: { user: unknown }[] }[];
    const requests = new Set(told.errors.map(({ extensions }) => extensions['graphRequestId']));
    expect(nodes.flatMap(({ users }) => users).length).toBeGreaterThan(50);
    expect(nodes.flatMap(({ users }) => users).every(({ user }) => user === null)).toBe(true);
    expect(new Set(told.errors.map(({ message }) => message)).size).toBe(told.errors.length);
    expect(requests.size).toBe(1);
  });

  test('nothing of what Graph says beyond its code gets out', async () => {
    const told = await askAmid({
      match: { path: '/riskyUsers' },
      status: 400,
      body: { error: { code: 'secret-code', message: 'token eyJ0eXAi for anna@contoso.example' } },
    });

    const text = JSON.stringify([told.errors, told.extensions]);
    expect(told.errors).toHaveLength(1);
    expect(text).not.toMatch(/secret-code|eyJ0|anna@/);
  });
});
