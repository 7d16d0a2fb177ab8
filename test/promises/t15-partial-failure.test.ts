import { FakeClock } from '../support/fakeClock.js';
import { codesOf, openFronted, type FrontedHouse } from './support/fronted.js';
import type { Told } from './support/Front.js';
import { whileTimeGoesBy } from './support/time.js';

const QUESTION = `{
  alerts(first: 30, tenants: ["contoso"]) {
    nodes { title users { accountName user { displayName } } hosts { name host { name } } }
    coverage { source state message }
  }
}`;
const COLD = { CACHE_USERS_SECONDS: '0', CACHE_HOSTS_SECONDS: '0' };

let house: FrontedHouse;
let clock: FakeClock;
beforeEach(async () => {
  clock = new FakeClock();
  house = await openFronted({ env: COLD, clock });
});
afterEach(() => house.stop());

interface Nodes {
  readonly title: string;
  readonly users: readonly { readonly user: object | null }[];
  readonly hosts: readonly { readonly host: object | null }[];
}

function found(nodes: readonly Nodes[]): { users: number; hosts: number } {
  return {
    users: nodes.flatMap(({ users }) => users).filter(({ user }) => user !== null).length,
    hosts: nodes.flatMap(({ hosts }) => hosts).filter(({ host }) => host !== null).length,
  };
}

test('T15: parts are matched by their id, in whatever order they come', async () => {
  const honest = await house.ask(QUESTION);
  for (const deal of [
    (parts: object[]) => parts.reverse(),
    (parts: object[]) => [...parts.slice(1), ...parts.slice(0, 1)],
  ]) {
    house.front.deal = deal;
    expect((await house.ask(QUESTION)).data).toEqual(honest.data);
  }
});

test('T15: a part that is left out, twice or nonsense is asked again, alone, and no other part is', async () => {
  const honest = await house.ask(QUESTION);
  for (const deal of [
    (parts: object[]) => parts.slice(1),
    (parts: object[]) => [parts[0]!, ...parts],
    (parts: object[]) => [{ id: 1, status: '200' }, { ...parts[0], status: 'fine' }, null as never, ...parts.slice(1)],
  ]) {
    house.front.deal = deal;
    const told = await whileTimeGoesBy(clock, house.ask(QUESTION));

    expect(told.data.alerts.nodes).toEqual(honest.data.alerts.nodes);
    expect(told.parts).toBe(honest.parts + 1);
    expect(codesOf(told)).toEqual([]);
    await clock.advance(60_000);
  }
});

test.each([429, 500, 503, 504])(
  'T15: a part with status %d is asked again, alone, and the answer is whole',
  async (status) => {
    const honest = await house.ask(QUESTION);
    house.front.seen.length = 0;
    let isFirst = true;
    house.front.alter = (told) => {
      if (!told.url.startsWith('/users') || !isFirst) return;
      isFirst = false;
      fail(told, status);
    };

    const told = await whileTimeGoesBy(clock, house.ask(QUESTION));

    expect(told.data.alerts.nodes).toEqual(honest.data.alerts.nodes);
    expect(told.errors).toEqual([]);
    expect(told.extensions.upstream?.retried).toBe(1);
    expect(told.parts).toBe(honest.parts + 1);
  },
);

test.each([400, 403, 404, 500])(
  'T15: a part that always has status %d is an error or coverage, once; hosts stand',
  async (status) => {
    const honest = found((await house.ask(QUESTION)).data.alerts.nodes as Nodes[]);
    house.front.alter = (told) => {
      if (told.url.startsWith('/users') || told.url.startsWith('/directoryObjects')) fail(told, status);
    };

    const told = await whileTimeGoesBy(clock, house.ask(QUESTION));

    const here = found(told.data.alerts.nodes as Nodes[]);
    expect(here).toEqual({ users: 0, hosts: honest.hosts });
    expect(
      told.data.alerts.coverage.some(({ state }: { state: string }) => state !== 'COMPLETE') || told.errors.length > 0,
    ).toBe(true);
    expect(told.errors.length).toBeLessThanOrEqual(20);
    expect(codesOf(told)).not.toContain('INTERNAL_SERVER_ERROR');
  },
);

test('T15: a batch that answers 424 as a whole still gives its good parts', async () => {
  const honest = await house.ask(QUESTION);
  house.emulator.addChaos({ match: { part: false, path: '\\$batch' }, status: 424, body: undefined, count: 1 });

  const told = await whileTimeGoesBy(clock, house.ask(QUESTION));

  expect(codesOf(told)).not.toContain('INTERNAL_SERVER_ERROR');
  expect(told.data.alerts.nodes).toHaveLength(honest.data.alerts.nodes.length);
});

test('T15: an answer that Graph marks as incomplete is used, and the mark is in extensions.warnings in words of ours', async () => {
  house.front.alter = (told) => {
    if (!told.url.startsWith('/security/alerts_v2')) return;
    told.status = 206;
    told.headers = { warning: '199 - "Palo Alto Networks/NGFW/504/10021", 199 - "<script>secret@contoso.example"' };
  };

  const told = await house.ask(QUESTION);

  expect(told.data.alerts.nodes).toHaveLength(30);
  expect((told.extensions as { warnings?: unknown }).warnings).toEqual([
    {
      tenantId: 'c0a7050e-0001-4000-8000-000000000001',
      workload: 'security',
      message: 'Microsoft Graph marked its answer as incomplete.',
      providers: ['Palo Alto Networks/NGFW/504'],
    },
  ]);
});

function fail(told: Told, status: number): void {
  told.status = status;
  told.headers = status === 429 ? { 'retry-after': '1' } : {};
  told.body = { error: { code: 'generalException', message: 'x' } };
}
