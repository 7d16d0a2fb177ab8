import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CAST } from '../../emulator/world/cast.js';
import { machineActionRow } from '../../emulator/world/rows/response.js';
import type { NewAction } from '../../src/journal/Action.js';
import type { Journal } from '../../src/journal/Journal.js';
import { openJournal } from '../../src/journal/openJournal.js';
import { systemClock } from '../../src/util/clock.js';
import { hostId, LIST, outcomes, reason, ResponseHouse, tenantId, userIdOf, written } from '../support/response.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'secgraph-actions-'));
  file = join(folder, 'journal.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function inHouse<T>(work: (response: ResponseHouse) => Promise<T>): Promise<T> {
  const response = await ResponseHouse.open({ JOURNAL_FILE: file });
  try {
    return await work(response);
  } finally {
    await response.house.stop();
  }
}

async function inJournal<T>(work: (journal: Journal) => Promise<T>): Promise<T> {
  const journal = await openJournal({ file, clock: systemClock });
  try {
    return await work(journal);
  } finally {
    await journal.close();
  }
}

const target = hostId(CAST.clerkLaptop);

/** A job whose process has died when its order was on its way. */
async function left(opened: Partial<NewAction> | null): Promise<{ jobId: string; actionId: string }> {
  const [jobId, actionId] = [randomUUID(), randomUUID()];
  const address = { by: 'machine', machineId: CAST.clerkLaptop.defenderId };
  const change = {
    ...{ actionId, kind: 'ISOLATE_HOST', slot: 'isolation', target, targetLabel: CAST.clerkLaptop.name },
    ...{ address, parameters: {}, before: null },
  };
  const item = { tenantId, app: 'app', target, change };
  const job = { caller: 'demo', key: null, verb: 'invokeActions', inputHash: 'x', reason, shared: null };
  await inJournal(async (journal) => {
    await journal.jobs.begin({ id: jobId, ...job, createdAt: systemClock.now(), items: [item] }, 'dead', 0);
    await journal.jobs.sent(jobId, [0]);
    if (!opened) return;
    await journal.actions.open({
      ...{ id: actionId, jobId, itemIndex: 0, kind: 'ISOLATE_HOST', slot: 'isolation', tenantId, target },
      ...{ targetLabel: CAST.clerkLaptop.name, state: 'PENDING', remoteKind: 'DEFENDER_FOR_ENDPOINT', remoteId: null },
      ...{
        parameters: {},
        reason,
        requestedBy: 'demo',
        requestedAt: systemClock.now(),
        message: null,
        requestId: null,
      },
      ...opened,
    });
  });
  return { jobId, actionId };
}

/** What became of the job, when somebody has looked around. */
async function ended({ house }: ResponseHouse, jobId: string): Promise<string> {
  const giveUpAt = performance.now() + 4000;
  for (;;) {
    const { data } = await house.ask('query ($id: ID!) { job(id: $id) { isFinished items { state } } }', { id: jobId });
    if (data.job.isFinished) return data.job.items[0].state as string;
    if (performance.now() > giveUpAt) throw new Error('The job stands still.');
  }
}

test('an action that goes on is followed by the next process', async () => {
  const action = await inHouse(async (response) => {
    const [first] = outcomes(await response.invoke([{ kind: 'ISOLATE_HOST', target }]));
    return first.action as { id: string; remoteId: string };
  });

  await inHouse(async (response) => {
    const { machineActions } = response.house.emulator.world.tenants.get(tenantId)!;
    machineActions.put(
      machineActionRow({
        ...{ id: action.remoteId, type: 'Isolate', status: 'Succeeded', machineId: CAST.clerkLaptop.defenderId },
        creationDateTimeUtc: '2026-11-23T08:00:00Z',
      }),
    );
    await response.settle();
    expect(await response.stateOf(action.id)).toBe('SUCCEEDED');
  });
});

