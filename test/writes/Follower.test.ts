import { TenantRegistry } from '../../src/auth/TenantRegistry.js';
import type { Journal } from '../../src/journal/Journal.js';
import { openJournal } from '../../src/journal/openJournal.js';
import type { Stores } from '../../src/loaders/Operation.js';
import type { Logger } from '../../src/observability/Logger.js';
import { Follower } from '../../src/writes/actions/Follower.js';
import { action, job } from '../journal/support/made.js';
import { FakeClock } from '../support/fakeClock.js';

const HOUR_MS = 3_600_000;
let clock: FakeClock;
let journal: Journal;
let warned: string[];
let follower: Follower;

beforeEach(async () => {
  clock = new FakeClock();
  journal = await openJournal({ file: ':memory:', clock });
  warned = [];
  const note = (_fields: object, message: string): void => void warned.push(message);
  const log: Logger = { debug: note, info: note, warn: note, error: note };
  const stores = { clock, journal, sources: {}, tenants: new TenantRegistry([]) } as unknown as Stores;
  follower = new Follower({ stores, maxRequests: 10, log });
});
afterEach(async () => {
  await follower.stop();
  await journal.close();
});

const stateOf = async (id: string): Promise<string> => (await journal.actions.byIds([id]))[0]!.state;

test('what belongs to a tenant that is gone is given up after four days, with a line in the audit trail', async () => {
  const sent = { remoteKind: 'DEFENDER_FOR_ENDPOINT', remoteId: 'm-1', requestedAt: clock.now() };
  const { id } = (await journal.actions.open(action(sent))).action;

  await clock.advance(HOUR_MS);
  await follower.round();
  const early = await stateOf(id);
  await clock.advance(97 * HOUR_MS);
  await follower.round();

  expect([early, await stateOf(id)]).toEqual(['PENDING', 'UNKNOWN']);
  expect(warned).toHaveLength(2);
  expect(await journal.audit.list({}, { before: null, limit: 5 })).toMatchObject([
    { verb: 'followAction', state: 'UNKNOWN', app: null },
  ]);
});

test('what was never sent ends with its job, and waits as long as that waits', async () => {
  const made = job([{ tenantId: 'contoso', app: 'app', target: 'host-1', change: null }], { verb: 'invokeActions' });
  await journal.jobs.begin(made, 'somebody', HOUR_MS);
  const { id } = (await journal.actions.open(action({ jobId: made.id, requestedAt: clock.now() }))).action;

  await clock.advance(60_000);
  await follower.round();
  const waiting = await stateOf(id);
  const refused = { state: 'REFUSED', code: 'UPSTREAM_THROTTLED', message: 'Too often.', before: null } as const;
  await journal.jobs.settle(made.id, new Map([[0, { ...refused, after: null, requestId: null, at: clock.now() }]]));
  await clock.advance(60_000);
  await follower.round();

  expect([waiting, await stateOf(id)]).toEqual(['PENDING', 'FAILED']);
  expect((await journal.actions.byIds([id]))[0]).toMatchObject({ message: 'Too often.' });
});
