import type { Journal } from '../../src/journal/Journal.js';
import { purgeDaily } from '../../src/journal/purgeDaily.js';
import type { LogFields, Logger } from '../../src/observability/Logger.js';
import { FakeClock, settle } from '../support/fakeClock.js';

const HOUR_MS = 3_600_000;
const RETENTION = { auditDays: 400, jobDays: 30, actionDays: 400 };

let lines: [string, LogFields][];
const at = (level: string) => (fields: LogFields) => void lines.push([level, fields]);
const log: Logger = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };

beforeEach(() => {
  lines = [];
});

test('the journal is purged at the start and every day, and how much went is logged', async () => {
  const clock = new FakeClock();
  const asked: unknown[] = [];
  const purge: Journal['purge'] = (retention) => {
    asked.push(retention);
    return Promise.resolve({ auditEntries: asked.length === 2 ? 3 : 0, jobs: asked.length === 2 ? 1 : 0, actions: 0 });
  };

  const stop = purgeDaily({ purge }, RETENTION, { clock, log });
  await settle();
  expect(asked).toEqual([RETENTION]);
  await clock.advance(23 * HOUR_MS);
  expect(asked).toHaveLength(1);
  await clock.advance(HOUR_MS);
  expect(asked).toHaveLength(2);
  await stop();

  await clock.advance(48 * HOUR_MS);
  expect(asked).toHaveLength(2);
  expect(lines).toEqual([['info', { count: 4 }]]);
});

test('a purge that fails is logged and tried again the next day', async () => {
  const clock = new FakeClock();
  let times = 0;
  const error = new Error('disk full');
  const purge = () => {
    times += 1;
    return Promise.reject(error);
  };

  const stop = purgeDaily({ purge }, RETENTION, { clock, log });
  await clock.advance(24 * HOUR_MS);
  await stop();

  expect(times).toBe(2);
  expect(lines).toEqual([
    ['error', { error }],
    ['error', { error }],
  ]);
});

test('stopping waits for the purge that is under way', async () => {
  let end = (): void => undefined;
  const purge: Journal['purge'] = () =>
    new Promise((resolve) => {
      end = () => resolve({ auditEntries: 0, jobs: 0, actions: 0 });
    });
  let isStopped = false;

  const stop = purgeDaily({ purge }, RETENTION, { clock: new FakeClock(), log });
  const stopped = stop().then(() => (isStopped = true));
  await settle();
  expect(isStopped).toBe(false);
  end();

  expect(await stopped).toBe(true);
});
