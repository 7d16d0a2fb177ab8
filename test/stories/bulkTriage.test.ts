import { DEMO_TENANTS } from '../../emulator/demoTenants.js';
import type { EmulatorClock } from '../../emulator/EmulatorClock.js';
import type { RequestRecord } from '../../emulator/startEmulator.js';
import { openHouse, type House } from '../support/house.js';
import { SkippingClock } from '../support/SkippingClock.js';
import { alertId, changesIn, changesMade, rowsOf } from '../support/triage.js';

const UPDATE = `mutation Bulk($ids: [ID!]!, $key: String) {
  updateAlerts(ids: $ids, set: { status: RESOLVED, assignedTo: "night@contoso.example" }, idempotencyKey: $key) {
    job { isFinished finished total }
    outcomes { __typename ... on AlertUpdated { id } ... on AlertPending { id message } ... on AlertRefused { id code message } }
  }
}`;
const JOB = `query ($key: String!) { job(idempotencyKey: $key) { isFinished finished total items { target state code } } }`;
const CONTOSO = DEMO_TENANTS[0]!.tenantId;

interface JobTold {
  readonly isFinished: boolean;
  readonly finished: number;
  readonly total: number;
  readonly items: readonly { readonly target: string; readonly state: string; readonly code: string | null }[];
}

let house: House;
let clock: SkippingClock;
let received: RequestRecord[];
beforeEach(async () => {
  clock = new SkippingClock();
  received = [];
  // Graph's time goes with ours: what is sent too early is refused.
  const graphClock: EmulatorClock = {
    now: () => new Date(clock.now()),
    set: () => undefined,
    advance: () => undefined,
  };
  house = await openHouse({
    clock,
    env: { GRAPH_LIMITS_SCALE: '1', OPERATION_SECONDS: '2' },
    emulator: { clock: graphClock, startAt: new Date(clock.now()), onRequest: (request) => received.push(request) },
  });
});
afterEach(() => house.stop());

const alertsOf = (count: number): string[] =>
  rowsOf(house, CONTOSO, 'alerts')
    .slice(0, count)
    .map((row) => alertId(CONTOSO, row));

/** How many alerts were changed. */
function madeOnce(): number {
  const made = changesMade(received);
  expect(new Set(made).size).toBe(made.length);
  return made.length;
}

/** How often each was sent, fewest first: what Graph throttles is sent again. */
function sendings(): number[] {
  const counts = new Map<string, number>();
  for (const change of changesIn(received)) counts.set(change, (counts.get(change) ?? 0) + 1);
  return [...counts.values()].sort();
}

function kinds(outcomes: readonly { __typename: string }[], kind: string): number {
  return outcomes.filter(({ __typename }) => __typename === kind).length;
}

async function jobOf(key: string): Promise<JobTold | null> {
  return (await house.ask(JOB, { key })).data.job as JobTold | null;
}

async function finished(key: string): Promise<JobTold> {
  const giveUpAt = performance.now() + 8000;
  for (;;) {
    const job = await jobOf(key);
    if (job?.isFinished) return job;
    if (performance.now() > giveUpAt) throw new Error(`The job stands still: ${JSON.stringify(job)}`);
  }
}

test('of two hundred alerts those within the limit of a minute are changed at once, the rest by itself, each exactly once', async () => {
  const ids = alertsOf(200);
  const key = 'two-hundred-alerts';
  const begun = performance.now();

  const { data, errors } = await house.ask(UPDATE, { ids, key });

  const { outcomes, job } = data.updateAlerts;
  const done = kinds(outcomes, 'AlertUpdated');
  expect(errors).toEqual([]);
  expect(performance.now() - begun).toBeLessThan(6000);
  // 150 a minute, and what two seconds more allow.
  expect(done).toBeGreaterThanOrEqual(150);
  expect(done).toBeLessThanOrEqual(160);
  expect(kinds(outcomes, 'AlertPending')).toBe(200 - done);
  expect(job).toEqual({ isFinished: false, finished: done, total: 200 });
  expect(madeOnce()).toBe(done);

  const again = await house.ask(UPDATE, { ids, key });
  expect(again.data.updateAlerts.outcomes).toEqual(outcomes);
  expect((await jobOf(key))!.items.filter(({ state }) => state === 'PENDING')).toHaveLength(200 - done);
  expect(madeOnce()).toBe(done);

  clock.skip(60_000);
  const after = await finished(key);

  expect(after.items.map(({ target }) => target)).toEqual(ids);
  expect(new Set(after.items.map(({ state }) => state))).toEqual(new Set(['DONE']));
  expect(madeOnce()).toBe(200);
});

test('a part that is throttled is sent again, once and alone', async () => {
  const ids = alertsOf(5);
  house.emulator.addChaos({ match: { method: 'PATCH', part: true }, status: 429, retryAfter: '0.2', count: 1 });

  const { data } = await house.ask(UPDATE, { ids });

  expect(kinds(data.updateAlerts.outcomes, 'AlertUpdated')).toBe(5);
  expect(sendings()).toEqual([1, 1, 1, 1, 2]);
  expect(madeOnce()).toBe(5);
  expect(received.map(({ parts }) => parts.length)).toEqual([5, 0]);
});

test('what Graph asks to wait for longer than the caller has time is pending, and done when its time has come', async () => {
  const ids = alertsOf(5);
  const key = 'asked-to-wait';
  house.emulator.addChaos({ match: { method: 'PATCH', part: true }, status: 429, retryAfter: 30, count: 1 });

  const { data } = await house.ask(UPDATE, { ids, key });

  expect(kinds(data.updateAlerts.outcomes, 'AlertPending')).toBe(1);
  expect(kinds(data.updateAlerts.outcomes, 'AlertUpdated')).toBe(4);
  clock.skip(31_000);
  expect((await finished(key)).items.map(({ state }) => state)).toEqual(ids.map(() => 'DONE'));
  expect(sendings()).toEqual([1, 1, 1, 1, 2]);
  expect(madeOnce()).toBe(5);
});

test('a caller who leaves in the middle leaves nothing unrecorded: all is done, once, and stands under his key', async () => {
  const ids = alertsOf(60);
  const key = 'whoever-leaves';
  house.emulator.addChaos({ match: { method: 'POST', path: '/\\$batch' }, latencyMs: 100 });
  const caller = new AbortController();
  const answer = fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: UPDATE, variables: { ids, key } }),
    signal: caller.signal,
  }).catch((error: unknown) => error);
  while (house.emulator.requests().length === 0) await new Promise(setImmediate);

  caller.abort();
  await answer;

  const job = await finished(key);
  expect(job.items.map(({ target, state }) => ({ target, state }))).toEqual(
    ids.map((target) => ({ target, state: 'DONE' })),
  );
  expect(madeOnce()).toBe(60);
});