test('many actions of a tenant are asked after in one request', async () => {
  await inHouse(async (response) => {
    const { data } = await response.house.ask('{ hosts(first: 30, tenants: ["contoso"]) { nodes { id defenderId } } }');
    const ids = (data.hosts.nodes as { id: string; defenderId: string | null }[])
      .filter(({ defenderId }) => defenderId !== null)
      .map(({ id }) => id)
      .slice(0, 12);
    const told = await response.invoke(ids.map((id) => ({ kind: 'SCAN_HOST', target: id })));
    expect(outcomes(told).filter(({ __typename }) => __typename !== 'ActionAccepted')).toEqual([]);
    response.seen.length = 0;

    await response.settle();

    const asked = response.seen.filter(({ url }) => url.startsWith('/api/machineactions'));
    expect(asked.filter(({ url }) => /filter=id/.test(decodeURIComponent(url)))).toHaveLength(1);
  });
});

test('an order that Defender had taken when the process died is found by the id that it carries', async () => {
  const { jobId, actionId } = await left({});

  await inHouse(async (response) => {
    const { machineActions } = response.house.emulator.world.tenants.get(tenantId)!;
    const remoteId = randomUUID();
    machineActions.put(
      machineActionRow({
        ...{ id: remoteId, type: 'Isolate', status: 'InProgress', machineId: CAST.clerkLaptop.defenderId },
        ...{ creationDateTimeUtc: '2026-11-23T08:00:00Z', requestorComment: `${reason} (secgraph ${actionId})` },
      }),
    );
    response.clock.skip(30_000);

    expect(await ended(response, jobId)).toBe('DONE');
    const { data } = await response.house.ask(LIST, { filter: { kind: ['ISOLATE_HOST'], isOurs: true } });
    expect(data.securityActions.nodes).toMatchObject([{ state: 'RUNNING', isOurs: true }]);
    expect(written(response.seen)).toEqual([]);
  });
});

test('an order of which Defender knows nothing is unknown, and frees its slot', async () => {
  const { jobId } = await left({});

  await inHouse(async (response) => {
    response.clock.skip(30_000);

    expect(await ended(response, jobId)).toBe('UNKNOWN');
    expect(written(response.seen)).toEqual([]);
    expect(outcomes(await response.invoke([{ kind: 'ISOLATE_HOST', target }]))).toMatchObject([{ joined: false }]);
  });
});

test('an order that had not left is sent', async () => {
  const { jobId } = await left(null);

  await inHouse(async (response) => {
    response.clock.skip(30_000);

    expect(await ended(response, jobId)).toBe('DONE');
    expect(written(response.seen)).toEqual([`POST /api/machines/${CAST.clerkLaptop.defenderId}/isolate`]);
  });
});

test('what waits for the limits of Graph is pending, goes on by itself, and can be called off until then', async () => {
  await inHouse(async (response) => {
    const { house } = response;
    house.emulator.addChaos({ match: { method: 'PATCH', path: '/users/' }, status: 429, retryAfter: 600 });
    const told = await response.invoke([
      { kind: 'DISABLE_ACCOUNT', target: userIdOf(CAST.clerk) },
      { kind: 'DISABLE_ACCOUNT', target: userIdOf(CAST.cfo) },
    ]);
    const [first, second] = outcomes(told);

    const cancelled = await house.ask(
      'mutation ($id: ID!) { cancelAction(id: $id, reason: "Not her.") { outcomes { __typename } } }',
      { id: second.action.id },
    );
    house.emulator.clearChaos();
    response.clock.skip(700_000);

    expect([first.__typename, second.__typename]).toEqual(['ActionPending', 'ActionPending']);
    expect(outcomes(cancelled)).toEqual([{ __typename: 'ActionAccepted' }]);
    const giveUpAt = performance.now() + 4000;
    while ((await response.stateOf(first.action.id)) === 'PENDING' && performance.now() < giveUpAt);
    expect(await response.stateOf(first.action.id)).toBe('SUCCEEDED');
    expect(await response.stateOf(second.action.id)).toBe('CANCELLED');
    const query = 'query ($id: ID!) { user(id: $id) { accountEnabled } }';
    expect((await house.ask(query, { id: userIdOf(CAST.clerk) })).data.user.accountEnabled).toBe(false);
    expect((await house.ask(query, { id: userIdOf(CAST.cfo) })).data.user.accountEnabled).toBe(true);
  });
});
